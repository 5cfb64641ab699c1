"""Rules out of modules: our own, and those of other distributions as far as they fit."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import NamedTuple, get_args

from checks.finding import SEVERITIES
from checks.rule import AREAS, MATURITIES, Bad, Gate, Good, Rule
from checks.sources import WORKS, Work

ENTRY_POINT = "sketchcheck.rules"
"""Other distributions name a module, or a package of modules, of rules under this entry point group."""
FOREIGN_CODE = re.compile(r"[A-Z]{4,7}[0-9]{3}")
"""Ours have three letters, so no rule that we add later takes the code of another package."""
_CATEGORIES = frozenset(category for group in AREAS.values() for category in group)


class Unloaded(NamedTuple):
    """A distribution of which something could not be loaded, and why."""

    name: str
    why: str


def modules_of(package: ModuleType) -> Iterator[ModuleType]:
    """A package's modules, all the way down."""
    yield package
    for info in pkgutil.walk_packages(getattr(package, "__path__", ()), f"{package.__name__}."):
        yield importlib.import_module(info.name)


def rules_in(module: ModuleType) -> list[Rule]:
    """The rules that a module defines itself. Raises TypeError for one that answers not all questions."""
    classes = [one for one in vars(module).values() if inspect.isclass(one) and issubclass(one, Rule)]
    own = [one for one in classes if one.__module__ == module.__name__]
    return [one() for one in own if not inspect.isabstract(one) or "code" in vars(one)]


def foreign_rules(own: Mapping[str, Rule]) -> tuple[dict[str, Rule], tuple[Unloaded, ...]]:
    """The rules of other distributions by code, and what could not be loaded; `own` are ours by code."""
    found: dict[str, Rule] = {}
    unloaded: list[Unloaded] = []
    for entry in sorted(entry_points(group=ENTRY_POINT), key=lambda one: (_name(one), one.name)):
        try:
            rules = [rule for module in modules_of(entry.load()) for rule in rules_in(module)]
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a package does when it is imported
            why = f"cannot load {entry.value}: because {type(error).__name__}: {error}."
            unloaded.append(Unloaded(_name(entry), f"{why} Mend or uninstall {_name(entry)}."))
            continue
        for rule in rules:
            if type(rule) in map(type, found.values()):
                continue  # named by two entry points
            if mistakes := mistakes_of(rule, {**own, **found}):
                why = f"cannot load {type(rule).__name__}: because {'; '.join(mistakes)}."
                unloaded.append(Unloaded(_name(entry), f"{why} Mend or uninstall {_name(entry)}."))
            else:
                found[rule.code] = rule
    return found, tuple(unloaded)


def mistakes_of(rule: Rule, taken: Mapping[str, Rule]) -> list[str]:
    """What is wrong with the card of a foreign rule, in words; `taken` are the rules loaded before it."""
    needed = ("code", "name", "category", "severity", "message", "why", "fix")
    if missing := [one for one in needed if not isinstance(getattr(rule, one, None), str)]:
        return [f"it states no {', no '.join(missing)}"]
    return [*_wrong_code(rule, taken), *_wrong_words(rule), *_wrong_parts(rule)]


def _wrong_code(rule: Rule, taken: Mapping[str, Rule]) -> Iterator[str]:
    if rule.code in taken:
        yield f"{rule.code} is the code of the rule {taken[rule.code].name}"
    elif not FOREIGN_CODE.fullmatch(rule.code):
        yield f"the code {rule.code!r} is not four to seven capital letters and three digits, as HOUSE001"
    if rule.name in {one.name for one in taken.values()}:
        yield f"another rule is named {rule.name}"


def _wrong_words(rule: Rule) -> Iterator[str]:
    valid = {"category": _CATEGORIES, "severity": SEVERITIES, "maturity": MATURITIES, "gate": get_args(Gate)}
    for name, words in valid.items():
        if (word := getattr(rule, name)) not in words:
            yield f"its {name} {word!r} is none of {', '.join(sorted(words))}"


def _wrong_parts(rule: Rule) -> Iterator[str]:
    if {type(one) for one in rule.examples} != {Bad, Good}:
        yield "it has no bad and no good example"
    unknown = [one.work for one in rule.sources if not isinstance(one.work, Work) and one.work not in WORKS]
    yield from (f"no work has the key {one!r}: write Source(Work(...))" for one in unknown)


def _name(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else entry.name
