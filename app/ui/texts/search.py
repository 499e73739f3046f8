"""The texts of the search page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTexts:
    """The search page's texts in one language."""

    heading: str


BOKMAL = SearchTexts(heading="Søk i kildene")

ENGLISH = SearchTexts(heading="Search the sources")
