"""`check` as a whole process, from the YAML file to the report, beside pytm in an environment of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.designs import design_of
from benchmarks.measure import process
from designer.files import dump

SIZES = (40, 3000)
PYTM = "pytm==1.4.0"
BESIDE = Path(__file__).parent / "beside_pytm.py"


def run() -> Iterator[tuple[str, str]]:
    """CPU seconds and memory of `check`, of a bare Python, and of pytm's threats for as many elements."""
    bare = process([sys.executable, "-c", "pass"])
    yield "bare python", f"{bare.seconds:.3f} s CPU, {bare.megabytes:.0f} MB"
    imports = process([sys.executable, "-c", "import typer, yaml; from pydantic import BaseModel"])
    yield "importing typer, yaml and pydantic alone", f"{imports.seconds:.3f} s CPU"
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            yield from _check(Path(folder), size)
        yield from _pytm(Path(folder))


def _check(folder: Path, size: int) -> Iterator[tuple[str, str]]:
    design = design_of(size)
    path = folder / f"{size}.design.yaml"
    path.write_text(dump(design))
    took = process([sys.executable, "-m", "sketchcheck", "check", str(path), "--format", "json"])
    facts = f"{len(design.components)} components, {len(design.flows)} flows"
    yield f"sketchcheck check, {facts}", f"{took.seconds:.3f} s CPU, {took.megabytes:.0f} MB"


def _pytm(folder: Path) -> Iterator[tuple[str, str]]:
    python = folder / "pytm" / "bin" / "python"
    uv = [sys.executable, "-m", "uv"]
    steps = (["venv", "-q", str(folder / "pytm")], ["pip", "install", "-q", "--python", str(python), PYTM])
    try:
        for step in steps:
            subprocess.run([*uv, *step], check=True, capture_output=True)
    except (subprocess.CalledProcessError, FileNotFoundError):
        yield "pytm", "could not be installed here (no network?); not measured"
        return
    for size in SIZES:
        flows = size * 3 // 2
        took = process([str(python), str(BESIDE), str(size), str(flows)], times=2)
        yield (
            f"pytm, {size} elements, {flows} dataflows",
            f"{took.seconds:.3f} s CPU, {took.megabytes:.0f} MB",
        )
