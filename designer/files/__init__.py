"""Design files: reading, writing, splicing changes into the old text, schema, templates."""

from designer.files.dump import dump
from designer.files.load import LoadedFile, load_file, load_text
from designer.files.order import in_order_of
from designer.files.source import Stamp, write_file
from designer.files.splicing import splice

__all__ = ["LoadedFile", "Stamp", "dump", "in_order_of", "load_file", "load_text", "splice", "write_file"]
