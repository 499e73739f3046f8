"""Kinds of documents as a page or a file in Norwegian or English names them."""

from __future__ import annotations

_NORWEGIAN = {
    "agreement": "avtale",
    "document": "dokument",
    "glossary": "ordliste",
    "handbook": "håndbok",
    "press release": "pressemelding",
    "programme": "program",
    "report": "rapport",
    "statistics": "statistikk",
    "web page": "nettside",
}
_NYNORSK = {**_NORWEGIAN, "handbook": "handbok"}
_NAMES = {"nb": _NORWEGIAN, "nn": _NYNORSK}


def kind_name(kind: str, language: str) -> str:
    """Name a kind of document in `language`; one that is not known stays as it is."""
    return _NAMES.get(language, {}).get(kind.casefold(), kind)
