"""Writes everything that is derived from the code: the canvas's vocabulary and the pages below docs/.

`python -m sketchcheck.generate` writes; with `--check` it only tells what is stale, and fails if anything is.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sketchcheck.cli.schema import report_text
from sketchcheck.pages_of_docs import pages
from sketchcheck.vocabulary import vocabulary

ROOT = Path(__file__).parent.parent


def generated() -> dict[str, bytes]:
    """The content of every generated file by its path below the root."""
    words = json.dumps(vocabulary(), indent=1, ensure_ascii=False) + "\n"
    return {
        "frontend/src/generated/vocabulary.json": words.encode(),
        "docs/report.schema.json": report_text().encode(),
        **pages(),
    }


def stale(root: Path = ROOT) -> list[str]:
    """The generated files that are missing or differ from their source, and pages of rules that are gone."""
    wanted = generated()
    changed = [name for name, content in wanted.items() if _read(root / name) != content]
    kept = {root / name for name in wanted}
    orphans = [path for path in sorted((root / "docs/rules").glob("*")) if path not in kept]
    return changed + [str(path.relative_to(root)) for path in orphans]


def write(root: Path = ROOT) -> None:
    """Write every generated file and take away what is generated no more."""
    for name in stale(root):
        (root / name).unlink(missing_ok=True)
    for name, content in generated().items():
        if _read(root / name) != content:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def main(arguments: list[str]) -> int:
    """Write, or check; 1 if something is stale."""
    if "--check" not in arguments:
        write()
        return 0
    found = stale()
    for name in found:
        print(f"{name} is stale: run `python -m sketchcheck.generate` and commit the result.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
