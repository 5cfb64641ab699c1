"""`review`: ask a language model about a design, once a person has agreed to what is sent and to whom."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from checks.config import config_for
from checks.engine import check
from checks.reports.checked import CheckedFile
from checks.reports.text import counted, plain
from checks.review import (
    Asking,
    Limits,
    Outgoing,
    limits_of,
    meter_of,
    preview,
    remembered_runs,
    review,
    server_for,
    try_connection,
)
from designer.files import load_file
from sketchcheck.cli.files import CANNOT, write_output
from sketchcheck.cli.review_forms import Reviewed, to_json, to_markdown, to_text

_FORMS = {"text": to_text, "json": to_json, "markdown": to_markdown}


@dataclass(frozen=True, slots=True)
class Wish:
    """The options of the command."""

    model: str | None
    base_url: str | None
    form: str
    output: Path | None
    dry_run: bool
    yes: bool
    runs: int
    fail_on_review: bool


def run(path: Path, wish: Wish) -> int:
    """Ask, report, and give the exit code. Raises SketchcheckError where nothing can be asked."""
    loaded = load_file(path)
    config = config_for(path)
    report = check(loaded.design, config=config)
    asking = _asking(path, wish)
    outgoing = preview(report, asking, config.review)
    if wish.dry_run:
        write_output(_sent(outgoing, wish), wish.output, path)
        return 0
    if remembered_runs(report, asking) < wish.runs and not _agreed(outgoing, wish):
        return CANNOT
    found = review(report, asking, runs=wish.runs)
    reviewed = Reviewed(CheckedFile(str(path), report, loaded.line_of), found, config.review)
    write_output(_FORMS[wish.form](reviewed), wish.output, path)
    return int(wish.fail_on_review and any(one.status != "waived" for one in found.shown))


def try_it(path: Path, wish: Wish) -> int:
    """Try the connection with a few small calls, none of which holds anything of the design."""
    connection = try_connection(_asking(path, wish))
    typer.echo("\n".join(map(plain, connection.sentences)))
    return 0 if connection.works else CANNOT


def _asking(path: Path, wish: Wish) -> Asking:
    settings = config_for(path).review
    server = server_for(settings, base_url=wish.base_url, model=wish.model, only_shown=wish.dry_run)
    return Asking(server, limits_of(settings), meter_of(settings), on_progress=_tell)


def _tell(sentence: str) -> None:
    typer.echo(plain(sentence), err=True)


def _agreed(outgoing: Outgoing, wish: Wish) -> bool:
    """Whether it may be sent: somebody said so beforehand, or does now."""
    if wish.yes:
        return True
    typer.echo(_in_words(outgoing, wish.runs), err=True)
    if sys.stdin.isatty() and sys.stderr.isatty():
        return typer.confirm(f"Send this to {outgoing.host}?", err=True)
    typer.echo("Nothing was sent: --yes sends it without asking.", err=True)
    return False


def _sent(outgoing: Outgoing, wish: Wish) -> str:
    if wish.form == "json":
        return json.dumps(outgoing.body, indent=2, ensure_ascii=False) + "\n"
    return _in_words(outgoing, wish.runs) + "\n"


def _in_words(outgoing: Outgoing, runs: int) -> str:
    """Who gets it, what it costs, and all of it."""
    return "\n\n".join(_parts(outgoing, runs))


def _parts(outgoing: Outgoing, runs: int) -> Iterator[str]:
    yield "\n".join(_facts(outgoing, runs))
    for message in outgoing.messages:
        lines = str(message["content"]).splitlines()
        yield "\n".join((f"--- {message['role']}", *map(plain, lines)))
    options = {key: value for key, value in outgoing.body.items() if key != "messages"}
    yield "\n".join(("--- options", json.dumps(options, ensure_ascii=False)))


def _facts(outgoing: Outgoing, runs: int) -> Iterator[str]:
    server, cost = outgoing.server, outgoing.estimate
    where = "this machine" if server.is_local else "another machine"
    yield f"To {plain(server.model)} at {server.host} ({where}): {server.address}"
    if server.is_local:
        yield "Nothing leaves this machine, unless that server passes on what it gets, as a proxy does."
    if server.is_readable_on_the_way:
        yield "Others on the way can read it: the address does not begin with https."
    price = ", cost not known" if cost.cost_at_most is None else f", at most {cost.cost_at_most:.4f} USD"
    each = f" a call; at most {Limits().calls} calls" + (f" in each of {runs} runs" if runs > 1 else "")
    yield f"About {cost.sent:,} tokens, and at most {cost.answered_at_most:,} back{price}{each}."
    if outgoing.masked:
        yield f"{counted(outgoing.masked, 'credential')} masked."
