"""The quotations of an answer that are in another language, each with its translation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.assistant.answer import Answer
from app.assistant.frames import is_foreign
from app.assistant.language import answer_language
from app.assistant.llm import ModelUnavailable
from app.assistant.translate import Translation
from app.desk import Desk
from ingest.errors import SamsvarError

# By the number of the citation; an error where a quotation could not be translated.
Translations = Mapping[int, Translation | SamsvarError]

# What one quotation fails of, the next one would too, after as long a wait.
_LASTING = frozenset({"unreachable", "timeout", "unauthorised", "rate-limited"})


def translate_foreign(desk: Desk, answer: Answer) -> Translations:
    """Return what became of each cited quotation that is in another language than the answer."""
    into = answer_language(answer.language)
    made: dict[int, Translation | SamsvarError] = {}
    lasting: SamsvarError | None = None
    for citation in answer.citations:
        if not is_foreign(citation.language, into):
            continue
        if lasting is not None:
            made[citation.number] = lasting
            continue
        try:
            translation = desk.translate(citation, into)
        except SamsvarError as error:
            made[citation.number] = error
            if isinstance(error, ModelUnavailable) and error.kind in _LASTING:
                lasting = error
        else:
            if translation is not None:
                made[citation.number] = translation
    return made


def translated_json(answer: Answer, translations: Translations) -> dict[str, Any]:
    """Return the answer as `Answer.to_json` has it, with a `translation` in each citation."""
    told = answer.to_json()
    for citation in told["citations"]:
        match translations.get(citation["number"]):
            case Translation() as translation:
                citation["translation"] = translation.to_json()
            case SamsvarError() as error:
                citation["translation"] = {"error": str(error)}
            case None:
                citation["translation"] = None
    return told
