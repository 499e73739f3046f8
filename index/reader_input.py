"""A question and a passage as one sequence of tokens, and back to the characters of the passage.

    <s> question </s></s> context </s> passage </s>

The context says where the passage stands: its document's title, date and headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.errors import ModelError
from index.graph_model import padded
from ingest.document import Passage

LONGEST_QUESTION = 64
LONGEST_CONTEXT = 40
LONGEST = 400
_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_BEGIN, _END, _PAD = "<s>", "</s>", "<pad>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the reader is given of a passage: its text, and the words that say where it stands."""

    context: str
    text: str

    @classmethod
    def of(cls, passage: Passage) -> Read:
        """Take it from a passage."""
        source = passage.source
        parts = (source.title, source.published or "", *passage.headings)
        # A document's first heading is mostly its title once more.
        return cls(context=" · ".join(dict.fromkeys(filter(None, parts))), text=passage.text)


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """Token ids of one pair, and the characters of the passage that its last tokens stand for.

    Token `first + i` stands for `text[offsets[i][0]:offsets[i][1]]`, the tokens `asked[i]` for the
    question's word number i, and those of the range `context` for the context.
    """

    ids: list[int]
    asked: list[list[int]]
    context: range
    first: int
    offsets: list[tuple[int, int]]


class PairEncoder:
    """Makes token sequences with the encoder's own tokenizer.

    Parameters
    ----------
    longest_question
        The tokens of a question that are read, at the most.
    """

    def __init__(self, tokenizer: Tokenizer, longest_question: int = LONGEST_QUESTION) -> None:
        self._tokenizer = tokenizer
        self._longest_question = longest_question
        self._begin, self._end, self._pad = (
            _special(tokenizer, token) for token in (_BEGIN, _END, _PAD)
        )

    def encode(self, question: str, reads: Sequence[Read]) -> list[Encoded]:
        """Return one sequence a passage; what is too long is cut at its end."""
        asked = self._tokenizer.encode(question, add_special_tokens=False)
        words = _tokens_of_words(question, asked.offsets[: self._longest_question])
        contexts = self._tokenizer.encode_batch(
            [read.context for read in reads], add_special_tokens=False
        )
        texts = self._tokenizer.encode_batch(
            [read.text for read in reads], add_special_tokens=False
        )
        made = []
        for read, context, text in zip(reads, contexts, texts, strict=True):
            head = [self._begin, *asked.ids[: self._longest_question], self._end, self._end]
            before = len(head)
            head += [*context.ids[:LONGEST_CONTEXT], self._end]
            room = LONGEST - len(head) - 1
            made.append(
                Encoded(
                    ids=[*head, *text.ids[:room], self._end],
                    asked=words,
                    context=range(before, len(head) - 1),
                    first=len(head),
                    offsets=[_visible(read.text, *span) for span in text.offsets[:room]],
                )
            )
        return made

    def pad(self, encoded: Sequence[Encoded]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return token ids and attention mask, both of shape (n, longest)."""
        return padded([one.ids for one in encoded], self._pad)


def question_words(question: str) -> list[str]:
    """Return the words of a question, in the order in which a reading tells of them."""
    return [match.group() for match in _WORD.finditer(question)]


def _tokens_of_words(question: str, offsets: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Return the numbers of each word's tokens in the sequence, as far as the tokens reach."""
    words = []
    for match in _WORD.finditer(question):
        own = [
            number
            # The first token marks the beginning.
            for number, (start, end) in enumerate(offsets, start=1)
            if start < min(end, match.end()) and match.start() < end
        ]
        if not own:
            break
        words.append(own)
    return words


def _visible(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a token's characters without the space before its word, which it takes along."""
    return (start + 1, end) if end - start > 1 and text[start].isspace() else (start, end)


def _special(tokenizer: Tokenizer, token: str) -> int:
    number = tokenizer.token_to_id(token)
    if number is None:
        raise ModelError(
            f"the reader's model has no token {token}",
            remedy="Install Samsvar again",
        )
    return number
