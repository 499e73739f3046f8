"""What the glossary holds: a concept of the domain, its names and where it is defined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.errors import SamsvarError

LANGUAGES = ("nb", "nn", "en", "sv", "cs")
ANY = "any"
"""The language of abbreviations that every language uses."""


class GlossaryError(SamsvarError):
    """The glossary cannot be read, or does not hold what a glossary must."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermSource:
    """The public text that bears a definition; `place` is where in it, if anywhere particular."""

    name: str
    url: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One concept of the domain and what it is called.

    Parameters
    ----------
    forms
        By language, the preferred form first.
    abbreviations
        By language, or under `any` where all languages use them.
    definition
        By language, Norwegian bokmål and English.
    homonyms
        Forms that are ordinary words in another language.
    case_sensitive
        Whether abbreviations of four letters and more are found only as they are written here.
    """

    id: str
    forms: Mapping[str, tuple[str, ...]]
    definition: Mapping[str, str]
    source: TermSource
    abbreviations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    homonyms: frozenset[str] = frozenset()
    case_sensitive: bool = False

    def names(self, language: str) -> tuple[str, ...]:
        """Return all that the term is called in `language`, abbreviations last."""
        short = (*self.abbreviations.get(language, ()), *self.abbreviations.get(ANY, ()))
        return (*self.forms.get(language, ()), *short)
