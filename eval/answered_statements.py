"""Questions of the open sets with an answer after them, as statements about the text they ask of.

`Who led the order? A.` says what the text says, or with another name of the same sentence who did
not: roles, told across languages in texts that people wrote, many more than we could write.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.questions import Question, norquad, xquad
from eval.reader_examples import kept_from_training
from eval.support_pairs import SupportPair
from index.reader_input import Read
from ingest.normalise import normalise
from ingest.sentences import sentence_spans

_LONGEST = 330
_FIGURE = re.compile(r"\b\d+(?:[.,\u00a0 ]\d{3})*(?:[.,]\d+)?\b")
_NAME = re.compile(r"\b[A-ZÆØÅ][\w’-]+(?: (?:[A-ZÆØÅ][\w’-]+|of|de|the|von|van))*(?<! of)(?<! the)")
_ANOTHER_SENTENCE = 0.15


def answered_statements(data: Path, chance: random.Random) -> list[SupportPair]:
    """Return a true and a false statement for each question of training, where there is one."""
    made: list[SupportPair] = []
    for questions in (norquad(data, "train"), xquad(data)):
        answers: dict[str, set[str]] = {}
        for question in questions.questions:
            answers.setdefault(question.document, set()).add(question.answer)
        for question in questions.questions:
            if kept_from_training(question.document):
                continue
            text = normalise(questions.texts[question.document])
            made += _pairs(question, text, sorted(answers[question.document]), chance)
    return made


def _pairs(
    question: Question, text: str, answers: Sequence[str], chance: random.Random
) -> Iterator[SupportPair]:
    window, elsewhere = _windows(question, text)
    if not window:
        return
    pair = f"answered, {question.pair}"
    right = f"{question.text} {question.answer}."
    wrong = sorted(_others(question.answer, window, answers, question.text))
    yield SupportPair(
        statement=right, quote=Read(context="", text=window), supported=True, made=pair
    )
    if elsewhere and (not wrong or chance.random() < _ANOTHER_SENTENCE):
        other = Read(context="", text=chance.choice(elsewhere))
        yield SupportPair(statement=right, quote=other, supported=False, made=pair)
    elif wrong:
        yield SupportPair(
            statement=f"{question.text} {chance.choice(wrong)}.",
            quote=Read(context="", text=window),
            supported=False,
            made=pair,
        )


def _windows(question: Question, text: str) -> tuple[str, list[str]]:
    """Return the sentence that answers with the one before it, and others that do not."""
    spans = list(sentence_spans(text))
    places = [match.start() for match in re.finditer(re.escape(question.answer), text)]
    if not places:
        return "", []
    place = min(places, key=lambda start: abs(start - question.answer_start))
    number = next(i for i, (start, end) in enumerate(spans) if start <= place < end)
    start, end = spans[number]
    if number and end - spans[number - 1][0] <= _LONGEST:
        start = spans[number - 1][0]
    if end - start > _LONGEST or place + len(question.answer) > end:
        return "", []
    others = [
        text[first:last].strip()
        for first, last in spans
        if question.answer not in text[first:last] and 40 < last - first <= _LONGEST
    ]
    return text[start:end].strip(), others


def _others(answer: str, window: str, answers: Sequence[str], asked: str) -> set[str]:
    """Return what stands in the window, looks like the answer and is another."""
    form = _FIGURE if _FIGURE.fullmatch(answer) else _NAME if answer[0].isupper() else None
    found = {match[0] for match in form.finditer(window)} if form else set()
    found |= {
        other for other in answers if other in window and other[0].isupper() == answer[0].isupper()
    }
    mine = answer.casefold()
    return {
        other
        for other in found
        if other.casefold() not in mine
        and mine not in other.casefold()
        and len(other) > 1
        and other.casefold() not in asked.casefold()
    }
