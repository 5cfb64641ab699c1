"""Reading the values of a configuration; every mistake is noted, and all are told at once."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from typing import Any, TypeVar

from checks.finding import SEVERITIES, Severity
from checks.registry import all_rules, begins_a_code, may_be_unloaded
from checks.rule import MATURITIES
from designer.errors import SketchcheckError
from designer.model.messages import did_you_mean, shorten
from designer.model.properties import Maturity

T = TypeVar("T", bound=str)

_NO_KEY = " A key stands in no file: set OPENAI_API_KEY or SKETCHCHECK_API_KEY in the environment."


class ConfigReader:
    """Takes values out of tables. `where` is the whole name of a value, such as `paths[1].select`."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._mistakes: list[str] = []

    def check(self) -> None:
        """Raise SketchcheckError with all mistakes, if there are any."""
        if self._mistakes:
            raise SketchcheckError("\n".join(f"{self._file}: {one}" for one in self._mistakes))

    def known(self, table: Mapping[str, Any], where: str, names: Collection[str]) -> None:
        """Note every name in the table that means nothing."""
        for name in table:
            if name not in names:
                hint = did_you_mean(name, names) or f" Write one of {', '.join(names)}."
                self._note(f"{where}{name}", f"there is no such setting.{_NO_KEY if 'key' in name else hint}")

    def table(self, table: Mapping[str, Any], name: str, names: Collection[str]) -> Mapping[str, Any]:
        """A table inside the table, with only these names; empty where it is missing."""
        found = self._taken(table, name, dict, "a table")
        self.known(found or {}, f"{name}.", names)
        return found or {}

    def tables(self, table: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
        """The tables of a list, written `[[name]]`."""
        found = self._taken(table, name, list, f"a list of tables, written [[{name}]]") or []
        if not all(isinstance(one, dict) for one in found):
            self._note(name, f"it is not a list of tables. Write [[{name}]].")
            return []
        return found

    def text(self, table: Mapping[str, Any], where: str, *, required: bool = False) -> str | None:
        """A text."""
        if required and _name(where) not in table:
            self._note(where, "it is missing. State it.")
        found: str | None = self._taken(table, where, str, "text")
        return found

    def texts(self, table: Mapping[str, Any], where: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = table.get(_name(where), [])
        listed = [value] if isinstance(value, str) else value
        if isinstance(listed, list) and all(isinstance(one, str) for one in listed):
            return tuple(listed)
        self._note(where, 'it is not a list of texts. Write ["LOG", "MON001"].')
        return ()

    def whole(self, table: Mapping[str, Any], where: str) -> int | None:
        """A whole number from 1 on."""
        found: int | None = self._taken(table, where, int, "a whole number")
        if found is not None and found < 1:
            self._note(where, "it is below 1. Write a whole number from 1 on.")
        return found

    def amount(self, table: Mapping[str, Any], where: str) -> float | None:
        """A number from 0 on."""
        value = self._taken(table, where, (int, float), "a number")
        if value is not None and not 0 <= value < math.inf:
            self._note(where, "it is below 0, or no number. Write a number from 0 on.")
        return None if value is None else float(value)

    def codes(self, table: Mapping[str, Any], where: str) -> tuple[str, ...]:
        """Codes of rules, or beginnings of them."""
        return tuple(code for code in self.texts(table, where) if self._begins(code, where))

    def _begins(self, code: str, where: str) -> bool:
        if begins_a_code(code):
            return True
        hint = did_you_mean(code, all_rules()) or " `sketchcheck rules` lists them."
        self._note(where, f"no rule's code begins with {shorten(code)}.{hint}")
        return False

    def severities(self, table: Mapping[str, Any], where: str) -> dict[str, Severity]:
        """A severity by code."""
        stated = self._taken(table, where, dict, "a table") or {}
        found = {code: self._word(value, f"{where}.{code}", SEVERITIES) for code, value in stated.items()}
        return {code: word for code, word in found.items() if self._is_rule(code, where) and word}

    def maturity(self, table: Mapping[str, Any], where: str) -> Maturity | None:
        """A maturity."""
        value = table.get(_name(where))
        return None if value is None else self._word(value, where, MATURITIES)

    def options(self, table: Mapping[str, Any], where: str) -> dict[str, object]:
        """Options of rules, by `CODE.name`."""
        stated = self._taken(table, where, dict, "a table") or {}
        found: dict[str, object] = {}
        for code, values in stated.items():
            if self._is_rule(code, where) and isinstance(values, dict) and code in all_rules():
                found |= dict(self._options_of(code, values, f"{where}.{code}"))
            elif not isinstance(values, dict):
                self._note(f"{where}.{code}", f"it is not a table. Write [{where}.{code}].")
        return found

    def _options_of(self, code: str, values: dict[str, Any], where: str) -> Iterable[tuple[str, object]]:
        known = {one.name: one for one in all_rules()[code].options}
        for name, value in values.items():
            if name not in known:
                hint = did_you_mean(name, known) or _has_options(code, known)
                self._note(f"{where}.{name}", f"{code} has no such option.{hint}")
            elif why := known[name].mistake(value):
                self._note(f"{where}.{name}", why)
            else:
                yield f"{code}.{name}", value

    def _is_rule(self, code: str, where: str) -> bool:
        if code in all_rules() or may_be_unloaded(code):
            return True
        hint = did_you_mean(code, all_rules()) or " `sketchcheck rules` lists them."
        self._note(f"{where}.{shorten(code)}", f"no rule has this code.{hint}")
        return False

    def _word(self, value: object, where: str, valid: tuple[T, ...]) -> T | None:
        for word in valid:
            if value == word:
                return word
        hint = did_you_mean(str(value), valid) or f" Write one of {', '.join(valid)}."
        self._note(where, f"{shorten(value)} is not one of the valid words.{hint}")
        return None

    def _taken(self, table: Mapping[str, Any], where: str, kind: type | tuple[type, ...], called: str) -> Any:
        value = table.get(_name(where))
        if value is None or (isinstance(value, kind) and not isinstance(value, bool)):
            return value
        self._note(where, f"{shorten(value)} is not {called}. Write {called}.")
        return None

    def _note(self, where: str, because: str) -> None:
        self._mistakes.append(f"cannot read {where}: because {because}")


def _name(where: str) -> str:
    return where.rpartition(".")[2]


def _has_options(code: str, known: Collection[str]) -> str:
    return f" It has {', '.join(known)}." if known else f" {code} has none."
