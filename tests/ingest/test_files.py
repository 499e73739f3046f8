import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.errors import SamsvarError
from ingest.files import FoundFile, checksum, found_file, scan, sidecar_of, source_id

Put = Callable[[str, str | bytes], FoundFile]


def test_lists_readable_files_sorted_and_counts_the_others(put: Put, tmp_path: Path) -> None:
    for name in ("b/z.md", "a.txt", "b/A.PDF", "x.xlsx", "y.xlsx", "no_suffix"):
        put(name, "x")
    found = scan(tmp_path)
    assert [file.name for file in found.files] == ["a.txt", "b/A.PDF", "b/z.md"]
    assert found.other_formats == {"": 1, ".xlsx": 2}


def test_passes_over_hidden_locked_and_sidecar_files(put: Put, tmp_path: Path) -> None:
    for name in (
        ".hidden.txt",
        ".git/a.txt",
        "~$a.docx",
        "a.pdf",
        "a.pdf.yaml",
        "a.yml",
        "lone.yaml",
    ):
        put(name, "x")
    found = scan(tmp_path)
    assert [file.name for file in found.files] == ["a.pdf"]
    assert found.other_formats == {".yaml": 1}


def test_links_that_lead_outside_are_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("x")
    (inside / "file.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "broken.txt").symlink_to(inside / "gone.txt")
    assert scan(inside).files == ()


def test_a_missing_folder_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(SamsvarError, match=r"No such folder: .*gone\. Check") as caught:
        scan(tmp_path / "gone")
    assert caught.value.remedy


def test_a_file_outside_the_folder_is_refused(put: Put, tmp_path: Path) -> None:
    file = put("a.txt", "x")
    with pytest.raises(SamsvarError, match="outside"):
        found_file(file.path, tmp_path / "elsewhere")


def test_the_checksum_covers_the_sidecar(put: Put) -> None:
    file = put("a.txt", "text")
    assert checksum(file) == hashlib.sha256(b"text").hexdigest()
    put("a.yaml", "title: A")
    assert checksum(file) == hashlib.sha256(b"texttitle: A").hexdigest()


def test_the_sidecar_with_the_whole_name_goes_first(put: Put) -> None:
    file = put("a.pdf", "x")
    put("a.yaml", "")
    put("a.pdf.yml", "")
    sidecar = sidecar_of(file.path)
    assert sidecar is not None
    assert sidecar.name == "a.pdf.yml"


def test_names_are_composed_so_that_equal_names_have_equal_ids(put: Put) -> None:
    assert put("a\u030a.txt", "x").name == "å.txt"
    assert source_id("å.txt") == source_id("å.txt") != source_id("a.txt")
    assert len(source_id("å.txt")) == 16
