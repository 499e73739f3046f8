"""A question and a passage as one sequence of tokens, and where its tokens stand in the passage."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_model import WORDS, tiny_tokenizer
from tokenizers import Tokenizer
from tokenizers.models import WordLevel

from index.embedder import SentenceTransformerEmbedder
from index.errors import ModelError
from index.packaged_model import NAME
from index.reader_input import (
    LONGEST,
    LONGEST_CONTEXT,
    LONGEST_QUESTION,
    Encoded,
    PairEncoder,
    Read,
)
from ingest.document import Document, Source


@pytest.fixture
def encoder() -> PairEncoder:
    return PairEncoder(tiny_tokenizer())


def encode(encoder: PairEncoder, question: str, context: str, text: str) -> Encoded:
    (encoded,) = encoder.encode(question, [Read(context=context, text=text)])
    return encoded


def tokens(encoded: Encoded) -> str:
    return " ".join(tiny_tokenizer().id_to_token(number) for number in encoded.ids)


def test_question_context_and_passage_stand_between_their_marks(encoder):
    encoded = encode(encoder, "hvor mange", "Norge 2014", "innsatte leser bøker")

    assert tokens(encoded) == (
        "<s> ▁hvor ▁mange </s> </s> ▁Norge ▁2014 </s> ▁innsatte ▁leser ▁bøker </s>"
    )
    assert encoded.first == 8
    assert encoded.offsets == [(0, 8), (9, 14), (15, 20)]


def test_without_a_context_its_place_is_empty(encoder):
    assert tokens(encode(encoder, "hvor", "", "det")) == "<s> ▁hvor </s> </s> </s> ▁det </s>"


def test_one_sequence_a_passage_in_their_order(encoder):
    reads = [Read(context="", text=text) for text in ("det", "bøker leser", "KDI")]

    assert [len(one.offsets) for one in encoder.encode("hvor", reads)] == [1, 2, 1]
    assert encoder.encode("hvor", []) == []


@pytest.mark.parametrize("words", [LONGEST, 10_000])
def test_what_is_too_long_is_cut_at_its_end(encoder, words):
    question, context, text = ("det " * words, "og " * words, "innsatte leser " * words)
    encoded = encode(encoder, question, context, text)

    assert len(encoded.ids) == LONGEST
    assert tokens(encoded).split().count("▁det") == LONGEST_QUESTION
    assert tokens(encoded).split().count("▁og") == LONGEST_CONTEXT
    assert tokens(encoded).endswith("</s>")
    assert encoded.first + len(encoded.offsets) + 1 == LONGEST
    assert text[slice(*encoded.offsets[0])] == "innsatte"


def test_a_short_question_leaves_room_for_more_of_the_passage(encoder):
    text = "innsatte leser " * LONGEST
    short, long = (encode(encoder, "det" + " det" * n, "", text) for n in (0, LONGEST_QUESTION))

    assert len(short.ids) == len(long.ids) == LONGEST
    assert len(short.offsets) == len(long.offsets) + LONGEST_QUESTION - 1


def assert_offset_law(encoded: Encoded, text: str) -> None:
    assert len(encoded.ids) == encoded.first + len(encoded.offsets) + 1 <= LONGEST
    last = 0
    for start, end in encoded.offsets:
        assert last <= start < end <= len(text)
        assert end - start == 1 or not text[start].isspace()
        last = end


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS)).map(" ".join)), st.text())
def test_every_token_stands_for_characters_of_the_passage(text, question):
    assert_offset_law(encode(PairEncoder(tiny_tokenizer()), question, question, text), text)


@pytest.fixture(scope="module")
def packaged(models_folder) -> PairEncoder:
    return PairEncoder(SentenceTransformerEmbedder(models_folder / NAME).tokenizer)


ODD = st.text(st.sampled_from("abÅø  \n\t\u00a0.,-–•🦊12é\u0301ﬁ½\u200b漢"), max_size=60)


@given(st.one_of(st.text(max_size=60), ODD))
def test_so_they_do_with_the_tokenizer_of_the_packaged_model(packaged, text):
    encoded = encode(packaged, "Hva er det?", "Tittel · 2014", text)

    assert len(encoded.ids) == encoded.first + len(encoded.offsets) + 1
    for start, end in encoded.offsets:
        assert 0 <= start < end <= len(text)
        assert end - start == 1 or not text[start].isspace()


def test_the_words_of_the_packaged_tokenizer_come_without_the_space_before_them(packaged):
    text = "Det kom 42 gjester, (30) fra\nPolen."
    encoded = encode(packaged, "Hvor mange?", "", text)
    found = [text[slice(*span)] for span in encoded.offsets]

    assert {"Det", "kom", "42", "gjester"} <= set(found)
    assert "".join(found) == "".join(text.split())


def test_shorter_sequences_are_filled_up_and_masked(encoder):
    reads = [Read(context="", text=text) for text in ("det", "innsatte leser bøker")]
    encoded = encoder.encode("hvor", reads)
    ids, mask = encoder.pad(encoded)

    assert ids.shape == mask.shape == (2, len(encoded[1].ids))
    assert ids.dtype == mask.dtype == np.int64
    assert mask.sum(axis=1).tolist() == [len(one.ids) for one in encoded]
    for row, one in enumerate(encoded):
        assert ids[row][mask[row] == 1].tolist() == one.ids
    assert set(ids[mask == 0].tolist()) == {tiny_tokenizer().token_to_id("<pad>")}


@pytest.mark.parametrize("missing", ["<s>", "</s>", "<pad>"])
def test_a_tokenizer_without_the_marks_is_refused_in_words(missing):
    marks = [token for token in ("<s>", "</s>", "<pad>", "<unk>") if token != missing]
    model = WordLevel({token: number for number, token in enumerate(marks)}, unk_token="<unk>")

    with pytest.raises(ModelError, match=r"no token .*Install Samsvar again") as error:
        PairEncoder(Tokenizer(model))
    assert missing in str(error.value)


@pytest.mark.parametrize(
    ("facts", "headings", "context"),
    [
        ({}, (), "Rapport"),
        ({"published": "2014-05"}, (), "Rapport · 2014-05"),
        ({}, ("Mål", "Staben"), "Rapport · Mål · Staben"),
        ({"published": "2014"}, ("Rapport", "Mål"), "Rapport · 2014 · Mål"),
    ],
)
def test_a_passage_is_read_with_its_title_date_and_headings(facts, headings, context):
    source = Source(id="a", checksum="", path="a.md", title="Rapport", language="nb", **facts)
    document = Document(source=source, text="Ja. Nei.")
    passage = document.passage(4, 8, ordinal=0, headings=headings, language="nb")

    assert Read.of(passage) == Read(context=context, text="Nei.")
