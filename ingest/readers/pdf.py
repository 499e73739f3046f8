"""PDF documents."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from ingest.errors import ReadError
from ingest.headings import ITEM_MARK
from ingest.limits import ReadLimits
from ingest.normalise import join_hyphenated, normalise
from ingest.reading import Reading, TextBuilder

_REASONS = {
    4: "The PDF is encrypted and needs a password",
    3: "The file is damaged or no PDF",
    2: "The file is damaged or no PDF",
}
_PASSWORD_ERROR = 4
_LARGER = 1.14  # a heading's letters are at least this much larger than the body's
_PARAGRAPH_GAP = 1.25  # in usual line distances
_INDENT = 2.0  # in points: what lines begin apart by more is meant
_EDGE = 2  # lines at the head and foot of a page that may be running ones
_GENERATED_HYPHENS = "\x02\ufffe"


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: float
    foot: float  # how far above the page's lower edge it stands
    left: float  # how far from the page's left edge it begins


_BLANK = _Line("", 0.0, 0.0, 0.0)


def read(path: Path, limits: ReadLimits) -> Reading:
    """Read a PDF page by page; running headers and footers become furniture."""
    document = _open(path)
    try:
        if len(document) > limits.pages:
            raise ReadError(f"The document has more than {limits.pages:,} pages")
        pages: list[list[_Line]] = []
        characters = 0
        for index in range(len(document)):
            pages.append(_lines(document, index))
            characters += sum(len(line.text) for line in pages[-1])
            limits.check_characters(characters)
        claimed = document.get_metadata_dict()
    finally:
        document.close()
    if not any(line.text.strip() for page in pages for line in page):
        raise ReadError(
            "The PDF holds no text, only scanned pages", remedy="Run text recognition on it first."
        )
    builder = _build(pages, limits)
    return Reading(
        text=builder.text(),
        pages=builder.pages(),
        headings=builder.headings() or None,
        furniture=builder.furniture(),
        title=normalise(claimed.get("Title") or "").strip() or None,
        published=_date(claimed.get("ModDate") or claimed.get("CreationDate") or ""),
    )


def _open(path: Path) -> Any:
    import pypdfium2

    path.open("rb").close()  # so that a missing file is told as one, not as a damaged PDF
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == _PASSWORD_ERROR or "password" in str(error).casefold():
            code = _PASSWORD_ERROR
        reason = _REASONS.get(code or 0, "The file is damaged or no PDF")
        raise ReadError(reason, where=str(path)) from error


def _lines(document: Any, index: int) -> list[_Line]:
    """Return the lines of one page with the size of their letters.

    Characters are asked for one by one: only so do their numbers agree with those that pdfium
    knows the letter sizes by.
    """
    import pypdfium2.raw as pdfium

    page = document[index]
    textpage = page.get_textpage()
    box = pdfium.FS_RECTF()
    lines: list[_Line] = []
    characters: list[str] = []
    size = foot = 0.0
    left: float | None = None

    def close() -> None:
        nonlocal size, foot, left
        words = " ".join(normalise(_whole("".join(characters))).split())
        lines.append(_Line(words, size, foot, left or 0.0))
        characters.clear()
        size = foot = 0.0
        left = None

    def placed(position: int) -> bool:
        return bool(pdfium.FPDFText_GetLooseCharBox(textpage, position, ctypes.byref(box)))

    try:
        for position in range(textpage.count_chars()):
            code = pdfium.FPDFText_GetUnicode(textpage, position)
            character = chr(code) if code < 0x110000 else "\ufffd"
            if character == "\n":
                close()
            elif character in _GENERATED_HYPHENS:
                characters.append("-")  # pdfium's mark for a word broken at the line end
                close()
            else:
                characters.append(character)
                if left is None and not character.isspace() and placed(position):
                    left = box.left
                if not size and character.isalnum() and placed(position):
                    size, foot = round(abs(box.top - box.bottom), 1), box.bottom
    finally:
        textpage.close()
        page.close()
    close()
    return _with_list_ends(_with_gaps([line for line in lines if line.text]))


def _with_gaps(lines: list[_Line]) -> list[_Line]:
    """Put an empty line where the page leaves more room than between the lines of a paragraph."""
    drops = [above.foot - below.foot for above, below in pairwise(lines)]
    usual = median(drop for drop in drops if drop > 0) if any(drop > 0 for drop in drops) else 0.0
    spaced = lines[:1]
    for drop, line in zip(drops, lines[1:], strict=True):
        # A negative drop is the top of the next column, where a sentence may run on.
        if usual and drop > _PARAGRAPH_GAP * usual:
            spaced.append(_BLANK)
        spaced.append(line)
    return spaced


def _with_list_ends(lines: list[_Line]) -> list[_Line]:
    """Put an empty line before one that begins further left than the list item above it.

    Left of the item's mark, or under the mark where the item's own lines begin to the right of it.
    """
    spaced: list[_Line] = []
    mark: float | None = None
    hanging = False
    for line in lines:
        if not line.text:
            mark = None
        elif ITEM_MARK.match(line.text):
            mark, hanging = line.left, False
        elif mark is not None:
            if line.left < mark + (_INDENT if hanging else -_INDENT):
                spaced.append(_BLANK)
                mark = None
            else:
                hanging = hanging or line.left > mark + _INDENT
        spaced.append(line)
    return spaced


def _whole(text: str) -> str:
    """Join surrogate pairs, which pdfium hands over as two characters."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _build(pages: Sequence[Sequence[_Line]], limits: ReadLimits) -> TextBuilder:
    builder = TextBuilder(limits)
    running = _running_lines(pages)
    body = _body_size(pages)
    levels = _levels(pages, body)
    open_paragraph = False  # whether the last page stopped in the middle of a sentence
    for page in pages:
        builder.begin_page()
        written = [index for index, line in enumerate(page) if line.text]
        edges = {
            index
            for index in (*written[:_EDGE], *written[-_EDGE:])
            if _key(page[index].text) in running
        }
        matter = [line for index, line in enumerate(page) if index not in edges]
        blocks = _blocks(matter, levels)
        if open_paragraph and blocks and not blocks[0][1] and blocks[0][0][:1].islower():
            # A sentence over the page break stays in one piece; running lines wait behind it.
            builder.extend(blocks.pop(0)[0])
        for index in sorted(edges):
            builder.add_furniture(page[index].text)
        for text, level in blocks:
            if level:
                builder.add_heading(text, level)
            else:
                builder.add(text)
        if blocks:
            open_paragraph = not blocks[-1][1] and blocks[-1][0][-1] not in ".!?:;"
    return builder


def _blocks(lines: Sequence[_Line], levels: dict[float, int]) -> list[tuple[str, int]]:
    """Join lines to paragraphs; a level above 0 says heading."""
    blocks: list[tuple[str, int]] = []
    paragraph: list[str] = []

    def close() -> None:
        if any(paragraph):
            blocks.extend((text, 0) for text in join_hyphenated("\n".join(paragraph)).split("\n\n"))
        paragraph.clear()

    for line in lines:
        level = levels.get(line.size, 0) if _may_head(line) else 0
        if level:
            close()
            if blocks and blocks[-1][1] == level and line.text[0].islower():
                blocks[-1] = (f"{blocks[-1][0]} {line.text}", level)  # a heading of two lines
            else:
                blocks.append((line.text, level))
        elif line.text:
            paragraph.append(line.text)
        else:
            close()
    close()
    return [(text, level) for text, level in blocks if text.strip()]


def _may_head(line: _Line) -> bool:
    return (
        0 < len(line.text) <= 150
        and any(map(str.isalpha, line.text))
        and line.text[-1] not in ".,;"
        and not re.match(r"[•*]", line.text)
        and not (ITEM_MARK.match(line.text) and line.text[0] in "-–—")
    )


def _body_size(pages: Sequence[Sequence[_Line]]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    del sizes[0.0]
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _levels(pages: Sequence[Sequence[_Line]], body: float) -> dict[float, int]:
    larger = sorted(
        {line.size for page in pages for line in page if line.size >= body * _LARGER}, reverse=True
    )
    return {size: min(rank, 6) for rank, size in enumerate(larger, 1)} if body else {}


def _running_lines(pages: Sequence[Sequence[_Line]]) -> frozenset[str]:
    """Return the lines that stand at the edge of most pages, page numbers disregarded."""
    if len(pages) < 3:
        return frozenset()
    counts: Counter[str] = Counter()
    for page in pages:
        written = [line for line in page if line.text]
        counts.update({_key(line.text) for line in (*written[:_EDGE], *written[-_EDGE:])})
    enough = max(3, len(pages) // 2)
    return frozenset(key for key, count in counts.items() if count >= enough)


def _key(line: str) -> str:
    """Return a line with its numbers masked, so that page numbers make no difference."""
    return re.sub(r"\d+", "#", line).casefold()


def _date(value: str) -> str | None:
    match = re.match(r"D?:?(\d{4})(\d\d)(\d\d)", value)
    return "-".join(match.groups()) if match else None
