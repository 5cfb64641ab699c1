"""The edit language: everything that can be done to a design, as data.

Canvas, forms, fixes, undo and the store speak it; docs/edits.md describes its JSON.
"""

from designer.model.edits.apply import Applied, apply, apply_all
from designer.model.edits.language import Batch, Edit, read_edit

__all__ = ["Applied", "Batch", "Edit", "apply", "apply_all", "read_edit"]
