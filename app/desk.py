"""What every surface (command line, pages, server) needs of Samsvar, in one protocol."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol

from app.assistant.answer import Citation, Nearest
from app.assistant.language import AnswerLanguage
from app.assistant.llm import Stop, never
from app.assistant.steps import Step, Turn
from app.assistant.translate import Translation
from app.installation import Installation
from app.page_pictures import PagePictures
from app.research.research import Research
from app.saved_searches import SavedSearches
from index.query import Filters
from ingest.document import Document, Source

LanguageChoice = Literal["auto", "nb", "nn", "en"]


class Desk(Protocol):
    """Ask questions, and look up the documents that the citations name."""

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the index that answers now."""
        ...

    @property
    def research(self) -> Research:
        """The search for researchers, over the same index."""
        ...

    @property
    def saved_searches(self) -> SavedSearches:
        """The searches that visitors saved."""
        ...

    def sources(self) -> tuple[Source, ...]:
        """Return every source in the index, in the order of their paths."""
        ...

    def document(self, path: str) -> Document:
        """Return the document that citations name `path`.

        Raises
        ------
        SamsvarError
            If no document of that name is in the index.
        """
        ...

    def ask(
        self,
        question: str,
        *,
        language: LanguageChoice = "auto",
        history: Sequence[Turn] = (),
        filters: Filters = Filters(),
        stop: Stop = never,
    ) -> Iterator[Step]:
        """Yield the steps towards an answer; the last is always `Finished`.

        Once `stop` says so, a language model writes no further, and the answer is finished
        without it.
        """
        ...

    @property
    def translates(self) -> bool:
        """Whether there is a language model to translate with."""
        ...

    def translate(self, cited: Citation | Nearest, into: AnswerLanguage) -> Translation | None:
        """Return a quotation in the language `into`, None if there is no language model.

        Raises
        ------
        SamsvarError
            If the model does not answer, or with no translation.
        """
        ...

    @property
    def pages(self) -> PagePictures:
        """What shows quotations on the pages of their files."""
        ...

    @property
    def installation(self) -> Installation:
        """What tells of the index, the models and the settings."""
        ...
