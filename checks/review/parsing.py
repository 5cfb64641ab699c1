"""Reading JSON out of what a model says: with thoughts before it, a fence around it, words beside it."""

from __future__ import annotations

import json
import re
from typing import Any

Plain = dict[str, Any]
_MOST_TRIES = 50

_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_ENDED_THOUGHT = re.compile(r"\A.*</(think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE)
_BEGUN = re.compile(r'\s*(?:```\w{0,10}\s*)?\{\s*"(\w+)"\s*:\s*"((?:[^"\\]|\\.)*)', re.DOTALL)
_HALF_A_SIGN = re.compile(r"\\u[0-9a-fA-F]{0,3}\Z")
_FENCE = re.compile(r"```[a-zA-Z]{0,10}\s*\n?(.*?)```", re.DOTALL)


class NoJson(ValueError):
    """There is no JSON object in the text."""


def read_object(text: str) -> Plain:
    """The JSON object in the text, tolerantly. Raises NoJson where there is none.

    Control characters inside of texts are let through: some servers do not keep models from them.
    """
    spoken = _ENDED_THOUGHT.sub("", _THOUGHT.sub("", text)).lstrip("\ufeff")
    for part in (text, spoken, *(found[1] for found in _FENCE.finditer(spoken)), _outer(spoken)):
        if (found := _loaded(part)) is not None:
            return found
    if (found := _largest(spoken)) is not None:
        return found
    raise NoJson("there is no JSON object in it")


def begun(text: str, name: str) -> str:
    """The text of the first field of an answer that was cut off, as far as it came; "" for anything else."""
    spoken = _ENDED_THOUGHT.sub("", _THOUGHT.sub("", text)).lstrip("\ufeff")
    found = _BEGUN.match(spoken)
    if found is None or found[1] != name:
        return ""
    try:
        said = json.loads(f'"{_HALF_A_SIGN.sub("", found[2])}"', strict=False)
    except ValueError:
        return ""
    return str(said)


def _loaded(text: str) -> Plain | None:
    try:
        found = _DECODER.decode(text.strip())
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _outer(text: str) -> str:
    return text[text.find("{") : text.rfind("}") + 1] if "{" in text else ""


def _largest(text: str) -> Plain | None:
    """The longest object that stands somewhere in the text."""
    best: tuple[int, Plain] | None = None
    at = text.find("{")
    for _ in range(_MOST_TRIES):
        if at < 0:
            break
        try:
            found, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            if isinstance(found, dict) and (best is None or end - at > best[0]):
                best = (end - at, found)
        at = text.find("{", end)
    return best[1] if best and best[1] else None


def _no_constant(name: str) -> None:
    """NaN and Infinity are no JSON."""
    raise ValueError(name)


_DECODER = json.JSONDecoder(strict=False, parse_constant=_no_constant)
