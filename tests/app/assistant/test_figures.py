"""What written figures and dates amount to, in five languages."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.figures import Day, Figure, day, figure


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("42", 42, ""),
        ("22 countries", 22, ""),
        ("over 30 tilsette", 30, ""),
        ("24 mill. kroner", 24e6, "crowns"),
        ("1,2 mill.", 1.2e6, ""),
        ("1,2 millionar kroner", 1.2e6, "crowns"),
        ("156 millioner euro", 156e6, "EUR"),
        ("EUR 13 million", 13e6, "EUR"),
        ("€2.5 million", 2.5e6, "EUR"),
        ("NOK 10 000", 10_000, "NOK"),
        ("USD 1,000", 1000, "USD"),
        ("5 miljoner kronor", 5e6, "crowns"),
        ("2 miljarder SEK", 2e9, "SEK"),
        ("3 mrd. kroner", 3e9, "crowns"),
        ("5 milionů korun", 5e6, "crowns"),
        ("300 tisíc CZK", 300_000, "CZK"),
        ("ti tusen", 10_000, ""),
        ("36 per cent", 36, "%"),
        ("36 percent", 36, "%"),
        ("7,4 %", 7.4, "%"),
        ("7.4%", 7.4, "%"),
        ("fem prosent", 5, "%"),
        ("14 procent", 14, "%"),
        ("9 procenta", 9, "%"),
    ],
)
def test_amounts_with_what_they_are_counted_in(text, value, unit):
    assert figure(text) == Figure(value=pytest.approx(value), unit=unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,294,118", 2_294_118),
        ("2.294.118", 2_294_118),
        ("2 294 118", 2_294_118),
        ("2\u00a0294\u00a0118", 2_294_118),
        ("2\u202f294\u202f118", 2_294_118),
        ("1.200", 1200),
        ("1,200", 1200),
        ("1,2", 1.2),
        ("0,75", 0.75),
        ("12.345,67", 12_345.67),
        ("12,345.67", 12_345.67),
        ("1 200,5", 1200.5),
    ],
)
def test_points_and_commas_part_thousands_or_decimals(text, value):
    found = figure(text)

    assert found
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("to två two dva", 2),
        ("tre three tři", 3),
        ("fem five pět Fem FIVE", 5),
        ("syv sju seven sedm", 7),
        ("åtte åtta eight osm", 8),
        ("elleve elva eleven jedenáct", 11),
        ("tolv twelve dvanáct", 12),
    ],
)
def test_numbers_in_words(words, value):
    assert [figure(word) for word in words.split()] == [
        Figure(value=value, unit="") for _ in words.split()
    ]


@pytest.mark.parametrize(
    ("text", "value"), [("fem.", 5), ("5 milliarder.", 5e9), ("two million.", 2e6), ("42.", 42)]
)
def test_the_stop_of_a_sentence_is_no_part_of_the_figure(text, value):
    found = figure(text)

    assert found
    assert found.value == value


@pytest.mark.parametrize("text", ["", "mange", "kroner", "mill.", "½", "mai"])
def test_no_figure(text):
    assert figure(text) is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("27. januar 2015", (2015, 1, 27)),
        ("27 January 2015", (2015, 1, 27)),
        ("January 27, 2015", (2015, 1, 27)),
        ("den 27 januari 2015", (2015, 1, 27)),
        ("27. ledna 2015", (2015, 1, 27)),
        ("27.1.2015", (2015, 1, 27)),
        ("27. 1. 2015", (2015, 1, 27)),
        ("august 2020", (2020, 8, None)),
        ("augusti 2020", (2020, 8, None)),
        ("v srpnu 2020, září", (2020, 9, None)),
        ("i august", (None, 8, None)),
        ("1. mai", (None, 5, 1)),
        ("5 May 1998", (1998, 5, 5)),
        ("12. desember 2019", (2019, 12, 12)),
        ("December 2019", (2019, 12, None)),
        ("2014", (2014, None, None)),
        ("2014–2021", (2014, None, None)),
    ],
)
def test_dates_as_precise_as_they_are_written(text, parts):
    year, month, number = parts

    assert day(text) == Day(year=year, month=month, day=number)


@pytest.mark.parametrize("text", ["", "fem", "1799", "42 gjester", "20145", "snart"])
def test_no_date(text):
    assert day(text) is None


@pytest.mark.parametrize(
    ("one", "other", "disagree"),
    [
        ("2014", "2015", True),
        ("2014", "27. januar 2014", False),
        ("2014", "27 January 2015", True),
        ("januar 2015", "27. januar 2015", False),
        ("januar 2015", "27. februar 2015", True),
        ("27. januar 2015", "28 January 2015", True),
        ("27. januar 2015", "27.1.2015", False),
        ("i august", "2014", False),
        ("i august", "i mai", True),
        ("i august", "15 August 2020", False),
    ],
)
def test_days_disagree_where_a_part_that_both_give_differs(one, other, disagree):
    mine, theirs = day(one), day(other)

    assert mine
    assert theirs
    assert mine.disagrees(theirs) == theirs.disagrees(mine) == disagree


PIECES = st.sampled_from(
    [*"0123456789.,- $€%٣½", "\u00a0", "mill.", "per cent", "mai", "2015", "27.1.", "fem", "kroner"]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_no_text_is_too_odd(text):
    found, when = figure(text), day(text)

    assert found is None or found.value >= 0
    assert when is None or when.year or when.month


@given(st.integers(0, 10**12))
def test_thousands_may_be_parted_by_any_sign(number):
    grouped = f"{number:,}"

    for sign in (",", ".", " ", "\u00a0", "\u202f"):
        assert figure(grouped.replace(",", sign)) == Figure(value=number, unit="")


@given(st.dates(date(1800, 1, 1), date(2099, 12, 31)))
def test_a_day_never_disagrees_with_itself_written_otherwise(when):
    one = day(f"{when.day}.{when.month}.{when.year}")
    other = day(f"{when:%B} {when.day}, {when.year}")

    assert one == other == Day(year=when.year, month=when.month, day=when.day)
