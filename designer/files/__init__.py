"""Design files: reading, writing, splicing changes into the old text, schema, templates."""

from designer.files.dump import dump
from designer.files.load import LoadedFile, load_file, load_text
from designer.files.source import Stamp, write_file
from designer.files.splicing import splice

__all__ = ["LoadedFile", "Stamp", "dump", "load_file", "load_text", "splice", "write_file"]
