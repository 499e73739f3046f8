"""The documents as a visitor meets them, drawn by Streamlit without a browser."""

from __future__ import annotations

import pytest
from driven_page import checked, press, shown
from fake_desk import CZECH, HOSTILE, HOSTILE_TEXT, KDI, FakeDesk, make_desk, make_document
from fake_library import FakeLibrary, refusal
from streamlit.testing.v1 import AppTest

from app.library import Added, Upload
from app.ui.documents.adding import result_html
from app.ui.texts import BOKMAL, ENGLISH
from index.errors import IndexMissingError

SHELF = BOKMAL.shelf
UPKEEP = BOKMAL.upkeep


def page_of(desk, library, query):
    # Streamlit runs the source of this function alone: it sees no name of this module.
    import streamlit as st

    from app.ui.pages import run

    if query and "documents-address" not in st.session_state:
        st.query_params.from_dict(query)
    run(desk, library, first="documents")


def start(library: FakeLibrary, *, desk: object = None, **query: str) -> AppTest:
    arguments = (desk or make_desk(), library, query)
    return checked(AppTest.from_function(page_of, args=arguments, default_timeout=20).run())


def look_at(page: AppTest, view: str) -> AppTest:
    page.segmented_control(key="shelf-view").set_value(view)
    return checked(page.run())


def titles(page: AppTest) -> list[str]:
    """Return where the links to documents lead, in their order."""
    links = [element.proto for element in page.get("page_link")]
    return [link.query_string for link in links if "document=" in link.query_string]


@pytest.fixture
def library() -> FakeLibrary:
    return FakeLibrary(documents=[CZECH, HOSTILE, KDI], uploaded={CZECH.source.path})


def test_the_shelf_lists_every_document_with_what_is_known_of_it(library: FakeLibrary) -> None:
    page = start(library)

    html = shown(page)
    assert "3 dokumenter, sortert etter tittel, stigende" in html
    assert "Prison Service of the Czech Republic" in html
    assert "Tsjekkia" in html
    assert "27. januar 2015" in html
    assert [link.split("%2F")[-1] for link in titles(page)] == [
        "international-cooperation-2014.txt",
        "portefolje.md",
        "hostile.txt",
    ]


def test_words_and_filters_narrow_the_shelf_and_can_be_cleared(library: FakeLibrary) -> None:
    page = start(library)
    checked(page.selectbox(key="shelf-country").select("NO").run())
    assert titles(page) == ["document=kdi%2Fportefolje.md"]
    assert "1 av 3 dokumenter" in shown(page)

    checked(page.text_input(key="shelf-words").set_value("noe annet").run())
    assert titles(page) == []
    assert SHELF.no_match_heading in shown(page)

    press(page, "shelf-clear")
    assert len(titles(page)) == 3


def test_a_column_sorts_one_way_and_then_the_other(library: FakeLibrary) -> None:
    page = start(library)
    press(page, "sort-date")
    assert [link.split("%2F")[-1] for link in titles(page)] == [
        "portefolje.md",
        "international-cooperation-2014.txt",
        "hostile.txt",
    ]
    assert "sortert etter dato, synkende" in shown(page)

    press(page, "sort-date")
    assert [link.split("%2F")[-1] for link in titles(page)][:2] == [
        "international-cooperation-2014.txt",
        "portefolje.md",
    ]


def test_a_hostile_title_is_plain_text_wherever_it_stands(library: FakeLibrary) -> None:
    page = start(library)
    (label,) = [
        element.proto.label
        for element in page.get("page_link")
        if "hostile" in element.proto.query_string
    ]
    assert "\\!\\[x\\]\\(" in label
    assert "\\$x\\$" in label
    for view in ("pictures", "list"):
        look_at(page, view)
        assert "<script>document.title" not in shown(page)

    page = start(library, document=HOSTILE.source.path)
    html = shown(page)
    assert "&lt;script&gt;document.title" in html
    assert "<script>document.title" not in html
    assert "<img src=http" not in html


def test_a_long_shelf_is_shown_a_part_at_a_time() -> None:
    many = [make_document(f"{n:03}.txt", f"Text\nnumber {n}") for n in range(70)]
    page = start(FakeLibrary(documents=many))
    assert len(titles(page)) == 50
    press(page, "shelf-more")
    assert len(titles(page)) == 70


def test_a_document_shows_text_outline_facts_and_languages(library: FakeLibrary) -> None:
    html = shown(start(library, document=KDI.source.path))

    assert 'lang="nb">KDIs internasjonale portefølje</h2>' in html
    assert '<a href="#heading-0"' in html
    assert '<span class="sv-heading" id="heading-1">' in html
    assert "<dt>Avsnitt</dt><dd>2</dd>" in html
    assert "august 2020" in html
    assert "engelsk" in html
    assert "<mark" not in html


def test_an_address_marks_a_quotation_and_a_wrong_one_marks_none(library: FakeLibrary) -> None:
    start_at = KDI.text.index("IS har ansvar")
    marked = start(library, document=KDI.source.path, start=str(start_at), end=str(start_at + 13))
    assert '<mark id="quote">IS har ansvar</mark>' in shown(marked)

    for first, last in (("0", "999999"), ("9", "3"), ("x", "y"), ("-5", "4")):
        wrong = shown(start(library, document=KDI.source.path, start=first, end=last))
        assert "<mark" not in wrong
        assert SHELF.quote_moved in wrong


def test_the_passages_are_listed_with_their_places(library: FakeLibrary) -> None:
    page = start(library, document=CZECH.source.path)
    page.segmented_control(key=f"document-view-{CZECH.source.id}").set_value("passages")
    html = shown(checked(page.run()))

    assert "Avsnitt 1" in html
    assert "side 1" in html
    assert f"tegn {len('International Cooperation 2014')}" in html


def test_ask_this_document_leads_to_the_ask_page(library: FakeLibrary) -> None:
    page = start(library, document=KDI.source.path)
    (link,) = [e.proto for e in page.get("page_link") if SHELF.ask_document in e.proto.label]
    assert link.query_string == "document=kdi%2Fportefolje.md"


def test_a_document_that_is_not_there_is_told_without_its_name(library: FakeLibrary) -> None:
    html = shown(start(library, document="<b>nothing</b>"))
    assert SHELF.gone_heading in html
    assert "<b>" not in html


def test_a_document_is_removed_after_a_question_and_leaves_a_receipt(
    library: FakeLibrary,
) -> None:
    page = start(library, document=CZECH.source.path)
    press(page, "remove")
    assert UPKEEP.remove_upload in shown(page)
    press(page, "remove-no")
    assert UPKEEP.remove_heading not in shown(page)

    press(page, "remove")
    press(page, "remove-yes")
    html = shown(page)
    assert UPKEEP.receipt_heading in html
    assert "<dt>Vektorer</dt><dd>1</dd>" in html
    assert UPKEEP.receipt_file_deleted in html
    assert "2 dokumenter" in html
    assert CZECH not in (library.documents or ())


def test_removing_what_lies_in_a_folder_warns_that_it_comes_back(library: FakeLibrary) -> None:
    page = start(library, document=KDI.source.path)
    press(page, "remove")
    assert UPKEEP.remove_file in shown(page)


def test_a_removal_that_fails_says_why_and_removes_nothing(library: FakeLibrary) -> None:
    library.failure = refusal()
    page = start(library, document=KDI.source.path)
    press(page, "remove")
    press(page, "remove-yes")
    html = shown(page)
    assert UPKEEP.failed_heading in html
    assert "the model is another" in html
    assert len(library.documents or ()) == 3


def test_a_failure_nobody_foresaw_shows_no_detail(library: FakeLibrary) -> None:
    library.failure = RuntimeError("secret detail")
    page = start(library, document=KDI.source.path)
    press(page, "remove")
    press(page, "remove-yes")
    assert BOKMAL.unexpected in shown(page)
    assert "secret detail" not in shown(page)


def test_files_are_sent_and_what_came_of_each_is_shown(library: FakeLibrary) -> None:
    library.outcomes = (
        Added(name="new.md", verdict="read", document="kdi/portefolje.md"),
        Added(name="old.md", verdict="failed", reason="The file is empty"),
    )
    page = look_at(start(library), "add")
    page.get("file_uploader")[0].set_value([("new.md", b"one", ""), ("old.md", b"", "")])
    checked(page.run())
    assert page.button(key="add").label == "Les inn 2 filer"
    press(page, "add")

    assert library.sent == [
        Upload(name="new.md", content=b"one"),
        Upload(name="old.md", content=b""),
    ]
    html = shown(page)
    assert "lest inn" in html
    assert "kunne ikke leses: filen er tom" in html
    assert titles(page) == ["document=kdi%2Fportefolje.md"]


def test_what_will_be_replaced_or_is_too_much_is_told_before(library: FakeLibrary) -> None:
    library.uploaded = {"a.md"}
    page = look_at(start(library), "add")
    files = [(f"{name}.md", b"x", "") for name in "abcd"]
    page.get("file_uploader")[0].set_value(files)
    html = shown(checked(page.run()))
    assert UPKEEP.add_replaces.format(names="a.md") in html
    assert "Du har valgt 4 filer. De 3 første blir lest inn." in html


def test_the_result_of_a_hostile_name_is_text() -> None:
    html = result_html(Added(name=HOSTILE_TEXT, verdict="refused", refusal="type"), ENGLISH)
    assert "<script" not in html
    assert "this type of file is not supported" in html
    unknown = result_html(Added(name="a", verdict="failed", reason="<b>Odd</b>"), BOKMAL)
    assert '<span lang="en">&lt;b&gt;Odd&lt;/b&gt;</span>' in unknown


def test_an_update_by_somebody_else_is_told(library: FakeLibrary) -> None:
    library.busy = True
    assert SHELF.updating in shown(start(library))


def test_an_empty_collection_offers_to_add_documents() -> None:
    page = start(FakeLibrary(documents=[]))
    assert SHELF.none_heading in shown(page)
    assert page.get("file_uploader")


@pytest.mark.parametrize("first", ["ask", "documents"])
def test_without_an_index_every_page_offers_to_build_one(first: str) -> None:
    library = FakeLibrary(documents=None, starter=[KDI, CZECH])
    missing = IndexMissingError("there is no index yet")

    def page_of_either(library, first, missing, documents):
        from fake_desk import FakeDesk

        from app.ui.pages import run

        there = library.documents is not None
        run(FakeDesk(documents=documents) if there else missing, library, first=first)

    arguments = (library, first, missing, [KDI, CZECH])
    page = checked(AppTest.from_function(page_of_either, args=arguments, default_timeout=20).run())
    assert BOKMAL.no_index_heading in shown(page)
    assert bool(page.get("file_uploader")) == (first == "documents")
    press(page, "build-starter")
    html = shown(page)
    assert "Ferdig: 2 dokumenter og 7 avsnitt er lest inn." in html
    assert "broken.pdf" in html


def test_while_somebody_else_builds_the_page_waits() -> None:
    library = FakeLibrary(documents=None, busy=True)
    page = start(library, desk=IndexMissingError("there is no index yet"))
    assert UPKEEP.building_elsewhere_heading in shown(page)
    assert not [button for button in page.button if button.key == "build-starter"]


def test_pictures_count_what_the_shelf_holds(library: FakeLibrary) -> None:
    html = shown(look_at(start(library), "pictures"))

    assert SHELF.map_heading in html
    assert '<span class="sv-unseen">Tsjekkia: </span>1</li>' in html
    assert SHELF.timeline_none in html
    assert "Kriminalomsorgsdirektoratet</th>" in html
    assert "bokmål</th>" in html
    assert ">2015</th>" in html
    assert "uten dato</th>" in html


def test_the_desk_is_not_needed_to_look_at_documents(library: FakeLibrary) -> None:
    page = start(library, desk=FakeDesk())
    assert len(titles(page)) == 3
