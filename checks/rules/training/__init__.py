"""Rules about how models are fitted: from which data, by which code, when."""
