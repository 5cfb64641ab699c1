"""The words of a label, cut into the phrases that it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONGEST = 400
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_BREAKS = re.compile(r"[\n():;,|→\u2013\u2014\[\]{}]+|\s-+>?\s|\s/\s|\bi\.e\.|\be\.g\.")
_SPLIT = re.compile(
    r"\s(?:for|of|to|from|with|via|by|in|on|at|using|per|into|as|that|which)\s", re.IGNORECASE
)
_WORD = re.compile(r"a/b|ci/cd|pub/sub|w&b|[a-z0-9]+(?:\.[a-z0-9]+)*|[^\W\d_]+")
_VERSION = re.compile(r"v?\d+(\.\d+)*|p\d+|nightly|daily|hourly|weekly|monthly|new|main|our|the|a|an|my")
_KEPT = re.compile(r"ss$|us$|is$|^(kubernetes|aws|gcs|ops|cas|sns|sqs|adls|hdfs|rds|jenkins|pandas|https)$")


def segments(label: str) -> Iterator[list[str]]:
    """The words of each part of a label, in the order of the label, small and in their singular.

    Parts end at lines, brackets and prepositions: the last word of a part says what it is.
    """
    text = _CAMEL.sub(" ", label[:_LONGEST]).replace("_", " ")
    for phrase in _BREAKS.split(text):
        for part in _SPLIT.split(phrase):
            words = [_singular(word) for word in _WORD.findall(part.lower().replace("-", " "))]
            if words:
                yield words


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or _KEPT.search(word):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]


def without_versions(words: list[str]) -> list[str]:
    """The words without numbers, versions and fillers at the end of a name, unless nothing else is left."""
    kept = [word for word in words if not _VERSION.fullmatch(word)]
    return kept or words
