"""The rules, one folder a category and one file a rule; nothing here imports another rule."""
