"""The look of one picture: the tokens in the light or the dark theme."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from designer.drawing.xml import escape, number, tag
from designer.layout.measure import width
from designer.layout.tokens import tokens


@dataclass(frozen=True)
class Style:
    """Colours by what they are for; sizes come from the tokens."""

    dark: bool = False

    @cached_property
    def name(self) -> str:
        return "dark" if self.dark else "light"

    @cached_property
    def theme(self) -> dict[str, str]:
        """Colours of everything that has no stage and no kind."""
        theme: dict[str, str] = tokens()["theme"][self.name]
        return theme

    def stage(self, stage: str) -> dict[str, str]:
        """Bar, fill and text colour of a stage."""
        colours: dict[str, str] = tokens()["stages"][stage][self.name]
        return colours

    def flow(self, kind: str) -> str:
        """The colour of a flow kind."""
        return str(tokens()["flows"][kind][self.name])

    def severity(self, severity: str) -> dict[str, Any]:
        """Symbol and shape of a severity, with its `colour`; an unknown one looks like advice."""
        levels = tokens()["severities"]
        level = levels.get(severity, levels["advice"])
        return {**level, "colour": level[self.name]}

    @cached_property
    def declared(self) -> str:
        """The colour of hatching."""
        return str(tokens()["declared"][self.name])


def text(
    content: str,
    x: float,
    y: float,
    size: float,
    colour: str,
    *,
    bold: bool = False,
    anchor: str | None = None,
) -> str:
    """One line of text with its baseline at y; the text is escaped here."""
    weight = ' font-weight="600"' if bold else ""
    end = f' text-anchor="{anchor}"' if anchor else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" fill="{colour}"{weight}{end}'
        f"{_as_wide_as_ours(content, size, bold)}>{escape(content)}</text>"
    )


def _as_wide_as_ours(content: str, size: float, bold: bool) -> str:
    """Where our font is not installed, another one is squeezed into the room that ours takes."""
    if len(content) < 2:
        return ""
    room = number(width(content, size, semibold=bold))
    return f' textLength="{room}" lengthAdjust="spacingAndGlyphs"'


def icon(kind: str, x: float, y: float, size: float, colour: str) -> str:
    """The icon of a component kind, of a zone or of a note; its top left corner stands at x, y."""
    icons = tokens()["icons"]
    found = icons.get(kind, icons["other"])
    scale = size / float(found["viewBox"].split()[2])
    return tag(
        "path",
        d="".join(found["paths"]),
        transform=f"translate({number(x)} {number(y)}) scale({scale:.4f})",
        fill="none",
        stroke=colour,
        stroke_width=float(tokens()["box"]["icon_stroke"]),
        stroke_linecap="round",
        stroke_linejoin="round",
    )
