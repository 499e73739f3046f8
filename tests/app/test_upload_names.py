"""Whatever a visitor calls a file, its name on our disk is plain."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.upload_names import distinct, safe_name, suffix_of


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("rapport.pdf", "rapport.pdf"),
        ("Årsrapport 2020.PDF", "Årsrapport 2020.pdf"),
        ("a\N{COMBINING RING ABOVE}.md", "å.md"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\plan.docx", "plan.docx"),
        (".hidden.md", "hidden.md"),
        ("~$lock.docx", "lock.docx"),
        ("CON.txt", "CON-file.txt"),
        ("lpt1.tar.md", "lpt1-file.md"),
        ("what?.md", "what-.md"),
        ("a\x00b\r\nc.md", "ab c.md"),
        ("evil\N{RIGHT-TO-LEFT OVERRIDE}fdp.md", "evilfdp.md"),
        ("a.md ...", "a.md"),
        ("", "document"),
        ("...", "document"),
        ("folder/", "folder"),
    ],
)
def test_names_are_made_plain(given: str, safe: str) -> None:
    assert safe_name(given) == safe


@given(st.text(max_size=300) | st.text("./\\~$ \x00:con1x", max_size=40))
def test_any_name_becomes_one_that_every_disk_takes(name: str) -> None:
    safe = safe_name(name)

    assert safe
    assert safe == safe_name(safe)
    assert not set(safe) & set('/\\<>:"|?*')
    assert not any(unicodedata.category(sign)[0] == "C" for sign in safe)
    assert not safe.startswith((".", "~$"))
    assert not safe.endswith((".", " "))
    assert len(safe.encode()) < 240
    assert unicodedata.is_normalized("NFC", safe)
    assert suffix_of(safe) == suffix_of(safe).lower()


def test_names_that_a_disk_might_fold_together_are_numbered() -> None:
    assert distinct("Plan.md", set()) == "Plan.md"
    assert distinct("Plan.md", {"plan.md", "plan-2.md"}) == "Plan-3.md"
