"""Mermaid flowcharts."""

from designer.exchange.mermaid.opening import is_flowchart
from designer.exchange.mermaid.reading import read_mermaid

__all__ = ["is_flowchart", "read_mermaid"]
