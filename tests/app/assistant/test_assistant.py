"""From a question to a cited answer, with stand-ins for every part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

import pytest
from assistant_fakes import (
    FakeComposer,
    FakeHoldings,
    FakeReader,
    FakeRetriever,
    FakeSelector,
    make_evidence,
    make_hit,
    make_passage,
)

from app.assistant.answer import Answer, Claim, Conflict, Evidence, Struck
from app.assistant.assistant import Assistant, AssistantSettings
from app.assistant.compose import Composed, Matter, Noticed
from app.assistant.frames import frames
from app.assistant.language import AnswerLanguage
from app.assistant.select import Selection
from app.assistant.steps import Finished, Reading, Searching, Stated, Turn
from index.query import Filters, Hit
from index.search import QueryError
from ingest.document import Access

LANGUAGES = get_args(AnswerLanguage)
ONE = make_passage("KDI leder arbeidet. Det er ti land.", agency="KDI")
TWO = make_passage("Norway leads. It is big.", path="b.md", language="en")
LEADS = make_evidence(ONE, "KDI leder arbeidet.", 0.9)
LANDS = make_evidence(ONE, "Det er ti land.", 0.3)
NORWAY = make_evidence(TWO, "Norway leads.", 0.2)
BIG = make_evidence(TWO, "It is big.", 0.01)


def matter(question: str, *evidence: Evidence) -> Matter:
    return Matter(question=question, evidence=evidence)


@dataclass
class Stage:
    """An assistant, and the stand-ins it was made of."""

    retriever: FakeRetriever = field(
        default_factory=lambda: FakeRetriever([make_hit(ONE), make_hit(TWO)])
    )
    reader: FakeReader = field(default_factory=lambda: FakeReader([LEADS, LANDS, NORWAY, BIG]))
    selector: FakeSelector = field(default_factory=FakeSelector)
    composer: FakeComposer = field(default_factory=FakeComposer)
    holdings: FakeHoldings = field(default_factory=lambda: FakeHoldings([ONE.source, TWO.source]))
    clearance: Access = Access.INTERNAL

    @property
    def assistant(self) -> Assistant:
        return Assistant(
            retriever=self.retriever,
            reader=self.reader,
            composer=self.composer,
            clearance=self.clearance,
            selector=self.selector,
            holdings=self.holdings,
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


def test_once_the_surest_answers_all_is_chosen_from_and_what_is_chosen_is_composed():
    stage = Stage()
    stage.steps("Hvem leder?")

    assert stage.selector.asked == [("Hvem leder?", [LEADS, LANDS, NORWAY, BIG])]
    assert stage.composer.asked == [("Hvem leder?", [matter("Hvem leder?", LEADS)], "nb")]


def test_what_is_chosen_is_composed_in_its_order():
    class Last(FakeSelector):
        def select(self, question, evidence):
            return Selection(evidence=tuple(reversed(evidence))[:2])

    sure = [make_evidence(ONE, quote) for quote in ("KDI", "leder", "arbeidet.")]
    stage = Stage(reader=FakeReader(sure), selector=Last())

    assert [part.quote for part in stage.answer("Hvem leder?").citations] == ["arbeidet.", "leder"]


@pytest.mark.parametrize(
    ("language", "lead"),
    [
        (
            "nb",
            "Dokumentene gir ikke svar på dette spørsmålet. Jeg har lett i 2 dokumenter på norsk "
            "og engelsk. Dette er det nærmeste de kommer:",
        ),
        (
            "nn",
            "Dokumenta gir ikkje svar på dette spørsmålet. Eg har leita i 2 dokument på norsk "
            "og engelsk. Dette er det næraste dei kjem:",
        ),
        (
            "en",
            "The documents do not answer this question. I have searched 2 documents in Norwegian "
            "and English. This is the nearest they come:",
        ),
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


@pytest.mark.parametrize(
    ("filters", "searched"),
    [
        (Filters(agencies=("KDI",)), "Jeg har lett i 1 dokument på norsk."),
        (Filters(documents=("b.md",)), "Jeg har lett i 1 dokument på engelsk."),
        (Filters(languages=("en", "nb")), "Jeg har lett i 2 dokumenter på norsk og engelsk."),
        (Filters(kinds=("agreement",)), "Jeg har lett i 0 dokumenter."),
    ],
)
def test_a_refusal_counts_the_documents_that_the_filters_admit(filters, searched):
    answer = Stage(reader=FakeReader()).answer("Hvem?", filters=filters)

    assert searched in answer.lead


def test_a_composer_that_says_nothing_refuses():
    silent = Stage(composer=FakeComposer(silent=True))
    silent.selector.disagree = lambda question: True
    silent.selector.incomplete = True
    answer = silent.answer("Hvem leder?")

    assert answer.status == "not_found"
    assert answer.nearest[0].quote == LEADS.text
    assert (answer.closing, answer.conflicts) == ("", ())
    assert answer.lead.startswith("Dokumentene gir ikke svar")


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


NORWEGIAN = make_passage("Det er 58 fengsler i Norge. Nesten 60.", path="no.md")
SWEDISH = make_passage("Sverige har 45.", path="se.md", language="sv")
IN_NORWAY = make_evidence(NORWEGIAN, "Det er 58 fengsler i Norge.")
ALSO_IN_NORWAY = make_evidence(NORWEGIAN, "Nesten 60.", 0.8)
IN_SWEDEN = make_evidence(SWEDISH, "Sverige har 45.")
BOTH = "Hvor mange fengsler er det i Norge og Sverige?"
OF_NORWAY = "Hvor mange fengsler er det i Norge?"
OF_SWEDEN = "Hvor mange fengsler er det i Sverige?"


def sides_stage(**more: object) -> Stage:
    """Norway and Sweden each have a passage and a sentence of their own; Denmark has none."""
    return Stage(
        retriever=FakeRetriever(
            [make_hit(ONE)],
            by_word={"Norge": [make_hit(NORWEGIAN)], "Sverige": [make_hit(SWEDISH)]},
        ),
        reader=FakeReader(
            [BIG], by_word={"Norge": [IN_NORWAY, ALSO_IN_NORWAY], "Sverige": [IN_SWEDEN]}
        ),
        **more,  # type: ignore[arg-type]
    )


def test_each_side_of_a_comparison_is_searched_read_and_answered_by_itself():
    stage = sides_stage()
    searching, reading, *stated, finished = stage.steps(BOTH)

    assert searching == Searching(standalone=BOTH, language="nb")
    assert reading == Reading(passages=2, documents=2)
    assert [query.text for query, _ in stage.retriever.asked] == [OF_NORWAY, OF_SWEDEN]
    assert [question for question, _ in stage.reader.asked] == [OF_NORWAY, OF_SWEDEN]
    both = [matter(OF_NORWAY, IN_NORWAY, ALSO_IN_NORWAY), matter(OF_SWEDEN, IN_SWEDEN)]
    assert stage.composer.asked == [(BOTH, both, "nb")]
    answer = finished.answer
    assert [step.claim for step in stated] == list(answer.claims)
    assert (answer.question, answer.standalone, answer.closing) == (BOTH, BOTH, "")


def test_a_sentence_that_answers_for_both_sides_is_said_once():
    stage = sides_stage()
    stage.reader.by_word = {"Norge": [IN_NORWAY], "Sverige": [IN_NORWAY, IN_SWEDEN]}
    answer = stage.answer(BOTH)

    assert [citation.quote for citation in answer.citations] == [IN_NORWAY.text, IN_SWEDEN.text]
    assert answer.closing == ""


def test_the_citations_of_both_sides_are_numbered_on():
    answer = sides_stage().answer(BOTH)

    assert [citation.number for citation in answer.citations] == [1, 2, 3]
    assert [claim.citations for claim in answer.claims] == [(1,), (2,), (3,)]
    assert [citation.source.path for citation in answer.citations] == ["no.md", "no.md", "se.md"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", ["Norge og Danmark", "Danmark og Norge"])
def test_the_side_that_nothing_answers_for_is_named(question, language):
    closing = frames(language).unanswered_side.format(side="Danmark")
    asked = f"Hvor mange fengsler er det i {question}?"
    answer = sides_stage().answer(asked, language=language)

    assert answer.status == "answered"
    assert answer.closing == closing
    assert answer.text.endswith(closing)
    assert {citation.source.path for citation in answer.citations} == {"no.md"}
    assert answer.nearest == ()


def test_where_no_side_has_an_answer_the_whole_question_may():
    stage = Stage()
    both = make_evidence(ONE, "KDI leder arbeidet.", 0.9)
    asked: list[str] = []

    class Whole:
        def read(self, question: str, hits: Sequence[Hit]) -> list[Evidence]:
            asked.append(question)
            return [both] if question == BOTH else []

    stage.reader = Whole()  # type: ignore[assignment]
    answer = stage.answer(BOTH)

    assert asked[-1] == BOTH
    assert (answer.status, answer.closing) == ("answered", "")
    assert [citation.quote for citation in answer.citations] == ["KDI leder arbeidet."]


def test_where_nothing_answers_for_any_side_the_nearest_of_all_is_shown():
    norwegian, swedish = (
        make_evidence(NORWEGIAN, "Nesten 60.", 0.2),
        make_evidence(SWEDISH, "Sverige har 45.", 0.3),
    )
    stage = sides_stage()
    stage.reader.by_word = {"Norge": [norwegian], "Sverige": [swedish]}
    answer = stage.answer(BOTH)

    assert (answer.status, answer.closing) == ("not_found", "")
    assert [near.quote for near in answer.nearest] == ["Sverige har 45.", "Nesten 60."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sources_that_disagree_are_led_in_with_the_first_claim(language):
    lead = frames(language).disagree
    stage = Stage(reader=FakeReader([IN_NORWAY, IN_SWEDEN]))
    stage.selector.disagree = lambda question: True
    *_, first, second, finished = stage.steps("Hvor mange fengsler?", language=language)

    assert (first.lead, second.lead) == (lead, "")
    answer = finished.answer
    assert answer.lead == lead
    assert answer.text.startswith(lead)
    assert answer.conflicts == (Conflict(about="Hvor mange fengsler?", citations=(1, 2)),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_newest_is_said_to_come_first_only_where_claims_keep_the_order(language):
    stage = Stage(composer=FakeComposer(in_order=True))
    stage.selector.disagree = lambda question: True
    lead = stage.answer("Hvem leder?", language=language).lead

    assert lead == f"{frames(language).disagree} {frames(language).newest_first}"


def test_the_side_that_sources_disagree_about_is_told():
    stage = sides_stage()
    stage.selector.disagree = lambda question: "Norge" in question
    answer = stage.answer(BOTH)

    assert answer.conflicts == (Conflict(about=OF_NORWAY, citations=(1, 2)),)


def test_one_claim_disagrees_with_none():
    stage = Stage()
    stage.selector.disagree = lambda question: True

    assert stage.answer("Hvem leder?").conflicts == ()


def test_without_disagreement_nothing_leads_in():
    *_, stated, finished = Stage().steps("Hvem leder?")

    assert (stated.lead, finished.answer.lead, finished.answer.conflicts) == ("", "", ())


def test_an_answer_that_may_lack_something_says_so_once():
    stage = sides_stage(selector=FakeSelector(incomplete=True))
    incomplete = frames("nb").incomplete
    without = frames("nb").unanswered_side.format(side="Danmark")
    of_one_only = stage.answer("Hvor mange fengsler er det i Norge og Danmark?")

    assert stage.answer(BOTH).closing == incomplete
    assert of_one_only.closing == f"{incomplete} {without}"


def test_a_follow_up_is_searched_for_as_a_question_that_stands_alone():
    stage = Stage()
    history = [
        Turn(role=USER, content="Hvor mange fengsler er det i Latvia?"),
        Turn(role=ASSISTANT, content="Ifølge KDI: «Det er ni fengsler.»"),
    ]
    searching, *_, finished = stage.steps("Og i Litauen?", history=history)
    asked = finished.answer.standalone

    assert asked != "Og i Litauen?"
    assert {"fengsler", "Litauen"} <= set(asked.rstrip("?").split())
    assert "Latvia" not in asked
    assert searching.standalone == asked == stage.retriever.asked[0][0].text
    assert stage.reader.asked[0][0] == stage.composer.asked[0][0] == asked
    assert finished.answer.question == "Og i Litauen?"


def test_a_question_that_stands_alone_is_left_alone_by_the_history():
    stage = Stage()
    history = [Turn(role=USER, content="Hvor mange fengsler er det i Latvia?")]

    assert stage.answer("Hvem leder KDI?", history=history).standalone == "Hvem leder KDI?"


def test_what_answers_for_both_sides_is_a_matter_of_the_first_only():
    stage = sides_stage()
    stage.reader.by_word = {"Norge": [IN_NORWAY], "Sverige": [IN_NORWAY, IN_SWEDEN]}
    answer = stage.answer(BOTH)

    assert stage.composer.asked[0][1] == [
        matter(OF_NORWAY, IN_NORWAY),
        matter(OF_SWEDEN, IN_SWEDEN),
    ]
    assert [citation.number for citation in answer.citations] == [1, 2]


def test_notices_are_the_answers_and_struck_sentences_are_steps_of_their_own():
    struck = Struck(text="Det er tolv land.", reason="number", after=0)
    noticed = [Noticed(text="En ting."), Noticed(text="En til.")]
    stage = Stage(composer=FakeComposer(first=[struck, *noticed]))
    *_, shown, stated, finished = stage.steps("Hvem leder?")
    answer = finished.answer

    assert shown == struck
    assert isinstance(stated, Stated)
    assert (answer.struck, answer.notice) == ((struck,), "En ting. En til.")
    assert "tolv" not in answer.text


def test_a_claim_may_rest_on_citations_that_came_before_it():
    again = Composed(
        claim=Claim(text="Ti land, altså.", citations=(1,), support=0.5), citations=(), composer="x"
    )

    class Twice(FakeComposer):
        def compose(self, *asked, **more):
            yield from super().compose(*asked, **more)
            yield again

    *_, last, finished = Stage(composer=Twice()).steps("Hvem leder?")

    assert (last.claim, last.citations) == (again.claim, ())
    assert [citation.number for citation in finished.answer.citations] == [1]
    assert finished.answer.composer == "fake"


@pytest.mark.parametrize(("composers", "named"), [(["a", "a"], "a"), (["a", "b"], "fake")])
def test_the_answer_names_what_composed_all_of_it(composers, named):
    claim = Claim(text="Ti land.", citations=(1,), support=0.5)

    class Several(FakeComposer):
        def compose(self, *asked, **more):
            (part,) = super().compose(*asked, **more)
            yield replace(part, composer=composers[0])
            yield Composed(claim=claim, citations=(), composer=composers[1])

    assert Stage(composer=Several()).answer("Hvem leder?").composer == named


def test_whoever_asks_may_stop_the_composer():
    stage = Stage()
    stage.steps("Hvem leder?", stop=lambda: True)

    assert [stop() for stop in stage.composer.stops] == [True]


def test_timings():
    timings = Stage().answer("Hvem leder?").timings_ms

    assert list(timings) == ["search", "read", "compose", "total"]
    assert all(value >= 0 for value in timings.values())
    assert timings["total"] == pytest.approx(sum(timings.values()) - timings["total"])
