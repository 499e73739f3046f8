import io
from collections.abc import Callable

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from ingest.document import Document
from ingest.files import FoundFile
from ingest.normalise import normalise
from ingest.read import read_document

Put = Callable[[str, str | bytes], FoundFile]
SENTENCE = "Samarbeidet mellom partene har vart i mange år og omfatter alle landene som deltar."

MARKDOWN = """# Håndbok

<!-- skjult -->
Her er [en lenke](https://x.no) og **fet** tekst
over to linjer.

## Liste

1. Pass
2. Vaksiner
   - gulfeber

| Land | Sum |
|------|----:|
| Latvia | 12 |

<div>bort</div>
"""
HTML = f"""<!doctype html><html><head><meta charset="utf-8"><title>Avtalen</title>
<meta property="article:published_time" content="2021-03-04T10:00:00"></head>
<body><nav><a href="/">Hjem</a> <a href="/x">Meny</a></nav><article><h1>Avtalen</h1>
<p>{SENTENCE} {SENTENCE}</p><h2>Områder</h2><ul><li>opplæring av ansatte</li><li>friomsorg</li></ul>
<table><tr><th>År</th><th>Sum</th></tr><tr><td>2021</td><td>8</td></tr></table>
<p>{SENTENCE}</p></article></body></html>"""


def titles(document: Document) -> list[tuple[int, str]]:
    return [(h.level, document.text[h.start : h.end]) for h in document.headings]


def test_markdown_is_rendered_to_the_words_a_reader_sees(put: Put) -> None:
    document = read_document(put("a.md", MARKDOWN))
    assert document.text == (
        "Håndbok\n\nHer er en lenke og fet tekst over to linjer.\n\nListe\n"
        "1. Pass\n2. Vaksiner\n  • gulfeber\n\nLand | Sum\nLatvia | 12"
    )
    assert titles(document) == [(1, "Håndbok"), (2, "Liste")]


def test_html_keeps_the_matter_and_drops_the_page(put: Put) -> None:
    document = read_document(put("a.html", HTML))
    assert "Hjem" not in document.text
    assert document.text.count(SENTENCE) == 3
    assert "• opplæring av ansatte\n• friomsorg" in document.text
    assert "År | Sum\n2021 | 8" in document.text
    assert titles(document) == [(1, "Avtalen"), (2, "Områder")]
    assert document.source.published == "2021-03-04"


def test_html_without_an_article_gives_its_whole_text(put: Put) -> None:
    document = read_document(put("a.html", "<title>Kort</title><body><div>Hei<p>Du.</div>"))
    assert "Hei" in document.text
    assert "Du." in document.text


def test_html_in_another_encoding_is_taken_at_its_word(put: Put) -> None:
    page = HTML.replace("utf-8", "iso-8859-1").encode("latin-1")
    assert "omfatter alle landene" in read_document(put("a.html", page)).text
    assert "år" in read_document(put("a.html", page)).text


def test_docx_keeps_headings_lists_and_tables_in_order(put: Put) -> None:
    word = docx.Document()
    word.add_heading("Avtale", 0)
    word.add_paragraph("Partene er enige.")
    word.add_heading("Formål", 1)
    word.add_paragraph("ett", style="List Bullet")
    word.add_paragraph("to", style="List Bullet")
    word.add_paragraph("først", style="List Number")
    word.add_paragraph("så", style="List Number")
    table = word.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "A", "B"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "C"
    word.add_paragraph("Slutt.")
    out = io.BytesIO()
    word.save(out)
    document = read_document(put("a.docx", out.getvalue()))
    assert document.text == (
        "Avtale\n\nPartene er enige.\n\nFormål\n\n• ett\n• to\n1. først\n2. så\n\n"
        "A | B\nC\n\nSlutt."
    )
    assert titles(document) == [(1, "Avtale"), (2, "Formål")]


def make_pdf(pages: list[list[tuple[str, int]]], *, running: bool = False) -> bytes:
    out = io.BytesIO()
    pdf = canvas.Canvas(out, pagesize=A4)
    for number, lines in enumerate(pages, 1):
        if running:
            pdf.setFont("Helvetica", 10)
            pdf.drawString(70, 820, "Årsrapport for tjenesten")
            pdf.drawString(280, 20, f"Side {number}")
        top = 760
        for text, size in lines:
            pdf.setFont("Helvetica", size)
            pdf.drawString(70, top, text)
            top -= 14
        pdf.showPage()
    pdf.save()
    return out.getvalue()


def test_pdf_pages_headings_and_running_lines_are_known(put: Put) -> None:
    places = ("Riga", "Oslo", "Praha", "Kyiv")
    pages = [[(f"Om {p}", 18), (f"Arbeidet i {p} går bra.", 10)] for p in places]
    document = read_document(put("a.pdf", make_pdf(pages, running=True)))
    assert len(document.pages) == 4
    assert all(document.text.startswith("Årsrapport", start) for start in document.pages)
    running = [document.text[f.start : f.end] for f in document.furniture]
    assert running == [
        line for n in range(1, 5) for line in ("Årsrapport for tjenesten", f"Side {n}")
    ]
    assert titles(document) == [(1, f"Om {place}") for place in places]
    assert document.page_at(document.text.index("Arbeidet i Kyiv")) == 4


def test_pdf_paragraphs_are_rejoined_over_lines_and_pages(put: Put) -> None:
    first = [
        ("Dette er en prøve på straffe-", 10),
        ("gjennomføring og på EU-", 10),
        ("land i et stort og langvarig arbeid som går", 10),
    ]
    document = read_document(put("a.pdf", make_pdf([first, [("over til neste side.", 10)]])))
    assert document.text == (
        "Dette er en prøve på straffegjennomføring og på EU-land i et stort og langvarig arbeid "
        "som går over til neste side."
    )
    assert document.page_at(document.text.index("over til")) == 2


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        # Items set in from the text, with what runs on under their words.
        (
            [
                (70, "Utsendingen tar med:"),
                (88, "• pass og visum"),
                (88, "• papirer om helsen, som vaksinasjonskort og"),
                (98, "resepter"),
                (70, "Alt annet blir hjemme."),
            ],
            ["Alt annet blir hjemme."],
        ),
        # Items at the text's own edge: what stands under the mark is no longer the item.
        (
            [
                (70, "1. pass og visum, og papirer om helsen, som"),
                (84, "resepter"),
                (70, "Alt annet blir hjemme, også"),
                (70, "smykker."),
            ],
            ["Alt annet blir hjemme, også smykker."],
        ),
        # A date at the head of a line is no item, and a line under it goes on.
        ([(70, "Avtalen ble underskrevet den"), (70, "6. desember i Moskva, og den"),
          (70, "gjelder ennå.")],
         ["Avtalen ble underskrevet den 6. desember i Moskva, og den gjelder ennå."]),
    ],
)  # fmt: skip
def test_what_follows_a_list_in_a_pdf_is_no_part_of_its_last_item(
    put: Put, lines: list[tuple[int, str]], paragraphs: list[str]
) -> None:
    out = io.BytesIO()
    pdf = canvas.Canvas(out, pagesize=A4)
    pdf.setFont("Helvetica", 10)
    for number, (left, text) in enumerate(lines):
        pdf.drawString(left, 760 - 14 * number, text)
    pdf.save()
    blocks = read_document(put("a.pdf", out.getvalue())).text.split("\n\n")
    assert [" ".join(block.split()) for block in blocks[-1:]] == paragraphs


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.md", MARKDOWN), ("a.html", HTML), ("a.pdf", make_pdf([[(SENTENCE, 10)]] * 2)),
     ("a.txt", "\ufeffTittel\r\n\r\n\r\n\r\nA\u030a  \r\n")],
)  # fmt: skip
def test_text_is_normalised_once_and_for_all(put: Put, name: str, content: str | bytes) -> None:
    text = read_document(put(name, content)).text
    assert normalise(text) == text
