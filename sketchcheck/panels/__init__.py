"""Dialogs beside the canvas: export, history, the text of the design, a file that changed outside."""
