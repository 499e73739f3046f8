"""A report on answers, before it is written in any format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ingest.document import Span

ReportLanguage = Literal["nb", "en"]

# What XML cannot hold and what reorders a line. The text of documents has none of it.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]"
)


def visible(text: str) -> str:
    """Return `text` with every sign that files cannot hold replaced, one sign for one."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading; `level` 1 is a part of the report, 2 a part of that."""

    text: str
    level: int
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Terms and their values, in the order in which they are to be read."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A paragraph, with the numbers of the references it rests on behind it.

    `emphasis` are offsets into `text`; `struck` is what no source supports, crossed out.
    """

    text: str
    language: str
    emphasis: tuple[Span, ...] = ()
    numbers: tuple[int, ...] = ()
    struck: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a reader must know about the answer, set apart from it."""

    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Exact words of a source."""

    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """A source by its title and facts; `number` is what answers cite it by, if any does."""

    title: str
    language: str
    facts: tuple[tuple[str, str], ...]
    number: int | None = None


Block = Heading | Facts | Prose | Remark | Quotation | SourceEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The title, when the report was made, and its blocks in reading order."""

    title: str
    language: ReportLanguage
    made_on: date
    blocks: tuple[Block, ...]
