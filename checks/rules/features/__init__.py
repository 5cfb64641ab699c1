"""Rules of the category features."""
