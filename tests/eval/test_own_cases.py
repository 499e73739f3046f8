"""Our own cases for development and test: true of the starter documents, and kept apart."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eval.cases import read_cases
from ingest.document import Document
from ingest.errors import LeftOut
from ingest.files import scan
from ingest.read import read_document
from ingest.sections import regions

CORPUS = Path(__file__).parents[2] / "corpus"
FOLDER = Path(__file__).parents[2] / "eval" / "cases"
FILES = {side: FOLDER / f"{side}.jsonl" for side in ("development", "test")}
SIDES: dict[str, list[dict[str, Any]]] = {
    side: [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    for side, file in FILES.items()
}
CASES = [case for cases in SIDES.values() for case in cases]
TEST_DOCUMENTS = frozenset(
    re.findall(r"^- `(.+)`$", (FOLDER / "README.md").read_text("utf-8"), re.M)
)
FOREIGN = {"en", "sv", "cs"}
NORWEGIAN = {"nb", "nn"}
OF_SEVERAL_PARTS = {"list", "comparison", "conflict"}
FEWEST_ON_A_SIDE = {
    **dict.fromkeys(("number", "date", "person", "place", "purpose"), 8),
    "definition": 8,
    "list": 15,
    "comparison": 8,
    "conflict": 4,
    "followup": 15,
    "unanswerable": 20,
    "false_premise": 5,
}
# Two questions alike: this share of the words of both is in both.
ALIKE = 0.5


@pytest.fixture(scope="module")
def corpus() -> dict[str, Document]:
    """The starter documents by name."""
    return dict(_documents())


@pytest.fixture(scope="module")
def quotable(corpus) -> dict[str, list[str]]:
    """What can be quoted of each document: its sentences, without headings and furniture."""
    return {
        name: [
            document.text[sentence.start : sentence.end]
            for region in regions(document)
            for sentence in region.sentences
        ]
        for name, document in corpus.items()
    }


@pytest.mark.parametrize("side", FILES)
def test_the_program_reads_them(side):
    assert [case.id for case in read_cases(FILES[side])] == [case["id"] for case in SIDES[side]]


def test_ids_are_unique():
    assert [
        name for name, count in Counter(case["id"] for case in CASES).items() if count > 1
    ] == []


def test_ids_say_the_languages_of_question_and_first_document(corpus):
    for case in CASES:
        written_in = corpus[case["doc"][0]].source.language if case["doc"] else "none"
        assert _pair(case) == (case["lang"], written_in), case["id"]


def test_there_are_enough_across_and_within_languages():
    pairs = Counter(_pair(case) for case in CASES)

    assert len(CASES) >= 300
    assert _count(pairs, NORWEGIAN, FOREIGN) >= 40
    assert _count(pairs, {"en"}, NORWEGIAN) >= 40
    assert _count(pairs, NORWEGIAN, NORWEGIAN) + pairs["en", "en"] >= 70
    assert all(pairs[asked, written] for asked in NORWEGIAN for written in NORWEGIAN)


@pytest.mark.parametrize("side", SIDES)
def test_every_kind_is_on_both_sides(side):
    kinds = Counter(case["kind"] for case in SIDES[side])

    assert set(kinds) == set(FEWEST_ON_A_SIDE)
    assert {
        kind: kinds[kind] for kind, least in FEWEST_ON_A_SIDE.items() if kinds[kind] < least
    } == {}


def test_half_of_the_documents_are_for_the_test(corpus):
    assert set(corpus) >= TEST_DOCUMENTS
    assert abs(len(corpus) - 2 * len(TEST_DOCUMENTS)) <= 1
    for side in (TEST_DOCUMENTS, set(corpus) - TEST_DOCUMENTS):
        assert {corpus[name].source.language for name in side} == {"nb", "nn", "en", "sv", "cs"}


@pytest.mark.parametrize("side", SIDES)
def test_sides_are_split_by_document(side):
    for case in SIDES[side]:
        for name in (case["doc"] or case["near"])[:1]:
            assert (name in TEST_DOCUMENTS) == (side == "test"), case["id"]


def test_what_nothing_answers_is_split_in_half():
    unanswered = {side: sum(not case["doc"] for case in cases) for side, cases in SIDES.items()}

    assert sum(unanswered.values()) >= 50
    assert abs(unanswered["development"] - unanswered["test"]) <= 3


def test_no_question_is_asked_twice():
    asked = Counter((case["lang"], *_asked(case)) for case in CASES)

    assert [question for question, count in asked.items() if count > 1] == []


def test_no_question_of_one_side_is_like_one_of_the_other():
    words = {side: [(case["id"], _words(case)) for case in SIDES[side]] for side in SIDES}

    assert [
        (ours, theirs)
        for ours, our_words in words["development"]
        for theirs, their_words in words["test"]
        if len(our_words & their_words) >= ALIKE * len(our_words | their_words)
    ] == []


def test_what_nothing_answers_names_no_document_and_no_answer(corpus):
    for case in CASES:
        answered = bool(case["doc"])
        assert answered == bool(case["answers"]) == ("near" not in case), case["id"]
        assert set(case.get("near", ())) <= set(corpus), case["id"]
        if case["kind"] != "followup":
            assert answered == (case["kind"] not in {"unanswerable", "false_premise"}), case["id"]


def test_every_accepted_string_can_be_quoted_from_a_named_document(quotable):
    assert [
        (case["id"], accepted)
        for case in CASES
        for accepted in _accepted(case)
        if not any(_holds(quotable[name], accepted) for name in case["doc"])
    ] == []


def test_every_named_document_answers(quotable):
    assert [
        (case["id"], name)
        for case in CASES
        for name in case["doc"]
        if not any(_holds(quotable[name], accepted) for accepted in _accepted(case))
    ] == []


def test_lists_comparisons_and_conflicts_name_all_their_parts():
    for case in CASES:
        parts = case.get("all")
        assert (parts is not None) == (case["kind"] in OF_SEVERAL_PARTS), case["id"]
        if parts is not None:
            assert len(parts) >= 2, case["id"]
            assert all(parts), case["id"]
        if case["kind"] in {"comparison", "conflict"}:
            assert len(parts) == 2, case["id"]


def test_follow_ups_follow_an_answer():
    for case in CASES:
        roles = [turn["role"] for turn in case.get("history", ())]
        assert bool(roles) == (case["kind"] == "followup"), case["id"]
        assert roles == ["user", "assistant"] * (len(roles) // 2), case["id"]


def test_some_follow_ups_have_no_answer():
    assert sum(case["kind"] == "followup" and not case["doc"] for case in CASES) >= 5


def test_earlier_answers_quote_the_corpus(corpus):
    texts = [document.text for document in corpus.values()]

    assert [
        (case["id"], quote)
        for case in CASES
        for turn in case.get("history", ())
        for quote in re.findall(r"[«“]([^»”]+)[»”]", turn["content"])
        if not any(quote in text for text in texts)
    ] == []


def _documents() -> Iterator[tuple[str, Document]]:
    for file in scan(CORPUS).files:
        try:
            yield file.name, read_document(file)
        except LeftOut:
            continue


def _pair(case: dict[str, Any]) -> tuple[str, str]:
    asked, written, _ = case["id"].split("-")
    return asked, written


def _count(pairs: Counter[tuple[str, str]], asked: set[str], written: set[str]) -> int:
    return sum(
        count for (ours, theirs), count in pairs.items() if {ours} <= asked and theirs in written
    )


def _accepted(case: dict[str, Any]) -> list[str]:
    return [*case["answers"], *(string for part in case.get("all", ()) for string in part)]


def _holds(sentences: list[str], accepted: str) -> bool:
    return any(accepted in sentence for sentence in sentences)


def _asked(case: dict[str, Any]) -> list[str]:
    """Return what the user said, last the question."""
    before = [turn["content"] for turn in case.get("history", ()) if turn["role"] == "user"]
    return [said.casefold() for said in (*before, case["question"])]


def _words(case: dict[str, Any]) -> set[str]:
    return set(re.findall(r"\w+", " ".join(_asked(case))))


ERRORS = {"figure", "swap", "country", "negation", "citation", "addition", "year", "unit"}


OF_SOME_KINDS = {
    "claims_hard": {None, "swap", "addition"},
    "claims_free": {None, "swap", "negation"},
    "claims_free_test": {None, "swap", "negation"},
}


@pytest.mark.parametrize("name", OF_SOME_KINDS)
def test_claims_of_some_kinds_quote_documents_of_their_side(name, corpus):
    lines = (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
    claims = [json.loads(line) for line in lines]

    assert len({claim["id"] for claim in claims}) == len(claims)
    assert {claim["error"] for claim in claims} == OF_SOME_KINDS[name]
    for claim in claims:
        words = " ".join(corpus[claim["doc"]].text.split())
        assert " ".join(claim["quote"].split()) in words, claim["id"]
        assert (claim["doc"] in TEST_DOCUMENTS) == name.endswith("_test"), claim["id"]


CLAIM_FILES = sorted(
    file for file in FOLDER.glob("claims_*.jsonl") if file.stem not in OF_SOME_KINDS
)


@pytest.mark.parametrize("file", CLAIM_FILES, ids=lambda file: file.stem)
def test_claims_quote_documents_of_their_side(file, corpus):
    claims = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    trues = Counter(claim["supported"] for claim in claims)

    assert len({claim["id"] for claim in claims}) == len(claims)
    assert trues[True] == trues[False] >= 100
    assert {claim["error"] for claim in claims if not claim["supported"]} == ERRORS
    for claim in claims:
        assert claim["quote"] in corpus[claim["doc"]].text, claim["id"]
        of_test = file.stem != "claims_development"
        assert (claim["doc"] in TEST_DOCUMENTS) == of_test, claim["id"]
        assert (claim["error"] is None) == claim["supported"], claim["id"]
