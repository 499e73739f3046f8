"""Open what is measured: an index of the starter documents made for it, or the user's own."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.factory import open_desk, open_retriever, open_search, open_writer
from app.models import open_embedder, open_reader
from app.settings import Settings
from eval.baselines import IndexRanker, baselines
from eval.ranking import Ranker
from eval.run_cases import Subject
from index.open_index import OpenIndex
from index.packaged_model import Progress
from index.paths import IndexPaths
from index.query import Retriever
from index.report import Stage
from index.search import Mode


@contextmanager
def open_subject(
    settings: Settings,
    *,
    here: bool,
    compare: bool,
    unpacking: Progress = lambda done, total: None,
    progress: Callable[[Stage], None] = lambda stage: None,
) -> Iterator[Subject]:
    """Open a desk and its search over an index, and with `compare` the retrievers beside it.

    The index is made anew in a temporary folder, from the folder that the settings call corpus;
    with `here` it is the one in the data directory. Neither changes the user's index.
    """
    if here:
        yield _subject(settings, compare=compare)
        return
    with tempfile.TemporaryDirectory(prefix="samsvar-eval-") as folder:
        apart = settings.model_copy(update={"data": Path(folder) / "data"})
        _share_models(settings.data, apart.data)
        open_writer(apart, unpacking=unpacking, progress=progress).ingest([apart.corpus])
        yield _subject(apart, compare=compare)


def _subject(settings: Settings, *, compare: bool) -> Subject:
    desk = open_desk(settings)
    index = OpenIndex(IndexPaths(settings.data))
    embedder = open_embedder(settings)
    manifest = index.generation().manifest

    def ranker(retriever: Retriever) -> IndexRanker:
        return IndexRanker(retriever, index, settings.clearance)

    def searching(mode: Mode) -> Retriever:
        return open_retriever(settings, embedder, index, mode)

    others: Mapping[str, Ranker] = {}
    if compare:
        others = baselines(
            hybrid=ranker(searching("hybrid")),
            dense=ranker(searching("dense")),
            lexical=ranker(searching("lexical")),
            documents=[desk.document(source.path) for source in desk.sources()],
            embedder=embedder,
        )
    return Subject(
        desk=desk,
        # As the desk searches, put together once more: a desk does not show what it found.
        ranker=ranker(open_search(settings, embedder, index, open_reader(settings, embedder))),
        baselines=others,
        index={
            "fingerprint": manifest.fingerprint,
            "documents": manifest.documents,
            "passages": manifest.passages,
            "model": manifest.model,
        },
    )


def _share_models(own: Path, apart: Path) -> None:
    """Let the new index use the models that are unpacked already, where there are any."""
    models = IndexPaths(own).models
    if models.is_dir():
        apart.mkdir(parents=True)
        try:
            IndexPaths(apart).models.symlink_to(models, target_is_directory=True)
        except OSError:
            # Some systems grant links to nobody; the models are unpacked once more then.
            return
