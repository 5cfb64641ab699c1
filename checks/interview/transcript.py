"""A conversation as Markdown, to be taken away. Whatever was typed or generated is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.reports.markdown import escape
from designer.model.design import Design
from designer.store.records import Message

_SPEAKERS = {"question": "Question", "person": "Answer", "model": "Model"}


def transcript(messages: Sequence[Message], design: Design) -> str:
    """What was said, in its order, with the names that elements have today."""
    return "\n".join(_lines(messages, design)) + "\n"


def _lines(messages: Sequence[Message], design: Design) -> Iterator[str]:
    yield f"# Conversation about {escape(design.name or 'an untitled design')}"
    for one in messages:
        yield from ("", f"## {_SPEAKERS[one.role]}{_about(one, design)}", "")
        yield from _paragraphs(one.text)
        if cut := one.more.get("cut"):
            yield from ("", escape(cut))
        yield from _points("A strong answer shows", one.more.get("shows", ()))
    if messages:
        yield from ("", f"Begun on {messages[0].at:%Y-%m-%d}.")


def _about(message: Message, design: Design) -> str:
    names = [escape(design.title_of(one)) for one in message.about if not one.startswith("brief")]
    return f" about {', '.join(names)}" if names else ""


def _paragraphs(text: str) -> Iterator[str]:
    """Each line that was typed as a paragraph of its own."""
    lines = [escape(line) for line in text.splitlines() if line.strip()]
    yield "\n\n".join(lines)


def _points(title: str, points: Sequence[str]) -> Iterator[str]:
    if points:
        yield from ("", f"{title}:", "")
        yield from (f"- {escape(one)}" for one in points)
