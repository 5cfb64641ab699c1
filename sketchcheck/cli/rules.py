"""`rules`: the list of rules, or one explained, also for a given design."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import typer

from checks.config import config_for
from checks.engine import Report, check
from checks.registry import all_rules, find_rule, unloaded
from checks.reports.text import counted, plain
from checks.rule import Bad, Good, Rule
from checks.testing import load_example
from designer.errors import SketchcheckError
from designer.files.load import load_file
from designer.model.design import Design

WIDTH = 96


def run(code: str | None, file: Path | None) -> None:
    """Print the list, a part of it for the beginning of a code, or everything about one rule.

    With a design file also what the rule says of that design, or why it does not run there.
    """
    if code is not None and (rule := _one(code)):
        typer.echo("\n".join(explain(rule)))
        if file:
            typer.echo("\n".join(("", *_on(rule, file))))
        return
    report = _report(file) if file else None
    for rule in all_rules().values():
        if rule.code.startswith((code or "").upper()):
            typer.echo(f"{rule.code}  {rule.severity:<8} {rule.maturity:<11} {rule.category:<12} {rule.name}")
            if report:
                typer.echo(f"        {plain(_state(rule, report))}")
    _tell_unloaded()


def _tell_unloaded() -> None:
    """Raises SketchcheckError where a package of rules could not be loaded."""
    if failed := unloaded():
        raise SketchcheckError("\n".join(f"{one.name}: {one.why}" for one in failed))


def _one(code: str) -> Rule | None:
    """The rule of this code or name; None for the beginning of several codes."""
    several = code.upper() not in all_rules() and any(one.startswith(code.upper()) for one in all_rules())
    return None if several else find_rule(code)


def explain(rule: Rule) -> list[str]:
    """A rule in words: pattern, reason, cure, false alarms, question, options, sources and examples."""
    parts = {
        "Pattern": " ".join((type(rule).__doc__ or "").split()),
        "Why": rule.why,
        "Mend": rule.fix,
        "False alarms": rule.false_alarms,
        "Question": rule.question,
        "Silent when": _causes(rule),
        "Sources": "; ".join(f"{one.title} {one.at}".strip() for one in rule.sources),
    }
    lines = [
        f"{rule.code} {rule.name}",
        f"{rule.severity}, {rule.category}, from maturity {rule.maturity}",
        "",
    ]
    for name, text in parts.items():
        if text:
            lines += textwrap.wrap(f"{name}: {text}", WIDTH, subsequent_indent="  ")
    for one in rule.options:
        text = (
            f"Option {one.name}: {one.meaning} {one.default:g} unless [options.{rule.code}] says otherwise."
        )
        lines += textwrap.wrap(text, WIDTH, subsequent_indent="  ")
    for title, wanted in (("Bad", Bad), ("Good", Good)):
        lines += ["", f"{title}:", *_example(rule, wanted)]
    return lines


def _causes(rule: Rule) -> str:
    rules = all_rules()
    causes = ", ".join(f"{code} {rules[code].name}" for code in rule.suppressed_by)
    return f"{causes} speaks of the same element and is as severe: one finding a cause." if causes else ""


def _example(rule: Rule, wanted: type[Bad | Good]) -> Iterator[str]:
    first = next(one for one in rule.examples if isinstance(one, wanted))
    yield from (f"  {line}" for line in as_arrows(load_example(rule, first)))
    yield from ("", textwrap.indent(first.yaml.rstrip(), "    "))


def as_arrows(design: Design) -> Iterator[str]:
    """A small design as lines of text, an arrow a line."""
    for flow in design.flows.values():
        source, target = (plain(design.title_of(one)) for one in (flow.source, flow.target))
        yield f"[{source}] --{flow.kind}--> [{target}]"
    joined = {end for flow in design.flows.values() for end in (flow.source, flow.target)}
    yield from (f"[{plain(one.title)}]" for key, one in design.components.items() if key not in joined)


def _report(file: Path) -> Report:
    return check(load_file(file).design, config=config_for(file))


def _on(rule: Rule, file: Path) -> Iterator[str]:
    report = _report(file)
    yield from textwrap.wrap(f"On {plain(str(file))}: {plain(_state(rule, report))}", WIDTH)
    for finding in report.findings:
        if finding.code == rule.code:
            text = f"{finding.status} {finding.id}: {finding.message}"
            yield from textwrap.wrap(plain(text), WIDTH, initial_indent="  ", subsequent_indent="    ")


def _state(rule: Rule, report: Report) -> str:
    """What a rule came to, or why it did not run."""
    for title, group in (("could not run", report.failed), ("did not run", report.skipped)):
        if found := next((one for one in group if one.code == rule.code), None):
            return f"{title}: {found.why}"
    numbers = [
        counted(sum(one.code == rule.code for one in report.findings), "finding"),
        counted(sum(one.code == rule.code for one in report.not_stated), "fact") + " not stated",
    ]
    suppressed = [one.id for one in report.suppressed if one.code == rule.code]
    silent = (
        f"; silent about {', '.join(suppressed)}, whose cause another finding tells" if suppressed else ""
    )
    return f"ran: {', '.join(numbers)}{silent}"
