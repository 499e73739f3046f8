"""Documents, answers and a desk made by hand, for what judges and measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.assistant.answer import Answer, Citation, Claim, Nearest
from app.assistant.frames import frames
from app.assistant.steps import Finished, Searching, Step, Turn
from app.desk import LanguageChoice
from eval.cases import Case
from eval.ranking import Unit
from index.query import Filters
from ingest.document import Document, Source, Span
from ingest.errors import SamsvarError

NO_FILTERS = Filters()


def make_document(path: str, text: str, language: str = "en", **facts: object) -> Document:
    known: dict[str, object] = {"title": path, **facts}
    source = Source(id=path, checksum="", path=path, language=language, **known)  # type: ignore[arg-type]
    return Document(source=source, text=text)


CZECH = make_document(
    "czech/2014.md",
    "In 2014 there were 126 activities.\n2 Czech prisons had\npartners in Hungary.",
    agency="Prison Service",
    published="2015-01-27",
)
KDI = make_document("kdi/stab.md", "Staben har fem ansatte. De jobber i ti land.", "nb")
DOCUMENTS = (CZECH, KDI)


def make_case(**facts: object) -> Case:
    known: dict[str, object] = {
        "id": "nb-en-1",
        "language": "nb",
        "question": "Hvor mange tsjekkiske fengsler?",
        "documents": ("czech/2014.md",),
        "answers": ("2 Czech prisons",),
        "kind": "number",
    }
    return Case(**{**known, **facts})  # type: ignore[arg-type]


def unanswerable(**facts: object) -> Case:
    return make_case(**{"id": "nb-none-1", "documents": (), "answers": (), **facts})


def cite(document: Document, quote: str, number: int = 1) -> Citation:
    start = document.text.index(quote)
    return Citation(
        number=number,
        source=document.source,
        page=None,
        start=start,
        end=start + len(quote),
        quote=quote,
        language=document.source.language,
    )


def claim(
    quote: str,
    *numbers: int,
    frame: str = "Dette sier Prison Service (27. januar 2015).",
    strong: str = "",
    support: float = 0.9,
) -> Claim:
    head = f"{frame} «"
    quoted = quote.replace("\n", " ")
    place = quoted.find(strong) if strong else 0
    at = len(head) + place
    return Claim(
        text=f"{head}{quoted}»",
        citations=numbers or (1,),
        support=support,
        quote=Span(start=len(head), end=len(head) + len(quoted)),
        emphasis=(Span(start=at, end=at + len(strong)),) if strong else (),
    )


def answered(
    claims: Sequence[Claim], citations: Sequence[Citation], language: str = "nb", **facts: object
) -> Answer:
    return Answer(
        question="q",
        standalone="q",
        language=language,
        status="answered",
        claims=tuple(claims),
        citations=tuple(citations),
        composer="fake",
        index="fake",
        **facts,  # type: ignore[arg-type]
    )


def quoting(document: Document, *quotes: str, support: float = 0.9, strong: str = "") -> Answer:
    """An answer in bokmål with one claim for each quote."""
    return answered(
        [claim(quote, n, support=support, strong=strong) for n, quote in enumerate(quotes, 1)],
        [cite(document, quote, n) for n, quote in enumerate(quotes, 1)],
    )


def refused(*nearest: Nearest, language: str = "nb") -> Answer:
    return Answer(
        question="q",
        standalone="q",
        language=language,
        status="not_found",
        lead=frames(language).not_found,  # type: ignore[arg-type]
        nearest=nearest,
        composer="fake",
        index="fake",
    )


def near(document: Document, quote: str, score: float = 0.3) -> Nearest:
    start = document.text.index(quote)
    return Nearest(
        source=document.source,
        page=None,
        start=start,
        end=start + len(quote),
        quote=quote,
        score=score,
    )


@dataclass
class FakeDesk:
    """Gives each question the answer it is scripted to get; an exception is raised."""

    answers: Mapping[str, Answer | Exception] = field(default_factory=dict)
    documents: Sequence[Document] = DOCUMENTS
    asked: list[tuple[str, Sequence[Turn]]] = field(default_factory=list)
    fingerprint: str = "fake"

    def sources(self) -> tuple[Source, ...]:
        return tuple(document.source for document in self.documents)

    def document(self, path: str) -> Document:
        for document in self.documents:
            if document.source.path == path:
                return document
        raise SamsvarError("no such document", where=path)

    def ask(
        self,
        question: str,
        *,
        language: LanguageChoice = "auto",
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
    ) -> Iterator[Step]:
        self.asked.append((question, history))
        yield Searching(standalone=question, language="nb")
        answer = self.answers.get(question, refused())
        if isinstance(answer, Exception):
            raise answer
        yield Finished(answer=answer)


@dataclass
class FakeRanker:
    """Finds the same units for every question."""

    found: Sequence[Unit] = ()
    asked: list[tuple[str, str, int]] = field(default_factory=list)

    def rank(self, question: str, language: str, limit: int) -> list[Unit]:
        self.asked.append((question, language, limit))
        return list(self.found)[:limit]

    def units(self, document: str) -> list[Unit]:
        return [unit for unit in self.found if document in unit.documents]


def unit(document: Document | str, text: str = "") -> Unit:
    if isinstance(document, Document):
        return Unit(text=text or document.text, documents=(document.source.path,))
    return Unit(text=text, documents=(document,))
