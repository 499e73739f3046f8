"""A document's text as HTML: headings, page furniture and pages shown, one stretch marked."""

from __future__ import annotations

from app.ui.layers import Layer, Marker, layered_html
from app.ui.texts import Texts
from ingest.document import Document, Span


def text_html(
    document: Document,
    texts: Texts,
    *,
    marked: Span | None = None,
    marked_id: str = "",
    window: Span | None = None,
    heading_ids: str = "",
) -> str:
    """Return a document's text, or what of it lies in `window`.

    Parameters
    ----------
    marked, marked_id
        The stretch to mark, and the id that its mark has.
    heading_ids
        What the ids of the headings begin with, their numbers following; empty for no ids.
    """
    layers = [
        *(_styled(span, "sv-furniture") for span in document.furniture),
        *(
            _styled(span, "sv-heading", f"{heading_ids}{number}" if heading_ids else "")
            for number, span in enumerate(document.headings)
        ),
    ]
    if marked is not None:
        # The mark comes last, thus innermost: nothing may dim or cover it.
        layers.append(
            Layer(
                start=marked.start,
                end=marked.end,
                tag="mark",
                first_attributes=(("id", marked_id),),
            )
        )
    # The label is drawn by the style sheet, so that copied text is the document's text only.
    pages = [
        Marker(
            at=offset,
            tag="span",
            attributes=(
                ("class", "sv-page"),
                ("data-label", texts.page.format(page=number).capitalize()),
            ),
        )
        for number, offset in enumerate(document.pages, start=1)
    ]
    window = window or Span(start=0, end=len(document.text))
    return layered_html(document.text, layers, pages, start=window.start, end=window.end)


def _styled(span: Span, name: str, identity: str = "") -> Layer:
    return Layer(
        start=span.start,
        end=span.end,
        tag="span",
        attributes=(("class", name),),
        first_attributes=(("id", identity),) if identity else (),
    )
