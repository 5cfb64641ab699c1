"""Benchmarks: CPU seconds and ratios, in tables. Nothing here fails because a machine is slow."""
