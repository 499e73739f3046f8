"""Answers in a model's words over real documents, judged by the real verifier, on the page."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from scripted_endpoint import MODEL, ScriptedEndpoint, saying
from streamlit.testing.v1 import AppTest

from app.factory import open_desk, open_writer
from app.settings import load_settings

CORPUS = Path(__file__).parents[3] / "corpus"
QUESTION = "Hvor mange land har Internasjonal stab ansvar for programsamarbeid med?"
TRUE = "Internasjonal stab har ansvar for programsamarbeid med ti land."
LIES = (
    "Internasjonal stab har ansvar for programsamarbeid med tolv land.",
    "Internasjonal stab har ikke ansvar for programsamarbeid med ti land.",
    "Sverige har ansvar for programsamarbeid med ti land.",
)


def page_of(desk):
    # Streamlit runs the source of this function alone: it sees no name of this module.
    from app.ui.pages import run

    run(desk)


@pytest.fixture
def page(tmp_path: Path, models_folder: Path, embedder, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr("app.factory.open_embedder", lambda settings, progress=None: embedder)
    documents, data = tmp_path / "documents", tmp_path / "data"
    documents.mkdir()
    for name in ("kdi/internasjonal-stab.md", "kdi/portefolje.md", "spps/fredsinsatser.md"):
        shutil.copy(CORPUS / name, documents)
    data.mkdir()
    (data / "models").symlink_to(models_folder, target_is_directory=True)
    open_writer(load_settings(data=data)).ingest([documents])
    written = " ".join(f"{sentence} [1]" for sentence in (LIES[0], TRUE, *LIES[1:]))
    with ScriptedEndpoint(saying(written)).serving() as endpoint:
        desk = open_desk(
            load_settings(
                data=data,
                composer="generative",
                llm_base_url=endpoint.url,
                llm_model=MODEL,
                unsupported="strike",
            )
        )
        page = AppTest.from_function(page_of, args=(desk,), default_timeout=60).run()
        yield page.chat_input(key="question").set_value(QUESTION).run()


def said(page: AppTest, name: str) -> list[str]:
    """Return the text of each paragraph of a class, without markup."""
    html = "\n".join(element.value for element in page.get("html"))
    return [
        unescape(re.sub(r"<[^>]+>", "", found))
        for found in re.findall(rf'<p class="{name}[^>]*>(.*?)</p>', html, re.DOTALL)
    ]


def test_a_lie_is_struck_with_its_reason_and_the_truth_stays(page: AppTest) -> None:
    assert not page.exception
    (claim,) = said(page, "sv-claim")
    struck = said(page, "sv-struck")

    assert claim.startswith(TRUE)
    assert [one.partition(" (")[0] for one in struck] == list(LIES)
    assert "tallet står ikke i kilden" in struck[0]
    assert "kilden sier det motsatte" in struck[1]
    assert "navnet står ikke i kilden" in struck[2]
