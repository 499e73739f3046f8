"""The texts of the page about Samsvar."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutTexts:
    """The page about Samsvar's texts in one language."""

    heading: str


BOKMAL = AboutTexts(heading="Om Samsvar")

ENGLISH = AboutTexts(heading="About Samsvar")
