"""What an endpoint is asked through is imported before the first question, and only if wanted."""

from __future__ import annotations

import subprocess
import sys

import pytest

from app import factory
from app.settings import Settings, load_settings

PROGRAM = """
import sys
from app.assistant.endpoint import warm_up
before = "llama_index" in sys.modules
thread = warm_up()
daemon = thread.daemon
thread.join()
print(before, daemon, "llama_index.llms.openai_like" in sys.modules)
"""


def test_the_import_is_done_beside_whatever_else_is_going_on():
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    )

    assert ran.stdout.split() == ["False", "True", "True"]


@pytest.fixture
def configured(data, documents) -> Settings:
    settings = load_settings(data=data)
    factory.open_writer(settings).ingest([documents])
    return settings


def test_only_a_desk_that_writes_begins_it(configured, monkeypatch):
    begun: list[str] = []
    monkeypatch.setattr(factory, "warm_up", lambda: begun.append("import"))
    llm = {"llm_base_url": "http://127.0.0.1:1/v1", "llm_model": "none"}

    factory.open_desk(configured)
    factory.open_desk(configured.model_copy(update=llm))
    assert begun == []
    factory.open_desk(configured.model_copy(update={**llm, "composer": "generative"}))
    assert begun == ["import"]
