"""Read the glossary's file, and check that each entry holds what an entry must."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from index.glossary_terms import ANY, LANGUAGES, GlossaryError, Term, TermSource
from index.inflection import words_as_written

_DEFINED_IN = ("nb", "en")
_LARGEST = 2_000_000  # bytes; the glossary itself has about 100,000
_DEEPEST = 8
_REMEDY = "Correct the file; its first lines say what an entry holds"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_terms(path: Path) -> tuple[Term, ...]:
    """Return the entries of a glossary file, in their order.

    Raises
    ------
    GlossaryError
        If the file cannot be read, is no YAML, or an entry is incomplete or contradicts another.
    """
    return _Reader(str(path)).terms(_text(path))


def unreadable(path: Path, error: OSError) -> GlossaryError:
    """Return what to tell of a file that cannot be opened."""
    return GlossaryError(
        f"the glossary cannot be read ({error.strerror})",
        where=str(path),
        remedy="It comes with the installation, in corpus/; put it back or install again",
    )


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise GlossaryError(
                f"the glossary is larger than {_LARGEST / 1e6:.0f} MB",
                where=str(path),
                remedy=_REMEDY,
            )
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise GlossaryError(
            "the glossary is not UTF-8", where=str(path), remedy="Save it in UTF-8"
        ) from error


class _Reader:
    """Reads and checks the entries of the file `where`."""

    def __init__(self, where: str) -> None:
        self._where = where

    def terms(self, text: str) -> tuple[Term, ...]:
        top = self._mapping(self._yaml(text), "the glossary", ("sources", "terms"))
        sources = {
            self._line(key, "the key of a source"): self._source(value, f"source {key}")
            for key, value in self._mapping(top["sources"], "`sources`").items()
        }
        if not isinstance(top["terms"], list) or not top["terms"]:
            raise self._bad("`terms` must be a list of entries")
        terms = tuple(
            self._term(entry, f"term {number}", sources)
            for number, entry in enumerate(top["terms"], start=1)
        )
        self._check_distinct(terms, top["terms"])
        return terms

    def _yaml(self, text: str) -> Any:
        import yaml

        # The loader in C, where there is one, is ten times faster.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            depth = 0
            for event in yaml.parse(text, Loader=loader):
                depth += isinstance(event, yaml.CollectionStartEvent)
                depth -= isinstance(event, yaml.CollectionEndEvent)
                # The loader in C crashes on a file nested deeply enough, and aliases make a
                # hundred bytes stand for gigabytes.
                if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
                    raise self._bad("it is nested deeper than an entry is, or holds an alias")
            return yaml.load(text, Loader=loader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else "?"
            raise self._bad(f"not valid YAML (line {line}: {error.problem})") from error
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            raise self._bad(f"not valid YAML ({type(error).__name__})") from error

    def _source(self, value: Any, what: str) -> TermSource:
        source = self._mapping(value, what, ("name",), ("url",))
        url = self._line(source["url"], f"`url` of {what}") if "url" in source else None
        if url is not None and not url.startswith(("https://", "http://")):
            raise self._bad(f"`url` of {what} must begin with https:// or http://")
        return TermSource(name=self._line(source["name"], f"`name` of {what}"), url=url)

    def _term(self, value: Any, what: str, sources: Mapping[str, TermSource]) -> Term:
        optional = ("abbreviations", "at", "shared", "homonyms", "case_sensitive")
        required = ("id", *LANGUAGES, "definition", "source")
        entry = self._mapping(value, what, required, optional)
        name = self._line(entry["id"], f"`id` of {what}")
        if not _SLUG.fullmatch(name):
            raise self._bad(f"`id` of {what} must be a slug of a-z, 0-9 and hyphens")
        what = f"term {name}"
        source = sources.get(self._line(entry["source"], f"`source` of {what}"))
        if source is None:
            raise self._bad(f"`source` of {what} is not among `sources`")
        place = self._line(entry["at"], f"`at` of {what}") if "at" in entry else None
        definition = self._mapping(entry["definition"], f"`definition` of {what}", _DEFINED_IN)
        forms = {language: self._forms(entry[language], language, what) for language in LANGUAGES}
        homonyms = frozenset(self._forms(entry.get("homonyms", ()), "homonyms", what, empty=True))
        if not homonyms <= {form for some in forms.values() for form in some}:
            raise self._bad(f"`homonyms` of {what} holds something that is not among its forms")
        case_sensitive = entry.get("case_sensitive", False)
        if not isinstance(case_sensitive, bool):
            raise self._bad(f"`case_sensitive` of {what} must be true or false")
        return Term(
            id=name,
            forms=forms,
            abbreviations={
                language: self._forms(short, f"abbreviations {language}", what)
                for language, short in self._mapping(
                    entry.get("abbreviations", {}),
                    f"`abbreviations` of {what}",
                    optional=(*LANGUAGES, ANY),
                ).items()
            },
            definition={
                language: self._line(definition[language], f"`definition` {language} of {what}")
                for language in _DEFINED_IN
            },
            source=TermSource(name=source.name, url=source.url, place=place),
            homonyms=homonyms,
            case_sensitive=case_sensitive,
        )

    def _check_distinct(self, terms: Sequence[Term], entries: Sequence[Any]) -> None:
        """Raise if an identity stands twice, or a form in two terms that do not both say so."""
        ids: set[str] = set()
        owner: dict[tuple[str, str], str] = {}
        for term, entry in zip(terms, entries, strict=True):
            if term.id in ids:
                raise self._bad(f"two terms have the id {term.id}")
            ids.add(term.id)
            shared = self._forms(entry.get("shared", ()), "shared", f"term {term.id}", empty=True)
            for language in LANGUAGES:
                for name in dict.fromkeys(map(str.casefold, term.names(language))):
                    if name in map(str.casefold, shared):
                        continue
                    if (language, name) in owner:
                        raise self._bad(
                            f"«{name}» ({language}) stands in the terms "
                            f"{owner[language, name]} and {term.id}; "
                            "if it means both, list it under `shared` in both"
                        )
                    owner[language, name] = term.id

    def _forms(
        self, value: Any, field_name: str, what: str, *, empty: bool = False
    ) -> tuple[str, ...]:
        if not isinstance(value, list | tuple) or not (value or empty):
            raise self._bad(f"`{field_name}` of {what} must be a list of words")
        forms = tuple(self._line(form, f"`{field_name}` of {what}") for form in value)
        if not all(map(words_as_written, forms)):
            raise self._bad(f"`{field_name}` of {what} holds a form without letters")
        return forms

    def _line(self, value: Any, what: str) -> str:
        # YAML reads some words as other things: no, on, 1996, 2020-01-01.
        if not isinstance(value, str):
            raise self._bad(f"{what} must be text (in quotation marks if YAML takes it otherwise)")
        if not value.strip() or len(value.splitlines()) != 1:
            raise self._bad(f"{what} must be one line of text")
        return value.strip()

    def _mapping(
        self,
        value: Any,
        what: str,
        required: Sequence[str] = (),
        optional: Sequence[str] | None = None,
    ) -> dict[str, Any]:
        """Check that `value` has the keys `required`, and no others but `optional` (None: any)."""
        if not isinstance(value, dict):
            raise self._bad(f"{what} must be a mapping")
        if missing := [key for key in required if key not in value]:
            raise self._bad(f"{what} lacks `{missing[0]}`")
        if required or optional is not None:
            allowed = {*required, *(optional or ())}
            if unknown := [key for key in value if key not in allowed]:
                raise self._bad(f"{what} has a key that is not known: `{str(unknown[0])[:40]}`")
        return value

    def _bad(self, what: str) -> GlossaryError:
        return GlossaryError(f"the glossary is wrong: {what}", where=self._where, remedy=_REMEDY)
