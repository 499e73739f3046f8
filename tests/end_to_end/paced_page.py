"""The page over a desk that waits, in the middle of an answer, until a test lets it go on."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import streamlit as st
from fake_desk import HUNGARY, FakeDesk, make_desk

from app.assistant.steps import Stated, Step
from app.chats.live import LiveChats
from app.chats.store import ChatStore
from app.ui.pages import run

FOLDER = Path(os.environ["PACED_FOLDER"])
_LONGEST = 60


class PacedDesk(FakeDesk):
    """Says the first claim of an answer, then waits for a file whose name is in the question."""

    def ask(self, question: str, **more: object) -> Iterator[Step]:  # type: ignore[override]
        words = question.split()
        gate = FOLDER / words[-1] if len(words) > 1 and words[-2] == "etter" else None
        known = HUNGARY if gate else question
        stated = 0
        for step in super().ask(known, **more):  # type: ignore[arg-type]
            yield step
            stated += isinstance(step, Stated)
            if gate and stated == 1:
                _await(gate)
                gate = None


def _await(gate: Path) -> None:
    tick = threading.Event()
    for _ in range(_LONGEST * 20):
        if gate.exists():
            return
        tick.wait(0.05)


@st.cache_resource(show_spinner=False)
def paced_chats() -> LiveChats:
    fake = make_desk()
    desk = PacedDesk(documents=fake.documents, scripts=fake.scripts)
    return LiveChats(desk, ChatStore(FOLDER / "chats.sqlite"))


st.set_page_config(page_title="Samsvar", layout="wide", initial_sidebar_state="collapsed")
chats = paced_chats()
run(chats.desk, chats=chats)
