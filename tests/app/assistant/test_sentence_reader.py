"""Reading with a similarity of no model: which sentence, how much of it, and where in it."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import pytest
from assistant_fakes import (
    FakePassageReader,
    make_document,
    make_evidence,
    make_hit,
    make_passage,
    saying,
    shared_words,
    weights,
)
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.answer import Evidence
from app.assistant.evidence import SentenceReader, Weights, read_weights, trained_weights
from app.assistant.signals import ECHO, NAMES
from index.reader_input import Read
from ingest.errors import SamsvarError

BEFORE = "Forord 🦊.\n\n"
TEXT = (
    "Kafeen åpner tidlig. Prosjektet i Latvia har mange gjester. Det kom 42 av dem i 2014.\n\n"
    "Været var fint."
)


@pytest.fixture
def reader() -> SentenceReader:
    return SentenceReader(shared_words, FakePassageReader(), weights())


def test_the_surest_comes_first(reader):
    hits = [
        make_hit(make_passage("Været er fint. Katten sover.", path="b.md")),
        make_hit(make_passage(TEXT, before=BEFORE)),
    ]
    found = reader.read("Hva er prosjektet i Latvia?", hits)
    scores = [piece.score for piece in found]

    assert len(found) == 6
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert found[0].text == "Prosjektet i Latvia har mange gjester."


def test_nothing_found_is_nothing_read(reader):
    assert reader.read("Hva?", []) == []


def test_the_sentence_with_the_figure_is_quoted_along(reader):
    document = make_document(BEFORE + TEXT)
    passage = document.passage(
        len(BEFORE), len(document.text), ordinal=0, headings=(), language="nb"
    )
    best = reader.read("Hvor mange gjester har prosjektet i Latvia?", [make_hit(passage)])[0]

    assert best.text == "Prosjektet i Latvia har mange gjester. Det kom 42 av dem i 2014."
    assert document.text[best.start : best.end] == best.text


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Prosjektet i Latvia har gjester. Det var fint.", "Hvor mange i prosjektet i Latvia?"),
        ("Prosjektet i Latvia har gjester. Det var 42.", "Hva er prosjektet i Latvia?"),
        ("Prosjektet i Latvia har 7 gjester. Det var 42.", "Hvor mange i prosjektet i Latvia?"),
        ("Prosjektet i Latvia har gjester.\n\nDet var 42.", "Hvor mange i prosjektet i Latvia?"),
        (
            f"Prosjektet i Latvia {'har ' * 110}gjester. Det var 42.",
            "Hvor mange i prosjektet i Latvia?",
        ),
    ],
    ids=["no figure", "no figure asked for", "has one itself", "next paragraph", "too long"],
)
def test_otherwise_it_stands_alone(reader, text, question):
    best = reader.read(question, [make_hit(make_passage(text))])[0]

    assert "." not in best.text[:-1]


@given(
    st.lists(
        st.sampled_from(
            ["Fanger 🦊 leser. ", "Det var 42. ", "\n\n", "Mål:\n- a\n- 7\n", "I 2014: ja "]
        ),
        min_size=1,
    ),
    st.sampled_from(["Hvor mange fanger?", "Når leste fanger?", "Hvem er fanger?", "Hva?"]),
    st.sampled_from(["🦊 leser. Det", "42", "ja", "intet"]),
)
def test_the_offset_law(parts, question, answer):
    document = make_document(BEFORE + "".join(parts))
    if not "".join(parts).strip():
        return
    passage = document.passage(
        len(BEFORE), len(document.text), ordinal=0, headings=(), language="nb"
    )
    passages = FakePassageReader(span=saying(answer))
    reader = SentenceReader(shared_words, passages, weights())

    for piece in reader.read(question, [make_hit(passage)]):
        assert document.text[piece.start : piece.end] == piece.text
        if piece.answer:
            assert piece.start <= piece.answer.start < piece.answer.end <= piece.end
        place = reader.locate(question, piece)
        if place:
            assert piece.start <= place.start < place.end <= piece.end


def located(reader: SentenceReader, text: str, question: str) -> str | None:
    passage = make_passage(text, before=BEFORE)
    place = reader.locate(question, make_evidence(passage, text))
    return (BEFORE + text)[place.start : place.end] if place else None


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Hvor mange gjester fra Polen?", "12"),
        ("Hvor mange gjester kom fra Slovakia?", "30"),
        ("Når var det?", "2014"),
        ("Hvem ledet det?", "Pavel Ondrášek"),
        ("Hva skjedde?", None),
    ],
)
def test_the_place_is_in_the_nearest_clause(reader, question, place):
    text = "Det kom 30 gjester fra Slovakia, 12 gjester fra Polen; i 2014, ledet av Pavel Ondrášek."
    if place == "Pavel Ondrášek":
        text = "Det ble ledet av Pavel Ondrášek."

    assert located(reader, text, question) == place


def test_one_candidate_needs_no_similarity():
    def never(question, texts):
        raise AssertionError

    assert (
        located(SentenceReader(never, FakePassageReader(), weights()), "Det kom 30.", "Hvor mange?")
        == "30"
    )


def test_every_passage_is_read_once_with_its_headings():
    passages = FakePassageReader()
    hits = [
        make_hit(make_passage("Ja. Nei.", headings=("Svar",))),
        make_hit(make_passage("Kanskje.", path="b.md", published="2014")),
    ]
    SentenceReader(shared_words, passages, weights()).read("Hva?", hits)

    assert passages.asked == [
        (
            "Hva?",
            [
                Read(context="Årsmelding · Svar", text="Ja. Nei."),
                Read(context="Årsmelding · 2014", text="Kanskje."),
            ],
        )
    ]


def read_with(answer: str, text: str, question: str) -> list[Evidence]:
    reader = SentenceReader(shared_words, FakePassageReader(span=saying(answer)), weights())
    return reader.read(question, [make_hit(make_passage(text, before=BEFORE))])


def test_the_answer_of_the_trained_reader_goes_with_its_sentence():
    text = "Katten heter Pus. Hunden sover."
    named, sleeping = read_with("Pus", text, "Katten heter?")

    assert named.answer
    assert (BEFORE + text)[named.answer.start : named.answer.end] == "Pus"
    assert sleeping.answer is None


def test_the_answer_in_the_sentence_that_is_quoted_along():
    text = "Prosjektet i Latvia har gjester. Det kom 42 av dem, og 12 gikk."
    best = read_with("12", text, "Hvor mange gjester har prosjektet i Latvia?")[0]

    assert best.text == text
    assert best.answer
    assert (BEFORE + text)[best.answer.start : best.answer.end] == "12"


@pytest.mark.parametrize(
    ("answer", "question", "place"),
    [
        ("12", "Hvor mange gjester kom fra Slovakia?", "12"),
        ("12 gjester", "Hvor mange gjester kom fra Slovakia?", "12"),
        ("fra", "Hvor mange gjester kom fra Slovakia?", "30"),
        ("fra Polen", "Hva skjedde?", "fra Polen"),
        ("gjester", "Når kom de?", None),
        ("intet", "Hva skjedde?", None),
    ],
)
def test_the_place_is_what_the_trained_reader_touches(answer, question, place):
    text = "Det kom 30 gjester fra Slovakia, 12 gjester fra Polen."
    (piece,) = read_with(answer, text, question)
    reader = SentenceReader(shared_words, FakePassageReader(), weights())
    found = reader.locate(question, piece)

    assert ((BEFORE + text)[found.start : found.end] if found else None) == place


def test_an_absent_country_costs_odds():
    passage = make_passage("Prosjektet har 42 gjester.")
    near = SentenceReader(shared_words, FakePassageReader(), weights()).read(
        "Hva er prosjektet i Haiti?", [make_hit(passage)]
    )
    indifferent = weights()
    indifferent = type(indifferent)(
        weights=indifferent.weights, bias=indifferent.bias, threshold=0.5, absence=0.0
    )
    far = SentenceReader(shared_words, FakePassageReader(), indifferent).read(
        "Hva er prosjektet i Haiti?", [make_hit(passage)]
    )

    assert near[0].score < far[0].score


def test_the_trained_weights_fit_the_signals():
    trained = trained_weights()
    facts = json.loads((files("app.assistant") / "evidence_weights.json").read_text("utf-8"))

    assert tuple(facts["weights"]) == NAMES
    assert trained.weights.tolist() == [facts["weights"][name] for name in NAMES]
    assert np.isfinite(trained.weights).all()
    assert 0 < trained.threshold < 1
    assert trained.absence > 0


def test_the_echo_of_the_surest_counts_for_all_and_puts_none_before_another():
    own = np.zeros(len(NAMES))
    own[NAMES.index("words_in_sentence")] = 1.0
    own[ECHO] = 5.0
    matrix = np.zeros((2, len(NAMES)))
    matrix[:, NAMES.index("words_in_sentence")] = (0.8, 0.3)
    matrix[:, ECHO] = (0.2, 1.0)

    odds = Weights(weights=own, bias=0.0, threshold=0.1, absence=1.0).log_odds(matrix)

    assert odds.tolist() == pytest.approx([0.8 + 5 * 0.2, 0.3 + 5 * 0.2])


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda facts: facts["weights"].pop("reader_span"), "reader_span"),
        (lambda facts: facts["weights"].pop("foreign_words"), "foreign_words"),
        (lambda facts: facts["weights"].update(shoe_size=1.0), "shoe_size"),
        (lambda facts: facts.pop("absence"), "absence"),
        (lambda facts: facts.pop("weights"), "weights"),
    ],
)
def test_weights_of_other_signals_are_refused_with_the_remedy(tmp_path, change, named):
    facts = {"weights": dict.fromkeys(NAMES, 0.1), "bias": 0.0, "threshold": 0.5, "absence": 3.0}
    change(facts)
    file = tmp_path / "weights.json"
    file.write_text(json.dumps(facts), encoding="utf-8")

    with pytest.raises(SamsvarError, match=r"python -m eval\.calibrate") as error:
        read_weights(file)
    assert named in str(error.value)
    assert str(file) in str(error.value)
    assert "\n" not in str(error.value)
