from __future__ import annotations

import math

import pytest
from eval_fakes import CZECH, KDI, FakeRanker, make_case, unanswerable, unit

from eval.measures import RETRIEVAL
from eval.metrics import NOT_COUNTED
from eval.ranking import Unit, first_answer, ranking_names, ranking_scores
from ingest.errors import SamsvarError

TEXTS = {document.source.path: document.text for document in (CZECH, KDI)}


def text_of(path: str) -> str:
    if path not in TEXTS:
        raise SamsvarError("no such document", where=path)
    return TEXTS[path]


def values(case, found, more=()):
    ranker = FakeRanker([*found, *more])
    return {
        name: score.value for name, score in ranking_scores(case, ranker, found, text_of).items()
    }


ANSWER = unit(CZECH, "So 2 Czech prisons did.")
OTHER = unit(CZECH, "Something else.")
ELSEWHERE = unit(KDI, "2 Czech prisons, says another document.")


def test_the_right_words_of_the_right_document_count():
    scores = values(make_case(), [ELSEWHERE, OTHER, ANSWER])

    assert [scores[f"passage_recall@{k}"] for k in (1, 5, 10)] == [0, 1, 1]
    assert scores["passage_mrr@10"] == 1 / 3
    assert scores["passage_ndcg@10"] == pytest.approx(1 / math.log2(4))
    assert [scores[f"document_recall@{k}"] for k in (1, 5, 10)] == [0, 1, 1]
    assert scores["document_mrr@10"] == 1 / 2
    assert first_answer(make_case(), [ELSEWHERE, OTHER, ANSWER]) == 3


def test_what_was_not_found_is_missed_in_the_ideal():
    again = unit(CZECH, "Once more: 2 Czech prisons.")
    scores = values(make_case(), [ANSWER], [again])

    assert scores["passage_ndcg@10"] == pytest.approx(1 / (1 + 1 / math.log2(3)))


def test_the_same_words_twice_are_found_once():
    both = [ANSWER, unit("copy.md", ANSWER.text), OTHER]
    case = make_case(documents=("copy.md",))

    assert first_answer(case, both) == 1
    assert values(case, both)["passage_ndcg@10"] == 1


def test_a_passage_that_stands_in_several_documents_counts_for_each():
    folded = Unit(text=ANSWER.text, documents=("other.md", "czech/2014.md"))

    assert values(make_case(), [folded])["passage_recall@1"] == 1


def test_of_several_things_each_has_to_be_found():
    case = make_case(
        documents=("czech/2014.md", "kdi/stab.md"), items=(("126", "hundre"), ("ti land",))
    )
    found = [unit(CZECH, "126 activities"), OTHER, unit(KDI, "De jobber i ti land.")]
    scores = values(case, found)

    assert [scores[f"passage_recall@{k}"] for k in (1, 5)] == [0.5, 1]
    assert [scores[f"document_recall@{k}"] for k in (1, 5)] == [0.5, 1]
    assert scores["passage_mrr@10"] == 1


def test_a_document_that_the_case_names_but_the_index_lacks_is_missed():
    scores = values(make_case(documents=("gone.md",)), [ANSWER])

    assert scores["document_recall@10"] == scores["passage_recall@10"] == 0
    assert scores["passage_ndcg@10"] == 0


def test_what_nothing_answers_is_not_counted():
    scores = ranking_scores(unanswerable(), FakeRanker(), [ANSWER], text_of)

    assert set(scores.values()) == {NOT_COUNTED}
    assert first_answer(unanswerable(), [ANSWER]) is None


def test_every_score_is_a_measure_of_the_report():
    assert set(ranking_names()) == {measure.name for measure in RETRIEVAL}
    assert set(values(make_case(), [ANSWER])) == set(ranking_names())
