"""No two modules keep what a view found under one key: the second would be given the first's answer."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import checks
import designer


def kept_under(path: Path) -> Iterator[tuple[str, int]]:
    """The first word of each key that a module gives to `once`, with the number of its parts."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "once":
            key = node.args[0]
            parts = key.elts if isinstance(key, ast.Tuple) else [key]
            if isinstance(parts[0], ast.Constant):
                yield str(parts[0].value), len(parts)


def test_no_two_modules_keep_answers_under_one_key() -> None:
    """GEN022 was given the monitors of ALR001 in place of the users who give feedback."""
    users: dict[tuple[str, int], set[str]] = {}
    for package in (checks, designer):
        root = Path(package.__path__[0])
        for path in root.rglob("*.py"):
            for key in kept_under(path):
                users.setdefault(key, set()).add(path.name)

    assert len(users) > 10
    assert {key: names for key, names in users.items() if len(names) > 1} == {}
