"""Notes: free text on the canvas that checks ignore."""

from designer.model.element import Element
from designer.model.values import Id, Text


class Note(Element):
    """A remark, perhaps `about` a component, flow or zone."""

    id: Id
    text: Text
    about: str | None = None
