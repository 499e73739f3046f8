from __future__ import annotations

import gc
import shutil
import threading
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder

from index import sync
from index.errors import IndexDamagedError, IndexMissingError, ModelError, UnknownDocumentError
from index.generation import Generation, is_whole, read_manifest
from index.open_index import OpenIndex
from index.query import Filters, Query
from index.search import IndexRetriever
from index.wording import Wording
from ingest.document import Access
from ingest.errors import SamsvarError

PAGES = {
    "horses.md": "# Horses\n\nThe open prison keeps horses, and inmates look after the stable.\n",
    "boats.md": "# Boats\n\nThe island prison has boats, and inmates repair the harbour.\n",
    "norge/bøker.md": "# Bøker\n\nFengselet har et bibliotek, og de innsatte leser bøker.\n",
}


def query(text: str) -> Query:
    return Query(text=text, clearance=Access.RESTRICTED)


def test_files_of_a_folder_become_documents(desk):
    desk.put(PAGES)

    report = desk.ingest()

    assert sorted(report.added) == desk.names() == ["boats.md", "horses.md", "norge/bøker.md"]
    assert (report.documents, report.passages, report.embedded) == (3, 3, 3)
    assert (report.rebuilt, report.failed, report.notes) == (True, [], [])
    assert desk.found("horses") == ["horses.md"]


def test_an_unchanged_folder_costs_no_embedding_and_no_generation(desk):
    desk.put(PAGES)
    first = desk.ingest()
    before = desk.generation()

    report = desk.ingest()

    assert (report.unchanged, report.embedded, report.rebuilt) == (3, 0, False)
    assert desk.embedder.embedded == []
    assert desk.generation() == before
    assert report.fingerprint == first.fingerprint


def test_searching_does_not_change_a_generation(desk):
    desk.put(PAGES)
    desk.ingest()
    before = {
        path: path.read_bytes()
        for path in desk.generation().rglob("*")
        if path.is_file() and path.name != "chroma.sqlite3"
    }

    assert desk.found("boats") == ["boats.md"]

    assert {path: path.read_bytes() for path in before} == before
    assert is_whole(desk.generation())
    assert not desk.ingest().rebuilt


def test_an_edited_file_is_read_again_and_only_it(desk):
    desk.put(PAGES)
    before = desk.ingest().fingerprint
    desk.put({"boats.md": "# Boats\n\nThe island prison has kayaks now.\n"})

    report = desk.ingest()

    assert (report.changed, report.unchanged, report.added) == (["boats.md"], 2, [])
    assert len(desk.embedder.embedded) == 1
    assert (desk.found("kayaks"), desk.found("boats")) == (["boats.md"], [])
    assert report.fingerprint != before


def test_the_same_content_always_has_the_same_fingerprint(desk, new_desk):
    other = new_desk()
    desk.put(PAGES)
    desk.ingest()
    other.put({"boats.md": "# Boats\n\nSomething else at first.\n"})
    other.ingest()
    other.put(PAGES)

    assert other.ingest().fingerprint == desk.ingest().fingerprint


def test_an_edited_sidecar_is_an_edit(desk):
    desk.put(PAGES)
    desk.ingest()
    desk.put({"boats.md.yaml": "title: Harbour report\n"})

    assert desk.ingest().changed == ["boats.md"]
    (hit,) = [hit for hit in desk.search("harbour") if hit.passage.source.path == "boats.md"]
    assert hit.passage.source.title == "Harbour report"


def test_a_renamed_file_keeps_its_vectors(desk):
    desk.put(PAGES)
    desk.ingest()
    (desk.documents / "boats.md").rename(desk.documents / "ships.md")

    report = desk.ingest()

    assert (report.renamed, report.added, report.removed) == (["ships.md"], [], [])
    assert desk.embedder.embedded == []
    assert desk.found("boats") == ["ships.md"]


def test_two_files_that_swap_their_names_swap_their_texts(desk):
    desk.put(PAGES)
    desk.ingest()
    a, b = desk.documents / "boats.md", desk.documents / "horses.md"
    a.rename(desk.documents / "third.md")
    b.rename(a)
    (desk.documents / "third.md").rename(b)

    desk.ingest()

    assert desk.found("boats") == ["horses.md"]
    assert desk.found("horses") == ["boats.md"]
    assert desk.embedder.embedded == []


def test_a_deleted_file_leaves_the_index(desk):
    desk.put(PAGES)
    desk.ingest()
    (desk.documents / "boats.md").unlink()

    report = desk.ingest()

    assert report.removed == ["boats.md"]
    assert desk.names() == ["horses.md", "norge/bøker.md"]
    assert desk.found("boats") == []


def test_ingesting_one_folder_leaves_the_others_alone(desk):
    desk.put(PAGES)
    desk.ingest(desk.documents / "norge")
    desk.ingest(desk.documents / "boats.md")

    assert desk.names() == ["boats.md", "bøker.md"]


def test_a_folder_that_is_not_there_changes_nothing(desk):
    desk.put(PAGES)
    desk.ingest()
    desk.documents.rename(desk.documents.with_name("unmounted"))

    with pytest.raises(SamsvarError, match="no such file or folder"):
        desk.ingest()

    assert len(desk.names()) == 3


def test_the_folder_around_gives_its_own_names_at_once_and_for_good(desk):
    desk.put({"a.md": "# A\n\nOuter words stand here.\n", "sub/a.md": "# A\n\nInner words here.\n"})
    desk.ingest(desk.documents / "sub")
    assert desk.names() == ["a.md"]

    report = desk.ingest()

    assert desk.names() == ["a.md", "sub/a.md"]
    assert desk.found("Inner words") == ["sub/a.md"]
    assert report.removed == []
    assert not desk.ingest().rebuilt


def test_folders_with_the_same_relative_names_keep_them_apart_run_after_run(desk):
    desk.put({"nb/a.md": "# A\n\nNorske ord står her.\n", "en/a.md": "# A\n\nEnglish words.\n"})
    nb, en = desk.documents / "nb", desk.documents / "en"
    desk.ingest(nb)
    desk.ingest(en)
    assert desk.names() == ["a.md", "en/a.md"]

    assert not desk.ingest(en, nb).rebuilt
    assert desk.found("Norske") == ["a.md"]
    assert desk.found("English") == ["en/a.md"]


def test_a_broken_file_is_reported_and_the_rest_indexed(desk):
    desk.put({**PAGES, "broken.pdf": b"%PDF-1.7 and then nothing", "empty.md": b""})

    report = desk.ingest()

    assert sorted(failure.file for failure in report.failed) == ["broken.pdf", "empty.md"]
    assert all(failure.reason.strip() for failure in report.failed)
    assert desk.names() == sorted(PAGES)


def test_a_file_edited_into_garbage_leaves_the_index_and_is_reported(desk):
    desk.put(PAGES)
    desk.ingest()
    desk.put({"boats.md": b""})

    report = desk.ingest()

    (failure,) = report.failed
    assert failure.file == "boats.md"
    assert "leaves the index" in failure.reason
    assert report.removed == ["boats.md"]
    assert "boats.md" not in desk.names()


def test_a_file_that_cannot_be_opened_keeps_its_old_text(desk, monkeypatch):
    desk.put(PAGES)
    desk.ingest()
    real = sync.checksum

    def refuse(file):
        if file.name == "boats.md":
            raise PermissionError(13, "Permission denied")
        return real(file)

    monkeypatch.setattr(sync, "checksum", refuse)

    report = desk.ingest()

    (failure,) = report.failed
    assert failure.file == "boats.md"
    assert "stays" in failure.reason
    assert desk.found("boats") == ["boats.md"]
    assert not report.rebuilt


def test_a_document_that_asks_to_be_left_out_leaves_the_index(desk):
    desk.put(PAGES)
    desk.ingest()
    desk.put({"boats.md.yaml": "ingest: false\n"})

    report = desk.ingest()

    assert (report.left_out, report.failed) == (["boats.md"], [])
    assert "boats.md" not in desk.names()


def test_other_split_settings_read_every_file_again(desk, small_split):
    desk.put({"a.md": "# A\n\n" + "A sentence of some six words. " * 40})
    before = desk.ingest().passages

    report = desk.writer(split_settings=small_split).ingest([desk.documents])

    assert report.changed == ["a.md"]
    assert report.passages > before


def test_progress_ends_where_it_said_it_would(desk):
    desk.put(PAGES)
    told = []

    desk.writer(progress=told.append).ingest([desk.documents])

    assert {stage.name for stage in told} == {"check", "embed", "build"}
    assert all(0 <= stage.done <= stage.total for stage in told)
    last = {stage.name: stage for stage in told}
    assert last["embed"].done == last["embed"].total
    assert last["build"].done == last["build"].total


def test_removing_an_unknown_name_removes_nothing(desk):
    desk.put(PAGES)
    desk.ingest()

    with pytest.raises(UnknownDocumentError, match=r"gone\.md.*samsvar documents"):
        desk.writer().remove(["boats.md", "gone.md"])

    assert len(desk.names()) == 3


def test_nothing_ingested_is_said_in_words(desk):
    with pytest.raises(IndexMissingError, match=r"no index yet: .*Run: samsvar ingest"):
        desk.search("boats")


def test_another_model_asks_for_a_rebuild_in_words(desk):
    desk.put(PAGES)
    desk.ingest()
    other = FakeEmbedder("fake@2")

    with pytest.raises(ModelError, match=r"fake@1, the settings say fake@2.*ingest --rebuild"):
        desk.writer(other).ingest([desk.documents])
    with pytest.raises(ModelError, match=r"fake@1, the settings say fake@2"):
        IndexRetriever(OpenIndex(desk.paths), other).search(query("boats"), 3)
    assert desk.found("boats") == ["boats.md"]


def test_a_rebuild_embeds_everything_with_the_other_model(desk):
    desk.put(PAGES)
    desk.ingest()
    desk.embedder = FakeEmbedder("fake@2")

    report = desk.ingest(rebuild=True)

    assert (report.embedded, report.rebuilt, report.unchanged) == (3, True, 3)
    assert any("fake@2" in note for note in report.notes)
    assert read_manifest(desk.generation()).model == "fake@2"
    assert desk.found("boats") == ["boats.md"]
    assert not desk.ingest().rebuilt


def test_a_rebuild_that_is_stopped_leaves_the_index_with_the_old_model(desk):
    desk.put(PAGES)
    before = desk.ingest().fingerprint

    class Stopped(FakeEmbedder):
        def documents(self, texts, progress=lambda new: None):
            if len(self.embedded) >= 2:
                raise KeyboardInterrupt
            return super().documents(texts, progress)

    with pytest.raises(KeyboardInterrupt):
        desk.writer(Stopped("fake@2")).ingest([desk.documents], rebuild=True)

    report = desk.ingest()
    assert (report.fingerprint, report.embedded, report.rebuilt) == (before, 0, False)


def test_a_rebuild_with_the_same_model_embeds_nothing(desk):
    desk.put(PAGES)
    desk.ingest()
    before = desk.generation()

    report = desk.ingest(rebuild=True)

    assert (report.embedded, report.rebuilt) == (0, True)
    assert desk.generation() != before
    assert not before.exists()


def overwrite(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = b"\xff" * len(content[middle : middle + 4096])
    path.write_bytes(content)


@pytest.mark.parametrize("pattern", ["*.idx", "*.store", "shelf.sqlite", "chroma.sqlite3", "*.bin"])
@pytest.mark.parametrize("damage", [overwrite, Path.unlink], ids=["overwritten", "missing"])
def test_a_damaged_generation_is_noticed_and_built_again_without_embedding(desk, pattern, damage):
    desk.put(PAGES)
    fingerprint = desk.ingest().fingerprint
    assert is_whole(desk.generation())
    damage(next(path for path in desk.generation().rglob(pattern) if path.stat().st_size))

    assert not is_whole(desk.generation())
    report = desk.ingest()

    assert (report.rebuilt, report.embedded) == (True, 0)
    assert report.fingerprint == fingerprint
    assert is_whole(desk.generation())
    assert desk.found("horses") == ["horses.md"]


@pytest.mark.parametrize("lost", ["manifest.json", "shelf.sqlite", "words", "chroma"])
def test_searching_a_damaged_generation_says_what_to_do(desk, lost):
    desk.put(PAGES)
    desk.ingest()
    path = desk.generation() / lost
    shutil.rmtree(path) if path.is_dir() else path.unlink()

    with pytest.raises(IndexDamagedError, match=r"index is damaged .*Run: samsvar ingest"):
        desk.search("horses")


def damage_catalog(desk) -> None:
    desk.paths.catalog.write_bytes(b"this is no database" * 1000)


def test_a_damaged_catalog_is_healed_from_what_the_generation_was_read_from(desk):
    desk.put(PAGES)
    loose = desk.documents.with_name("loose.md")
    loose.write_text("# Loose\n\nA single file about lighthouses.\n")
    desk.ingest(desk.documents, loose)
    new = desk.documents.with_name("new")
    new.mkdir()
    (new / "new.md").write_text("# New\n\nA new page about aeroplanes.\n")
    damage_catalog(desk)

    report = desk.ingest(new)

    assert any("catalog was damaged" in note for note in report.notes)
    assert desk.names() == sorted([*PAGES, "loose.md", "new.md"])
    assert not list(desk.paths.data.glob("catalog.damaged*"))
    assert desk.ingest(new).notes == []


def test_what_a_damaged_catalog_held_and_is_not_there_any_more_is_named(desk):
    desk.put(PAGES)
    new = desk.documents.with_name("new")
    shutil.copytree(desk.documents, new)
    desk.ingest()
    shutil.rmtree(desk.documents)
    damage_catalog(desk)

    report = desk.ingest(new)

    assert any(str(desk.documents) in note and "left the index" in note for note in report.notes)


def test_a_heal_that_is_stopped_is_taken_up_by_the_next_run(desk):
    desk.put(PAGES)
    desk.ingest()
    damage_catalog(desk)
    with pytest.raises(SamsvarError, match="no such file"):
        desk.ingest(Path("/no/such/folder"))
    with pytest.raises(IndexDamagedError, match=r"nothing was removed.*samsvar ingest"):
        desk.writer().remove(["boats.md"])
    assert len(desk.names()) == 3
    other = desk.documents.with_name("other")
    other.mkdir()

    desk.ingest(other)

    assert desk.names() == sorted(PAGES)


def test_a_heal_that_is_stopped_halfway_is_finished_by_the_next_run(desk):
    desk.put(PAGES)
    loose = desk.documents.with_name("loose.md")
    loose.write_text("# Loose\n\nA single file about lighthouses.\n")
    fingerprint = desk.ingest(desk.documents, loose).fingerprint
    damage_catalog(desk)

    class Stopped(FakeEmbedder):
        def documents(self, texts, progress=lambda new: None):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.writer(Stopped()).ingest([desk.documents])

    assert desk.ingest(desk.documents / "norge").fingerprint == fingerprint


def test_a_deleted_catalog_is_healed_too(desk):
    desk.put(PAGES)
    fingerprint = desk.ingest().fingerprint
    desk.paths.catalog.unlink()

    assert desk.ingest(desk.documents / "norge").fingerprint == fingerprint


def test_two_writers_take_turns(desk):
    desk.put(PAGES)
    other = desk.documents.with_name("other")
    other.mkdir()
    (other / "trains.md").write_text("# Trains\n\nThe prison van meets trains.\n")
    inside, go_on, waited = threading.Event(), threading.Event(), threading.Event()
    failed: list[BaseException] = []

    class Slow(FakeEmbedder):
        def documents(self, texts, progress=lambda new: None):
            inside.set()
            assert go_on.wait(60)
            return super().documents(texts, progress)

    def run(writer, folder):
        try:
            writer.ingest([folder])
        except BaseException as error:
            failed.append(error)

    first = threading.Thread(target=run, args=(desk.writer(Slow()), desk.documents))
    second = threading.Thread(target=run, args=(desk.writer(waiting=waited.set), other))
    first.start()
    assert inside.wait(60)
    second.start()
    assert waited.wait(60)
    assert not desk.paths.generations.exists()
    go_on.set()
    first.join(60)
    second.join(60)

    assert failed == []
    assert desk.names() == sorted([*PAGES, "trains.md"])


def test_a_reader_goes_on_while_the_writer_switches_and_then_sees_the_new(desk):
    desk.put(PAGES)
    desk.ingest()
    index = OpenIndex(desk.paths)
    held = index.generation()
    desk.put({"boats.md": "# Boats\n\nThe island prison has kayaks now.\n"})
    desk.ingest()

    # What was handed out before the switch still answers, from files that are already deleted.
    assert not held.folder.exists()
    assert index.switched
    assert "boats," in held.shelf.passages_of("boats.md")[0].text
    assert len(held.lexical.search(Wording.of("boats"), 5, ["en"], Filters(), Access.PUBLIC)) == 1

    assert "kayaks" in index.generation().shelf.passages_of("boats.md")[0].text
    assert not index.switched


def test_readers_never_fail_while_the_writer_writes(desk):
    desk.put(PAGES)
    desk.ingest()
    retriever = desk.retriever()
    stop = threading.Event()
    failed: list[BaseException] = []
    answers: list[int] = []

    def read():
        try:
            while not stop.is_set():
                answers.append(len(retriever.search(query("prison inmates"), 5)))
        except BaseException as error:
            failed.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(8):
        desk.put({"boats.md": f"# Boats\n\nThe island prison has {number} boats and inmates.\n"})
        desk.ingest()
    stop.set()
    for reader in readers:
        reader.join(60)

    assert failed == []
    assert set(answers) == {3}


def test_a_search_that_loses_its_generation_midway_starts_over(desk):
    desk.put(PAGES)
    desk.ingest()
    index = OpenIndex(desk.paths)
    first = index.generation()

    class Interrupted(FakeEmbedder):
        def queries(self, texts):
            if texts == ["horses kayaks"] and index.generation() is first:
                desk.put({"boats.md": "# Boats\n\nThe island prison has kayaks now.\n"})
                desk.ingest()
                index.generation()  # another thread that shares the index has noticed already
                first.close()  # as good as files that cannot be opened any more
            return super().queries(texts)

    hits = IndexRetriever(index, Interrupted()).search(query("horses kayaks"), 5)

    assert any("kayaks" in hit.passage.text for hit in hits)


def test_switching_leaves_no_files_open_that_are_gone(desk):
    open_files = Path("/proc/self/fd")
    if not open_files.is_dir():
        pytest.skip("needs /proc")
    desk.put(PAGES)
    retriever = desk.retriever()
    for number in range(4):
        desk.put({"boats.md": f"# Boats\n\nThe island prison has {number} boats.\n"})
        desk.ingest()
        assert len(retriever.search(query("boats"), 5)) == 3
    gc.collect()
    links = []
    for file in open_files.iterdir():
        try:
            links.append(str(file.readlink()))
        except OSError:
            continue  # the listing itself

    gone = [link for link in links if str(desk.paths.data) in link and "(deleted)" in link]
    assert gone == []


def test_an_open_generation_refuses_a_folder_that_is_none(tmp_path):
    with pytest.raises(IndexDamagedError):
        Generation(tmp_path)
    assert list(tmp_path.iterdir()) == []
