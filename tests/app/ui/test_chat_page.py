"""The page as a visitor meets it, drawn by Streamlit without a browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from driven_page import ask, checked, press, shown
from fake_desk import (
    BROKEN,
    CRASH,
    DISAGREE,
    HOSTILE_TEXT,
    HUNGARY,
    KDI,
    REFUSED,
    STAFF,
    STRANGE,
    UNKNOWN,
    WRITTEN,
    FakeDesk,
    make_desk,
)
from streamlit.testing.v1 import AppTest

from app.assistant.llm import ModelUnavailable
from app.assistant.translate import NotTranslated, Translation
from app.desk import Desk
from app.ui.launch import SCRIPT
from app.ui.texts import BOKMAL, ENGLISH


def page_of(desk):
    # Streamlit runs the source of this function alone: it sees no name of this module.
    from app.ui.pages import run

    run(desk)


def start(desk: Desk) -> AppTest:
    return checked(AppTest.from_function(page_of, args=(desk,), default_timeout=20).run())


@pytest.fixture
def desk() -> FakeDesk:
    return make_desk()


@pytest.fixture
def page(desk: FakeDesk) -> AppTest:
    return start(desk)


def test_the_empty_page_offers_questions_and_tells_what_is_there(page: AppTest) -> None:
    samples = [button.label for button in page.button]
    assert samples == list(BOKMAL.samples)
    assert HUNGARY in samples
    assert BOKMAL.welcome in shown(page)
    assert "<dt>Dokumenter</dt><dd>3</dd>" in shown(page)


def test_a_sample_question_is_answered_with_its_sources(page: AppTest) -> None:
    press(page, "sample-nb-0")
    html = shown(page)
    assert f">{HUNGARY}</h2>" in html
    assert "<strong>2 have partners in Hungary</strong>" in html
    label = page.button(key="citation-0-0-1").label
    assert label.startswith("**1** · International Cooperation 2014")
    assert "side 2" in label
    assert BOKMAL.welcome not in html
    assert not [button for button in page.button if button.key == "stop"]


def test_a_citation_opens_its_source_and_closes_it(page: AppTest) -> None:
    press(page, "sample-nb-0")
    press(page, "citation-0-1-2")
    html = shown(page)
    assert '<mark id="quote">In 2014 there were 126 international activities</mark>' in html
    assert "Kilde 2" in html
    assert "Tsjekkia" in html
    assert "27. januar 2015" in html
    assert "quote-in-document" not in html
    press(page, "close-source")
    assert "<mark" not in shown(page)


def test_a_source_that_changed_since_is_not_marked(page: AppTest, desk: FakeDesk) -> None:
    press(page, "sample-nb-0")
    desk.documents = [replace(document, text=f"!{document.text}") for document in desk.documents]
    press(page, "citation-0-0-1")
    assert BOKMAL.document_missing in shown(page)
    desk.documents = [KDI]
    checked(page.run())
    assert BOKMAL.document_missing in shown(page)
    assert "<mark" not in shown(page)


def test_a_refusal_is_calm_and_shows_what_came_nearest(page: AppTest) -> None:
    ask(page, UNKNOWN)
    html = shown(page)
    assert BOKMAL.not_found in html
    assert "Dokumentene i samlingen svarer ikke på dette." in html
    assert "til sammen 10 land." in html
    press(page, "nearest-0-0")
    assert '<mark id="quote">IS har ansvar' in shown(page)


@pytest.mark.parametrize("question", [BROKEN, CRASH])
def test_an_error_says_what_to_do_and_shows_no_traceback(page: AppTest, question: str) -> None:
    ask(page, question)
    html = shown(page)
    assert BOKMAL.failed_heading in html
    assert BOKMAL.failed_remedy in html
    assert "Traceback" not in html
    assert "secret detail" not in html
    assert ("/srv/samsvar/data" in html) == (question == BROKEN)
    ask(page, HUNGARY)
    assert "<strong>2 have partners in Hungary</strong>" in shown(page)


def test_sources_that_disagree_are_told(page: AppTest) -> None:
    ask(page, DISAGREE)
    html = shown(page)
    assert BOKMAL.conflict_heading in html
    sides = [html.index(side) for side in ("126</strong>", "27. januar 2015", "10 land</strong>")]
    assert sides[:2] == sorted(sides[:2])
    assert "Forstått som: Hvor mange land samarbeider norsk kriminalomsorg med?" in html


def test_the_page_changes_language_and_keeps_the_conversation(page: AppTest) -> None:
    press(page, "sample-nb-0")
    checked(page.button_group(key="language").set_value("en").run())
    html = shown(page)
    assert ENGLISH.promise in html
    assert "document.documentElement.lang = 'en'" in html
    assert f">{HUNGARY}</h2>" in html
    assert "page 2, 27 January 2015" in page.button(key="citation-0-0-1").label.replace("\\", "")
    assert page.chat_input(key="question").placeholder == ENGLISH.ask_placeholder


def test_a_follow_up_knows_what_was_said(page: AppTest, desk: FakeDesk) -> None:
    ask(page, STAFF)
    ask(page, BROKEN)
    ask(page, HUNGARY)
    first, _, last = desk.histories
    assert first == ()
    assert [(turn.role, STAFF in turn.content) for turn in last] == [
        ("user", True),
        ("assistant", False),
    ]


def test_hostile_text_is_shown_as_it_is(page: AppTest) -> None:
    ask(page, STRANGE)
    press(page, "citation-0-0-1")
    html = shown(page)
    assert "&lt;script&gt;document.title=" in html
    assert "<img" not in html
    assert "Hva &lt;b&gt;sier&lt;/b&gt; $det$ :smile: rare dokumentet?" in html
    # Nothing of a document reaches Streamlit's Markdown but in labels, where signs are escaped.
    assert not page.markdown
    assert HOSTILE_TEXT not in page.button(key="citation-0-0-1").label


def test_what_a_model_wrote_is_shown_with_what_no_source_supports(page: AppTest) -> None:
    ask(page, WRITTEN)
    html = shown(page)
    places = [
        html.index(text)
        for text in (
            "2 har partnere i **Ungarn**.",
            "<s>71 har &lt;i&gt;partnere&lt;/i&gt; i Polen.</s>",
            "(tallet står ikke i kilden)",
            "Staben dekker 10 land.",
            "<s>Månen er en ost.</s>",
            "(kilden sier ikke dette)",
            "Språkmodellen ble &lt;b&gt;avbrutt&lt;/b&gt; midt i svaret.",
        )
    ]
    assert places == sorted(places)
    assert 'class="sv-remark" role="note"' in html
    assert 'role="alert"' not in html
    assert not page.markdown


def test_a_refusal_has_its_notice_too(page: AppTest) -> None:
    ask(page, REFUSED)
    assert "sv-remark" in shown(page)


GOOD = Translation(text="2 har partnere i <b>Ungarn</b>,\n**17** i Polen.", language="nb")
WRONG = replace(GOOD, missing=("19", "<Slovakia>"), added=("71",))


def opened(desk: FakeDesk, *outcomes: Translation | Exception, key: str = "0-0-1") -> AppTest:
    desk.translations = list(outcomes)
    page = start(desk)
    ask(page, WRITTEN)
    return press(page, f"citation-{key}")


def test_a_foreign_quotation_is_translated_when_asked_for(desk: FakeDesk) -> None:
    page = opened(desk, GOOD)
    assert page.button(key="translate").label == BOKMAL.translate
    assert desk.translated == []
    press(page, "translate")
    html = shown(page)
    ((quote, into),) = desk.translated
    assert (quote[:15], into) == ("19 institutions", "nb")
    assert "2 har partnere i &lt;b&gt;Ungarn&lt;/b&gt;,\n**17** i Polen.</p>" in html
    assert html.index('<mark id="quote">') < html.index(f"<h3>{BOKMAL.translation_heading}</h3>")
    assert BOKMAL.translation_note in html
    assert BOKMAL.translation_differs not in html
    assert not [button for button in page.button if button.key == "translate"]
    # It is kept: to open the source again costs nothing.
    press(page, "close-source")
    press(page, "citation-0-0-1")
    assert BOKMAL.translation_heading in shown(page)
    assert len(desk.translated) == 1


def test_a_translation_that_differs_is_shown_with_a_warning(desk: FakeDesk) -> None:
    html = shown(press(opened(desk, WRONG), "translate"))
    assert BOKMAL.translation_differs in html
    assert "<li>Bare i originalen: 19, &lt;Slovakia&gt;</li>" in html
    assert "<li>Bare i oversettelsen: 71</li>" in html


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ModelUnavailable("unreachable"), "Språkmodellen svarer ikke."),
        (NotTranslated("the same"), BOKMAL.no_translation),
        (RuntimeError("secret detail"), BOKMAL.no_translation),
    ],
)
def test_a_quotation_that_is_not_translated_may_be_tried_again(
    desk: FakeDesk, error: Exception, told: str
) -> None:
    page = press(opened(desk, error, GOOD), "translate")
    assert f"{BOKMAL.not_translated} {told}" in shown(page)
    assert "secret detail" not in shown(page)
    assert page.button(key="translate").label == BOKMAL.translate_again
    press(page, "translate")
    assert BOKMAL.translation_heading in shown(page)
    assert BOKMAL.not_translated not in shown(page)


def test_there_is_nothing_to_translate_in_the_language_of_the_answer(desk: FakeDesk) -> None:
    page = opened(desk, GOOD, key="0-1-2")
    assert not [button for button in page.button if button.key == "translate"]


def test_without_a_language_model_nothing_is_offered(desk: FakeDesk) -> None:
    page = opened(desk)
    assert '<mark id="quote">' in shown(page)
    assert not [button for button in page.button if button.key == "translate"]


def test_what_came_nearest_is_translated_into_the_language_of_the_refusal(desk: FakeDesk) -> None:
    desk.translations = [GOOD]
    page = start(desk)
    ask(page, UNKNOWN)
    press(page, "nearest-0-0")
    assert not [button for button in page.button if button.key == "translate"]
    press(page, "nearest-0-1")
    press(page, "translate")
    assert BOKMAL.translation_heading in shown(page)


def test_without_documents_the_page_tells_the_one_command() -> None:
    page = start(FakeDesk())
    assert "<code>samsvar ingest</code>" in shown(page)
    assert not page.chat_input


def test_a_desk_that_cannot_open_is_told() -> None:
    page = checked(AppTest.from_function(closed_page, default_timeout=20).run())
    assert BOKMAL.closed_heading in shown(page)
    assert "samsvar ingest --rebuild" in shown(page)


def test_a_missing_index_is_told_as_the_one_command() -> None:
    page = checked(AppTest.from_function(missing_page, default_timeout=20).run())
    assert "<code>samsvar ingest</code>" in shown(page)


def test_the_script_itself_tells_of_a_missing_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAMSVAR_DATA", str(tmp_path))
    page = checked(AppTest.from_file(str(SCRIPT), default_timeout=120).run())
    assert "<code>samsvar ingest</code>" in shown(page)


def missing_page() -> None:
    from app.ui.pages import run
    from index.errors import IndexMissingError

    run(IndexMissingError("no index", where="data", remedy="Run: samsvar ingest"))


def closed_page() -> None:
    from app.ui.pages import run
    from ingest.errors import SamsvarError

    run(SamsvarError("another model", where="data", remedy="samsvar ingest --rebuild"))
