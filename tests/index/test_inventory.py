from __future__ import annotations

import pytest

from index.inventory import take_inventory
from ingest.errors import SamsvarError


@pytest.fixture
def tree(tmp_path):
    for name in ("norway/a.md", "norway/prisons/b.md", "norway/prisons/deep/c.md", "czech/a.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")
    return tmp_path


def names(inventory) -> list[str]:
    return sorted(listed.file.name for listed in inventory.files.values())


def test_files_are_named_relative_to_the_ingested_folder(tree):
    inventory = take_inventory([tree / "norway"], [])

    assert names(inventory) == ["a.md", "prisons/b.md", "prisons/deep/c.md"]
    assert inventory.folders == (tree / "norway",)


def test_a_part_of_a_known_folder_keeps_the_names_it_has_there(tree):
    inventory = take_inventory([tree / "norway" / "prisons"], [tree / "norway"])

    assert names(inventory) == ["prisons/b.md", "prisons/deep/c.md"]
    assert inventory.folders == (tree / "norway",)
    assert inventory.scanned == (tree / "norway" / "prisons",)
    assert inventory.absorbed == ()


def test_a_folder_around_a_known_one_absorbs_it(tree):
    inventory = take_inventory([tree / "norway"], [tree / "norway" / "prisons", tree / "czech"])

    assert names(inventory) == ["a.md", "prisons/b.md", "prisons/deep/c.md"]
    assert inventory.folders == (tree / "norway",)
    assert inventory.absorbed == (tree / "norway" / "prisons",)


def test_a_folder_beside_one_with_a_longer_name_is_not_inside_it(tree):
    (tree / "norway-old").mkdir()
    (tree / "norway-old" / "z.md").write_text("text")

    inventory = take_inventory([tree / "norway-old"], [tree / "norway"])

    assert names(inventory) == ["z.md"]
    assert inventory.folders == (tree / "norway-old",)


def test_a_single_file_is_named_by_itself_and_makes_no_folder(tree):
    inventory = take_inventory([tree / "czech" / "a.md"], [])

    assert names(inventory) == ["a.md"]
    assert inventory.folders == ()
    assert not inventory.covers(tree / "czech" / "gone.md")


def test_a_single_file_in_a_known_folder_is_named_as_there(tree):
    inventory = take_inventory([tree / "norway" / "prisons" / "b.md"], [tree / "norway"])

    assert names(inventory) == ["prisons/b.md"]


def test_only_what_was_scanned_is_covered(tree):
    inventory = take_inventory([tree / "norway" / "prisons"], [tree / "norway"])

    assert inventory.covers(tree / "norway" / "prisons" / "gone.md")
    assert not inventory.covers(tree / "norway" / "gone.md")


def test_files_of_the_same_relative_name_get_names_of_their_own(tree):
    inventory = take_inventory([tree / "norway", tree / "czech"], [])
    taken: dict = {}
    for path, listed in sorted(inventory.files.items()):
        taken[listed.named(taken).name] = path

    assert set(taken) == {"a.md", "norway/a.md", "prisons/b.md", "prisons/deep/c.md"}
    assert len(set(taken.values())) == 4


def test_a_path_given_twice_is_listed_once(tree, monkeypatch):
    monkeypatch.chdir(tree)

    inventory = take_inventory([tree / "czech", tree / "norway" / ".." / "czech"], [])

    assert names(inventory) == ["a.md"]


def test_a_missing_path_raises_before_anything_is_listed(tree):
    with pytest.raises(SamsvarError, match=r"no such file or folder: .*unmounted.*nothing was"):
        take_inventory([tree / "norway", tree / "unmounted"], [])
