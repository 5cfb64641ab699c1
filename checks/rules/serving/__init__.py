"""Rules of the category serving."""
