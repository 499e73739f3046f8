"""Restrictions survive the address, and any one of them is taken away alone."""

from __future__ import annotations

from fake_desk import CZECH, KDI
from hypothesis import given
from hypothesis import strategies as st

from app.ui.ask.arriving import Address
from app.ui.ask.restrictions import from_address, restricted_to, restrictions, to_address, without
from app.ui.texts import BOKMAL, ENGLISH
from index.query import Filters

SOURCES = (CZECH.source, KDI.source)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
values = st.lists(texts.filter(str.strip).filter(lambda text: len(text) < 300), max_size=3)
several = values.map(lambda many: tuple(dict.fromkeys(many)))
dates = st.none() | st.sampled_from(["2014", "2014-05", "2014-05-06"])
all_filters = st.builds(
    Filters,
    agencies=several,
    countries=several,
    languages=several,
    kinds=several,
    documents=several,
    published_from=dates,
    published_to=dates,
)


@given(filters=all_filters)
def test_filters_survive_the_address(filters: Filters) -> None:
    assert from_address(to_address(filters)) == filters


@given(
    address=st.dictionaries(st.sampled_from(["q", "chat", "from", "agency", "document"]), values)
)
def test_any_address_can_be_read(address: dict[str, list[str]]) -> None:
    here = Address.parse(address)
    assert Address.parse(here.parameters) == here


@given(filters=all_filters)
def test_each_restriction_is_told_and_can_be_taken_away(filters: Filters) -> None:
    left = filters
    told = restrictions(filters, SOURCES, BOKMAL)
    for one in told:
        fewer = without(left, one)
        assert (
            len(restrictions(fewer, SOURCES, BOKMAL))
            == len(restrictions(left, SOURCES, BOKMAL)) - 1
        )
        left = fewer
    assert left == Filters()
    assert bool(restricted_to(filters, SOURCES, BOKMAL)) == bool(told)


def test_restrictions_are_in_the_words_of_the_page() -> None:
    filters = Filters(
        documents=(KDI.source.path, "gone.txt"),
        countries=("CZ",),
        languages=("en",),
        published_from="2014-05",
        published_to="2020",
    )
    assert restricted_to(filters, SOURCES, BOKMAL) == (
        f"Avgrenset til dokument: {KDI.source.title}; dokument: gone.txt; land: Tsjekkia; "
        "språk: engelsk; fra mai 2014; til 2020"
    )
    assert "country: Czechia; language: English" in restricted_to(filters, SOURCES, ENGLISH)
