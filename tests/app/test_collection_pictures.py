"""What the pictures of the collection are drawn from."""

from __future__ import annotations

import pytest

from app.collection_counts import count_collection
from app.timeline import milestones
from ingest.document import Source


def source(path: str, **facts: object) -> Source:
    known: dict[str, object] = {"title": path, "language": "nb", **facts}
    return Source(id=path, checksum="0" * 64, path=path, **known)  # type: ignore[arg-type]


def test_documents_are_counted_once_for_each_of_their_countries() -> None:
    counts = count_collection(
        [
            source("a", agency="KDI", countries=("NO", "LV"), published="2018-01-02"),
            source("b", agency="KDI", countries=("LV",), published="2020", language="en"),
            source("c", language="und"),
        ]
    )

    assert counts.agencies == (("KDI", 2),)
    assert counts.countries == (("LV", 2), ("NO", 1))
    assert counts.languages == (("en", 1), ("nb", 1))
    assert counts.years == (("2018", 1), ("2019", 0), ("2020", 1))
    assert counts.undated == 1


def test_a_stray_date_does_not_fill_the_picture_with_empty_years() -> None:
    counts = count_collection([source("a", published="1814"), source("b", published="2020")])
    assert counts.years == (("1814", 1), ("2020", 1))


def test_nothing_counts_as_nothing() -> None:
    counts = count_collection([])
    assert (counts.years, counts.countries, counts.undated) == ((), (), 0)


@pytest.mark.parametrize(
    ("title", "kind", "sort"),
    [
        ("Norge og Russland med ny avtale", "press release", "agreement"),
        ("Samarbeidsavtalen med Latvia", "document", "agreement"),
        ("A visit", "agreement", "agreement"),
        ("Memorandum of understanding", "document", "agreement"),
        ("Dohoda o spolupráci", "document", "agreement"),
        ("EØS-midlene, land for land", "report", "programme"),
        ("EEA and Norway Grants", "report", "programme"),
        ("Norské fondy", "web page", "programme"),
        ("Utviklingsprogrammet", "report", "programme"),
        ("Annual report", "report", None),
        ("Partners in crime", "report", None),
    ],
)
def test_programmes_and_agreements_are_told_by_title_and_kind(
    title: str, kind: str, sort: str | None
) -> None:
    found = milestones([source("a", title=title, kind=kind, published="2020")])
    assert [one.sort for one in found] == ([sort] if sort else [])


@pytest.mark.parametrize(
    ("title", "published", "span"),
    [
        ("Programme 2009–2014", "2018", (2009, 2014, True)),
        ("Programme (2014-21)", None, (2014, 2021, True)),
        ("Programme 2014/2015", "2016", (2014, 2015, True)),
        ("Programme 2021–2014", "2018-05", (2018, 2018, False)),
        ("Programme of 2014", "2018-05-01", (2018, 2018, False)),
    ],
)
def test_the_years_are_the_titles_or_else_the_date(
    title: str, published: str | None, span: tuple[int, int, bool]
) -> None:
    (one,) = milestones([source("a", title=title, published=published)])
    assert (one.first, one.last, one.stated) == span


def test_what_has_no_time_is_left_out_and_the_rest_is_in_order() -> None:
    found = milestones(
        [
            source("late", title="Avtale", published="2020-03"),
            source("none", title="Avtale"),
            source("early", title="Avtale", published="2020-01"),
            source("long", title="Program 2001–2030"),
        ]
    )
    assert [one.source.path for one in found] == ["long", "early", "late"]
