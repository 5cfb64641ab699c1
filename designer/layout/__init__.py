"""Automatic positions: whole designs from left to right, and free spots beside what stands already."""

from designer.layout.placing import arrange, complete, place_near

__all__ = ["arrange", "complete", "place_near"]
