"""The open question sets, read from tiny made-up files of their format."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from eval.questions import Question, norquad, xquad
from ingest.errors import SamsvarError

CONTEXT = "Ola\u00a0bor i Oslo. Han er 42 år."


def write(path: Path, *rows: dict[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    qas = [
        {"question": "Hvor bor Ola?", "answer": " Oslo ", "answer_start": 9},
        {"question": "Hvor gammel?", "answer": "42 år", "answer_start": 23},
    ]
    for split in ("train", "validation"):
        write(tmp_path / "norquad" / f"{split}.jsonl", {"context": CONTEXT, "qas": qas})
    digest = hashlib.sha1(CONTEXT.encode()).hexdigest()
    write(
        tmp_path / "norquad" / "questions_en.jsonl",
        {"context_sha1": digest, "question": "Hvor bor Ola?", "question_en": "Where is Ola?"},
        {"context_sha1": "0" * 40, "question": "Hvor gammel?", "question_en": "How old?"},
    )
    asked = {
        "question": "Who?",
        "question_nb": "Hvem?",
        "question_nn": "Kven?",
        "answer": "Kari",
        "answer_start": 0,
    }
    only_english = {"question": "Where?", "question_nn": "", "answer": "Oslo", "answer_start": 11}
    write(
        tmp_path / "xquad" / "train.jsonl",
        {"title": "A_title", "context": "Kari is in Oslo.", "qas": [asked, only_english]},
    )
    return tmp_path


def test_norquad_with_its_translations(data):
    found = norquad(data, "train")
    (name,) = found.texts

    assert found.texts[name] == CONTEXT
    assert [(q.text, q.language, q.pair, q.answer) for q in found.questions] == [
        ("Hvor bor Ola?", "nb", "nb-nb", "Oslo"),
        ("Where is Ola?", "en", "en-nb", "Oslo"),
        ("Hvor gammel?", "nb", "nb-nb", "42 år"),
    ]
    assert {q.document for q in found.questions} == {name}


def test_validation_has_no_translations(data):
    assert {q.pair for q in norquad(data, "validation").questions} == {"nb-nb"}


def test_xquad_in_three_languages(data):
    found = xquad(data)
    (name,) = found.texts

    assert [(q.text, q.pair) for q in found.questions] == [
        ("Who?", "en-en"),
        ("Hvem?", "nb-en"),
        ("Kven?", "nn-en"),
        ("Where?", "en-en"),
    ]
    assert found.questions[0] == Question(
        text="Who?", language="en", pair="en-en", document=name, answer="Kari", answer_start=0
    )
    assert found.titles == {name: "A title"}


def test_texts_are_written_as_files_of_their_names(data, tmp_path):
    found = norquad(data, "train")
    found.write(tmp_path / "a" / "b")
    (name,) = found.texts

    assert (tmp_path / "a" / "b" / name).read_text("utf-8") == CONTEXT


@pytest.mark.parametrize("missing", ["norquad/train.jsonl", "norquad/questions_en.jsonl"])
def test_a_missing_set_is_named(data, missing):
    (data / missing).unlink()

    with pytest.raises(SamsvarError, match=missing) as error:
        norquad(data, "train")
    assert "\n" not in str(error.value)
