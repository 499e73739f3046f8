"""Put together what writes answers and translations, and what checks them, as the settings say."""

from __future__ import annotations

from app.assistant.compose import Composer, ExtractiveComposer
from app.assistant.endpoint import EndpointModel
from app.assistant.facts.names import NameFinder
from app.assistant.generative import GenerativeComposer
from app.assistant.limits import Limits
from app.assistant.rewrite import BY_RULE, ModelRewriter, Rewriter
from app.assistant.select import Locator
from app.assistant.support import ModelSupport, trained_support
from app.assistant.translate import Translator
from app.assistant.verification import Verifier
from app.assistant.verify import FactVerifier
from app.models import open_packaged
from app.settings import Settings
from index.embedder import Embedder
from index.entailment import TrainedEntailment
from index.glossary import load_glossary
from index.paths import IndexPaths
from index.similarity import Similarity
from index.word_vectors import ContextWords

# What a rewritten question may take, in seconds and in tokens.
_REWRITING = 5.0
_REWRITTEN = 120


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
        TrainedEntailment(packaged.model),
    )
