"""Searches are kept, renamed and removed, each visitor's own."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.research.narrowing import Selection
from app.research.sought import Sought
from app.saved_searches import LONGEST_NAME, MOST_SAVED, SavedSearchError, SavedSearches

ANNE, BO = "a" * 32, "b" * 32
LATVIA = Sought(text='"kurs i Latvia" -Polen', mode="lexical", selection=Selection(years=("2014",)))
MENTOR = Sought(text="mentor")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "searches.sqlite"


@pytest.fixture
def saved(path: Path) -> SavedSearches:
    return SavedSearches(path)


def names(saved: SavedSearches, owner: str = ANNE) -> list[str]:
    return [one.name for one in saved.of(owner)]


def test_a_search_is_found_again_after_a_restart(saved, path):
    saved.save(ANNE, "Latvia", LATVIA)

    (kept,) = SavedSearches(path).of(ANNE)
    assert (kept.name, kept.sought) == ("Latvia", LATVIA)


def test_nothing_is_written_until_something_is_saved(saved, path):
    assert saved.of(ANNE) == []
    assert not path.exists()


def test_nobody_sees_or_changes_the_searches_of_others(saved):
    saved.save(ANNE, "Latvia", LATVIA)
    number = saved.of(ANNE)[0].number
    saved.rename(BO, number, "stolen")
    saved.remove(BO, number)

    assert (names(saved), names(saved, BO)) == (["Latvia"], [])


def test_the_file_holds_no_secret_and_is_nobody_elses_to_read(saved, path):
    saved.save(ANNE, "Latvia", LATVIA)

    assert ANNE.encode() not in b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_newest_comes_first_and_the_same_search_is_kept_once(saved):
    saved.save(ANNE, "Latvia", LATVIA)
    saved.save(ANNE, "", MENTOR)
    saved.save(ANNE, "Kurs", LATVIA)

    assert names(saved) == ["mentor", "Kurs"]


def test_a_search_is_renamed_and_no_name_is_no_change(saved):
    saved.save(ANNE, "  Latvia\n\x00og \ud800 mer ", LATVIA)
    number = saved.of(ANNE)[0].number

    assert names(saved) == ["Latvia og mer"]
    saved.rename(ANNE, number, "x" * 1000)
    saved.rename(ANNE, number, " \n")
    assert names(saved) == ["x" * LONGEST_NAME]


def test_of_a_removed_search_nothing_stays_on_the_disk(saved, path):
    saved.save(ANNE, "Hemmelighet", Sought(text="konfidensielt"))
    assert any(b"konfidensielt" in file.read_bytes() for file in path.parent.iterdir())
    saved.remove(ANNE, saved.of(ANNE)[0].number)

    assert saved.of(ANNE) == []
    for word in (b"konfidensielt", b"Hemmelighet"):
        assert not any(word in file.read_bytes() for file in path.parent.iterdir())


def test_there_is_an_end_to_how_many_are_kept(saved, monkeypatch):
    monkeypatch.setattr("app.saved_searches.MOST_SAVED", 2)
    for number in range(2):
        saved.save(ANNE, "", Sought(text=f"search {number}"))
    with pytest.raises(SavedSearchError, match="already"):
        saved.save(ANNE, "", Sought(text="one more"))

    assert len(saved.of(ANNE)) == 2 < MOST_SAVED


def test_many_save_at_once_and_nothing_is_lost(saved):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: saved.save(ANNE, "", Sought(text=f"search {n}")), range(24)))

    assert sorted(names(saved)) == sorted(f"search {n}" for n in range(24))


def test_a_damaged_file_is_told_with_a_remedy(saved, path):
    path.parent.mkdir()
    path.write_bytes(b"no database at all, however long it may be")
    with pytest.raises(SavedSearchError, match="cannot be used") as raised:
        saved.of(ANNE)

    assert str(path) in raised.value.where
