"""What a training step of the reader is shown: questions with passages, cut and typed by chance.

A passage is shown whole, as a window of a few sentences, or as single sentences: the last so that
the reader also learns to tell the sentence that answers from those around it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, overload

from eval.descent import batches_of_like_length
from eval.reader_examples import Example
from index.reader_input import Read
from ingest.sentences import sentence_spans

_POOL = 16
Shown = Literal["whole", "window", "sentences"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainSettings:
    """How the reader is trained; `typing_errors` and `careless` are shares of the questions.

    Passages are cut to windows of whole sentences of about `window` characters: a step takes half
    the time, and no place of answers in a passage is learned. The share `whole` of the steps shows
    whole passages, and the share `sentences` single sentences, `sentences_a_question` of them.
    """

    rank: int = 16
    passes: float = 1.0
    questions_a_step: int = 4
    passages_a_question: int = 4
    rate: float = 1e-3
    warm_up: float = 0.05
    typing_errors: float = 0.1
    careless: float = 0.15
    headed: float = 0.3
    null_weight: float = 0.15
    window: int = 450
    whole: float = 0.2
    sentences: float = 0.25
    sentences_a_question: int = 8
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A question and a passage; `answer` are its characters, None where it does not answer."""

    question: str
    read: Read
    answer: tuple[int, int] | None


def batches(
    training: Sequence[Example], settings: TrainSettings, chance: random.Random, steps: int
) -> Iterator[list[Example]]:
    """Yield `steps` batches of questions; those of one batch have passages of like length."""
    made = 0
    while made < steps:
        once = batches_of_like_length(
            training, settings.questions_a_step, pool=_POOL, length=_longest, chance=chance
        )
        yield from once[: steps - made]
        made += len(once)


def _longest(one: Example) -> int:
    return max(len(read.text) for read in (one.positive, *one.negatives))


def shown(settings: TrainSettings, chance: random.Random) -> Shown:
    """Return how the passages of one step are shown: one long one would make all of it long."""
    drawn = chance.random()
    if drawn < settings.whole:
        return "whole"
    return "sentences" if drawn >= 1 - settings.sentences else "window"


def pairs_of(
    one: Example, settings: TrainSettings, chance: random.Random, how: Shown
) -> list[Pair]:
    """Return the pairs of one question: first the passage, or sentence, that answers."""
    question = as_typed(one.question, settings, chance)
    if how == "sentences":
        (positive, answer), chosen = _sentences(one, settings.sentences_a_question - 1, chance)
    else:
        wanted = settings.passages_a_question - 1 - (one.twisted is not None)
        chosen = chance.sample(one.negatives, min(wanted, len(one.negatives)))
        positive, answer = one.positive, one.answer
    if how == "window":
        positive, answer = window(one.positive, one.answer, settings.window, chance)
        chosen = [window(read, None, settings.window, chance)[0] for read in chosen]
    if chance.random() < settings.headed:
        # The own documents have titles and headings; the sets' Norwegian texts have none.
        first = " ".join(one.positive.text.split()[:6])
        positive = replace(positive, context=positive.context or first)
    pairs = [Pair(question=question, read=positive, answer=answer)]
    pairs += [Pair(question=question, read=read, answer=None) for read in chosen]
    if one.twisted:
        asked = as_typed(one.twisted, settings, chance)
        pairs.append(Pair(question=asked, read=positive, answer=None))
    return pairs


def _sentences(
    one: Example, others: int, chance: random.Random
) -> tuple[tuple[Read, tuple[int, int]], list[Read]]:
    """Return the sentence that answers with the answer's place, and `others` that do not.

    Half of those come from the same passage, if it has as many.
    """
    positive = window(one.positive, one.answer, 1, chance)
    spans = sentence_spans(one.positive.text)
    beside = [
        replace(one.positive, text=one.positive.text[start:end])
        for start, end in spans
        if end <= one.answer[0] or one.answer[1] <= start
    ]
    near = chance.sample(beside, min(len(beside), others // 2))
    far = [
        window(chance.choice(one.negatives), None, 1, chance)[0]
        for _ in range(others - len(near) if one.negatives else 0)
    ]
    return positive, [*near, *far]


@overload
def window(
    read: Read, answer: tuple[int, int], size: int, chance: random.Random
) -> tuple[Read, tuple[int, int]]: ...


@overload
def window(read: Read, answer: None, size: int, chance: random.Random) -> tuple[Read, None]: ...


def window(
    read: Read, answer: tuple[int, int] | None, size: int, chance: random.Random
) -> tuple[Read, tuple[int, int] | None]:
    """Return whole sentences of about `size` characters that hold the answer, and its place."""
    spans = list(sentence_spans(read.text))
    inside = [
        number
        for number, (start, end) in enumerate(spans)
        if answer is None or (start < answer[1] and answer[0] < end)
    ]
    first = last = chance.choice(inside)
    if answer:
        first, last = inside[0], inside[-1]
    while spans[last][1] - spans[first][0] < size and (first or last + 1 < len(spans)):
        if first and (last + 1 == len(spans) or chance.random() < 0.5):
            first -= 1
        else:
            last += 1
    start, end = spans[first][0], spans[last][1]
    moved = (answer[0] - start, answer[1] - start) if answer else None
    return replace(read, text=read.text[start:end]), moved


def as_typed(question: str, settings: TrainSettings, chance: random.Random) -> str:
    """Return the question as people type: now and then in haste."""
    if chance.random() < settings.careless:
        question = question.rstrip(" ?").lower()
    if chance.random() < settings.typing_errors:
        words = list(re.finditer(r"\w{5,}", question))
        if words:
            match = chance.choice(words)
            at = chance.randrange(match.start() + 1, match.end() - 1)
            kind = chance.choice(("drop", "swap", "double"))
            replacement = {
                "drop": "",
                "swap": question[at + 1] + question[at],
                "double": question[at] * 2,
            }[kind]
            question = question[:at] + replacement + question[at + 1 + (kind == "swap") :]
    return question
