from pathlib import Path

import pytest

from ingest.encoding import decode
from ingest.errors import ReadError

PATH = Path("x.txt")
NORDIC = [
    "Blåbær og rødgrøt på Ås",
    "Kåre er på vei",
    "Fængsel på øen",
    "Avtalen gjelder for tre år – «så lenge det varer»",
    "Frivården får råd",
    "søknad",
    "Østfold fengsel",
]
CZECH = [
    "Vězeňská služba České republiky spolupracuje se sousedy",
    "Ředitel věznice přijel v úterý do Prahy",
    "Příliš žluťoučký kůň",
]


@pytest.mark.parametrize("text", NORDIC)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_nordic_texts_come_out_right(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), PATH) == text


@pytest.mark.parametrize("text", CZECH)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1250"])
def test_czech_texts_come_out_right(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), PATH) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised(encoding: str) -> None:
    assert decode(NORDIC[3].encode(encoding), PATH) == NORDIC[3]


def test_cyrillic_is_left_to_statistics() -> None:
    text = "Федеральная служба исполнения наказаний России подписала соглашение о сотрудничестве."
    assert decode(text.encode("cp1251"), PATH) == text


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\x00\x01\x02abc\x00", b"abc\x00def\x00gh"]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(ReadError, match="binary"):
        decode(data, PATH)
