"""Rules of the category scalability."""
