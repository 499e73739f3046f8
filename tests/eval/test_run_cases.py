from __future__ import annotations

from dataclasses import replace

import pytest
from eval_fakes import CZECH, FakeDesk, FakeRanker, make_case, quoting, unanswerable, unit

from app.assistant.steps import Searching, Turn
from eval.ranking import FOUND
from eval.run_cases import Subject, ask, run_cases
from index.search import QueryError
from ingest.errors import SamsvarError

QUOTE = "2 Czech prisons had\npartners in Hungary."


def test_every_case_is_asked_once_after_one_to_warm_up():
    desk, ranker = FakeDesk(), FakeRanker()
    history = (Turn(role="user", content="Hva med 2014?"),)
    cases = [make_case(history=history), unanswerable(question="Hva?")]
    far: list[tuple[int, int]] = []
    judged = run_cases(Subject(desk=desk, ranker=ranker), cases, lambda *now: far.append(now))

    warming, *asked = desk.asked
    assert asked == [(cases[0].question, history), ("Hva?", ())]
    assert warming not in asked
    assert [one.case for one in judged] == cases
    assert far == [(0, 2), (1, 2), (2, 2)]
    assert run_cases(Subject(desk=desk, ranker=ranker), []) == []


def test_a_follow_up_is_searched_for_as_the_desk_understood_it():
    ranker, other = FakeRanker([unit(CZECH)]), FakeRanker()
    answer = replace(quoting(CZECH, QUOTE), standalone="Hvor mange i 2014?", language="nn")
    case = make_case(question="Og i 2014?")
    subject = Subject(
        desk=FakeDesk({"Og i 2014?": answer}), ranker=ranker, baselines={"other": other}
    )
    (one,) = run_cases(subject, [case])

    assert ranker.asked == other.asked == [("Hvor mange i 2014?", "nn", FOUND)]
    assert one.rank == 1
    assert one.scores["passage_recall@1"].value == 1
    assert one.baselines["other"]["passage_recall@10"].value == 0


def test_the_time_is_what_the_desk_took():
    answer = replace(quoting(CZECH, QUOTE), timings_ms={"search": 3.0, "total": 42.5})

    assert ask(FakeDesk({"q": answer}), make_case(question="q")).milliseconds == 42.5
    assert ask(FakeDesk(), make_case()).milliseconds > 0


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (QueryError("the question is empty", remedy="Write"), "the question is empty. Write"),
        (RuntimeError("it\nbroke"), "RuntimeError: it broke"),
    ],
)
def test_one_question_that_fails_costs_no_other_its_answer(error, told):
    desk = FakeDesk({"bad": error, "good": quoting(CZECH, QUOTE)})
    cases = [make_case(question="bad"), make_case(question="good")]
    bad, good = run_cases(Subject(desk=desk, ranker=FakeRanker()), cases)

    assert (bad.verdict, bad.reply.answer, bad.reply.error) == ("failed", None, told)
    assert good.verdict == "quoted"


def test_what_cannot_be_searched_for_is_found_nowhere():
    class Strict(FakeRanker):
        def rank(self, question, language, limit):
            raise QueryError("the question has no words")

    subject = Subject(desk=FakeDesk(), ranker=Strict(), baselines={"other": Strict()})
    (one,) = run_cases(subject, [make_case(question="?")])

    assert one.rank is None
    assert one.scores["passage_recall@10"].value == 0
    assert one.baselines["other"]["passage_recall@10"].value == 0


def test_an_index_that_fails_ends_the_run():
    desk = FakeDesk({"q": SamsvarError("the index is damaged")})

    with pytest.raises(SamsvarError, match="damaged"):
        ask(desk, make_case(question="q"))


def test_a_desk_that_never_finishes():
    class Unfinished(FakeDesk):
        def ask(self, question, **more):
            yield Searching(standalone=question, language="nb")

    assert "before the answer was finished" in ask(Unfinished(), make_case()).error
