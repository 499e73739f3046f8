"""The search page as a visitor meets it, drawn by Streamlit without a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from driven_page import checked, press, shown
from fake_desk import CZECH, HOSTILE, HOSTILE_TEXT, KDI, FakeDesk
from fake_research import FakeResearch, hit_of
from streamlit.testing.v1 import AppTest

from app.saved_searches import SavedSearches
from app.ui.texts import BOKMAL, ENGLISH
from index.errors import IndexDamagedError, IndexMissingError

NB = BOKMAL.search
DOCUMENTS = (CZECH, HOSTILE, KDI)
HITS = (
    hit_of(KDI, "10 land", score=0.9),
    hit_of(CZECH, "19 institutions", score=0.8),
    hit_of(KDI, "koordineres av", score=0.7),
    hit_of(HOSTILE, "<script>", score=0.6),
)


def search_page_of(desk):
    # Streamlit runs the source of this function alone: it sees no name of this module.
    from app.ui.pages import run

    run(desk, first="search")


@pytest.fixture
def desk(tmp_path: Path) -> FakeDesk:
    research = FakeResearch(
        hits=HITS,
        silent=["ingenting"],
        documents=DOCUMENTS,
        verdicts={"kdi/portefolje.md": "clear", "odd/hostile.txt": "perhaps"},
    )
    return FakeDesk(
        documents=DOCUMENTS,
        research=research,
        saved_searches=SavedSearches(tmp_path / "searches.sqlite"),
    )


def visit(desk: FakeDesk, **address: object) -> AppTest:
    page = AppTest.from_function(search_page_of, args=(desk,), default_timeout=20)
    for name, value in address.items():
        page.query_params[name] = value
    return checked(page.run())


def address(page: AppTest) -> dict[str, list[str]]:
    held = dict(page.query_params)
    return {
        name: [value] if isinstance(value, str) else list(value) for name, value in held.items()
    }


def titles(page: AppTest) -> list[str]:
    # The style sheet names these classes too.
    return re.findall(r'<h3 class="sv-hit-title"[^>]*>([^<]*)</h3>', shown(page))


def test_the_empty_page_teaches_how_to_search(desk):
    page = visit(desk)

    html = shown(page)
    assert NB.welcome in html
    assert all(meaning in html for _, meaning in NB.examples)
    assert desk.research.asked == []


def test_an_example_is_searched_for(desk):
    page = press(visit(desk), "example-nb-1")

    assert desk.research.asked[-1] == (NB.examples[1][0], "hybrid")
    assert address(page)["q"] == [NB.examples[1][0]]
    assert page.text_input(key="search-text").value == NB.examples[1][0]


def test_what_is_typed_is_searched_for_and_held_by_the_address(desk):
    page = visit(desk)
    checked(page.text_input(key="search-text").set_value(" land ").run())

    assert desk.research.asked[-1] == ("land", "hybrid")
    assert address(page)["q"] == ["land"]
    assert titles(page)[0] == KDI.source.title
    assert "4 treff i 3 dokumenter" in shown(page)


def test_an_address_draws_the_search_it_holds(desk):
    page = visit(desk, q="land", mode="lexical", agency="Kriminalomsorgsdirektoratet", sort="date")

    assert desk.research.asked[-1] == ("land", "lexical")
    assert titles(page) == [KDI.source.title] * 2
    assert page.checkbox(key="facet-agencies-Kriminalomsorgsdirektoratet").value
    assert page.segmented_control(key="search-order").value == "date"


def test_the_words_searched_for_and_the_best_sentence_are_marked(desk):
    html = shown(visit(desk, q='"10 land"'))

    assert "<mark>10 land</mark>" in html
    assert '<span class="sv-best">IS har ansvar' in html
    assert "Må stå i avsnittet: «10 land»" in html


def test_a_facet_narrows_at_once_and_tells_how_many(desk):
    page = visit(desk, q="land")
    assert page.checkbox(key="facet-countries-CZ").label == r"Tsjekkia \(1\)"
    checked(page.checkbox(key="facet-countries-CZ").check().run())

    assert titles(page) == [CZECH.source.title]
    assert address(page)["country"] == ["CZ"]
    assert "1 treff i 1 dokument (av 4 treff)" in shown(page)
    assert page.checkbox(key="facet-countries-NO").label == r"Norge \(1\)"
    press(page, "clear-facets")
    assert len(titles(page)) == len(HITS)


def test_the_newest_comes_first_when_asked(desk):
    page = visit(desk, q="land")
    checked(page.segmented_control(key="search-order").set_value("date").run())

    assert titles(page) == [KDI.source.title] * 2 + [CZECH.source.title, HOSTILE.source.title][
        :1
    ] + [titles(page)[-1]]
    assert address(page)["sort"] == ["date"]


def test_more_hits_are_shown_on_demand(desk):
    desk.research.hits = HITS * 6
    page = visit(desk, q="land")
    assert len(titles(page)) == 10
    press(page, "more-hits")

    assert len(titles(page)) == 20
    press(page, "more-hits")
    assert len(titles(page)) == 24
    assert not [button for button in page.button if button.key == "more-hits"]


def test_the_listing_judges_every_document(desk):
    page = visit(desk, q="land", view="documents")

    html = shown(page)
    assert "Klart relevante: 1. " in html
    assert titles(page)[0] == KDI.source.title
    assert page.expander[0].label == NB.show_nothing.format(count="1")
    assert CZECH.source.title in html


def test_another_search_forgets_what_narrowed_the_first(desk):
    page = visit(desk, q="land", country="CZ", mode="dense")
    checked(page.text_input(key="search-text").set_value("mentor").run())

    assert address(page) == {"q": ["mentor"], "mode": ["dense"]}


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ({"q": "ingenting"}, NB.none),
        ({"q": "land", "country": "SE"}, NB.none_narrowed),
        ({"q": "?!"}, NB.cannot_search),
        ({"q": "-land"}, "only words to leave out"),
    ],
)
def test_nothing_found_says_what_to_try(desk, address, told):
    page = visit(desk, **address)

    assert told in shown(page)
    assert titles(page) == []


def test_nothing_that_holds_the_words_says_so(desk):
    desk.research.hits = ()

    assert NB.none_constrained in shown(visit(desk, q="fengsel* AND Latvia"))


def test_hostile_text_is_text(desk):
    page = visit(desk, q=HOSTILE_TEXT, view="documents")
    html = shown(page)
    labels = [box.label for box in visit(desk, q="land").checkbox]

    assert "document.title='owned'</script>" not in html
    assert "&lt;script&gt;" in html
    assert r"\:red\[KDI\] \(1\)" in [label.replace("\N{WORD JOINER}", "") for label in labels]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (IndexMissingError("no index"), BOKMAL.no_index),
        (IndexDamagedError("the index is <b>damaged</b>"), "the index is &lt;b&gt;damaged"),
    ],
)
def test_an_index_that_cannot_be_searched_is_told(desk, error, told):
    desk.research.error = error

    assert told in shown(visit(desk, q="land"))


def test_a_collection_of_nothing_offers_to_read_in(desk):
    desk.documents = ()

    assert BOKMAL.no_index in shown(visit(desk, q="land"))


def test_a_search_is_saved_opened_renamed_and_removed(desk):
    page = visit(desk, q="land", country="CZ")
    page.text_input(key="save-name").set_value("Tsjekkia *nå*")
    press(page, "save-search")
    assert page.button(key="open-1").label.replace("\\", "") == "Tsjekkia *nå*"

    checked(page.text_input(key="naming-1").set_value("Land").run())
    press(page, "rename-save-1")
    assert page.button(key="open-1").label == "Land"
    checked(page.text_input(key="search-text").set_value("mentor").run())
    press(page, "open-1")
    assert address(page) == {"q": ["land"], "country": ["CZ"]}
    press(page, "remove-1")
    assert not [button for button in page.button if button.key == "open-1"]


def test_saved_searches_that_cannot_be_kept_are_told(desk, tmp_path):
    (tmp_path / "file").write_text("no folder")
    desk.saved_searches = SavedSearches(tmp_path / "file" / "searches.sqlite")
    page = press(visit(desk, q="land"), "save-search")

    assert NB.saved_failed in shown(page)


def test_the_page_is_in_english_too(desk):
    page = visit(desk, q="land")
    checked(page.segmented_control(key="language").set_value("en").run())

    assert "4 hits in 3 documents" in shown(page)
    assert ENGLISH.search.facets["agencies"] in shown(page)
    assert address(page)["q"] == ["land"]
