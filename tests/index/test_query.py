"""The values of search: what filters admit, and how dates of reduced precision compare."""

from __future__ import annotations

import pytest
from fake_embedder import FakeEmbedder
from hypothesis import given, settings
from hypothesis import strategies as st
from index_desk import Desk

from index.open_index import OpenIndex
from index.query import Filters, Query, published_day
from index.search import IndexRetriever
from ingest.document import Access, Source
from ingest.errors import SamsvarError


def test_dates_of_reduced_precision_sort_by_what_they_may_mean():
    first = ["2013-12-31", "2014", "2014-05", "2014-05-06", "2014-06"]

    assert sorted(first, key=published_day) == first
    assert published_day("2014-12-31") <= published_day("2014", end=True)
    assert published_day("2014", end=True) < published_day("2015")
    assert published_day("2014-05-31") <= published_day("2014-05", end=True)
    assert published_day("2014-05", end=True) < published_day("2014-06")


@pytest.mark.parametrize("date", ["i går", "2014-5", "14", "2014-05-06T12:00", "", "２０１４"])
def test_a_date_that_is_none_is_refused(date):
    with pytest.raises(SamsvarError, match="YYYY-MM-DD"):
        Filters(published_to=date)


def source(**facts: object) -> Source:
    known: dict[str, object] = {
        "title": "T", "language": "nb", "agency": "KDI", "countries": ("NO", "LV"),
        "kind": "report", "published": "2014-05-06", **facts,
    }  # fmt: skip
    return Source(id="a", checksum="", path="a.md", **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filters", "admitted"),
    [
        ({}, True),
        ({"agencies": ("KRUS", "KDI")}, True),
        ({"agencies": ("KRUS",)}, False),
        ({"countries": ("LV",)}, True),
        ({"countries": ("SE",)}, False),
        ({"languages": ("nb", "en")}, True),
        ({"languages": ("en",)}, False),
        ({"kinds": ("report",)}, True),
        ({"kinds": ("agreement",)}, False),
        ({"documents": ("a.md", "b.md")}, True),
        ({"documents": ("b.md",)}, False),
        ({"published_from": "2014"}, True),
        ({"published_from": "2014-05-06", "published_to": "2014-05-06"}, True),
        ({"published_from": "2014-05-07"}, False),
        ({"published_to": "2014-05"}, True),
        ({"published_to": "2014-04"}, False),
        ({"agencies": ("KDI",), "kinds": ("agreement",)}, False),
    ],
)
def test_filters_admit_a_source_that_passes_every_one(filters, admitted):
    assert Filters(**filters).admits(source()) is admitted


@pytest.mark.parametrize("filters", [{"published_from": "1900"}, {"published_to": "2099"}])
def test_a_source_without_a_date_passes_no_date_filter(filters):
    assert not Filters(**filters).admits(source(published=None))
    assert Filters().admits(source(published=None))


def test_a_source_without_an_agency_is_of_none():
    assert not Filters(agencies=("KDI",)).admits(source(agency=None))


PAGES = (
    {"agency": "KDI", "country": "NO", "language": "nb", "kind": "report", "published": "2014"},
    {"agency": "KDI", "countries": "[NO, CZ]", "language": "nn", "kind": "handbook",
     "published": "2014-05"},
    {"agency": "VSCR", "country": "CZ", "language": "en", "kind": "report",
     "published": "2014-05-06"},
    {"agency": "VSCR", "country": "CZ", "language": "en", "kind": "agreement",
     "published": "2015-12-31"},
    {"language": "en", "country": "RO"},
)  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory, projections) -> OpenIndex:
    desk = Desk(tmp_path_factory.mktemp("filters"), projections)
    matter = ["\n".join(f"{key}: {value}" for key, value in page.items()) for page in PAGES]
    bodies = [f"Mentors visit workshop {number} every week." for number in range(len(PAGES))]
    desk.put(
        {
            f"{number}.md": f"---\ntitle: Page {number}\n{facts}\n---\n\n{body}\n"
            for number, (facts, body) in enumerate(zip(matter, bodies, strict=True))
        }
    )
    report = desk.ingest()
    assert (report.failed, report.documents) == ([], len(PAGES))
    return OpenIndex(desk.paths)


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


DATES = st.none() | st.sampled_from(
    ["2013", "2014", "2014-04", "2014-05", "2014-05-06", "2014-05-07", "2015-12-31", "2016"]
)
FILTERS = st.builds(
    Filters,
    agencies=some("KDI", "VSCR", "KRUS"),
    countries=some("NO", "CZ", "RO", "SE"),
    languages=some("nb", "nn", "en"),
    kinds=some("report", "handbook", "document"),
    documents=some("0.md", "2.md", "4.md", "9.md"),
    published_from=DATES,
    published_to=DATES,
)


@settings(max_examples=60)
@given(FILTERS)
def test_filters_admit_the_sources_that_the_index_finds_passages_of(index, filters):
    admitted = {one.path for one in index.generation().shelf.sources() if filters.admits(one)}

    for mode in ("dense", "lexical"):
        query = Query(text="mentors visit", clearance=Access.PUBLIC, filters=filters)
        hits = IndexRetriever(index, FakeEmbedder(), mode=mode).search(query, 100)
        found = {passage.source.path for hit in hits for passage in (hit.passage, *hit.duplicates)}
        assert found == admitted
