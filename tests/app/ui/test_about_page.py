"""The page about Samsvar tells what is there, how good it is, and what leaves the machine."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_desk import HOSTILE_TEXT, INSTALLED, FakeDesk, FakeInstallation, make_desk, make_document
from streamlit.testing.v1 import AppTest

from app.installation import Endpoint
from app.quality import MEASURES, Measured, Quality, last_measured
from app.ui.about import about_markup
from app.ui.texts import BOKMAL, ENGLISH, TEXTS, Texts
from index.errors import IndexMissingError

ENDPOINT = Endpoint(address="https://llm.example/v1", model="<i>qwen</i>", receives="conversations")


def about_page(desk):
    # Streamlit runs the source of this function alone: it sees no name of this module.
    from app.ui.pages import run

    run(desk, first="about")


def shown(desk: FakeDesk, language: str = "nb") -> str:
    page = AppTest.from_function(about_page, args=(desk,), default_timeout=20)
    page.session_state["language"] = language
    page.run()
    assert not page.exception
    assert not page.markdown
    return "\n".join(element.value for element in page.get("html"))


def installed(**facts: object) -> FakeDesk:
    desk = make_desk()
    desk.installation = FakeInstallation(replace(INSTALLED, **facts))  # type: ignore[arg-type]
    return desk


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_every_part_of_the_page_is_there(texts: Texts) -> None:
    html = shown(make_desk(), texts.language)
    words = texts.about
    for heading in (
        words.heading,
        words.collection,
        words.quality,
        words.limits,
        words.privacy,
        words.versions,
        words.licences,
    ):
        assert f">{heading}</h" in html


def test_the_collection_is_counted_by_language_and_agency_and_dated() -> None:
    html = shown(make_desk())
    assert "<dt>Antall</dt><dd>3</dd>" in html
    assert "engelsk (2), norsk bokmål (1)" in html
    assert "Kriminalomsorgsdirektoratet (1)" in html
    assert "<dt>Eldste</dt><dd>27. januar 2015</dd>" in html
    assert "<dt>Nyeste</dt><dd>august 2020</dd>" in html
    assert "<dt>Sist lest inn</dt><dd>22. november 2026</dd>" in html


def test_many_agencies_are_not_all_named() -> None:
    documents = [make_document(f"{n}.md", "text", agency=f"Etat {n}") for n in range(14)]
    html = shown(FakeDesk(documents=documents))
    assert "og 4 til" in html
    assert "oldest" not in html.lower()


def test_an_empty_collection_is_told_as_one() -> None:
    assert BOKMAL.about.empty in shown(FakeDesk())


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_every_measure_is_told_with_what_it_means(texts: Texts) -> None:
    assert tuple(texts.about.measures) == MEASURES
    measured = Measured(value=0.7754, low=0.71, high=0.8334, questions=187)
    quality = Quality(
        when="2026-11-22T06:18:24+00:00",
        questions=222,
        documents=34,
        model="words@1",
        measures=dict.fromkeys(MEASURES, measured),
    )
    html = about_markup.quality_html(quality, "words@1", texts).replace("\N{NO-BREAK SPACE}", " ")
    assert html.count("78 %" if texts.language == "nb" else "78%") == len(MEASURES)
    assert ("22. november 2026" if texts.language == "nb" else "22 November 2026") in html
    assert ("71 % og 83 %" if texts.language == "nb" else "71% and 83%") in html
    assert "model" not in html or "words@1" not in html
    other = about_markup.quality_html(quality, "bge-m3@2", texts)
    assert texts.about.quality_other_model.format(model="words@1") in other


def test_the_package_carries_its_last_measurement() -> None:
    quality = last_measured()
    assert quality is not None
    assert set(quality.measures) == set(MEASURES)
    for measured in quality.measures.values():
        assert 0 <= measured.low <= measured.value <= measured.high <= 1
        assert 0 < measured.questions <= quality.questions


def test_without_a_measurement_the_page_says_so() -> None:
    assert BOKMAL.about.no_quality in about_markup.quality_html(None, "words@1", BOKMAL)


def test_without_a_language_model_nothing_leaves_the_machine() -> None:
    html = shown(make_desk())
    assert BOKMAL.about.stays in html
    assert BOKMAL.about.no_network in html


def test_who_is_sent_what_is_told_by_address() -> None:
    html = shown(installed(endpoint=ENDPOINT), "en")
    assert "https://llm.example/v1" in html
    assert "&lt;i&gt;qwen&lt;/i&gt;" in html
    assert "the question, what was said before" in html
    assert ENGLISH.about.no_network not in html
    quotations = shown(installed(endpoint=replace(ENDPOINT, receives="quotations")), "en")
    assert "the question, what was said before" not in quotations
    assert "the quotation is sent to the language model" in quotations


def test_a_model_from_a_hub_is_told() -> None:
    html = shown(installed(fetched_model="BAAI/bge-m3"))
    assert "BAAI/bge-m3" in html
    assert BOKMAL.about.no_network not in html


def test_fingerprints_and_libraries_are_told() -> None:
    html = shown(make_desk())
    for told in ("fake", "words@1", "0123456789ab", "2.4.6", "BSD-3-Clause", "CC BY-SA 4.0"):
        assert told in html
    assert "&lt;b&gt;numpy&lt;/b&gt;" in html


def test_hostile_agencies_are_plain_text() -> None:
    html = shown(FakeDesk(documents=[make_document("a.md", "text", agency=HOSTILE_TEXT)]))
    assert "<script>document.title" not in html
    assert "<img" not in html
    assert "&lt;script&gt;document.title" in html


def test_a_missing_index_is_told_as_on_every_page() -> None:
    desk = make_desk()
    desk.installation = FakeInstallation(IndexMissingError("no index"))
    assert "<code>samsvar ingest</code>" in shown(desk)
