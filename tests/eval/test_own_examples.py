"""The questions that the reader learns from: what they quote is there, and no test document is."""

from __future__ import annotations

import json
import random
import re
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

import pytest

from eval import own_examples
from eval.own_examples import QUESTIONS, TEXTS, own_questions
from index.projection import parallel_sentences
from ingest.errors import LeftOut
from ingest.files import scan
from ingest.read import read_document

ROOT = Path(__file__).parents[2]
TEST_DOCUMENTS = frozenset(
    re.findall(r"^- `(.+)`$", (ROOT / "eval" / "cases" / "README.md").read_text("utf-8"), re.M)
)
HELD_OUT = frozenset(
    re.findall(r"`([a-z]+/[\w-]+\.(?:md|html))`", (QUESTIONS / "README.md").read_text("utf-8"))
)
QUESTIONS_OVER_DOCUMENTS = own_questions()
OVER_SENTENCES = [
    json.loads(line) for line in (QUESTIONS / "sentences.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def documents() -> dict[str, str]:
    """What the starter documents and the texts to learn from say, by name."""
    texts = {}
    for file in (*scan(ROOT / "corpus").files, *scan(TEXTS).files):
        with suppress(LeftOut):
            texts[file.name] = read_document(file).text
    return texts


def test_every_quote_stands_in_the_document_that_answers(documents):
    missing = [
        question.text
        for question in QUESTIONS_OVER_DOCUMENTS
        if question.quote not in documents[question.documents[0]]
    ]

    assert missing == []


def test_no_question_is_about_a_document_of_the_test():
    asked = {name for question in QUESTIONS_OVER_DOCUMENTS for name in question.documents}

    assert asked & TEST_DOCUMENTS == set()


def test_held_out_documents_are_those_the_readme_names_and_teach_nothing():
    sides = {
        held_out: {q.documents[0] for q in QUESTIONS_OVER_DOCUMENTS if q.held_out == held_out}
        for held_out in (True, False)
    }

    assert sides[True] == HELD_OUT
    assert sides[False] & HELD_OUT == set()


def test_no_question_of_ours_is_a_case_of_the_evaluation():
    cases = {
        json.loads(line)["question"].casefold()
        for side in ("development", "test")
        for line in (files("eval") / "cases" / f"{side}.jsonl").read_text("utf-8").splitlines()
    }
    own = {question.text.casefold() for question in QUESTIONS_OVER_DOCUMENTS}
    own |= {facts["question"].casefold() for facts in OVER_SENTENCES}

    assert own & cases == set()


def test_the_answer_of_a_sentence_stands_in_each_of_its_languages():
    sentences = parallel_sentences()
    for facts in OVER_SENTENCES:
        for language, answer in facts["answer"].items():
            assert answer in sentences[language][facts["row"]], facts["question"]


def test_a_changed_question_is_another_question():
    for question in QUESTIONS_OVER_DOCUMENTS:
        assert question.unanswerable != question.text
    for facts in OVER_SENTENCES:
        assert facts["unanswerable"] != facts["question"]


def test_a_passage_of_sentences_holds_its_answer_and_the_others_do_not():
    sentences = parallel_sentences()
    made = list(own_examples._over_sentences(random.Random(0)))

    assert len(made) == len(OVER_SENTENCES)
    for example, facts in zip(made, OVER_SENTENCES, strict=True):
        language = example.pair.rpartition("-")[2]
        assert example.positive.text[slice(*example.answer)] == facts["answer"][language]
        own = {sentences[language][facts["row"]] for language in facts["answer"]}
        assert not any(one in negative.text for negative in example.negatives for one in own)
        assert example.held_out == (facts["row"] % 5 == 0)


def test_held_out_rows_stand_in_no_passage_that_teaches():
    sentences = parallel_sentences()
    held_out = [text[row] for text in sentences.values() for row in range(0, len(text), 5)]
    for example in own_examples._over_sentences(random.Random(1)):
        if not example.held_out:
            assert not any(one in example.positive.text for one in held_out)
