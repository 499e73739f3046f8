"""A desk that answers from a script, and the answers it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from fake_research import FakeResearch

from app.assistant.answer import Answer, Citation, Claim, Conflict, Nearest, Struck
from app.assistant.language import AnswerLanguage
from app.assistant.llm import Stop, never
from app.assistant.steps import Finished, Reading, Searching, Stated, Step, Turn
from app.assistant.translate import Translation
from app.desk import LanguageChoice
from app.installation import Installation, InstallationFacts, Library
from app.page_pictures import NO_PAGES, PagePictures
from app.research.research import Research
from app.saved_searches import SavedSearches
from index.query import Filters
from ingest.document import Document, Heading, Source, Span
from ingest.errors import SamsvarError

NO_FILTERS = Filters()
# Where nothing is, and nothing can be written.
NOWHERE = Path("/dev/null/searches.sqlite")


INSTALLED = InstallationFacts(
    version="0.1.0",
    index="fake",
    indexed_on=date(2026, 11, 22),
    model="words@1",
    reader="0123456789ab",
    libraries=(Library(name="<b>numpy</b>", version="2.4.6", licence="BSD-3-Clause"),),
)


@dataclass
class FakeInstallation:
    """Tells these facts, or raises this error."""

    told: InstallationFacts | Exception = INSTALLED

    def facts(self) -> InstallationFacts:
        if isinstance(self.told, Exception):
            raise self.told
        return self.told


@dataclass
class FakeDesk:
    """Yield the steps that `scripts` holds for a question; an exception among them is raised.

    `translations` are what comes of each quotation, one after the other; without any there is no
    language model.
    """

    documents: Sequence[Document] = ()
    scripts: Mapping[str, Iterable[Step | Exception]] = field(default_factory=dict)
    translations: list[Translation | Exception] = field(default_factory=list)
    histories: list[Sequence[Turn]] = field(default_factory=list)
    restricted: list[Filters] = field(default_factory=list)
    translated: list[tuple[str, str]] = field(default_factory=list)
    fingerprint: str = "fake"
    research: Research = field(default_factory=FakeResearch)
    saved_searches: SavedSearches = field(default_factory=lambda: SavedSearches(NOWHERE))
    pages: PagePictures = NO_PAGES
    installation: Installation = field(default_factory=lambda: FakeInstallation())

    def sources(self) -> tuple[Source, ...]:
        return tuple(document.source for document in self.documents)

    def document(self, path: str) -> Document:
        for document in self.documents:
            if document.source.path == path:
                return document
        raise SamsvarError("no such document", where=path, remedy="Run: samsvar documents")

    def ask(
        self,
        question: str,
        *,
        language: LanguageChoice = "auto",
        history: Sequence[Turn] = (),
        filters: Filters = NO_FILTERS,
        stop: Stop = never,
    ) -> Iterator[Step]:
        self.histories.append(history)
        self.restricted.append(filters)
        for step in self.scripts.get(question, refused(question)):
            if isinstance(step, Exception):
                raise step
            yield step

    @property
    def translates(self) -> bool:
        return bool(self.translations)

    def translate(self, cited: Citation | Nearest, into: AnswerLanguage) -> Translation | None:
        self.translated.append((cited.quote, into))
        outcome = self.translations[min(len(self.translated), len(self.translations)) - 1]
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def make_document(path: str, text: str, *, title: str = "", **known: object) -> Document:
    parts = {name: known.pop(name) for name in ("pages", "headings", "furniture") if name in known}
    facts: dict[str, object] = {"language": "en", **known}
    source = Source(id=path, checksum="0" * 64, path=path, title=title or path, **facts)  # type: ignore[arg-type]
    return Document(source=source, text=text, **parts)  # type: ignore[arg-type]


def cite(document: Document, quote: str, number: int = 1) -> Citation:
    start = document.text.index(quote)
    return Citation(
        number=number,
        source=document.source,
        page=document.page_at(start),
        start=start,
        end=start + len(quote),
        quote=quote,
        language=document.source.language,
    )


def near(document: Document, quote: str) -> Nearest:
    start = document.text.index(quote)
    return Nearest(
        source=document.source,
        page=document.page_at(start),
        start=start,
        end=start + len(quote),
        quote=quote,
        score=0.4,
    )


def claim(before: str, quote: str, after: str, numbers: tuple[int, ...], strong: str) -> Claim:
    text = before + quote + after
    at = text.index(strong)
    return Claim(
        text=text,
        citations=numbers,
        support=0.97,
        quote=Span(start=len(before), end=len(before) + len(quote)),
        emphasis=(Span(start=at, end=at + len(strong)),),
    )


def answered(
    question: str,
    claims: Sequence[Claim],
    citations: Sequence[Citation],
    *,
    language: str = "nb",
    lead: str = "",
    closing: str = "",
    standalone: str = "",
    conflicts: tuple[Conflict, ...] = (),
) -> list[Step]:
    standalone = standalone or question
    answer = Answer(
        question=question,
        standalone=standalone,
        language=language,
        status="answered",
        lead=lead,
        claims=tuple(claims),
        closing=closing,
        citations=tuple(citations),
        conflicts=conflicts,
        composer="extractive",
        index="fake",
    )
    steps: list[Step] = [
        Searching(standalone=standalone, language=language),
        Reading(passages=20, documents=len(citations)),
    ]
    seen: set[int] = set()
    for position, one in enumerate(claims):
        brought = tuple(c for c in citations if c.number in set(one.citations) - seen)
        seen.update(one.citations)
        steps.append(Stated(claim=one, citations=brought, lead="" if position else lead))
    return [*steps, Finished(answer=answer)]


def written(steps: Sequence[Step], *struck: Struck) -> list[Step]:
    """Return the steps of an answer with a notice, and with sentences struck in their places."""
    *before, last = steps
    assert isinstance(last, Finished)
    answer = replace(last.answer, notice=NOTICE, struck=struck)
    for position, one in enumerate(struck):
        before.insert(2 + one.after + position, one)
    return [*before, Finished(answer=answer)]


def refused(
    question: str, nearest: tuple[Nearest, ...] = (), *, lead: str = "", language: str = "nb"
) -> list[Step]:
    answer = Answer(
        question=question,
        standalone=question,
        language=language,
        status="not_found",
        lead=lead or "Dokumentene i samlingen svarer ikke på dette.",
        nearest=nearest,
        composer="extractive",
        index="fake",
    )
    return [
        Searching(standalone=question, language=language),
        Reading(passages=1, documents=1),
        Finished(answer=answer),
    ]


CZECH = make_document(
    "czechia/international-cooperation-2014.txt",
    "International Cooperation 2014\n\n27.1.2015 11:04\n\n"
    "International Relations Unit and its Tasks and Activities\n"
    "The main activities of the unit are providing a service to the Director General and to the "
    "management at the Prison Service Headquarters in the field of international relations.\n\n"
    "International cooperation of the Czech penitentiary institutions\n"
    "The Czech penitentiary institutions have international partners on the basis of valid "
    "documents on cooperation. 19 institutions have partners in Slovakia, 17 have partners in "
    "Poland, 2 have partners in Hungary, 2 partners in Austria, 2 partners in Romania, 1 partner "
    "in Bavaria and 1 partner in Lithuania. In 2014 there were 126 international activities "
    "(departures and arrivals) compared to 123 activities in the previous year.\n"
    "The most frequently visited partner penitentiary systems were the Slovak and Polish ones.\n",
    title="International Cooperation 2014",
    agency="Prison Service of the Czech Republic",
    countries=("CZ",),
    published="2015-01-27",
    pages=(0, 286),
    headings=(Heading(start=0, end=30, level=1),),
    furniture=(Span(start=32, end=47),),
    source_url="https://www.vscr.cz/en/international-cooperation",
)
KDI = make_document(
    "kdi/portefolje.md",
    "Innholdet i KDIs internasjonale portefølje\n\n"
    "Det internasjonale samarbeidet til KDI koordineres av Internasjonal stab.\n\n"
    "Internasjonal stab\n\n"
    "Internasjonal Stab (IS) er KDI direktørs nærmeste rådgiver i internasjonale spørsmål. "
    "Avdelingsdirektør for IS rapporterer direkte til øverste leder i KDI om fremdrift, økonomi "
    "og andre relevante forhold for norsk kriminalomsorg.\n\n"
    "IS har ansvar for kriminalomsorgens programfestede samarbeid med til sammen 10 land.\n",
    title="KDIs internasjonale portefølje",
    agency="Kriminalomsorgsdirektoratet",
    countries=("NO",),
    language="nb",
    published="2020-08",
    headings=(Heading(start=0, end=42, level=1), Heading(start=119, end=137, level=2)),
)
HOSTILE_TEXT = (
    "<script>document.title='owned'</script> ![x](http://evil.example/x.png) $x$ :smile: "
    "| a | b | <img src=http://evil.example/y.png onerror=alert(1)> **bold** [l](http://evil.example)"
)
HOSTILE = make_document(
    "odd/hostile.txt", f"Before.\n{HOSTILE_TEXT}\nAfter.", title=HOSTILE_TEXT, agency=":red[KDI]"
)

HUNGARY = "Hvor mange tsjekkiske fengsler har partnere i Ungarn?"
STAFF = "Who does the head of KDI's International Staff report to?"
UNKNOWN = "Hva koster en lunsj i kantinen?"
BROKEN = "Hva skjer når noe svikter?"
CRASH = "Hva skjer når alt svikter?"
STRANGE = "Hva <b>sier</b> $det$ :smile: rare dokumentet?"
DISAGREE = "Hvor mange land samarbeider Norge med?"
WRITTEN = "Hva skriver en språkmodell?"
REFUSED = "Hva skriver en språkmodell om ingenting?"
NOTICE = "Språkmodellen ble <b>avbrutt</b> midt i svaret."

_PARTNERS = (
    "19 institutions have partners in Slovakia, 17 have partners in Poland, 2 have partners in "
    "Hungary, 2 partners in Austria, 2 partners in Romania, 1 partner in Bavaria and 1 partner in "
    "Lithuania."
)
_REPORTS = (
    "Avdelingsdirektør for IS rapporterer direkte til øverste leder i KDI om fremdrift, økonomi "
    "og andre relevante forhold for norsk kriminalomsorg."
)
_TEN = "IS har ansvar for kriminalomsorgens programfestede samarbeid med til sammen 10 land."
_ACTIVITIES = "In 2014 there were 126 international activities"
_WRITTEN = written(
    answered(
        WRITTEN,
        [
            Claim(text="2 har partnere i **Ungarn**.", citations=(1,), support=0.9),
            Claim(text="Staben dekker 10 land.", citations=(2,), support=0.9),
        ],
        [cite(CZECH, _PARTNERS), cite(KDI, _TEN, 2)],
    ),
    Struck(text="71 har <i>partnere</i> i Polen.", reason="number", after=1),
    Struck(text="Månen er en ost.", reason="addition", after=2),
)


def make_desk() -> FakeDesk:
    """Return a desk that knows one question of every sort."""
    return FakeDesk(
        documents=(CZECH, HOSTILE, KDI),
        scripts={
            HUNGARY: answered(
                HUNGARY,
                [
                    claim("Kilden sier: «", _PARTNERS, "»", (1,), "2 have partners in Hungary"),
                    claim("Om 2014 står det: «", _ACTIVITIES, "»", (2,), "126"),
                ],
                [cite(CZECH, _PARTNERS), cite(CZECH, _ACTIVITIES, 2)],
                lead="Dokumentet er på engelsk. Her er ordene slik de står:",
            ),
            STAFF: answered(
                STAFF,
                [claim("The source says: “", _REPORTS, "”", (1,), "øverste leder i KDI")],
                [cite(KDI, _REPORTS)],
                language="en",
                lead="The document is in Norwegian. These are its words:",
            ),
            WRITTEN: _WRITTEN,
            REFUSED: written(refused(REFUSED)),
            UNKNOWN: refused(UNKNOWN, (near(KDI, _TEN), near(CZECH, _ACTIVITIES))),
            BROKEN: [
                Searching(standalone=BROKEN, language="nb"),
                SamsvarError("no index", where="/srv/samsvar/data", remedy="Run: samsvar ingest"),
            ],
            CRASH: [RuntimeError("secret detail")],
            STRANGE: answered(
                STRANGE,
                [claim("Det står: «", HOSTILE_TEXT, "»", (1,), ":smile:")],
                [cite(HOSTILE, HOSTILE_TEXT)],
            ),
            DISAGREE: answered(
                DISAGREE,
                [
                    claim("Det ene: «", _TEN, "»", (1,), "10 land"),
                    claim("Det andre: «", _ACTIVITIES, "»", (2,), "126"),
                ],
                [cite(KDI, _TEN), cite(CZECH, _ACTIVITIES, 2)],
                standalone="Hvor mange land samarbeider norsk kriminalomsorg med?",
                conflicts=(Conflict(about="antall land", citations=(1, 2)),),
            ),
        },
    )
