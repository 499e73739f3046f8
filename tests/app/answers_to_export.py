"""Questions, answers and refusals that a report is made of."""

from __future__ import annotations

from app.assistant.answer import Answer, Citation, Claim, Conflict, Nearest, Struck
from app.export.gather import Asked
from ingest.document import Document, Source, Span

HOSTILE_TEXT = (
    "<script>alert(1)</script> ![x](http://evil.example/x.png) $x^2$ :smile: www.evil.example "
    "| a | b | <img src=y onerror=alert(1)> **bold** [l](javascript:alert(1)) &amp; `code` ~~no~~"
)
LANGUAGES = (
    "Blåbærsyltetøy på Ærøskøbing",
    "Příliš žluťoučký kůň úpěl ďábelské ódy",
    "Flygande bäckasiner söka hwila på mjuka tuvor",
    "Glāžšķūņa rūķīši dzērumā čiepj ēdienu",
    "Zażółć gęślą jaźń",
    "Съешь ещё этих мягких французских булок",
    "Слава Україні, її ґанок",
    "«Ti – eller tolv?» … “eleven” 5 % 20 °C 10 € § 3 a–b ≥ ½",
)


def _document(path: str, text: str, **known: object) -> Document:
    source = Source(id=path, checksum="0", path=path, **known)  # type: ignore[arg-type]
    return Document(source=source, text=text, pages=(0, 10))


CZECH = _document(
    "czech/zprava.pdf",
    "Úvod.\n\nVězeňská služba měla v roce 2014 celkem 126 zahraničních aktivit.",
    title="Zpráva <b>2014</b>",
    language="cs",
    agency="Vězeňská služba ČR",
    countries=("CZ",),
    published="2015-01-27",
    source_url="https://example.org/zprava_2014",
)
KDI = _document(
    "kdi/liste.md",
    "IS har ansvar for samarbeid med til sammen 10 land.\n\n- # Litauen\n1. Latvia\n    Romania",
    title="Porteføljen",
    language="nb",
    agency=HOSTILE_TEXT,
    published="2020-08",
)


def _cited(document: Document, quote: str, number: int) -> Citation:
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


def _claim(before: str, quote: str, number: int, strong: str) -> Claim:
    text = f"{before} «{quote}»"
    at = text.index(strong)
    return Claim(
        text=text,
        citations=(number,),
        support=0.9,
        emphasis=(Span(start=at, end=at + len(strong)),),
    )


_ACTIVITIES = "Vězeňská služba měla v roce 2014 celkem 126 zahraničních aktivit."
_TEN = "IS har ansvar for samarbeid med til sammen 10 land."
_LIST = "- # Litauen\n1. Latvia\n    Romania"

_ANSWER = Answer(
    question="Hvor mange?",
    standalone="Hvor mange aktiviteter var det i 2014?",
    language="nb",
    status="answered",
    lead="Kildene er ikke enige.",
    claims=(_claim("Den ene sier:", _ACTIVITIES, 1, "126"), _claim("Den andre:", _TEN, 2, "10")),
    closing="Svaret kan mangle noe.",
    citations=(_cited(CZECH, _ACTIVITIES, 1), _cited(KDI, _TEN, 2)),
    conflicts=(Conflict(about="antall", citations=(1, 2)),),
    composer="extractive",
    index="8ea7a51b9b898a92",
)
_FIRST = Asked(question="Hvor mange?", outcome=_ANSWER)
REFUSAL = Asked(
    question="Hva koster lunsjen?",
    outcome=Answer(
        question="Hva koster lunsjen?",
        standalone="Hva koster lunsjen?",
        language="nb",
        status="not_found",
        lead="Dokumentene svarer ikke på dette.",
        nearest=(
            Nearest(source=KDI.source, page=1, start=0, end=len(_TEN), quote=_TEN, score=0.4),
        ),
        composer="extractive",
        index="8ea7a51b9b898a92",
    ),
)
WRITTEN = Asked(
    question=HOSTILE_TEXT,
    outcome=Answer(
        question=HOSTILE_TEXT,
        standalone=HOSTILE_TEXT,
        language="nb",
        status="answered",
        claims=(Claim(text=f"Det var 126. {HOSTILE_TEXT}", citations=(1,), support=0.9),),
        struck=(Struck(text="Det var <i>127</i>.", reason="number", after=1),),
        notice="Språkmodellen ble avbrutt.",
        citations=(_cited(CZECH, _ACTIVITIES, 1),),
        composer="generative",
        index="8ea7a51b9b898a92",
    ),
)
LISTED = Asked(
    question="Hvilke land?",
    outcome=Answer(
        question="Hvilke land?",
        standalone="Hvilke land?",
        language="nb",
        status="answered",
        claims=(_claim("Listen:", _LIST, 1, "Latvia"),),
        citations=(_cited(KDI, _LIST, 1),),
        composer="extractive",
        index="8ea7a51b9b898a92",
    ),
)
ASKED = (_FIRST, REFUSAL, WRITTEN, LISTED, Asked(question="Og så?", outcome=None))
QUOTES = (_ACTIVITIES, _TEN, _LIST)
SAID = (
    "Samtale med Samsvar",
    "22. november 2026",
    "8ea7a51b9b898a92",
    "Forstått som: Hvor mange aktiviteter var det i 2014?",
    "Kildene sier ikke det samme. Det gjelder: antall. Sammenlign [1] og [2].",
    f"Den ene sier: «{_ACTIVITIES}» [1]",
    "Svaret kan mangle noe.",
    "Fant ikke svaret i dokumentene.",
    "Det var <i>127</i>.",
    "Strøket: tallet står ikke i kilden.",
    "Språkmodellen ble avbrutt.",
    "Arbeidet ble stoppet eller avbrutt",
    "[1] Zpráva <b>2014</b>",
    "Etat: Vězeňská služba ČR",
    "Land: Tsjekkia",
    "Publisert: 27. januar 2015",
    "Side: 1",
    "Fil: czech/zprava.pdf",
    "Nettadresse: https://example.org/zprava_2014",
)
