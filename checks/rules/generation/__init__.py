"""Rules of the category generation."""
