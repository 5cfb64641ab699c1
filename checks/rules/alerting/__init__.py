"""Rules of the category alerting."""
