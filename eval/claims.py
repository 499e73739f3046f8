"""Measure the verifier on sentences with planted errors: `python -m eval.claims FILE`.

Each line of FILE is a statement about a quote of a starter document: true, or with one error of a
kind. The table says how many of each kind were caught, and how many true ones lost; the same by
the languages of statement and quote.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.assistant.answer import Evidence
from app.assistant.verification import Drafted, Verdict, Verifier
from app.composing import open_verifier
from app.models import open_embedder
from app.settings import Settings, load_settings
from ingest.document import Document, Passage
from ingest.files import found_file
from ingest.passages import TokenCounter, split
from ingest.read import read_document

_SCORE = 0.9
_TRUE = "true"
_CASES = Path(__file__).with_name("cases")
# From the test to what was developed on.
OWN_CLAIMS = tuple(sorted(_CASES.glob("claims_*.jsonl"), reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedClaim:
    """A statement in `language` about `quote` of `document`; `error` is empty for a true one."""

    id: str
    language: str
    document: str
    quote: str
    statement: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A planted claim, the language of its quote, and what the verifier said."""

    claim: PlantedClaim
    quoted_in: str
    verdict: Verdict

    @property
    def right(self) -> bool:
        """Whether a true one was kept, or a false one caught."""
        return self.verdict.supported != bool(self.claim.error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the table: how many `false` ones were caught, how many `true` ones lost."""

    name: str
    false: int
    caught: int
    true: int
    lost: int

    @classmethod
    def of(cls, name: str, judged: Iterable[Judged]) -> Row:
        """Count."""
        every = list(judged)
        false = [one for one in every if one.claim.error]
        true = [one for one in every if not one.claim.error]
        return cls(
            name=name,
            false=len(false),
            caught=sum(one.right for one in false),
            true=len(true),
            lost=sum(not one.right for one in true),
        )


def read_claims(text: str) -> list[PlantedClaim]:
    """Return the claims of a file, one JSON object a line."""
    return [
        PlantedClaim(
            id=facts["id"],
            language=facts["lang"],
            document=facts["doc"],
            quote=facts["quote"],
            statement=facts["statement"],
            error="" if facts["supported"] else facts["error"],
        )
        for facts in map(json.loads, filter(str.strip, text.splitlines()))
    ]


def evidence_for(quote: str, passages: Sequence[Passage]) -> Evidence | None:
    """Return the quote as evidence of the passage that holds it; white space may differ.

    A quote that reaches over the end of its passage is cut there.
    """
    form = re.compile(r"\s+".join(map(re.escape, quote.split())))
    for passage in passages:
        match = form.search(passage.text)
        if match:
            return Evidence(
                passage=passage,
                start=passage.start + match.start(),
                end=passage.start + match.end(),
                text=match.group(),
                score=_SCORE,
            )
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredClaims:
    """What became of the claims of one file; `left_out` are those whose quote does not stand."""

    file: str
    judged: tuple[Judged, ...]
    left_out: tuple[str, ...]

    @property
    def wrong(self) -> tuple[Judged, ...]:
        """The false ones that were let through, and the true ones that were lost."""
        return tuple(one for one in self.judged if not one.right)


def by_error(judged: Sequence[Judged]) -> list[Row]:
    """Return a row a kind of error, and one for all."""
    kinds = sorted({one.claim.error for one in judged if one.claim.error})
    rows = [Row.of(kind, (one for one in judged if one.claim.error == kind)) for kind in kinds]
    return [*rows, Row.of("all", judged)]


def by_languages(judged: Sequence[Judged]) -> list[Row]:
    """Return a row for each pair of a statement's language and its quote's."""
    pairs = sorted({(one.claim.language, one.quoted_in) for one in judged})
    return [
        Row.of(
            f"{language} of {quoted}",
            (one for one in judged if (one.claim.language, one.quoted_in) == (language, quoted)),
        )
        for language, quoted in pairs
    ]


def table(rows: Sequence[Row]) -> str:
    """Return rows as a Markdown table."""
    lines = ["| | false | caught | true | lost |", "|---|---|---|---|---|"]
    for row in rows:
        caught = f"{row.caught / row.false:.3f}" if row.false else "–"
        lost = f"{row.lost / row.true:.3f}" if row.true else "–"
        lines.append(f"| {row.name} | {row.false} | {caught} | {row.true} | {lost} |")
    return "\n".join(lines)


def judge(
    claims: Sequence[PlantedClaim],
    verifier: Verifier,
    passages: Callable[[str], Sequence[Passage]],
) -> list[Judged]:
    """Let the verifier judge each claim by its own quote, cited as number 1.

    A claim whose quote does not stand in its document, as it was read, is left out.
    """
    judged = []
    for claim in claims:
        evidence = evidence_for(claim.quote, passages(claim.document))
        if evidence is None:
            continue
        verdict = verifier.verify(Drafted(text=claim.statement, cited=(1,)), [evidence])
        judged.append(Judged(claim=claim, quoted_in=evidence.passage.language, verdict=verdict))
    return judged


class CorpusPassages:
    """The passages of the documents of a folder, cut when they are first asked for."""

    def __init__(self, corpus: Path, count_tokens: TokenCounter) -> None:
        self._corpus = corpus
        self._count_tokens = count_tokens
        self._kept: dict[str, list[Passage]] = {}

    def __call__(self, name: str) -> list[Passage]:
        """Return the passages of the document `name`, and last the whole document as one."""
        if name not in self._kept:
            document = read_document(found_file(self._corpus / name, self._corpus))
            self._kept[name] = [*split(document, self._count_tokens), _whole(document)]
        return self._kept[name]


def _whole(document: Document) -> Passage:
    return document.passage(0, len(document.text), ordinal=0, language=document.source.language)


def measure_claims(
    settings: Settings,
    paths: Sequence[Path] = (),
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[MeasuredClaims, ...]:
    """Let the real verifier judge every claim of each file; no language model is asked.

    Parameters
    ----------
    paths
        The files; the project's own, those of the test first, if there are none.
    progress
        Told (files done, in all).
    """
    embedder = open_embedder(settings)
    verifier = open_verifier(settings, embedder)
    passages = CorpusPassages(settings.corpus, embedder.count_tokens)
    paths = paths or OWN_CLAIMS
    measured = []
    for done, path in enumerate(paths):
        progress(done, len(paths))
        claims = read_claims(path.read_text("utf-8"))
        judged = judge(claims, verifier, passages)
        known = {one.claim.id for one in judged}
        measured.append(
            MeasuredClaims(
                file=path.name,
                judged=tuple(judged),
                left_out=tuple(claim.id for claim in claims if claim.id not in known),
            )
        )
    progress(len(paths), len(paths))
    return tuple(measured)


def main(file: Path) -> None:
    """Judge every claim of `file`, print what was judged wrongly and the tables."""
    (measured,) = measure_claims(load_settings(), [file])
    for left_out in measured.left_out:
        print(f"{left_out}: left out, its quote does not stand in its document")
    for one in measured.wrong:
        claim, verdict = one.claim, one.verdict
        print(f"{claim.id} {claim.error or _TRUE}: {verdict.reason} {verdict.support:.2f}")
    print(table(by_error(measured.judged)), table(by_languages(measured.judged)), sep="\n\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
