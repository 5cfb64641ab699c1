"""Rules of the category cost."""
