"""Metadata that people write down: front matter, and a sidecar beside the file."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from ingest.countries import country_code
from ingest.document import Access
from ingest.errors import ReadError
from ingest.normalise import normalise

_LARGEST = 64 * 1024
_FRONT_MATTER = re.compile(
    r"\A\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_LANGUAGES = {
    "no": "nb", "norsk": "nb", "norwegian": "nb", "bokmål": "nb", "norsk bokmål": "nb",
    "nynorsk": "nn", "norsk nynorsk": "nn", "english": "en", "engelsk": "en", "engelska": "en",
    "swedish": "sv", "svensk": "sv", "svenska": "sv", "danish": "da", "dansk": "da",
    "czech": "cs", "tsjekkisk": "cs", "čeština": "cs", "cz": "cs",
}  # fmt: skip
_ACCESS = {
    "public": Access.PUBLIC, "open": Access.PUBLIC, "offentlig": Access.PUBLIC,
    "åpen": Access.PUBLIC, "open access": Access.PUBLIC,
    "internal": Access.INTERNAL, "intern": Access.INTERNAL, "internt": Access.INTERNAL,
    "restricted": Access.RESTRICTED, "begrenset": Access.RESTRICTED,
    "avgrensa": Access.RESTRICTED, "confidential": Access.RESTRICTED,
    "konfidensiell": Access.RESTRICTED, "fortrolig": Access.RESTRICTED,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Metadata as declared by a person; None where nothing is said."""

    title: str | None = None
    agency: str | None = None
    countries: tuple[str, ...] | None = None
    language: str | None = None
    published: str | None = None
    source_url: str | None = None
    kind: str | None = None
    access: Access | None = None
    ingest: bool | None = None

    def over(self, other: Declared) -> Declared:
        """Return these declarations, with `other` filling in where nothing is said."""
        said = {
            name: value
            for name in (field.name for field in fields(self))
            if (value := getattr(self, name)) is not None
        }
        return replace(other, **said)


def split_front_matter(text: str, where: str) -> tuple[Declared | None, str]:
    """Separate YAML front matter from the text below it.

    Raises
    ------
    ReadError
        If there is front matter and it is no YAML mapping.
    """
    match = _FRONT_MATTER.match(text)
    if match is None or not re.search(r"^[\w-]+[ \t]*:", match.group(1), re.MULTILINE):
        return None, text
    return parse_declared(match.group(1), where, first_line=2), text[match.end() :]


def read_sidecar(path: Path, where: str) -> Declared:
    """Read the metadata file at `path`.

    Raises
    ------
    ReadError
        If it is too large, no UTF-8, or no YAML mapping.
    """
    with path.open("rb") as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise ReadError(f"The metadata file {path.name} is larger than 64 KiB", where=where)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"The metadata file {path.name} is not UTF-8", where=where) from error
    return parse_declared(text, where, name=f"The metadata file {path.name}")


def parse_declared(
    text: str, where: str, *, name: str = "The front matter", first_line: int = 1
) -> Declared:
    """Parse YAML metadata; keys that are not ours are ignored.

    Raises
    ------
    ReadError
        If the YAML is broken (with its line), is no mapping, or names an unknown access level.
    """
    import yaml

    if len(text) > _LARGEST:
        raise ReadError(f"{name} is larger than 64 KiB", where=where)
    try:
        loaded = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        reason = f"{name} is not valid YAML (line {line}: {error.problem})"
        raise ReadError(reason, where=where) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date such as 2024-13-45
        raise ReadError(f"{name} is not valid YAML ({error})", where=where) from error
    if loaded is None:
        return Declared()
    if not isinstance(loaded, dict):
        raise ReadError(f"{name} is not a list of `key: value` lines", where=where)
    values = {str(key).casefold(): value for key, value in loaded.items()}
    return Declared(
        title=_words(values.get("title")),
        agency=_words(values.get("agency")),
        countries=_countries(values),
        language=_language(values.get("language", values.get("lang"))),
        published=_date(values.get("published", values.get("date"))),
        source_url=_words(values.get("source_url", values.get("source", values.get("url")))),
        kind=_words(values.get("kind")),
        access=_access(values.get("access"), name, where),
        ingest=_switch(values.get("ingest")),
    )


def _words(value: Any) -> str | None:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    return " ".join(normalise(str(value)).split()) or None


def _countries(values: dict[str, Any]) -> tuple[str, ...] | None:
    value = values.get("countries", values.get("country"))
    if value is False:  # YAML 1.1 reads the country code NO as the word no
        value = "NO"
    if isinstance(value, str):
        value = re.split(r"[,;]", value)
    if not isinstance(value, list):
        return None
    names = ("NO" if item is False else item for item in value)
    codes = (country_code(name) for name in names if isinstance(name, str))
    return tuple(dict.fromkeys(code for code in codes if code))


def _language(value: Any) -> str | None:
    if value is False:
        return "nb"
    name = (_words(value) or "").casefold()
    if name in _LANGUAGES:
        return _LANGUAGES[name]
    tag = re.split(r"[-_]", name)[0]
    return _LANGUAGES.get(tag, tag) if re.fullmatch(r"[a-z]{2,3}", tag) else None


def _date(value: Any) -> str | None:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    from ingest.dates import first_date

    words = _words(value)
    return first_date(words) if words else None


def _access(value: Any, name: str, where: str) -> Access | None:
    if value is None:
        return None
    access = _ACCESS.get((_words(value) or "").casefold())
    if access is None:  # a guess could show a restricted document to everyone
        raise ReadError(
            f"{name} gives an access that is none of public, internal, restricted ({value})",
            where=where,
        )
    return access


def _switch(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    word = (_words(value) or "").casefold()
    return {"false": False, "no": False, "nei": False, "true": True, "yes": True, "ja": True}.get(
        word
    )
