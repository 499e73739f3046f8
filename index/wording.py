"""What a search asks for in so many words: phrases, prefixes, AND, OR, and words to leave out.

    "exact words" fengsel* Latvia AND mentor Latvia OR Litauen -Polen

Plain words only order what is found. A phrase in quotation marks and a prefix must stand in a
passage; AND asks for the terms on both its sides, OR for one of those it joins, and a minus leaves
out every passage with the term. OR binds closer than AND, so that no parentheses are needed. Any
text is a search: an operator with nothing to join is a word like others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from index.grams import words

_PIECE = re.compile(r'"([^"]+)"|«([^»]+)»|“([^”]+)”|[^\s"«»“”]+')
_OPERATORS = ("AND", "OR")
_SHORTEST_PREFIX = 2
# In Norwegian and Swedish a hyphen after these stands for the first part of a compound:
# `import og -eksport` leaves nothing out.
_BEFORE_HALF_A_COMPOUND = {"og", "eller", "samt", "och", "and", "or"}
# Far more than any search has; it bounds what a hostile one can cost.
_MOST_TERMS = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that stand in a row, folded as `index.grams.words` folds them.

    With `prefix` the last of them may go on: `fengsel*`. `written` is how it was typed.
    """

    words: tuple[str, ...]
    prefix: bool = False
    written: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.words or not all(self.words):
            raise ValueError("a term needs words")

    def __str__(self) -> str:
        star = "*" if self.prefix else ""
        return f"{' '.join(self.words)}{star}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A search taken apart.

    Parameters
    ----------
    text
        What is searched for by meaning and by words, without operators and what is left out; of a
        plain question, exactly the question.
    required
        Of each of these, one term at least must stand in a passage.
    excluded
        None of these may.
    """

    text: str
    required: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    @property
    def constrains(self) -> bool:
        """Whether it says more of a passage than what it should be about."""
        return bool(self.required or self.excluded)

    @classmethod
    def of(cls, text: str) -> Wording:
        """Take a search apart; no text fails."""
        pieces = _pieces(text)
        chains = _chains(pieces)
        required = [
            tuple(dict.fromkeys(piece.term for piece in chain if piece.term))
            for chain, joined in chains
            if joined or len(chain) > 1 or chain[0].demands
        ]
        excluded = [piece.term for piece in pieces if piece.excluded and piece.term]
        return cls(
            text=_without(text, pieces),
            required=tuple(dict.fromkeys(required))[:_MOST_TERMS],
            excluded=tuple(dict.fromkeys(excluded))[:_MOST_TERMS],
        )


@dataclass(slots=True)
class _Piece:
    """A piece of the search as it was typed, and what it was taken for."""

    start: int
    end: int
    term: Term | None
    operator: str = ""
    excluded: bool = False
    demands: bool = False


def _pieces(text: str) -> list[_Piece]:
    # Whoever asks with the capitals locked has typed no operator.
    shouted = text.rstrip().endswith("?") and text.isupper()
    pieces: list[_Piece] = []
    before = ""
    for match in _PIECE.finditer(text):
        quoted = next(filter(None, match.groups()), None)
        start, end = match.span()
        if quoted is not None:
            minus = text[max(0, start - 1) : start] == "-" and _opens(text, start - 1)
            pieces.append(_piece(start - minus, end, quoted, excluded=minus, demands=not minus))
        elif match.group() == "-" and text[end : end + 1] in ('"', "«", "“"):
            continue
        else:
            pieces.append(_bare(match.group(), start, end, before, shouted=shouted))
        before = match.group()
    pieces = [piece for piece in pieces if piece.term]
    _settle_operators(pieces)
    return pieces


def _bare(word: str, start: int, end: int, before: str, *, shouted: bool) -> _Piece:
    if word in _OPERATORS and not shouted:
        return _Piece(start, end, Term(words=(word.casefold(),)), operator=word)
    stripped = word.rstrip(".,;:!?)]}").lstrip("([{")
    minus = (
        stripped[:1] == "-" and stripped[1:2].isalnum() and before not in _BEFORE_HALF_A_COMPOUND
    )
    prefix = stripped.endswith("*") and "*" not in stripped.rstrip("*")
    found = words(word)
    if prefix and found and len(found[-1]) >= _SHORTEST_PREFIX:
        written = f"{stripped.lstrip('-').rstrip('*')}*"
        term = Term(words=tuple(found), prefix=True, written=written)
        return _Piece(start, end, term, excluded=minus, demands=not minus)
    return _piece(start, end, word.strip("-.,;:!?()[]{}"), excluded=minus)


def _piece(start: int, end: int, text: str, *, excluded: bool, demands: bool = False) -> _Piece:
    found = words(text)
    term = Term(words=tuple(found), written=" ".join(text.split())) if found else None
    return _Piece(start, end, term, excluded=excluded, demands=demands)


def _opens(text: str, at: int) -> bool:
    return at == 0 or text[at - 1].isspace() or text[at - 1] == "("


def _settle_operators(pieces: list[_Piece]) -> None:
    """Make words of the operators that do not stand between two terms."""

    def joins(at: int) -> bool:
        if not 0 < at < len(pieces) - 1:
            return False
        sides = (pieces[at - 1], pieces[at + 1])
        # `mentor AND -Polen` is plain enough; there is no one of two where one is left out.
        barred = pieces[at].operator == "OR" and any(side.excluded for side in sides)
        return not barred and not any(side.operator for side in sides)

    lonely = [at for at, piece in enumerate(pieces) if piece.operator and not joins(at)]
    for at in lonely:
        pieces[at].operator = ""


def _chains(pieces: list[_Piece]) -> list[tuple[list[_Piece], bool]]:
    """Return the terms that OR joins, a lone one by itself, and whether AND joins them to more."""
    chains: list[tuple[list[_Piece], bool]] = []
    pending = ""
    for before, piece in pairwise((None, *pieces)):
        if piece is None or piece.excluded:
            pending = ""
        elif piece.operator:
            pending = piece.operator
            if pending == "AND" and before and not before.excluded:
                chains[-1] = (chains[-1][0], True)
        elif pending == "OR":
            chains[-1][0].append(piece)
            pending = ""
        else:
            chains.append(([piece], pending == "AND"))
            pending = ""
    return chains


def _without(text: str, pieces: list[_Piece]) -> str:
    """Return `text` without operators, without what is left out, and prefixes without their star.

    What holds none of these comes back as it is.
    """
    kept: list[str] = []
    done = 0
    for piece in pieces:
        if piece.operator or piece.excluded:
            kept.append(text[done : piece.start])
            done = piece.end
        elif piece.term and piece.term.prefix:
            kept.append(text[done : piece.start] + text[piece.start : piece.end].replace("*", ""))
            done = piece.end
    if not done:
        return text
    return " ".join(" ".join((*kept, text[done:])).split())
