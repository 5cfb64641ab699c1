"""The texts of the rules page as HTML. Every text is escaped: rules come from other packages, too."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterable
from html import escape

from checks.finding import SEVERITIES
from checks.registry import all_rules
from checks.reports.text import counted
from checks.rule import Gate, Rule
from checks.sources import WORKS, Source
from sketchcheck.coverage import Coverage, ml_test_score, rules_of_ml
from sketchcheck.rule_cards import paragraphs

MEANINGS = {
    "error": "as drawn the design fails, harms or cannot be trusted, and nothing would show it",
    "warning": "trouble, cost or blindness is likely; a waiver with a reason is fine",
    "advice": "an improvement",
}

GATES: dict[Gate, str] = {
    "always": "",
    "has_model": "where a model is drawn",
    "trained": "where a model is trained",
    "live": "where a model answers somebody",
    "online": "where a model answers while somebody waits",
    "trained and live": "where a trained model answers somebody",
    "batch": "where work is done in batches",
    "generative": "where a language model is drawn",
    "rag": "where a language model is given documents",
    "agentic": "where a language model uses tools",
}
"""To which designs a rule applies, in words."""


def introduction() -> str:
    """What stands beside the list while no rule is chosen."""
    numbers = Counter(rule.severity for rule in all_rules().values())
    words = (f"<li><b>{counted(numbers[one], one)}</b>: {MEANINGS[one]}</li>" for one in SEVERITIES)
    return _box(
        f"<h1>{len(all_rules())} rules</h1>",
        "<p>Each looks for one bad pattern in a design. Choose one to see why it hurts, how to mend it,"
        " a bad and a good example, and on which published sources it rests.</p>",
        f"<ul>{''.join(words)}</ul>",
    )


def head(rule: Rule) -> str:
    """Name, facts, pattern, reason and cure of a rule."""
    maturity = f"from maturity {rule.maturity}"
    facts = (rule.severity, f"category {rule.category}", f"area {rule.area}", maturity, GATES[rule.gate])
    return _box(
        f"<h1><code>{escape(rule.code)}</code> {escape(_words(rule.name))}</h1>",
        f'<p class="sc-facts">{"".join(f"<span>{escape(one)}</span>" for one in facts if one)}</p>',
        *(f"<p>{_prose(one)}</p>" for one in paragraphs(rule)),
        _part("Why it hurts", rule.why),
        _part("How to mend it", rule.fix),
    )


def rest(rule: Rule) -> str:
    """What stands below the examples."""
    causes = ", ".join(map(_link, rule.suppressed_by))
    ending = "speaks of the same element and is as severe: one finding a cause."
    silent = f"<p>{causes} {ending}</p>" if causes else ""
    options = (
        f"<li><code>{escape(one.name)}</code>: {escape(one.meaning)} {one.default:g} unless"
        f" <code>[options.{escape(rule.code)}]</code> of <code>sketchcheck.toml</code> says otherwise.</li>"
        for one in rule.options
    )
    return _box(
        _part("An interviewer would ask", rule.question),
        _part("False alarms", rule.false_alarms),
        _list("Options", options),
        f"<h2>Silent when</h2>{silent}" if silent else "",
        _list("Sources", map(_source, rule.sources)),
    )


def image(svg: bytes, words: str) -> str:
    """A picture; as the source of an `img` nothing in it can act."""
    source = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
    return f'<div class="sc-picture"><img alt="{escape(words)}" src="{source}"></div>'


def coverage() -> str:
    """Which rules serve the items of two published lists."""
    return _box(
        "<h1>What the rules cover</h1>",
        "<p>Two published lists of what a sound ML system needs, and the rules that cite each item. An item"
        " with a rule is not thereby done: a rule sees what is drawn and stated, not what is built.</p>",
        _table("The ML Test Score", "MLTS", ml_test_score()),
        _table("Rules of Machine Learning", "ZIN", rules_of_ml()),
        wide=True,
    )


def _table(title: str, work: str, items: list[Coverage]) -> str:
    served = sum(bool(one.codes) for one in items)
    rows = (
        f"<tr><th scope=row>{escape(one.number)}</th><td>{escape(one.title)}</td><td>{_served(one)}</td></tr>"
        for one in items
    )
    return (
        f"<h2>{title}: {served} of {len(items)}</h2>"
        f"<p>{_work(Source(work))} (read: {escape(WORKS[work].read)})</p>"
        "<table><thead><tr><th scope=col>Item</th><th scope=col>Title</th><th scope=col>Rules</th></tr>"
        f"</thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _served(item: Coverage) -> str:
    return " ".join(map(_link, item.codes)) or f"<i>none: {escape(item.why_not)}</i>"


def _link(code: str) -> str:
    """To the card of a rule, where there is one."""
    known = all_rules().get(code)
    if known is None:
        return escape(code)
    title = escape(_words(known.name))
    return f'<a href="?rule={escape(code)}" target="_self" title="{title}">{escape(code)}</a>'


def _source(source: Source) -> str:
    place = f", {escape(source.at)}" if source.at else ""
    return f"<li>{_work(source)}{place} <small>(read: {escape(source.read)})</small></li>"


def _work(source: Source) -> str:
    title, url = escape(source.title), source.url
    if not url.startswith("https://"):
        return title
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{title}</a>'


def _part(title: str, text: str) -> str:
    return f"<h2>{title}</h2><p>{_prose(text)}</p>" if text else ""


def _prose(text: str) -> str:
    """Escaped, and what stands in backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _list(title: str, entries: Iterable[str]) -> str:
    lines = "".join(entries)
    return f"<h2>{title}</h2><ul>{lines}</ul>" if lines else ""


def _box(*parts: str, wide: bool = False) -> str:
    return f'<div class="sc-text{" sc-wide" if wide else ""}">{"".join(parts)}</div>'


def _words(name: str) -> str:
    return name.replace("-", " ")
