"""The import wizard: a person looks at what was read of a foreign drawing, and corrects it."""
