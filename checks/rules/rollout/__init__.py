"""Rules of the category rollout."""
