"""Dates in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.facts.moments import moments

_MARCH = {"nb": "mars", "nn": "mars", "en": "March", "sv": "mars", "cs": "března"}


@given(
    year=st.integers(1900, 2099),
    day=st.integers(1, 31),
    form=st.sampled_from(
        [
            "{d}. mars {y}",
            "{d} March {y}",
            "March {d}, {y}",
            "{d}.3.{y}",
            "{d}. 3. {y}",
            "{d}. března {y}",
            "den {d} mars {y}",
            "{y}-03-{d:02}",
            "{d}th of March {y}",
        ]
    ),
)
def test_a_day_is_the_same_in_every_form(year, day, form):
    (moment,) = moments(f"Det var {form.format(d=day, y=year)}, da")

    assert (moment.years, moment.months, moment.day) == ({year}, {3}, day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i 2014", [({2014}, set(), None)]),
        ("i mars 2022", [({2022}, {3}, None)]),
        ("v listopadu", [(set(), {11}, None)]),
        ("in May", [(set(), {5}, None)]),
        ("May, Hungary.", [(set(), {5}, None)]),
        ("you may go", []),
        ("marching to Mars", []),
        ("våren 2022", [({2022}, {3, 4, 5}, None)]),
        ("autumn 2016", [({2016}, {9, 10, 11}, None)]),
        ("2014–2021", [({2014}, set(), None), ({2021}, set(), None)]),
        ("2014–21", [({2014}, set(), None), ({2021}, set(), None)]),
        ("fra 28. til 31. mai 2019", [({2019}, {5}, 28), ({2019}, {5}, 31)]),
        ("Od 6. do 9. září 2016", [({2016}, {9}, 6), ({2016}, {9}, 9)]),
        ("on 17–20 October 2016", [({2016}, {10}, 17), ({2016}, {10}, 20)]),
        ("28. mai til 3. juni 2019", [({2019}, {5}, 28), ({2019}, {6}, 3)]),
        ("2000 kroner", []),
        ("12 014 personer", []),
    ],
)
def test_parts_and_ranges(text, expected):
    assert [(m.years, m.months, m.day) for m in moments(text)] == expected


def test_a_decade_holds_its_years():
    (decade,) = moments("på 1990-tallet")
    (year,) = moments("i 1994")

    assert year.within(year)
    assert not year.within(decade)
    assert decade.within(year)


@pytest.mark.parametrize(
    ("stated", "quoted", "holds"),
    [
        ("i mars 2022", "15. mars 2022", True),
        ("15. mars", "15. mars 2022", True),
        ("15. mars 2022", "mars 2022", False),
        ("våren 2022", "i april 2022", True),
        ("i april 2022", "våren 2022", False),
        ("i 2014", "i 2015", False),
        ("15. mars", "16. mars", False),
    ],
)
def test_a_date_is_borne_by_one_at_least_as_precise(stated, quoted, holds):
    assert moments(stated)[0].within(moments(quoted)[0]) is holds


def test_the_year_may_be_known_from_elsewhere():
    stated, quoted = moments("15. mars 2022")[0], moments("15. mars")[0]

    assert not stated.within(quoted)
    assert stated.within(quoted, known_years=frozenset({2022}))
