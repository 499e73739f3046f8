import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen import canvas

from ingest.errors import ReadError, SamsvarError
from ingest.files import FoundFile
from ingest.limits import ReadLimits
from ingest.passages import split
from ingest.read import read_document

Put = Callable[[str, str | bytes], FoundFile]


def pdf(text: str = "Hello there.", password: str | None = None, pages: int = 1) -> bytes:
    out = io.BytesIO()
    encryption = StandardEncryption(password) if password else None
    sheet = canvas.Canvas(out, encrypt=encryption)
    for _ in range(pages):
        if text:
            sheet.drawString(70, 700, text)
        else:
            sheet.rect(70, 70, 200, 200)
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def zipped(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * size)
    return out.getvalue()


BAD = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t\n\xef\xbb\xbf", "no text"),
    ("blank.md", b"<!-- nothing -->", "no text"),
    ("binary.txt", bytes(range(256)) * 8, "binary"),
    ("notes.md", b"---\ntitle: [a\n---\nText", "not valid YAML"),
    ("cut.pdf", pdf()[:300], "damaged"),
    ("fake.pdf", b"this is no pdf", "damaged"),
    ("locked.pdf", pdf(password="secret"), "password"),
    ("scanned.pdf", pdf(text=""), "scanned"),
    ("long.pdf", pdf(pages=4), "more than 3 pages"),
    ("fake.docx", b"this is no docx", "damaged"),
    ("other.docx", zipped(10), "damaged"),
    ("bomb.docx", zipped(3_000_000), "unpack to more than 2 MB"),
    ("locked.docx", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "password"),
    ("huge.txt", b"a" * 200_001, "larger than"),
    ("wordy.txt", b"ord " * 15_000, "50,000 characters"),
    ("empty.html", b"<html><body></body></html>", "no text"),
    ("back\\slash.txt", b"text", "backslash"),
]
LIMITS = ReadLimits(bytes=200_000, unpacked_bytes=2_000_000, characters=50_000, pages=3)


@pytest.mark.parametrize(("name", "content", "reason"), BAD, ids=[name for name, _, _ in BAD])
def test_bad_input_is_refused_in_one_plain_sentence(
    put: Put, name: str, content: bytes, reason: str
) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        read_document(put(name, content), limits=LIMITS)
    assert caught.value.where == name
    assert "\n" not in caught.value.reason
    assert name in str(caught.value)


def test_a_file_that_vanished_is_told_as_such(put: Put) -> None:
    file = put("a.txt", "text")
    file.path.unlink()
    with pytest.raises(ReadError, match="no longer there"):
        read_document(file)


def test_a_file_that_may_not_be_read_is_told_as_such(
    put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    file = put("a.txt", "text")
    monkeypatch.setattr(Path, "read_bytes", refuse)  # root reads anything, whatever its mode
    with pytest.raises(ReadError, match="permission denied"):
        read_document(file)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".pdf", ".docx"])
@given(data=st.binary(max_size=300))
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_any_bytes_are_read_or_refused(put: Put, suffix: str, data: bytes) -> None:
    try:
        document = read_document(put(f"any{suffix}", data))
    except ReadError:
        return
    assert document.text.strip()


def test_errors_say_what_where_and_what_to_do() -> None:
    error = SamsvarError("No index", where="data/", remedy="Run: samsvar ingest")
    assert str(error) == "No index: data/. Run: samsvar ingest"
    assert str(SamsvarError("No index")) == "No index"


def test_importing_the_reader_imports_no_parser() -> None:
    code = (
        "import sys, ingest.read, ingest.passages\n"
        "heavy = {'trafilatura', 'pypdfium2', 'docx', 'lxml', 'langdetect', 'babel', 'markdown_it',"
        " 'charset_normalizer', 'index', 'app', 'eval'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "piece", ["a", " ", ".", "1. 2", "\n", "- ", "A\n", ". ", "x@", "Kontakt\n"]
)
def test_monotonous_text_takes_no_quadratic_time(put: Put, piece: str) -> None:
    text = f"Start. {piece * (200_000 // len(piece))} og slutt på denne lange teksten."
    begun = time.process_time()
    document = read_document(put("a.txt", text))
    split(document, lambda texts: [len(text) // 4 + 1 for text in texts])
    assert time.process_time() - begun < 10
