"""What a user asks, over the documents that come with the project."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from app.assistant.frames import frames

HUNGARY = "Hvor mange tsjekkiske fengsler har partnere i Ungarn?"
HUNGARY_NYNORSK = "Kor mange tsjekkiske fengsel har partnarar i Ungarn?"
STAFF = "Who does the head of KDI's International Staff report to?"
TRAIN = "Hva koster en togbillett til Paris?"


@pytest.fixture
def ask(run, corpus_data):
    def ask(question, *options):
        ran = run(corpus_data, "ask", question, "--json", *options)
        assert (ran.code, ran.err) == (0, "")
        return json.loads(ran.out)

    return ask


@pytest.fixture
def quotes_stand(run, corpus_data):
    """Check every quotation against the text that the command line prints."""

    def quotes_stand(answer):
        for cited in [*answer["citations"], *answer["nearest"]]:
            text = run(corpus_data, "text", cited["document"]).out
            assert text[cited["start"] : cited["end"]] == cited["quote"]
            assert cited["quote"].strip()

    return quotes_stand


def test_a_cold_process_answers_a_norwegian_question_from_a_foreign_document(
    process, corpus_data, quotes_stand
):
    ran = process(corpus_data, "ask", HUNGARY, "--json")
    assert (ran.code, ran.err) == (0, "")
    answer = json.loads(ran.out)

    assert (answer["status"], answer["language"]) == ("answered", "nb")
    foreign = [cited for cited in answer["citations"] if cited["language"] in ("en", "cs")]
    assert any(
        re.search(r"\b(2|two|dvě)\b", cited["quote"], re.IGNORECASE)
        and re.search(r"Hungary|Maďarsk", cited["quote"])
        for cited in foreign
    )
    quotes_stand(answer)


def test_an_english_question_is_answered_from_a_norwegian_document(ask, quotes_stand):
    answer = ask(STAFF)

    assert (answer["status"], answer["language"]) == ("answered", "en")
    assert "øverste leder" in " ".join(
        cited["quote"] for cited in answer["citations"] if cited["language"] == "nb"
    )
    quotes_stand(answer)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        (TRAIN, "nb"),
        ("Kven skreiv Peer Gynt?", "nn"),
        ("What does a train ticket to Paris cost?", "en"),
        ("Who won the chess tournament?", "en"),
    ],
)
def test_what_no_document_answers_is_refused_with_what_is_nearest(
    ask, quotes_stand, question, language
):
    answer = ask(question)

    assert (answer["status"], answer["language"]) == ("not_found", language)
    assert answer["text"].startswith(frames(language).not_found)
    assert (answer["claims"], answer["citations"]) == ([], [])
    assert answer["nearest"]
    quotes_stand(answer)


def test_a_question_in_nynorsk_is_answered_in_nynorsk(ask, quotes_stand):
    answer = ask(HUNGARY_NYNORSK)

    assert (answer["status"], answer["language"]) == ("answered", "nn")
    assert "Kjelda er på " in answer["text"]
    quotes_stand(answer)


def test_the_language_of_the_answer_can_be_chosen(ask):
    answer = ask(STAFF, "--lang", "nn")

    assert (answer["status"], answer["language"]) == ("answered", "nn")


def test_every_claim_points_to_citations_that_are_there(ask):
    answer = ask("How many Swedish corrections officers have been on assignments since 2005?")
    numbers = [cited["number"] for cited in answer["citations"]]

    assert answer["status"] == "answered"
    assert numbers == list(range(1, len(numbers) + 1))
    assert {number for claim in answer["claims"] for number in claim["citations"]} == set(numbers)
    assert all(f"[{number}]" in answer["text"] for number in numbers)


def test_an_answer_can_be_read_in_a_terminal(run, corpus_data):
    ran = run(corpus_data, "ask", HUNGARY)

    assert (ran.code, ran.err) == (0, "")
    assert "czech/" in ran.out
    assert "Hungary" in ran.out or "Maďarsk" in ran.out


WITHOUT_TORCH = """
import sys
from app.factory import open_desk
from app.settings import load_settings
*_, last = open_desk(load_settings()).ask("Hvor mange tsjekkiske fengsler har partnere i Ungarn?")
print(last.answer.status, *{"torch", "transformers", "llama_index"} & set(sys.modules))
"""


def test_a_question_is_answered_without_waiting_for_torch(corpus_data, environment):
    ran = subprocess.run(
        [sys.executable, "-c", WITHOUT_TORCH],
        env=environment | {"SAMSVAR_DATA": str(corpus_data)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.split() == ["answered"]
