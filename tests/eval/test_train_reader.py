"""Training the reader, on a tiny model: what it learns, and what is kept of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from fake_reader import FakePassageReader
from hypothesis import given
from hypothesis import strategies as st
from reader_examples_made import PLAIN, QUESTION, example, pairs_of
from tiny_model import TinyEmbedder, tiny_embedder, tiny_tokenizer

from eval import adapted_encoder, reader_model
from eval.descent import rate_at
from eval.reader_examples import Example
from eval.reader_model import Model
from eval.reader_pairs import TrainSettings
from eval.train_reader import measure, train
from index.reader import TrainedReader, pooled
from index.reader_input import PairEncoder, Read


@pytest.fixture(scope="module")
def encoder() -> PairEncoder:
    return PairEncoder(tiny_tokenizer())


COUNTED = "Det kom 42 gjester i 2014 og 12 fra Latvia."


WORDS = [match.span() for match in re.finditer(r"\S+", COUNTED)]


PLACE = st.integers(0, len(WORDS) - 1)


@given(PLACE, PLACE, st.integers(0, 2), st.integers(0, 2))
def test_the_tokens_of_an_answer_are_those_of_its_words(encoder, one, other, early, late):
    first, last = sorted((one, other))
    (start, after), (before, end) = WORDS[first], WORDS[last]
    # An answer may begin and end within a word.
    answer = (min(start + early, after - 1), max(end - late, before + 1))
    if answer[0] >= answer[1]:
        return
    (encoded,) = encoder.encode("hvor mange", [Read(context="Norge", text=COUNTED)])

    assert encoded.offsets == WORDS
    assert reader_model.answer_tokens(encoded, answer) == (
        encoded.first + first,
        encoded.first + last,
    )


@pytest.mark.parametrize("answer", [None, (5000, 5002)])
def test_no_answer_and_one_that_was_cut_off_are_the_null_token(encoder, answer):
    (one,) = encoder.encode("hvor", [Read(context="", text="det " * 2000)])

    assert reader_model.answer_tokens(one, answer) == (0, 0)


def test_only_the_passage_and_the_null_token_may_be_answers(encoder):
    encoded = encoder.encode(
        "hvor mange", [Read(context="Norge", text=text) for text in ("det kom", "bøker")]
    )
    readable = reader_model.readable_tokens(encoded, len(encoded[0].ids))

    assert readable.int().tolist() == [
        [1, 0, 0, 0, 0, 0, 0, 1, 1, 0],
        [1, 0, 0, 0, 0, 0, 0, 1, 0, 0],
    ]


@pytest.fixture
def tiny() -> TinyEmbedder:
    return tiny_embedder()


BATCH = [pairs_of(example(number, twisted="hvor mange bøker")) for number in range(3)]


def loss(model: Model, encoder: PairEncoder) -> torch.Tensor:
    return reader_model.loss(model, encoder, BATCH, PLAIN)


def forward(model: Model, encoder: PairEncoder, read: Read) -> tuple[np.ndarray, np.ndarray]:
    ids, mask = encoder.pad(encoder.encode("hvor mange", [read]))
    with torch.inference_mode():
        pair, span = model(torch.from_numpy(ids), torch.from_numpy(mask))
    return pair[0].numpy(), span[0].numpy()


def test_a_copied_encoder_shares_the_word_embeddings_and_nothing_else(tiny):
    copy_of = adapted_encoder.copied(tiny.encoder)
    own, original = (dict(encoder.named_parameters()) for encoder in (copy_of, tiny.encoder))

    assert set(own) == set(original)
    for name, tensor in original.items():
        assert (own[name] is tensor) == name.startswith("embeddings.")
        assert torch.equal(own[name], tensor)
    assert not copy_of.training


def test_what_training_pools_is_what_reading_pools():
    hidden, mask = torch.randn(3, 5, 4), torch.tensor([[1, 1, 1, 1, 1], [1, 1, 0, 0, 0], [1] * 5])

    np.testing.assert_allclose(
        adapted_encoder.pool(hidden, mask).numpy(), pooled(hidden.numpy(), mask.numpy()), atol=1e-6
    )


def test_before_training_the_adapters_change_nothing(tiny, encoder):
    model = Model(tiny, PLAIN)
    read = Read(context="", text="det kom 42 gjester")
    pair, span = forward(model, encoder, read)
    ids, _ = encoder.pad(encoder.encode("hvor mange", [read]))
    with torch.inference_mode():
        hidden = tiny.encoder(input_ids=torch.from_numpy(ids))[0][0]
        plain = (hidden @ model.parameters["span.w"].T).numpy()

    assert pair.tolist() == [0.0, 0.0]
    np.testing.assert_allclose(span, plain, atol=1e-4)


def test_a_step_against_the_gradient_lowers_the_loss(tiny, encoder):
    model = Model(tiny, PLAIN)
    optimizer = torch.optim.AdamW(model.parameters.values(), lr=1e-3)
    before = loss(model, encoder)
    before.backward()
    optimizer.step()

    assert torch.isfinite(before)
    assert float(loss(model, encoder).detach()) < float(before.detach())


def test_the_passages_of_one_question_are_ranked_the_twisted_one_apart(encoder):
    group = BATCH[0]

    def loss_if(raised: int | None) -> float:
        def model(ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            pair = torch.zeros(len(ids), 2)
            if raised is not None:
                pair[raised, 0] = 50
            return pair, torch.zeros(*ids.shape, 2)

        return float(reader_model.loss(model, encoder, [group], PLAIN))

    assert loss_if(0) < loss_if(None) < loss_if(1)
    # The last pair asks another question: how relevant its passage is to that does not matter.
    assert loss_if(len(group) - 1) == pytest.approx(loss_if(None))


def test_adapters_and_heads_are_trained_and_nothing_else(tiny, encoder):
    frozen = {name: tensor.clone() for name, tensor in tiny.encoder.state_dict().items()}
    model = Model(tiny, PLAIN)
    optimizer = torch.optim.AdamW(model.parameters.values(), lr=1e-2)
    before = {name: tensor.detach().clone() for name, tensor in model.parameters.items()}
    for _ in range(2):  # what an adapter multiplies by zero is learned from the second step on
        optimizer.zero_grad()
        loss(model, encoder).backward()
        optimizer.step()

    for name, tensor in model.parameters.items():
        assert not torch.equal(tensor.detach(), before[name]), name
    assert all(p.grad is None for p in model.encoder.parameters())
    after = tiny.encoder.state_dict()
    assert all(torch.equal(after[name], tensor) for name, tensor in frozen.items())


def test_what_is_saved_reads_as_what_was_trained(tiny, encoder, tmp_path):
    model = Model(tiny, PLAIN)
    generator = torch.Generator().manual_seed(0)
    with torch.no_grad():
        for tensor in model.parameters.values():
            # Numbers that float16 holds exactly.
            tensor.copy_((torch.randn(tensor.shape, generator=generator) * 0.3).half().float())
    path = tmp_path / "new" / "reader.safetensors"
    model.save(path)
    read = Read(context="Norge", text="det kom 42 gjester fra Latvia")
    (reading,) = TrainedReader(tiny.graph_model(), path).read("hvor mange", [read])
    pair, span = forward(model, encoder, read)
    (one,) = encoder.encode("hvor mange", [read])
    own = span[one.first : one.first + len(one.offsets)]

    np.testing.assert_allclose([reading.relevance, reading.answerable], pair, atol=1e-4)
    np.testing.assert_allclose(reading.starts, own[:, 0], atol=1e-4)
    np.testing.assert_allclose(reading.ends, own[:, 1], atol=1e-4)
    assert reading.null == pytest.approx(float(span[0].sum()), abs=1e-4)


def test_training_goes_on_from_weights_that_were_saved(tiny, tmp_path):
    begun = Model(tiny, replace(PLAIN, seed=3))
    begun.save(tmp_path / "begun.safetensors")
    other = Model(tiny, PLAIN)
    other.load(tmp_path / "begun.safetensors")

    for name, tensor in other.parameters.items():
        np.testing.assert_allclose(
            tensor.detach(), begun.parameters[name].detach(), atol=1e-3, err_msg=name
        )


def test_a_whole_training_learns_what_the_examples_have_in_common(tiny, tmp_path):
    every = [example(number, held_out=number % 5 == 0) for number in range(40)]
    lines: list[dict[str, Any]] = []
    settings = TrainSettings(typing_errors=0, careless=0, rank=2, passes=8, rate=1e-2)
    path = tmp_path / "reader.safetensors"
    train(every, tiny, settings, path, lines.append)
    first, *checkpoints = lines

    assert first["examples"] == 32
    assert first["steps"] == 64
    assert [line["step"] for line in checkpoints] == list(range(4, 65, 4))
    assert checkpoints[-1]["loss"] < checkpoints[0]["loss"] / 2
    assert checkpoints[-1]["held out"] == measure(
        TrainedReader(tiny.graph_model("auto"), path), every
    )
    assert checkpoints[-1]["held out"] == {
        "nb-nb": {"questions": 8, "R@1": 1.0, "span": 1.0, "answerable": 1.0}
    }


def test_examples_that_are_held_out_are_not_learned_from(tiny, tmp_path):
    every = [example(number) for number in range(8)]
    poison = Example(
        question=QUESTION,
        pair="en-en",
        held_out=True,
        positive=Read(context="", text="aldri"),
        answer=(0, 5),
        negatives=(Read(context="", text="aldri"),),
        twisted=None,
    )
    written = []
    for name, examples in (("without", every), ("with", [poison, *every])):
        path = tmp_path / f"{name}.safetensors"
        train(examples, tiny_embedder(), TrainSettings(rank=2), path, lambda facts: None)
        written.append(path.read_bytes())

    assert written[0] == written[1]


def test_the_rate_rises_and_then_falls_to_nothing():
    rates = [rate_at(step, 100, 0.1) for step in range(101)]

    assert rates.index(max(rates)) in (8, 9, 10)
    assert 0 < rates[0] < 0.2
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert rates[100] == 0


def counting(asked: str, text: str) -> tuple[int, int] | None:
    """Find the number of a passage, whatever is asked but for books."""
    match = re.search(r"42|12", text)
    return match.span() if match and "bøker" not in asked else None


def test_measures_are_by_language_pair_of_held_out_questions_only():
    every = [example(1), *(example(n, held_out=True, twisted="bøker") for n in range(3))]
    right = FakePassageReader(span=counting)

    assert measure(right, every) == {
        "nb-nb": {"questions": 3, "R@1": 1.0, "span": 1.0, "answerable": 1.0}
    }
    assert measure(right, [example(1)]) == {}


def test_what_is_read_wrongly_is_measured_so():
    def katten(asked: str, text: str) -> tuple[int, int] | None:
        return (0, 6) if text.startswith("Katten") else None

    one = example(1, held_out=True)
    worse = Example(
        question="katten sover i Norge",
        pair="nn-nb",
        held_out=True,
        positive=one.positive,
        answer=one.answer,
        negatives=(Read(context="", text="Katten sover i Norge."), *one.negatives[:1]),
        twisted=None,
    )

    assert measure(FakePassageReader(span=katten), [worse]) == {
        "nn-nb": {"questions": 1, "R@1": 0.0, "span": 0.0, "answerable": 0.75}
    }
