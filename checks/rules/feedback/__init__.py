"""Rules of the category feedback."""
