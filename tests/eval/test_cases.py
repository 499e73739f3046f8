"""Our own cases are true of the starter documents, as they are read."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from app.assistant.steps import Turn
from eval.cases import CROSSLINGUAL, Case, read_cases
from ingest.document import Document
from ingest.errors import SamsvarError
from ingest.files import scan
from ingest.read import read_document

CORPUS = Path(__file__).parents[2] / "corpus"
CASES = read_cases(Path(str(CROSSLINGUAL)))


@pytest.fixture(scope="module")
def corpus() -> dict[str, Document]:
    """Every document that a case names."""
    named = {path for case in CASES for path in case.documents}
    return {file.name: read_document(file) for file in scan(CORPUS).files if file.name in named}


def test_ids_are_unique():
    assert [name for name, count in Counter(case.id for case in CASES).items() if count > 1] == []


def test_the_languages_are_what_the_ids_say():
    assert {case.language for case in CASES} == {"nb", "nn", "en"}
    assert [case.id for case in CASES if case.pair.split("-")[0] != case.language] == []


def test_no_question_is_asked_twice():
    asked = Counter((case.language, case.question.casefold()) for case in CASES)

    assert [question for question, count in asked.items() if count > 1] == []


def test_what_nothing_answers_names_no_document_and_no_answer():
    for case in CASES:
        unanswerable = case.kind == "unanswerable"
        assert bool(case.documents) != unanswerable, case.id
        assert bool(case.answers) != unanswerable, case.id
        assert (case.pair.split("-")[1] == "none") == unanswerable, case.id


def test_every_document_is_there(corpus):
    assert {path for case in CASES for path in case.documents} == set(corpus)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.documents], ids=lambda case: case.id
)
def test_every_answer_stands_in_a_document(case: Case, corpus):
    texts = [corpus[path].text for path in case.documents]

    assert [answer for answer in case.answers if not any(answer in text for text in texts)] == []


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.documents], ids=lambda case: case.id
)
def test_every_document_holds_an_answer(case: Case, corpus):
    assert [
        path
        for path in case.documents
        if not any(answer in corpus[path].text for answer in case.answers)
    ] == []


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "3",
        '{"id": "a"}',
        '{"id":"a","lang":"nb","question":"q","doc":1,"answers":[],"kind":"k"}',
        '{"id":"a","lang":"nb","question":"q","doc":"a.md","answers":[],"kind":"k"}',
        '{"id":1,"lang":"nb","question":"q","doc":[],"answers":[],"kind":"k"}',
        '{"id":"a","lang":"nb","question":"q","doc":[],"answers":[],"kind":"k","all":["b"]}',
        '{"id":"a","lang":"nb","question":"q","doc":[],"answers":[],"kind":"k","history":[{}]}',
    ],
)
def test_a_line_that_is_no_case_is_named(tmp_path, line):
    good = '{"id":"nb-nb-1","lang":"nb","question":"q","doc":["a"],"answers":["b"],"kind":"k"}'
    file = tmp_path / "cases.jsonl"
    file.write_text(f"{good}\n{line}\n", encoding="utf-8")

    with pytest.raises(SamsvarError, match="line 2") as error:
        read_cases(file)
    assert "\n" not in str(error.value)


def test_a_case_as_it_is_read(tmp_path):
    file = tmp_path / "cases.jsonl"
    file.write_text(
        '{"id":"nb-en-1","lang":"nb","question":"Hva?","doc":["a"],"answers":["b"],"kind":"k",'
        '"history":[]}\n',
        encoding="utf-8",
    )
    (case,) = read_cases(file)

    assert case == Case(
        id="nb-en-1", language="nb", question="Hva?", documents=("a",), answers=("b",), kind="k"
    )
    assert case.pair == "nb-en"
    assert case.answerable
    assert case.accepted == ("b",)
    assert case.needs == (("b",),)


def test_a_case_with_turns_before_it_and_several_things_to_find(tmp_path):
    file = tmp_path / "cases.jsonl"
    file.write_text(
        '\ufeff{"id":"nb-en-1","lang":"nb","question":"Og?","doc":["a"],"answers":["b","c"],'
        '"kind":"list","all":[["b"],["c","d"]],'
        '"history":[{"role":"user","content":"Hva\u2028da?"}]}\n\n',
        encoding="utf-8",
    )
    (case,) = read_cases(file)

    assert case.history == (Turn(role="user", content="Hva\u2028da?"),)
    assert case.items == (("b",), ("c", "d"))
    assert case.needs == case.items
    assert case.accepted == ("b", "c", "d")


def test_cases_that_cannot_be_read(tmp_path):
    (tmp_path / "latin.jsonl").write_bytes(b"\xe5")

    for name in ("nowhere.jsonl", "latin.jsonl"):
        with pytest.raises(SamsvarError, match=r"cannot be read"):
            read_cases(tmp_path / name)
