"""Cases as they are read: one a line, and what is wrong with a line is told."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from app.assistant.steps import Turn
from eval.cases import Case, own_cases, read_cases
from ingest.errors import SamsvarError


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


def test_all_cases_of_our_own_are_those_of_both_sides():
    sides = {case.id for case in own_cases()}
    folder = files("eval") / "cases"

    assert sides == {
        case.id
        for side in ("development", "test")
        for case in read_cases(Path(str(folder / f"{side}.jsonl")))
    }
