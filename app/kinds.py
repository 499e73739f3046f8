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


def kind_name(kind: str, language: str) -> str:
    """Name a kind of document in `language`, `nb` or `en`; one that is not known stays as it is."""
    return _NORWEGIAN.get(kind.casefold(), kind) if language == "nb" else kind
