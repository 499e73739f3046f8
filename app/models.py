"""Open the models that the settings name."""

from __future__ import annotations

from app.settings import Settings
from index.embedder import Embedder, SentenceTransformerEmbedder
from index.environment import settle_environment
from index.graph_embedder import GraphEmbedder
from index.graph_model import GraphModel
from index.model_folder import PACKAGED, model_folder
from index.packaged_model import Progress as Unpacking
from index.paths import IndexPaths
from index.reader import RememberingReader, TrainedReader


def open_embedder(settings: Settings, progress: Unpacking = lambda done, total: None) -> Embedder:
    """Return the embedder the settings name, unpacking its model first if need be.

    The packaged model runs without torch; any other is left to sentence-transformers, which knows
    them all.
    """
    settle_environment()
    folder = model_folder(settings.model, IndexPaths(settings.data).models, progress)
    if settings.model == PACKAGED:
        return GraphEmbedder(GraphModel(folder, settings.precision))
    return SentenceTransformerEmbedder(folder, settings.precision)


def open_packaged(settings: Settings, embedder: Embedder) -> GraphEmbedder:
    """Return the embedder of the packaged model: `embedder` itself, if that is the one."""
    if isinstance(embedder, GraphEmbedder):
        return embedder
    folder = model_folder(PACKAGED, IndexPaths(settings.data).models)
    return GraphEmbedder(GraphModel(folder, settings.precision))


def open_reader(settings: Settings, embedder: Embedder) -> RememberingReader:
    """Return the trained reader; it reads with the packaged model, whatever model embeds."""
    return RememberingReader(TrainedReader(open_packaged(settings, embedder).model))
