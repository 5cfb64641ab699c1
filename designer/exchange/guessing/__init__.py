"""What boxes and arrows of a foreign drawing probably mean, how sure that is, and why."""

from designer.exchange.guessing.arrows import guess_arrow
from designer.exchange.guessing.boxes import guess_box, products
from designer.exchange.guessing.guess import Guess, Sure
from designer.exchange.guessing.whole import guess_boxes

__all__ = ["Guess", "Sure", "guess_arrow", "guess_box", "guess_boxes", "products"]
