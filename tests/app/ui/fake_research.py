"""Research that finds what it was told to, for the search page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.assistant.answer import Evidence
from app.research.listing import Listed, Listing, Verdict
from app.research.research import Found
from index.query import Hit
from index.search import Mode, check_query
from index.wording import Wording
from ingest.document import Document
from ingest.errors import SamsvarError


def hit_of(document: Document, words: str, *, score: float = 1.0, language: str = "") -> Hit:
    """Return the paragraph of `document` that holds `words`, as a hit."""
    at = document.text.index(words)
    start = document.text.rfind("\n", 0, at) + 1
    end = document.text.find("\n", at)
    passage = document.passage(
        start,
        len(document.text) if end < 0 else end,
        ordinal=start,
        language=language or document.source.language,
    )
    return Hit(passage=passage, score=score, signals=())


@dataclass
class FakeResearch:
    """Finds `hits` for every search but those in `silent`; `error` is raised if there is one."""

    hits: Sequence[Hit] = ()
    silent: Sequence[str] = ()
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    documents: Sequence[Document] = ()
    error: SamsvarError | None = None
    asked: list[tuple[str, Mode]] = field(default_factory=list)

    def find(self, text: str, mode: Mode) -> Found:
        check_query(text)
        if self.error:
            raise self.error
        self.asked.append((text, mode))
        found = () if text in self.silent else tuple(self.hits)
        return Found(wording=Wording.of(text), hits=found)

    def best_sentences(self, text: str, hits: Sequence[Hit]) -> Mapping[str, Evidence]:
        return {hit.passage.id: _first(hit) for hit in hits}

    def list_documents(self, text: str, progress=lambda done, total: None) -> Listing:
        progress(1, 2)
        best = {hit.passage.source.path: hit for hit in reversed(self.hits)}
        listed = []
        for document in self.documents:
            path = document.source.path
            verdict = self.verdicts.get(path, "nothing")
            hit = best[path] if verdict != "nothing" else None
            sentence = _first(hit) if hit else None
            listed.append(
                Listed(source=document.source, verdict=verdict, hit=hit, sentence=sentence)
            )
        return Listing(documents=tuple(listed))


def _first(hit: Hit) -> Evidence:
    passage = hit.passage
    length = passage.text.find(". ") + 1 or len(passage.text)
    return Evidence(
        passage=passage,
        start=passage.start,
        end=passage.start + length,
        text=passage.text[:length],
        score=0.9,
    )
