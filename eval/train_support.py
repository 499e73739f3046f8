"""Train the weights of sentence support: `python -m eval.train_support`, or `make train-support`.

Two logistic regressions, over the signals of words and over all (`app.assistant.support`). Their
examples are claims about development documents, true, added to, or cited to another quote
(exchanged roles share all their words with the quote, and would only teach distrust of words), and
triples made of those of our own parallel sentences that the reader of statements was not trained
on: a translation, one with another sentence's last clause added, and the translation of a near
other sentence. Claims weigh twice as much as what is made.

The thresholds lose a fixed share of the true claims, each judged by weights that were fitted
without its document.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.assistant.facts.names import NameFinder
from app.assistant.facts.statement import Facts
from app.assistant.grounding import Grounds
from app.assistant.support import NAMES, WORDS, ModelSupport, Regression, Similar
from app.composing import open_support
from app.models import open_embedder
from app.settings import load_settings
from eval.claims import CorpusPassages, PlantedClaim, evidence_for, read_claims
from eval.support_pairs import HELD_OUT_ROW
from index.glossary import load_glossary
from index.paths import IndexPaths
from index.projection import parallel_sentences
from index.similarity import Similarity

CLAIMS = ("claims_development.jsonl", "claims_hard.jsonl")
# Errors that the lists of facts leave to the models.
_ERRORS = frozenset({"addition", "citation"})
_MADE = "parallel sentences"
_CLAIM_WEIGHT = 2.0
_NEAREST = 5
_STATED_IN = ("nb", "en", "nn")
_FOLDS = 5
# Of the true claims, by their number; the facts and the order of words lose some too.
_LOST_WORDS, _LOST_TOGETHER = 0.005, 0.02
# Chosen by hand: it decides only what a refusal is called.
_COVERED = 0.63
_OUT = Path(__file__).parents[1] / "app" / "assistant" / "support_weights.json"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Example:
    """The signals of one statement, whether its quote says it, and where the quote is from."""

    signals: NDArray[np.float64]
    supported: bool
    document: str

    @property
    def weight(self) -> float:
        """How much it counts."""
        return 1.0 if self.document == _MADE else _CLAIM_WEIGHT


def claim_examples(
    claims: Sequence[PlantedClaim],
    passages: CorpusPassages,
    support: ModelSupport,
    finder: NameFinder,
) -> Iterator[Example]:
    """Yield what the models see of each true claim, and of those in error that only they see."""
    for claim in claims:
        evidence = evidence_for(claim.quote, passages(claim.document))
        if evidence is None or (claim.error and claim.error not in _ERRORS):
            continue
        stated = Facts.of(claim.statement, claim.language, finder)
        seen = support.see(stated, Grounds.of((evidence,), finder))
        yield Example(signals=seen.signals, supported=not claim.error, document=claim.document)


def made_examples(
    sentences: dict[str, list[str]],
    similar: Similar,
    support: ModelSupport,
    finder: NameFinder,
    seed: int = 0,
) -> Iterator[Example]:
    """Yield three examples of each sentence held out, a language: said, added to, and beside it."""
    draw = random.Random(seed)
    languages = sorted(sentences)
    own = sentences["nb"]
    nothing = Facts.of("", "nb", finder)
    for row, mine in product(range(0, len(own), HELD_OUT_ROW), _STATED_IN):
        theirs = draw.choice(languages)
        other = draw.choice([one for one in range(len(own)) if one != row])
        added = re.split(r", ", sentences[mine][other])[-1].rstrip(".?")
        said = sentences[mine][row]
        alike = np.array(similar(own[row], own))
        alike[row] = -1.0
        near = int(draw.choice(np.argsort(-alike)[:_NEAREST].tolist()))
        quote = Facts.of(sentences[theirs][row], theirs, finder)
        grounds = Grounds(quote=quote, known=nothing, around=quote, countries=frozenset())
        for text, supported in (
            (said, True),
            (f"{said.rstrip('.?')}, {added[0].lower()}{added[1:]}.", False),
            (sentences[mine][near], False),
        ):
            seen = support.see(Facts.of(text, mine, finder), grounds)
            yield Example(signals=seen.signals, supported=supported, document=_MADE)


def fit(examples: Sequence[Example], names: int = len(NAMES)) -> tuple[NDArray[np.float64], float]:
    """Return the weights of a logistic regression over the first `names` signals, and its bias."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    signals = np.array([one.signals[:names] for one in examples])
    spread = signals.std(axis=0)
    model = LogisticRegression(C=1.0, max_iter=2000, class_weight="balanced").fit(
        signals / spread,
        [one.supported for one in examples],
        sample_weight=[one.weight for one in examples],
    )
    return model.coef_[0] / spread, float(model.intercept_[0])


def threshold(
    examples: Sequence[Example], names: int = len(NAMES), lost: float = _LOST_TOGETHER
) -> float:
    """Return the probability that the share `lost` of the true claims does not reach."""
    documents = sorted({one.document for one in examples} - {_MADE})
    reached = []
    for fold in range(_FOLDS):
        held = set(documents[fold::_FOLDS])
        weights, bias = fit([one for one in examples if one.document not in held], names)
        trained = Regression(weights=weights, bias=bias, threshold=0.0)
        reached += [
            trained.probability(one.signals)
            for one in examples
            if one.document in held and one.supported
        ]
    return float(np.quantile(reached, lost))


def regression(examples: Sequence[Example], names: int, lost: float) -> dict[str, Any]:
    """Return the facts of a regression over the first `names` signals."""
    weights, bias = fit(examples, names)
    return {
        "weights": dict(zip(NAMES[:names], weights.round(4).tolist(), strict=True)),
        "bias": round(bias, 4),
        "threshold": round(threshold(examples, names, lost), 4),
    }


def describe(
    plain: Sequence[Example], hard: Sequence[Example], made: Sequence[Example], layer: int
) -> dict[str, Any]:
    """Return the file of weights that these examples give.

    The words learn nothing of the hard claims, whose errors they cannot see.
    """
    return {
        "how": f"eval.train_support, on {len(plain) + len(hard)} claims and {len(made)} examples "
        f"made of parallel sentences; the thresholds lose {_LOST_WORDS:.1%} and "
        f"{_LOST_TOGETHER:.1%} of the true claims.",
        "words": regression([*plain, *made], WORDS, _LOST_WORDS),
        "together": regression([*plain, *hard, *made], len(NAMES), _LOST_TOGETHER),
        "covered": _COVERED,
        "layer": layer,
    }


def main(out: Path = _OUT) -> None:
    """Collect the examples, fit, and write the weights."""
    settings = load_settings()
    embedder = open_embedder(settings)
    layer = json.loads(_OUT.read_text("utf-8"))["layer"]
    support = open_support(settings, embedder)
    finder = NameFinder(load_glossary())
    passages = CorpusPassages(settings.corpus, embedder.count_tokens)
    plain, hard = (
        list(
            claim_examples(
                read_claims((files("eval") / "cases" / name).read_text("utf-8")),
                passages,
                support,
                finder,
            )
        )
        for name in CLAIMS
    )
    similar = Similarity(embedder, IndexPaths(settings.data).models)
    made = list(made_examples(parallel_sentences(), similar, support, finder))
    facts = describe(plain, hard, made, layer)
    out.write_text(f"{json.dumps(facts, indent=1)}\n", encoding="utf-8")
    print(json.dumps(facts, indent=1))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
