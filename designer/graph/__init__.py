"""The index of a design, built once, and the questions that rules ask of it."""

from designer.graph.export import to_networkx
from designer.graph.reach import Members
from designer.graph.view import View
from designer.graph.watched import Answer, WatchedView

__all__ = ["Answer", "Members", "View", "WatchedView", "to_networkx"]
