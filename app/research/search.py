"""The search of the sources: passages are read for a question, but not for a mere name."""

from __future__ import annotations

from dataclasses import dataclass

from app.research.nearness import names_a_thing
from index.query import Hit, Query, Retriever


@dataclass(frozen=True, slots=True, kw_only=True)
class ResearchSearch:
    """A retriever that leaves what names a thing to `names`, and all else to `questions`.

    The reader behind questions moves what is named in one word up or down by chance, and who names
    a thing wants the passages that name it, in any language (docs/design.md has the measurements).
    """

    questions: Retriever
    names: Retriever

    def search(self, query: Query, limit: int) -> list[Hit]:
        """Return at most `limit` hits, best first."""
        retriever = self.names if names_a_thing(query.text) else self.questions
        return retriever.search(query, limit)
