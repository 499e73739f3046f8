from __future__ import annotations

import numpy as np
import pytest

from index.query import Filters
from index.vectors import VectorIndex, typical_spread, write_vectors
from ingest.document import Access, Source

SOURCE = Source(id="0" * 16, checksum="", path="a.md", title="A", language="nb")


def unit_vectors(count: int, dimension: int = 24) -> np.ndarray:
    vectors = np.random.default_rng(count).normal(size=(count, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def written(folder, vectors):
    numbers = list(range(1, len(vectors) + 1))
    write_vectors(folder, numbers, vectors, [(SOURCE, "nb")] * len(vectors))
    return VectorIndex(folder)


@pytest.mark.parametrize("count", [1, 2, 99, 100, 101, 130, 2001])
def test_every_vector_is_found_by_itself_with_its_cosine(tmp_path, count):
    vectors = unit_vectors(count)
    index = written(tmp_path / "chroma", vectors)
    try:
        for number in {1, count // 2 + 1, count}:
            found = index.search(vectors[number - 1], 3, Filters(), Access.PUBLIC)
            assert found[0] == (number, pytest.approx(1, abs=1e-5))
            assert len(found) == min(3, count)
        every = index.cosines(vectors[0], list(range(1, count + 1)))
        assert [every[n] for n in range(1, count + 1)] == pytest.approx(
            (vectors @ vectors[0]).tolist(), abs=1e-5
        )
        assert len(index) == count
    finally:
        index.close()


@pytest.mark.parametrize("count", [1, 5, 101, 130])
def test_what_lay_in_memory_beside_the_graph_is_not_written_to_disk(tmp_path, count):
    written(tmp_path / "chroma", unit_vectors(count)).close()

    (lengths,) = tmp_path.glob("chroma/*/length.bin")
    room = lengths.stat().st_size // 4
    assert room >= count
    for path in (lengths, lengths.with_name("data_level0.bin")):
        content = path.read_bytes()
        used = len(content) // room * count
        assert any(content[:used])
        assert not any(content[used:])


def test_no_vectors_are_an_index_too(tmp_path):
    index = written(tmp_path / "chroma", np.empty((0, 0), np.float32))
    try:
        assert len(index) == 0
        assert index.cosines(np.ones(3, np.float32), []) == {}
    finally:
        index.close()


def test_the_typical_spread_is_that_of_the_vectors():
    near, far = np.eye(3, dtype=np.float32)[:2]
    vectors = np.stack([near, near, far, far])

    assert typical_spread(vectors) == pytest.approx(1)
    assert typical_spread(vectors[:2]) == pytest.approx(0.2)
    assert typical_spread(np.stack([near] * 5)) > 0
