"""The picture of a page of a PDF with a quotation marked; a program of its own.

`ingest.page_process` starts it. It reads one JSON object from stdin and writes one line of JSON and
a PNG to stdout, or fails: whatever a hostile file does, it does it here and not to the server.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from ingest.page_marks import find_quotation

_WIDTH = 1400  # pixels
_PIXELS = 6_000_000
_CHARACTERS = 100_000  # on one page
_MEMORY = 2 << 30  # bytes of address space
_PADDING = 2  # pixels around a line that is marked
_MARK, _EDGE = (255, 230, 154), (138, 90, 0)

# Left, lower edge, right, upper edge; pages count upwards, pictures downwards.
Box = tuple[float, float, float, float]


def main() -> None:
    """Read what to draw, and draw it."""
    asked = json.load(sys.stdin)
    _limit_memory()
    png, marked = draw_page(asked["file"], asked["page"], asked["quote"], before=asked["before"])
    sys.stdout.buffer.write(json.dumps({"marked": marked}).encode() + b"\n" + png)


def draw_page(file: str, number: int, quote: str, *, before: str = "") -> tuple[bytes, bool]:
    """Return page `number` (from 1) as a PNG, and whether the quotation was found on it.

    Raises
    ------
    Exception
        Of whatever sort, on damaged files.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        page = document[number - 1]
        bitmap = page.render(scale=_scale(*page.get_size()), may_draw_forms=False)
        position = bitmap.get_posconv(page)
        image = bitmap.to_pil().convert("RGB")
        lines = _lines(_quotation_boxes(page, quote, before))
        boxes = [_on_image(line, position) for line in lines]
    picture = _marked(image, boxes)
    written = BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue(), bool(boxes)


def _scale(width: float, height: float) -> float:
    """Return how many pixels a point becomes."""
    if not (width > 0 and height > 0):
        raise ValueError(f"a page of {width} by {height} points")
    return min(_WIDTH / width, math.sqrt(_PIXELS / (width * height)))


def _quotation_boxes(page: Any, quote: str, before: str) -> list[Box]:
    """Return the boxes of the quotation's characters, in the page's own coordinates."""
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    count = textpage.count_chars()
    if not quote or count > _CHARACTERS:
        return []
    characters = [_character(pdfium.FPDFText_GetUnicode(textpage, at)) for at in range(count)]
    found = find_quotation(quote, characters, before=before)
    boxes = [textpage.get_charbox(place, loose=True) for place in found]
    return [box for box in boxes if box[2] > box[0] and box[3] > box[1]]


def _character(code: int) -> str:
    # Half a surrogate pair is a sign that the comparison passes over, as is what is no character.
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _on_image(box: Box, position: Any) -> Box:
    """Return where a box of the page lies in the picture, however the page is turned."""
    ends = [position.to_bitmap(*box[:2]), position.to_bitmap(*box[2:])]
    across, down = zip(*ends, strict=True)
    return min(across), min(down), max(across), max(down)


def _lines(boxes: Sequence[Box]) -> list[Box]:
    """Join the boxes of characters that follow each other on one line."""
    lines: list[Box] = []
    for box in boxes:
        last = lines[-1] if lines else None
        height = box[3] - box[1]
        if last and _overlap(last, box) > height / 2 and -height < box[0] - last[2] < 2 * height:
            lines[-1] = (
                min(last[0], box[0]),
                min(last[1], box[1]),
                max(last[2], box[2]),
                max(last[3], box[3]),
            )
        else:
            lines.append(box)
    return lines


def _overlap(one: Box, other: Box) -> float:
    return min(one[3], other[3]) - max(one[1], other[1])


def _marked(image: Any, lines: Sequence[Box]) -> Any:
    """Lay colour over the lines, under which the letters stay black, and an edge around them."""
    from PIL import Image, ImageChops, ImageDraw

    # The edge tells the mark from the page where there is no colour to see.
    layer = Image.new("RGB", image.size, "white")
    draw = ImageDraw.Draw(layer)
    for left, top, right, bottom in lines:
        outer = (left - _PADDING, top - _PADDING, right + _PADDING, bottom + _PADDING)
        draw.rectangle(outer, fill=_MARK, outline=_EDGE)
    return ImageChops.multiply(image, layer)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main()
