"""The packaged model without torch gives the vectors that sentence-transformers gives."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.bert_graph import BertGraph
from index.errors import ModelError
from index.graph_embedder import GraphEmbedder
from index.graph_model import GraphModel, batches, padded
from index.packaged_model import NAME

WORDS = "fengsel prison tilsette åtte 12 % samarbeid visits Ålesund vězeňská €".split()
TEXT = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


@settings(max_examples=8)
@given(texts=st.lists(TEXT, min_size=1, max_size=12))
def test_its_vectors_are_the_librarys(embedder, library_embedder, texts):
    for ours, theirs in (
        (embedder.documents(texts), library_embedder.documents(texts)),
        (embedder.queries(texts), library_embedder.queries(texts)),
    ):
        assert ours.shape == theirs.shape
        assert np.sum(ours * theirs, axis=1).min() > 0.999
        np.testing.assert_allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)


def test_a_text_that_is_too_long_is_cut_where_the_library_cuts_it(embedder, library_embedder):
    long = [" ".join(WORDS * 100), "hus " * 511, "hus " * 508]

    cosines = np.sum(embedder.documents(long) * library_embedder.documents(long), axis=1)
    assert cosines.min() > 0.999


def test_a_text_has_the_same_vector_whatever_is_beside_it(embedder):
    texts = [" ".join(WORDS[: 1 + number % 9] * (1 + number)) for number in range(30)]
    together, backwards = embedder.documents(texts), embedder.documents(texts[::-1])[::-1]
    alone = np.concatenate([embedder.documents([text]) for text in texts])

    assert np.sum(together * alone, axis=1).min() > 0.999
    assert np.sum(together * backwards, axis=1).min() > 0.999


def test_no_texts_give_no_vectors(embedder):
    assert embedder.documents([]).shape == (0, 384)
    assert embedder.queries([]).shape == (0, 384)


def test_progress_counts_every_text_once(embedder):
    told: list[int] = []
    embedder.documents(["hus " * 200] * 33, told.append)

    assert sum(told) == 33
    assert len(told) > 1


def test_tokens_are_counted_without_the_weights(models_folder: Path, tmp_path: Path):
    shutil.copy(models_folder / NAME / "tokenizer.json", tmp_path)
    counter = GraphEmbedder(GraphModel(tmp_path))

    assert counter.count_tokens(["", "hus"]) == [0, 1]
    assert counter.count_tokens(["hus " * 1000])[0] >= 1000


def test_several_threads_get_their_own_vectors(embedder):
    texts = [f"{word} {number}" for number in range(4) for word in WORDS]
    alone = {text: embedder.queries([text])[0] for text in texts}
    found: dict[str, np.ndarray] = {}

    def ask(own: list[str]) -> None:
        found.update({text: embedder.queries([text])[0] for text in own})

    threads = [threading.Thread(target=ask, args=(texts[n::4],)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(found) == set(texts)
    assert min(found[text] @ alone[text] for text in texts) > 0.9999


@pytest.mark.parametrize("name", ["config.json", "model.safetensors"])
@pytest.mark.parametrize("content", [None, b"", b"\xff" * 64, b"{}"])
def test_a_damaged_folder_is_told_with_its_remedy(models_folder, tmp_path, name, content):
    for kept in ("config.json", "model.safetensors"):
        if kept != name:
            (tmp_path / kept).symlink_to(models_folder / NAME / kept)
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(ModelError, match="the model cannot be read") as error:
        GraphModel(tmp_path, "float32").graph()
    assert str(tmp_path) in str(error.value)


@given(
    lengths=st.lists(st.integers(0, 90), max_size=40),
    tokens=st.integers(1, 300),
)
def test_batches_hold_every_sequence_once_and_no_more_than_their_room(lengths, tokens):
    sequences = [[0] * length for length in lengths]
    made = list(batches(sequences, tokens))

    assert sorted(number for batch in made for number in batch) == list(range(len(lengths)))
    for batch in made:
        longest = max(lengths[number] for number in batch)
        assert len(batch) == 1 or len(batch) * longest <= tokens


def test_what_fills_a_batch_up_is_masked():
    ids, mask = padded([[5, 6, 7], [8]], pad=1)

    assert ids.tolist() == [[5, 6, 7], [8, 1, 1]]
    assert mask.tolist() == [[1, 1, 1], [1, 0, 0]]


def test_the_first_layers_are_those_of_the_whole(models_folder):
    import torch
    from transformers import AutoModel

    model = GraphModel(models_folder / NAME, "float32")
    graph = model.graph(layers=3)
    ids, mask = padded([[0, 581, 1295, 2], [0, 33, 2]], pad=1)
    whole = AutoModel.from_pretrained(model.folder, add_pooling_layer=False).float().eval()
    with torch.inference_mode():
        states = whole(
            input_ids=torch.from_numpy(ids),
            attention_mask=torch.from_numpy(mask),
            output_hidden_states=True,
        ).hidden_states[3]

    assert isinstance(graph, BertGraph)
    seen = mask.astype(bool)
    np.testing.assert_allclose(graph(ids, mask)[seen], states.numpy()[seen], atol=2e-3)
