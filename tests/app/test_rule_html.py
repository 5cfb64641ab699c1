"""The texts of the rules page: complete for each rule, and nothing in them acts."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from checks.registry import all_rules
from checks.rule import Rule
from checks.sources import Source, Work
from sketchcheck.pages import rule_html

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


class _Tags(HTMLParser):
    """Collects tags and addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]


def hostile() -> Rule:
    """A rule of which every text would act if it were not escaped."""

    class Hostile(type(all_rules()["CST001"])):  # type: ignore[misc]
        name = why = fix = question = false_alarms = HOSTILE
        sources = (Source(Work(HOSTILE, HOSTILE, "javascript:alert(1)"), HOSTILE),)

    Hostile.__doc__ = HOSTILE
    return Hostile()


def test_no_text_of_a_rule_acts() -> None:
    """Rules come from other packages, too."""
    rule = hostile()
    found = _Tags(rule_html.head(rule) + rule_html.rest(rule))

    assert not found.tags & {"script", "img"}
    assert not [one for one in found.addresses if one.startswith("javascript")]


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.code)
def test_a_card_says_all_that_the_rule_says(rule: Rule) -> None:
    """Every text, option, source with how much of it was read, and every rule that silences it."""
    text = re.sub(r"<[^>]+>", "", rule_html.head(rule) + rule_html.rest(rule))
    parts = [rule.code, rule.severity, rule.category, rule.why, rule.fix, rule.question, rule.false_alarms]
    parts += [*rule.suppressed_by, *(one.meaning for one in rule.options)]
    parts += [f"(read: {one.read})" for one in rule.sources] + [one.title for one in rule.sources]

    shown = (part.replace("`", "") for part in parts)  # backticks are marks of code, not words
    assert [part for part in shown if rule_html.escape(part) not in text] == []


def test_links_lead_to_rules_that_there_are() -> None:
    """Those of the coverage, each in the app itself."""
    codes = [one.removeprefix("?rule=") for one in _Tags(rule_html.coverage()).addresses if one[0] == "?"]

    assert len(codes) > 50
    assert set(codes) <= set(all_rules())


def test_what_stands_in_backticks_is_code() -> None:
    """Nobody reads a backtick on the page of a rule."""
    assert "<code>carries</code>" in rule_html.head(all_rules()["LOG003"])
    assert not [one.code for one in all_rules().values() if "`" in rule_html.head(one) + rule_html.rest(one)]
