"""Rules of the category brief."""
