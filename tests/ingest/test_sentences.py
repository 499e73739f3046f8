import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import sentence_spans

PIECES = (
    "Det a. 6. desember mill. NOK osv. • - – \n \n\n 1. § J. K. http://a.b ? ! … ” ) å. Ř. | \t"
)
LIKELY = st.lists(st.sampled_from(PIECES.split(" "))).map(" ".join)


@given(st.one_of(st.text(), LIKELY))
def test_spans_tile_the_text(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join(text[a:b] for a, b in spans) == text
    assert all(a < b for a, b in spans)


def sentences(text: str) -> list[str]:
    return [text[a:b].strip() for a, b in sentence_spans(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Møtet ble holdt 6. desember 2019 i Oslo.",
        "Dne 20. 1. 2015 se konala schůze, např. Praha a tzv. Morava.",
        "Budsjettet er 35,7 mill. NOK i perioden.",
        "Bl.a. Norge og t.d. Sverige deltok, jf. § 3 nr. 4.",
        "Det begynner kl. 15.30 den 1. januar.",
        "Mr. Smith and Dr. J. K. Olsen met, e.g. Norway was there.",
        "It was article No. 5 of the U.S. agreement.",
        "Det gjelder pt. California, ca. 10 land og s.k. Nordland.",
        "Se https://eksempel.no/a.b?c=1. for mer",
        "Since then, we have widened the circle of Member\nStates that take part.",
        "Møtet den\n6. desember var nyttig.",
        "«Hva skjer?» spurte hun.",
        "Han heter Kong Harald V og er født 21. februar 1937.",
    ],
)
def test_one_sentence_stays_one(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Han bor på Ås å. Så flyttet han.", ["Han bor på Ås å.", "Så flyttet han."]),
        ("Šel k ředitelce ř. Pak odešel.", ["Šel k ředitelce ř.", "Pak odešel."]),
        ("Biler, båter osv. Det var mye.", ["Biler, båter osv.", "Det var mye."]),
        (
            "Det kostet 24 mill. Prosjektet er ferdig.",
            ["Det kostet 24 mill.", "Prosjektet er ferdig."],
        ),
        ("The answer was No. Then we left.", ["The answer was No.", "Then we left."]),
        ("«Ja.» Han gikk.", ["«Ja.»", "Han gikk."]),
        ("It ended in 2015. 32 took part.", ["It ended in 2015.", "32 took part."]),
        ("Vi venter … Og så?", ["Vi venter …", "Og så?"]),
        ("Målene:\n • én\n • to", ["Målene:", "• én", "• to"]),
        ("1. Første\n2. Andre\na) tredje", ["1. Første", "2. Andre", "a) tredje"]),
        ("Om møtet\nDet ble holdt i mai.", ["Om møtet", "Det ble holdt i mai."]),
        ("A | B\nC | D", ["A | B", "C | D"]),
        ("Slik var det.\n– Vi er glade, sier X.", ["Slik var det.", "– Vi er glade, sier X."]),
        ("Uten punktum\n\nNytt avsnitt", ["Uten punktum", "Nytt avsnitt"]),
        ("Se § 12. Loven gjelder.", ["Se § 12.", "Loven gjelder."]),
    ],
)
def test_splits(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected
