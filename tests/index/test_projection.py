from __future__ import annotations

import numpy as np
import pytest
from fake_embedder import FakeEmbedder
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import composite

from index.projection import LanguageProjection, language_projection, parallel_sentences


def test_there_are_parallel_sentences_enough_in_every_language():
    sentences = parallel_sentences()

    assert set(sentences) == {"nb", "nn", "en", "sv", "da", "cs"}
    assert {len(texts) for texts in sentences.values()} == {len(sentences["nb"])}
    assert len(sentences["nb"]) >= 200
    assert [text for texts in sentences.values() for text in texts if not text.strip()] == []


def test_parallel_sentences_are_translations_not_copies():
    sentences = parallel_sentences()
    copies = [nb for nb, en in zip(sentences["nb"], sentences["en"], strict=True) if nb == en]

    assert len(copies) <= len(sentences["nb"]) // 50


@composite
def groups(draw):
    """Draw groups of unit vectors of the same texts, each group moved in a direction of its own."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    count, texts, dimension = draw(
        st.tuples(st.integers(2, 6), st.integers(2, 30), st.integers(8, 40))
    )
    meaning = random.normal(size=(texts, dimension))
    moved = {
        f"group {number}": meaning + draw(st.floats(0, 3)) * random.normal(size=dimension)
        for number in range(count)
    }
    return {name: vectors.astype(np.float32) for name, vectors in moved.items()}


@given(groups=groups())
def test_means_of_parallel_groups_coincide_once_the_difference_is_projected_out(groups):
    projection = LanguageProjection.fit(groups)

    kept = [
        vectors.mean(axis=0) - projection.basis.T @ (projection.basis @ vectors.mean(axis=0))
        for vectors in groups.values()
    ]

    np.testing.assert_allclose(kept, np.broadcast_to(kept[0], (len(kept), len(kept[0]))), atol=1e-3)


@given(groups=groups())
def test_only_the_differences_are_projected_out(groups):
    projection = LanguageProjection.fit(groups)
    means = np.stack([vectors.mean(axis=0) for vectors in groups.values()])

    assert len(projection.basis) <= len(groups) - 1
    np.testing.assert_allclose(
        projection.basis @ projection.basis.T, np.eye(len(projection.basis)), atol=1e-4
    )
    # Every direction taken out is one of the differences: none lies outside what they span.
    _, strengths, span = np.linalg.svd(means - means.mean(axis=0), full_matrices=False)
    span = span[strengths > 1e-7]
    outside = projection.basis - projection.basis @ span.T @ span
    assert np.abs(outside).max(initial=0) < 1e-2


@given(groups=groups())
def test_projected_vectors_are_unit_vectors_and_stay_where_they_are(groups):
    projection = LanguageProjection.fit(groups)
    vectors = next(iter(groups.values()))

    once = projection.apply(vectors)
    twice = projection.apply(once)

    left = np.linalg.norm(vectors - vectors @ projection.basis.T @ projection.basis, axis=1)
    clear = left > 1e-2 * np.linalg.norm(vectors, axis=1)
    np.testing.assert_allclose(np.linalg.norm(once[clear], axis=1), 1, atol=1e-4)
    np.testing.assert_allclose(twice[clear], once[clear], atol=1e-3)
    assert once.shape == vectors.shape


def test_groups_that_do_not_differ_lose_nothing():
    vectors = np.eye(4, dtype=np.float32)

    projection = LanguageProjection.fit({"nb": vectors, "en": vectors})

    assert projection.basis.shape == (0, 4)
    assert projection.apply(vectors).tolist() == vectors.tolist()


def test_the_projection_is_computed_once_and_kept(tmp_path):
    embedder = FakeEmbedder()
    first = language_projection(embedder, tmp_path)
    assert embedder.embedded
    embedder.embedded.clear()

    second = language_projection(embedder, tmp_path)

    assert embedder.embedded == []
    assert second.basis.tolist() == first.basis.tolist()
    assert second.fingerprint == first.fingerprint


def test_the_projection_computed_anew_has_the_same_fingerprint(tmp_path):
    one = language_projection(FakeEmbedder(), tmp_path / "one")
    two = language_projection(FakeEmbedder(), tmp_path / "two")
    other = language_projection(FakeEmbedder("fake@2"), tmp_path / "one")

    assert one.fingerprint == two.fingerprint
    assert one.fingerprint != other.fingerprint


@pytest.mark.parametrize("language", ["nb", "sv", "cs"])
def test_the_real_models_translations_come_nearer_than_other_sentences(
    embedder, models_folder, language
):
    projection = language_projection(embedder, models_folder)
    sentences = parallel_sentences()
    english = projection.apply(embedder.documents(sentences["en"][::8]))
    other = projection.apply(embedder.documents(sentences[language][::8]))

    nearest = np.argmax(other @ english.T, axis=1)

    assert np.mean(nearest == np.arange(len(english))) > 0.9
