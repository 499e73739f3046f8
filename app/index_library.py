"""The library over an index on disk: what `app.library.Library` asks for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from app.cleared_shelf import ClearedShelf
from app.library import (
    Added,
    Built,
    Holding,
    Limits,
    Progress,
    Receipt,
    Step,
    Told,
    Upload,
    Volume,
)
from app.upload_folder import UploadFolder
from app.upload_names import distinct, safe_name, suffix_of
from index.build import IndexWriter, is_writing
from index.open_index import OpenIndex
from index.report import IngestReport, Stage
from ingest.document import Access, Source
from ingest.errors import LeftOut, SamsvarError
from ingest.files import found_file
from ingest.limits import ReadLimits
from ingest.read import read_document
from ingest.readers import SUFFIXES

MOST_FILES = 20
_STEPS: dict[str, Step] = {"check": "checking", "embed": "embedding", "build": "building"}


class IndexLibrary:
    """Documents of the current generation; changes go through the one writer.

    Parameters
    ----------
    index
        The index, shared with whoever answers from it.
    writer
        Makes a writer that tells how far it is.
    clearance
        The most restricted documents that are shown.
    starter
        The folder of starter documents.
    megabytes
        How large an uploaded file may be.
    """

    def __init__(
        self,
        index: OpenIndex,
        writer: Callable[[Told], IndexWriter],
        *,
        clearance: Access,
        starter: Path,
        megabytes: int,
    ) -> None:
        self.limits = Limits(
            files=MOST_FILES, megabytes=megabytes, suffixes=tuple(sorted(SUFFIXES))
        )
        self._index = index
        self._shelf = ClearedShelf(index, clearance)
        self._writer = writer
        self._starter = starter
        self._uploads = UploadFolder(index.paths.data / "uploads")
        self._turn = threading.Lock()

    @property
    def busy(self) -> bool:
        """Whether anybody is writing to the index now."""
        return is_writing(self._index.paths)

    def holdings(self) -> tuple[Holding, ...]:
        """Return every document that may be seen, in the order of their names."""
        # Both of one generation: the next one may come between the two.
        while True:
            before = self._shelf.fingerprint
            extents, sources = self._shelf.extents(), self._shelf.sources()
            if self._shelf.fingerprint == before:
                break
        return tuple(
            Holding(
                source=source,
                pages=extents[source.path].pages,
                characters=extents[source.path].characters,
                passages=extents[source.path].passages,
            )
            for source in sources
        )

    def volume(self, path: str) -> Volume:
        """Return the document of that name with its passages."""
        document = self._shelf.document(path)
        return Volume(
            document=document,
            passages=tuple(self._shelf.passages_of(path)),
            uploaded=self._file_of(document.source) is not None,
        )

    def replaces(self, name: str) -> bool:
        """Tell whether a file called `name` would take the place of one uploaded before."""
        return self._uploads.kept(safe_name(name)) is not None

    def add(self, uploads: Sequence[Upload], told: Told) -> tuple[Added, ...]:
        """Keep and read these files; return what came of each, in their order."""
        with self._having_the_turn(told):
            results, files = self._keep_all(uploads)
            if not files:
                return tuple(results)
            try:
                report = self._writer(told).ingest(list(files))
            except SamsvarError:
                # What no index knows of would lie there unseen.
                for path, place in files.items():
                    if results[place].verdict == "read":
                        path.unlink(missing_ok=True)
                raise
            for path, place in files.items():
                results[place] = self._outcome(results[place], path, report)
        return tuple(results)

    def remove(self, path: str, told: Told) -> Receipt:
        """Remove a document with every trace of its text, and its file if it was uploaded."""
        with self._having_the_turn(told):
            volume = self.volume(path)
            source = volume.document.source
            file = self._file_of(source)
            report = self._writer(told).remove([path])
            if file is not None:
                file.unlink(missing_ok=True)
            return Receipt(
                document=path,
                title=source.title,
                passages=len(volume.passages),
                characters=len(volume.document.text),
                vectors=report.vectors_removed,
                file_deleted=file is not None,
                fingerprint=report.fingerprint,
            )

    def build(self, told: Told) -> Built:
        """Read the starter documents in."""
        with self._having_the_turn(told):
            report = self._writer(told).ingest([self._starter])
        return Built(
            documents=report.documents,
            passages=report.passages,
            failed=tuple(failure.file for failure in report.failed),
        )

    @contextmanager
    def _having_the_turn(self, told: Told) -> Iterator[None]:
        if not self._turn.acquire(blocking=False):
            told(Progress(step="waiting"))
            self._turn.acquire()
        try:
            yield
        finally:
            self._turn.release()

    def _file_of(self, source: Source) -> Path | None:
        return self._uploads.holds(source.path, source.checksum)

    def _keep_all(self, uploads: Sequence[Upload]) -> tuple[list[Added], dict[Path, int]]:
        """Write what may be read to the folder; return the results so far, and files by place."""
        results: list[Added] = []
        files: dict[Path, int] = {}
        taken: set[str] = set()
        for place, upload in enumerate(uploads):
            name = distinct(safe_name(upload.name), taken)
            result = Added(name=upload.name, verdict="read")
            if place >= self.limits.files:
                result = replace(result, verdict="refused", refusal="count")
            elif suffix_of(name) not in self.limits.suffixes:
                result = replace(result, verdict="refused", refusal="type")
            elif len(upload.content) > self.limits.megabytes * 1_000_000:
                result = replace(result, verdict="refused", refusal="size")
            else:
                taken.add(name.casefold())
                result = self._keep(name, upload.content, result, files, place)
            results.append(result)
        return results, files

    def _keep(
        self, name: str, content: bytes, result: Added, files: dict[Path, int], place: int
    ) -> Added:
        before = self._uploads.kept(name)
        if before is not None and self._uploads.same(before, content):
            files[before] = place
            return replace(result, verdict="unchanged")
        staged = self._uploads.stage(content)
        try:
            if before is not None:
                # A file that cannot be read must not take the place of one that can.
                self._try_reading(staged, suffix_of(name))
        except LeftOut:
            staged.unlink(missing_ok=True)
            return replace(result, verdict="left_out")
        except SamsvarError as error:
            staged.unlink(missing_ok=True)
            return replace(result, verdict="failed", reason=error.what)
        files[self._uploads.keep(staged, name)] = place
        return replace(result, verdict="replaced" if before is not None else "read")

    def _try_reading(self, staged: Path, suffix: str) -> None:
        tried = staged.with_name(f"{staged.name}{suffix}")
        staged.replace(tried)
        try:
            read_document(
                found_file(tried, tried.parent),
                limits=ReadLimits(bytes=self.limits.megabytes * 1_000_000),
            )
        finally:
            tried.replace(staged)

    def _outcome(self, result: Added, path: Path, report: IngestReport) -> Added:
        """Return what the writer made of a kept file; one that was not read is not kept either."""
        failed = {failure.file.rpartition("/")[2]: failure.reason for failure in report.failed}
        left_out = {name.rpartition("/")[2] for name in report.left_out}
        document = self._document_of(path)
        if document is not None:
            # An unchanged file may have been removed from the index in the meantime.
            again = result.verdict == "unchanged" and document in report.added
            return replace(result, document=document, verdict="read" if again else result.verdict)
        with suppress(OSError):
            path.unlink()
        if path.name in left_out:
            return replace(result, verdict="left_out")
        return replace(result, verdict="failed", reason=failed.get(path.name, ""))

    def _document_of(self, path: Path) -> str | None:
        # Not the cleared shelf's: a document that declares itself restricted was read too.
        for source in self._index.generation().shelf.sources():
            if source.path.rpartition("/")[2] == path.name and self._file_of(source) == path:
                return source.path
        return None


def progress_of(stage: Stage) -> Progress:
    """Return a stage of the writer's as progress."""
    return Progress(step=_STEPS[stage.name], share=stage.done / max(1, stage.total))
