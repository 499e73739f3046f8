"""The one writer of an index: lock, catalog, generation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.catalog import Catalog
from index.embedder import Embedder
from index.errors import IndexDamagedError, IndexMissingError, ModelError, UnknownDocumentError
from index.generation import (
    build_generation,
    current_folder,
    fingerprint,
    is_whole,
    read_manifest,
    sweep,
)
from index.inventory import take_inventory
from index.paths import IndexPaths
from index.projection import language_projection
from index.report import IngestReport, Stage
from index.sync import Sync
from index.vector_cache import VectorCache, embedded_text
from ingest.limits import ReadLimits
from ingest.passages import SplitSettings

_ASIDE = "catalog.damaged-"


def is_writing(paths: IndexPaths) -> bool:
    """Tell whether a writer, in this process or another, is at work on the index."""
    if not paths.lock.is_file():
        return False
    lock = FileLock(paths.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False


class IndexWriter:
    """Brings an index into step with files, or removes documents from it.

    Parameters
    ----------
    progress
        Told how far each stage is.
    waiting
        Called once if another process is writing; the writer then waits for it.
    """

    def __init__(
        self,
        paths: IndexPaths,
        embedder: Embedder,
        *,
        split_settings: SplitSettings = SplitSettings(),
        limits: ReadLimits = ReadLimits(),
        progress: Callable[[Stage], None] = lambda stage: None,
        waiting: Callable[[], None] = lambda: None,
    ) -> None:
        self._paths = paths
        self._embedder = embedder
        self._split = split_settings
        self._limits = limits
        self._progress = progress
        self._waiting = waiting

    def ingest(self, paths: Sequence[Path], *, rebuild: bool = False) -> IngestReport:
        """Bring the index into step with `paths`: folders are synced, files are added.

        With `rebuild`, the searchable generation is made anew from the catalog, and every passage
        is embedded again if the model is another one.

        Raises
        ------
        SamsvarError
            If a path is not there, or the index was made with another model and `rebuild` is off.
        """
        report = IngestReport()
        with self._writing(report) as catalog:
            lost = self._lost(catalog)
            there = [path for path in lost if path.exists()]
            report.notes += [
                f"{path} is not there any more; what was read of it left the index."
                for path in lost
                if path not in there
            ]
            inventory = take_inventory([*paths, *there], catalog.folders())
            self._settle_model(catalog, report, rebuild=rebuild)
            Sync(
                catalog,
                self._embedder,
                report,
                split_settings=self._split,
                limits=self._limits,
                progress=self._progress,
            ).run(inventory)
            self._switch(catalog, report, rebuild=rebuild)
        return report

    def remove(self, names: Sequence[str]) -> IngestReport:
        """Remove the documents of these names from catalog, vectors, words and caches.

        Raises
        ------
        UnknownDocumentError
            If a name is not in the index; nothing is removed then.
        IndexDamagedError
            If the catalog was damaged and the documents have to be read again first.
        """
        report = IngestReport()
        with self._writing(report) as catalog:
            if self._lost(catalog):
                raise IndexDamagedError(
                    "the catalog was damaged and set aside; nothing was removed",
                    where=str(self._paths.data),
                    remedy="Run: samsvar ingest, which reads the documents again; then remove",
                )
            known = {file.name: file.document for file in catalog.files()}
            unknown = [name for name in names if name not in known]
            if unknown:
                raise UnknownDocumentError(
                    "no document of that name is in the index",
                    where=", ".join(unknown),
                    remedy="`samsvar documents` lists the names",
                )
            catalog.remove(known[name] for name in names)
            report.removed += dict.fromkeys(names)
            self._switch(catalog, report, rebuild=False)
        return report

    @contextmanager
    def _writing(self, report: IngestReport) -> Iterator[Catalog]:
        self._paths.data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._paths.lock)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            self._waiting()
            lock.acquire()
        try:
            with self._open_catalog(report) as catalog:
                yield catalog
        finally:
            lock.release()

    def _open_catalog(self, report: IngestReport) -> Catalog:
        path = self._paths.catalog
        try:
            return Catalog(path)
        except IndexDamagedError:
            number = len(self._asides()) + 1
            path.replace(path.with_name(f"{_ASIDE}{number}.sqlite"))
            # What is left of its last transaction belongs to it, not to the new catalog.
            path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
            report.notes.append("The catalog was damaged; the documents were read again.")
            return Catalog(path)

    def _lost(self, catalog: Catalog) -> list[Path]:
        """Return what the current generation was read from, where the catalog has lost it.

        That is so while a damaged catalog lies aside, until one run has read everything again,
        and where the catalog is new although there is a generation.
        """
        if catalog.model() is not None and not self._asides():
            return []
        try:
            manifest = read_manifest(current_folder(self._paths.generations))
        except (OSError, ValueError, TypeError, IndexMissingError):
            return []
        return [Path(path) for path in (*manifest.folders, *manifest.loose_files)]

    def _settle_model(self, catalog: Catalog, report: IngestReport, *, rebuild: bool) -> None:
        before, now = catalog.model(), self._embedder.fingerprint
        if before == now:
            return
        if before is not None:
            if not rebuild:
                raise ModelError(
                    f"the index was made with the model {before}, the settings say {now}",
                    where=str(self._paths.data),
                    remedy="Run: samsvar ingest --rebuild, to embed every passage again; "
                    "or set SAMSVAR_MODEL back",
                )
            cache = VectorCache(catalog, self._embedder)
            stored = [(document, passages) for document, passages, _ in catalog.documents()]
            keys_of: dict[str, list[bytes]] = {}
            for number, (document, passages) in enumerate(stored):
                self._progress(Stage(name="embed", done=number, total=len(stored)))
                texts = [embedded_text(document, passage) for passage in passages]
                keys = [cache.key(text) for text in texts]
                report.embedded += cache.fill(dict(zip(keys, texts, strict=True)))
                keys_of[document.source.id] = keys
            catalog.use_model(now, keys_of)
            report.notes.append(f"Every passage was embedded again, with {now}.")
        else:
            catalog.use_model(now, {})

    def _switch(self, catalog: Catalog, report: IngestReport, *, rebuild: bool) -> None:
        """Put a generation of the catalog as it is now in place, unless it already is."""
        generations = self._paths.generations
        report.vectors_removed = catalog.drop_unused_vectors()
        projection = language_projection(self._embedder, self._paths.models)
        wanted = fingerprint(catalog, self._embedder.fingerprint, projection.fingerprint)
        try:
            folder = current_folder(generations)
            manifest = read_manifest(folder)
            current = (
                manifest.fingerprint == wanted
                and manifest.folders == [str(path) for path in catalog.folders()]
                and is_whole(folder)
            )
        except (OSError, ValueError, TypeError, IndexMissingError):
            current = False
        if rebuild or not current:
            self._progress(Stage(name="build", done=0, total=1))
            folder = build_generation(generations, catalog, self._embedder.fingerprint, projection)
            self._progress(Stage(name="build", done=1, total=1))
            report.rebuilt = True
        else:
            sweep(generations)
        manifest = read_manifest(folder)
        report.fingerprint = manifest.fingerprint
        report.documents, report.passages = manifest.documents, manifest.passages
        # A damaged catalog holds text, and text that is removed must be gone.
        for aside in self._asides():
            aside.unlink()

    def _asides(self) -> list[Path]:
        return list(self._paths.data.glob(f"{_ASIDE}*"))
