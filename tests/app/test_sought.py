"""A search and its address: nothing is lost on the way, and no address fails."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.research.narrowing import FACETS, Selection
from app.research.sought import Sought

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
VALUES = st.lists(WORDS, max_size=3, unique=True).map(tuple)
SOUGHT = st.builds(
    Sought,
    text=WORDS.map(str.strip),
    mode=st.sampled_from(["hybrid", "dense", "lexical"]),
    selection=st.builds(Selection, **dict.fromkeys(FACETS, VALUES)),
    order=st.sampled_from(["relevance", "date"]),
    view=st.sampled_from(["hits", "documents"]),
)


@given(SOUGHT)
def test_an_address_leads_back_to_its_search(sought):
    assert Sought.at(sought.address) == sought


@settings(max_examples=50)
@given(
    st.dictionaries(
        st.sampled_from(["q", "mode", "agency", "year", "sort", "view", "x"]),
        st.lists(st.text(max_size=10), max_size=3),
    )
)
def test_any_address_is_a_search(address):
    Sought.at(address)


def test_what_is_as_usual_is_not_in_the_address():
    assert Sought().address == {}
    assert Sought(text="kurs").address == {"q": ["kurs"]}
    assert Sought(
        text="kurs", mode="dense", selection=Selection(countries=("LV", "LT")), order="date"
    ).address == {"q": ["kurs"], "mode": ["dense"], "country": ["LV", "LT"], "sort": ["date"]}


def test_what_means_nothing_in_an_address_is_passed_over():
    address = {"q": ["first", " last "], "mode": ["sql"], "sort": ["up"], "lang": ["", "nb", "nb"]}

    assert Sought.at(address) == Sought(text="last", selection=Selection(languages=("nb",)))
