"""All that a text asserts that can be compared exactly, taken apart once."""

from __future__ import annotations

from dataclasses import dataclass

from app.assistant.facts.amounts import Amount, amounts
from app.assistant.facts.listed import Name
from app.assistant.facts.moments import Moment, moments
from app.assistant.facts.names import NameFinder
from app.assistant.facts.polarity import Polarity, polarity
from app.assistant.facts.rates import rates
from app.assistant.facts.spelling import words_of
from app.assistant.facts.units import units_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one text asserts; `keys` are those of its names and of the glossary's terms."""

    text: str
    language: str
    amounts: tuple[Amount, ...]
    moments: tuple[Moment, ...]
    names: tuple[Name, ...]
    keys: frozenset[str]
    words: tuple[str, ...]
    units: frozenset[str]
    rates: frozenset[float]
    polarity: Polarity

    @classmethod
    def of(cls, text: str, language: str, finder: NameFinder) -> Facts:
        """Take `text` apart."""
        dates = moments(text)
        counted = tuple(amounts(text, language, dates))
        return cls(
            text=text,
            language=language,
            amounts=counted,
            moments=tuple(dates),
            names=tuple(finder.names(text, language)),
            keys=finder.keys(text, language),
            words=tuple(words_of(text)),
            units=units_named(text, language),
            rates=rates(text, language, counted),
            polarity=polarity(text, language),
        )

    @property
    def years(self) -> frozenset[int]:
        """Every year that a date names."""
        return frozenset(year for moment in self.moments for year in moment.years)

    def keys_of(self, kind: str) -> frozenset[str]:
        """Return the keys of one kind: `country`, `agency`, `city`, `region`, `term`."""
        return frozenset(key for key in self.keys if key.startswith(f"{kind}:"))
