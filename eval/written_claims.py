"""What the reader of statements is given to draw from: sentences, and statements about them.

`eval/support_claims` holds what was written about our own parallel sentences.
"""

from __future__ import annotations

import json
from importlib.resources import files

from eval.support_pairs import Quoted, Written
from index.projection import parallel_sentences

_WRITTEN = files("eval") / "support_claims"


def parallel_quotes() -> list[Quoted]:
    """Return our own parallel sentences."""
    sentences = parallel_sentences()
    return [
        Quoted(texts={language: sentences[language][row] for language in sentences})
        for row in range(len(sentences["nb"]))
    ]


def parallel_claims() -> list[Written]:
    """Return every statement of `eval/support_claims`; rows are counted from 1 there."""
    lines = [
        json.loads(line)
        for path in sorted(_WRITTEN.iterdir(), key=lambda one: one.name)
        if path.name.endswith(".jsonl")
        for line in path.read_text("utf-8").splitlines()
    ]
    return [
        Written(
            row=facts["row"] - 1,
            language=facts["lang"],
            text=facts["statement"],
            label=facts["label"],
        )
        for facts in lines
    ]
