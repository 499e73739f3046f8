"""Pages are drawn with the quotation marked, whatever the file is like."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from ingest.page_picture import draw_page
from ingest.page_process import picture_page

CORPUS = Path(__file__).parents[2] / "corpus"
FORA = CORPUS / "fora" / "european-fora.pdf"
MARK = (255, 230, 154)


def made(path: Path, *, size: tuple[float, float] = (400, 600), rotated: int = 0) -> Path:
    canvas = Canvas(str(path), pagesize=size)
    canvas.setPageRotation(rotated)
    canvas.setFont("Helvetica", 20)
    canvas.drawString(50, size[1] - 50, "Oben steht dies.")
    canvas.drawString(50, 50, "Nederst sier vi det.")
    canvas.save()
    return path


def marked_box(png: bytes) -> tuple[tuple[float, ...] | None, tuple[int, int]]:
    """Return where the mark lies, in shares of the picture, and how large the picture is."""
    image = Image.open(BytesIO(png)).convert("RGB")
    flat = image.get_flattened_data()
    mask = Image.new("1", image.size)
    mask.putdata([pixel == MARK for pixel in flat])
    box = mask.getbbox()
    width, height = image.size
    shares = box and (box[0] / width, box[1] / height, box[2] / width, box[3] / height)
    return shares, image.size


@pytest.mark.parametrize(
    ("rotated", "where"),
    [(0, (0.1, 0.85, 0.65, 0.95)), (90, (0.1, 0.15, 0.2, 0.4)), (180, (0.35, 0.05, 0.9, 0.15))],
)
def test_the_mark_lies_on_the_words_however_the_page_is_turned(tmp_path, rotated, where) -> None:
    png, marked = draw_page(str(made(tmp_path / "a.pdf", rotated=rotated)), 1, "sier vi det")
    box, _ = marked_box(png)
    assert marked
    assert box is not None
    assert where[0] <= box[0] < box[2] <= where[2]
    assert where[1] <= box[1] < box[3] <= where[3]


def test_the_page_is_drawn_without_a_mark_where_the_words_are_not_on_it(tmp_path) -> None:
    png, marked = draw_page(str(made(tmp_path / "a.pdf")), 1, "Her står noe annet")
    assert not marked
    assert marked_box(png)[0] is None


@pytest.mark.parametrize("size", [(14_000, 14_000), (14_000, 20), (400, 600)])
def test_a_page_of_any_size_gives_a_picture_of_a_bearable_one(tmp_path, size) -> None:
    png, _ = draw_page(str(made(tmp_path / "a.pdf", size=size)), 1, "")
    _, (width, height) = marked_box(png)
    assert width <= 1401
    assert width * height < 6_100_000


def test_a_process_of_its_own_draws_it() -> None:
    picture = picture_page(FORA, 1, "The founding meeting was held in Edinburgh in October 2011")
    assert picture is not None
    assert picture.marked
    assert picture.png.startswith(b"\x89PNG")


def test_what_cannot_be_drawn_gives_no_picture(tmp_path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(FORA.read_bytes()[:2000] + b"\0" * 500)
    assert picture_page(broken, 1, "x") is None
    assert picture_page(tmp_path / "gone.pdf", 1, "x") is None
    assert picture_page(FORA, 99, "x") is None


def test_what_takes_too_long_is_given_up() -> None:
    assert picture_page(FORA, 1, "x", seconds=0.001) is None
