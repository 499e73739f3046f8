"""The file of a document is found only where it was ingested, and only as it was read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.originals import original_of
from ingest.document import Source
from ingest.files import checksum, found_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    (folder / "kdi").mkdir(parents=True)
    (folder / "kdi" / "a.pdf").write_bytes(b"%PDF a")
    return folder


def source_of(file: Path, folder: Path, name: str = "") -> Source:
    found = found_file(file, folder)
    return Source(
        id="x", checksum=checksum(found), path=name or found.name, title="A", language="nb"
    )


def test_the_file_is_found_in_its_folder(folder: Path) -> None:
    file = folder / "kdi" / "a.pdf"
    assert original_of(source_of(file, folder), [folder.parent / "other", folder], []) == file


def test_a_file_named_after_its_folder_is_found(folder: Path) -> None:
    file = folder / "kdi" / "a.pdf"
    for name in ("documents/kdi/a.pdf", "documents-2/kdi/a.pdf"):
        assert original_of(source_of(file, folder, name), [folder], []) == file


def test_a_loose_file_is_found(folder: Path) -> None:
    file = folder / "kdi" / "a.pdf"
    assert original_of(source_of(file, file.parent), [], [file]) == file


def test_a_file_that_changed_moved_or_got_other_facts_is_not_it(folder: Path) -> None:
    file = folder / "kdi" / "a.pdf"
    source = source_of(file, folder)
    sidecar = file.with_name("a.pdf.yaml")
    sidecar.write_text("title: Another\n")
    assert original_of(source, [folder], []) is None
    sidecar.unlink()
    assert original_of(source, [folder], []) == file
    file.write_bytes(b"%PDF b")
    assert original_of(source, [folder], []) is None
    file.unlink()
    assert original_of(source, [folder], []) is None
    file.mkdir()
    assert original_of(source, [folder], []) is None


def test_no_name_and_no_link_leads_out_of_the_folder(folder: Path) -> None:
    outside = folder.parent / "secret.pdf"
    outside.write_bytes(b"%PDF secret")
    secret = source_of(outside, outside.parent)
    assert original_of(replace(secret, path="../secret.pdf"), [folder], []) is None
    assert original_of(replace(secret, path="kdi/../../secret.pdf"), [folder], []) is None
    (folder / "link.pdf").symlink_to(outside)
    assert original_of(replace(secret, path="link.pdf"), [folder], []) is None
    (folder / "linked").symlink_to(outside.parent, target_is_directory=True)
    assert original_of(replace(secret, path="linked/secret.pdf"), [folder], []) is None
