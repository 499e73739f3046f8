"""Words as the model sees them where they stand."""

from __future__ import annotations

import numpy as np
import pytest
from tiny_model import WIDTH, tiny_embedder
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.pre_tokenizers import Metaspace

from index.word_vectors import ContextWords

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁passage:", "▁Norge", "▁fengs", "el", "▁i", "▁Latvia"]


@pytest.fixture(scope="module")
def words() -> ContextWords:
    tokenizer = Tokenizer(Unigram([(piece, -float(i)) for i, piece in enumerate(PIECES)], 3, False))
    tokenizer.pre_tokenizer = Metaspace()
    return ContextWords(tiny_embedder(tokenizer=tokenizer).graph_model(), layer=1)


def test_each_word_has_a_unit_vector_and_its_place(words):
    (found,) = words.words(["fengsel i Norge"])

    assert found.spans == ((0, 7), (8, 9), (10, 15))
    assert found.vectors.shape == (3, WIDTH)
    assert np.linalg.norm(found.vectors, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_a_word_of_rare_pieces_is_rare(words):
    (found,) = words.words(["Norge fengsel"])

    assert found.rarity.tolist() == [5.0, 6.0 + 7.0]


def test_a_text_in_a_batch_reads_as_it_does_alone(words):
    (alone,) = words.words(["fengsel"])
    together, _ = words.words(["fengsel", "Norge i Latvia i Norge"])

    assert together.vectors == pytest.approx(alone.vectors, abs=1e-5)


def test_a_text_without_words_has_none(words):
    (found,) = words.words(["…"])

    assert found.vectors.shape == (0, WIDTH)
