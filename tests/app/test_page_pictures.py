"""What is drawn of a page, and when there is nothing to draw."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.assistant.answer import Nearest
from app.page_pictures import NO_PAGES, OriginalPages, page_part
from ingest.document import Document
from ingest.errors import SamsvarError
from ingest.files import found_file
from ingest.read import read_document

CORPUS = Path(__file__).parents[2] / "corpus"
QUOTE = "The founding meeting was held in Edinburgh in October 2011"


@dataclass
class Shelf:
    """One document, which may be another when it is asked for again."""

    held: Document | None

    def document(self, path: str) -> Document:
        if self.held is None:
            raise SamsvarError("no document of that name is in the index", where=path)
        return self.held


@pytest.fixture(scope="module")
def document() -> Document:
    return read_document(found_file(CORPUS / "fora" / "european-fora.pdf", CORPUS))


def near(document: Document, quote: str = QUOTE) -> Nearest:
    start = document.text.index(quote)
    return Nearest(
        source=document.source,
        page=document.page_at(start),
        start=start,
        end=start + len(quote),
        quote=quote,
        score=0.5,
    )


def pages_of(shelf: Shelf, folder: Path = CORPUS) -> OriginalPages:
    manifest = SimpleNamespace(folders=[str(folder)], loose_files=[])
    index = SimpleNamespace(generation=lambda: SimpleNamespace(manifest=manifest))
    return OriginalPages(index, shelf)  # type: ignore[arg-type]


def test_a_page_is_drawn_once_and_kept(document: Document) -> None:
    pages = pages_of(Shelf(document))
    cited = near(document)
    assert pages.offered(cited)
    picture = pages.picture(cited)
    assert picture is not None
    assert picture.marked
    assert pages.picture(cited) is picture


def test_a_document_that_is_gone_changed_or_moved_is_not_shown(
    document: Document, tmp_path: Path
) -> None:
    shelf = Shelf(document)
    pages, cited = pages_of(shelf), near(document)
    assert pages.picture(cited) is not None
    shelf.held = replace(document, text=document.text.replace("Edinburgh", "Stockholm"))
    assert pages.picture(cited) is None
    shelf.held = None
    assert pages.picture(cited) is None
    assert pages_of(Shelf(document), tmp_path).picture(cited) is None


def test_only_pdfs_have_pages_to_show(document: Document) -> None:
    pages, cited = pages_of(Shelf(document)), near(document)
    assert not pages.offered(replace(cited, page=None))
    assert not pages.offered(replace(cited, source=replace(cited.source, path="a.md")))
    assert not NO_PAGES.offered(cited)
    assert NO_PAGES.picture(cited) is None


def test_of_a_quotation_over_two_pages_the_first_part_is_marked(document: Document) -> None:
    breaks = document.pages[1]
    cited = near(document, document.text[breaks - 40 : breaks + 40])
    page, part, before = page_part(document, cited)
    assert page == 1
    assert part == document.text[breaks - 40 : breaks]
    assert before == document.text[: breaks - 40]
