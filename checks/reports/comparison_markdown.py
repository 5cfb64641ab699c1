"""A comparison as Markdown, for a pull request. Everything that a person typed is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.comparison import Part
from checks.finding import Finding
from checks.registry import all_rules
from checks.reports.compared import TITLES, ComparedFiles, change_words, counted_states, scores, turned
from checks.reports.markdown import escape

_LONGEST = 300


def comparison_markdown(files: ComparedFiles) -> str:
    """Counts first, then new findings, what changed, and what is gone or known folded away."""
    return "\n".join(_lines(files)) + "\n"


def _lines(files: ComparedFiles) -> Iterator[str]:
    it = files.comparison
    yield f"## {escape(it.after.design.name or 'Untitled design')}"
    yield ""
    yield f"{escape(files.before)} → {escape(files.after)}, judged on {it.after.date}"
    yield from ("", *_summary(files))
    yield from _new(files)
    yield from _changes(files)
    gone = [_one_line(one, "accepted" if one.waiver else "") for one in it.gone]
    yield from _folded(f"{len(gone)} gone", gone)
    kept = [(one, turned(one, it.before)) for one in it.kept]
    yield from _folded(
        f"{len(kept)} kept", [_one_line(one, f", {more}" if more else "") for one, more in kept]
    )


def _summary(files: ComparedFiles) -> Iterator[str]:
    it = files.comparison
    (_, before, after), *areas = scores(it)
    yield from ("| | |", "|---|---|")
    for group, title in TITLES.items():
        if counts := counted_states(it, group):
            yield f"| {title} | {counts} |"
    yield f"| Findings | {len(it.new)} new, {len(it.gone)} gone, {len(it.kept)} kept |"
    yield f"| **Score**, the lowest area | {before} → **{after}** |"
    yield from (f"| {area.capitalize()} | {old} → {new} |" for area, old, new in areas if old != new)


def _new(files: ComparedFiles) -> Iterator[str]:
    if files.comparison.new:
        yield from ("", "### New findings", "")
    for finding in files.comparison.new:
        accepted = f"accepted until {finding.waiver.until}" if finding.waiver else ""
        yield f"{_one_line(finding, accepted)} at {escape(files.place(finding))}"
        yield f"  - {escape(finding.message)}"
        yield f"  - Mend: {escape(all_rules()[finding.code].fix)}"


def _one_line(finding: Finding, more: str) -> str:
    name = all_rules()[finding.code].name
    return f"- **{finding.severity}** {escape(finding.id)} {name}{f', {more}' if more else ''}"


def _changes(files: ComparedFiles) -> Iterator[str]:
    yield from ("", "### Changes")
    if not files.comparison.parts:
        yield from ("", "None; places on the canvas do not count.")
    for group, title in TITLES.items():
        if parts := files.comparison.of(group):
            yield from ("", f"**{title}**", "")
            for part in parts:
                yield from _part(part)


def _part(part: Part) -> Iterator[str]:
    title = part.title if len(part.title) <= _LONGEST else f"{part.title[:_LONGEST]}…"
    kind = f" ({escape(part.kind)})" if part.kind else ""
    yield f"- {part.state}: **{escape(title) or escape(part.id)}**{kind}"
    yield from (f"  - {escape(change_words(change))}" for change in part.changes)


def _folded(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"<details><summary>{title}</summary>", "", *lines, "", "</details>")
