"""Rules of the category integration."""
