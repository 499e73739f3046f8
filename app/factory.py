"""Put the parts together, as the settings say.

This, `app.models` and `app.composing` are the only places that name concrete classes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from app.assistant.assistant import Assistant, AssistantSettings
from app.assistant.endpoint import warm_up
from app.assistant.evidence import SentenceReader, trained_weights
from app.assistant.select import EvidenceSelector
from app.chats.chat_file import IN_MEMORY
from app.chats.live import LiveChats
from app.chats.store import ChatStore
from app.cleared_shelf import ClearedShelf
from app.composing import open_composer, open_rewriter, open_translator
from app.desk import Desk
from app.index_desk import IndexDesk
from app.index_library import IndexLibrary, progress_of
from app.installation import LocalInstallation
from app.library import Progress, Told
from app.models import open_embedder, open_reader
from app.page_pictures import OriginalPages
from app.research.research import IndexResearch
from app.research.search import ResearchSearch
from app.saved_searches import SavedSearches
from app.settings import Settings
from index.build import IndexWriter
from index.embedder import Embedder
from index.environment import settle_environment
from index.glossary import load_glossary
from index.once import Once
from index.open_index import OpenIndex
from index.packaged_model import Progress as Unpacking
from index.paths import IndexPaths
from index.query import Retriever
from index.reader import PassageReader
from index.report import Stage
from index.rerank import RerankingRetriever
from index.search import IndexRetriever, Mode, SearchSettings
from index.similarity import Similarity
from ingest.errors import SamsvarError
from ingest.limits import ReadLimits
from ingest.passages import SplitSettings

_LOG = logging.getLogger(__name__)
# Where the glossary says what to look for, shared words are no accidents; see docs/design.md.
_NAMES = SearchSettings(foreign_dense_weight=0.8, names_among_words=True)


def _unseen(done: int, total: int) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Shared:
    """What a server holds once, however many surfaces it has: the index, and its embedder."""

    index: OpenIndex
    embedder: Once[[Unpacking], Embedder]


def share(settings: Settings) -> Shared:
    """Return what the desk and the library of one server share; nothing is loaded yet."""
    settle_environment()
    return Shared(
        OpenIndex(IndexPaths(settings.data)),
        Once(lambda progress: open_embedder(settings, progress)),
    )


def open_retriever(
    settings: Settings,
    embedder: Embedder,
    index: OpenIndex,
    mode: Mode,
    search: SearchSettings = SearchSettings(),
) -> IndexRetriever:
    """Return the retriever over `index`."""
    return IndexRetriever(
        index,
        embedder,
        mode=mode,
        settings=replace(search, dense_weight=settings.dense_weight),
        glossary=load_glossary if settings.glossary else None,
    )


def open_desk(settings: Settings, shared: Shared | None = None) -> IndexDesk:
    """Return the desk; the model loads at the first question.

    Raises
    ------
    IndexMissingError, IndexDamagedError
        If there is no index that can be read.
    ModelError
        If the embedding model is not there.
    """
    settle_environment()
    shared = shared or share(settings)
    index = shared.index
    index.generation()
    embedder = shared.embedder(_unseen)
    if settings.composer == "generative":
        warm_up()
    similar = Similarity(embedder, index.paths.models)
    passages = open_reader(settings, embedder)
    reader = SentenceReader(similar, passages)
    shelf = ClearedShelf(index, settings.clearance)
    retriever = open_search(settings, embedder, index, passages)
    assistant = Assistant(
        retriever=retriever,
        reader=reader,
        selector=EvidenceSelector(reader, similar),
        composer=open_composer(settings, reader, embedder),
        clearance=settings.clearance,
        holdings=shelf,
        settings=AssistantSettings(threshold=trained_weights().threshold),
        rewriter=open_rewriter(settings),
    )
    research = IndexResearch(
        retrievers={
            "hybrid": open_research_search(settings, embedder, index, retriever),
            "dense": open_retriever(settings, embedder, index, "dense"),
            "lexical": open_retriever(settings, embedder, index, "lexical"),
        },
        passages=passages,
        sentences=reader,
        holdings=shelf,
        clearance=settings.clearance,
    )
    return IndexDesk(
        assistant,
        shelf,
        open_translator(settings),
        OriginalPages(index, shelf),
        LocalInstallation(settings, index),
        research=research,
        saved_searches=SavedSearches(settings.data / "searches.sqlite"),
    )


def open_chats(settings: Settings, desk: Desk) -> LiveChats:
    """Return the chats of all visitors, answered by `desk`.

    Where they cannot be kept on disk, they are kept for as long as the server runs.
    """
    try:
        store = open_chat_store(settings)
    except SamsvarError:
        _LOG.exception("chats are not kept")
        store = ChatStore(IN_MEMORY)
    return LiveChats(desk, store, at_once=settings.answers_at_once)


def open_chat_store(settings: Settings) -> ChatStore:
    """Return the chats and the ratings on disk.

    Raises
    ------
    SamsvarError
        If the file cannot be opened.
    """
    return ChatStore(chats_file(settings))


def chats_file(settings: Settings) -> Path:
    """Return where the chats and the ratings are kept."""
    return settings.data / "chats.sqlite"


def open_library(settings: Settings, shared: Shared | None = None) -> IndexLibrary:
    """Return the shelf with the ways to change it; the model loads at the first change."""
    shared = shared or share(settings)

    def writer(told: Told) -> IndexWriter:
        embedder = shared.embedder(
            lambda done, total: told(Progress(step="unpacking", share=done / max(1, total)))
        )
        return _writer(
            settings,
            embedder,
            progress=lambda stage: told(progress_of(stage)),
            waiting=lambda: told(Progress(step="waiting")),
        )

    return IndexLibrary(
        shared.index,
        writer,
        clearance=settings.clearance,
        starter=settings.corpus,
        megabytes=settings.max_file_mb,
    )


def open_search(
    settings: Settings,
    embedder: Embedder,
    index: OpenIndex,
    passages: PassageReader,
) -> RerankingRetriever:
    """Return the search that questions are answered by: hybrid, its first passages read."""
    return RerankingRetriever(open_retriever(settings, embedder, index, "hybrid"), passages)


def open_research_search(
    settings: Settings, embedder: Embedder, index: OpenIndex, questions: Retriever
) -> ResearchSearch:
    """Return the search of the sources, where questions go to `questions`."""
    names = open_retriever(settings, embedder, index, "hybrid", _NAMES)
    return ResearchSearch(questions=questions, names=names)


def open_shelf(settings: Settings) -> ClearedShelf:
    """Return the documents; needs no model.

    Raises
    ------
    IndexMissingError, IndexDamagedError
        If there is no index that can be read.
    """
    settle_environment()
    return ClearedShelf(OpenIndex(IndexPaths(settings.data)), settings.clearance)


def open_writer(
    settings: Settings,
    *,
    unpacking: Unpacking = _unseen,
    progress: Callable[[Stage], None] = lambda stage: None,
    waiting: Callable[[], None] = lambda: None,
) -> IndexWriter:
    """Return the writer of the index in the data directory."""
    return _writer(settings, open_embedder(settings, unpacking), progress=progress, waiting=waiting)


def _writer(
    settings: Settings,
    embedder: Embedder,
    *,
    progress: Callable[[Stage], None],
    waiting: Callable[[], None],
) -> IndexWriter:
    return IndexWriter(
        IndexPaths(settings.data),
        embedder,
        split_settings=SplitSettings(tokens=settings.passage_tokens),
        limits=ReadLimits(bytes=settings.max_file_mb * 1_000_000),
        progress=progress,
        waiting=waiting,
    )
