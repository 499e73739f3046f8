"""What the reader learns from: questions, the passage that answers each, and passages that do not.

Negatives are hard: the passages that our own search ranks high and that do not hold the answer, in
every language of the index. Some questions are asked a second time with a year, number or name
exchanged for another, so that the same passage does not answer any longer.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.factory import open_retriever, open_writer
from app.models import open_embedder
from app.settings import load_settings
from eval.questions import Question, norquad, xquad
from index.open_index import OpenIndex
from index.paths import IndexPaths
from index.projection import parallel_sentences
from index.query import Query
from index.reader_input import Read
from ingest.document import Access, Passage

_DEPTH = 20
_NEGATIVES = 8
_PARALLEL = 350
_PARALLEL_SENTENCES = 6
_QUOTATION_MARKS = str.maketrans(dict.fromkeys('"«»“”„', " "))
_NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?![\d.,])")
_NAME = re.compile(r"(?<=[a-zæøå,] )[A-ZÆØÅ][\w-]{3,}(?: [A-ZÆØÅ][\w-]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One question. `answer` is where the answer stands in `positive.text`.

    `held_out` ones are for measuring: every fifth document, and all of the validation set.
    `twisted` is the question with something exchanged, so that `positive` does not answer it.
    """

    question: str
    pair: str
    held_out: bool
    positive: Read
    answer: tuple[int, int]
    negatives: tuple[Read, ...]
    twisted: str | None


def examples(data: Path, folder: Path) -> list[Example]:
    """Return every example of the open sets in `data`, those that are held out included.

    Parameters
    ----------
    folder
        Where the index that negatives are searched in is built; kept, so that a second run is
        quicker.
    """
    sets = (norquad(data, "train"), norquad(data, "validation"), xquad(data))
    settings = load_settings(data=folder / "data")
    for one in sets:
        one.write(folder / "texts")
    open_writer(settings).ingest([folder / "texts"])
    index = OpenIndex(IndexPaths(settings.data))
    retriever = open_retriever(settings, open_embedder(settings), index, "hybrid")
    generation = index.generation()
    passages: dict[str, list[Passage]] = {}
    every = generation.shelf.passages(range(1, generation.manifest.passages + 1))
    for passage in every.values():
        passages.setdefault(passage.source.path, []).append(passage)
    titles = sets[2].titles
    questions = [question for one in sets for question in one.questions]
    pools = name_pools(questions)
    chance = random.Random(0)
    made = []
    for question in questions:
        placed = _positive(question, passages.get(question.document, []))
        if placed is None:
            continue
        positive, answer = placed
        text = " ".join(question.text.translate(_QUOTATION_MARKS).split())
        query = Query(text=text, clearance=Access.RESTRICTED, language=question.language)
        negatives = [
            _read(hit.passage, titles)
            for hit in retriever.search(query, _DEPTH)
            if hit.passage.id != positive.id
            and question.answer.casefold() not in hit.passage.text.casefold()
        ]
        made.append(
            Example(
                question=question.text,
                pair=question.pair,
                held_out=question.document in sets[1].texts
                or kept_from_training(question.document),
                positive=_read(positive, titles),
                answer=answer,
                negatives=tuple(negatives[:_NEGATIVES]),
                twisted=twisted(question, positive.text, pools[question.language], chance),
            )
        )
    return [*made, *_parallel(chance)]


def kept_from_training(document: str) -> bool:
    """Hold every fifth document out of training, by its name."""
    return int(document.rpartition("-")[2][:4], 16) % 5 == 0


def _read(passage: Passage, titles: dict[str, str]) -> Read:
    return Read(context=titles.get(passage.source.path, ""), text=passage.text)


def _positive(
    question: Question, passages: Sequence[Passage]
) -> tuple[Passage, tuple[int, int]] | None:
    """Return the passage that holds the answer, nearest to where the data set says it stands."""
    best: tuple[float, Passage, int] | None = None
    for passage in passages:
        for match in re.finditer(re.escape(question.answer), passage.text):
            distance = abs(passage.start + match.start() - question.answer_start)
            if best is None or distance < best[0]:
                best = (distance, passage, match.start())
    if best is None:
        return None
    _, passage, start = best
    return passage, (start, start + len(question.answer))


def name_pools(questions: Sequence[Question]) -> dict[str, list[str]]:
    """Return the names that the questions of each language mention, to exchange others for."""
    pools: dict[str, set[str]] = {}
    for question in questions:
        pools.setdefault(question.language, set()).update(_NAME.findall(question.text))
    return {language: sorted(names) for language, names in pools.items()}


def twisted(
    question: Question, passage: str, names: Sequence[str], chance: random.Random
) -> str | None:
    """Return the question about another year, number or name, or None if it names none.

    Only what stands in the passage is exchanged: what the passage lacks anyway does not decide
    whether it answers.
    """
    text = question.text
    places = [
        match
        for match in (*_NUMBER.finditer(text), *_NAME.finditer(text))
        if match[0][:5].casefold() in passage.casefold()
    ]
    if not places:
        return None
    match = chance.choice(places)
    if match[0].isdigit():
        number = int(match[0])
        far = 12 if number > 1000 else max(3, number // 2)
        other = str(max(1, number + chance.choice((-1, 1)) * chance.randint(1, far)))
    else:
        fitting = [name for name in names if name[:4].casefold() not in passage.casefold()]
        if not fitting:
            return None
        other = chance.choice(fitting)
    if other == match[0] or other in passage:
        return None
    return text[: match.start()] + other + text[match.end() :]


def _parallel(chance: random.Random) -> Iterator[Example]:
    """Yield sentences of ours as queries for passages that hold their translation.

    Swedish and Czech stand in no question set; these keep the reader from throwing them out.
    """
    sentences = parallel_sentences()
    asked_in, answered_in = ("nb", "nn", "en"), ("sv", "cs", "en", "nb", "nn")
    count = len(sentences["nb"])

    def passage(language: str, rows: Sequence[int]) -> str:
        return " ".join(sentences[language][row] for row in rows)

    for _ in range(_PARALLEL):
        asked = chance.choice(asked_in)
        answered = chance.choice([one for one in answered_in if one != asked])
        row = chance.randrange(count)
        others = [one for one in range(count) if one != row]
        rows = [*chance.sample(others, _PARALLEL_SENTENCES), row]
        chance.shuffle(rows)
        before = passage(answered, rows[: rows.index(row)])
        start = len(before) + 1 if before else 0
        yield Example(
            question=sentences[asked][row],
            pair=f"{asked}-{answered}",
            held_out=False,
            positive=Read(context="", text=passage(answered, rows)),
            answer=(start, start + len(sentences[answered][row])),
            negatives=tuple(
                Read(
                    context="",
                    text=passage(chance.choice(answered_in), chance.sample(others, 7)),
                )
                for _ in range(_NEGATIVES)
            ),
            twisted=None,
        )
