"""What a reader is shown of a rule, for the page of the app and for those below docs/."""

from __future__ import annotations

from checks.reports.marks import marks_of
from checks.rule import Bad, Good, Rule
from checks.testing import load_example, verdict
from designer.drawing import render


def paragraphs(rule: Rule) -> list[str]:
    """The bad pattern in words: first one sentence, then what counts and what does not."""
    return [" ".join(part.split()) for part in (type(rule).__doc__ or "").split("\n\n")]


def pattern(rule: Rule) -> str:
    """The bad pattern in one sentence."""
    return paragraphs(rule)[0]


def example_of(rule: Rule, wanted: type[Bad | Good]) -> Bad | Good:
    """The first bad or good example."""
    return next(one for one in rule.examples if isinstance(one, wanted))


def picture(rule: Rule, example: Bad | Good, *, dark: bool = False) -> bytes:
    """An example as SVG, with the finding of this rule alone marked."""
    design = load_example(rule, example)
    return render(design, "svg", marks=marks_of(verdict(rule, design)), legend=False, dark=dark)
