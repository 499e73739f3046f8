"""The measures, each a small pure function of what one question brought.

What they return is averaged over questions. Where not every question counts, a function returns a
`Score` with a weight: the measure of many questions is the sum of their values over the sum of
their weights.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_PUNCTUATION = re.compile(r"[^\w\s]+")
_ARTICLES = frozenset("a an the en ei et ein eit den det de".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What one question adds to a measure; of weight 0, nothing."""

    value: float
    weight: float = 1.0


NOT_COUNTED = Score(value=0.0, weight=0.0)


def recall_at(depth: int, ranks: Sequence[int | None]) -> float:
    """Return the share of what is needed that is found among the first `depth` (recall@k).

    With one need this is 1 or 0, also called success@k or top-k accuracy (Karpukhin et al. 2020,
    "Dense Passage Retrieval for Open-Domain Question Answering", EMNLP).

    Parameters
    ----------
    ranks
        For each need the 1-based rank of the first that meets it, None if there is none.
    """
    return sum(rank is not None and rank <= depth for rank in ranks) / len(ranks)


def reciprocal_rank_at(depth: int, relevant: Sequence[bool]) -> float:
    """Return 1 / rank of the first relevant among the first `depth`, 0 if there is none.

    Its mean is MRR (Voorhees 1999, "The TREC-8 Question Answering Track Report").

    Parameters
    ----------
    relevant
        Whether each of the found is relevant, best first.
    """
    return next((1 / rank for rank, yes in enumerate(relevant[:depth], start=1) if yes), 0.0)


def ndcg_at(depth: int, relevant: Sequence[bool], total: int) -> float:
    """Return the discounted cumulative gain over that of the best possible order (nDCG@k).

    Järvelin & Kekäläinen 2002, "Cumulated gain-based evaluation of IR techniques", ACM TOIS 20(4),
    with gains of 1 and 0 and the discount log2(rank + 1) that has become usual.

    Parameters
    ----------
    relevant
        Whether each of the found is relevant, best first.
    total
        How many relevant ones there are to be found.
    """
    gained = sum(1 / math.log2(rank + 1) for rank in _ranks(relevant[:depth]))
    possible = max(total, sum(relevant))
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(possible, depth) + 1))
    return gained / ideal if ideal else 0.0


def answer_words(text: str) -> list[str]:
    """Return the words of a short answer, in lower case, without punctuation and articles.

    The normalisation of SQuAD's evaluation script (Rajpurkar et al. 2016, "SQuAD: 100,000+
    Questions for Machine Comprehension of Text", EMNLP), with the articles of English, bokmål and
    nynorsk.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return [word for word in _PUNCTUATION.sub("", folded).split() if word not in _ARTICLES]


def exact_match(predicted: str, accepted: Sequence[str]) -> float:
    """Return 1 if the words are those of an accepted answer, else 0 (Rajpurkar et al. 2016)."""
    words = answer_words(predicted)
    return float(any(words == answer_words(one) for one in accepted))


def span_f1(predicted: str, accepted: Sequence[str]) -> float:
    """Return the F1 of the words against the accepted answer that fits best.

    Rajpurkar et al. 2016 (SQuAD): the harmonic mean of the shares of words in common. As there,
    two answers without any words are equal.
    """
    words = answer_words(predicted)
    return max((_word_f1(words, answer_words(one)) for one in accepted), default=0.0)


def refusal_precision(*, refused: bool, answerable: bool) -> Score:
    """Return the score towards: of the questions that were refused, those nothing answers.

    Precision of "nothing answers this" as SQuAD 2.0 asks it (Rajpurkar et al. 2018, "Know What You
    Don't Know: Unanswerable Questions for SQuAD", ACL).
    """
    return Score(value=float(not answerable)) if refused else NOT_COUNTED


def refusal_recall(*, refused: bool, answerable: bool) -> Score:
    """Return the score towards: of the questions that nothing answers, those refused.

    Recall of "nothing answers this" as SQuAD 2.0 asks it (Rajpurkar et al. 2018).
    """
    return NOT_COUNTED if answerable else Score(value=float(refused))


def wrongly_refused(*, refused: bool, answerable: bool) -> Score:
    """Return the score towards: of the questions with an answer, those refused all the same.

    One minus the coverage of the answerable (El-Yaniv & Wiener 2010, "On the Foundations of
    Noise-free Selective Classification", JMLR 11).
    """
    return Score(value=float(refused)) if answerable else NOT_COUNTED


def _ranks(relevant: Sequence[bool]) -> list[int]:
    return [rank for rank, yes in enumerate(relevant, start=1) if yes]


def _word_f1(predicted: Sequence[str], accepted: Sequence[str]) -> float:
    if not predicted or not accepted:
        return float(predicted == accepted)
    common = sum((Counter(predicted) & Counter(accepted)).values())
    # 2PR / (P + R), with P and R written out.
    return 2 * common / (len(predicted) + len(accepted))
