"""The index of a design, built once, and the questions that rules ask of it."""

from designer.graph.export import to_networkx
from designer.graph.reach import Members
from designer.graph.view import View

__all__ = ["Members", "View", "to_networkx"]
