"""What can be quoted from a passage."""

from __future__ import annotations

import pytest
from assistant_fakes import make_document, make_passage
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.units import units

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
        assert unit.context == "" or not unit.is_list
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


def test_items_without_lead_in_are_sentences():
    found = units(make_passage("- Opplæring\n- Tilsyn"))

    assert [(unit.text, unit.context) for unit in found] == [("- Opplæring", ""), ("- Tilsyn", "")]


@pytest.mark.parametrize("text", ["KDI leder arbeidet.", "uten punktum", "Målene er:"])
def test_a_single_sentence(text):
    (unit,) = units(make_passage(f"  {text}\n", before=BEFORE))

    assert unit.text == text
    assert unit.start == len(BEFORE) + 2
