"""The language-model reviewer; the only place that knows openai."""
