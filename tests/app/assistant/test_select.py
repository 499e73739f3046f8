"""What an answer is made of: few pieces, all different, and both where two sources disagree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from assistant_fakes import FirstDigits, make_evidence, make_passage, shared_words
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.answer import Evidence
from app.assistant.expectation import candidates, expected
from app.assistant.select import EvidenceSelector, Selection, asks_for_list
from ingest.document import Span

SENTENCES = [
    "Alfa bygger broer.",
    "Beta selger fisk.",
    "Gamma synger høyt.",
    "Delta maler hus.",
    "Epsilon kjører buss.",
    "Zeta fisker laks.",
    "Eta spiller dam.",
    "Theta leser bok.",
]


class FirstCandidate:
    """Locates the first thing of the sort that is asked for."""

    def locate(self, question: str, evidence: Evidence) -> Span | None:
        for place in candidates(evidence.text, expected(question), question):
            return Span(start=evidence.start + place.start, end=evidence.start + place.end)
        return None


def select(question: str, *evidence: Evidence) -> Selection:
    return EvidenceSelector(FirstCandidate(), shared_words).select(question, evidence)


def quotes(selection: Selection) -> list[str]:
    return [piece.text for piece in selection.evidence]


def said(text: str, score: float = 0.9, **facts: str) -> Evidence:
    """Evidence that is a whole passage, of a document of its own that begins otherwise."""
    path = facts.pop("path", f"{text}{facts.get('published', '')}.md")
    return make_evidence(
        make_passage(text, before="Forord, 7 s. ", path=path, **facts), text, score
    )


def test_at_most_four_pieces_in_the_order_of_their_scores():
    passage = make_passage(" ".join(SENTENCES))
    found = select("Hva?", *(make_evidence(passage, text) for text in SENTENCES))

    assert quotes(found) == SENTENCES[:4]
    assert not found.disagree
    assert not found.incomplete


def test_what_is_far_less_sure_than_the_best_is_left_out():
    passage = make_passage(" ".join(SENTENCES))
    scores = (0.9, 0.4, 0.35, 0.1)
    found = select(
        "Hva?", *(make_evidence(passage, *pair) for pair in zip(SENTENCES, scores, strict=False))
    )

    assert [piece.score for piece in found.evidence] == [0.9, 0.4]


def test_a_figure_of_another_country_is_not_said_with_the_one_asked_for():
    mine = said("Fire tsjekkiske fengsler har partnere i Ungarn.")
    others = said("I Slovakia har 19 tsjekkiske fengsler partnere.", 0.5)
    unplaced = said("Seks av dem møtes hvert år.", 0.4)

    found = select("Hvor mange tsjekkiske fengsler har partnere i Ungarn?", mine, others, unplaced)

    assert quotes(found) == [mine.text, unplaced.text]


def test_a_figure_of_another_country_contradicts_nothing():
    mine = said("Fire tsjekkiske fengsler har partnere i Ungarn.")
    others = said("19 tsjekkiske fengsler har partnere i Slovakia.", 0.8)

    found = select("Hvor mange tsjekkiske fengsler har partnere i Ungarn?", mine, others)

    assert (quotes(found), found.disagree) == ([mine.text], False)


def test_a_figure_of_another_year_is_not_said_with_the_one_asked_for():
    mine = said("I 2014 kom 40 på besøk.")
    others = said("I 2012 deltok 19 fra tre etater.", 0.5)

    assert quotes(select("Hvor mange kom på besøk i 2014?", mine, others)) == [mine.text]


def test_sentences_on_other_countries_are_said_where_no_figure_is_asked_for():
    mine = said("Fengslet har en partner i Ungarn.")
    others = said("I Slovakia bygges det nytt.", 0.5)

    found = select("Hva gjør tsjekkiske fengsler i Ungarn?", mine, others)

    assert quotes(found) == [mine.text, others.text]


def test_no_two_pieces_overlap():
    passage = make_passage(" ".join(SENTENCES))
    found = select(
        "Hva?",
        make_evidence(passage, SENTENCES[0]),
        make_evidence(passage, " ".join(SENTENCES[:2])),
        make_evidence(passage, SENTENCES[1]),
    )

    assert quotes(found) == SENTENCES[:2]


def test_the_same_offsets_in_another_document_do_not_overlap():
    one, other = make_passage(SENTENCES[0]), make_passage(SENTENCES[1], path="b.md")
    found = select("Hva?", make_evidence(one, SENTENCES[0]), make_evidence(other, SENTENCES[1]))

    assert len(found.evidence) == 2


@pytest.mark.parametrize(
    "again",
    ["KDI har ansvar for samarbeid med 10 land.", "KDI HAR ANSVAR for samarbeid med ti land!"],
)
def test_near_duplicates_are_said_once(again):
    first = "KDI har ansvar for samarbeid med 10 land."
    found = select(
        "Hva?",
        make_evidence(make_passage(first), first),
        make_evidence(make_passage(again, path="b.md"), again),
    )

    assert quotes(found) == [first]


@pytest.mark.parametrize(
    "question",
    [
        "Hvilke land deltar?",
        "Kva for land er med?",
        "Kva for nokre land er med?",
        "Which countries take part?",
        "Which two countries take part?",
        "What are the goals?",
        "What countries take part?",
        "Hva er målene?",
        "Kva er oppgåvene til staben?",
        "Nevn tre mål",
        "List the partners",
        "Which Hungarian prisons did they see?",
        "Which neighbouring countries helped?",
        "What other tasks are there?",
        "which four states took part",
    ],
)
def test_questions_that_want_several_things_named(question):
    assert asks_for_list(question)


@pytest.mark.parametrize(
    "question",
    [
        "Hva er NORLAU?",
        "What is NORLAU?",
        "What was the goal?",
        "What does KDI do?",
        "Which country is the biggest?",
        "Which agency leads it?",
        "Which part of the service runs the work?",
        "Hvilket land leder arbeidet?",
        "Hvilken etat leder arbeidet?",
        "Kva for eit land leier arbeidet?",
        "Hvor mange land deltar?",
        "How many of which countries?",
        "Hva er nevnt i rapporten?",
        "Når ble listen laget?",
    ],
)
def test_questions_that_want_one_thing(question):
    assert not asks_for_list(question)


def test_a_list_is_put_together_from_several_places_and_says_so():
    passage = make_passage(" ".join(SENTENCES))
    scores = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.38, 0.1)
    found = select(
        "Hvilke yrker har de?",
        *(make_evidence(passage, *pair) for pair in zip(SENTENCES, scores, strict=True)),
    )

    assert quotes(found) == SENTENCES[:6]
    assert found.incomplete


def test_a_list_ends_where_what_follows_is_far_less_sure():
    passage = make_passage(" ".join(SENTENCES))
    scores = (0.9, 0.4, 0.35)
    found = select(
        "Hvilke yrker har de?",
        *(make_evidence(passage, *pair) for pair in zip(SENTENCES, scores, strict=False)),
    )

    assert quotes(found) == SENTENCES[:2]


LIST = "Staben har tre mål:\n- færre isolerte\n- bedre opplæring\n- nye avtaler"


def test_of_an_item_the_whole_list_is_quoted():
    passage = make_passage(f"Forord. {LIST}")
    found = select(
        "Hva er målene?",
        make_evidence(passage, "- bedre opplæring", 0.9),
        make_evidence(passage, "- nye avtaler", 0.8),
        make_evidence(passage, LIST, 0.6, is_list=True),
    )

    assert quotes(found) == [LIST]
    assert not found.incomplete


def test_the_list_of_another_passage_is_not_taken_for_it():
    item = make_evidence(make_passage("- bedre opplæring"), "- bedre opplæring")
    found = select(
        "Hva er målene?",
        item,
        make_evidence(make_passage(LIST, path="b.md"), LIST, 0.6, is_list=True),
    )

    assert quotes(found)[0] == "- bedre opplæring"


def test_an_item_stands_alone_where_no_list_is_asked_for():
    passage = make_passage(LIST)
    found = select(
        "Hva er bedre?",
        make_evidence(passage, "- bedre opplæring", 0.9),
        make_evidence(passage, LIST, 0.6, is_list=True),
    )

    assert quotes(found) == ["- bedre opplæring"]


def test_two_items_nearly_as_good_are_said_with_their_list():
    passage = make_passage(f"Forord. {LIST}")
    found = select(
        "Hva vil staben?",
        make_evidence(passage, "- bedre opplæring", 0.9),
        make_evidence(passage, "- nye avtaler", 0.5),
        make_evidence(passage, LIST, 0.1, is_list=True),
        make_evidence(passage, "Forord.", 0.1),
    )

    assert [(piece.text, piece.score) for piece in found.evidence] == [(LIST, 0.9)]


OLD = said("Staben i KDI har 5 ansatte.", published="2014")
NEW = said("Staben i KDI har 7 ansatte.", 0.8, published="2020-08")
STAFF = "Hvor mange ansatte har staben i KDI?"


@pytest.mark.parametrize("evidence", [(OLD, NEW), (NEW, OLD)])
def test_of_two_figures_for_one_matter_both_are_said_the_newest_first(evidence):
    found = select(STAFF, *evidence)

    assert found.evidence == (NEW, OLD)
    assert found.disagree
    assert not found.incomplete


def test_a_source_without_a_date_comes_last():
    undated = said("Staben i KDI har 9 ansatte.")

    assert select(STAFF, undated, OLD).evidence == (OLD, undated)


def test_of_several_that_disagree_the_nearest_is_taken():
    far = said("Staben har 9 ansatte i Praha.", 0.85)
    found = select(STAFF, OLD, far, NEW)

    assert found.evidence == (NEW, OLD)


def test_dates_disagree_too():
    one = said("Avtalen om samarbeid ble signert 27. januar 2015 i Riga.", published="2015")
    other = said("Avtalen om samarbeid ble signert i februar 2015 i Riga.", published="2016")
    found = select("Når ble avtalen signert i Riga?", one, other)

    assert found.disagree
    assert found.evidence == (other, one)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (STAFF, "Staben i KDI har 5 ansatte.", "Staben i KDI har fem ansatte."),
        (STAFF, "Staben i KDI har 1 200 ansatte.", "Staben i KDI har 1200 ansatte."),
        (STAFF, "Fra 2014 har staben i KDI 5 ansatte.", "Fra 2015 har staben i KDI 5 ansatte."),
        ("Hva koster det nye bygget?", "Det nye bygget koster 5 mill.",
         "Det nye bygget koster 5 000 000."),
        ("Hva koster det nye bygget?", "Det nye bygget koster 5 EUR.",
         "Det nye bygget koster 50 NOK."),
        ("Hvor mye av det er brukt?", "Av det er 36 % brukt der.", "Av det er 40 euro brukt der."),
        ("Når ble det signert?", "Det ble signert i 2015 der.",
         "Det ble signert 27. januar 2015 der."),
        ("Når ble det signert?", "Det ble signert i januar 2015 der.",
         "Det ble signert 27.1.2015 der."),
        (STAFF, "Staben i KDI har 5 ansatte.", "Kurset i Praha varte i 7 uker."),
        (STAFF, "Staben i KDI har 5 ansatte.", "Staben i KDI har mange ansatte."),
        ("Hva er staben i KDI?", "Staben i KDI er 5 ansatte.", "Staben i KDI er 7 ansatte."),
    ],
    ids=[
        "same in words", "same grouped", "other year", "same in millions",
        "other currency", "share and sum",
        "year and day", "month and day", "another matter", "no figure", "no figure asked for",
    ],
)  # fmt: skip
def test_no_disagreement(question, one, other):
    for first, second in ((one, other), (other, one)):
        found = select(question, said(first), said(second, 0.8))

        assert not found.disagree
        assert found.evidence[0].text == first


def test_a_document_does_not_contradict_itself():
    document = make_passage("Staben i KDI har 5 ansatte. Staben i KDI har 7 ansatte.")
    one = make_evidence(document, "Staben i KDI har 5 ansatte.")
    other = make_evidence(document, "Staben i KDI har 7 ansatte.", 0.8)

    assert not select(STAFF, one, other).disagree


def test_what_is_far_less_sure_contradicts_nothing():
    doubtful = said("Staben i KDI har 7 ansatte.", 0.2)

    assert not select(STAFF, OLD, doubtful).disagree


def test_nothing_is_compared_without_a_rival():
    def never(question: str, texts: Sequence[str]) -> np.ndarray:
        raise AssertionError

    selector = EvidenceSelector(FirstCandidate(), never)

    assert selector.select(STAFF, [OLD]).evidence == (OLD,)


def test_the_figures_themselves_do_not_make_two_sentences_unlike():
    compared: list[tuple[str, list[str]]] = []

    def similar(question: str, texts: Sequence[str]) -> np.ndarray:
        compared.append((question, list(texts)))
        return np.ones(len(texts), np.float32)

    EvidenceSelector(FirstCandidate(), similar).select(STAFF, [OLD, NEW])

    assert compared == [("Staben i KDI har ansatte.", ["Staben i KDI har ansatte."])]


TEXTS = [*SENTENCES, "Det er 5 hus.", "Det er 7 hus.", "Det var 5 hus i 2015.", "- 12 hus\n- 7 %"]


@given(
    st.lists(
        st.tuples(st.sampled_from(TEXTS), st.sampled_from("abc"), st.floats(0.01, 1)),
        min_size=1,
        max_size=15,
    ),
    st.sampled_from(["Hvor mange hus?", "Når?", "Hvilke hus?", "Hva er det?", "Hvem?"]),
    st.sampled_from([FirstCandidate, FirstDigits]),
)
def test_whatever_is_found_few_and_different_pieces_are_chosen(given_, question, locator):
    evidence = [said(text, score, path=f"{path}.md") for text, path, score in given_]
    evidence.sort(key=lambda piece: -piece.score)
    selector = EvidenceSelector(locator(), shared_words)
    found = selector.select(question, evidence)

    assert 1 <= len(found.evidence) <= 6
    assert set(found.evidence) <= set(evidence)
    assert evidence[0] in found.evidence or asks_for_list(question)
    assert len({(piece.text, piece.passage.id) for piece in found.evidence}) == len(found.evidence)
    if found.disagree:
        assert len({piece.passage.source.id for piece in found.evidence}) == 2
    assert found == selector.select(question, evidence)
