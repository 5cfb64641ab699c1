"""Rules of the category monitoring."""
