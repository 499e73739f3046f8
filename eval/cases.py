"""Cases of our own: questions with the documents and the words that answer them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

from app.assistant.steps import Turn
from app.batch import history_of
from ingest.errors import SamsvarError

DEVELOPMENT = files("eval") / "cases" / "development.jsonl"
TEST = files("eval") / "cases" / "test.jsonl"
NOTHING = "none"
_ID_WITH_PAIR = re.compile(r"([a-z]{2})-([a-z]{2}|none)-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question in `language`; nothing answers it when `documents` is empty.

    One of `answers` must stand in a quote from one of `documents`. A question for several things
    has `items` too: of each, one string must be quoted. `history` are the turns before it.
    """

    id: str
    language: str
    question: str
    documents: tuple[str, ...]
    answers: tuple[str, ...]
    kind: str
    history: tuple[Turn, ...] = ()
    items: tuple[tuple[str, ...], ...] = ()

    @property
    def pair(self) -> str:
        """The languages of question and document, as the id begins: `nb-en`, `en-none`."""
        return "-".join(self.id.split("-")[:2])

    @property
    def answerable(self) -> bool:
        """Whether some document answers."""
        return bool(self.documents)

    @property
    def accepted(self) -> tuple[str, ...]:
        """Every string that counts as an answer or as one of the things asked for."""
        return tuple(dict.fromkeys((*self.answers, *chain.from_iterable(self.items))))

    @property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        """What must be found: each item, or the one answer; of each, any string."""
        return self.items or (self.answers,)


def language_pair(case: Case, languages: Mapping[str, str]) -> str:
    """Return the languages of question and document: `nb-en`, or `nb-none` where none answers.

    They are those that the id begins with; of cases with other ids, those of the question and of
    the first document.

    Parameters
    ----------
    languages
        The language of each document, by its name.
    """
    told = _ID_WITH_PAIR.match(case.id)
    if told and told[1] == case.language and (told[2] == NOTHING) != case.answerable:
        return f"{told[1]}-{told[2]}"
    if not case.answerable:
        return f"{case.language}-{NOTHING}"
    return f"{case.language}-{languages.get(case.documents[0], 'und')}"


def default_cases() -> Path:
    """Return the cases to measure with where none are named."""
    return Path(str(TEST))


def own_cases() -> list[Case]:
    """Return all cases of our own: those of development, and those of the test."""
    return gather_cases([Path(str(DEVELOPMENT)), Path(str(TEST))])


def gather_cases(paths: Sequence[Path]) -> list[Case]:
    """Read several files of cases into one list.

    Raises
    ------
    SamsvarError
        If a line is no case, there are no cases at all, or two have the same id.
    """
    cases = [case for path in paths for case in read_cases(path)]
    where = ", ".join(map(str, paths))
    if not cases:
        raise SamsvarError("there are no cases", where=where, remedy="Write one a line, as JSON")
    seen: set[str] = set()
    for case in cases:
        if case.id in seen:
            raise SamsvarError(
                f"two cases have the id {case.id}", where=where, remedy="Give each its own"
            )
        seen.add(case.id)
    return cases


def read_cases(path: Path) -> list[Case]:
    """Read cases, one JSON object a line; empty lines are passed over.

    Raises
    ------
    SamsvarError
        If the file cannot be read, or a line is no case, naming it.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise SamsvarError(
            f"the cases cannot be read ({reason})", where=str(path), remedy="Check the path"
        ) from error
    cases = []
    # Not `splitlines`: a JSON string may hold line separators of other scripts as they are.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            cases.append(_case(json.loads(line)))
        except (ValueError, KeyError, TypeError, SamsvarError) as error:
            raise SamsvarError(
                f"not a case ({error})",
                where=f"{path}, line {number}",
                remedy="A case has id, lang, question, doc, answers and kind",
            ) from error
    return cases


def _case(facts: dict[str, Any]) -> Case:
    return Case(
        id=_text(facts["id"]),
        language=_text(facts["lang"]),
        question=_text(facts["question"]),
        documents=_texts(facts["doc"]),
        answers=_texts(facts["answers"]),
        kind=_text(facts["kind"]),
        history=history_of(facts),
        items=tuple(_texts(item) for item in facts.get("all") or ()),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is not a list")
    return tuple(_text(one) for one in value)
