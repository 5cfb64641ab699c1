"""Rules of the category registry."""
