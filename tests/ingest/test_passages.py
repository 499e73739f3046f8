from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Document, Heading, Span
from ingest.headings import infer_headings
from ingest.passages import SplitSettings, split
from ingest.sentences import sentence_spans

PIECES = "ord fengsel. Det\n \n\n • å, b; 1. A | B slutt! – 6. mai"
TEXTS = st.one_of(
    st.text(), st.lists(st.sampled_from(PIECES.split(" ")), max_size=120).map(" ".join)
)
SMALL = SplitSettings(tokens=20, ceiling=40, tiny=5)


def count_words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def spans_of(text: str, numbers: list[int]) -> list[Span]:
    cuts = sorted(n % (len(text) + 1) for n in numbers)
    return [Span(start=a, end=b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]


@given(TEXTS, st.lists(st.integers(0, 500), max_size=6), st.booleans())
def test_every_passage_is_exact_and_nothing_is_lost(
    make_document: Callable[..., Document], text: str, numbers: list[int], inferred: bool
) -> None:
    furniture = spans_of(text, numbers)
    headings = (
        infer_headings(text, furniture)
        if inferred
        else [Heading(start=s.start, end=s.end, level=1 + s.start % 3) for s in furniture]
    )
    furniture = furniture if inferred else []
    document = make_document(text, headings, furniture)
    passages = split(document, count_words, SMALL)
    covered = [False] * len(text)
    for span in (*furniture, *headings):
        covered[span.start : span.end] = [True] * (span.end - span.start)
    previous = 0
    for ordinal, passage in enumerate(passages):
        assert text[passage.start : passage.end] == passage.text == passage.text.strip()
        assert passage.start >= previous
        assert passage.ordinal == ordinal
        assert not any(f.start < passage.end and passage.start < f.end for f in furniture)
        previous = passage.end
        covered[passage.start : passage.end] = [True] * len(passage.text)
    for start, end in sentence_spans(text):
        if any(map(str.isalnum, text[start:end])) and not (furniture or headings):
            assert all(covered[i] or text[i].isspace() for i in range(start, end))


def test_a_heading_begins_a_passage_and_names_it(make_document: Callable[..., Document]) -> None:
    body = "Dette er en setning om saken. " * 8
    text = f"Tittel\n\nFørste del\n\n{body}\n\nAndre del\n\n{body}"
    passages = split(make_document(text, infer_headings(text)), count_words)
    assert [p.headings for p in passages] == [("Tittel", "Første del"), ("Tittel", "Andre del")]
    assert all(" del" not in p.text for p in passages)


def test_tiny_sections_share_a_passage(make_document: Callable[..., Document]) -> None:
    text = "Svar en\n\nDet er slik.\n\nSvar to\n\nDet er sånn og ikke noe annet."
    headings = [Heading(start=0, end=7, level=1), Heading(start=23, end=30, level=1)]
    (passage,) = split(make_document(text, headings), count_words)
    assert passage.text.startswith("Det er slik.")
    assert passage.text.endswith("annet.")


def test_a_heading_with_nothing_below_is_kept_as_text(
    make_document: Callable[..., Document],
) -> None:
    (passage,) = split(
        make_document("Bare en tittel", [Heading(start=0, end=14, level=1)]), count_words
    )
    assert (passage.text, passage.headings) == ("Bare en tittel", ())


def test_a_list_stays_with_its_lead_in(make_document: Callable[..., Document]) -> None:
    items = "\n".join(f"• punkt nummer {n} på listen" for n in range(3))
    text = f"{'Dette er en innledende setning. ' * 3}\n\nMålene er disse:\n\n{items}"
    passages = split(make_document(text), count_words, SMALL)
    assert any("Målene er disse:" in p.text and "punkt nummer 0" in p.text for p in passages)


def test_only_an_endless_sentence_is_cut(make_document: Callable[..., Document]) -> None:
    text = ", ".join(["et ledd"] * 200) + "."
    passages = split(make_document(text), count_words, SMALL)
    assert len(passages) > 5
    assert max(count_words([p.text for p in passages])) <= SMALL.ceiling
    assert text.replace(" ", "") == "".join(p.text for p in passages).replace(" ", "")


def test_settings_that_contradict_themselves_are_refused() -> None:
    with pytest.raises(ValueError, match="ceiling"):
        SplitSettings(tokens=500, ceiling=100)
