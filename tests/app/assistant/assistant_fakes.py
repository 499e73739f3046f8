"""Documents made on the spot, and stand-ins for the parts of the assistant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from fake_reader import FakePassageReader as FakePassageReader
from fake_reader import saying as saying
from fake_reader import unheard as unheard
from numpy.typing import NDArray

from app.assistant.answer import Claim, Evidence
from app.assistant.compose import Composed, Matter, Part, citation_of
from app.assistant.evidence import Weights
from app.assistant.llm import Stop, never
from app.assistant.select import Selection
from app.assistant.signals import NAMES
from index.grams import words
from index.query import Hit, Query, Signal
from ingest.document import Document, Passage, Source, Span

_Item = TypeVar("_Item")


def make_document(text: str, path: str = "kdi/a.md", **facts: object) -> Document:
    known: dict[str, object] = {"title": "Årsmelding", "language": "nb", **facts}
    source = Source(id=path.replace("/", "-"), checksum="0", path=path, **known)  # type: ignore[arg-type]
    return Document(source=source, text=text)


def make_passage(
    text: str,
    *,
    before: str = "",
    path: str = "kdi/a.md",
    headings: tuple[str, ...] = (),
    ordinal: int = 0,
    **facts: object,
) -> Passage:
    """Cut a passage that begins where `before` ends."""
    document = make_document(before + text, path, **facts)
    return document.passage(
        len(before),
        len(before + text),
        ordinal=ordinal,
        headings=headings,
        language=document.source.language,
    )


def make_hit(passage: Passage, score: float = 0.9) -> Hit:
    return Hit(
        passage=passage,
        score=score,
        signals=(
            Signal(retriever="dense", rank=1, score=0.8),
            Signal(retriever="lexical", rank=1, score=12.0),
        ),
    )


def make_evidence(
    passage: Passage, quote: str, score: float = 0.9, *, columns: str = "", is_list: bool = False
) -> Evidence:
    start = passage.start + passage.text.index(quote)
    return Evidence(
        passage=passage,
        start=start,
        end=start + len(quote),
        text=quote,
        score=score,
        columns=columns,
        is_list=is_list,
    )


def shared_words(question: str, texts: Sequence[str]) -> NDArray[np.float32]:
    """A similarity of no model: the share of the question's words that a text holds."""
    asked = set(words(question))
    return np.array(
        [len(asked & set(words(text))) / max(1, len(asked)) for text in texts], np.float32
    )


def weights(**given: float) -> Weights:
    """Weights over the words that question and sentence share, unless others are given."""
    by_name = {"words_in_sentence": 10.0, **given}
    return Weights(
        weights=np.array([by_name.get(name, 0.0) for name in NAMES]),
        bias=-5.0,
        threshold=0.5,
        absence=3.0,
    )


class FirstDigits:
    """Locates the first run of digits."""

    def locate(self, question: str, evidence: Evidence) -> Span | None:
        digits = [i for i, sign in enumerate(evidence.text) if sign in "0123456789"]
        if not digits:
            return None
        end = digits[0]
        while end in digits:
            end += 1
        return Span(start=evidence.start + digits[0], end=evidence.start + end)


@dataclass
class FakeRetriever:
    """Returns `hits`, or those `by_word` of a word in the question, and keeps what it was asked."""

    hits: Sequence[Hit] = ()
    by_word: Mapping[str, Sequence[Hit]] = field(default_factory=dict)
    asked: list[tuple[Query, int]] = field(default_factory=list)
    before: Callable[[], None] = lambda: None

    def search(self, query: Query, limit: int) -> list[Hit]:
        self.before()
        self.asked.append((query, limit))
        return list(_for_question(query.text, self.by_word, self.hits))[:limit]


@dataclass
class FakeReader:
    """Returns `evidence`, or that `by_word` of the question, and keeps what it was asked."""

    evidence: Sequence[Evidence] = ()
    by_word: Mapping[str, Sequence[Evidence]] = field(default_factory=dict)
    asked: list[tuple[str, list[Hit]]] = field(default_factory=list)

    def read(self, question: str, hits: Sequence[Hit]) -> list[Evidence]:
        self.asked.append((question, list(hits)))
        return list(_for_question(question, self.by_word, self.evidence))


@dataclass
class FakeSelector:
    """Chooses what is half as sure as the surest, `incomplete` or in disagreement, as told."""

    disagree: Callable[[str], bool] = lambda question: False
    incomplete: bool = False
    asked: list[tuple[str, list[Evidence]]] = field(default_factory=list)

    def select(self, question: str, evidence: Sequence[Evidence]) -> Selection:
        self.asked.append((question, list(evidence)))
        return Selection(
            evidence=tuple(one for one in evidence if one.score >= evidence[0].score / 2),
            disagree=self.disagree(question),
            incomplete=self.incomplete,
        )


@dataclass
class FakeHoldings:
    """Sources that are there to be asked, and the fingerprint of an index."""

    held: Sequence[Source] = ()
    fingerprint: str = "print"

    def sources(self) -> tuple[Source, ...]:
        return tuple(self.held)


@dataclass
class FakeComposer:
    """Says each piece of evidence as it stands, before it the parts `first`."""

    name: str = "fake"
    in_order: bool = False
    silent: bool = False
    first: Sequence[Part] = ()
    asked: list[tuple[str, list[Matter], str]] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)

    def compose(
        self,
        question: str,
        matters: Sequence[Matter],
        language: str,
        *,
        first_number: int = 1,
        stop: Stop = never,
    ) -> Iterator[Part]:
        self.asked.append((question, list(matters), language))
        self.stops.append(stop)
        yield from self.first
        evidence = [piece for matter in matters for piece in matter.evidence]
        for number, piece in enumerate(() if self.silent else evidence, start=first_number):
            yield Composed(
                claim=Claim(text=piece.text, citations=(number,), support=piece.score),
                citations=(citation_of(piece, number),),
                composer=self.name,
            )


def _for_question(
    question: str, by_word: Mapping[str, Sequence[_Item]], others: Sequence[_Item]
) -> Sequence[_Item]:
    return next((found for word, found in by_word.items() if word in question), others)
