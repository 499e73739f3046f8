"""What visitors think of their answers, for whoever runs Samsvar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from app.chats.exchange import Feedback
from app.chats.stored import filters_json
from app.terminal.consoles import one_line, printable, show


def feedback_json(given: Sequence[Feedback]) -> list[dict[str, Any]]:
    """Return each rating with its question and answer in the shape of the `--json`."""
    return [
        {
            "rated": one.rated,
            "good": one.rating.good,
            "reasons": [reason.value for reason in one.rating.reasons],
            "question": one.question,
            "filters": filters_json(one.filters),
            "answer": None if one.answer is None else one.answer.to_json(),
        }
        for one in given
    ]


def print_feedback(console: Console, given: Sequence[Feedback]) -> None:
    """Print each rating with its question and answer, and how many there are of each sort."""
    if not given:
        console.print("Nobody has rated an answer.")
        return
    for one in given:
        thumb = "helpful" if one.rating.good else "not helpful"
        reasons = f" ({', '.join(one.rating.reasons)})" if one.rating.reasons else ""
        console.print(Text(f"{one.rated[:10]}  {thumb}{reasons}", style="bold"), soft_wrap=True)
        show(console, Padding(Text(one_line(one.question)), (0, 0, 0, 2)))
        if one.answer is not None:
            said = Text(printable(one.answer.text or one.answer.lead), style="dim")
            show(console, Padding(said, (0, 0, 0, 4)))
    good = sum(one.rating.good for one in given)
    console.print(f"{good} helpful, {len(given) - good} not helpful")
