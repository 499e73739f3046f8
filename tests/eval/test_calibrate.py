"""Fitting the sentence reader's weights: what counts as an answer, and by whom it is judged."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from eval_fakes import make_document

from app.assistant.evidence import Weights
from app.assistant.signals import NAMES
from eval import calibrate
from eval.calibrate import Best, Reading, best, describe, fit
from eval.own_examples import own_questions
from eval.posed import OWN_FOLDS, Posed
from index.query import Hit


def make_hit(path: str, text: str) -> Hit:
    document = make_document(path, text)
    passage = document.passage(0, len(text), ordinal=0, language="nb")
    return Hit(passage=passage, score=0.9, signals=())


POSED = Posed(
    text="Hvor mange fengsler har Norge?",
    pair="own nb",
    documents=frozenset({"no.md"}),
    answer="40",
    hits=(make_hit("no.md", "Norge har 40 fengsler."), make_hit("se.md", "Sverige har 45.")),
)


def by_words() -> Weights:
    """Weights over the shared words alone: 0.5 is as likely as not."""
    return Weights(
        weights=np.array([10.0 * (name == "words_in_sentence") for name in NAMES]),
        bias=-5.0,
        threshold=0.5,
        absence=0.0,
    )


def reading(shares: list[float], answering: int | None, **facts: object) -> Reading:
    matrix = np.zeros((len(shares), len(NAMES)))
    matrix[:, NAMES.index("words_in_sentence")] = shares
    answers = np.arange(len(shares)) == (-1 if answering is None else answering)
    return Reading(replace(POSED, **facts), matrix, answers)  # type: ignore[arg-type]


def test_without_its_documents_a_question_has_no_answer():
    without = POSED.without_documents()

    assert [hit.passage.source.path for hit in without.hits] == ["se.md"]
    assert without.answer is None
    assert without.text == POSED.text


def test_every_held_out_document_is_in_one_fold():
    asked = [question.documents[0] for question in own_questions() if question.held_out]

    assert sorted(set(asked)) == sorted(document for fold in OWN_FOLDS for document in fold)


def test_the_surest_sentence_is_taken_for_the_answer():
    sure = by_words()

    assert best(reading([0.9, 0.2], 0), sure).right
    assert not best(reading([0.2, 0.9], 0), sure).right
    assert not best(reading([0.9], None), sure).answerable
    assert best(reading([0.5], 0), sure).probability == pytest.approx(0.5)


def test_what_tells_answers_apart_gets_its_weight():
    readings = [reading([0.9 - n / 100, 0.1 + n / 100, 0.2], 0) for n in range(30)]
    fitted = fit([*readings, *(reading([n / 100, 0.3], None) for n in range(30))])

    assert fitted.weights[NAMES.index("words_in_sentence")] > 1
    assert all(best(one, fitted).right for one in readings)


def test_how_well_the_question_is_echoed_tells_an_answer_from_none_and_chooses_no_sentence():
    def echoing(echo: float, answering: int | None, shares: list[float]) -> Reading:
        one = reading(shares, answering)
        one.matrix[:, NAMES.index("words_echoed")] = echo
        return one

    answered = [echoing(0.9, 0, [0.9 - n / 100, 0.4]) for n in range(30)]
    unanswered = [echoing(0.6, None, [0.8 - n / 50, 0.1]) for n in range(30)]
    fitted = fit([*answered, *unanswered])

    assert fitted.weights[NAMES.index("words_echoed")] > 1
    assert all(best(one, fitted).right for one in answered)
    assert min(best(one, fitted).probability for one in answered) > max(
        best(one, fitted).probability for one in unanswered
    )


def test_our_own_questions_are_judged_by_weights_that_have_not_seen_their_documents(monkeypatch):
    fitted_on: list[set[int | None]] = []

    def note(readings):
        fitted_on.append({one.posed.fold for one in readings})
        return by_words()

    monkeypatch.setattr(calibrate, "fit", note)
    found = calibrate.own_by_folds(
        [reading([0.5], 0, fold=fold) for fold in (0, 1, 2)] + [reading([0.5], 0, held_out=True)]
    )

    assert fitted_on == [{1, 2}, {0, 2}, {0, 1}]
    assert len(found) == 3


def test_the_line_that_is_printed_counts_what_it_says():
    found = [
        Best(probability=0.9, right=True, answerable=True),
        Best(probability=0.1, right=False, answerable=True),
        Best(probability=0.1, right=False, answerable=False),
    ]

    assert describe("own", found, 0.5) == (
        "own: first sentence right 0.500 of 2; at 0.500 refuses 1.000 of 1 unanswerable,"
        " 0.500 of the rest"
    )
