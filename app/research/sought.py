"""A search as its address holds it, so that a link to it draws the same again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar, get_args

from app.research.narrowing import FACETS, Facet, Order, Selection
from index.search import LONGEST_QUERY, Mode

View = Literal["hits", "documents"]
Address = dict[str, list[str]]

_NAMES: Mapping[Facet, str] = {
    "agencies": "agency",
    "countries": "country",
    "languages": "lang",
    "kinds": "kind",
    "years": "year",
}
_Choice = TypeVar("_Choice")
_MOST_VALUES = 50
_LONGEST_VALUE = 200
_HALF_A_CHARACTER = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What was searched for and how it is shown; no text is no search yet."""

    text: str = ""
    mode: Mode = "hybrid"
    selection: Selection = Selection()
    order: Order = "relevance"
    view: View = "hits"

    @classmethod
    def at(cls, address: Mapping[str, Sequence[str]]) -> Sought:
        """Read an address; what in it means nothing is passed over."""
        return cls(
            text=_readable((list(address.get("q", ())) or [""])[-1])[:LONGEST_QUERY].strip(),
            mode=_one_of(address.get("mode", ()), get_args(Mode), "hybrid"),
            selection=Selection(
                **{facet: _values(address.get(_NAMES[facet], ())) for facet in FACETS}
            ),
            order=_one_of(address.get("sort", ()), get_args(Order), "relevance"),
            view=_one_of(address.get("view", ()), get_args(View), "hits"),
        )

    @property
    def address(self) -> Address:
        """The address that `at` reads; what is as usual is not in it."""
        given: Address = {
            "q": [self.text] if self.text else [],
            "mode": [self.mode] if self.mode != "hybrid" else [],
            **{_NAMES[facet]: list(self.selection.chosen(facet)) for facet in FACETS},
            "sort": [self.order] if self.order != "relevance" else [],
            "view": [self.view] if self.view != "hits" else [],
        }
        return {name: values for name, values in given.items() if values}


def _readable(text: str) -> str:
    return _HALF_A_CHARACTER.sub("", text)


def _values(given: Sequence[str]) -> tuple[str, ...]:
    readable = [_readable(value)[:_LONGEST_VALUE] for value in given[:_MOST_VALUES]]
    return tuple(dict.fromkeys(value for value in readable if value))


def _one_of(given: Sequence[str], allowed: tuple[_Choice, ...], usual: _Choice) -> _Choice:
    return next((one for one in allowed if given and one == given[-1]), usual)
