"""References are read back by the programs' own parsers, and nothing in them is a command."""

from __future__ import annotations

import csv
import io
import json

import pybtex.database
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from app.references.apa import apa_list
from app.references.managers import bibtex, csl_json, ris
from app.references.reference import Reference, one_line
from app.references.tables import COLUMNS, csv_table
from ingest.document import Document, Source


def source(path: str = "kdi/rapport.pdf", **facts: object) -> Source:
    known: dict[str, object] = {"title": "En rapport", "language": "nb", **facts}
    return Source(id=path, checksum="0", path=path, **known)  # type: ignore[arg-type]


def reference(path: str = "kdi/rapport.pdf", **facts: object) -> Reference:
    own = {name: facts.pop(name) for name in ("page", "quote", "verdict") if name in facts}
    return Reference(source=source(path, **facts), **own)  # type: ignore[arg-type]


REPORT = reference(
    agency="KDI",
    countries=("NO", "LV"),
    kind="report",
    published="2020-11-30",
    source_url="https://example.org/a_b?c=1",
    page=7,
    quote="Det er 10 land,\nog 50 % & mer.",
)
PRESS = reference(
    "kdi/pm.md", title="Ny avtale.", agency="KDI", kind="press release", published="2020-02"
)
BARE = reference("løst/ark.txt", title="Årsmøtet")
ALL = (REPORT, PRESS, BARE)
TEXT = st.text(max_size=12) | st.text("\\{}$&#%_~^=@\r\n\t -\"',;TYERAU", max_size=12)
HOSTILE = st.builds(
    lambda title, agency, quote: reference(title=f"T{title}", agency=agency or None, quote=quote),
    TEXT,
    TEXT,
    TEXT,
)


def test_a_reference_names_the_page_where_its_words_begin():
    document = Document(source=source(), text="One. Two. Three.", pages=(0, 5))

    made = Reference.to(document, 5, 9)

    assert (made.page, made.quote) == (2, "Two.")


def test_ris_is_read_back():
    report, press, bare = rispy.loads(ris(ALL))

    assert report["type_of_reference"] == "RPRT"
    assert report["authors"] == ["KDI"]
    assert report["title"] == "En rapport"
    assert (report["year"], report["date"], report["start_page"]) == ("2020", "2020/11/30", "7")
    assert report["urls"] == ["https://example.org/a_b?c=1"]
    assert report["notes"] == ["Det er 10 land, og 50 % & mer.", "kdi/rapport.pdf"]
    assert (press["type_of_reference"], press["date"]) == ("NEWS", "2020/02")
    assert (bare["title"], bare.get("authors"), bare.get("year")) == ("Årsmøtet", None, None)


def test_bibtex_is_read_back():
    entries = pybtex.database.parse_string(bibtex(ALL), "bibtex").entries

    assert list(entries) == ["kdi-rapport-2020-p7", "kdi-pm-2020", "lst-ark"]
    report = entries["kdi-rapport-2020-p7"]
    assert report.type == "techreport"
    assert [str(person) for person in report.persons["author"]] == ["{KDI}"]
    assert report.fields["title"] == "{En rapport}"
    assert (report.fields["year"], report.fields["month"]) == ("2020", "nov")
    assert report.fields["note"] == r"Det er 10 land, og 50 \% \& mer."
    assert report.fields["url"] == "https://example.org/a_b?c=1"
    assert entries["kdi-pm-2020"].type == "misc"


def test_csl_json_is_read_back():
    report, press, bare = json.loads(csl_json(ALL))

    assert report["type"] == "report"
    assert report["author"] == [{"literal": "KDI"}]
    assert report["issued"] == {"date-parts": [[2020, 11, 30]]}
    assert (report["page"], report["URL"]) == ("7", "https://example.org/a_b?c=1")
    assert press["issued"] == {"date-parts": [[2020, 2]]}
    assert "author" not in bare


def test_csv_is_read_back():
    text = csv_table(ALL)
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))

    assert text.startswith("\ufeff")
    assert tuple(rows[0]) == COLUMNS
    assert [row["title"] for row in rows] == ["En rapport", "Ny avtale.", "Årsmøtet"]
    assert (rows[0]["countries"], rows[0]["page"]) == ("NO LV", "7")
    assert rows[0]["quote"] == "Det er 10 land, og 50 % & mer."


@pytest.mark.parametrize(
    "title", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1+1", " =cmd|' /C calc'!A0", "＝1+1", "\r\n=1"]
)
def test_no_cell_is_a_formula(title):
    (row,) = csv.DictReader(io.StringIO(csv_table([reference(title=title)]).removeprefix("\ufeff")))

    assert row["title"].startswith("'")


@settings(max_examples=50)
@given(st.lists(HOSTILE, max_size=2))
def test_whatever_a_document_says_makes_one_entry_each(references):
    titles = [one_line(one.source.title) for one in references]

    read = rispy.loads(ris(references)) if references else []
    assert [entry["title"] for entry in read] == titles
    assert len(pybtex.database.parse_string(bibtex(references), "bibtex").entries) == len(titles)
    assert [item["title"] for item in json.loads(csl_json(references))] == titles
    rows = list(csv.DictReader(io.StringIO(csv_table(references).removeprefix("\ufeff"))))
    assert [row["title"].removeprefix("'") for row in rows] == [t.removeprefix("'") for t in titles]
    assert not any(
        cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values() if cell
    )


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (
            "nb",
            [
                "Årsmøtet. (u.å.).",
                "KDI. (2020a, 30. november). En rapport (s. 7, 9). https://example.org/a_b?c=1",
                "KDI. (2020b, februar). Ny avtale [Pressemelding].",
            ],
        ),
        (
            "en",
            [
                "KDI. (2020a, November 30). En rapport (pp. 7, 9). https://example.org/a_b?c=1",
                "KDI. (2020b, February). Ny avtale [Press release].",
                "Årsmøtet. (n.d.).",
            ],
        ),
    ],
)
def test_a_reference_list_has_one_entry_a_document_with_the_pages_found(form, expected):
    again = Reference(source=REPORT.source, page=9)

    assert sorted(apa_list([*ALL, again], form)) == sorted(expected)


def test_the_norwegian_list_has_its_own_order_of_letters():
    names = ["Ås fengsel", "Østfold", "Ærlige", "Zoo", "Arendal"]
    listed = apa_list([reference(f"{n}.md", agency=n) for n in names], "nb")

    assert [entry.split(".")[0] for entry in listed] == [
        "Arendal", "Zoo", "Ærlige", "Østfold", "Ås fengsel",
    ]  # fmt: skip


@pytest.mark.parametrize("published", ["2020-13", "2020-02-31", "0000", "2020"])
def test_a_date_that_no_calendar_knows_leaves_the_year(published):
    made = [reference(agency="KDI", published=published)]
    year = "u.å." if published == "0000" else "2020"

    assert apa_list(made, "nb") == [f"KDI. ({year}). En rapport."]
    assert ris(made)
    assert bibtex(made)
    assert csl_json(made)


def test_nothing_makes_no_entries():
    assert (ris([]), bibtex([]), csl_json([]), apa_list([], "nb")) == ("", "", "[]\n", [])
