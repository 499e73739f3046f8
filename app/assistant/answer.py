"""The values of the top floor: evidence, citations, claims, and the answer they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ingest.document import Passage, Source, Span

Status = Literal["answered", "not_found"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence or span of a passage that speaks to the question.

    `start` and `end` are offsets into the document's text; `score` is in [0, 1]; `answer` is the
    stretch (offsets into the document's text too) that holds the figure or name asked for.
    `columns` are the column names of a row of a table; `is_list` is a whole list or table.
    """

    passage: Passage
    start: int
    end: int
    text: str
    score: float
    answer: Span | None = None
    columns: str = ""
    is_list: bool = False

    def __post_init__(self) -> None:
        passage = self.passage
        if not passage.start <= self.start < self.end <= passage.end:
            raise ValueError(f"evidence {self.start}..{self.end} lies outside {passage.id}")
        if passage.text[self.start - passage.start : self.end - passage.start] != self.text:
            raise ValueError(f"evidence at {self.start} is not the words of {passage.id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A numbered pointer to exact words: `document.text[start:end] == quote`."""

    number: int
    source: Source
    page: int | None
    start: int
    end: int
    quote: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement of the answer, with the numbers of the citations it rests on.

    `text` is plain text; `quote` is where the cited words stand in it and `emphasis` where the
    figure or name asked for stands, both as offsets into `text`. `support` is in [0, 1].
    """

    text: str
    citations: tuple[int, ...]
    support: float
    quote: Span | None = None
    emphasis: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError(f"a claim without a citation: {self.text!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """A sentence that a model wrote and no source supports; `reason` is the machine word why.

    `after` is how many claims stand before it.
    """

    text: str
    reason: str
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two or more citations that say different things about the same matter."""

    about: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """What came nearest when nothing answered: a sentence and where it stands."""

    source: Source
    page: int | None
    start: int
    end: int
    quote: str
    score: float

    @property
    def language(self) -> str:
        """The language of the source."""
        return self.source.language


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one question; a refusal is `status="not_found"` with the `nearest` passages.

    `lead` and `closing` are the sentences around the claims, in the language of the answer;
    `notice` says, in the same language, what a reader must know about how the answer was made.
    `struck` are shown only by surfaces that show them struck out; they are no part of `text`.
    `index` is the fingerprint of the index that was asked. `timings_ms` are milliseconds.
    """

    question: str
    standalone: str
    language: str
    status: Status
    lead: str = ""
    claims: tuple[Claim, ...] = ()
    closing: str = ""
    notice: str = ""
    struck: tuple[Struck, ...] = ()
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    nearest: tuple[Nearest, ...] = ()
    composer: str
    index: str
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    id: str = ""

    def __post_init__(self) -> None:
        known = {citation.number for citation in self.citations}
        for claim in self.claims:
            if not known.issuperset(claim.citations):
                raise ValueError(f"a claim cites {claim.citations}, but there are only {known}")
        if (self.status == "answered") != bool(self.claims):
            raise ValueError(f"status {self.status!r} with {len(self.claims)} claims")

    @property
    def text(self) -> str:
        """The answer as one plain text, citation numbers in square brackets."""
        claims = [
            f"{claim.text} {''.join(f'[{number}]' for number in claim.citations)}"
            for claim in self.claims
        ]
        return "\n\n".join(part for part in (self.lead, *claims, self.closing) if part)

    def to_json(self) -> dict[str, Any]:
        """Return the answer in the shape of the command line's `--json`."""
        return {
            "id": self.id,
            "question": self.question,
            "standalone": self.standalone,
            "language": self.language,
            "status": self.status,
            "text": self.text,
            "claims": [
                {
                    "text": claim.text,
                    "citations": list(claim.citations),
                    "support": round(claim.support, 4),
                    "emphasis": [[span.start, span.end] for span in claim.emphasis],
                }
                for claim in self.claims
            ],
            "citations": [
                {
                    "number": citation.number,
                    "document": citation.source.path,
                    "title": citation.source.title,
                    "agency": citation.source.agency,
                    "language": citation.language,
                    "published": citation.source.published,
                    "page": citation.page,
                    "start": citation.start,
                    "end": citation.end,
                    "quote": citation.quote,
                }
                for citation in self.citations
            ],
            "notice": self.notice,
            "struck": [
                {"text": struck.text, "reason": struck.reason, "after": struck.after}
                for struck in self.struck
            ],
            "conflicts": [
                {"about": conflict.about, "citations": list(conflict.citations)}
                for conflict in self.conflicts
            ],
            "nearest": [
                {
                    "document": near.source.path,
                    "title": near.source.title,
                    "page": near.page,
                    "start": near.start,
                    "end": near.end,
                    "quote": near.quote,
                    "score": round(near.score, 4),
                }
                for near in self.nearest
            ],
            "composer": self.composer,
            "index": self.index,
            "timings_ms": {name: round(value, 1) for name, value in self.timings_ms.items()},
        }
