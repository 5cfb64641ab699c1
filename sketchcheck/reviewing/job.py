"""One question to a model, asked in a thread of its own, so that drawing goes on meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic
from typing import Any

from checks.review import ReviewFailed
from designer.errors import SketchcheckError

Work = Callable[[Event, Callable[[str], None]], Any]


class Job:
    """Runs at once. What comes of it is taken over by whoever started it, not by the thread."""

    def __init__(self, work: Work) -> None:
        self.cancel = Event()
        self.sentence = ""
        self.result: Any = None
        self.failure = ""
        self._work = work
        self._began = monotonic()
        self._thread = Thread(target=self._run, name="review", daemon=True)
        self._thread.start()

    @property
    def is_done(self) -> bool:
        """Whether there is a result, or a failure in words."""
        return not self._thread.is_alive()

    @property
    def seconds(self) -> float:
        """How long it has been running."""
        return monotonic() - self._began

    def wait(self, seconds: float) -> None:
        """Wait for its end, or so long."""
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self.result = self._work(self.cancel, self._tell)
        except ReviewFailed as failed:
            self.failure = "" if failed.reason == "cancelled" else str(failed)
        except SketchcheckError as error:
            self.failure = str(error)
        except Exception as error:  # noqa: BLE001 - nobody else hears of what breaks in a thread
            self.failure = (
                f"cannot ask the model: because of an error in Sketchcheck ({type(error).__name__})."
                " Report it, please; your drawing and what the rules found are as they were."
            )

    def _tell(self, sentence: str) -> None:
        self.sentence = sentence
