"""A library of a few documents, whose changes take as long as a test lets them."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.library import (
    Added,
    Built,
    Holding,
    Limits,
    Progress,
    Receipt,
    Told,
    Upload,
    Volume,
)
from index.errors import IndexMissingError, UnknownDocumentError
from ingest.document import Document
from ingest.errors import SamsvarError

LIMITS = Limits(files=3, megabytes=1, suffixes=(".htm", ".md", ".pdf"))


@dataclass
class FakeLibrary:
    """Holds `documents`, None for no index; work stands still until `go` is set."""

    documents: list[Document] | None = field(default_factory=list)
    uploaded: set[str] = field(default_factory=set)
    starter: list[Document] = field(default_factory=list)
    busy: bool = False
    failure: Exception | None = None
    outcomes: tuple[Added, ...] = ()
    sent: list[Upload] = field(default_factory=list)
    go: threading.Event = field(default_factory=threading.Event)
    limits: Limits = LIMITS

    def __post_init__(self) -> None:
        self.go.set()

    def holdings(self) -> tuple[Holding, ...]:
        if self.documents is None:
            raise IndexMissingError("there is no index yet", remedy="Run: samsvar ingest")
        return tuple(
            Holding(
                source=document.source,
                pages=len(document.pages),
                characters=len(document.text),
                passages=len(self.volume(document.source.path).passages),
            )
            for document in self.documents
        )

    def volume(self, path: str) -> Volume:
        for document in self.documents or ():
            if document.source.path == path:
                half = document.text.index("\n")
                cut = [(0, half, "en"), (half, len(document.text), document.source.language)]
                passages = tuple(
                    document.passage(start, end, ordinal=number, language=language)
                    for number, (start, end, language) in enumerate(cut)
                )
                return Volume(document=document, passages=passages, uploaded=path in self.uploaded)
        raise UnknownDocumentError("no document of that name is in the index", where=path)

    def replaces(self, name: str) -> bool:
        return name in self.uploaded

    def add(self, uploads: Sequence[Upload], told: Told) -> tuple[Added, ...]:
        self.sent += uploads
        self._work(told)
        return self.outcomes

    def remove(self, path: str, told: Told) -> Receipt:
        volume = self.volume(path)
        self._work(told)
        assert self.documents is not None
        self.documents.remove(volume.document)
        return Receipt(
            document=path,
            title=volume.document.source.title,
            passages=2,
            characters=len(volume.document.text),
            vectors=1,
            file_deleted=volume.uploaded,
            fingerprint="after",
        )

    def build(self, told: Told) -> Built:
        self._work(told)
        self.documents = list(self.starter)
        return Built(documents=len(self.starter), passages=7, failed=("broken.pdf",))

    def _work(self, told: Told) -> None:
        told(Progress(step="embedding", share=0.5))
        assert self.go.wait(20)
        if self.failure is not None:
            raise self.failure


def refusal() -> SamsvarError:
    return SamsvarError("the model is another", where="/data", remedy="Run: samsvar ingest")
