"""Rules of the category data."""
