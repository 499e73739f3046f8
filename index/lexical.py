"""The lexical leg: BM25 over character 5-grams, and exact words, in a tantivy index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import tantivy

from index.grams import grams, words
from index.query import Filters, published_day
from index.wording import Term, Wording
from ingest.document import Access, Passage

# Far more than any question has; it bounds what a hostile query can cost.
_MOST_GRAMS = 400
_HEAP = 64 << 20
_NEVER = 0


def _schema() -> Any:
    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("number", fast=True)
    schema.add_text_field("grams", tokenizer_name="whitespace", index_option="freq")
    schema.add_text_field("words", tokenizer_name="whitespace", index_option="position")
    for name in ("language", "document", "kind", "agency", "country"):
        schema.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("access", "published"):
        schema.add_integer_field(name, indexed=True, fast=True)
    return schema.build()


class LexicalIndex:
    """BM25 (k1 = 1.2, b = 0.75) among the passages of one generation."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`; any error of tantivy's passes through."""
        self._index = tantivy.Index.open(str(folder))
        self._schema = self._index.schema
        self._searcher = self._index.searcher()

    def search(
        self,
        wording: Wording,
        limit: int,
        languages: Sequence[str],
        filters: Filters,
        clearance: Access,
    ) -> list[tuple[int, float]]:
        """Return (passage number, BM25 score) of what `wording` admits in `languages`, best first.

        `filters` may ask for languages too; what is found is in both.
        """
        asked = _grams_asked(wording.text)
        terms = [_in_language(gram, language) for language in languages for gram in asked]
        if not terms:
            return []
        query = tantivy.Query
        anywhere = query.boolean_query(
            [
                (tantivy.Occur.Should, query.term_query(self._schema, "grams", term))
                for term in terms
            ]
        )
        clauses = [
            (tantivy.Occur.Must, anywhere),
            *self._clauses(wording),
            *((tantivy.Occur.Must, clause) for clause in self._where(filters, clearance)),
        ]
        found = self._searcher.search(query.boolean_query(clauses), limit=limit, count=False)
        numbers = self._numbers([address for _, address in found.hits])
        return [
            (number, float(score)) for number, (score, _) in zip(numbers, found.hits, strict=True)
        ]

    def admitted(self, wording: Wording, filters: Filters, clearance: Access) -> list[int]:
        """Return the numbers of all passages that `wording` and the filters admit."""
        query = tantivy.Query
        clauses = [
            (tantivy.Occur.Must, query.all_query()),
            *self._clauses(wording),
            *((tantivy.Occur.Must, clause) for clause in self._where(filters, clearance)),
        ]
        found = self._searcher.search(
            query.boolean_query(clauses), limit=max(1, self._searcher.num_docs), count=False
        )
        return sorted(self._numbers([address for _, address in found.hits]))

    def _numbers(self, addresses: list[Any]) -> list[int]:
        """Return the numbers of the passages that tantivy names by `addresses`."""
        if not addresses:
            return []
        numbers: list[Any] = self._searcher.fast_field_values("number", addresses)
        return numbers

    def _clauses(self, wording: Wording) -> list[tuple[Any, Any]]:
        """Return what a passage must and must not hold; none of it counts in the score."""
        query = tantivy.Query
        must = [
            query.boolean_query([(tantivy.Occur.Should, self._term(term)) for term in clause])
            for clause in wording.required
        ]
        return [
            *((tantivy.Occur.Must, query.const_score_query(clause, 0.0)) for clause in must),
            *((tantivy.Occur.MustNot, self._term(term)) for term in wording.excluded),
        ]

    def _term(self, term: Term) -> Any:
        query = tantivy.Query
        tokens: list[Any] = list(term.words)
        if term.prefix:
            # Words hold letters, digits and underscores only: nothing in them is a pattern.
            tokens[-1] += ".*"
            if len(tokens) == 1:
                return query.regex_query(self._schema, "words", tokens[0])
            return query.regex_phrase_query(self._schema, "words", tokens)
        if len(tokens) == 1:
            return query.term_query(self._schema, "words", tokens[0])
        return query.phrase_query(self._schema, "words", tokens)

    def _where(self, filters: Filters, clearance: Access) -> Iterable[Any]:
        query, schema = tantivy.Query, self._schema
        clauses = []
        for field, values in (
            ("agency", filters.agencies),
            ("country", filters.countries),
            ("language", filters.languages),
            ("kind", filters.kinds),
            ("document", filters.documents),
        ):
            if values:
                clauses.append(query.term_set_query(schema, field, list(values)))
        if clearance < max(Access):
            clauses.append(
                query.range_query(
                    schema, "access", tantivy.FieldType.Integer, upper_bound=int(clearance)
                )
            )
        if filters.published_from or filters.published_to:
            first, last = filters.published_from, filters.published_to
            clauses.append(
                query.range_query(
                    schema,
                    "published",
                    tantivy.FieldType.Integer,
                    lower_bound=published_day(first) if first else _NEVER + 1,
                    upper_bound=published_day(last, end=True) if last else None,
                )
            )
        return [query.const_score_query(clause, 0.0) for clause in clauses]


# The same words are looked for in one language after the other.
@lru_cache(maxsize=8)
def _grams_asked(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(grams(text)))[:_MOST_GRAMS]


def _in_language(gram: str, language: str) -> str:
    """Return how a gram of one language is indexed: each is searched by itself, and soon done."""
    return f"{language}:{gram}"


def write_lexical(folder: Path, passages: Iterable[tuple[int, Passage]]) -> None:
    """Write a new index of (passage number, passage)."""
    folder.mkdir()
    index = tantivy.Index(_schema(), path=str(folder))
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    for number, passage in passages:
        source = passage.source
        # The heading trail counts as words of the passage for BM25, but no quoted phrase stands
        # in it.
        found = grams("\n".join((*passage.headings, passage.text)))
        document = tantivy.Document(
            number=number,
            grams=" ".join(_in_language(gram, passage.language) for gram in found),
            words=" ".join(words(passage.text)),
            language=passage.language,
            document=source.path,
            kind=source.kind,
            access=int(source.access),
            published=published_day(source.published) if source.published else _NEVER,
        )
        if source.agency:
            document.add_text("agency", source.agency)
        for country in source.countries:
            document.add_text("country", country)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
