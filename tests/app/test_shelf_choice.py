"""The shelf is narrowed by words and facts, and sorted as its readers sort."""

from __future__ import annotations

import pytest

from app.library import Holding
from app.shelf_choice import COLUMNS, ShelfChoice, chosen, options, sorted_as
from ingest.document import Source


def held(path: str, *, passages: int = 1, pages: int = 0, **facts: object) -> Holding:
    known: dict[str, object] = {"title": path, "language": "nb", **facts}
    source = Source(id=path, checksum="0" * 64, path=path, **known)  # type: ignore[arg-type]
    return Holding(source=source, pages=pages, characters=100, passages=passages)


HOLDINGS = (
    held("a", title="Ærlig avtale", agency="KDI", countries=("NO", "RU"), published="2019-12-06"),
    held("b", title="Åpen rapport", agency="SPPS", countries=("SE",), language="sv", kind="report"),
    held("c", title="Zone", countries=("CZ",), language="cs", published="2019", passages=9),
    held("d", title="Élan", agency="KDI", pages=4, published="2020-05", kind="report"),
)


def listed(**choice: object) -> str:
    found = chosen(
        HOLDINGS,
        ShelfChoice(**choice),  # type: ignore[arg-type]
        country_name={"NO": "Norge", "SE": "Sverige", "CZ": "Tsjekkia"}.__getitem__,
        language_name={"nb": "norsk", "sv": "svensk", "cs": "tsjekkisk"}.__getitem__,
    )
    return "".join(holding.source.path for holding in found)


@pytest.mark.parametrize(
    ("choice", "paths"),
    [
        ({}, "dcab"),
        ({"words": "avtale ærlig"}, "a"),
        ({"words": "elan"}, "d"),
        ({"words": "KDI"}, "da"),
        ({"words": "avtale zone"}, ""),
        ({"agency": "KDI"}, "da"),
        ({"country": "RU"}, "a"),
        ({"language": "sv"}, "b"),
        ({"kind": "report", "agency": "KDI"}, "d"),
    ],
)
def test_what_does_not_match_is_not_listed(choice: dict[str, object], paths: str) -> None:
    assert listed(**choice) == paths


@pytest.mark.parametrize(
    ("order", "rising", "falling"),
    [
        ("title", "dcab", "bacd"),
        ("agency", "dabc", "bdac"),
        ("country", "abcd", "cbad"),
        ("language", "dabc", "cbda"),
        ("date", "cadb", "dacb"),
        ("passages", "dabc", "cdab"),
        ("pages", "dcab", "dcab"),
    ],
)
def test_what_is_not_known_comes_last_either_way(order: str, rising: str, falling: str) -> None:
    assert listed(order=order) == rising
    assert listed(order=order, descending=True) == falling


def test_every_column_sorts() -> None:
    assert {len(listed(order=column)) for column in COLUMNS} == {4}


def test_norwegian_letters_come_last_and_accents_do_not_count() -> None:
    words = ["øre", "åre", "ære", "zoo", "éple", "eple b", "ödla"]
    assert sorted(words, key=sorted_as) == ["éple", "eple b", "zoo", "ære", "ödla", "øre", "åre"]


def test_only_what_is_there_can_be_filtered_by() -> None:
    assert options(HOLDINGS, "agency") == ["KDI", "SPPS"]
    assert options(HOLDINGS, "country") == ["NO", "RU", "SE", "CZ"]
    with pytest.raises(ValueError, match="no filter"):
        options(HOLDINGS, "title")
