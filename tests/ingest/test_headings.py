import pytest

from ingest.headings import infer_headings, looks_like_heading

BODY = "Dette er en vanlig setning som forteller noe om saken, og som er lang nok."


@pytest.mark.parametrize(
    "line", ["Mål for arbeidet", "Staff training in 2014", "Why does it matter?", "3. Økonomi"]
)
def test_headings(line: str) -> None:
    assert looks_like_heading(line, BODY)


@pytest.mark.parametrize(
    "line",
    [
        BODY,
        "Partene er enige",
        "uten stor bokstav",
        "Land | Antall",
        "• punkt",
        "27.1.2015 11:04",
        "Direktør A i Moskva. Foto: B",
        "A part of the",
        "Målene er:",
    ],
)
def test_other_lines(line: str) -> None:
    assert not looks_like_heading(line, BODY)


def levels(text: str) -> list[tuple[int, str]]:
    return [(h.level, text[h.start : h.end]) for h in infer_headings(text)]


def test_the_first_line_is_the_title_and_sections_lie_below() -> None:
    text = f"Tittelen\n\n{BODY}\n\nMål\n\n{BODY}\n\nMidler\nKroner og ører\n\n{BODY}"
    assert levels(text) == [(1, "Tittelen"), (2, "Mål"), (2, "Midler"), (3, "Kroner og ører")]


def test_a_listing_has_no_headings_and_the_last_line_heads_nothing() -> None:
    assert levels("Latvia\nPolen\nNorge\nSverige\nDanmark") == []
    assert levels(f"{BODY}\n\nKari Nordmann") == []


def test_a_line_that_breaks_off_inside_a_date_is_no_heading() -> None:
    assert not looks_like_heading(
        "The two services met for the first time in the old town hall on 25-27", "March 1981. They"
    )
