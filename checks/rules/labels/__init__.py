"""Rules of the category labels."""
