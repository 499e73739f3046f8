"""The desk over an index on disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.assistant.answer import Citation, Nearest
from app.assistant.assistant import Assistant
from app.assistant.language import AnswerLanguage
from app.assistant.llm import Stop, never
from app.assistant.steps import Step, Turn
from app.assistant.translate import Translation, Translator
from app.cleared_shelf import ClearedShelf
from app.desk import LanguageChoice
from app.installation import Installation
from app.page_pictures import NO_PAGES, PagePictures
from app.research.research import Research
from app.saved_searches import SavedSearches
from index.query import Filters
from ingest.document import Document, Source
from ingest.errors import SamsvarError


class IndexDesk:
    """The desk over an index on disk: what `app.desk.Desk` asks for."""

    def __init__(
        self,
        assistant: Assistant,
        shelf: ClearedShelf,
        translator: Translator | None = None,
        pages: PagePictures = NO_PAGES,
        installation: Installation | None = None,
        *,
        research: Research,
        saved_searches: SavedSearches,
    ) -> None:
        self._assistant = assistant
        self._shelf = shelf
        self._translator = translator
        self._pages = pages
        self._installation = installation
        self.research = research
        self.saved_searches = saved_searches

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the index that answers now."""
        return self._shelf.fingerprint

    def sources(self) -> tuple[Source, ...]:
        """Return every source that may be seen, in the order of their paths."""
        return self._shelf.sources()

    def document(self, path: str) -> Document:
        """Return the document that citations name `path`."""
        return self._shelf.document(path)

    def ask(
        self,
        question: str,
        *,
        language: LanguageChoice = "auto",
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),
        stop: Stop = never,
    ) -> Iterator[Step]:
        """Yield the steps towards an answer; the last is always `Finished`."""
        return self._assistant.ask(
            question, language=language, history=history, filters=filters, stop=stop
        )

    @property
    def translates(self) -> bool:
        """Whether there is a language model to translate with."""
        return self._translator is not None

    def translate(self, cited: Citation | Nearest, into: AnswerLanguage) -> Translation | None:
        """Return a quotation in the language `into`, None if there is no language model."""
        if self._translator is None:
            return None
        return self._translator.translate(cited.quote, cited.language, into)

    @property
    def pages(self) -> PagePictures:
        """What shows quotations on the pages of their files."""
        return self._pages

    @property
    def installation(self) -> Installation:
        """What tells of the index, the models and the settings."""
        if self._installation is None:
            raise SamsvarError("nothing is known of this installation")
        return self._installation
