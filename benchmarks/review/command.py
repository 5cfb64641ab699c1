"""`python3 run.py bench --review`: measure the language model that is configured; `--score`: without one."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.review.case import SETS, Set
from benchmarks.review.cases import all_cases
from benchmarks.review.page import page
from benchmarks.review.plan import Ask, Bill, bill, plan
from benchmarks.review.running import Run
from benchmarks.review.scores import scored
from benchmarks.review.stored import Folder
from checks.config import ReviewSettings, config_for
from checks.reports.text import plain
from checks.review import Asking, Meter, Server, limits_of, server_for
from designer.errors import SketchcheckError

CANNOT = 2
PAGE = "figures.md"
_GOES_ON = "The same command goes on with what was not asked yet."


def main(words: Sequence[str]) -> None:
    """Run, or say in one sentence why not."""
    wish = _options().parse_args(words)
    try:
        settings = config_for(Path("any.design.yaml")).review
        code = _score(Folder(wish.score), settings) if wish.score else _measure(wish, settings)
    except SketchcheckError as error:
        _tell(str(error))
        code = CANNOT
    except KeyboardInterrupt:
        _tell(f"Stopped. {_GOES_ON}")
        code = CANNOT
    sys.exit(code)


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser("run.py bench --review", description=__doc__)
    options.add_argument("--score", type=Path, metavar="FOLDER", help="score stored answers; nothing is sent")
    options.add_argument("--folder", type=Path, help="where answers are stored; a broken run goes on there")
    options.add_argument("--sets", default=",".join(SETS), help="such as unseen,clean")
    options.add_argument("--cases", type=_count, help="only so many of each set, the first ones")
    options.add_argument("--runs", type=_count, default=5, help="of designs whose answers are compared")
    options.add_argument(
        "--most-calls", type=_count, default=400, help="no more calls than this, repairs included"
    )
    options.add_argument("--model")
    options.add_argument("--base-url")
    options.add_argument("--yes", action="store_true", help="begin without asking")
    return options


def _count(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is no number from 1 on")
    return int(word)


def _score(folder: Folder, settings: ReviewSettings) -> int:
    """Score what is stored, print it, and write it beside the answers."""
    text = page(scored(folder.cases(), folder.answers()), settings)
    (folder.path / PAGE).write_text(text, encoding="utf-8")
    print(text)
    _tell(f"Written: {folder.path / PAGE}")
    return 0


def _measure(wish: argparse.Namespace, settings: ReviewSettings) -> int:
    """Say what will be asked, ask, and score."""
    asking = Asking(
        _server(settings, wish), limits_of(settings), Meter(settings.session_tokens or sys.maxsize)
    )
    folder = Folder(wish.folder or _usual_folder(asking.server))
    asks = _left(folder, wish, asking.server)
    _tell("\n".join(_estimate(asking, bill(asks, asking, settings, wish.most_calls), folder)))
    if asks and not _agreed(asking.server, yes=wish.yes):
        return CANNOT
    folder.begin(all_cases())
    try:
        if not Run(asking, folder, wish.most_calls, _tell).all(asks):
            _tell(f"Stopped after {wish.most_calls} calls. {_GOES_ON}")
    except SketchcheckError as error:
        raise SketchcheckError(f"{error} {_GOES_ON}") from None
    return _score(folder, settings)


def _usual_folder(server: Server) -> Path:
    return Path("review-answers") / re.sub(r"[^A-Za-z0-9.-]+", "-", server.model)


def _left(folder: Folder, wish: argparse.Namespace, server: Server) -> list[Ask]:
    """The questions that have no answer yet."""
    asks = plan(all_cases(), _sets(wish.sets), wish.runs, wish.cases)
    folder.go_on(all_cases(), server.model)
    known = {one.key for one in folder.answers()}
    return [one for one in asks if one.key not in known]


def _server(settings: ReviewSettings, wish: argparse.Namespace) -> Server:
    try:
        return server_for(settings, base_url=wish.base_url, model=wish.model)
    except SketchcheckError as error:
        raise SketchcheckError(f"{error} A server of your own is named by OPENAI_BASE_URL.") from None


def _sets(words: str) -> list[Set]:
    chosen = words.split(",")
    if unknown := set(chosen) - set(SETS):
        raise SketchcheckError(
            f"cannot ask about {min(unknown)!r}: because there is no such set. There are: {', '.join(SETS)}."
        )
    return [one for one in SETS if one in chosen]


def _estimate(asking: Asking, cost: Bill, folder: Folder) -> Iterator[str]:
    server = asking.server
    where = "this machine" if server.is_local else "another machine"
    yield f"To {plain(server.model)} at {server.host} ({where}): {server.address}"
    if server.is_local:
        yield "Nothing leaves this machine, unless that server passes on what it gets, as a proxy does."
    if server.is_readable_on_the_way:
        yield "Others on the way can read it: the address does not begin with https."
    yield "What is sent are the designs of the templates with mistakes in them, and nothing of yours."
    yield f"{cost.questions} questions that have no answer yet; at most {cost.calls_at_most} calls."
    yield (
        f"About {cost.sent:,} tokens if no answer needs a repair; at most about {cost.sent_at_most:,},"
        f" and {cost.answered_at_most:,} back{_price(cost)}."
    )
    yield f"Answers are stored in {folder.path}."


def _price(cost: Bill) -> str:
    if cost.cost_at_most is None:
        return "; what they cost is not known, as no price is configured"
    return f", {cost.cost_at_most:.2f} USD"


def _agreed(server: Server, *, yes: bool) -> bool:
    """Whether it may begin: somebody said so beforehand, or does now."""
    if yes:
        return True
    if sys.stdin.isatty() and sys.stderr.isatty():
        _tell(f"Begin to ask {server.host}? [y/N]")
        return sys.stdin.readline().strip().lower() in ("y", "yes")
    _tell("Nothing was sent: --yes begins without asking.")
    return False


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
