"""The graph computes the same, however many texts it is given and however they are shared out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_model import tiny_embedder

from index.bert_graph import _PIECE, _pieces
from index.graph_model import GraphModel


@pytest.fixture(scope="module")
def model() -> GraphModel:
    return GraphModel(tiny_embedder().folder, "float32")


def batch(lengths: list[int]) -> tuple[np.ndarray, np.ndarray]:
    ids = np.random.default_rng(1).integers(5, 15, size=(len(lengths), max(lengths)))
    mask = (np.arange(max(lengths)) < np.array(lengths)[:, None]).astype(np.int64)
    return ids.astype(np.int64), mask


@given(st.lists(st.integers(1, 512), max_size=60))
def test_every_text_is_in_one_piece_and_no_piece_is_too_large(lengths):
    pieces = list(_pieces(np.array(lengths, np.int64)))

    assert [row for rows in pieces for row in range(rows.start, rows.stop)] == [
        *range(len(lengths))
    ]
    for rows in pieces:
        count = rows.stop - rows.start
        assert count == 1 or count * max(lengths[rows]) <= _PIECE


def test_many_texts_get_the_states_that_each_gets_alone(model):
    ids, mask = batch([60, 3, 41, 41, 1, 60, 22, 7, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60])
    together = model.graph(many=True)(ids, mask)
    one = model.graph()

    for row, length in enumerate(mask.sum(axis=1)):
        alone = one(ids[row : row + 1, :length], mask[row : row + 1, :length])
        np.testing.assert_allclose(together[row, :length], alone[0], atol=1e-4)


def test_the_states_of_layers_below_the_last_are_those_of_fewer_layers(model):
    ids, mask = batch([9, 5])
    first, last = model.graph(kept=(1, 2)).states(ids, mask)

    np.testing.assert_allclose(last, model.graph()(ids, mask), atol=1e-6)
    np.testing.assert_allclose(first, model.graph(layers=1)(ids, mask), atol=1e-6)
