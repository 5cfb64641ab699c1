"""Rules of the category skew."""
