import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.languages import detect, detect_query

SAMPLES = {
    "nb": [
        "Fengselet ligger utenfor byen og har plass til hundre innsatte. De ansatte jobber tett "
        "med "
        "kommunen for at løslatelsen skal gå bra.",
        "Prosjektet ble startet i fjor, og partene møtes hvert halvår for å se hvordan arbeidet "
        "går.",
        "Deltakerne kommer fra flere land, blant annet Latvia, Litauen, Romania, Polen og "
        "Tsjekkia, "
        "og de bor sammen i to uker.",
    ],
    "nn": [
        "Fengselet ligg utanfor byen og har plass til hundre innsette. Dei tilsette arbeider tett "
        "med "
        "kommunen for at lauslatinga skal gå bra.",
        "Prosjektet vart starta i fjor, og partane møtest kvart halvår for å sjå korleis arbeidet "
        "går.",
        "Eg veit ikkje kva dei kjem til å gjere, men det er noko vi må snakke om før sommaren.",
    ],
    "da": [
        "Fængslet ligger uden for byen og har plads til hundrede indsatte. De ansatte arbejder tæt "
        "sammen med kommunen, så løsladelsen går godt.",
        "Projektet blev startet sidste år, og parterne mødes hvert halve år for at se, hvordan "
        "arbejdet går mellem landene.",
        "Aftalen er en del af et større samarbejde, og den blev fornyet efter lange forhandlinger.",
    ],
    "sv": [
        "Anstalten ligger utanför staden och har plats för hundra intagna. De anställda arbetar "
        "nära "
        "kommunen för att frigivningen ska gå bra.",
        "Projektet startades i fjol och parterna möts varje halvår för att se hur arbetet går.",
    ],
    "en": [
        "The prison lies outside the town and has room for a hundred inmates. Staff work closely "
        "with "
        "the municipality so that release goes well.",
        "Participants come from Latvia, Lithuania, Romania and Poland, and live together for two "
        "weeks.",
    ],
    "cs": [
        "Věznice leží za městem a má místo pro sto vězňů. Zaměstnanci úzce spolupracují s obcí, "
        "aby "
        "propuštění proběhlo dobře.",
        "Projekt byl zahájen loni a partneři se scházejí každého půl roku, aby viděli, jak práce "
        "jde.",
    ],
}
CASES = [(language, text) for language, texts in SAMPLES.items() for text in texts]


@pytest.mark.parametrize(("language", "text"), CASES)
def test_passages_are_recognised(language: str, text: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(("language", "text"), CASES)
@pytest.mark.parametrize("hint", ["en", "nb", "cs"])
def test_a_wrong_hint_does_not_override_a_plain_text(language: str, text: str, hint: str) -> None:
    if not (hint == "nb" and language in ("nn", "da", "sv")):
        assert detect(text, hint=hint) == language


@pytest.mark.parametrize("hint", ["nb", "nn", "en", "cs"])
def test_the_hint_decides_for_short_texts(hint: str) -> None:
    assert detect("Oslo, Riga, Praha", hint=hint) == hint


@pytest.mark.parametrize("text", ["", "  ", "12 345 – 67 %", "• | •"])
def test_a_text_without_letters_has_no_language(text: str) -> None:
    assert detect(text, hint="nb") == "und"


def test_other_languages_are_left_to_langdetect() -> None:
    assert (
        detect("Vankila sijaitsee kaupungin ulkopuolella ja siellä on sata vankia tänään.") == "fi"
    )
    assert (
        detect("Соглашение о сотрудничестве между службами подписано в Москве на три года.") == "ru"
    )


@given(st.text())
@settings(max_examples=50)
def test_detection_is_the_same_each_time(text: str) -> None:
    assert detect(text) == detect(text)


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("Hva står EPIS for?", "nb"),
        ("Kva står EPIS for?", "nn"),
        ("Hvor ble CEP stiftet?", "nb"),
        ("how many prisons", "en"),
        ("Where is the Financial Mechanism Office?", "en"),
        ("Kolik věznic má partnera v zahraničí?", "cs"),
        ("Wie viele Gefängnisse haben ausländische Partner?", "de"),
        ("...", "und"),
    ],
)
def test_the_language_of_a_query_is_told_by_its_function_words_or_by_statistics(query, language):
    assert detect_query(query) == language
