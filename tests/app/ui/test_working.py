"""Work on the index goes on without a page, and tells how it ended."""

from __future__ import annotations

import threading

import pytest

from app.library import Progress
from app.ui.background import UnexpectedError
from app.ui.working import Working
from ingest.errors import SamsvarError


def test_progress_is_told_while_it_works_and_the_outcome_afterwards() -> None:
    told, go = threading.Event(), threading.Event()

    def work(tell):
        tell(Progress(step="embedding", share=0.5))
        told.set()
        assert go.wait(20)
        return "done"

    working = Working(work)
    assert told.wait(20)
    assert working.progress == Progress(step="embedding", share=0.5)
    assert not working.wait(0)
    assert working.outcome is None
    go.set()
    assert working.wait(20)
    assert working.outcome == "done"


@pytest.mark.parametrize(
    ("raised", "kept"),
    [(SamsvarError("what"), SamsvarError), (RuntimeError("secret"), UnexpectedError)],
)
def test_an_error_is_kept_and_what_nobody_foresaw_without_its_words(raised, kept) -> None:
    def work(tell):
        raise raised

    working = Working(work)
    assert working.wait(20)
    assert isinstance(working.outcome, kept)
    assert "secret" not in str(working.outcome)
