"""One row of finite numbers a sentence, whatever is asked of whatever text."""

from __future__ import annotations

import numpy as np
import pytest
from assistant_fakes import FakePassageReader, make_hit, make_passage, saying, unheard
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.signals import NAMES, Asked, signal_matrix, unit_span
from app.assistant.units import units
from index.reader_input import Read
from index.reading import PassageReading
from ingest.document import Passage

TEXT = "NORLAU er et samarbeid mellom Norge og Latvia. I 2014 kom 42 gjester."


def rows(
    question: str, *passages: Passage, reader: FakePassageReader | None = None
) -> list[dict[str, float]]:
    hits = [make_hit(passage) for passage in passages]
    found = [unit for passage in passages for unit in units(passage)]
    read = (reader or FakePassageReader()).read(question, [Read.of(p) for p in passages])
    matrix = signal_matrix(Asked.of(question), hits, found, read)

    assert matrix.shape == (len(found), len(NAMES))
    assert matrix.dtype == np.float64
    assert np.isfinite(matrix).all()
    return [dict(zip(NAMES, row, strict=True)) for row in matrix.tolist()]


def test_no_passages_give_no_rows():
    assert rows("Hva?") == []


def test_every_name_is_there_once():
    assert len(set(NAMES)) == len(NAMES)


def test_words_and_rank():
    first, second = (
        make_passage("Fanger leser. Fanger skriver bøker."),
        make_passage("Ja.", path="b"),
    )
    one, two, three = rows("Fanger skriver bøker", first, second)

    assert (one["passage_rank"], three["passage_rank"]) == (1.0, 0.5)
    assert two["words_in_sentence"] == pytest.approx(1.0)
    assert two["words_in_sentence"] > one["words_in_sentence"] > three["words_in_sentence"]


def test_what_the_trained_reader_hears():
    first = make_passage("Det kom 42. Fanger leser bøker.")
    second = make_passage("Fanger synger.", path="b.md")
    reader = FakePassageReader(span=saying("42"))
    answering, beside, other = rows("Fanger leser bøker", first, second, reader=reader)

    assert answering["reader_span"] > 0 > beside["reader_span"]
    assert answering["reader_span_gap"] == 0
    assert beside["reader_span_gap"] == answering["reader_span"] - beside["reader_span"]
    assert answering["reader_answerable"] == beside["reader_answerable"]
    assert answering["reader_answerable"] > other["reader_answerable"]
    assert answering["reader_relevance_gap"] == 0
    assert other["reader_relevance_gap"] == pytest.approx(2 / 3)


@pytest.mark.parametrize("logit", [1e6, -1e6])
def test_a_reader_that_is_too_sure_is_held_back(logit):
    class Sure(FakePassageReader):
        def _reading(self, question: str, text: str) -> PassageReading:
            ends = np.array([logit], np.float32)
            return PassageReading(
                relevance=0.0,
                answerable=0.0,
                offsets=np.array([[0, 2]]),
                starts=ends,
                ends=ends,
                null=0.0,
                **unheard(1),
            )

    (row,) = rows("Hva?", make_passage("Ja."), reader=Sure())

    assert abs(row["reader_span"]) == 20


def test_a_sentence_that_the_reader_did_not_see_has_no_answer():
    passage = make_passage("Ja. Nei.")
    seen, unseen = units(passage)
    reading = FakePassageReader().read("Hva?", [Read(context="", text="Ja.")])[0]

    assert unit_span(seen, reading) is not None
    assert unit_span(unseen, reading) is None


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Hva gjør Norge i Latvia?", 0.0),
        ("Hva er det latviske samarbeidet?", 0.0),
        ("Hva gjør Norge i Haiti?", 0.5),
        ("Hva skjer i Haiti?", 1.0),
        ("Hva skjer?", 0.0),
    ],
)
def test_countries_that_stand_nowhere(question, missing):
    assert rows(question, make_passage(TEXT))[0]["missing_countries"] == missing


def test_a_country_of_the_source_or_its_headings_is_there():
    of_source = make_passage("Soning.", countries=("HT",))
    of_heading = make_passage("Soning.", headings=("Haiti",))
    of_title = make_passage("Soning.", title="Haiti")

    for passage in (of_source, of_heading, of_title):
        assert rows("Hva skjer i Haiti?", passage)[0]["missing_countries"] == 0.0


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Hva skjedde i 2014?", 0.0),
        ("Hva skjedde i 2015?", 1.0),
        ("Hva skjedde fra 2014 til 2015?", 0.5),
        ("Hva skjedde?", 0.0),
    ],
)
def test_numbers_that_stand_nowhere(question, missing):
    assert rows(question, make_passage(TEXT))[0]["missing_numbers"] == missing


def test_the_year_of_publication_is_there():
    passage = make_passage("Soning.", published="2015-01-27")

    assert rows("Hva skjedde i 2015?", passage)[0]["missing_numbers"] == 0.0


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Hva er NORLAU?", 0.0),
        ("Hva er NORLAUs mål?", 0.0),
        ("Hva er AMEND?", 1.0),
        ("Hva er Amend og NORLAU?", 0.5),
        ("Hva er et samarbeid?", 0.0),
        ("Hva gjør Haiti?", 0.0),  # a country, not a name
    ],
)
def test_names_that_stand_nowhere(question, missing):
    assert rows(question, make_passage(TEXT))[0]["missing_names"] == missing


def test_the_name_may_be_inflected_in_the_text():
    assert rows("Hva er Amend?", make_passage("Amends mål er læring."))[0]["missing_names"] == 0.0


def test_foreign_passages_have_signals_of_their_own():
    (own,) = rows("Hvem leder prisons?", make_passage("He leads prisons."))
    (foreign,) = rows("Hvem leder prisons?", make_passage("He leads prisons.", language="en"))
    (kin,) = rows("Hvem leder prisons?", make_passage("He leads prisons.", language="sv"))

    assert foreign["words_in_sentence"] == own["foreign_words"] == kin["foreign_words"] == 0.0
    assert foreign["foreign_words"] == own["words_in_sentence"] == kin["words_in_sentence"] > 0


def test_what_is_expected():
    without, with_figure = rows("Hvor mange gjester?", make_passage("De kom. Det var 42 av dem."))

    assert (without["expected_there"], without["expected_missing"]) == (0.0, 1.0)
    assert (with_figure["expected_there"], with_figure["expected_missing"]) == (1.0, 0.0)


def test_forms():
    whole, item, question = rows("Mål?", make_passage("Mål:\n- læring\n\nHvorfor?"))

    assert [row["is_list"] for row in (whole, item, question)] == [1.0, 0.0, 0.0]
    assert [row["is_question"] for row in (whole, item, question)] == [0.0, 0.0, 1.0]


@given(st.text(max_size=40), st.text(min_size=1, max_size=60).filter(str.strip))
def test_odd_input_gives_finite_numbers(question, text):
    rows(question, make_passage(text))


@pytest.mark.parametrize("question", ["ﱞﱞ A", "ﱞ", "½ ² ①", "İSTANBUL İ", "ǅ ᾈ", "-", "A" * 500])
def test_signs_that_are_no_words_give_finite_numbers(question):
    rows(question, make_passage("Ja ﱞ ½ 2."))
