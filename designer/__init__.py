"""The design itself: its model, its files, its pictures; no critique, no UI, no network."""
