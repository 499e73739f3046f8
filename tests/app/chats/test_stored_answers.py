"""What is kept on disk comes back as the very same value, whatever it is."""

from __future__ import annotations

import json

import pytest
from fake_desk import DISAGREE, HUNGARY, UNKNOWN, WRITTEN, make_desk
from hypothesis import given, settings
from hypothesis import strategies as st

from app.assistant.answer import Answer, Citation, Claim, Conflict, Nearest, Struck
from app.assistant.steps import Finished
from app.chats.exchange import Ending
from app.chats.stored import (
    filters_from_json,
    filters_to_json,
    outcome_from_json,
    outcome_to_json,
)
from index.query import Filters
from ingest.document import Access, Source, Span
from ingest.errors import SamsvarError

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
names = words.filter(str.strip)
numbers = st.integers(0, 10**9)
scores = st.floats(0, 1)
spans = st.tuples(numbers, numbers).map(sorted).map(lambda ends: Span(start=ends[0], end=ends[1]))
languages = st.sampled_from(["nb", "nn", "en", "cs", "und"])
pages = st.none() | st.integers(1, 5000)
dates = st.none() | st.sampled_from(["2014", "2014-05", "2014-05-06"])
sources = st.builds(
    Source,
    id=words,
    checksum=words,
    path=names.filter(lambda path: not path.startswith("/") and "\\" not in path),
    title=names,
    language=languages,
    agency=st.none() | words,
    countries=st.lists(words, max_size=3).map(tuple),
    kind=words,
    published=dates,
    source_url=st.none() | words,
    access=st.sampled_from(Access),
)
places = {"source": sources, "page": pages, "start": numbers, "end": numbers, "quote": words}
citations = st.lists(
    st.builds(Citation, number=st.integers(1, 99), language=languages, **places),
    min_size=1,
    max_size=3,
).map(tuple)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    cited = draw(citations)
    some = st.lists(st.sampled_from([one.number for one in cited]), min_size=1).map(tuple)
    claim = st.builds(
        Claim,
        text=words,
        citations=some,
        support=scores,
        quote=st.none() | spans,
        emphasis=st.lists(spans, max_size=2).map(tuple),
    )
    claims = tuple(draw(st.lists(claim, max_size=3)))
    struck = st.builds(Struck, text=words, reason=words, after=numbers)
    conflict = st.builds(Conflict, about=words, citations=some)
    return Answer(
        question=draw(words),
        standalone=draw(words),
        language=draw(languages),
        status="answered" if claims else "not_found",
        lead=draw(words),
        claims=claims,
        closing=draw(words),
        notice=draw(words),
        struck=tuple(draw(st.lists(struck, max_size=2))),
        citations=cited,
        conflicts=tuple(draw(st.lists(conflict, max_size=2))),
        nearest=tuple(draw(st.lists(st.builds(Nearest, score=scores, **places), max_size=2))),
        composer=draw(words),
        index=draw(words),
        timings_ms=draw(st.dictionaries(words, st.floats(0, 1e6), max_size=2)),
        id=draw(words),
    )


@settings(max_examples=40)
@given(answer=answers())
def test_an_answer_comes_back_as_it_was(answer: Answer) -> None:
    again = outcome_from_json(outcome_to_json(answer))
    assert again == answer
    assert isinstance(again, Answer)
    assert again.text == answer.text


@pytest.mark.parametrize("question", [HUNGARY, UNKNOWN, WRITTEN, DISAGREE])
def test_the_answers_of_a_desk_come_back(question: str) -> None:
    (finished,) = [step for step in make_desk().ask(question) if isinstance(step, Finished)]
    assert outcome_from_json(outcome_to_json(finished.answer)) == finished.answer


@given(what=words, where=words, remedy=words)
def test_an_error_comes_back_with_what_to_do(what: str, where: str, remedy: str) -> None:
    again = outcome_from_json(outcome_to_json(SamsvarError(what, where=where, remedy=remedy)))
    assert isinstance(again, SamsvarError)
    assert (again.what, again.where, again.remedy) == (what, where, remedy)


@pytest.mark.parametrize("ending", Ending)
def test_an_ending_comes_back(ending: Ending) -> None:
    assert outcome_from_json(outcome_to_json(ending)) is ending


@pytest.mark.parametrize(
    "text",
    [None, "", "{", "[]", '{"answer": {}}', '{"ending": "eaten"}', '{"error": 1}', '{"x": 1}'],
)
def test_what_cannot_be_read_counts_as_lost(text: str | None) -> None:
    assert outcome_from_json(text) is Ending.LOST


@given(
    filters=st.builds(
        Filters,
        agencies=st.lists(words).map(tuple),
        countries=st.lists(words).map(tuple),
        languages=st.lists(words).map(tuple),
        kinds=st.lists(words).map(tuple),
        documents=st.lists(words).map(tuple),
        published_from=dates,
        published_to=dates,
    )
)
def test_filters_come_back(filters: Filters) -> None:
    assert filters_from_json(filters_to_json(filters)) == filters


def test_filters_that_cannot_be_read_restrict_nothing() -> None:
    for text in ("", "{", json.dumps({"published_from": "soon"})):
        assert filters_from_json(text) == Filters()
