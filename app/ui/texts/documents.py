"""The texts of the document pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsTexts:
    """The document pages's texts in one language."""

    heading: str


BOKMAL = DocumentsTexts(heading="Dokumentene")

ENGLISH = DocumentsTexts(heading="The documents")
