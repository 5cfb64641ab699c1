"""`schema`: the JSON Schema of design files."""

from __future__ import annotations

import json
from pathlib import Path

from designer.files.schema import schema
from sketchcheck.cli.files import write_output


def run(output: Path | None) -> None:
    """Print or write the schema."""
    write_output(json.dumps(schema(), indent=2) + "\n", output)
