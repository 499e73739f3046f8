"""Counting what a retriever finds."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from eval.cases import Case
from eval.questions import Question
from eval.retrieval import DEPTHS, Probe, Recall, by_pair, recall
from index.query import Hit, Query
from ingest.document import Access, Document, Source


def hit(path: str, text: str) -> Hit:
    source = Source(id=path, checksum="", path=path, title=path, language="nb")
    document = Document(source=source, text=text)
    return Hit(
        passage=document.passage(0, len(text), ordinal=0, language="nb"), score=1.0, signals=()
    )


@dataclass
class FakeRetriever:
    """Returns the answer to each question at the rank that the question names."""

    asked: list[tuple[Query, int]] = field(default_factory=list)

    def search(self, query: Query, limit: int) -> list[Hit]:
        self.asked.append((query, limit))
        rank = int(query.text.split()[-1])
        hits = [hit("a.md", "Noe annet.") for _ in range(limit)]
        if 1 <= rank <= limit:
            hits[rank - 1] = hit("a.md", "Svaret er 42.")
        return hits


def probe(text: str, pair: str = "nb-nb") -> Probe:
    return Probe(
        text=text, language=pair[:2], pair=pair, documents=("a.md",), answers=("43", "er 42")
    )


def test_the_share_found_at_each_depth():
    found = recall(FakeRetriever(), [probe(f"spørsmål {rank}") for rank in (1, 5, 6, 0)])

    assert found.questions == 4
    assert found.at == {1: 0.25, 5: 0.5, 10: 0.75}


def test_how_it_searches():
    retriever = FakeRetriever()
    recall(retriever, [probe('«hva» er "det" 1')])
    ((query, limit),) = retriever.asked

    assert limit == max(DEPTHS)
    assert query == Query(text=" hva  er  det  1", clearance=Access.RESTRICTED, language="nb")


def test_no_questions_have_no_recall():
    assert recall(FakeRetriever(), []) == Recall(questions=0, at=dict.fromkeys(DEPTHS, 0.0))


@pytest.mark.parametrize(
    ("path", "text", "answered"),
    [
        ("a.md", "Svaret er 42.", True),
        ("a.md", "Svaret er 41.", False),
        ("b.md", "Svaret er 42.", False),
    ],
)
def test_the_right_words_in_the_right_document(path, text, answered):
    assert probe("q").is_answered_by(hit(path, text)) is answered


def test_groups_by_language_pair():
    groups = by_pair([probe("x", "nn-en"), probe("y", "en-nb"), probe("z", "nn-en")])

    assert [(pair, [one.text for one in group]) for pair, group in groups.items()] == [
        ("en-nb", ["y"]),
        ("nn-en", ["x", "z"]),
    ]


def test_probes_of_both_kinds():
    case = Case(
        id="nn-en-1", language="nn", question="q", documents=("a",), answers=("b",), kind=""
    )
    question = Question(
        text="q", language="nn", pair="nn-en", document="a", answer="b", answer_start=0
    )

    assert Probe.of_case(case) == Probe.of_question(question)
