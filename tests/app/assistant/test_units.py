"""What can be quoted from a passage."""

from __future__ import annotations

from dataclasses import replace

import pytest
from assistant_fakes import make_document, make_passage
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.units import units
from ingest.document import Heading

BEFORE = "Før 🦊.\n\n"
LIST = "Planen har tre mål:\n- færre isolerte\n- flere ansatte\n- bedre helse\n\nDen gjelder i år."


@given(
    st.text(st.characters(codec="utf-8"), max_size=30),
    st.lists(
        st.sampled_from(["Et mål: ", "\n- a", "\n1. b", "\n\n", "Å! ", " 🦊 ", "Ja. ", ":\n"])
    ),
    st.text(max_size=60),
)
def test_the_offset_law(before, parts, tail):
    text = "".join(parts) + tail
    if not text.strip():
        return
    document = make_document(before + text)
    passage = document.passage(
        len(before), len(document.text), ordinal=0, headings=(), language="nb"
    )
    found = units(passage)

    assert found
    for unit in found:
        assert document.text[unit.start : unit.end] == unit.text == unit.text.strip() != ""
        assert passage.start <= unit.start < unit.end <= passage.end
    # Nothing but white space is left out.
    covered = {i for unit in found for i in range(unit.start, unit.end)}
    assert all(
        document.text[i].isspace() for i in range(passage.start, passage.end) if i not in covered
    )


def test_a_list_is_one_unit_and_each_item_knows_its_lead_in():
    whole, *items, last = units(make_passage(LIST, before=BEFORE))

    assert whole.is_list
    assert whole.text == LIST.split("\n\n")[0]
    assert [item.text for item in items] == ["- færre isolerte", "- flere ansatte", "- bedre helse"]
    assert {item.context for item in items} == {"Planen har tre mål:"}
    assert (last.text, last.context, last.is_list) == ("Den gjelder i år.", "", False)


def test_a_list_too_long_to_quote_comes_in_items_only():
    items = [f"- {'ord ' * 60}nummer {number}" for number in range(6)]
    found = units(make_passage("\n".join(["Målene er:", *items])))

    assert [unit.text for unit in found] == items
    assert not any(unit.is_list for unit in found)


@pytest.mark.parametrize("mark", ["-", "•", "*", "1.", "2)", "a)"])
def test_marks_of_items(mark):
    found = units(make_passage(f"Dette gjelder:\n{mark} Opplæring av alle"))

    assert [unit.is_list for unit in found] == [True, False]


def test_a_list_without_lead_in_is_one_all_the_same():
    whole, *items = units(make_passage("- Opplæring\n- Tilsyn"))

    assert (whole.text, whole.is_list) == ("- Opplæring\n- Tilsyn", True)
    assert [(unit.text, unit.context) for unit in items] == [("- Opplæring", ""), ("- Tilsyn", "")]


def test_a_single_item_without_lead_in_is_a_sentence():
    (item,) = units(make_passage("- Opplæring"))

    assert (item.text, item.is_list) == ("- Opplæring", False)


def test_a_heading_leads_in_to_the_list_under_it_and_is_not_quoted_itself():
    text = "Du er framme.\n\nFørste uke\n1. Meld deg.\n2. Sov ut. Spis.\n\nVent litt."
    at = text.index("Første")
    document = replace(
        make_document(text), headings=(Heading(start=at, end=at + len("Første uke"), level=2),)
    )
    passage = document.passage(0, len(text), ordinal=0, headings=("Kapittel 2",), language="nb")

    assert [(unit.text, unit.context, unit.is_list) for unit in units(passage)] == [
        ("Du er framme.", "", False),
        ("1. Meld deg.\n2. Sov ut. Spis.", "Første uke", True),
        ("1. Meld deg.", "Første uke", False),
        ("2. Sov ut.", "Første uke", False),
        ("Spis.", "Første uke", False),
        ("Vent litt.", "", False),
    ]


def test_a_list_that_opens_its_passage_stands_under_the_heading_above():
    document = make_document("- Opplæring\n- Tilsyn")
    passage = document.passage(
        0, len(document.text), ordinal=0, headings=("Håndbok", "Mål"), language="nb"
    )

    assert {unit.context for unit in units(passage)} == {"Mål"}


TABLE = "Land | 2010 | 2014\nSlovakia | 19 | 19\nPolen | 16 | 17"


def test_a_row_of_a_table_knows_its_columns():
    whole, *rows, last = units(make_passage(f"Partnere per land:\n\n{TABLE}\n\nTallet øker."))

    assert whole.is_list
    assert whole.text.endswith(TABLE)
    assert [row.text for row in rows] == TABLE.splitlines()[1:]
    assert {row.columns for row in rows} == {"Land | 2010 | 2014"}
    assert {row.context for row in rows} == {"Partnere per land: Land | 2010 | 2014"}
    assert (last.text, last.columns) == ("Tallet øker.", "")


def test_figures_are_no_column_names():
    _, *rows = units(make_passage("Slovakia | 19\nPolen | 17"))

    assert [(row.text, row.columns) for row in rows] == [("Slovakia | 19", ""), ("Polen | 17", "")]


def test_a_table_that_goes_on_from_the_passage_before_has_lost_its_column_names():
    document = make_document("Land | Rolle\nNorge | giver\nLatvia | mottaker")
    passage = document.passage(
        len("Land | Rolle\n"), len(document.text), ordinal=1, headings=(), language="nb"
    )

    assert [unit.columns for unit in units(passage)] == ["", "", ""]


@pytest.mark.parametrize("text", ["KDI leder arbeidet.", "uten punktum", "Målene er:"])
def test_a_single_sentence(text):
    (unit,) = units(make_passage(f"  {text}\n", before=BEFORE))

    assert unit.text == text
    assert unit.start == len(BEFORE) + 2
