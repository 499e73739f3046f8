"""The trained reader over a tiny model: what its file holds is what it computes."""

from __future__ import annotations

import copy
import random

import numpy as np
import pytest
import torch
from fake_reader import FakePassageReader, unheard
from hypothesis import given
from hypothesis import strategies as st
from tiny_model import WORDS, TinyEmbedder, random_weights, tiny_embedder, write_weights

from index.bert_folder import LINEAR
from index.errors import ModelError
from index.reader import RememberingReader, TrainedReader, pooled
from index.reader_input import PairEncoder, Read
from index.reading import AnswerSpan, PassageReading

QUESTION = "hvor mange innsatte leser bøker"


def texts(count: int) -> list[Read]:
    chance = random.Random(count)
    return [
        Read(context="Norge", text=" ".join(chance.choices(WORDS, k=chance.randint(1, 40))))
        for _ in range(count)
    ]


@pytest.fixture(scope="module")
def tiny() -> TinyEmbedder:
    return tiny_embedder()


@pytest.fixture(scope="module")
def reader(tiny, tmp_path_factory) -> TrainedReader:
    path = tmp_path_factory.mktemp("weights") / "reader.safetensors"
    return TrainedReader(tiny.graph_model(), write_weights(path, random_weights(tiny.encoder)))


def numbers(reading: PassageReading) -> np.ndarray:
    pair = [reading.relevance, reading.answerable, reading.null]
    return np.concatenate([pair, reading.starts, reading.ends])


def apart(tiny: TinyEmbedder, read: Read) -> np.ndarray:
    """What the reader should compute, its adapters beside the weights and not added to them."""
    weights = random_weights(tiny.encoder)
    encoder = copy.deepcopy(tiny.encoder)
    for number, layer in enumerate(encoder.encoder.layer):
        for short, name in LINEAR.items():
            down, up = (weights[f"layer.{number}.{short}.{half}"] for half in "ab")
            layer.get_submodule(name).register_forward_hook(
                lambda module, given, out, down=down, up=up: out + given[0] @ down.T @ up.T
            )
    (encoded,) = PairEncoder(tiny.tokenizer).encode(QUESTION, [read])
    ids = torch.tensor([encoded.ids])
    with torch.inference_mode():
        hidden = encoder(input_ids=ids)[0][0]
    pooled = torch.cat([hidden[0], hidden.mean(dim=0)])
    pair = weights["pair.w"] @ pooled + weights["pair.b"]
    span = hidden @ weights["span.w"].T + weights["span.b"]
    own = span[encoded.first : encoded.first + len(encoded.offsets)]
    return torch.cat([pair, span[0].sum()[None], own[:, 0], own[:, 1]]).numpy()


def test_adapters_added_to_the_weights_compute_what_they_do_beside_them(tiny, reader):
    reads = texts(3)
    readings = reader.read(QUESTION, reads)

    for read, reading in zip(reads, readings, strict=True):
        np.testing.assert_allclose(numbers(reading), apart(tiny, read), rtol=1e-3, atol=1e-3)


def test_the_adapters_make_a_difference(tiny, reader, tmp_path):
    weights = random_weights(tiny.encoder)
    without = {
        name: torch.zeros_like(tensor) if name.startswith("layer.") else tensor
        for name, tensor in weights.items()
    }
    plain = TrainedReader(
        tiny.graph_model(), write_weights(tmp_path / "plain.safetensors", without)
    )
    read = texts(1)

    assert not np.allclose(
        numbers(reader.read(QUESTION, read)[0]), numbers(plain.read(QUESTION, read)[0]), atol=0.1
    )


def test_neither_the_others_of_a_batch_nor_their_order_matter(reader):
    reads = texts(20)
    together = reader.read(QUESTION, reads)
    turned = reader.read(QUESTION, reads[::-1])[::-1]

    assert len(together) == 20
    for read, one, other in zip(reads, together, turned, strict=True):
        (alone,) = reader.read(QUESTION, [read])
        np.testing.assert_allclose(numbers(one), numbers(other), atol=1e-4)
        np.testing.assert_allclose(numbers(one), numbers(alone), atol=1e-4)
        assert one.offsets.tolist() == other.offsets.tolist() == alone.offsets.tolist()


def test_a_reading_covers_the_tokens_of_its_passage(reader):
    reads = [Read(context="", text="innsatte leser bøker"), Read(context="", text="\u200b")]
    long, odd = reader.read("hvor", reads)

    assert long.offsets.tolist() == [[0, 8], [9, 14], [15, 20]]
    assert long.starts.shape == long.ends.shape == (3,)
    assert odd.offsets.shape == (len(odd.starts), 2)


def test_no_passages_no_readings(reader):
    assert reader.read(QUESTION, []) == []


def test_it_reads_in_the_number_format_of_the_model(tiny, reader, tmp_path):
    path = write_weights(tmp_path / "reader.safetensors", random_weights(tiny.encoder))
    read = texts(1)
    (exact,) = reader.read(QUESTION, read)
    (rounded,) = TrainedReader(tiny.graph_model("bfloat16"), path).read(QUESTION, read)

    assert rounded.starts.dtype == np.float32
    assert rounded.relevance == pytest.approx(exact.relevance, abs=0.5)


def test_what_fills_a_sequence_up_is_not_pooled():
    hidden = np.array([[[1.0, 2.0], [3.0, 4.0], [99.0, 99.0]]], np.float32)

    assert pooled(hidden, np.array([[1, 1, 0]])).tolist() == [[1.0, 2.0, 2.0, 3.0]]


def assert_refused(reader: TrainedReader, path: object) -> None:
    with pytest.raises(ModelError, match="the reader's weights") as error:
        reader.read(QUESTION, texts(1))
    assert error.value.remedy == "Install Samsvar again"
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("content", [None, b"", b"no weights at all" * 100])
def test_weights_that_are_missing_or_unreadable_are_told_with_the_remedy(tiny, tmp_path, content):
    path = tmp_path / "reader.safetensors"
    if content is not None:
        path.write_bytes(content)

    assert_refused(TrainedReader(tiny.graph_model(), path), path)


@pytest.mark.parametrize("missing", ["pair.b", "span.w", "layer.1.fo.b"])
def test_weights_that_lack_a_part_are_refused(tiny, tmp_path, missing):
    weights = random_weights(tiny.encoder)
    del weights[missing]
    path = write_weights(tmp_path / "reader.safetensors", weights)

    assert_refused(TrainedReader(tiny.graph_model(), path), path)


def test_weights_of_another_model_are_refused(tiny, tmp_path):
    wider = random_weights(tiny_embedder(width=24).encoder)
    path = write_weights(tmp_path / "reader.safetensors", wider)

    assert_refused(TrainedReader(tiny.graph_model(), path), path)


LOGIT = st.floats(-20, 20, width=32)


@st.composite
def readings(draw: st.DrawFn) -> PassageReading:
    """Readings of passages whose tokens follow each other, with gaps or without."""
    lengths = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 9)), max_size=45))
    offsets, position = [], 0
    for gap, length in lengths:
        offsets.append((position + gap, position + gap + length))
        position += gap + length
    count = len(offsets)
    some = st.lists(LOGIT, min_size=count, max_size=count)
    return PassageReading(
        relevance=0.0,
        answerable=0.0,
        offsets=np.array(offsets, dtype=np.int64).reshape(-1, 2),
        starts=np.array(draw(some), np.float32),
        ends=np.array(draw(some), np.float32),
        null=draw(st.floats(-20, 20)),
        **unheard(count),
    )


@given(readings(), st.integers(0, 60), st.integers(1, 100))
def test_the_best_answer_lies_within_what_is_asked_for(reading, start, length):
    found = reading.best(start, start + length)
    overlapping = [
        number
        for number, (first, last) in enumerate(reading.offsets.tolist())
        if first < start + length and start < last
    ]

    assert (found is None) == (not overlapping)
    if found:
        assert start <= found.start < found.end <= start + length
        likeliest = max(
            float(reading.starts[i] + reading.ends[j])
            for i in overlapping
            for j in overlapping
            if i <= j < i + 30
        )
        assert found.score == pytest.approx(likeliest - reading.null, abs=1e-4)


@given(readings())
def test_the_best_answer_of_all_is_at_least_as_likely_as_that_of_a_part(reading):
    whole = reading.best()
    parts = [reading.best(start, start + 40) for start in range(0, 400, 40)]

    assert all(whole and part.score <= whole.score + 1e-4 for part in parts if part)


def test_the_best_answer_is_the_words_from_the_first_to_the_last():
    reading = PassageReading(
        relevance=0.0,
        answerable=0.0,
        offsets=np.array([[0, 3], [4, 7], [8, 12]]),
        starts=np.array([0, 5, 9], np.float32),
        ends=np.array([9, 0, 2], np.float32),
        null=1.0,
        **unheard(3),
    )

    # The likeliest beginning and end are in the wrong order.
    assert reading.best() == AnswerSpan(start=8, end=12, score=10.0)
    assert reading.best(0, 7) == AnswerSpan(start=0, end=3, score=8.0)
    assert reading.best(5, 9) == AnswerSpan(start=8, end=9, score=10.0)
    assert reading.best(1, 3) == AnswerSpan(start=1, end=3, score=8.0)
    assert reading.best(12) is None


@pytest.mark.parametrize(("tokens", "last"), [(30, 29), (31, 0)])
def test_an_answer_has_thirty_tokens_at_the_most(tokens, last):
    starts, ends = np.zeros(tokens, np.float32), np.zeros(tokens, np.float32)
    starts[0] = ends[-1] = 9
    reading = PassageReading(
        relevance=0.0,
        answerable=0.0,
        offsets=np.array([[at, at + 1] for at in range(tokens)]),
        starts=starts,
        ends=ends,
        null=0.0,
        **unheard(tokens),
    )
    best = reading.best()

    assert best
    assert (best.start, best.end) == (0, last + 1)


def test_passages_are_read_once():
    inner = FakePassageReader()
    remembering = RememberingReader(inner)
    one, two, three = (Read(context="", text=text) for text in ("A", "B", "C"))
    first = remembering.read("Hva?", [one, two])
    again = remembering.read("Hva?", [two, three, two])

    assert [reads for _, reads in inner.asked] == [[one, two], [three]]
    assert again[0] is again[2] is first[1]


def test_another_question_or_place_is_read_anew():
    inner = FakePassageReader()
    remembering = RememberingReader(inner)
    read = Read(context="", text="A")
    elsewhere = Read(context="2014", text="A")
    for question, asked in (("Hva?", read), ("Hvem?", read), ("Hva?", elsewhere), ("Hva?", read)):
        remembering.read(question, [asked])

    assert inner.asked == [("Hva?", [read]), ("Hvem?", [read]), ("Hva?", [elsewhere])]


def test_nothing_new_is_not_read():
    inner = FakePassageReader()

    assert RememberingReader(inner).read("Hva?", []) == []
    assert inner.asked == []


def test_what_is_remembered_is_bounded_and_still_right():
    plain, inner = FakePassageReader(), FakePassageReader()
    remembering = RememberingReader(inner, kept=3)
    reads = [Read(context="", text=text) for text in "ABCDEFGH"]
    for part in (reads[:2], reads[1:5], reads[3:6], reads):
        found = remembering.read("A C", part)
        expected = plain.read("A C", part)

        assert [one.relevance for one in found] == [one.relevance for one in expected]
    assert sum(len(asked) for _, asked in inner.asked) > len(reads)
