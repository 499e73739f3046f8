import pytest

from ingest.furniture import find_furniture, looks_like_press_release

ARTICLE = [
    "Ny avtale om opplæring av fengselsbetjenter",
    "Partene ble tirsdag enige om en avtale som skal gi tjuefire betjenter opplæring i Riga hvert "
    "år. "
    "Avtalen gjelder i tre år og kan fornyes.",
    "- Dette har vi ventet på lenge, og vi gleder oss til å begynne, sier prosjektleder Ola "
    "Eksempel.",
    "Opplæringen betales av departementet. Direktoratet søker om nye midler neste år.",
]
TAIL_NB = [
    "Nøkkelord", "Kontakter", "Prosjektleder Ola Eksempel, telefon 900 00 000.", "Bilder",
    "Ola Eksempel i Riga. Foto: Kari", "Last ned bilde", "Om Eksempeldirektoratet",
    "Storgata 1", "0123 Byen", "www.eksempel.no", "Følg saker fra Eksempeldirektoratet",
    "Registrer deg med e-postadressen din for å få de nyeste sakene fra oss på epost fortløpende.",
]  # fmt: skip
TAIL_SV = [
    "Ämnen",
    "Kontakter",
    "Presstjänst",
    "Tel: 08-123 45 67 89",
    "Prenumerera",
    "Följ oss på X",
]
TAIL_EN = [
    "Keywords", "Media contacts", "press@example.org", "Phone: +47 22 00 00 00", "Latest news",
    "Follow us on Facebook and subscribe to our newsletter.",
]  # fmt: skip
TAIL_CS = ["Klíčová slova", "Kontakty", "Tel: +420 222 333 444", "Související články", "Sdílet"]


def kept(text: str) -> str:
    spans = find_furniture(text)
    for span in reversed(spans):
        text = text[: span.start] + text[span.end :]
    return text


@pytest.mark.parametrize("tail", [TAIL_NB, TAIL_SV, TAIL_EN, TAIL_CS])
def test_the_tail_goes_and_the_article_stays_whole(tail: list[str]) -> None:
    rest = kept("\n\n".join([*ARTICLE, *tail]))
    assert [line for line in rest.split("\n") if line] == ARTICLE


def test_a_press_release_is_known_by_its_contacts() -> None:
    text = "\n\n".join([*ARTICLE, *TAIL_NB])
    assert looks_like_press_release(text, find_furniture(text))
    assert not looks_like_press_release("\n\n".join(ARTICLE), ())


@pytest.mark.parametrize(
    "line",
    [
        "Del",
        "Sdílet",
        "Welcome to the United Nations.",
        "UN Photo",
        "Mer om prosjektene finner du i venstre marg på siden",
        "We use cookies to improve this site. Accept all",
        "12.3.2020 09:15",
    ],
)
def test_single_lines_of_the_page_go(line: str) -> None:
    text = "\n\n".join([ARTICLE[0], line, *ARTICLE[1:]])
    assert [part for part in kept(text).split("\n") if part] == ARTICLE


@pytest.mark.parametrize(
    "line",
    [
        "Kontaktperson for arbeidet er Ola Eksempel.",
        "Om avtalen",
        "Avtalen om bilder og deling av opplysninger ble undertegnet 12.3.2020.",
        "Spørsmål kan rettes til prosjektet på telefon 900 00 000, som er åpen hele døgnet for "
        "ansatte.",
    ],
)
def test_matter_stays(line: str) -> None:
    for position in range(1, len(ARTICLE) + 1):
        text = "\n\n".join([*ARTICLE[:position], line, *ARTICLE[position:]])
        assert kept(text) == text


def test_a_caption_given_twice_is_kept_once() -> None:
    caption = "Partene under undertegningen i Riga i går. Foto: Kari"
    text = "\n".join([ARTICLE[0], "", caption, caption, "", *ARTICLE[1:]])
    assert kept(text).count(caption) == 1


def test_a_menu_above_goes_but_the_title_stays() -> None:
    text = "\n".join(
        ["Hjem", "Om oss", "Nyheter", "Kontakt oss", "Logg inn", "Ny avtale", *ARTICLE[1:]]
    )
    assert kept(text).strip().split("\n") == ["Ny avtale", *ARTICLE[1:]]


def test_a_text_of_short_lines_only_is_left_alone() -> None:
    text = "Ordliste\nKontakt\nBilder\nHjem\nOm oss\nLatvia\nTelefon 900 00 000"
    assert find_furniture(text) == ()


def test_a_list_of_contacts_by_itself_is_matter() -> None:
    text = "\n".join([*ARTICLE, "", "Kontakter", "Vakt: telefon 900 00 000", "vakt@eksempel.no"])
    assert kept(text) == text
