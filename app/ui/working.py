"""Long work on the index, which outlives the runs of the page's script."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app.library import Progress, Step, Told
from app.ui import markup
from app.ui.background import Background, Outcome, UnexpectedError
from app.ui.texts import Texts
from ingest.errors import SamsvarError


class Working(Background[Outcome]):
    """Work that tells how far it is: `progress`, None until it has told."""

    def __init__(self, work: Callable[[Told], Outcome]) -> None:
        self.progress: Progress | None = None
        super().__init__(lambda: work(self._tell))

    def _tell(self, progress: Progress) -> None:
        self.progress = progress


def follow(working: Working[Outcome], texts: Texts) -> None:
    """Draw how far the work is until it is done, and draw the page anew.

    Everything that is to be seen meanwhile must be drawn before.
    """
    with st.container(key="working"):
        bar = st.empty()
    while True:
        progress = working.progress or Progress(step="checking")
        bar.progress(min(1.0, max(0.0, progress.share)), text=_step_text(progress.step, texts))
        if working.wait():
            break
    st.rerun()


def _step_text(step: Step, texts: Texts) -> str:
    upkeep = texts.upkeep
    return {
        "waiting": upkeep.step_waiting,
        "unpacking": upkeep.step_unpacking,
        "checking": upkeep.step_checking,
        "embedding": upkeep.step_embedding,
        "building": upkeep.step_building,
    }[step]


def draw_failure(error: SamsvarError, texts: Texts) -> None:
    """Draw why the work came to nothing."""
    if isinstance(error, UnexpectedError):
        shown = (texts.unexpected, texts.unexpected_remedy)
        st.html(markup.notice_html(texts.upkeep.failed_heading, shown))
    else:
        st.html(markup.failure_html(error, texts, heading=texts.upkeep.failed_heading))
