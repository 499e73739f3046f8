from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.catalog import Catalog
from index.errors import IndexDamagedError
from ingest.document import Document, Heading, Source, Span
from ingest.files import source_id

A, B = Path("/documents/a.md"), Path("/documents/b.md")


@pytest.fixture
def catalog(tmp_path):
    with Catalog(tmp_path / "catalog.sqlite") as catalog:
        yield catalog


def document(name="a.md", text="Title\nFirst part. Second part.", **facts) -> Document:
    more = {key: facts.pop(key) for key in ("pages", "headings", "furniture") if key in facts}
    source = Source(
        **{
            "id": source_id(name), "checksum": "c" * 64, "path": name, "title": "Title",
            "language": "en", "countries": ("NO", "CZ"), **facts,
        }
    )  # fmt: skip
    return Document(source=source, text=text, **more)


def put(catalog, file=A, stored=None, keys=(b"1", b"2"), reading="reader 1", headings=("Title",)):
    stored = stored or document(file.name)
    passages = [
        stored.passage(start, end, ordinal=ordinal, headings=headings, language="en")
        for ordinal, (start, end) in enumerate(((6, 17), (18, 30)))
    ]
    catalog.put_vectors(keys, np.eye(len(keys), 3, dtype=np.float32))
    catalog.put(file, reading, stored, passages, list(keys))
    return stored, passages


def test_what_was_put_comes_back_as_it_was(catalog):
    stored, passages = put(
        catalog,
        stored=document(
            pages=(0, 6),
            headings=(Heading(start=0, end=5, level=1),),
            furniture=(Span(start=0, end=5),),
            published="2014-05",
            agency="KDI",
        ),
    )

    assert list(catalog.documents()) == [(stored, passages, [b"1", b"2"])]
    assert catalog.vectors([b"2", b"1"]).tolist() == [[0, 1, 0], [1, 0, 0]]
    (file,) = catalog.files()
    assert (file.file, file.name, file.document) == (A, "a.md", stored.source.id)
    assert (file.checksum, file.reading) == ("c" * 64, "reader 1")


def test_a_document_read_again_replaces_itself(catalog):
    put(catalog)
    stored, passages = put(catalog, stored=document(text="Title\nOther part, then the second one"))

    assert [one for one, *_ in catalog.documents()] == [stored]
    assert [found for _, found, _ in catalog.documents()] == [passages]


def test_a_file_under_a_new_name_leaves_no_document_of_the_old_one(catalog):
    put(catalog)
    put(catalog, stored=document("folder/a.md"))

    assert [file.name for file in catalog.files()] == ["folder/a.md"]


def test_a_name_under_which_another_file_comes_leaves_no_file_of_the_old_one(catalog):
    put(catalog)
    put(catalog, file=B, stored=document("a.md"))

    assert [(file.file, file.name) for file in catalog.files()] == [(B, "a.md")]


def test_a_put_that_fails_changes_nothing(catalog):
    stored, _ = put(catalog)
    before = catalog.fingerprint()

    with pytest.raises(ValueError, match="zip"):
        catalog.put(A, "reader 2", stored, [stored.passage(0, 5, ordinal=0, language="en")], [])

    assert catalog.fingerprint() == before
    assert [file.reading for file in catalog.files()] == ["reader 1"]


def test_removing_a_document_removes_its_passages_and_file(catalog, tmp_path):
    stored, _ = put(catalog)
    put(catalog, file=B, keys=(b"3", b"4"))

    catalog.remove([stored.source.id])

    assert [file.name for file in catalog.files()] == ["b.md"]
    with sqlite3.connect(tmp_path / "catalog.sqlite") as connection:
        assert connection.execute("SELECT DISTINCT document FROM passages").fetchall() == [
            (source_id("b.md"),)
        ]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_vector_is_dropped_once_no_passage_needs_it(catalog):
    stored, _ = put(catalog, keys=(b"1", b"2"))
    put(catalog, file=B, keys=(b"2", b"3"))
    assert catalog.drop_unused_vectors() == 0

    catalog.remove([stored.source.id])

    assert catalog.drop_unused_vectors() == 1
    assert catalog.missing_vectors([b"1", b"2", b"3"]) == {b"1"}


def test_a_vector_that_is_missing_is_reported_in_words(catalog):
    with pytest.raises(IndexDamagedError, match=r"lacks a vector .*--rebuild"):
        catalog.vectors([b"unknown"])


def test_the_fingerprint_stays_while_nothing_changes(catalog, tmp_path):
    put(catalog)
    put(catalog, file=B, keys=(b"3", b"4"))
    before = catalog.fingerprint()

    put(catalog)  # stored again, now under other passage numbers
    catalog.put_vectors([b"unused"], np.ones((1, 3), np.float32))
    catalog.add_folder(tmp_path)

    assert catalog.fingerprint() == before
    with Catalog(tmp_path / "catalog.sqlite") as again:
        assert again.fingerprint() == before


@pytest.mark.parametrize(
    "change",
    [
        {"stored": document(checksum="d" * 64)},
        {"stored": document(title="Other title")},
        {"stored": document(countries=("CZ", "NO"))},
        {"stored": document("b.md")},
        {"stored": document(text="Title\nFirst part. Second part. Menu")},
        {"stored": document(pages=(0, 6))},
        {"stored": document(headings=(Heading(start=0, end=5, level=2),))},
        {"stored": document(furniture=(Span(start=0, end=5),))},
        {"keys": (b"1", b"3")},
        {"keys": (b"2", b"1")},
        {"headings": ("Title", "Part")},
    ],
    ids="bytes title countries name text pages headings furniture vector order trail".split(),
)
def test_the_fingerprint_changes_with_anything_searched_or_shown(catalog, change):
    put(catalog)
    before = catalog.fingerprint()

    put(catalog, **change)

    assert catalog.fingerprint() != before


def test_the_fingerprint_changes_with_a_removal(catalog):
    stored, _ = put(catalog)
    put(catalog, file=B)
    before = catalog.fingerprint()

    catalog.remove([stored.source.id])

    assert catalog.fingerprint() != before


def test_the_model_and_all_keys_change_together_or_not_at_all(catalog):
    stored, _ = put(catalog)
    catalog.use_model("old", {})

    with pytest.raises(sqlite3.IntegrityError):
        catalog.use_model("new", {stored.source.id: [b"5", None]})
    assert catalog.model() == "old"
    assert [keys for *_, keys in catalog.documents()] == [[b"1", b"2"]]

    catalog.use_model("new", {stored.source.id: [b"5", b"6"]})
    assert catalog.model() == "new"
    assert [keys for *_, keys in catalog.documents()] == [[b"5", b"6"]]


def test_loose_files_are_those_in_no_folder(catalog):
    put(catalog)
    put(catalog, file=Path("/elsewhere/b.md"))
    catalog.add_folder(Path("/documents"))

    assert catalog.loose_files() == [Path("/elsewhere/b.md")]
    assert catalog.folders() == [Path("/documents")]


@pytest.mark.parametrize("damage", ["text", "cut", "overwritten", "version"])
def test_a_damaged_file_is_reported_in_words(tmp_path, damage):
    path = tmp_path / "catalog.sqlite"
    with Catalog(path) as catalog:
        for number in range(30):
            name = f"{number}.md"
            put(
                catalog, file=Path("/documents", name), stored=document(name, "Title\n" + "x" * 999)
            )
    if damage == "text":
        path.write_text("no database at all, but long enough to look at" * 50)
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    elif damage == "overwritten":
        content = bytearray(path.read_bytes())
        content[4096:12288] = b"\xff" * 8192
        path.write_bytes(content)
    else:
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version = 99")

    with pytest.raises(IndexDamagedError, match=r"catalog is damaged .*Run: samsvar ingest"):
        Catalog(path)


def test_removed_text_is_nowhere_in_the_file(catalog, tmp_path):
    secret = "Hemmeligheten heter kvitebjørn"
    stored, _ = put(catalog, stored=document(text=f"Title\n{secret} " * 200, title=secret))
    put(catalog, file=B, keys=(b"3", b"4"))
    assert secret.encode() in (tmp_path / "catalog.sqlite").read_bytes()

    catalog.remove([stored.source.id])

    for path in tmp_path.iterdir():
        assert secret.encode() not in path.read_bytes()


def test_replaced_text_is_nowhere_in_the_file(catalog, tmp_path):
    put(catalog, stored=document(text="Title\nHemmeligheten heter kvitebjørn"))

    put(catalog, stored=replace(document(), text="Title\nAnother text of the same length"))

    assert "kvitebjørn".encode() not in (tmp_path / "catalog.sqlite").read_bytes()
