from __future__ import annotations

from dataclasses import replace

import pytest
from eval_fakes import (
    CZECH,
    KDI,
    FakeDesk,
    answered,
    cite,
    claim,
    make_case,
    near,
    quoting,
    refused,
    unanswerable,
)

from eval.judge import Judged, Reply, judge
from eval.measures import AVERAGED, RETRIEVAL

PRISONS = "2 Czech prisons had\npartners in Hungary."
ACTIVITIES = "In 2014 there were 126 activities."


def judged(case, answer, **more) -> Judged:
    return judge(case, Reply(answer=answer, milliseconds=12.0), FakeDesk(), **more)


def value(one: Judged, name: str) -> float | None:
    score = one.scores[name]
    return score.value / score.weight if score.weight else None


def test_the_accepted_words_from_the_right_document():
    one = judged(make_case(), quoting(CZECH, ACTIVITIES, PRISONS))

    assert (one.verdict, one.right, one.pair) == ("quoted", True, "nb-en")
    assert value(one, "answer_hit") == value(one, "answer_complete") == value(one, "right") == 1
    assert value(one, "quotes_with_answer") == 0.5
    assert value(one, "citation_recall") == value(one, "offset_law") == 1
    assert value(one, "items_quoted") is None
    assert value(one, "wrongly_refused") == 0


def test_the_accepted_words_from_another_document_do_not_count():
    one = judged(make_case(documents=("kdi/stab.md",)), quoting(CZECH, PRISONS))

    assert (one.verdict, one.right) == ("missed", False)
    assert value(one, "answer_hit") == 0


def test_other_words_do_not_count():
    assert judged(make_case(), quoting(CZECH, ACTIVITIES)).verdict == "missed"


def test_of_several_things_every_one_must_be_quoted():
    case = make_case(
        answers=(),
        items=(("126", "hundre"), ("ti land",)),
        documents=("czech/2014.md", "kdi/stab.md"),
    )
    half = judged(case, quoting(CZECH, ACTIVITIES))
    whole = judged(
        case,
        answered(
            [claim(ACTIVITIES, 1), claim("De jobber i ti land.", 2)],
            [cite(CZECH, ACTIVITIES), cite(KDI, "De jobber i ti land.", 2)],
        ),
    )

    assert (half.verdict, half.right) == ("incomplete", False)
    assert [value(half, name) for name in ("answer_hit", "answer_complete", "items_quoted")] == [
        1, 0, 0.5,
    ]  # fmt: skip
    assert (whole.verdict, whole.right) == ("quoted", True)
    assert value(whole, "items_quoted") == 1


def test_a_refusal_of_what_nothing_answers_is_right():
    one = judged(unanswerable(), refused())

    assert (one.verdict, one.right, one.pair) == ("refused", True, "nb-none")
    assert value(one, "refusal_precision") == value(one, "refusal_recall") == 1
    assert value(one, "wrongly_refused") is None
    assert value(one, "answer_hit") is value(one, "citation_recall") is None
    assert value(one, "answer_language") == 1


def test_a_refusal_of_what_has_an_answer_is_wrong():
    one = judged(make_case(), refused())

    assert (one.verdict, one.right) == ("wrongly refused", False)
    assert value(one, "refusal_precision") == 0
    assert value(one, "wrongly_refused") == 1
    assert value(one, "answer_hit") == value(one, "span_f1") == 0


def test_an_answer_to_what_has_none_is_wrong():
    one = judged(unanswerable(), quoting(CZECH, PRISONS))

    assert (one.verdict, one.right) == ("wrongly answered", False)
    assert value(one, "refusal_recall") == 0


def test_a_desk_that_failed_is_wrong_in_what_can_be_told():
    reply = Reply(answer=None, milliseconds=1.0, error="it broke")
    one = judge(make_case(), reply, FakeDesk())

    assert (one.verdict, one.right, one.shown) == ("failed", False, None)
    assert value(one, "answer_hit") == value(one, "answer_language") == value(one, "right") == 0
    assert "citation_recall" not in one.scores


def test_an_answer_in_another_language_than_the_question():
    one = judged(make_case(language="en", id="en-en-1"), quoting(CZECH, PRISONS))

    assert one.verdict == "quoted"
    assert value(one, "answer_language") == 0


def test_the_emphasised_words_of_the_surest_claim_are_the_span():
    answer = answered(
        [
            claim(ACTIVITIES, 1, strong="126", support=0.5),
            claim(PRISONS, 2, strong="2 Czech prisons", support=0.8),
            claim("In 2014", 3, support=0.9),
        ],
        [cite(CZECH, ACTIVITIES), cite(CZECH, PRISONS, 2), cite(CZECH, "In 2014", 3)],
    )
    one = judged(make_case(), answer)

    assert value(one, "span_exact_match") == value(one, "span_f1") == 1
    assert value(judged(make_case(answers=("Czech",)), answer), "span_f1") == pytest.approx(1 / 2)


def test_a_quote_that_is_not_where_it_says_supports_nothing():
    answer = quoting(CZECH, PRISONS)
    moved = replace(answer.citations[0], start=0, end=10)
    one = judged(make_case(), replace(answer, citations=(moved,)))

    assert value(one, "citation_recall") == value(one, "citation_precision") == 0
    assert value(one, "offset_law") == 0


def test_a_citation_of_a_document_that_is_not_there():
    answer = quoting(CZECH, PRISONS)
    one = judge(make_case(), Reply(answer=answer, milliseconds=1.0), FakeDesk(documents=[KDI]))

    assert value(one, "offset_law") == 0
    assert one.verdict == "quoted"


def test_what_is_shown_is_the_surest_claim():
    answer = answered(
        [claim(ACTIVITIES, 1, support=0.9), claim(PRISONS, 2, support=0.6)],
        [cite(CZECH, ACTIVITIES), cite(CZECH, PRISONS, 2)],
    )
    shown = judged(make_case(), answer).shown

    assert (shown.probability, shown.right) == (0.9, False)


def test_of_a_refusal_the_nearest_is_shown():
    answer = refused(near(KDI, "fem ansatte", 0.1), near(CZECH, PRISONS, 0.4))
    shown = judged(make_case(), answer).shown

    assert (shown.probability, shown.right) == (0.4, True)
    assert judged(unanswerable(), answer).shown.right is False
    assert judged(unanswerable(), refused()).shown.probability == 0


@pytest.mark.parametrize(
    ("identity", "documents", "pair"),
    [
        ("nb-sv-3", ("czech/2014.md",), "nb-sv"),
        ("nb-none-3", (), "nb-none"),
        ("q17", ("kdi/stab.md",), "nb-nb"),
        ("q17", (), "nb-none"),
        ("q17", ("gone.md",), "nb-und"),
        ("en-nb-1", ("czech/2014.md",), "nb-en"),
        ("nb-none-1", ("czech/2014.md",), "nb-en"),
    ],
)
def test_the_languages_are_those_of_the_id_or_of_question_and_document(identity, documents, pair):
    case = make_case(id=identity, documents=documents)

    assert judged(case, refused()).pair == pair


def test_every_score_has_a_place_in_the_report():
    named = {measure.name for measure in AVERAGED} - {measure.name for measure in RETRIEVAL}

    assert set(judged(make_case(), quoting(CZECH, PRISONS)).scores) == named
