from collections.abc import Callable

import pytest

from ingest.agencies import canonical_agency, infer_agency
from ingest.countries import countries_named, country_code
from ingest.dates import document_date, first_date, is_date_line
from ingest.document import Access
from ingest.errors import LeftOut, ReadError
from ingest.files import FoundFile
from ingest.read import read_document

Put = Callable[[str, str | bytes], FoundFile]
TEXT = "Partene er enige om å møtes to ganger i året for å drøfte opplæring av ansatte i fengslene."
SIDECAR = """
title: Avtalen
agency: Kriminalomsorgsdirektoratet
countries: [Norge, LV, Tsjekkia, Narnia]
language: bokmål
date: 2019-12-06
source: https://eksempel.no/a
kind: agreement
access: internal
unknown: [1, 2]
"""


def test_a_sidecar_says_what_a_document_is(put: Put) -> None:
    put("a.txt.yaml", SIDECAR)
    source = read_document(put("a.txt", TEXT)).source
    assert (source.title, source.agency, source.kind) == ("Avtalen", "KDI", "agreement")
    assert source.countries == ("NO", "LV", "CZ")
    assert (source.language, source.published) == ("nb", "2019-12-06")
    assert (source.source_url, source.access) == ("https://eksempel.no/a", Access.INTERNAL)


def test_front_matter_says_it_too_and_the_sidecar_goes_before(put: Put) -> None:
    file = put("a.md", f"---\ntitle: Under\nkind: report\ncountry: NO\n---\n# Tittel\n\n{TEXT}")
    put("a.yaml", "title: Over")
    document = read_document(file)
    assert (document.source.title, document.source.kind) == ("Over", "report")
    assert document.source.countries == ("NO",)  # YAML 1.1 takes a bare NO for false
    assert document.text.startswith("Tittel")


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_file_may_ask_to_be_left_out(put: Put, name: str) -> None:
    file = put(name, f"---\ningest: false\n---\n{TEXT}")
    if name == "a.txt":
        put("a.yaml", "ingest: false")
    with pytest.raises(LeftOut):
        read_document(file)


def test_broken_metadata_names_its_line(put: Put) -> None:
    put("a.yaml", "title: A\nagency: [B\nkind: c: d\n")
    with pytest.raises(ReadError, match=r"a\.yaml is not valid YAML \(line [23]"):
        read_document(put("a.txt", TEXT))


@pytest.mark.parametrize(
    ("content", "reason"),
    [("access: secret", "access"), ("- a\n- b", "list"), ("x: " + "y" * 70_000, "64 KiB")],
)
def test_metadata_that_cannot_be_trusted_is_refused(put: Put, content: str, reason: str) -> None:
    put("a.yaml", content)
    with pytest.raises(ReadError, match=reason):
        read_document(put("a.txt", TEXT))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Den store avtalen\n\n{TEXT}", "Den store avtalen"),
        (f"{TEXT}\n\nSeinere tittel\n\n{TEXT}", "Seinere tittel"),
        (TEXT, "min rapport"),
    ],
)
def test_the_title_is_inferred(put: Put, text: str, title: str) -> None:
    assert read_document(put("min_rapport.txt", text)).source.title == title


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("27.1.2015 11:04", "2015-01-27"),
        ("Publisert: 6. desember 2019", "2019-12-06"),
        ("Last updated 20 May 2014", "2014-05-20"),
        ("May 20, 2014", "2014-05-20"),
        ("2014-05-20", "2014-05-20"),
        ("20. ledna 2015", "2015-01-20"),
        ("den 3 mars 2020", "2020-03-03"),
        ("Riga, 6. desember 2019: Partene møttes.", "2019-12-06"),
        ("Det er fem stillinger per august 2020, fordelt slik.", "2020-08"),
        ("In May 2014 the directors met.", None),
        ("31.2.2015", None),
    ],
)
def test_document_dates(text: str, date: str | None) -> None:
    if text.startswith("den "):
        assert first_date(text) == date
    else:
        assert document_date(f"Tittel\n\n{text}\n\n{TEXT}") == date


def test_a_date_within_a_sentence_is_no_date_line() -> None:
    assert not is_date_line("6. desember 2019 møttes partene")


@pytest.mark.parametrize(
    ("name", "code"),
    [("Noreg", "NO"), ("Tsjekkia", "CZ"), ("Česko", "CZ"), ("Tyskland", "DE"), ("lv", "LV"),
     ("the Netherlands", "NL"), ("USA", "US"), ("Narnia", None)],
)  # fmt: skip
def test_countries_have_codes(name: str, code: str | None) -> None:
    assert country_code(name) == code


def test_titles_name_countries_by_noun_and_adjective() -> None:
    assert countries_named("Russisk og norsk samarbeid med Latvias fengsler") == ("RU", "NO", "LV")


def test_the_agency_is_the_one_most_clearly_named() -> None:
    assert infer_agency("Kriminalvården har ansvar. Kriminalvården samarbetar med KDI.") == "SPPS"
    assert infer_agency("ICPA og CEP møttes, sammen med KDI og FSIN, senere i året.") is None
    assert canonical_agency("Kriminalomsorgsdirektoratet (KDI)") == "KDI"
    assert canonical_agency("Byens venner") == "Byens venner"
