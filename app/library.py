"""What the shelf page needs: the documents with their sizes, and ways to add and remove some."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from ingest.document import Document, Passage, Source

Step = Literal["waiting", "unpacking", "checking", "embedding", "building"]
Verdict = Literal["read", "replaced", "unchanged", "left_out", "refused", "failed"]
Refusal = Literal["type", "size", "count"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A source and how large its document is."""

    source: Source
    pages: int
    characters: int
    passages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """A document taken from the shelf; `uploaded` tells whether its file was sent to the page."""

    document: Document
    passages: tuple[Passage, ...]
    uploaded: bool

    def languages(self) -> tuple[tuple[str, float], ...]:
        """Return the languages of its passages and the share of the words each has, most first."""
        lengths: Counter[str] = Counter()
        for passage in self.passages:
            lengths[passage.language] += passage.end - passage.start
        return tuple((code, length / lengths.total()) for code, length in lengths.most_common())


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much may be sent at a time; `suffixes` have a leading dot."""

    files: int
    megabytes: int
    suffixes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as a visitor sent it; the name may be anything."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of one uploaded file.

    Parameters
    ----------
    name
        What the visitor called it.
    document
        The document's name, empty if there is none.
    refusal
        Why it was refused before it was read.
    reason
        Why it could not be read, in one English sentence.
    """

    name: str
    verdict: Verdict
    document: str = ""
    refusal: Refusal | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a removal took away, counted, and the fingerprint of the index without it.

    `vectors` may be fewer than `passages`: words that stand in another document too share theirs.
    """

    document: str
    title: str
    passages: int
    characters: int
    vectors: int
    file_deleted: bool
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What an index made from the starter documents holds, and what could not be read."""

    documents: int
    passages: int
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What is being done, and how much of it is done, from 0 to 1."""

    step: Step
    share: float = 0.0


Told = Callable[[Progress], None]


class Library(Protocol):
    """The documents of the index, and the one door by which pages change them.

    `add`, `remove` and `build` take as long as embedding takes; they wait for each other, and for
    any other process that is writing, and tell so.
    """

    @property
    def limits(self) -> Limits:
        """How much may be sent at a time."""
        ...

    @property
    def busy(self) -> bool:
        """Whether anybody is writing to the index now."""
        ...

    def holdings(self) -> tuple[Holding, ...]:
        """Return every document that may be seen, in the order of their names.

        Raises
        ------
        SamsvarError
            If there is no index that can be read.
        """
        ...

    def volume(self, path: str) -> Volume:
        """Return the document of that name with its passages.

        Raises
        ------
        SamsvarError
            If there is none.
        """
        ...

    def replaces(self, name: str) -> bool:
        """Tell whether a file called `name` would take the place of one uploaded before."""
        ...

    def add(self, uploads: Sequence[Upload], told: Told) -> tuple[Added, ...]:
        """Keep and read these files; return what came of each, in their order.

        Raises
        ------
        SamsvarError
            If the index cannot be written.
        """
        ...

    def remove(self, path: str, told: Told) -> Receipt:
        """Remove a document with every trace of its text, and its file if it was uploaded.

        Raises
        ------
        SamsvarError
            If there is no such document, or the index cannot be written.
        """
        ...

    def build(self, told: Told) -> Built:
        """Read the starter documents in.

        Raises
        ------
        SamsvarError
            If they are not there, or the index cannot be written.
        """
        ...
