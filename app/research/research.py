"""Search the sources as a researcher does: all that was found, its best sentences, a listing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from app.assistant.answer import Evidence
from app.assistant.evidence import Reader
from app.research.listing import Listing, Progress, list_documents
from app.research.matched import holds_a_word, holds_all_words, holds_term
from app.research.nearness import is_question, names_a_thing, standing_out
from index.query import Hit, Query, Retriever
from index.reader import PassageReader
from index.search import Mode
from index.wording import Wording
from ingest.document import Access, Source

MOST_HITS = 400
# Below these, nothing answers a question: measured on the development cases, see docs/design.md.
_FAINTEST: Mapping[Mode, float] = {"hybrid": 0.3, "dense": 0.6, "lexical": 0.1}
_NEAREST = 10
# Of what is read half the score is the reader's; of what is not, the best has nearly 1.
_BESIDE, _BESIDE_A_NAME = 0.5, 0.75
_KEPT = 64

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found, best first; `cut` says that there is more than was fetched."""

    wording: Wording
    hits: tuple[Hit, ...]
    cut: bool = False


class Research(Protocol):
    """What the search page draws from."""

    def find(self, text: str, mode: Mode) -> Found:
        """Return what was found.

        Raises
        ------
        QueryError
            If `text` cannot be searched for.
        SamsvarError
            If the index cannot be searched.
        """
        ...

    def best_sentences(self, text: str, hits: Sequence[Hit]) -> Mapping[str, Evidence]:
        """Return the sentence of each hit that says most of what was searched for.

        By the passage's id. It costs a second for ten hits that were never read before.
        """
        ...

    def list_documents(self, text: str, progress: Progress = lambda done, total: None) -> Listing:
        """Return every document with its best passage and a verdict."""
        ...


class Holdings(Protocol):
    """The sources that may be seen, and the fingerprint of the index that holds them."""

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the index that answers now."""
        ...

    def sources(self) -> tuple[Source, ...]:
        """Return every source that may be seen, in the order of their paths."""
        ...


class IndexResearch:
    """Research over an index; remembers its last searches, for a page asks the same over again."""

    def __init__(
        self,
        *,
        retrievers: Mapping[Mode, Retriever],
        passages: PassageReader,
        sentences: Reader,
        holdings: Holdings,
        clearance: Access,
    ) -> None:
        self._retrievers = retrievers
        self._passages = passages
        self._sentences = sentences
        self._holdings = holdings
        self._clearance = clearance
        self._found: dict[tuple[str, ...], tuple[Hit, ...]] = {}
        self._read: dict[tuple[str, ...], Mapping[str, Evidence]] = {}
        self._listed: dict[tuple[str, ...], Listing] = {}

    def find(self, text: str, mode: Mode) -> Found:
        """Return what was found."""
        wording = Wording.of(text)
        hits = self._search(text, mode)
        # What a search asks for in so many words is found wherever it stands.
        if wording.required:
            kept = list(hits)
        elif is_question(text):
            kept = [hit for hit in hits if hit.score >= _FAINTEST[mode]]
        elif mode == "lexical":
            kept = [hit for hit in hits if holds_a_word(hit.passage, wording)]
        else:
            near = self._standing_out(text)
            plain = {
                hit.passage.id
                for hit in hits
                if hit.passage.id in near or holds_all_words(hit.passage, wording)
            }
            # Where anything is about it, what ranks beside that is, too: in another language none
            # of the words stand.
            floor = _BESIDE_A_NAME if names_a_thing(text) else _BESIDE
            beside = {hit.passage.id for hit in hits[:_NEAREST] if hit.score >= floor}
            about = plain | beside if plain else plain
            kept = [hit for hit in hits if hit.passage.id in about]
        return Found(wording=wording, hits=tuple(kept), cut=len(kept) == MOST_HITS)

    def best_sentences(self, text: str, hits: Sequence[Hit]) -> Mapping[str, Evidence]:
        """Return the sentence of each hit that says most of what was searched for."""
        key = (self._holdings.fingerprint, text, *(hit.passage.id for hit in hits))
        known = self._read.get(key)
        if known is None:
            wording = Wording.of(text)
            terms = [term for clause in wording.required for term in clause]
            best: dict[str, Evidence] = {}
            for evidence in self._sentences.read(wording.text, hits):
                before = best.setdefault(evidence.passage.id, evidence)
                # Of what was asked for word by word, the sentence that holds it says most.
                if holds_term(evidence.text, terms) and not holds_term(before.text, terms):
                    best[evidence.passage.id] = evidence
            known = best
            self._read = _remembered(self._read, key, known)
        return known

    def list_documents(self, text: str, progress: Progress = lambda done, total: None) -> Listing:
        """Return every document with its best passage and a verdict."""
        key = (self._holdings.fingerprint, text)
        listing = self._listed.get(key)
        if listing is None:
            listing = list_documents(
                Wording.of(text),
                self._search(text, "hybrid"),
                self._holdings.sources(),
                passages=self._passages,
                sentences=self._sentences,
                near=None if is_question(text) else self._standing_out(text),
                progress=progress,
            )
            self._listed = _remembered(self._listed, key, listing)
        return listing

    def _standing_out(self, text: str) -> frozenset[str]:
        return standing_out(self._search(text, "dense"))

    def _search(self, text: str, mode: Mode) -> tuple[Hit, ...]:
        key = (self._holdings.fingerprint, text, mode)
        hits = self._found.get(key)
        if hits is None:
            query = Query(text=text, clearance=self._clearance)
            hits = tuple(self._retrievers[mode].search(query, MOST_HITS))
            self._found = _remembered(self._found, key, hits)
        return hits


def _remembered(kept: dict[_Key, _Value], key: _Key, value: _Value) -> dict[_Key, _Value]:
    """Return a new dictionary, so that another thread never sees one half filled."""
    if len(kept) >= _KEPT:
        kept = dict(list(kept.items())[_KEPT // 2 :])
    return {**kept, key: value}
