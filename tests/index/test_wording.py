"""The language of searches: what must stand in a passage, what may not, and that no text fails."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.grams import words
from index.wording import Term, Wording


def required(text: str) -> list[list[str]]:
    return [[str(term) for term in clause] for clause in Wording.of(text).required]


def excluded(text: str) -> list[str]:
    return [str(term) for term in Wording.of(text).excluded]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"internasjonal stab"', [["internasjonal stab"]]),
        ("«Internasjonal  stab» “one more”", [["internasjonal stab"], ["one more"]]),
        ("fengsel*", [["fengsel*"]]),
        ("hvilke (fengsel*), da?", [["fengsel*"]]),
        ("EU-land*", [["eu land*"]]),
        ("mentor AND Latvia", [["mentor"], ["latvia"]]),
        ("Latvia OR Litauen", [["latvia", "litauen"]]),
        ("Latvia OR Litauen OR Estland", [["latvia", "litauen", "estland"]]),
        ("mentor AND Latvia OR Litauen", [["mentor"], ["latvia", "litauen"]]),
        ("Latvia OR Litauen AND mentor", [["latvia", "litauen"], ["mentor"]]),
        ("mentor AND (Latvia OR Litauen)", [["mentor"], ["latvia", "litauen"]]),
        ('"Round Table" OR fengsel*', [["round table", "fengsel*"]]),
        ("mange kurs i Latvia AND mentor for nye", [["latvia"], ["mentor"]]),
        ("Latvia OR Latvia", [["latvia"]]),
    ],
)
def test_what_must_stand_in_a_passage(text, expected):
    assert required(text) == expected
    assert excluded(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mentor -Latvia", ["latvia"]),
        ('mentor -"one year"', ["one year"]),
        ("mentor -«ett år» (-fengsel*)", ["ett år", "fengsel*"]),
        ("mentor -fengsel*", ["fengsel*"]),
        ("-Latvia -Litauen", ["latvia", "litauen"]),
    ],
)
def test_what_may_not_stand_in_a_passage(text, expected):
    assert excluded(text) == expected
    assert required(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hvor mange tsjekkiske fengsler har partnere i Ungarn?",
        "  What is KDI's role – in 2009-2014 - and why? ",
        "fangetransport og -vakthold",
        "mentors' workshop \" visit",
        "**viktig** *her*, 5 * 3",
        "AND OR",
        "OR mentor AND",
        "WHO LEADS KDI OR KRUS?",
        "a*",
        "order and or not",
        "kurs (for nye) i A/B-saker; 3.1%",
    ],
)
def test_a_plain_question_asks_for_nothing_more(text):
    assert Wording.of(text) == Wording(text=text)


@pytest.mark.parametrize(
    ("text", "sought"),
    [
        ("mentor AND Latvia OR Litauen", "mentor Latvia Litauen"),
        ("kurs fengsel* -Polen i dag", "kurs fengsel i dag"),
        ('"exact words" -“left out” more', '"exact words" more'),
        ("-Polen", ""),
        ("mentor AND -Polen", "mentor"),
        ("-Polen AND mentor", "mentor"),
        ("mentor OR -Polen", "mentor OR"),
    ],
)
def test_operators_and_what_is_left_out_are_not_searched_for(text, sought):
    assert Wording.of(text).text == sought


PIECES = st.sampled_from(
    [
        "AND",
        "OR",
        "-",
        '"',
        "«",
        "»",
        "“",
        "”",
        "*",
        " ",
        "(",
        ")",
        "a",
        "fengsel",
        "Latvia",
        "\x00",
    ]
)


@given(st.text() | st.lists(PIECES).map(" ".join) | st.lists(PIECES).map("".join))
def test_any_text_is_a_search(text):
    wording = Wording.of(text)

    terms = [term for clause in (*wording.required, wording.excluded) for term in clause]
    there = set(words(text))
    assert all(set(term.words) <= there for term in terms)
    assert all(wording.required)
    assert set(words(wording.text)) <= there
    if not wording.constrains:
        assert wording.text == text


@given(st.lists(st.sampled_from(["kurs", "mentor", "Riga"]), min_size=2, max_size=6))
def test_terms_that_or_joins_are_one_choice(names):
    (clause,) = Wording.of(" OR ".join(names)).required

    assert [str(term) for term in clause] == list(dict.fromkeys(n.casefold() for n in names))


@pytest.mark.parametrize("text", ["mentor AND -Polen", "-Polen AND mentor"])
def test_and_joins_a_term_to_one_that_is_left_out(text):
    assert (required(text), excluded(text)) == ([["mentor"]], ["polen"])


def test_a_term_remembers_how_it_was_typed():
    wording = Wording.of('(Latvia OR "Round  Table") AND Fengsel*, -Polen.')

    terms = [term for clause in (*wording.required, wording.excluded) for term in clause]
    assert [term.written for term in terms] == ["Latvia", "Round Table", "Fengsel*", "Polen"]


def test_a_term_needs_words():
    with pytest.raises(ValueError, match="words"):
        Term(words=())


def test_a_search_of_many_terms_is_bounded():
    assert len(Wording.of(" AND ".join(f"w{n}" for n in range(500))).required) == 64
