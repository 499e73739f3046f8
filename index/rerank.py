"""Order what the search found by how the trained reader reads it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from index.query import Hit, Query, Retriever, Signal
from index.reader import PassageReader
from index.reader_input import Read
from index.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class RerankSettings:
    """`depth` passages are read; `reader_share` is the reader's weight against the search's.

    A passage whose relevance lies `spread` below the best one's has nothing from the reader.
    """

    depth: int = 12
    reader_share: float = 0.5
    spread: float = 20.0


class RerankingRetriever:
    """A retriever whose first passages are read and put in a new order.

    The most relevant passage gets 1 from the reader, one that is `spread` below it, or was not
    read, 0; a hit's score is the weighted sum of that and the search's own, in [0, 1].
    """

    def __init__(
        self,
        retriever: Retriever,
        reader: PassageReader,
        settings: RerankSettings = RerankSettings(),
    ) -> None:
        self._retriever = retriever
        self._reader = reader
        self._settings = settings

    def search(self, query: Query, limit: int) -> list[Hit]:
        """Return at most `limit` hits, best first."""
        settings = self._settings
        hits = self._retriever.search(query, max(limit, settings.depth))
        read = hits[: settings.depth]
        asked = Wording.of(query.text).text
        readings = self._reader.read(asked, [Read.of(hit.passage) for hit in read])
        relevance = [reading.relevance for reading in readings]
        best = max(relevance, default=0.0)
        ranks = sorted(range(len(read)), key=lambda number: (-relevance[number], number))
        scored = [self._scored(hit, 0.0) for hit in hits[settings.depth :]]
        for rank, number in enumerate(ranks, start=1):
            share = max(0.0, 1.0 - (best - relevance[number]) / settings.spread)
            hit = self._scored(read[number], share)
            signal = Signal(retriever="reader", rank=rank, score=relevance[number])
            scored.append(replace(hit, signals=(*hit.signals, signal)))
        # The passage breaks ties, so that the same question gives the same order every time.
        return sorted(scored, key=lambda hit: (-hit.score, hit.passage.id))[:limit]

    def _scored(self, hit: Hit, reader: float) -> Hit:
        share = self._settings.reader_share
        return replace(hit, score=share * reader + (1 - share) * hit.score)
