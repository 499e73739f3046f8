"""What the assistant says about an answer that a language model had a part in, or failed to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.assistant.language import AnswerLanguage
from app.assistant.llm import Trouble

Why = Trouble | Literal["stopped", "unsupported", "crowded", "steered"]
# What that means for the answer: nothing but quotes, quotes at its end, or something missing.
Outcome = Literal["quotes only", "quotes last", "not whole"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Notices:
    why: Mapping[Why, str]
    outcome: Mapping[Outcome, str]
    left_out: str
    struck: Mapping[str, str]


_NOTICES: dict[AnswerLanguage, _Notices] = {
    "nb": _Notices(
        why={
            "unreachable": "Språkmodellen svarer ikke.",
            "timeout": "Språkmodellen brukte for lang tid.",
            "unauthorised": "Språkmodellen godtok ikke nøkkelen.",
            "rate-limited": "Språkmodellen har for stor pågang akkurat nå.",
            "failed": "Språkmodellen meldte om en feil.",
            "garbled": "Språkmodellen ga ikke noe brukbart svar.",
            "cut-off": "Språkmodellen ble avbrutt midt i svaret.",
            "empty": "Språkmodellen ga ikke noe svar.",
            "stopped": "Språkmodellen ble stoppet.",
            "unsupported": "Det språkmodellen skrev, har for lite dekning i kildene.",
            "crowded": "Kildene er for lange for språkmodellen.",
            "steered": "Kildene prøver å styre språkmodellen.",
        },
        outcome={
            "quotes only": "Svaret er derfor satt sammen av sitater.",
            "quotes last": "Resten av svaret er derfor sitater.",
            "not whole": "Svaret kan derfor mangle noe.",
        },
        left_out="Språkmodellen fikk ikke plass til {dropped} av {total} sitater.",
        struck={
            "": "setningen har ikke dekning i kildene",
            "citation": "setningen viser til en kilde som ikke finnes",
            "number": "tallet står ikke i kilden",
            "date": "datoen står ikke i kilden",
            "name": "navnet står ikke i kilden",
            "unit": "kilden bruker en annen enhet",
            "negation": "kilden sier det motsatte",
            "roles": "rollene er omvendt i kilden",
            "addition": "kilden sier ikke dette",
            "relevance": "setningen svarer ikke på spørsmålet",
            "language": "setningen er på feil språk",
        },
    ),
    "nn": _Notices(
        why={
            "unreachable": "Språkmodellen svarar ikkje.",
            "timeout": "Språkmodellen brukte for lang tid.",
            "unauthorised": "Språkmodellen godtok ikkje nøkkelen.",
            "rate-limited": "Språkmodellen har for stor pågang akkurat no.",
            "failed": "Språkmodellen melde om ein feil.",
            "garbled": "Språkmodellen gav ikkje noko brukbart svar.",
            "cut-off": "Språkmodellen vart avbroten midt i svaret.",
            "empty": "Språkmodellen gav ikkje noko svar.",
            "stopped": "Språkmodellen vart stoppa.",
            "unsupported": "Det språkmodellen skreiv, har for lita dekning i kjeldene.",
            "crowded": "Kjeldene er for lange for språkmodellen.",
            "steered": "Kjeldene prøver å styre språkmodellen.",
        },
        outcome={
            "quotes only": "Svaret er difor sett saman av sitat.",
            "quotes last": "Resten av svaret er difor sitat.",
            "not whole": "Svaret kan difor mangle noko.",
        },
        left_out="Språkmodellen fekk ikkje plass til {dropped} av {total} sitat.",
        struck={
            "": "setninga har ikkje dekning i kjeldene",
            "citation": "setninga viser til ei kjelde som ikkje finst",
            "number": "talet står ikkje i kjelda",
            "date": "datoen står ikkje i kjelda",
            "name": "namnet står ikkje i kjelda",
            "unit": "kjelda bruker ei anna eining",
            "negation": "kjelda seier det motsette",
            "roles": "rollene er omvende i kjelda",
            "addition": "kjelda seier ikkje dette",
            "relevance": "setninga svarar ikkje på spørsmålet",
            "language": "setninga er på feil språk",
        },
    ),
    "en": _Notices(
        why={
            "unreachable": "The language model does not answer.",
            "timeout": "The language model took too long.",
            "unauthorised": "The language model did not accept the key.",
            "rate-limited": "The language model has too much to do right now.",
            "failed": "The language model reported an error.",
            "garbled": "The language model gave no answer that can be used.",
            "cut-off": "The language model was cut off in the middle of its answer.",
            "empty": "The language model gave no answer.",
            "stopped": "The language model was stopped.",
            "unsupported": "The sources support too little of what the language model wrote.",
            "crowded": "The sources are too long for the language model.",
            "steered": "The sources try to steer the language model.",
        },
        outcome={
            "quotes only": "The answer is therefore made of quotations.",
            "quotes last": "The rest of the answer is therefore quotations.",
            "not whole": "The answer may therefore lack something.",
        },
        left_out="The language model had no room for {dropped} of {total} quotations.",
        struck={
            "": "the sources do not support it",
            "citation": "the sentence cites a source that does not exist",
            "number": "the figure is not in the source",
            "date": "the date is not in the source",
            "name": "the name is not in the source",
            "unit": "the source has another unit",
            "negation": "the source says the opposite",
            "roles": "the source has the roles the other way round",
            "addition": "the source does not say this",
            "relevance": "the sentence does not answer the question",
            "language": "the sentence is in the wrong language",
        },
    ),
}


def notice(why: Why, outcome: Outcome, language: AnswerLanguage) -> str:
    """Return what went otherwise than planned, and what that means for the answer."""
    own = _NOTICES[language]
    return f"{own.why[why]} {own.outcome[outcome]}"


def told(why: Why, language: AnswerLanguage) -> str:
    """Return what went otherwise than planned, and nothing else."""
    return _NOTICES[language].why[why]


def left_out(dropped: int, total: int, language: AnswerLanguage) -> str:
    """Return how many of the quotations a model was not shown."""
    return _NOTICES[language].left_out.format(dropped=dropped, total=total)


def struck_because(reason: str, language: AnswerLanguage) -> str:
    """Return why a sentence is struck out, in words that follow after it."""
    told = _NOTICES[language].struck
    return told.get(reason, told[""])
