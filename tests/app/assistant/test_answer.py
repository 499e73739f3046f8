"""The values an answer is made of, and the answer as JSON."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError

import pytest
from assistant_fakes import make_evidence, make_passage

from app.assistant.answer import Answer, Citation, Claim, Conflict, Evidence, Nearest, Struck
from ingest.document import Span

PASSAGE = make_passage(
    "Det er ti land.", before="Før. ", agency="KDI", published="2020-08", title="Porteføljen"
)
CITATION = Citation(
    number=1,
    source=PASSAGE.source,
    page=None,
    start=5,
    end=20,
    quote="Det er ti land.",
    language="nb",
)
CLAIM = Claim(
    text="Ifølge KDI: «Det er ti land.»",
    citations=(1,),
    support=0.97123,
    emphasis=(Span(start=20, end=22),),
)


def make_answer(**facts: object) -> Answer:
    known: dict[str, object] = {
        "question": "Hvor mange land?",
        "standalone": "Hvor mange land?",
        "language": "nb",
        "status": "answered",
        "claims": (CLAIM,),
        "citations": (CITATION,),
        "composer": "extractive",
        "index": "abc",
        **facts,
    }
    return Answer(**known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (4, 6, ". "),
        (5, 5, ""),
        (19, 25, ".     "),
        (5, 8, "det"),
        (6, 9, "Det"),
    ],
)
def test_evidence_is_the_words_of_its_passage(start, end, text):
    with pytest.raises(ValueError, match="evidence"):
        Evidence(passage=PASSAGE, start=start, end=end, text=text, score=0.5)


def test_values_are_frozen():
    piece = make_evidence(PASSAGE, "ti land")

    assert (piece.start, piece.end) == (12, 19)
    with pytest.raises(FrozenInstanceError):
        piece.score = 1.0  # type: ignore[misc]


def test_a_claim_rests_on_a_citation():
    with pytest.raises(ValueError, match="without a citation"):
        Claim(text="Det er ti land.", citations=(), support=1.0)


@pytest.mark.parametrize(
    "facts",
    [
        {"claims": (Claim(text="x", citations=(2,), support=1.0),)},
        {"citations": ()},
        {"claims": ()},
        {"status": "not_found"},
    ],
    ids=["unknown number", "no citation", "answered by nothing", "refused with a claim"],
)
def test_an_answer_that_contradicts_itself_cannot_be_made(facts):
    with pytest.raises(ValueError, match="claim"):
        make_answer(**facts)


def test_the_text_is_its_parts():
    both = Claim(text="Og mer.", citations=(1, 1), support=0.5)
    answer = make_answer(lead="Svar:", claims=(CLAIM, both), closing="Slutt.")

    assert answer.text == f"Svar:\n\n{CLAIM.text} [1]\n\nOg mer. [1][1]\n\nSlutt."


def test_a_refusal_is_its_lead():
    assert make_answer(status="not_found", claims=(), citations=(), lead="Nei.").text == "Nei."


def test_the_answer_as_json():
    answer = make_answer(
        id="q1",
        notice="Uten språkmodell.",
        struck=(Struck(text="Det er tolv land.", reason="number", after=1),),
        conflicts=(Conflict(about="antall", citations=(1, 3)),),
        timings_ms={"search": 9.12, "read": 80.16, "total": 95.04},
    )

    assert list(answer.to_json().items()) == [
        ("id", "q1"),
        ("question", "Hvor mange land?"),
        ("standalone", "Hvor mange land?"),
        ("language", "nb"),
        ("status", "answered"),
        ("text", "Ifølge KDI: «Det er ti land.» [1]"),
        (
            "claims",
            [{"text": CLAIM.text, "citations": [1], "support": 0.9712, "emphasis": [[20, 22]]}],
        ),
        (
            "citations",
            [
                {
                    "number": 1,
                    "document": "kdi/a.md",
                    "title": "Porteføljen",
                    "agency": "KDI",
                    "language": "nb",
                    "published": "2020-08",
                    "page": None,
                    "start": 5,
                    "end": 20,
                    "quote": "Det er ti land.",
                }
            ],
        ),
        ("notice", "Uten språkmodell."),
        ("struck", [{"text": "Det er tolv land.", "reason": "number", "after": 1}]),
        ("conflicts", [{"about": "antall", "citations": [1, 3]}]),
        ("nearest", []),
        ("composer", "extractive"),
        ("index", "abc"),
        ("timings_ms", {"search": 9.1, "read": 80.2, "total": 95.0}),
    ]


def test_a_refusal_as_json_names_what_came_nearest():
    near = Nearest(
        source=PASSAGE.source, page=3, start=5, end=20, quote="Det er ti land.", score=0.40001
    )
    refusal = make_answer(status="not_found", claims=(), citations=(), nearest=(near,)).to_json()

    assert (refusal["status"], refusal["claims"], refusal["citations"]) == ("not_found", [], [])
    assert refusal["nearest"] == [
        {
            "document": "kdi/a.md",
            "title": "Porteføljen",
            "page": 3,
            "start": 5,
            "end": 20,
            "quote": "Det er ti land.",
            "score": 0.4,
        }
    ]
    assert json.loads(json.dumps(refusal)) == refusal
