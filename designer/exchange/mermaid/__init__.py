"""Mermaid flowcharts, alone or in Markdown."""

from designer.exchange.mermaid.markdown import is_markdown, read_markdown
from designer.exchange.mermaid.opening import is_flowchart
from designer.exchange.mermaid.reading import read_mermaid

__all__ = ["is_flowchart", "is_markdown", "read_markdown", "read_mermaid"]
