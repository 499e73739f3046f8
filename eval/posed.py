"""The questions that the sentence reader's weights are fitted on, and the index each is asked of.

Only documents that the trained reader has not learned from are used, or its own signals would seem
surer than they are: the held-out ones of the open sets, and our own held-out questions.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app.factory import open_search, open_writer
from app.models import open_embedder, open_packaged
from app.settings import load_settings
from eval.own_examples import OwnQuestion, own_questions
from eval.questions import Question, norquad, xquad
from eval.reader_examples import kept_from_training, name_pools, twisted
from index.open_index import OpenIndex
from index.paths import IndexPaths
from index.query import Hit, Query, Retriever
from index.reader import PassageReader, RememberingReader, TrainedReader
from ingest.document import Access

_SEARCHED = 12
_SEARCHED_OF_OURS = 40
_PER_PAIR = 160
_ASTRAY = 60
_QUOTATION_MARKS = str.maketrans(dict.fromkeys('"«»“”„', " "))
# Our held-out questions by document, so that none is judged by weights it was fitted with.
OWN_FOLDS = (
    {"kdi/ukraina-2022.md", "un/fengsler-etter-konflikt.md"},
    {"handbook/02-pa-oppdrag.md", "un/corrections-in-peace-operations.md"},
    {"spps/fredsinsatser.md", "spps/peace-operations.html"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """A question as it is asked, and the passages found.

    A sentence answers if it stands in one of `documents` and holds `answer`; None if nothing does.
    `fold` is 0, 1 or 2 for our own questions; of the others, `held_out` ones are for measuring.
    """

    text: str
    pair: str
    documents: frozenset[str]
    answer: str | None
    hits: tuple[Hit, ...]
    held_out: bool = False
    fold: int | None = None

    def without_documents(self) -> Posed:
        """Return the same question asked of an index that lacks what answers it."""
        hits = tuple(hit for hit in self.hits if hit.passage.source.path not in self.documents)
        return replace(self, hits=hits, answer=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is needed to ask questions of one index."""

    reader: PassageReader
    retriever: Retriever

    def search(self, text: str, language: str, depth: int) -> tuple[Hit, ...]:
        """Return the passages found for a question."""
        query = Query(text=text, clearance=Access.RESTRICTED, language=language)
        return tuple(self.retriever.search(query, depth))


@contextmanager
def asking(sources: Sequence[Path]) -> Iterator[Asking]:
    """Build an index of the files in a temporary folder, to be asked."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data=Path(folder))
        open_writer(settings).ingest(list(sources))
        index = OpenIndex(IndexPaths(settings.data))
        embedder = open_embedder(settings)
        reader = RememberingReader(
            TrainedReader(open_packaged(settings, embedder).model), kept=100_000
        )
        yield Asking(
            reader=reader,
            retriever=open_search(settings, embedder, index, reader),
        )


def open_sets(data: Path, folder: Path) -> list[Question]:
    """Write the texts of the open sets into `folder`; return every question."""
    sets = (norquad(data, "train"), norquad(data, "validation"), xquad(data))
    for one in sets:
        one.write(folder)
    return [question for one in sets for question in one.questions]


def pose_open(questions: Sequence[Question], data: Path, ask: Asking) -> Iterator[Posed]:
    """Ask a sample of the open sets' held-out questions, and each twisted where that can be."""
    validation = set(norquad(data, "validation").texts)
    pools = name_pools(questions)
    chance = random.Random(0)
    for question in _sample(
        [one for one in questions if one.document in validation or kept_from_training(one.document)]
    ):
        text = question.text.translate(_QUOTATION_MARKS)
        posed = Posed(
            text=text,
            pair=question.pair,
            documents=frozenset({question.document}),
            answer=question.answer,
            hits=ask.search(text, question.language, _SEARCHED),
            held_out=_tested(question.document),
        )
        yield posed
        yield posed.without_documents()
        holding = [hit.passage.text for hit in posed.hits if question.answer in hit.passage.text]
        changed = holding and twisted(question, holding[0], pools[question.language], chance)
        if changed:
            hits = ask.search(changed, question.language, _SEARCHED)
            yield replace(posed, text=changed, hits=hits, answer=None)


def pose_own(ask: Asking) -> Iterator[Posed]:
    """Ask our own held-out questions of the documents that development may look at."""
    questions = own_questions()
    seen = {document for question in questions for document in question.documents}

    def search(text: str, question: OwnQuestion) -> tuple[Hit, ...]:
        hits = ask.search(text, question.language, _SEARCHED_OF_OURS)
        return tuple(hit for hit in hits if hit.passage.source.path in seen)[:_SEARCHED]

    for question in questions:
        if not question.held_out:
            continue
        posed = Posed(
            text=question.text,
            pair=f"own {question.language}",
            documents=frozenset(question.documents),
            answer=question.quote,
            hits=search(question.text, question),
            fold=next(
                number for number, fold in enumerate(OWN_FOLDS) if question.documents[0] in fold
            ),
        )
        yield posed
        yield posed.without_documents()
        if question.unanswerable:
            changed = question.unanswerable
            yield replace(posed, text=changed, hits=search(changed, question), answer=None)


def pose_astray(questions: Sequence[Question], ask: Asking) -> Iterator[Posed]:
    """Ask a sample of the open sets' questions of our own documents, which answer none of them.

    Whoever asks about the weather gets no answer from the passage that is least far from it.
    """
    for question in _sample(questions, _ASTRAY):
        text = question.text.translate(_QUOTATION_MARKS)
        yield Posed(
            text=text,
            pair=f"astray {question.language}",
            documents=frozenset(),
            answer=None,
            hits=ask.search(text, question.language, _SEARCHED),
            held_out=_tested(question.document),
        )


def _tested(document: str) -> bool:
    """Test on every fourth document of those the reader has not learned from, by its name."""
    return int(document.rpartition("-")[2][4:8], 16) % 4 == 0


def _sample(questions: Sequence[Question], most: int = _PER_PAIR) -> list[Question]:
    pairs: dict[str, list[Question]] = {}
    for question in questions:
        pairs.setdefault(question.pair, []).append(question)
    chance = random.Random(0)
    return [
        question
        for pair in sorted(pairs)
        for question in chance.sample(pairs[pair], min(most, len(pairs[pair])))
    ]
