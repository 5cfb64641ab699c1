"""All rules: our own, one file each below checks/rules, and those of other distributions."""

from __future__ import annotations

import re
from functools import cache

import checks.rules
from checks.loading import Unloaded, foreign_rules, modules_of, rules_in
from checks.rule import Rule
from designer.errors import SketchcheckError
from designer.model.messages import did_you_mean

_FOREIGN_BEGINNING = re.compile(r"[A-Z]{4,7}[0-9]{0,3}")


def all_rules() -> dict[str, Rule]:
    """Every rule by its code, in the order of the codes.

    Raises SketchcheckError where two of our own share a code.
    """
    return _loaded()[0]


def unloaded() -> tuple[Unloaded, ...]:
    """The distributions whose rules, or some of them, could not be loaded, and why."""
    return _loaded()[1]


@cache
def _loaded() -> tuple[dict[str, Rule], tuple[Unloaded, ...]]:
    own: dict[str, Rule] = {}
    for module in modules_of(checks.rules):
        for rule in rules_in(module):
            if rule.code in own:
                raise SketchcheckError(f"cannot load the rule {rule.code}: because two rules have this code.")
            own[rule.code] = rule
    foreign, failed = foreign_rules(own)
    return dict(sorted((own | foreign).items())), failed


def begins_a_code(text: str) -> bool:
    """Whether this is the code of a rule or its beginning, such as `LOG`, or may be one not loaded."""
    return bool(text) and (may_be_unloaded(text) or any(code.startswith(text) for code in all_rules()))


def may_be_unloaded(code: str) -> bool:
    """Whether it may be of a package that could not be loaded, which is told elsewhere."""
    return bool(unloaded()) and code not in all_rules() and bool(_FOREIGN_BEGINNING.fullmatch(code))


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
