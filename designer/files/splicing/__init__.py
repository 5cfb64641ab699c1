"""Writing changes into an old text and leaving every other byte as it is."""

from designer.files.splicing.splice import splice

__all__ = ["splice"]
