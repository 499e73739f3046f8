"""Which documents of the shelf are listed, and in which order."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.library import Holding
from index.query import published_day

Column = Literal["title", "agency", "country", "language", "kind", "date", "passages", "pages"]
COLUMNS: tuple[Column, ...] = (
    "title", "agency", "country", "language", "kind", "date", "passages", "pages",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfChoice:
    """What a visitor asked to see; an empty field admits everything.

    `words` must all stand in a document's title, name, agency or kind, in whatever order.
    """

    words: str = ""
    agency: str | None = None
    country: str | None = None
    language: str | None = None
    kind: str | None = None
    order: Column = "title"
    descending: bool = False

    def admits(self, holding: Holding) -> bool:
        """Tell whether a document is listed."""
        source = holding.source
        named = _folded(" ".join((source.title, source.path, source.agency or "", source.kind)))
        return (
            self.agency in (None, source.agency)
            and (self.country is None or self.country in source.countries)
            and self.language in (None, source.language)
            and self.kind in (None, source.kind)
            and all(word in named for word in _folded(self.words).split())
        )


def chosen(
    holdings: Iterable[Holding],
    choice: ShelfChoice,
    *,
    country_name: Callable[[str], str],
    language_name: Callable[[str], str],
) -> list[Holding]:
    """Return the documents that are listed, in order.

    What a document does not tell comes last, whichever way the others are ordered. The names of
    countries and languages are those of the page, for that is how a reader looks for them.
    """
    listed = [holding for holding in holdings if choice.admits(holding)]

    def key(holding: Holding) -> Any:
        source = holding.source
        match choice.order:
            case "title":
                return sorted_as(source.title)
            case "agency":
                return sorted_as(source.agency) if source.agency else None
            case "country":
                countries = source.countries
                return sorted_as(country_name(countries[0])) if countries else None
            case "language":
                return sorted_as(language_name(source.language))
            case "kind":
                return sorted_as(source.kind)
            case "date":
                return published_day(source.published) if source.published else None
            case "passages":
                return holding.passages
            case "pages":
                return holding.pages or None

    listed.sort(key=lambda holding: sorted_as(holding.source.title))
    known = [holding for holding in listed if key(holding) is not None]
    known.sort(key=key, reverse=choice.descending)
    return known + [holding for holding in listed if key(holding) is None]


def options(holdings: Sequence[Holding], column: Column) -> list[str]:
    """Return the values that can be filtered by, each once; sorting them is the page's matter."""
    sources = [holding.source for holding in holdings]
    match column:
        case "agency":
            values = [source.agency for source in sources if source.agency]
        case "country":
            values = [code for source in sources for code in source.countries]
        case "language":
            values = [source.language for source in sources]
        case "kind":
            values = [source.kind for source in sources]
        case _:
            raise ValueError(f"no filter by {column}")
    return list(dict.fromkeys(values))


def sorted_as(text: str) -> tuple[str, ...]:
    """Return what sorts `text` as Norwegian does: æ, ø and å last, other accents ignored."""
    order = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"}
    letters = unicodedata.normalize("NFC", text).casefold()
    return tuple(order.get(letter) or _folded(letter) for letter in letters if letter.isalnum())


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
