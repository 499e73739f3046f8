"""Text with marked stretches as HTML: the one place where foreign text becomes markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A stretch of the text to wrap in an element; offsets as in `Span`.

    `attributes` go on every piece of the stretch, `first_attributes` only on its first piece: where
    layers overlap, a stretch is cut into several elements, and an id may stand only once.
    """

    start: int
    end: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    first_attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """An empty element between two characters, such as the beginning of a page."""

    at: int
    tag: str
    attributes: tuple[tuple[str, str], ...] = ()


def layered_html(
    text: str,
    layers: Sequence[Layer],
    markers: Sequence[Marker] = (),
    *,
    start: int = 0,
    end: int | None = None,
) -> str:
    """Return `text[start:end]` as HTML, with `layers` around their stretches.

    Layers may overlap in any way; of two over the same character, the one named first is the outer.
    Without its tags and with its entities resolved, the HTML is exactly `text[start:end]`.
    """
    end = len(text) if end is None else end
    clipped = [
        (index, max(layer.start, start), min(layer.end, end)) for index, layer in enumerate(layers)
    ]
    clipped = [(index, first, last) for index, first, last in clipped if first < last]
    inside = [marker for marker in markers if start <= marker.at < end]

    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    for index, first, last in clipped:
        opens.setdefault(first, []).append(index)
        closes.setdefault(last, []).append(index)
    marked: dict[int, list[Marker]] = {}
    for marker in inside:
        marked.setdefault(marker.at, []).append(marker)

    edges = sorted({start, end, *opens, *closes, *marked})
    active: set[int] = set()
    begun: set[int] = set()
    pieces: list[str] = []
    for edge, following in zip(edges, [*edges[1:], end], strict=True):
        active.difference_update(closes.get(edge, ()))
        active.update(opens.get(edge, ()))
        pieces += [_element(marker.tag, marker.attributes) for marker in marked.get(edge, ())]
        if edge == following:
            continue
        wrapping = [layers[index] for index in sorted(active)]
        fresh = active - begun
        pieces += [_opening(layers[index], first=index in fresh) for index in sorted(active)]
        pieces.append(escape(text[edge:following]))
        pieces += [f"</{layer.tag}>" for layer in reversed(wrapping)]
        begun |= active
    return "".join(pieces)


def _opening(layer: Layer, *, first: bool) -> str:
    attributes = layer.attributes + (layer.first_attributes if first else ())
    return f"<{layer.tag}{_attributes(attributes)}>"


def _element(tag: str, attributes: Iterable[tuple[str, str]]) -> str:
    return f"<{tag}{_attributes(attributes)}></{tag}>"


def _attributes(attributes: Iterable[tuple[str, str]]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes)
