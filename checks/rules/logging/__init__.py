"""Rules of the category logging."""
