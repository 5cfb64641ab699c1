"""Rules of the category graph."""
