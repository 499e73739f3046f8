from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embedder import SentenceTransformerEmbedder
from index.errors import ModelError
from index.packaged_model import NAME

WORDS = "fengsel prison tilsette åtte 12 % samarbeid visits Ålesund vězeňská".split()
TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join)


@settings(max_examples=6)
@given(texts=st.lists(TEXT, min_size=2, max_size=40, unique=True))
def test_each_text_gets_its_own_vector_whatever_the_lengths_around_it(library_embedder, texts):
    together = library_embedder.documents(texts)
    alone = np.concatenate([library_embedder.documents([text]) for text in texts[:4]])

    assert together.shape == (len(texts), library_embedder.dimension)
    assert np.sum(together[:4] * alone, axis=1).min() > 0.999
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)


def test_threads_that_ask_at_once_get_their_own_vectors(library_embedder):
    texts = [" ".join(WORDS[: 1 + number % len(WORDS)]) for number in range(40)]
    alone = [library_embedder.queries([text]) for text in texts]

    with ThreadPoolExecutor(8) as pool:
        at_once = list(pool.map(lambda text: library_embedder.queries([text]), texts))

    assert all(
        np.allclose(one, other, atol=1e-2) for one, other in zip(alone, at_once, strict=True)
    )


def test_no_texts_give_no_vectors(library_embedder):
    assert library_embedder.documents([]).shape == (0, library_embedder.dimension)
    assert library_embedder.queries([]).shape == (0, library_embedder.dimension)


def test_a_question_and_a_passage_of_the_same_words_have_different_prompts(library_embedder):
    (passage,), (query,) = (
        library_embedder.documents(["Oslo fengsel"]),
        library_embedder.queries(["Oslo fengsel"]),
    )

    assert passage @ query < 0.999


def test_progress_counts_every_text_once(library_embedder):
    told: list[int] = []

    library_embedder.documents(["a"] * 33, told.append)

    assert sum(told) == 33
    assert len(told) == 2


def test_tokens_are_counted_without_loading_the_model(models_folder, monkeypatch):
    def refuse(self: SentenceTransformerEmbedder) -> None:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr(SentenceTransformerEmbedder, "model", property(refuse))
    counter = SentenceTransformerEmbedder(models_folder / NAME)

    empty, one, long = counter.count_tokens(["", "hus", "hus " * 1000])

    assert (empty, one) == (0, 1)
    assert long >= 1000  # not cut at the model's window
    assert counter.count_tokens([]) == []


@pytest.fixture
def copied(models_folder, tmp_path) -> Path:
    folder = tmp_path / NAME
    shutil.copytree(models_folder / NAME, folder, copy_function=lambda a, b: Path(b).hardlink_to(a))
    return folder


def test_fingerprint_names_the_model_and_its_files_wherever_they_lie(copied, library_embedder):
    moved = SentenceTransformerEmbedder(copied).fingerprint

    assert moved == library_embedder.fingerprint
    assert moved.startswith(f"{NAME}@")


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "1_Pooling/config.json"])
def test_fingerprint_changes_with_a_file_of_the_model(copied, library_embedder, name):
    content = bytearray((copied / name).read_bytes())
    content[-1] ^= 1
    (copied / name).unlink()
    (copied / name).write_bytes(content)

    assert SentenceTransformerEmbedder(copied).fingerprint != library_embedder.fingerprint


def test_a_folder_that_is_no_model_is_reported_in_words(tmp_path):
    broken = SentenceTransformerEmbedder(tmp_path)

    with pytest.raises(ModelError, match=r"no tokenizer\.json"):
        broken.count_tokens(["a"])
    with pytest.raises(ModelError, match=r"cannot be loaded .*SAMSVAR_MODEL"):
        broken.documents(["a"])
