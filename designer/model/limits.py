"""Limits that protect the reader from files that are no designs; each has a clear error."""

MAX_FILE_BYTES = 16_000_000
MAX_COMPONENTS = 20_000
MAX_FLOWS = 60_000
MAX_DEPTH = 12
MAX_NAME = 300
MAX_TEXT = 10_000
MAX_PROBLEMS = 200
"""More problems than this are counted, not listed."""
