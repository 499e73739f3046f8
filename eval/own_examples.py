"""What the reader learns from our own texts: `eval/reader_questions/` says how they were made.

Questions over the starter documents that development may look at and over texts written to be
learned from, with the other passages of those as negatives; and questions over our parallel
sentences, whose passages are put together from the sentences of one language by chance. The set
keeps its own held-out documents.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from app.assistant.units import units
from app.factory import open_retriever, open_writer
from app.models import open_embedder
from app.settings import load_settings
from eval.reader_examples import Example
from index.open_index import OpenIndex
from index.paths import IndexPaths
from index.projection import parallel_sentences
from index.query import Query
from index.reader_input import Read
from ingest.document import Access, Passage

QUESTIONS = files("eval") / "reader_questions"
TEXTS = Path(str(QUESTIONS / "texts"))
_SEARCHED = 80
_NEGATIVES = 10
_SENTENCES_A_PASSAGE = 6
_LANGUAGES = ("nb", "nn", "en", "sv", "cs")
_HELD_OUT_ROW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnQuestion:
    """A question over a document; `documents` all answer it, the first has `quote`.

    `unanswerable` is the question changed in one point, so that no document answers it.
    """

    text: str
    language: str
    documents: tuple[str, ...]
    quote: str
    is_list: bool
    held_out: bool
    unanswerable: str | None


def own_questions() -> list[OwnQuestion]:
    """Return the questions over documents, those over held-out documents last."""
    return [
        OwnQuestion(
            text=facts["question"],
            language=facts["lang"],
            documents=tuple(facts["doc"]),
            quote=facts["quote"],
            is_list=facts["kind"] == "list",
            held_out=held_out,
            unanswerable=facts["unanswerable"],
        )
        for name, held_out in (
            ("documents.jsonl", False),
            ("texts.jsonl", False),
            ("held_out.jsonl", True),
        )
        for facts in _lines(name)
    ]


def own_examples(corpus: Path, folder: Path, repeats: int) -> list[Example]:
    """Return every example of our own, each question of training `repeats` times.

    Parameters
    ----------
    corpus
        The starter documents.
    folder
        Where an index of them is built; kept, so that a second run is quicker.
    """
    chance = random.Random(0)
    over_documents = _over_documents(corpus, folder)
    over_sentences = [
        example
        for number in range(repeats)
        for example in _over_sentences(chance)
        if not (number and example.held_out)
    ]
    training = [one for one in over_documents if not one.held_out]
    return [*over_documents, *training * (repeats - 1), *over_sentences]


def _over_documents(corpus: Path, folder: Path) -> list[Example]:
    questions = own_questions()
    settings = load_settings(data=folder / "own")
    open_writer(settings).ingest([corpus, TEXTS])
    index = OpenIndex(IndexPaths(settings.data))
    retriever = open_retriever(settings, open_embedder(settings), index, "hybrid")
    generation = index.generation()
    passages: dict[str, list[Passage]] = {}
    for passage in generation.shelf.passages(range(1, generation.manifest.passages + 1)).values():
        passages.setdefault(passage.source.path, []).append(passage)
    # What the test asks about is not shown to the reader, not even as what does not answer.
    shown = {
        held_out: {
            document
            for question in questions
            if question.held_out == held_out
            for document in question.documents[:1]
        }
        for held_out in (False, True)
    }
    examples = []
    for question in questions:
        holding = [one for one in passages[question.documents[0]] if question.quote in one.text]
        if not holding:
            continue
        positive = holding[0]
        answer = _answer(positive, question)
        query = Query(text=question.text, clearance=Access.RESTRICTED, language=question.language)
        negatives = [
            Read.of(hit.passage)
            for hit in retriever.search(query, _SEARCHED)
            if hit.passage.source.path in shown[question.held_out]
            and hit.passage.source.path not in question.documents[1:]
            and question.quote not in hit.passage.text
        ]
        examples.append(
            Example(
                question=question.text,
                pair=f"own {question.language}-{positive.language}",
                held_out=question.held_out,
                positive=Read.of(positive),
                answer=answer,
                negatives=tuple(negatives[:_NEGATIVES]),
                twisted=question.unanswerable,
            )
        )
    return examples


def _answer(passage: Passage, question: OwnQuestion) -> tuple[int, int]:
    """Return the quote's characters; where the first item of a list is quoted, the whole list's."""
    start = passage.text.index(question.quote)
    end = start + len(question.quote)
    if question.is_list:
        for unit in units(passage):
            if unit.is_list and unit.start <= passage.start + start < unit.end:
                end = unit.end - passage.start
    return start, end


def _over_sentences(chance: random.Random) -> Iterator[Example]:
    """Yield each question over one of our sentences, in a language drawn for it."""
    sentences = parallel_sentences()
    rows = range(len(sentences["nb"]))
    for facts in _lines("sentences.jsonl"):
        row = int(facts["row"])
        held_out = row % _HELD_OUT_ROW == 0
        answered = chance.choice(_LANGUAGES)
        others = [one for one in rows if one != row and (one % _HELD_OUT_ROW == 0) == held_out]
        chosen = [*chance.sample(others, _SENTENCES_A_PASSAGE - 1), row]
        chance.shuffle(chosen)
        before = _passage(sentences[answered], chosen[: chosen.index(row)])
        answer = facts["answer"][answered]
        start = len(before) + bool(before) + sentences[answered][row].index(answer)
        yield Example(
            question=facts["question"],
            pair=f"own {facts['lang']}-{answered}",
            held_out=held_out,
            positive=Read(context="", text=_passage(sentences[answered], chosen)),
            answer=(start, start + len(answer)),
            negatives=tuple(
                Read(
                    context="",
                    text=_passage(
                        sentences[chance.choice(_LANGUAGES)],
                        chance.sample(others, _SENTENCES_A_PASSAGE),
                    ),
                )
                for _ in range(_NEGATIVES)
            ),
            twisted=facts["unanswerable"],
        )


def _passage(sentences: Sequence[str], rows: Sequence[int]) -> str:
    return " ".join(sentences[row] for row in rows)


def _lines(name: str) -> Iterator[dict[str, Any]]:
    for line in (QUESTIONS / name).read_text("utf-8").splitlines():
        if line:
            yield json.loads(line)
