"""Examples to train a reader on, made by hand."""

from __future__ import annotations

import random

from eval import reader_pairs
from eval.reader_examples import Example
from eval.reader_pairs import Pair, Shown, TrainSettings
from index.reader_input import Read

QUESTION = "Hvor mange innsatte leser bøker i Latvia?"
PLAIN = TrainSettings(typing_errors=0, careless=0, headed=0, rank=2)


def example(number: int, *, held_out: bool = False, twisted: str | None = None) -> Example:
    """A question whose passage counts guests, and passages that do not."""
    text = f"Katten sover. Det kom {'42' if number % 2 else '12'} gjester. Været er fint."
    others = ("KDI leder arbeidet.", "Innsatte leser bøker i Norge.", "Katten sover.", "Norway.")
    return Example(
        question="hvor mange gjester kom det",
        pair="nb-nb",
        held_out=held_out,
        positive=Read(context="", text=text),
        answer=(text.index("kom ") + 4, text.index("kom ") + 6),
        negatives=tuple(Read(context="Norge", text=other) for other in others),
        twisted=twisted,
    )


def pairs_of(one: Example, settings: TrainSettings = PLAIN, how: Shown = "whole") -> list[Pair]:
    return reader_pairs.pairs_of(one, settings, random.Random(0), how)
