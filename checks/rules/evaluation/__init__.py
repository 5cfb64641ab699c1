"""Rules of the category evaluation."""
