"""A question under way, which outlives the runs of the page's script."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

from app.assistant.answer import Struck
from app.assistant.llm import Stop
from app.assistant.steps import Finished, Searching, Stated, Step


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
        Called once, in the thread, for the steps; given what tells whether to stop.
    """

    def __init__(self, question: str, steps: Callable[[Stop], Iterator[Step]]) -> None:
        self.question = question
        self._begin = steps
        self._steps: list[Step] = []
        self._error: Exception | None = None
        self._done = False
        self._cancelled = False
        self._stopped = threading.Event()
        self._changed = threading.Condition()
        threading.Thread(target=self._run, name="samsvar-asking", daemon=True).start()

    @property
    def language(self) -> str:
        """The language of the answer, empty until it is known."""
        return next((step.language for step in self._steps if isinstance(step, Searching)), "")

    @property
    def has_said(self) -> bool:
        """Whether anything of the answer is there yet."""
        return any(isinstance(step, Stated | Struck) for step in self._steps)

    @property
    def stopping(self) -> bool:
        """Whether the answer is to end as soon as it can."""
        return self._stopped.is_set()

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

    def stop(self) -> None:
        """Let no model write on; what there is of the answer is finished."""
        self._stopped.set()

    def cancel(self) -> None:
        """Take no further step once the one under way is done."""
        self._cancelled = True
        self.stop()

    def _run(self) -> None:
        try:
            for step in self._begin(self._stopped.is_set):
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
