"""Find passages: by meaning, by words, or by both, in any language from any language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.embedder import Embedder, Vectors
from index.errors import ModelError
from index.fusion import Fused, Scored, fuse
from index.generation import Generation, damaged
from index.glossary import Glossary
from index.grams import first_words, words
from index.open_index import OpenIndex
from index.projection import LanguageProjection, language_projection
from index.query import Hit, Query, Signal
from index.wording import Wording
from ingest.document import Passage
from ingest.errors import SamsvarError
from ingest.languages import detect_query

Mode = Literal["hybrid", "dense", "lexical"]
Names = Mapping[str, Sequence[str]]
"""What the glossary calls the terms of a query, by language."""
LONGEST_QUERY = 4000
# Whose terms are added to a query: between the languages that are asked in. For akin languages,
# and for Czech, the plain vectors find more.
_PARTNERS: Mapping[str, tuple[str, ...]] = {"nordic": ("en",), "en": ("nb", "nn")}


class QueryError(SamsvarError):
    """A query or question that cannot be searched for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSettings:
    """How the two legs are weighed.

    `dense_weight` is the share of the dense leg for passages in the query's own language or one
    akin to it; `foreign_dense_weight` that for the others, where shared words are few and mostly
    accidents. `depth` is how far each leg is read. With `names_among_words`, passages in the other
    languages are searched for what the glossary calls the query's terms there, too.
    """

    dense_weight: float = 0.7
    foreign_dense_weight: float = 0.95
    depth: int = 50
    names_among_words: bool = False


class IndexRetriever:
    """The retriever over an index: dense, lexical, or both fused.

    What a query says of phrases, prefixes and words to leave out (`index.wording`) holds in every
    mode. With a glossary, a term of a query is looked for by its name in the other language too.
    """

    def __init__(
        self,
        index: OpenIndex,
        embedder: Embedder,
        *,
        mode: Mode = "hybrid",
        settings: SearchSettings = SearchSettings(),
        glossary: Callable[[], Glossary] | None = None,
    ) -> None:
        self._index = index
        self._embedder = embedder
        self._mode = mode
        self._settings = settings
        self._glossary = glossary
        self._projection: LanguageProjection | None = None

    def search(self, query: Query, limit: int) -> list[Hit]:
        """Return at most `limit` hits, best first.

        Raises
        ------
        QueryError
            If the query holds no letter or digit, or only words to leave out, is longer than
            `LONGEST_QUERY` characters, or is no valid Unicode.
        IndexMissingError, IndexDamagedError, ModelError
            If the index cannot be searched.
        """
        check_query(query.text)
        if limit < 1:
            return []
        generation = self._index.generation()
        try:
            return self._search(generation, query, limit)
        except SamsvarError:
            raise
        # Chroma, tantivy and SQLite fail in their own ways on damaged or vanished files.
        except Exception as error:
            current = self._index.generation()
            if current is not generation:
                return self._search(current, query, limit)
            raise damaged(generation.folder, error) from error

    def _search(self, generation: Generation, query: Query, limit: int) -> list[Hit]:
        if not len(generation.vectors):
            return []
        wording = Wording.of(query.text)
        query = replace(query, text=wording.text)
        if self._mode == "hybrid" and not query.language:
            query = replace(query, language=detect_query(query.text))
        depth = max(self._settings.depth, 2 * limit)
        dense: Scored = []
        lexical: Mapping[str, Scored] = {}
        names = self._names(query)
        if self._mode != "dense":
            lexical = self._lexical(generation, query, depth, wording, names)
        if self._mode != "lexical":
            dense = self._dense(generation, query, depth, wording, names, lexical)
        fused = fuse(
            dense,
            lexical,
            dense_weight=self._weights(generation, query),
            spread=generation.manifest.spread,
        )
        return _hits(generation, fused, limit)

    def _names(self, query: Query) -> Names:
        """Return what the terms of a query are called in other languages."""
        if not self._glossary or self._mode != "hybrid":
            return {}
        return self._glossary().expansion(query.text, query.language or "")

    def _lexical(
        self, generation: Generation, query: Query, depth: int, wording: Wording, names: Names
    ) -> dict[str, Scored]:
        """Search by words: each language apart, to have its own best score, or all in one list."""
        languages = generation.manifest.languages
        wanted = [one for one in languages if one in (query.filters.languages or languages)]
        groups = [(language,) for language in wanted] if self._mode == "hybrid" else [tuple(wanted)]
        # A search in some languages need not filter by them too.
        filters = replace(query.filters, languages=())
        found: dict[str, Scored] = {}
        for group in filter(None, groups):
            asked = wording
            if self._settings.names_among_words and _foreign(group[0], query):
                asked = replace(wording, text=" ".join((wording.text, *names.get(group[0], ()))))
            found[" ".join(group)] = generation.lexical.search(
                asked, depth, group, filters, query.clearance
            )
        return found

    def _dense(
        self,
        generation: Generation,
        query: Query,
        depth: int,
        wording: Wording,
        names: Names,
        lexical: Mapping[str, Scored],
    ) -> Scored:
        """Return the nearest passages, and the cosines of those that only the words found."""
        admitted = (
            generation.lexical.admitted(wording, query.filters, query.clearance)
            if wording.constrains
            else None
        )
        vector = self._vector(generation, query, names)
        nearest = dict(
            generation.vectors.search(vector, depth, query.filters, query.clearance, admitted)
        )
        by_words = [number for scored in lexical.values() for number, _ in scored]
        rest = [number for number in by_words if number not in nearest]
        nearest |= generation.vectors.cosines(vector, rest)
        return list(nearest.items())

    def _vector(self, generation: Generation, query: Query, names: Names) -> Vectors:
        """Return the query's vector, shape (1, d), without its language.

        It is that of the query with what the glossary calls its first term in the other language.
        """
        text = query.text
        there = set(generation.manifest.languages)
        partners = [one for one in _PARTNERS.get(_family(query.language or ""), ()) if one in there]
        for name in names.get(partners[0], ())[:1] if partners else ():
            text = f"{text} ({name})"
        return self._project(generation).apply(self._embedder.queries([text]))

    def _weights(self, generation: Generation, query: Query) -> Callable[[int], float]:
        """Return the share of the dense leg by passage number."""
        if self._mode != "hybrid":
            share = 1.0 if self._mode == "dense" else 0.0
            return lambda number: share
        settings, language_of = self._settings, generation.languages
        shares = {
            language: settings.foreign_dense_weight
            if _foreign(language, query)
            else settings.dense_weight
            for language in generation.manifest.languages
        }
        return lambda number: shares[language_of[number]]

    def _project(self, generation: Generation) -> LanguageProjection:
        manifest, now = generation.manifest, self._embedder.fingerprint
        if self._projection is None:
            self._projection = language_projection(self._embedder, self._index.paths.models)
        if manifest.model != now or manifest.projection != self._projection.fingerprint:
            raise ModelError(
                f"the index was made with the model {manifest.model}, the settings say {now}",
                where=str(self._index.paths.data),
                remedy="Run: samsvar ingest --rebuild, or set SAMSVAR_MODEL back",
            )
        return self._projection


def _family(language: str) -> str:
    """Return one name for languages that share most of their words."""
    return "nordic" if language in ("nb", "nn", "da", "sv") else language


def _foreign(language: str, query: Query) -> bool:
    return _family(language) != _family(query.language or "")


def check_query(text: str) -> None:
    """Raise `QueryError` if `text` cannot be searched for."""
    if not words(text[:LONGEST_QUERY]):
        raise QueryError(
            "the question is empty" if not text.strip() else "the question has no words",
            remedy="Write what you want to know, in Norwegian or English",
        )
    if len(text) > LONGEST_QUERY:
        raise QueryError(
            f"the question is {len(text):,} characters long; the limit is {LONGEST_QUERY:,}",
            remedy="Ask in fewer words; a whole text belongs in a file for `samsvar ingest`",
        )
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise QueryError(
            "the question holds bytes that are no text",
            remedy="Write it in UTF-8",
        )
    if not words(Wording.of(text).text):
        raise QueryError(
            "the question has only words to leave out",
            remedy="Write what to look for as well: kurs -Latvia",
        )


def _hits(generation: Generation, fused: list[Fused], limit: int) -> list[Hit]:
    """Fetch the passages of the best, folding those with the same words into one hit."""
    hits: list[Hit] = []
    # The places of hits that begin alike: only their words are compared to the end.
    beginning: dict[tuple[str, ...], list[int]] = {}
    for first in range(0, len(fused), 2 * limit):
        part = fused[first : first + 2 * limit]
        passages = generation.shelf.passages([found.number for found in part])
        for found in part:
            passage = passages[found.number]
            alike = beginning.setdefault(first_words(passage.text), [])
            place = _same_words(hits, alike, passage)
            if place is not None:
                hit = hits[place]
                hits[place] = replace(hit, duplicates=(*hit.duplicates, passage))
            elif len(hits) < limit:
                alike.append(len(hits))
                hits.append(_hit(passage, found))
        if len(hits) == limit:
            break
    return hits


def _same_words(hits: list[Hit], places: list[int], passage: Passage) -> int | None:
    """Return which of the hits at `places` has the words of `passage`, if any."""
    same = (place for place in places if words(hits[place].passage.text) == words(passage.text))
    return next(same, None)


def _hit(passage: Passage, found: Fused) -> Hit:
    legs = (("dense", found.dense), ("lexical", found.lexical))
    return Hit(
        passage=passage,
        score=found.score,
        signals=tuple(
            Signal(retriever=name, rank=leg[0], score=leg[1]) for name, leg in legs if leg
        ),
    )
