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
            lost = self._folders_lost(report)
            inventory = take_inventory([*paths, *lost], catalog.folders())
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
        """
        report = IngestReport()
        with self._writing(report) as catalog:
            known = {file.name: file.document for file in catalog.files()}
            unknown = [name for name in names if name not in known]
            if unknown:
                raise UnknownDocumentError(
                    "no document of that name is in the index",
                    where=", ".join(unknown),
                    remedy="`samsvar documents` lists the names",
                )
            catalog.remove(known[name] for name in names)
            report.removed += names
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
            number = len(list(self._paths.data.glob("catalog.damaged-*"))) + 1
            aside = path.replace(path.with_name(f"catalog.damaged-{number}.sqlite"))
            report.notes.append(
                f"The catalog was damaged; it was set aside as {aside.name}, "
                "and the documents are read again."
            )
            return Catalog(path)

    def _folders_lost(self, report: IngestReport) -> list[Path]:
        """Return the folders that a damaged catalog has forgotten but the generation knows."""
        if not report.notes:
            return []
        try:
            manifest = read_manifest(current_folder(self._paths.generations))
        except (OSError, ValueError, TypeError, IndexMissingError):
            return []
        return [Path(folder) for folder in manifest.folders if Path(folder).is_dir()]

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
            for number, (document, passages) in enumerate(stored):
                self._progress(Stage(name="embed", done=number, total=len(stored)))
                texts = [embedded_text(document, passage) for passage in passages]
                keys = [cache.key(text) for text in texts]
                report.embedded += cache.fill(dict(zip(keys, texts, strict=True)))
                catalog.put_vector_keys(document.source.id, keys)
            report.notes.append(f"Every passage was embedded again, with {now}.")
        catalog.use_model(now)

    def _switch(self, catalog: Catalog, report: IngestReport, *, rebuild: bool) -> None:
        """Put a generation of the catalog as it is now in place, unless it already is."""
        generations = self._paths.generations
        catalog.drop_unused_vectors()
        projection = language_projection(self._embedder, self._paths.models)
        wanted = fingerprint(catalog, self._embedder.fingerprint, projection.fingerprint)
        try:
            folder = current_folder(generations)
            current = read_manifest(folder).fingerprint == wanted and is_whole(folder)
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
