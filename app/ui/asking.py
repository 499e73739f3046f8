"""A question under way, which outlives the runs of the page's script."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from app.assistant.steps import Finished, Step


class Asking:
    """The steps towards one answer, taken in a thread of their own.

    Streamlit starts the script anew at every click and drops what the last run was doing. The
    steps are kept here instead, so that a click costs no answer: the new run reads them again from
    the first.

    Parameters
    ----------
    question
        The question, as it was asked.
    steps
        Called once, in the thread, for the steps.
    """

    def __init__(self, question: str, steps: Callable[[], Iterator[Step]]) -> None:
        self.question = question
        self._begin = steps
        self._steps: list[Step] = []
        self._error: Exception | None = None
        self._done = False
        self._cancelled = False
        self._changed = threading.Condition()
        threading.Thread(target=self._run, name="samsvar-asking", daemon=True).start()

    def follow(self, patience: float = 0.25) -> Iterator[Step | None]:
        """Yield every step from the first, and None whenever `patience` seconds bring no other.

        Streamlit can only end a run of the script when the script draws something; the None gives
        the page reason to.

        Raises
        ------
        Exception
            What the desk raised, after the steps that came before it.
        """
        seen = 0
        while True:
            with self._changed:
                if seen == len(self._steps) and not self._done:
                    self._changed.wait(patience)
                fresh = self._steps[seen:]
                ended = self._done and seen + len(fresh) == len(self._steps)
            yield from fresh
            if not fresh and not ended:
                yield None
            seen += len(fresh)
            if ended:
                break
        if self._error is not None:
            raise self._error

    def cancel(self) -> None:
        """Take no further step once the one under way is done."""
        self._cancelled = True

    def _run(self) -> None:
        try:
            for step in self._begin():
                self._add(step)
                if self._cancelled:
                    return
            if not self._steps or not isinstance(self._steps[-1], Finished):
                raise RuntimeError("the desk stopped before the answer was finished")
        except Exception as error:
            # Raised again in whichever run of the script follows the steps.
            self._error = error
        finally:
            with self._changed:
                self._done = True
                self._changed.notify_all()

    def _add(self, step: Step) -> None:
        with self._changed:
            self._steps.append(step)
            self._changed.notify_all()
