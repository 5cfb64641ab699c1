"""`rules`: the list of rules, or one explained."""

from __future__ import annotations

import textwrap

import typer

from checks.registry import all_rules, find_rule
from checks.rule import Bad, Rule


def run(code: str | None) -> None:
    """Print the list, a part of it for the beginning of a code, or everything about one rule."""
    rules = all_rules()
    begun = [one for key, one in rules.items() if key.startswith((code or "").upper())]
    if code is None or (begun and code and code.upper() not in rules):
        for rule in begun:
            typer.echo(f"{rule.code}  {rule.severity:<8} {rule.maturity:<11} {rule.category:<12} {rule.name}")
    else:
        typer.echo("\n".join(explain(find_rule(code))))


def explain(rule: Rule) -> list[str]:
    """A rule in words: pattern, reason, cure, false alarms, question, sources and first examples."""
    parts = {
        "Pattern": " ".join((type(rule).__doc__ or "").split()),
        "Why": rule.why,
        "Mend": rule.fix,
        "False alarms": rule.false_alarms,
        "Question": rule.question,
        "Silent when": ", ".join(rule.suppressed_by),
        "Sources": "; ".join(f"{one.title} {one.at}".strip() for one in rule.sources),
    }
    lines = [
        f"{rule.code} {rule.name}",
        f"{rule.severity}, {rule.category}, from maturity {rule.maturity}",
        "",
    ]
    for name, text in parts.items():
        if text:
            lines += textwrap.wrap(f"{name}: {text}", 96, subsequent_indent="  ")
    for title, wanted in (("Bad", True), ("Good", False)):
        first = next(one for one in rule.examples if isinstance(one, Bad) == wanted)
        lines += ["", f"{title}:", textwrap.indent(first.yaml.rstrip(), "  ")]
    return lines
