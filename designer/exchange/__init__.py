"""Designs from and for the tools where people already draw: one file a foreign format."""
