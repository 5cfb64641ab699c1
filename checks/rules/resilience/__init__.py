"""Rules of the category resilience."""
