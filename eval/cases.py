"""Cases of our own: questions with the documents and the words that answer them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from ingest.errors import SamsvarError

CROSSLINGUAL = files("eval") / "cases" / "crosslingual.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question in `language`; nothing answers it when `documents` is empty.

    One of `answers` must stand in a quote from one of `documents`.
    """

    id: str
    language: str
    question: str
    documents: tuple[str, ...]
    answers: tuple[str, ...]
    kind: str

    @property
    def pair(self) -> str:
        """The languages of question and document, as the id begins: `nb-en`, `en-none`."""
        return "-".join(self.id.split("-")[:2])


def read_cases(path: Path) -> list[Case]:
    """Read cases, one JSON object a line.

    Raises
    ------
    SamsvarError
        If a line is no case, naming it.
    """
    cases = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        try:
            facts = json.loads(line)
            cases.append(
                Case(
                    id=facts["id"],
                    language=facts["lang"],
                    question=facts["question"],
                    documents=tuple(facts["doc"]),
                    answers=tuple(facts["answers"]),
                    kind=facts["kind"],
                )
            )
        except (ValueError, KeyError, TypeError) as error:
            raise SamsvarError(
                f"not a case ({error})",
                where=f"{path}, line {number}",
                remedy="A case has id, lang, question, doc, answers and kind",
            ) from error
    return cases
