"""A model's sentences are given as they are checked, and quotations where the model fails."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import get_args

import pytest
from assistant_fakes import (
    FakeHoldings,
    FakeReader,
    FakeRetriever,
    FakeSelector,
    FirstDigits,
    make_document,
    make_evidence,
    make_hit,
    make_passage,
)
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from scripted_endpoint import FAILURES, MODEL, PATIENCE, Reply, ScriptedEndpoint, saying
from scripted_model import ScriptedModel

from app.assistant.answer import Answer, Evidence, Struck
from app.assistant.assistant import Assistant, AssistantSettings
from app.assistant.compose import Composed, ExtractiveComposer, Matter, Noticed, Part
from app.assistant.endpoint import EndpointModel
from app.assistant.generative import GenerativeComposer
from app.assistant.language import AnswerLanguage
from app.assistant.limits import Limits
from app.assistant.llm import LanguageModel, Message, Stop, Trouble
from app.assistant.notices import left_out, notice, struck_because
from app.assistant.prompt import build_prompt
from app.assistant.steps import Finished, Stated
from app.assistant.verification import Drafted, Reason, Verdict
from ingest.document import Access

LANGUAGES = get_args(AnswerLanguage)
DOCUMENT = make_document(
    "Norge har 58 fengsler. Det er ti land. KDI leder arbeidet. Staben har fem ansatte."
)
PASSAGE = make_passage(DOCUMENT.text, agency="KDI")
NORWAY, LANDS, LEADS, STAFF = EVIDENCE = tuple(
    make_evidence(PASSAGE, f"{quote}.") for quote in DOCUMENT.text.rstrip(".").split(". ")
)
LIES = "Norge har 85 fengsler [1]. Sverige har 45 fengsler [2]. Månen er en ost [3]."


@dataclass
class WordForWord:
    """Supports a sentence by every piece that has it word for word."""

    checked: list[tuple[str, int]] = field(default_factory=list)

    def verify(self, sentence: Drafted, evidence: Sequence[Evidence]) -> Verdict:
        self.checked.append((sentence.text, len(evidence)))
        having = tuple(
            number
            for number, piece in enumerate(evidence, start=1)
            if sentence.text.rstrip(".") in piece.text
        )
        return Verdict(
            supported=bool(having),
            citations=having,
            support=0.9 if having else 0.1,
            reason="" if having else "number",
        )


def composer(model: LanguageModel, *, room: int = 3000, unsupported: str = "remove"):
    return GenerativeComposer(
        model,
        WordForWord(),
        ExtractiveComposer(FirstDigits()),
        room=room,
        unsupported=unsupported,  # type: ignore[arg-type]
    )


def composed(
    text: str,
    *evidence: Evidence,
    trouble: Trouble | None = None,
    language: AnswerLanguage = "nb",
    disagree: bool = False,
    **more: object,
) -> list[Part]:
    matter = Matter(question="Hva?", evidence=evidence or EVIDENCE, disagree=disagree)
    model = ScriptedModel(text, trouble)
    return list(composer(model, **more).compose("Hva?", [matter], language))  # type: ignore[arg-type]


def claims(parts: Sequence[Part]) -> list[tuple[str, tuple[int, ...]]]:
    return [(part.claim.text, part.claim.citations) for part in parts if isinstance(part, Composed)]


def notices(parts: Sequence[Part]) -> list[str]:
    return [part.text for part in parts if isinstance(part, Noticed)]


def quotes(parts: Sequence[Part]) -> list[str]:
    """Return what is said word for word, by the extractive composer."""
    return [
        part.citations[0].quote
        for part in parts
        if isinstance(part, Composed) and part.composer == "extractive"
    ]


def test_supported_sentences_are_claims_with_exact_quotes_and_nothing_else_is_said():
    parts = composed("Norge har 58 fengsler [1]. KDI leder arbeidet [3].")

    assert claims(parts) == [("Norge har 58 fengsler.", (1,)), ("KDI leder arbeidet.", (2,))]
    for part, piece in zip(parts, (NORWAY, LEADS), strict=True):
        assert isinstance(part, Composed)
        assert (part.composer, part.claim.support, part.claim.quote) == ("generative", 0.9, None)
        (citation,) = part.citations
        assert citation.quote == piece.text == DOCUMENT.text[citation.start : citation.end]


def test_a_citation_is_numbered_by_its_first_use_and_brought_once():
    twice = "Det er ti land [2]. Norge har 58 fengsler [1]. Det er ti [2]."
    parts = composed(twice)

    assert claims(parts) == [
        ("Det er ti land.", (1,)),
        ("Norge har 58 fengsler.", (2,)),
        ("Det er ti.", (1,)),
    ]
    assert [len(part.citations) for part in parts if isinstance(part, Composed)] == [1, 1, 0]


def test_a_claim_may_rest_on_several_pieces():
    other = make_passage("Som sagt: Det er ti land.", path="b.md")
    parts = composed("Det er ti land [1].", LANDS, make_evidence(other, other.text))

    assert claims(parts) == [("Det er ti land.", (1, 2))]
    (part,) = parts
    assert isinstance(part, Composed)
    assert [citation.source.path for citation in part.citations] == ["kdi/a.md", "b.md"]


@pytest.mark.parametrize("marks", ["[9]", "[3]", ""])
def test_a_sentence_is_cited_by_what_supports_it_whatever_it_claims(marks):
    assert claims(composed(f"Norge har 58 fengsler {marks}.")) == [("Norge har 58 fengsler.", (1,))]


def test_a_sentence_is_given_before_the_model_goes_on():
    written: list[int] = []

    class Slow(ScriptedModel):
        def stream(self, messages: Sequence[Message], *, stop: Stop) -> Iterator[str]:
            for piece in super().stream(messages, stop=stop):
                written.append(len(piece))
                yield piece

    text = "Norge har 58 fengsler [1]. Det er ti land [2]. " + "KDI leder arbeidet [3]. " * 20
    parts = composer(Slow(text)).compose("Hva?", [Matter(question="Hva?", evidence=EVIDENCE)], "nb")
    next(parts)

    assert sum(written) < 40


def test_a_sentence_said_again_is_no_second_claim():
    assert len(claims(composed("Det er ti land [2]. " * 5))) == 1


@pytest.mark.parametrize("unsupported", ["remove", "strike"])
def test_a_sentence_without_support_is_removed_or_struck_in_its_place(unsupported):
    text = "Det er ti land [2]. Norge har 85 fengsler [1]. KDI leder arbeidet [3]."
    parts = composed(text, unsupported=unsupported)
    struck = [part for part in parts if isinstance(part, Struck)]

    assert [said for said, _ in claims(parts)] == ["Det er ti land.", "KDI leder arbeidet."]
    assert notices(parts) == []
    assert struck == (
        [Struck(text="Norge har 85 fengsler.", reason="number", after=1)]
        if unsupported == "strike"
        else []
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_is_supported_the_answer_is_quotations_with_a_notice(language):
    parts = composed(LIES, language=language)

    assert quotes(parts) == [piece.text for piece in EVIDENCE]
    assert [numbers for _, numbers in claims(parts)] == [(1,), (2,), (3,), (4,)]
    assert notices(parts) == [notice("unsupported", "quotes only", language)]


def test_where_less_than_a_third_is_supported_quotations_of_the_rest_follow():
    parts = composed(f"KDI leder arbeidet [3]. {LIES}")

    assert claims(parts)[0] == ("KDI leder arbeidet.", (1,))
    assert quotes(parts) == [NORWAY.text, LANDS.text, STAFF.text]
    assert [numbers for _, numbers in claims(parts)] == [(1,), (2,), (3,), (4,)]
    assert notices(parts) == [notice("unsupported", "quotes last", "nb")]


def test_where_a_third_is_supported_it_is_the_answer():
    parts = composed("KDI leder arbeidet [3]. Norge har 85 fengsler. Månen er en ost.")

    assert claims(parts) == [("KDI leder arbeidet.", (1,))]
    assert notices(parts) == []


def test_that_the_evidence_does_not_answer_gives_quotations_without_a_notice():
    parts = composed("NOT_FOUND")

    assert quotes(parts) == [piece.text for piece in EVIDENCE]
    assert notices(parts) == []


@pytest.mark.parametrize("trouble", get_args(Trouble))
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_model_that_fails_before_its_first_sentence_gives_quotations(trouble, language):
    parts = composed("Norge har 58", trouble=trouble, language=language)

    assert quotes(parts) == [piece.text for piece in EVIDENCE]
    assert notices(parts) == [notice(trouble, "quotes only", language)]


@pytest.mark.parametrize("trouble", ["cut-off", "timeout", "unreachable"])
def test_what_was_given_before_a_model_fails_stands_alone(trouble):
    parts = composed("Det er ti land [2]. Norge har 58", trouble=trouble)

    assert claims(parts) == [("Det er ti land.", (1,))]
    assert notices(parts) == [notice(trouble, "not whole", "nb")]


def test_sources_that_disagree_are_all_heard():
    parts = composed("Norge har 58 fengsler [1].", NORWAY, LANDS, disagree=True)

    assert claims(parts)[0] == ("Norge har 58 fengsler.", (1,))
    assert quotes(parts) == [LANDS.text]
    assert notices(parts) == []


def test_both_sides_of_a_comparison_are_asked_about_at_once():
    model = ScriptedModel("Staben har fem ansatte [3]. Norge har 58 fengsler [1].")
    matters = [
        Matter(question="Norge?", evidence=(NORWAY, LANDS)),
        Matter(question="Staben?", evidence=(LEADS, STAFF)),
    ]
    parts = list(composer(model).compose("Norge og staben?", matters, "nb", first_number=5))

    assert claims(parts) == [("Staben har fem ansatte.", (5,)), ("Norge har 58 fengsler.", (6,))]
    ((_, user),) = model.asked
    assert "Norge og staben?" in user.content
    # Surest of each side first.
    order = [
        user.content.index(f"<quote>\n{piece.text}") for piece in (NORWAY, LEADS, LANDS, STAFF)
    ]
    assert order == sorted(order)


def test_evidence_without_room_is_left_out_and_told():
    room = next(
        room
        for room in range(3000, 0, -1)
        if build_prompt("Hva?", EVIDENCE, "nb", room=room).dropped == 1
    )
    parts = composed("Norge har 58 fengsler [1].", room=room)

    assert claims(parts) == [("Norge har 58 fengsler.", (1,))]
    assert notices(parts) == [left_out(1, 4, "nb")]
    assert notices(composed(LIES, room=room)) == [notice("unsupported", "quotes only", "nb")]


def test_without_room_for_any_evidence_the_model_is_not_asked():
    model = ScriptedModel("Norge har 58 fengsler [1].")
    matter = Matter(question="Hva?", evidence=EVIDENCE)
    parts = list(composer(model, room=300).compose("Hva?", [matter], "nb"))

    assert model.asked == []
    assert len(quotes(parts)) == 4
    assert notices(parts) == [notice("crowded", "quotes only", "nb")]


def test_no_evidence_no_answer_and_no_question():
    model = ScriptedModel("Norge har 58 fengsler [1].")

    assert list(composer(model).compose("Hva?", [], "nb")) == []
    assert model.asked == []


@pytest.mark.parametrize(
    ("given_first", "outcome"), [(0, "quotes only"), (1, "not whole")], ids=["nothing", "a claim"]
)
def test_a_model_that_is_stopped_says_no_more(given_first, outcome):
    said: list[Part] = []
    text = "Det er ti land [2]. Norge har 58 fengsler [1]. " + "KDI leder arbeidet [3]. " * 20
    matter = Matter(question="Hva?", evidence=EVIDENCE)
    parts = composer(ScriptedModel(text)).compose(
        "Hva?", [matter], "nb", stop=lambda: len(said) >= given_first
    )
    said.extend(iter(lambda: next(parts, None), None))

    assert notices(said) == [notice("stopped", outcome, "nb")]  # type: ignore[arg-type]
    assert len(quotes(said)) == (0 if given_first else 4)


MODEL_SENTENCES = st.sampled_from(
    [
        *("Norge har 58 fengsler [1].", "Det er ti land. [2]", "KDI leder arbeidet [9]."),
        *("Norge har 85 fengsler [1].", "<b>Månen</b> er en [ost](http://x) [3].", "NOT_FOUND"),
        *("- Staben har fem ansatte", "![x](http://x/y.png)", "<think>Hm.", "</think>", "[1]"),
    ]
)


@given(
    st.lists(MODEL_SENTENCES, max_size=8).map(" ".join),
    st.sampled_from([None, *get_args(Trouble)]),
    st.sampled_from(["remove", "strike"]),
    st.integers(300, 3000),
)
def test_whatever_a_model_writes_an_answer_stands_on_exact_quotes(text, trouble, unsupported, room):
    parts = composed(text, trouble=trouble, unsupported=unsupported, room=room)
    brought = [one for part in parts if isinstance(part, Composed) for one in part.citations]

    assert claims(parts)
    assert [citation.number for citation in brought] == list(range(1, len(brought) + 1))
    for citation in brought:
        assert DOCUMENT.text[citation.start : citation.end] == citation.quote
    for said, numbers in claims(parts):
        assert numbers
        assert set(numbers) <= {citation.number for citation in brought}
        assert not {"85", "Månen", "http", "<", "["} & set(said.replace("[", " [ ").split())


def test_every_reason_and_every_trouble_is_told_in_every_language():
    for language in LANGUAGES:
        told = {struck_because(reason, language) for reason in get_args(Reason)}
        assert len(told) == len(get_args(Reason))
        assert struck_because("something else", language) == struck_because("", language)
        for trouble in get_args(Trouble):
            assert notice(trouble, "quotes only", language)


# Over HTTP, and through the assistant: from the script of an endpoint to the answer.

TRUE = "Norge har 58 fengsler [1]. Det er ti land [2]."
REPLIES = {
    "good": saying(TRUE),
    "lying": saying(LIES),
    "half-citing": saying("Norge har 58 fengsler. Det er ti land [7]."),
    "wrong language": saying("There are 58 prisons in Norway [1]."),
    "cut off": saying("Norge har 58 fengsler [1]. Det er ti", ending=None),
    **FAILURES,
}
SILENT = Limits(first=0.1, total=60)
STALLED = Limits(first=60, total=1.5)


def answer_over(
    reply: Reply, limits: Limits = Limits(), **more: object
) -> tuple[list[object], Answer]:
    with ScriptedEndpoint(reply).serving() as endpoint:
        model = EndpointModel(
            base_url=endpoint.url, name=MODEL, api_key=SecretStr(""), limits=limits
        )
        model.stream(())
        assistant = Assistant(
            retriever=FakeRetriever([make_hit(PASSAGE)]),
            reader=FakeReader(EVIDENCE),
            selector=FakeSelector(),
            composer=composer(model),
            clearance=Access.PUBLIC,
            holdings=FakeHoldings([PASSAGE.source]),
            settings=AssistantSettings(threshold=0.5),
        )
        steps: list[object] = list(assistant.ask("Hvor mange land?", **more))  # type: ignore[arg-type]
    last = steps[-1]
    assert isinstance(last, Finished)
    return steps, last.answer


@pytest.mark.parametrize("reply", REPLIES)
def test_whatever_an_endpoint_does_there_is_an_answer_that_stands_on_its_quotes(reply):
    steps, answer = answer_over(REPLIES[reply])
    generated = reply in ("good", "half-citing", "cut off")

    assert answer.status == "answered"
    assert [step.claim for step in steps if isinstance(step, Stated)] == list(answer.claims)
    assert answer.composer == ("generative" if generated else "extractive")
    assert bool(answer.notice) == (reply not in ("good", "half-citing"))
    assert answer.to_json()["notice"] == answer.notice
    assert "hunter2" not in str(answer.to_json())
    for citation in answer.citations:
        assert DOCUMENT.text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    ("limits", "hold_at", "composed_by"),
    [(SILENT, 0, "extractive"), (STALLED, 6, "generative")],
    ids=["silent", "stalled"],
)
def test_a_slow_endpoint_gives_what_was_said_in_time_or_quotations(limits, hold_at, composed_by):
    slow = saying(TRUE, hold=threading.Event(), hold_at=hold_at)
    _, answer = answer_over(slow, limits)

    assert answer.composer == composed_by
    assert answer.notice.startswith("Språkmodellen brukte for lang tid.")


def test_whoever_asks_can_stop_an_endpoint():
    looks = iter(range(3))
    slow = saying(TRUE, hold=threading.Event())
    _, answer = answer_over(slow, stop=lambda: next(looks, None) is None)

    assert answer.composer == "extractive"
    assert answer.notice.startswith("Språkmodellen ble stoppet.")


def test_a_claim_is_there_while_the_endpoint_still_writes():
    more = threading.Event()
    with ScriptedEndpoint(saying(TRUE, hold=more, hold_at=6)).serving() as endpoint:
        model = EndpointModel(base_url=endpoint.url, name=MODEL, api_key=SecretStr(""))
        matter = Matter(question="Hva?", evidence=EVIDENCE)
        parts = composer(model).compose("Hva?", [matter], "nb")
        first = next(parts)
        more.set()
        rest = list(parts)

    assert claims([first]) == [("Norge har 58 fengsler.", (1,))]
    assert claims(rest) == [("Det er ti land.", (2,))]


def test_an_answer_that_nobody_follows_is_hung_up_on():
    with ScriptedEndpoint(saying(TRUE, hold=threading.Event(), hold_at=6)).serving() as endpoint:
        model = EndpointModel(base_url=endpoint.url, name=MODEL, api_key=SecretStr(""))
        matter = Matter(question="Hva?", evidence=EVIDENCE)
        parts = composer(model).compose("Hva?", [matter], "nb")
        next(parts)
        parts.close()  # type: ignore[attr-defined]

        assert endpoint.hung_up.wait(PATIENCE)
