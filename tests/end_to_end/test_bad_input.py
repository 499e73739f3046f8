"""Whatever is given, the answer is one line that says what, where and what to do."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

GOOD = "# Besøk\n\nEn delegasjon på fire fra Latvia besøkte Halden fengsel i mai 2019.\n"


def is_one_line(text: str) -> bool:
    return text.count("\n") == 1 and text.endswith("\n") and "Traceback" not in text


def write_pdf(path: Path, password: str | None = None) -> None:
    locked = StandardEncryption(password) if password else None
    canvas = Canvas(str(path), encrypt=locked)
    canvas.drawString(72, 720, "Four officers visited the prison.")
    canvas.save()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of files that cannot be read, each for a reason of its own."""
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "empty.md").write_bytes(b"")
    (folder / "blank.txt").write_text(" \n\t\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n" + os.urandom(600))
    (folder / "broken.docx").write_bytes(b"PK\x03\x04" + bytes(600))
    (folder / "huge.txt").write_text("Samarbeid mellom fengsler i Norden. " * 30_000)
    write_pdf(folder / "locked.pdf", "secret")
    return folder


BAD = {
    *("empty.md", "blank.txt", "binary.txt", "broken.pdf", "broken.docx", "huge.txt"),
    "locked.pdf",
}


def test_one_bad_file_stops_nothing(run, empty_data, folder, monkeypatch):
    monkeypatch.setenv("SAMSVAR_MAX_FILE_MB", "1")
    (folder / "good.md").write_text(GOOD, "utf-8")
    write_pdf(folder / "open.pdf")
    ran = run(empty_data, "ingest", folder, "--json")
    report = json.loads(ran.out)
    failed = {Path(one["file"]).name: one["reason"] for one in report["failed"]}

    assert (ran.code, ran.err) == (0, "")
    assert {"good.md", "open.pdf"} <= set(report["added"])
    assert set(failed) >= BAD
    assert all(reason and "\n" not in reason for reason in failed.values())
    assert "password" in failed["locked.pdf"]
    assert "MB" in failed["huge.txt"]
    assert run(empty_data, "ask", "Hvor mange kom fra Latvia?").code == 0
    assert run(empty_data, "documents").code == 0


def test_a_name_that_is_no_utf8_stops_nothing(run, empty_data, tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "good.md").write_text(GOOD, "utf-8")
    # As an old archive unpacks it.
    Path(os.fsdecode(os.fsencode(folder) + b"/bes\xf8k.md")).write_text(GOOD * 2, "utf-8")
    ran = run(empty_data, "ingest", folder, "--json")
    report = json.loads(ran.out)

    assert (ran.code, ran.err) == (0, "")
    assert "good.md" in report["added"]
    assert len(report["added"]) + len(report["failed"]) == 2


def test_a_folder_of_bad_files_alone_fails_and_names_each(run, empty_data, folder, monkeypatch):
    monkeypatch.setenv("SAMSVAR_MAX_FILE_MB", "1")
    ran = run(empty_data, "ingest", folder)

    assert ran.code == 1
    assert all(name in ran.out + ran.err for name in BAD)
    assert "Traceback" not in ran.err


def test_a_folder_that_is_not_there_is_told(run, empty_data, tmp_path):
    ran = run(empty_data, "ingest", tmp_path / "nowhere")

    assert ran.code == 1
    assert "nowhere" in ran.err
    assert is_one_line(ran.err)


@pytest.mark.parametrize("command", [("ask", "Hvor mange?"), ("search", "fengsel"), ("documents",)])
def test_without_an_index_the_remedy_is_told(run, empty_data, command):
    ran = run(empty_data, *command)

    assert (ran.code, ran.out) == (1, "")
    assert "Run: samsvar ingest" in ran.err
    assert is_one_line(ran.err)


@pytest.mark.parametrize(
    "question",
    ["", " \t\n ", "🙂 🎉", "?!", "fengsel " * 12_500],
    ids=["empty", "blank", "emoji", "punctuation", "100,000 characters"],
)
@pytest.mark.parametrize("command", ["ask", "search"])
def test_what_cannot_be_asked_is_told(run, corpus_data, command, question):
    ran = run(corpus_data, command, question, "--json")

    assert (ran.code, ran.out) == (1, "")
    assert is_one_line(ran.err)


@pytest.mark.parametrize(
    "question",
    [
        'AND OR NOT "unclosed',
        "text:* [1 TO 2] ^3 ~",
        "'; DROP TABLE documents; --",
        "Robert\x00 fengsel \x1b[31m",
        "قوانين السجون",
    ],
)
def test_no_question_is_taken_for_a_command(run, corpus_data, question):
    ran = run(corpus_data, "ask", question, "--json")

    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["status"] in ("answered", "not_found")
    assert "\x1b" not in ran.out
