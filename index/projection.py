"""Take the language out of the vectors, so that meaning decides across languages.

Embeddings of parallel sentences differ by an almost constant direction that says only which
language a text is in, and by another that says whether it was embedded as a query or as a
passage. For k languages the differences between the means of these 2 k groups span at most 2 k - 1
directions; those are projected out of every passage and query vector, and the rest is made a unit
vector again (cf. Yang et al. 2021, "A Simple and Effective Method To Eliminate the Self Language
Bias in Multilingual Representations", EMNLP, doi:10.18653/v1/2021.emnlp-main.470).
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from filelock import FileLock

from index.embedder import Embedder, Vectors

# Raise this when the method changes, so that a map kept from before is not used.
_METHOD = 2
_SENTENCES = files("index") / "data" / "parallel_sentences.tsv"


@dataclass(frozen=True, slots=True, eq=False)
class LanguageProjection:
    """A fixed linear map; `basis` has orthonormal rows, shape (directions, d)."""

    basis: Vectors

    @classmethod
    def fit(cls, vectors: Mapping[str, Vectors]) -> LanguageProjection:
        """Find the subspace in which the means of groups of parallel texts differ.

        One array of shape (n, d) a group, the same n texts in each.
        """
        means = np.stack([vectors[group].mean(axis=0) for group in sorted(vectors)])
        differences = means[1:] - means[0]
        _, strengths, directions = np.linalg.svd(differences, full_matrices=False)
        return cls(directions[strengths > 1e-6].astype(np.float32))

    def apply(self, vectors: Vectors) -> Vectors:
        """Return unit vectors without their language part, shape (n, d) as given."""
        rest = vectors - (vectors @ self.basis.T) @ self.basis
        unit: Vectors = rest / np.maximum(np.linalg.norm(rest, axis=1, keepdims=True), 1e-12)
        return unit

    @property
    def fingerprint(self) -> str:
        """A short hash of the map; part of the index's fingerprint."""
        return hashlib.sha256(np.round(self.basis, 4).tobytes()).hexdigest()[:12]


def parallel_sentences() -> dict[str, list[str]]:
    """Return our own parallel sentences of this domain: as many in each language, in one order."""
    with _SENTENCES.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {language: [row[language] for row in rows] for language in rows[0]}


def language_projection(embedder: Embedder, folder: Path) -> LanguageProjection:
    """Return the projection for `embedder`, computed once and kept in `folder`."""
    sentences = hashlib.sha256(_SENTENCES.read_bytes()).hexdigest()[:12]
    kept = folder / f"projection-{_METHOD}-{embedder.fingerprint}-{sentences}.npy"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(kept.with_suffix(".lock")):
            if not kept.exists():
                groups = {}
                for language, texts in parallel_sentences().items():
                    groups[f"{language} passages"] = embedder.documents(texts)
                    groups[f"{language} queries"] = embedder.queries(texts)
                projection = LanguageProjection.fit(groups)
                making = kept.with_suffix(".making.npy")
                np.save(making, projection.basis)
                making.replace(kept)
    return LanguageProjection(np.load(kept))
