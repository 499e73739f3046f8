"""The page of a quotation is shown when asked for, and calmly not where it cannot be."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

import pytest
from driven_page import shown
from fake_desk import HOSTILE_TEXT, HUNGARY, STRANGE, FakeDesk, make_desk
from PIL import Image
from streamlit.testing.v1 import AppTest

from app.page_pictures import Cited
from app.ui.texts import BOKMAL
from ingest.page_process import PagePicture


def png() -> bytes:
    written = BytesIO()
    Image.new("RGB", (40, 60), "white").save(written, "PNG")
    return written.getvalue()


@dataclass
class FakePages:
    """Offers pages for every quotation, and gives this picture of each."""

    given: PagePicture | None
    drawn: list[str] = field(default_factory=list)

    def offered(self, cited: Cited) -> bool:
        return True

    def picture(self, cited: Cited) -> PagePicture | None:
        self.drawn.append(cited.quote)
        return self.given


def page_of(desk):
    # Streamlit runs the source of this function alone: it sees no name of this module.
    from app.ui.pages import run

    run(desk)


def opened(desk: FakeDesk, question: str = HUNGARY) -> AppTest:
    page = AppTest.from_function(page_of, args=(desk,), default_timeout=20).run()
    page.chat_input(key="question").set_value(question).run()
    page.button(key="citation-0-0-1").click().run()
    assert not page.exception
    return page


def switch(page: AppTest, label: str) -> AppTest:
    (toggle,) = [toggle for toggle in page.toggle if toggle.label == label]
    toggle.set_value(not toggle.value).run()
    assert not page.exception
    return page


def pictures(page: AppTest) -> list[str]:
    return [picture.alt for element in page.get("image") for picture in element.proto.imgs]


def desk_with(picture: PagePicture | None) -> tuple[FakeDesk, FakePages]:
    desk, pages = make_desk(), FakePages(picture)
    desk.pages = pages
    return desk, pages


def test_the_page_is_drawn_only_once_it_is_asked_for() -> None:
    desk, pages = desk_with(PagePicture(png=png(), marked=True))
    page = opened(desk)
    assert pages.drawn == []
    assert pictures(page) == []
    switch(page, BOKMAL.page_picture.show)
    assert pages.drawn[0].startswith("19 institutions")
    assert len(pictures(page)) == 1
    assert BOKMAL.page_picture.not_marked not in shown(page)


def test_the_picture_has_a_text_for_whoever_does_not_see_it() -> None:
    desk, _ = desk_with(PagePicture(png=png(), marked=True))
    (alt,) = pictures(switch(opened(desk), BOKMAL.page_picture.show))
    assert "side 2 i «International Cooperation 2014»" in alt


def test_the_picture_is_enlarged() -> None:
    desk, _ = desk_with(PagePicture(png=png(), marked=True))
    page = switch(opened(desk), BOKMAL.page_picture.show)
    switch(page, BOKMAL.page_picture.enlarge)
    assert len(pictures(page)) == 1


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        (None, BOKMAL.page_picture.missing),
        (PagePicture(png=png(), marked=False), BOKMAL.page_picture.not_marked),
    ],
)
def test_what_cannot_be_shown_is_told_without_alarm(picture, said) -> None:
    desk, _ = desk_with(picture)
    page = switch(opened(desk), BOKMAL.page_picture.show)
    assert said in shown(page)
    assert 'role="alert"' not in shown(page)


def test_another_quotation_begins_with_its_page_closed() -> None:
    desk, pages = desk_with(PagePicture(png=png(), marked=True))
    page = switch(opened(desk), BOKMAL.page_picture.show)
    page.button(key="citation-0-1-2").click().run()
    assert pictures(page) == []
    assert len(pages.drawn) == 1


def test_a_hostile_title_is_described_as_it_is() -> None:
    desk, _ = desk_with(PagePicture(png=png(), marked=True))
    page = switch(opened(desk, STRANGE), BOKMAL.page_picture.show)
    assert not page.markdown
    assert HOSTILE_TEXT in "".join(pictures(page))


def test_without_pages_nothing_is_offered() -> None:
    page = opened(make_desk())
    assert BOKMAL.page_picture.show not in [toggle.label for toggle in page.toggle]
