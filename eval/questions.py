"""The open question sets that retrieval and reading are measured and calibrated on.

NorQuAD (Ivanova et al. 2023, NoDaLiDa; CC0 1.0): Norwegian questions over Norwegian texts, some of
the training questions translated into English. XQuAD (Artetxe et al. 2020, ACL; CC BY-SA 4.0): the
English texts, with questions in English, bokmål and nynorsk. Neither is part of the project; both
are read from a folder that the caller names.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.errors import SamsvarError
from ingest.normalise import normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question in `language`; `answer` stands in the text whose name is `document`.

    `answer_start` counts characters of that text as it came, before it is normalised.
    """

    text: str
    language: str
    pair: str
    document: str
    answer: str
    answer_start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSet:
    """Texts by name, the titles of those that have one, and the questions over them."""

    texts: dict[str, str]
    questions: tuple[Question, ...]
    titles: dict[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write each text as a file of its name, for `samsvar ingest`."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.texts.items():
            (folder / name).write_text(text, encoding="utf-8")


def norquad(data: Path, split: str) -> QuestionSet:
    """Return the split `train` or `validation` of NorQuAD."""
    rows = list(_lines(data / "norquad" / f"{split}.jsonl"))
    english: dict[tuple[str, str], str] = {}
    if split == "train":
        english = {
            (row["context_sha1"], row["question"]): row["question_en"]
            for row in _lines(data / "norquad" / "questions_en.jsonl")
        }
    texts, questions = {}, []
    for row in rows:
        digest = hashlib.sha1(row["context"].encode(), usedforsecurity=False).hexdigest()
        name = f"norquad-{digest[:16]}.txt"
        texts[name] = row["context"]
        for asked in row["qas"]:
            questions.append(_question(asked, asked["question"], "nb-nb", name))
            translated = english.get((digest, asked["question"]))
            if translated:
                questions.append(_question(asked, translated, "en-nb", name))
    return QuestionSet(texts=texts, questions=tuple(questions))


def xquad(data: Path) -> QuestionSet:
    """Return the training part of XQuAD, with its Norwegian questions."""
    texts, titles, questions = {}, {}, []
    for row in _lines(data / "xquad" / "train.jsonl"):
        digest = hashlib.sha1(row["context"].encode(), usedforsecurity=False).hexdigest()
        name = f"xquad-{digest[:16]}.txt"
        texts[name] = row["context"]
        titles[name] = row["title"].replace("_", " ")
        for asked in row["qas"]:
            for key, pair in (
                ("question", "en-en"),
                ("question_nb", "nb-en"),
                ("question_nn", "nn-en"),
            ):
                if asked.get(key):
                    questions.append(_question(asked, asked[key], pair, name))
    return QuestionSet(texts=texts, questions=tuple(questions), titles=titles)


def _question(asked: dict[str, Any], text: str, pair: str, document: str) -> Question:
    return Question(
        text=text,
        language=pair.partition("-")[0],
        pair=pair,
        document=document,
        answer=normalise(asked["answer"]).strip(),
        answer_start=asked["answer_start"],
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)
    except FileNotFoundError as error:
        raise SamsvarError(
            "a question set is missing",
            where=str(path),
            remedy="Name the folder that holds norquad/ and xquad/",
        ) from error
