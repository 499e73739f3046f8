"""The complete listing: every document, its best passage, and whether it speaks to the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from app.assistant.answer import Evidence
from app.assistant.evidence import Reader
from app.research.matched import holds_all_words
from index.grams import words
from index.query import Hit
from index.reader import PassageReader
from index.reader_input import Read
from index.wording import Wording
from ingest.document import Source

Verdict = Literal["clear", "perhaps", "nothing"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Progress = Callable[[int, int], None]

# Measured on the development cases; see "Is there nothing in the others?" in docs/design.md.
SURE_EVIDENCE = 0.1
NEAREST_SCORE = 0.3
UNLIKELY_ANSWER = -2.0
_BATCH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A document, its best passage if any was worth reading, and the best sentence of that."""

    source: Source
    verdict: Verdict
    hit: Hit | None = None
    sentence: Evidence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Every document that may be seen, those that speak to the search first."""

    documents: tuple[Listed, ...]

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many documents there are of each verdict."""
        counted = Counter(listed.verdict for listed in self.documents)
        return {verdict: counted[verdict] for verdict in VERDICTS}

    def of(self, verdict: Verdict) -> tuple[Listed, ...]:
        """Return the documents of one verdict."""
        return tuple(listed for listed in self.documents if listed.verdict == verdict)


def list_documents(
    wording: Wording,
    hits: Sequence[Hit],
    sources: Sequence[Source],
    *,
    passages: PassageReader,
    sentences: Reader,
    near: frozenset[str] | None = None,
    progress: Progress = lambda done, total: None,
) -> Listing:
    """Judge every source by its best passage.

    Parameters
    ----------
    hits
        What the hybrid search found, best first. A source that is not among them holds nothing.
    near
        The passages whose meaning stands out, by id, if the search is no question: a reader can
        tell what answers a question, but not what a few words are about.
    progress
        Told (passages read, passages to read).
    """
    best = _best_of_each(hits, wording, near)
    worth = {path: hit for path, hit in best.items() if _worth_reading(hit, wording, near)}
    read = [Read.of(hit.passage) for hit in worth.values()]
    answerable: list[float] = []
    for first in range(0, len(read), _BATCH):
        progress(first, len(read))
        part = passages.read(wording.text, read[first : first + _BATCH])
        answerable += [reading.answerable for reading in part]
    progress(len(read), len(read))
    surest: dict[str, Evidence] = {}
    for evidence in sentences.read(wording.text, list(worth.values())):
        surest.setdefault(evidence.passage.source.path, evidence)
    listed = []
    for (path, hit), likely in zip(worth.items(), answerable, strict=True):
        sentence = surest.get(path)
        if near is None or wording.required:
            verdict = _answering(wording, sentence, likely)
        else:
            verdict = "clear" if holds_all_words(hit.passage, wording) else "perhaps"
        if verdict != "nothing":
            source = hit.passage.source
            listed.append(Listed(source=source, verdict=verdict, hit=hit, sentence=sentence))
    listed.sort(key=lambda one: VERDICTS.index(one.verdict))
    speaking = {one.source.path for one in listed}
    silent = [source for source in sources if source.path not in speaking]
    listed += [Listed(source=source, verdict="nothing") for source in silent]
    return Listing(documents=tuple(listed))


def _best_of_each(
    hits: Sequence[Hit], wording: Wording, near: frozenset[str] | None
) -> dict[str, Hit]:
    """Return the best passage of each document; of a few words, the best that holds them."""
    best: dict[str, Hit] = {}
    held: dict[str, Hit] = {}
    for hit in hits:
        for passage in (hit.passage, *hit.duplicates):
            own = Hit(passage=passage, score=hit.score, signals=hit.signals)
            path = passage.source.path
            best.setdefault(path, own)
            if near is not None and path not in held and holds_all_words(passage, wording):
                held[path] = own
    return best | held


def _worth_reading(hit: Hit, wording: Wording, near: frozenset[str] | None) -> bool:
    if wording.required:
        return True
    if near is None:
        return hit.score >= NEAREST_SCORE
    return hit.passage.id in near or holds_all_words(hit.passage, wording)


def _answering(wording: Wording, sentence: Evidence | None, likely: float) -> Verdict:
    sure = sentence is not None and sentence.score >= SURE_EVIDENCE
    # What was asked for word by word is there, whatever a reader makes of it.
    if sure or _only_terms(wording):
        return "clear"
    return "perhaps" if wording.required or likely >= UNLIKELY_ANSWER else "nothing"


def _only_terms(wording: Wording) -> bool:
    """Tell whether a search holds nothing but terms that must stand in a passage."""
    terms = {word for clause in wording.required for term in clause for word in term.words}
    return bool(terms) and set(words(wording.text)) <= terms
