"""The texts of the picture of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePictureTexts:
    """The texts of the picture in one language; words in braces are filled in by `str.format`."""

    show: str
    described: str
    described_without: str
    enlarge: str
    drawing: str
    not_marked: str
    missing: str


BOKMAL = PagePictureTexts(
    show="Vis siden",
    described="Bilde av side {page} i «{title}» med sitatet merket. Sitatet står som tekst over.",
    described_without="Bilde av side {page} i «{title}». Sitatet står som tekst over.",
    enlarge="Forstørr",
    drawing="Henter siden …",
    not_marked="Samsvar fant ikke igjen sitatet på bildet av siden. Det står i teksten over.",
    missing="Siden kan ikke vises. Filen er flyttet eller endret siden den ble lest inn.",
)

ENGLISH = PagePictureTexts(
    show="Show the page",
    described="Picture of page {page} of “{title}” with the quotation marked. "
    "The quotation stands above as text.",
    described_without="Picture of page {page} of “{title}”. The quotation stands above as text.",
    enlarge="Enlarge",
    drawing="Fetching the page …",
    not_marked="Samsvar did not find the quotation in this picture. It stands in the text above.",
    missing="The page cannot be shown. The file was moved or changed after it was read in.",
)
