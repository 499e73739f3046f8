"""Each side of a conflict says its figure, and the newest speaks first."""

from __future__ import annotations

from dataclasses import replace

from fake_desk import CZECH, KDI, cite, claim, make_document

from app.assistant.answer import Answer, Claim, Conflict
from app.assistant.conflicts import conflict_sides

UNDATED = make_document("memo.txt", "There are 7 of them.")


def answer(*claims: Claim) -> Answer:
    return Answer(
        question="?",
        standalone="?",
        language="en",
        status="answered",
        claims=claims,
        citations=(
            cite(UNDATED, "There are 7 of them.", 1),
            cite(CZECH, "126", 2),
            cite(KDI, "10 land", 3),
        ),
        composer="extractive",
        index="fake",
    )


def test_the_newest_speaks_first_and_who_has_no_date_last() -> None:
    told = answer(
        claim("", "There are 7 of them.", "", (1,), "7"),
        claim("In 2014 ", "126", "", (2,), "126"),
        claim("", "10 land", "", (3,), "10 land"),
    )
    sides = conflict_sides(told, Conflict(about="?", citations=(1, 2, 3)))
    assert [(side.citation.number, side.figures) for side in sides] == [
        (3, ("10 land",)),
        (2, ("126",)),
        (1, ("7",)),
    ]


def test_only_those_who_disagree_are_sides() -> None:
    told = answer(claim("", "126", "", (1, 2), "126"))
    (side,) = conflict_sides(told, Conflict(about="?", citations=(2,)))
    assert side.citation.number == 2


def test_who_has_no_figure_is_quoted_and_the_same_figure_is_said_once() -> None:
    bare = replace(claim("", "10 land", "", (3,), "10"), emphasis=())
    twice = claim("", "126", "", (2,), "126")
    first, second = conflict_sides(
        answer(bare, twice, twice), Conflict(about="?", citations=(2, 3))
    )
    assert (first.figures, second.figures) == (("10 land",), ("126",))
