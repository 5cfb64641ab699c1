"""All rules: our own, one file each below checks/rules, and those of other distributions."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from types import ModuleType

import checks.rules
from checks.rule import Rule
from designer.errors import SketchcheckError
from designer.model.messages import did_you_mean

ENTRY_POINT = "sketchcheck.rules"
"""Other distributions name a module, or a package of modules, of rules under this entry point group."""


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by its code, in the order of the codes.

    Raises SketchcheckError where two rules share a code or a third-party package cannot be loaded.
    """
    rules: dict[str, Rule] = {}
    for module in (*modules_of(checks.rules), *_foreign_modules()):
        for rule in rules_in(module):
            if rule.code in rules:
                raise SketchcheckError(f"cannot load the rule {rule.code}: because two rules have this code.")
            rules[rule.code] = rule
    return dict(sorted(rules.items()))


def begins_a_code(text: str) -> bool:
    """Whether this is the code of a rule or its beginning, such as `LOG`."""
    return bool(text) and any(code.startswith(text) for code in all_rules())


def find_rule(code: str) -> Rule:
    """The rule with this code or name. Raises SketchcheckError with the nearest one where there is none."""
    rules = all_rules()
    by_name = {rule.name: rule for rule in rules.values()}
    found = rules.get(code.upper()) or by_name.get(code)
    if found is None:
        hint = did_you_mean(code.upper(), rules) or did_you_mean(code, by_name)
        hint = hint or " `sketchcheck rules` lists them."
        raise SketchcheckError(f"cannot find the rule {code}: because no rule has this code or name.{hint}")
    return found


def modules_of(package: ModuleType) -> Iterator[ModuleType]:
    """A package's modules, all the way down."""
    yield package
    for info in pkgutil.walk_packages(getattr(package, "__path__", ()), f"{package.__name__}."):
        yield importlib.import_module(info.name)


def rules_in(module: ModuleType) -> list[Rule]:
    """The rules that a module defines itself."""
    classes = [one for one in vars(module).values() if inspect.isclass(one) and issubclass(one, Rule)]
    return [one() for one in classes if one.__module__ == module.__name__ and not inspect.isabstract(one)]


def _foreign_modules() -> Iterator[ModuleType]:
    for entry in entry_points(group=ENTRY_POINT):
        try:
            yield from modules_of(entry.load())
        except ImportError as error:
            raise SketchcheckError(
                f"cannot load the rules of {entry.value}: because {error}. Mend or uninstall that package."
            ) from None
