"""A question under way, which outlives the runs of the page's script and the visitor's window."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator

from app.assistant.answer import Struck
from app.assistant.llm import Stop
from app.assistant.steps import Finished, Searching, Stated, Step
from app.chats.exchange import Ending, Outcome
from app.chats.turns import Turn
from index.query import Filters
from ingest.errors import SamsvarError

_LOG = logging.getLogger(__name__)


class Asking:
    """The steps towards one answer, taken in a thread of their own.

    Streamlit starts the script anew at every click and drops what the last run was doing. The
    steps are kept here instead, so that a click costs no answer: the new run reads them again from
    the first.

    Parameters
    ----------
    question, filters
        The question, as it was asked, and what it is restricted to.
    steps
        Called once, in the thread, for the steps; given what tells whether to stop.
    turn
        The question's place in the line; nothing is done before it has come.
    settle
        Called in the thread with what came of it, before whoever follows learns that it is over.
    """

    def __init__(
        self,
        question: str,
        steps: Callable[[Stop], Iterator[Step]],
        *,
        turn: Turn,
        settle: Callable[[Asking, Outcome], None],
        filters: Filters = Filters(),
    ) -> None:
        self.question = question
        self.filters = filters
        self._begin = steps
        self._turn = turn
        self._settle = settle
        self._steps: list[Step] = []
        self._done = False
        self._cancelled = threading.Event()
        self._stopped = threading.Event()
        self._changed = threading.Condition()

    def start(self) -> None:
        """Begin; once."""
        threading.Thread(target=self._run, name="samsvar-asking", daemon=True).start()

    @property
    def ahead(self) -> int:
        """How many questions of others come before this one."""
        return self._turn.ahead

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
        the page reason to. The last step is `Finished` unless there is no answer.
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
                return

    def stop(self) -> None:
        """Let no model write on; what there is of the answer is finished."""
        self._stopped.set()

    def cancel(self) -> None:
        """Take no further step once the one under way is done."""
        self._cancelled.set()
        self.stop()
        if not self._turn.has_come:
            self._turn.leave()

    def _run(self) -> None:
        outcome: Outcome = Ending.CRASHED
        try:
            outcome = self._take_steps()
        except SamsvarError as error:
            outcome = error
        except Exception:
            # Nobody stands above this thread, and no visitor should have to read a traceback.
            _LOG.exception("the desk failed on a question")
        finally:
            self._turn.leave()
            self._settle(self, outcome)
            with self._changed:
                self._done = True
                self._changed.notify_all()

    def _take_steps(self) -> Outcome:
        if not self._turn.await_it(self._cancelled.is_set):
            return Ending.STOPPED
        for step in self._begin(self._stopped.is_set):
            with self._changed:
                self._steps.append(step)
                self._changed.notify_all()
            if isinstance(step, Finished):
                return step.answer
            if self._cancelled.is_set():
                return Ending.STOPPED
        raise RuntimeError("the desk stopped before the answer was finished")
