"""Rules of the category business."""
