"""What the reader learns from: the answer stands where it is said to, and nowhere else."""

from __future__ import annotations

import hashlib
import json
import random
import re
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder
from hypothesis import given
from hypothesis import strategies as st

from eval.questions import Question
from eval.reader_examples import (
    Example,
    examples,
    kept_from_training,
    name_pools,
    twisted,
)
from index.projection import parallel_sentences

RIGA = "Fengselet i Riga har 42 ansatte. Året etter kom 17 til fra Tallinn.\n\n"
FILLING = "Det regnet mye den høsten, og elva steg over sine bredder i flere uker. " * 25
TEXTS = {
    "train": [
        f"{RIGA}{FILLING}\n\nFengselet i Oslo har 42 ansatte, og de er fra Bergen.\n",
        "Kari bygger båter i Bodø. Båtene er av tre, og hun selger dem i Narvik hver vår.",
        *(f"Båt nummer {number} er bygget av Ola i Narvik for lenge siden." for number in range(9)),
    ],
    "validation": ["Ingen\u00a0båter seiler til Tromsø om vinteren, men mange seiler til Narvik."],
}
ENGLISH = "Kari builds boats in Bodø. The boats of Bodø are made of wood and sold in Narvik."


def asked(question: str, answer: str, context: str, last: bool = False) -> dict[str, object]:
    start = context.rindex(answer) if last else context.index(answer)
    return {"question": question, "answer": answer, "answer_start": start}


def write(path: Path, *rows: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def write_sets(data: Path) -> None:
    first, second, *others = TEXTS["train"]
    rows = [
        {"context": first, "qas": [asked("Hvor mange har Riga?", "42 ansatte", first),
                                   asked("Hvor mange har Oslo?", "42 ansatte", first, last=True)]},
        {"context": second, "qas": [asked("Hvem bygger båter i Bodø?", "Kari", second)]},
        *({"context": text, "qas": []} for text in others),
    ]  # fmt: skip
    write(data / "norquad" / "train.jsonl", *rows)
    digest = hashlib.sha1(second.encode()).hexdigest()
    write(
        data / "norquad" / "questions_en.jsonl",
        {"context_sha1": digest, "question": "Hvem bygger båter i Bodø?",
         "question_en": "Who builds boats?"},
    )  # fmt: skip
    (held,) = TEXTS["validation"]
    gone = {"question": "Hva?", "answer": "som ikke står der", "answer_start": 0}
    spaced = {"question": "Hva seiler ikke?", "answer": "Ingen\u00a0båter", "answer_start": 0}
    write(data / "norquad" / "validation.jsonl", {"context": held, "qas": [spaced, gone]})
    write(
        data / "xquad" / "train.jsonl",
        {"title": "Boat_building", "context": ENGLISH,
         "qas": [{**asked("Where?", "Bodø", ENGLISH, last=True), "question_nb": "Hvor?"}]},
    )  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> list[Example]:
    folder = tmp_path_factory.mktemp("examples")
    write_sets(folder / "sets")
    with pytest.MonkeyPatch.context() as patch:
        for module in ("app.factory", "eval.reader_examples"):
            patch.setattr(f"{module}.open_embedder", lambda settings, progress=None: FakeEmbedder())
        found = examples(folder / "sets", folder / "work")
        # The work folder is kept, and a second run gives the same.
        assert examples(folder / "sets", folder / "work") == found
    return found


@pytest.fixture(scope="module")
def of_sets(made) -> list[Example]:
    return [one for one in made if one.question not in parallel_sentences()[one.pair[:2]]]


@pytest.fixture(scope="module")
def parallel(made) -> list[Example]:
    return [one for one in made if one.question in parallel_sentences()[one.pair[:2]]]


def answer(one: Example) -> str:
    return one.positive.text[slice(*one.answer)]


def test_every_question_whose_answer_stands_in_a_passage_is_an_example(of_sets):
    assert [(one.question, one.pair, answer(one)) for one in of_sets] == [
        ("Hvor mange har Riga?", "nb-nb", "42 ansatte"),
        ("Hvor mange har Oslo?", "nb-nb", "42 ansatte"),
        ("Hvem bygger båter i Bodø?", "nb-nb", "Kari"),
        ("Who builds boats?", "en-nb", "Kari"),
        ("Hva seiler ikke?", "nb-nb", "Ingen båter"),
        ("Where?", "en-en", "Bodø"),
        ("Hvor?", "nb-en", "Bodø"),
    ]


def test_of_several_places_the_one_that_the_set_names_is_the_answer(of_sets):
    riga, oslo = (one.positive.text for one in of_sets[:2])
    where = of_sets[5]

    assert "Riga" in riga
    assert "Oslo" not in riga
    assert "Oslo" in oslo
    assert where.answer[0] == ENGLISH.rindex("Bodø")


def test_texts_with_a_title_are_read_with_it(of_sets):
    titles = {one.pair: one.positive.context for one in of_sets}

    assert titles == {"nb-nb": "", "en-nb": "", "en-en": "Boat building", "nb-en": "Boat building"}
    contexts = {read.text: read.context for one in of_sets for read in one.negatives}
    assert set(contexts.values()) == {"", "Boat building"}


def test_negatives_do_not_hold_the_answer(made):
    for one in made:
        assert 1 <= len(one.negatives) <= 8
        for read in one.negatives:
            assert read.text != one.positive.text
            assert answer(one).casefold() not in read.text.casefold()


def test_the_validation_set_and_every_fifth_document_are_held_out(of_sets):
    held = {one.positive.text: one.held_out for one in of_sets}
    digests = [hashlib.sha1(text.encode()).hexdigest() for text in (TEXTS["train"][1], ENGLISH)]

    assert [held_out for text, held_out in held.items() if "Tromsø" in text] == [True]
    for text, digest in zip((TEXTS["train"][1], ENGLISH), digests, strict=True):
        assert held[text] is kept_from_training(f"set-{digest[:16]}.txt")


@pytest.mark.parametrize(
    ("document", "kept"),
    [
        ("norquad-0000000000000000.txt", True),
        ("norquad-0001000000000000.txt", False),
        ("xquad-0005ffffffffffff.txt", True),
        ("xquad-00045555ffffffff.txt", False),
        ("xquad-ffff000000000000.txt", True),
        ("norquad-fffe000000000000.txt", False),
    ],
)
def test_what_is_held_out_depends_on_the_name_alone(document, kept):
    assert kept_from_training(document) is kept


def test_about_a_fifth_is_held_out():
    names = [f"norquad-{hashlib.sha1(bytes([n % 256, n // 256])).hexdigest()[:16]}.txt"
             for n in range(2000)]  # fmt: skip

    assert sum(map(kept_from_training, names)) / len(names) == pytest.approx(0.2, abs=0.03)


def test_translations_are_answers_in_passages_of_another_language(parallel):
    sentences = parallel_sentences()

    assert len(parallel) == 350
    for one in parallel:
        asked_in, answered_in = one.pair.split("-")
        row = sentences[asked_in].index(one.question)
        assert asked_in != answered_in
        assert answer(one) == sentences[answered_in][row]
        assert not one.held_out
        assert one.twisted is None
    assert {one.pair.split("-")[1] for one in parallel} == {"sv", "cs", "en", "nb", "nn"}


def question(text: str, language: str = "nb") -> Question:
    return Question(
        text=text, language=language, pair="nb-nb", document="d", answer="a", answer_start=0
    )


def test_names_are_pooled_by_language():
    asked_of = [
        question("Hva gjorde Kari Nordmann i Riga?"),
        question("Hva skjedde i Riga og Oslo?"),
        question("What did Kari do in Oslo?", "en"),
        question("Riga?"),
    ]

    assert name_pools(asked_of) == {"nb": ["Kari Nordmann", "Oslo", "Riga"], "en": ["Kari", "Oslo"]}


PASSAGE = "I 2014 reiste 42 fanger fra Praha til Narvik, og 1998 var de første."
NAMES = ["Praha", "Narvik", "Tallinn", "Vilnius"]


@pytest.mark.parametrize(
    ("asked", "changed"),
    [
        ("Hvem reiste i 2014?", {"2014"}),
        ("Hvem reiste til Narvik?", {"Narvik"}),
        ("Hvem reiste til Narviks havn i 2014?", {"Narviks", "2014"}),
        ("Hvor dro de 42 til i 2016 fra Vilnius?", {"42"}),
        ("Hvem reiste til Praha, og var det i 1998?", {"Praha", "1998"}),
    ],
)
def test_one_thing_that_stands_in_the_passage_is_exchanged(asked, changed):
    seen = set()
    for seed in range(60):
        other = twisted(question(asked), PASSAGE, NAMES, random.Random(seed))
        if other is None:
            continue
        before, after = (re.findall(r"\w+", text) for text in (asked, other))
        assert len(before) == len(after)
        ((old, new),) = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
        assert new not in PASSAGE
        assert new.isdigit() == old.isdigit()
        seen.add(old)

    assert seen == changed


@pytest.mark.parametrize(
    ("asked", "passage", "names"),
    [
        ("Hvem reiste?", PASSAGE, NAMES),
        ("Hvem reiste til Tallinn?", PASSAGE, NAMES),
        ("Hvem reiste i 2016?", PASSAGE, NAMES),
        ("Hvem reiste til Narvik?", PASSAGE, ["Praha", "Narvik"]),
        ("Hvem reiste til Narvik?", PASSAGE, []),
        ("Narvik?", PASSAGE, NAMES),
    ],
    ids=["names none", "name elsewhere", "year elsewhere", "no other name", "no names", "first"],
)
def test_a_question_is_left_out_where_nothing_can_be_exchanged(asked, passage, names):
    assert all(
        twisted(question(asked), passage, names, random.Random(seed)) is None for seed in range(20)
    )


@given(
    st.lists(st.sampled_from("Hva skjedde i 2014 42 7 Praha Narvik Riga og til ? ,".split())),
    st.lists(st.sampled_from("Ja 2014 42 Praha Riga var . der 1998".split())),
    st.randoms(use_true_random=False),
)
def test_whatever_is_asked_at_most_one_stretch_changes(asked, passage, chance):
    text, read = " ".join(asked), " ".join(passage)
    other = twisted(question(text), read, NAMES, chance)

    if other is not None:
        before, after = text.split(), other.split()
        ((old, new),) = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
        assert old in text
        assert new not in read
