from __future__ import annotations

import pytest

from eval.acceptance import holds


@pytest.mark.parametrize(
    ("text", "accepted", "held"),
    [
        ("Ola bor i Oslo.", ("Oslo",), True),
        ("Ola bor i Oslo.", ("oslo",), False),
        ("Ola bor i Bergen.", ("Oslo", "Bergen"), True),
        ("two\nwords  here", ("two words here",), True),
        ("in 30\u00a0days", ("30 days",), True),
        ("in 2012", ("12",), False),
        ("1,528,343", ("528",), True),
        ("13 of 12", ("12",), True),
        ("12%", ("12%",), True),
        ("a.b", ("a+b", "axb"), False),
        ("anything", (), True),
    ],
)
def test_what_a_text_holds(text, accepted, held):
    assert holds(text, accepted) is held
