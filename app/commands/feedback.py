"""The command that lists what visitors think of their answers."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import typer

from app.commands.options import AsJson, settings_of
from app.terminal.consoles import output, print_json

if TYPE_CHECKING:
    from app.chats.exchange import Feedback


def feedback(context: typer.Context, as_json: AsJson = False) -> None:
    """List what visitors of the page think of their answers, the newest first.

    Each with its question and its answer, and without a trace of who it was. Whoever deletes a
    chat, or takes a thumb back, deletes what it says here too.
    """
    from app.factory import chats_file, open_chat_store
    from app.terminal.feedback import feedback_json, print_feedback

    settings = settings_of(context)
    given: tuple[Feedback, ...] = ()
    # To look is not to make a file where nobody has asked anything.
    if chats_file(settings).is_file():
        with closing(open_chat_store(settings)) as store:
            given = store.feedback()
    if as_json:
        print_json(feedback_json(given))
    else:
        print_feedback(output(), given)
