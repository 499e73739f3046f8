"""Bring the catalog into step with an inventory of files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from index.catalog import Catalog, KnownFile
from index.embedder import Embedder
from index.inventory import Inventory
from index.report import Failure, IngestReport, Stage
from index.vector_cache import VectorCache, embedded_text
from ingest.document import Document, Passage
from ingest.errors import LeftOut, ReadError
from ingest.files import FoundFile, checksum
from ingest.limits import ReadLimits
from ingest.passages import SPLIT_VERSION, SplitSettings, split
from ingest.read import READ_VERSION, read_document

# So many new passages are embedded and stored at a time: enough to sort by length, few enough
# that an interrupted run loses only seconds of work.
_GROUP = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """A document that was read and cut, waiting to be embedded and stored."""

    file: FoundFile
    document: Document
    passages: list[Passage]
    texts: dict[bytes, str]
    keys: list[bytes]


class Sync:
    """One run over one inventory; `report` is filled as it goes.

    Every document is stored in a transaction of its own once its vectors are, so that a run that
    is stopped, or killed, leaves a catalog that is whole and goes on from there the next time.
    """

    def __init__(
        self,
        catalog: Catalog,
        embedder: Embedder,
        report: IngestReport,
        *,
        split_settings: SplitSettings,
        limits: ReadLimits,
        progress: Callable[[Stage], None],
    ) -> None:
        self._catalog = catalog
        self._embedder = embedder
        self._cache = VectorCache(catalog, embedder)
        self._report = report
        self._split = split_settings
        self._limits = limits
        self._progress = progress
        self._reading = f"{READ_VERSION}/{SPLIT_VERSION}/{split_settings}"

    def run(self, inventory: Inventory) -> None:
        """Store what is new or changed, remove what is gone, leave the rest alone."""
        self._report.other_formats = dict(inventory.other_formats)
        for folder in inventory.absorbed:
            self._catalog.forget_folder(folder)
        for folder in inventory.folders:
            self._catalog.add_folder(folder)

        known = {file.file: file for file in self._catalog.files()}
        gone = {
            file.document: file
            for path, file in known.items()
            if inventory.covers(path) and path not in inventory.files
        }
        todo = self._changed(inventory, known, gone)
        checksums_gone = {file.checksum for file in gone.values()}
        group: list[_Cut] = []
        for number, file in enumerate(todo):
            cut = self._cut(file, known.get(file.path), gone)
            if cut is None:
                continue
            self._count(cut, known.get(file.path), checksums_gone)
            group.append(cut)
            if sum(len(cut.keys) for cut in group) >= _GROUP:
                self._store(group, number + 1 - len(group), len(todo))
                group = []
        self._store(group, len(todo) - len(group), len(todo))
        self._remove(gone)

    def _changed(
        self, inventory: Inventory, known: dict[Path, KnownFile], gone: dict[str, KnownFile]
    ) -> list[FoundFile]:
        """Return the files whose bytes, name or way of reading are not those in the catalog."""
        taken = {
            file.name: file.file
            for path, file in known.items()
            if file.document not in gone
            # A folder around the one it was named in may have changed what it is called.
            and (path not in inventory.files or file.name.endswith(inventory.files[path].file.name))
        }
        changed = []
        for number, (path, listed) in enumerate(sorted(inventory.files.items())):
            self._progress(Stage(name="check", done=number, total=len(inventory.files)))
            file = listed.named(taken)
            taken[file.name] = path
            before = known.get(path)
            try:
                digest = checksum(file)
            except OSError as error:
                # Bytes that cannot be had prove nothing: what was read of them before stays.
                stays = "; what was read of it before stays" if before else ""
                self._fail(file, f"The file cannot be opened ({error.strerror or error}){stays}")
                continue
            state = (digest, self._reading, file.name)
            if before and (before.checksum, before.reading, before.name) == state:
                self._report.unchanged += 1
            else:
                changed.append(file)
        return changed

    def _cut(
        self, file: FoundFile, before: KnownFile | None, gone: dict[str, KnownFile]
    ) -> _Cut | None:
        try:
            document = read_document(file, limits=self._limits)
            passages = split(document, self._embedder.count_tokens, self._split)
        except LeftOut:
            self._report.left_out.append(file.name)
        except ReadError as error:
            leaves = "; what was read of it before leaves the index" if before else ""
            self._fail(file, f"{error.reason}{leaves}")
        else:
            if passages:
                texts = [embedded_text(document, passage) for passage in passages]
                keys = [self._cache.key(text) for text in texts]
                return _Cut(
                    file=file,
                    document=document,
                    passages=passages,
                    texts=dict(zip(keys, texts, strict=True)),
                    keys=keys,
                )
            self._fail(file, "The file holds nothing but menus, contact boxes or headings")
        if before:
            gone[before.document] = before
        return None

    def _count(self, cut: _Cut, before: KnownFile | None, checksums_gone: set[str]) -> None:
        source = cut.document.source
        if before and before.checksum != source.checksum:
            self._report.changed.append(source.path)
        elif (before and before.name != source.path) or source.checksum in checksums_gone:
            self._report.renamed.append(source.path)
        elif before:
            self._report.changed.append(source.path)
        else:
            self._report.added.append(source.path)

    def _store(self, group: list[_Cut], files_before: int, files: int) -> None:
        if not group:
            return
        texts = {key: text for cut in group for key, text in cut.texts.items()}
        done = 0

        def embedded(new: int) -> None:
            nonlocal done
            done += new
            share = len(group) * done / len(texts)
            self._progress(Stage(name="embed", done=files_before + share, total=files))

        self._report.embedded += self._cache.fill(texts, embedded)
        for cut in group:
            self._catalog.put(cut.file.path, self._reading, cut.document, cut.passages, cut.keys)
        self._progress(Stage(name="embed", done=files_before + len(group), total=files))

    def _remove(self, gone: dict[str, KnownFile]) -> None:
        # A name that another file has taken over in this run is not gone.
        still = {file.document: file for file in self._catalog.files()}
        left = {
            document: file
            for document, file in gone.items()
            if document in still and still[document].file == file.file
        }
        self._catalog.remove(left)
        renamed = {file.checksum for file in still.values() if file.name in self._report.renamed}
        self._report.removed += [
            file.name for file in left.values() if file.checksum not in renamed
        ]

    def _fail(self, file: FoundFile, reason: str) -> None:
        self._report.failed.append(Failure(file=file.name, reason=reason))
