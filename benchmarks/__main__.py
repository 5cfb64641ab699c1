"""`python3 run.py bench [NAME...]`: run all or the named benchmarks; `--gaps`, `--review`: the other ones."""

from __future__ import annotations

import importlib
import sys

NAMES = ("rules", "files", "process", "drawing", "reports", "canvas", "exchange", "guessing")


def main(chosen: list[str]) -> None:
    """Print a table for each benchmark."""
    if chosen == ["--gaps"]:
        importlib.import_module("benchmarks.gaps.command").main()
        return
    if chosen[:1] == ["--review"]:
        importlib.import_module("benchmarks.review.command").main(chosen[1:])
        return
    if unknown := set(chosen) - set(NAMES):
        sys.exit(
            f"cannot run {min(unknown)}: because there is no such benchmark. There are: {', '.join(NAMES)}."
        )
    for name in chosen or NAMES:
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"\n## {name}: {(module.__doc__ or '').splitlines()[0]}\n", flush=True)
        for what, figure in module.run():
            print(f"{what:<66} {figure}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
