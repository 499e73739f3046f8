"""The domain's own dictionary: which of its terms stand in a text, and their other languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from index.glossary_file import read_terms, unreadable
from index.glossary_terms import LANGUAGES, Term
from index.inflection import InflectedWords, words_as_written

# The file lies among the starter documents, which lie beside the packages.
DEFAULT_GLOSSARY = Path(__file__).parents[1] / "corpus" / "glossary.yaml"


class Glossary:
    """Terms, and a tree of the words of their forms to find them by."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._words = InflectedWords()
        self._root = _Node()
        for term in self.terms:
            self._add(term)

    def terms_in(self, text: str, language: str | None = None) -> tuple[Term, ...]:
        """Return the terms that stand in `text` as whole words, in order, each once.

        Case and simple inflection make no difference. Where forms overlap the longest is taken,
        and all terms that share it. The time is that of one walk through `text`, whatever the
        number of terms.

        Parameters
        ----------
        language
            The language of `text`. Without it, forms that are ordinary words in another language
            are not looked for.
        """
        tokens = words_as_written(text)
        # In a text all in capitals, case does not tell an abbreviation from a word.
        shouted = len(tokens) > 2 and text.isupper()
        matched = [self._words.match(token, written=not shouted) for token in tokens]
        matches = [
            (place, length, terms)
            for place in range(len(matched))
            for length, terms in self._matches_at(place, matched, language)
        ]
        free = [True] * len(tokens)
        taken: list[tuple[int, list[Term]]] = []
        for place, length, terms in sorted(matches, key=lambda match: -match[1]):
            if all(free[place : place + length]):
                free[place : place + length] = [False] * length
                taken.append((place, terms))
        taken.sort(key=lambda match: match[0])
        return tuple({term.id: term for _, terms in taken for term in terms}.values())

    def expansion(self, text: str, language: str) -> dict[str, tuple[str, ...]]:
        """Return, for each language but `language`, what the terms in `text` are called there.

        Empty if `text` holds no term.
        """
        found = self.terms_in(text, language)
        if not found:
            return {}
        return {
            other: tuple(dict.fromkeys(name for term in found for name in term.names(other)))
            for other in LANGUAGES
            if other != language
        }

    def _matches_at(
        self, place: int, matched: Sequence[set[int]], language: str | None
    ) -> Iterable[tuple[int, list[Term]]]:
        """Yield the length of each form that begins at `place`, and the terms it names."""
        nodes = [self._root]
        for reached in range(place, len(matched)):
            nodes = [
                node.following[word]
                for node in nodes
                for word in matched[reached]
                if word in node.following
            ]
            if not nodes:
                return
            terms = [
                term for node in nodes for term, only in node.ending if not only or language in only
            ]
            if terms:
                yield reached + 1 - place, terms

    def _add(self, term: Term) -> None:
        for language, forms in term.forms.items():
            for form in forms:
                own = {other for other in term.forms if form in term.forms[other]}
                self._root.add(
                    [self._words.add(word, language) for word in words_as_written(form)],
                    term,
                    frozenset(own if form in term.homonyms else ()),
                )
        for abbreviations in term.abbreviations.values():
            for abbreviation in abbreviations:
                self._root.add(
                    [
                        self._words.add_abbreviation(word, exact=term.case_sensitive)
                        for word in words_as_written(abbreviation)
                    ],
                    term,
                )


# An edited file has another time, and is read anew.
@lru_cache(maxsize=4)
def _load(path: Path, modified_ns: int) -> Glossary:  # noqa: ARG001
    return Glossary(read_terms(path))


def load_glossary(path: Path | None = None) -> Glossary:
    """Read a glossary, once as long as the file does not change.

    Parameters
    ----------
    path
        The file; by default `DEFAULT_GLOSSARY`.

    Raises
    ------
    GlossaryError
        If the file cannot be read, is no YAML, or an entry is incomplete or contradicts another.
    """
    path = path or DEFAULT_GLOSSARY
    try:
        modified = path.stat().st_mtime_ns
    except OSError as error:
        raise unreadable(path, error) from error
    return _load(path, modified)


class _Node:
    """A place in the tree of all forms, word by word: what may follow, and what ends here.

    With a term come the languages of text that it counts in; none for all.
    """

    __slots__ = ("ending", "following")

    def __init__(self) -> None:
        self.following: dict[int, _Node] = {}
        self.ending: list[tuple[Term, frozenset[str]]] = []

    def add(self, words: Sequence[int], term: Term, only: frozenset[str] = frozenset()) -> None:
        node = self
        for word in words:
            node = node.following.setdefault(word, _Node())
        if (term, only) not in node.ending:
            node.ending.append((term, only))
