"""Files are added to the index, replaced and removed; the folder of uploads keeps in step."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder
from filelock import FileLock

from app.index_library import MOST_FILES, IndexLibrary, progress_of
from app.library import Progress, Upload
from index.build import IndexWriter
from index.errors import IndexMissingError, ModelError, UnknownDocumentError
from index.open_index import OpenIndex
from index.paths import IndexPaths
from ingest.document import Access
from ingest.errors import SamsvarError

BOATS = b"# Boats\n\nThree boats sail to Hammerfest every week, and the fourth stays at home.\n"
SHIPS = b"# Ships\n\nTwo ships lie in the harbour of Vardo, and both of them are painted red.\n"
NO_PROGRESS = lambda progress: None  # noqa: E731


class Shelf:
    """A library over an index of an embedder of no model."""

    def __init__(
        self, folder: Path, projections: Path, *, clearance: Access = Access.RESTRICTED
    ) -> None:
        self.paths = IndexPaths(folder / "data")
        self.paths.data.mkdir()
        # What is computed from a fake model once is good for every test.
        self.paths.models.symlink_to(projections)
        self.starter = folder / "starter"
        self.embedder = FakeEmbedder()
        self.library = IndexLibrary(
            OpenIndex(self.paths),
            self.writer,
            clearance=clearance,
            starter=self.starter,
            megabytes=1,
        )

    def writer(self, told=NO_PROGRESS) -> IndexWriter:
        return IndexWriter(
            self.paths,
            self.embedder,
            progress=lambda stage: told(progress_of(stage)),
            waiting=lambda: told(Progress(step="waiting")),
        )

    @property
    def uploads(self) -> Path:
        return self.paths.data / "uploads"

    def add(self, *named: tuple[str, bytes]):
        uploads = [Upload(name=name, content=content) for name, content in named]
        return self.library.add(uploads, NO_PROGRESS)

    def kept(self) -> list[str]:
        return sorted(path.name for path in self.uploads.iterdir())

    def names(self) -> list[str]:
        return [holding.source.path for holding in self.library.holdings()]


@pytest.fixture(scope="module")
def projections(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("projections")


@pytest.fixture
def shelf(tmp_path: Path, projections: Path) -> Shelf:
    return Shelf(tmp_path, projections)


def test_uploaded_files_are_kept_and_read_in_their_order(shelf: Shelf) -> None:
    (boats, ships) = shelf.add(("boats.md", BOATS), ("ships.txt", SHIPS))

    assert (boats.verdict, boats.document) == ("read", "boats.md")
    assert (ships.verdict, ships.document) == ("read", "ships.txt")
    assert shelf.names() == ["boats.md", "ships.txt"]
    assert shelf.kept() == ["boats.md", "ships.txt"]
    volume = shelf.library.volume("boats.md")
    assert volume.uploaded
    assert "Hammerfest" in volume.document.text
    (holding, _) = shelf.library.holdings()
    assert (holding.passages, holding.pages) == (len(volume.passages), 0)
    assert holding.characters == len(volume.document.text)


def test_the_same_file_again_is_unchanged_and_costs_no_embedding(shelf: Shelf) -> None:
    shelf.add(("boats.md", BOATS))
    embedded = len(shelf.embedder.embedded)
    (again,) = shelf.add(("boats.md", BOATS))

    assert (again.verdict, again.document) == ("unchanged", "boats.md")
    assert len(shelf.embedder.embedded) == embedded


def test_a_file_of_the_same_name_takes_the_place_of_the_one_before(shelf: Shelf) -> None:
    shelf.add(("boats.md", BOATS))
    assert shelf.library.replaces("dir/boats.md")
    (new,) = shelf.add(("boats.md", SHIPS))

    assert new.verdict == "replaced"
    assert shelf.names() == ["boats.md"]
    assert "Vardo" in shelf.library.volume("boats.md").document.text


def test_a_file_that_cannot_be_read_is_told_and_not_kept(shelf: Shelf) -> None:
    broken, empty, good = shelf.add(("a.pdf", b"%PDF-1.4 nothing"), ("b.md", b""), ("c.md", BOATS))

    assert [one.verdict for one in (broken, empty, good)] == ["failed", "failed", "read"]
    assert broken.reason
    assert empty.reason == "The file is empty"
    assert shelf.kept() == ["c.md"]


def test_a_broken_file_does_not_take_the_place_of_a_good_one(shelf: Shelf) -> None:
    shelf.add(("boats.md", BOATS))
    (broken,) = shelf.add(("boats.md", b""))

    assert broken.verdict == "failed"
    assert "Hammerfest" in shelf.library.volume("boats.md").document.text
    assert (shelf.uploads / "boats.md").read_bytes() == BOATS
    assert shelf.kept() == ["boats.md"]


def test_what_is_too_much_too_large_or_of_another_type_is_refused(shelf: Shelf) -> None:
    results = shelf.add(
        ("run.exe", BOATS),
        ("large.md", b"x" * 1_000_001),
        *((f"{number}.md", BOATS + str(number).encode()) for number in range(MOST_FILES)),
    )

    assert [one.refusal for one in results[:2]] == ["type", "size"]
    assert [one.refusal for one in results[MOST_FILES:]] == ["count", "count"]
    assert len(shelf.names()) == MOST_FILES - 2


@pytest.mark.parametrize(
    "name", ["../../outside.md", "/etc/outside.md", "..\\..\\outside.md", "C:\\outside.md"]
)
def test_no_path_in_a_name_is_followed(shelf: Shelf, name: str) -> None:
    (added,) = shelf.add((name, BOATS))

    assert added.document == "outside.md"
    assert [path.name for path in shelf.paths.data.parent.rglob("outside.md")] == ["outside.md"]
    assert (shelf.uploads / "outside.md").is_file()


def test_two_files_of_one_name_are_both_kept(shelf: Shelf) -> None:
    first, second = shelf.add(("a/boats.md", BOATS), ("b/BOATS.md", SHIPS))

    assert (first.document, second.document) == ("boats.md", "BOATS-2.md")
    assert shelf.names() == ["BOATS-2.md", "boats.md"]


def test_a_link_among_the_uploads_is_neither_read_nor_written_through(
    shelf: Shelf, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.md"
    outside.write_bytes(SHIPS)
    shelf.uploads.mkdir(parents=True)
    (shelf.uploads / "boats.md").symlink_to(outside)
    (added,) = shelf.add(("boats.md", BOATS))

    assert added.verdict == "read"
    assert outside.read_bytes() == SHIPS
    assert not (shelf.uploads / "boats.md").is_symlink()


def test_a_removed_upload_is_gone_with_its_file_and_the_receipt_counts(shelf: Shelf) -> None:
    shelf.add(("boats.md", BOATS), ("ships.md", SHIPS))
    passages = len(shelf.library.volume("boats.md").passages)
    receipt = shelf.library.remove("boats.md", NO_PROGRESS)

    assert (receipt.document, receipt.title) == ("boats.md", "Boats")
    assert (receipt.passages, receipt.vectors) == (passages, passages)
    assert receipt.file_deleted
    assert receipt.fingerprint == OpenIndex(shelf.paths).generation().manifest.fingerprint
    assert shelf.names() == ["ships.md"]
    assert shelf.kept() == ["ships.md"]
    with pytest.raises(UnknownDocumentError):
        shelf.library.volume("boats.md")
    left = [path for path in shelf.paths.data.rglob("*") if path.is_file()]
    assert not [path for path in left if b"Hammerfest" in path.read_bytes()]


def test_what_was_removed_does_not_come_back_with_the_next_upload(shelf: Shelf) -> None:
    shelf.add(("boats.md", BOATS))
    shelf.writer().remove(["boats.md"])
    shelf.add(("ships.md", SHIPS))

    assert shelf.names() == ["ships.md"]


def test_a_document_of_a_folder_is_removed_and_its_file_left_alone(shelf: Shelf) -> None:
    shelf.starter.mkdir()
    (shelf.starter / "boats.md").write_bytes(BOATS)
    built = shelf.library.build(NO_PROGRESS)
    assert (built.documents, built.failed) == (1, ())
    (added,) = shelf.add(("boats.md", SHIPS))
    assert added.document == "uploads/boats.md"
    assert not shelf.library.volume("boats.md").uploaded
    assert shelf.library.volume("uploads/boats.md").uploaded

    receipt = shelf.library.remove("boats.md", NO_PROGRESS)
    assert not receipt.file_deleted
    assert (shelf.starter / "boats.md").is_file()
    assert shelf.names() == ["uploads/boats.md"]


def test_what_is_above_the_clearance_is_kept_but_not_shown(
    tmp_path: Path, projections: Path
) -> None:
    shelf = Shelf(tmp_path, projections, clearance=Access.PUBLIC)
    (added,) = shelf.add(("secret.md", b"---\naccess: restricted\n---\n" + BOATS))

    assert added.verdict == "read"
    assert shelf.names() == []
    assert (shelf.uploads / "secret.md").is_file()
    with pytest.raises(UnknownDocumentError):
        shelf.library.remove("secret.md", NO_PROGRESS)


def test_a_file_that_asks_to_be_left_out_is(shelf: Shelf) -> None:
    (added,) = shelf.add(("boats.md", b"---\ningest: false\n---\n" + BOATS))

    assert added.verdict == "left_out"
    assert shelf.kept() == []


def test_nothing_is_kept_where_the_index_cannot_be_written(shelf: Shelf) -> None:
    shelf.add(("boats.md", BOATS))
    shelf.embedder.fingerprint = "another@1"
    with pytest.raises(ModelError):
        shelf.add(("ships.md", SHIPS))

    assert shelf.kept() == ["boats.md"]


def test_without_an_index_there_is_nothing_to_show_until_something_is_added(shelf: Shelf) -> None:
    with pytest.raises(IndexMissingError):
        shelf.library.holdings()
    shelf.add(("boats.md", BOATS))
    assert shelf.names() == ["boats.md"]


def test_without_starter_documents_there_is_a_remedy(shelf: Shelf) -> None:
    with pytest.raises(SamsvarError, match="no such file or folder"):
        shelf.library.build(NO_PROGRESS)


def test_whoever_comes_second_waits_and_is_told(shelf: Shelf) -> None:
    told: list[Progress] = []
    waiting = threading.Event()

    def tell(progress: Progress) -> None:
        told.append(progress)
        if progress.step == "waiting":
            waiting.set()

    lock = FileLock(shelf.paths.lock)
    with lock:
        assert shelf.library.busy
        uploads = [Upload(name="boats.md", content=BOATS)]
        second = threading.Thread(target=shelf.library.add, args=(uploads, tell))
        second.start()
        assert waiting.wait(20)
        assert not shelf.paths.generations.exists()
    second.join(20)

    assert shelf.names() == ["boats.md"]
    assert {progress.step for progress in told} >= {"waiting", "embedding", "building"}
    assert not shelf.library.busy


def test_two_visitors_at_once_both_have_their_files_read(shelf: Shelf) -> None:
    files = [("boats.md", BOATS), ("ships.md", SHIPS), ("more.md", BOATS + SHIPS)]
    threads = [threading.Thread(target=shelf.add, args=(file,)) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert shelf.names() == ["boats.md", "more.md", "ships.md"]
