"""From a question to a cited answer, with stand-ins for every part."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from assistant_fakes import (
    FakeComposer,
    FakeReader,
    FakeRetriever,
    make_evidence,
    make_hit,
    make_passage,
)

from app.assistant.answer import Answer
from app.assistant.assistant import Assistant, AssistantSettings
from app.assistant.steps import Finished, Reading, Searching, Stated, Turn
from index.query import Filters
from index.search import QueryError
from ingest.document import Access

ONE = make_passage("KDI leder arbeidet. Det er ti land.", agency="KDI")
TWO = make_passage("Norway leads. It is big.", path="b.md", language="en")
LEADS = make_evidence(ONE, "KDI leder arbeidet.", 0.9)
LANDS = make_evidence(ONE, "Det er ti land.", 0.3)
NORWAY = make_evidence(TWO, "Norway leads.", 0.2)
BIG = make_evidence(TWO, "It is big.", 0.01)


@dataclass
class Stage:
    """An assistant, and the stand-ins it was made of."""

    retriever: FakeRetriever = field(
        default_factory=lambda: FakeRetriever([make_hit(ONE), make_hit(TWO)])
    )
    reader: FakeReader = field(default_factory=lambda: FakeReader([LEADS, LANDS, NORWAY, BIG]))
    composer: FakeComposer = field(default_factory=FakeComposer)
    clearance: Access = Access.INTERNAL

    @property
    def assistant(self) -> Assistant:
        return Assistant(
            retriever=self.retriever,
            reader=self.reader,
            composer=self.composer,
            clearance=self.clearance,
            fingerprint=lambda: "print",
            settings=AssistantSettings(threshold=0.5, passages=8),
        )

    def steps(self, question: str, **more: object) -> list[object]:
        return list(self.assistant.ask(question, **more))  # type: ignore[arg-type]

    def answer(self, question: str, **more: object) -> Answer:
        last = self.steps(question, **more)[-1]
        assert isinstance(last, Finished)
        return last.answer


def test_the_steps_come_in_order():
    searching, reading, stated, finished = Stage().steps("Hvem leder arbeidet?")

    assert searching == Searching(standalone="Hvem leder arbeidet?", language="nb")
    assert reading == Reading(passages=2, documents=2)
    assert isinstance(stated, Stated)
    assert isinstance(finished, Finished)
    answer = finished.answer
    assert (stated.claim,) == answer.claims
    assert stated.citations == answer.citations
    assert (answer.status, answer.lead, answer.nearest) == ("answered", "", ())
    assert (answer.composer, answer.index, answer.question) == (
        "fake",
        "print",
        "Hvem leder arbeidet?",
    )


def test_searching_is_told_before_the_search_runs():
    told: list[object] = []
    stage = Stage()
    stage.retriever.before = lambda: told.append("search")
    for step in stage.assistant.ask("Hvem leder?"):
        told.append(type(step).__name__)

    assert told == ["Searching", "search", "Reading", "Stated", "Finished"]


def test_only_what_is_sure_enough_is_composed():
    stage = Stage()
    stage.steps("Hvem leder?")

    assert stage.composer.asked == [("Hvem leder?", [LEADS], "nb")]


@pytest.mark.parametrize(
    ("language", "lead"),
    [
        ("nb", "Dokumentene gir ikke svar på dette spørsmålet. Dette er det nærmeste de kommer:"),
        ("nn", "Dokumenta gir ikkje svar på dette spørsmålet. Dette er det næraste dei kjem:"),
        ("en", "The documents do not answer this question. This is the nearest they come:"),
    ],
)
def test_a_refusal_shows_the_nearest_sentence_of_each_passage(language, lead):
    stage = Stage(reader=FakeReader([LANDS, NORWAY, BIG]))
    answer = stage.answer("Hvem?", language=language)

    assert (answer.status, answer.claims, answer.citations) == ("not_found", (), ())
    assert stage.composer.asked == []
    assert answer.text == lead
    assert [(near.quote, near.source.path, near.score) for near in answer.nearest] == [
        ("Det er ti land.", "kdi/a.md", 0.3),
        ("Norway leads.", "b.md", 0.2),
    ]


def test_nothing_near_is_said_too():
    answer = Stage(retriever=FakeRetriever(), reader=FakeReader()).answer("Hvem?")

    assert answer.nearest == ()
    assert answer.text.endswith("Ingen avsnitt ligner på det du spør om.")


def test_a_composer_that_says_nothing_refuses():
    answer = Stage(composer=FakeComposer(silent=True)).answer("Hvem leder?")

    assert answer.status == "not_found"
    assert answer.nearest[0].quote == LEADS.text


USER, ASSISTANT = "user", "assistant"


@pytest.mark.parametrize(
    ("question", "language", "history", "answered_in"),
    [
        ("Hvem leder KDI?", "auto", [], "nb"),
        ("Kven leier KDI?", "auto", [], "nn"),
        ("Who leads KDI?", "auto", [], "en"),
        ("Who leads KDI?", "nn", [], "nn"),
        ("KDI", "auto", [], "nb"),
        ("KDI", "auto", [(USER, "Who leads it?")], "en"),
        ("KDI", "auto", [(USER, "Who leads it?"), (ASSISTANT, "Dette er det nærmeste.")], "en"),
        ("NORLAU", "auto", [(USER, "Who leads it?"), (USER, "KDI")], "en"),
        ("KDI", "auto", [(USER, "Who leads it?"), (USER, "Kva er det?")], "nn"),
        ("og i 2015?", "auto", [(USER, "Kva gjorde dei i 2014?")], "nn"),
        ("Hvem leder KDI?", "auto", [(USER, "Who leads it?")], "nb"),
        ("KDI", "nb", [(USER, "Who leads it?")], "nb"),
    ],
)
def test_the_language_of_the_answer(question, language, history, answered_in):
    turns = [Turn(role=role, content=content) for role, content in history]
    stage = Stage()

    assert stage.answer(question, language=language, history=turns).language == answered_in
    assert stage.composer.asked[0][2] == answered_in


@pytest.mark.parametrize("question", ['Hva er "NORLAU"?', "Hva er «NORLAU»?", "Hva  er „NORLAU“?"])
def test_quotation_marks_are_stripped_from_the_search(question):
    stage = Stage()
    answer = stage.answer(question)
    (query, limit), (read, _), (composed, *_) = (
        stage.retriever.asked[0],
        stage.reader.asked[0],
        stage.composer.asked[0],
    )

    assert query.text == read == composed == answer.standalone == "Hva er NORLAU ?"
    assert answer.question == question
    assert limit == 8


@pytest.mark.parametrize("question", ["", "   ", "?!", '""', "a" * 5000])
def test_a_question_without_words_is_an_error_of_one_line(question):
    stage = Stage()

    with pytest.raises(QueryError) as error:
        stage.steps(question)
    assert "\n" not in str(error.value)
    assert stage.retriever.asked == []


@pytest.mark.parametrize("clearance", list(Access))
def test_clearance_and_filters_reach_the_search(clearance):
    stage = Stage(clearance=clearance)
    filters = Filters(agencies=("KDI",), published_from="2014")
    stage.steps("Hvem leder?", filters=filters)
    (query, _) = stage.retriever.asked[0]

    assert (query.clearance, query.filters) == (clearance, filters)


@pytest.mark.parametrize("language", ["auto", "nb"])
def test_the_search_is_told_the_language_of_the_question(language):
    stage = Stage()
    stage.steps("Who leads it?", language=language)

    assert stage.retriever.asked[0][0].language == "en"


def test_timings():
    timings = Stage().answer("Hvem leder?").timings_ms

    assert list(timings) == ["search", "read", "compose", "total"]
    assert all(value >= 0 for value in timings.values())
    assert timings["total"] == pytest.approx(sum(timings.values()) - timings["total"])
