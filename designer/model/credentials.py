"""Credentials in texts: what looks like a key, a token or a password is masked before a text goes anywhere.

Whoever reads texts of other programs, or sends texts to one, calls `mask`. Rather a word too much is
masked than a key too little; placeholders such as `${TOKEN}` stay.
"""

from __future__ import annotations

import re
from itertools import pairwise

MASK = "[masked]"

_BLOCK = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY( BLOCK)?-----.*?(-----END [A-Z0-9 ]{0,40}-----|\Z)", re.DOTALL
)
_KNOWN = re.compile(
    r"""(?<![A-Za-z0-9])(
      (sk|rk|pk)[-_](live|test|proj|ant|or|svcacct)?[-_]?[A-Za-z0-9_-]{16,300}  # model services, payments
    | gh[pousr]_[A-Za-z0-9]{20,300} | github_pat_\w{20,300} | glpat-[\w-]{16,100}
    | xox[abeoprs]-[\w-]{10,300} | hooks\.slack\.com/services/[\w/]{10,200}
    | (AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,40}
    | AIza[\w-]{30,60} | ya29\.[\w-]{20,500}
    | (hf|npm|gsk|xai|whsec|lin_api|dop_v1|nvapi|r8|pplx|shpat|shpss)[-_][A-Za-z0-9_-]{16,300}
    | pypi-[\w-]{16,500} | dapi[0-9a-f]{32} | SG\.[\w-]{16,64}\.[\w-]{16,100}
    | eyJ[\w-]{8,4000}\.[\w-]{8,4000}(\.[\w-]{0,4000})?                          # a signed token
    )""",
    re.VERBOSE,
)
_IN_ADDRESS = re.compile(
    r"([a-z][a-z0-9+.-]{1,30}://[^\s:/@]{0,200}:)([^\s@]{1,300})(?=@[^\s@])", re.IGNORECASE
)
_SENT = re.compile(r"\b((?:bearer|basic)\s{1,3})([A-Za-z0-9._~+/=-]{12,4000})", re.IGNORECASE)
_NAMED = re.compile(
    r"""((?P<key>pass(word|wd|phrase)?|pwd|secret|credentials?|token|sig|(?<=[?&])key|
        (api|access|account|private|secret|signing|encryption|auth|shared[_ -]?access)[_ -]?(key|token))
        ["']?\s{0,3}(?P<sign>:=|=>|[=:])\s{0,3})
        (?P<value>"[^"\n]{1,2000}"|'[^'\n]{1,2000}'|[^\s"',;&<>|]{1,2000})""",
    re.IGNORECASE | re.VERBOSE,
)
_LONG = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{32,4000}={0,2}")
_PLACEHOLDER = re.compile(
    r"""["']?(\$|\{\{|<|%\(|\*+["']?$|\[masked\]|env[.:(]|vault:|os\.environ)""", re.IGNORECASE
)


def mask(text: str) -> str:
    """The text with each credential replaced by `[masked]`; the words around it stay."""
    text = _BLOCK.sub(MASK, text)
    text = _KNOWN.sub(MASK, text)
    text = _IN_ADDRESS.sub(_kept_before, text)
    text = _SENT.sub(_sent, text)
    text = _NAMED.sub(_named, text)
    return _LONG.sub(lambda found: MASK if _is_random(found[0]) else found[0], text)


def _kept_before(found: re.Match[str]) -> str:
    return found[0] if _PLACEHOLDER.match(found[2]) else found[1] + MASK


def _sent(found: re.Match[str]) -> str:
    """`Bearer` and a token, not "basic understanding"."""
    return found[1] + MASK if _is_no_word(found[2]) else found[0]


def _named(found: re.Match[str]) -> str:
    value, key = found["value"], found["key"].lower()
    if _PLACEHOLDER.match(value):
        return found[0]
    bare = value.strip("\"'")
    is_count = key == "token" and bare.replace("_", "").isdecimal() and len(bare) < 8
    if is_count or (found["sign"] == ":" and bare == value and not _is_no_word(bare)):
        return found[0]
    return found[1] + MASK


def _is_no_word(text: str) -> bool:
    """Whether it has a digit or a sign that no word has, or is longer than words are."""
    return len(text) > 24 or not text.rstrip(".!?)").replace("-", "").replace("_", "").isalpha()


def _is_random(text: str) -> bool:
    """Whether small letters, capitals and digits change as in no name or path."""
    kinds = [_kind(char) for char in text if char.isalnum()]
    changes = sum(one != other for one, other in pairwise(kinds))
    return {"A", "a", "0"} <= set(kinds) and changes > len(text) / 3


def _kind(char: str) -> str:
    return "0" if char.isdigit() else "A" if char.isupper() else "a"
