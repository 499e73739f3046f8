import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise import join_hyphenated, normalise

AWKWARD = st.text(
    st.one_of(
        st.characters(), st.sampled_from(" \t\n\r\u00a0\u00ad\u200b\u0301\ud800\ufeff\u2028e")
    )
)


@given(AWKWARD)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    once.encode("utf-8")
    assert "\n\n\n" not in once


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("fri\u00adomsorg\u200b\ufeff", "friomsorg"),
        ("2\u00a0000\u2009kr", "2 000 kr"),
        ("A\u030a", "Å"),
        ("one  \n\n\n\n \n two", "one\n\n two"),
        ("bad\ud800", "bad\ufffd"),
        ("nul\x00bell\x07", "nulbell"),
    ],
)
def test_normalises(raw: str, clean: str) -> None:
    assert normalise(raw) == clean


@pytest.mark.parametrize(
    ("raw", "joined"),
    [
        ("straffe-\ngjennomføring", "straffegjennomføring"),
        ("alle EU-\nland", "alle EU-land"),
        ("fengsels- og friomsorgsplasser", "fengsels- og friomsorgsplasser"),
        ("• first\n• second", "• first\n• second"),
        ("A | B\nC | D", "A | B\nC | D"),
        ("Short.\nNext sentence.", "Short.\nNext sentence."),
    ],
)
def test_joins_broken_words_and_keeps_real_hyphens(raw: str, joined: str) -> None:
    assert join_hyphenated(raw) == joined


def test_an_open_hyphen_at_a_line_end_keeps_its_space() -> None:
    raw = "Avtalen omfatter et utvalg av både fengsels-\nog friomsorgsplasser i landet."
    assert "fengsels- og friomsorgsplasser" in join_hyphenated(raw)


def test_wrapped_lines_become_one_paragraph() -> None:
    raw = (
        "The two services have agreed that their officers will meet\n"
        "Norwegian colleagues twice a year."
    )
    assert "\n" not in join_hyphenated(raw)
