"""Graphviz files."""

from designer.exchange.dot.reading import is_dot, read_dot

__all__ = ["is_dot", "read_dot"]
