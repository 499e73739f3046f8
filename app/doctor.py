"""The check-up: every setting, and whether each part of the installation is as it should be."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from app.check_llm import check_llm
from app.checks import check_data, check_index, check_model, network_use
from app.composing import open_llm
from app.errors import SettingsError
from app.settings import Settings, is_secret, load_settings
from index.environment import settle_environment
from ingest.errors import SamsvarError

_PACKAGES = (
    "torch",
    "sentence-transformers",
    "chromadb",
    "tantivy",
    "llama-index-core",
    "llama-index-llms-openai-like",
    "streamlit",
)


@dataclass(slots=True, kw_only=True)
class Checkup:
    """What was found; `problems` is empty when all is well. Sizes are bytes."""

    settings: dict[str, dict[str, Any]] = field(default_factory=dict)
    versions: dict[str, str | None] = field(default_factory=dict)
    model: dict[str, Any] = field(default_factory=dict)
    index: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    llm: dict[str, Any] = field(default_factory=dict)
    network: str = ""
    problems: list[SamsvarError] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return the check-up in the shape of the command line's `--json`."""
        return {
            "settings": self.settings,
            "versions": self.versions,
            "model": self.model,
            "index": self.index,
            "data": self.data,
            "llm": self.llm,
            "network": self.network,
            "problems": [
                {"what": problem.what, "where": problem.where, "remedy": problem.remedy}
                for problem in self.problems
            ],
        }


def examine(overrides: Mapping[str, Any] | None = None) -> Checkup:
    """Look at everything and change nothing: no model is unpacked, fetched or loaded.

    A language model that the settings name is asked for one word.

    Parameters
    ----------
    overrides
        Settings given on the command line; None stands for "not given".
    """
    settle_environment()
    given = {name: value for name, value in (overrides or {}).items() if value is not None}
    checkup = Checkup(versions=_versions())
    checkup.problems += [
        SamsvarError("a package is not installed", where=name, remedy=f"Run: pip install '{name}'")
        for name, found in checkup.versions.items()
        if found is None
    ]
    settings: Settings | None = None
    try:
        settings = load_settings(**given)
    except SettingsError as error:
        allowed = "Correct the variable, or unset it"
        checkup.problems.append(SettingsError(error.what, where=error.where, remedy=allowed))
    checkup.settings = _settings(settings, given)
    if settings is not None:
        checkup.data = check_data(settings.data, checkup.problems)
        checkup.model = check_model(settings, checkup.problems)
        checkup.index = check_index(settings, checkup.model["fingerprint"], checkup.problems)
        if settings.names_llm:
            checkup.llm = check_llm(open_llm(settings), checkup.problems)
        checkup.network = network_use(settings)
    return checkup


def _versions() -> dict[str, str | None]:
    found: dict[str, str | None] = {
        "samsvar": _version("samsvar"),
        "python": platform.python_version(),
    }
    return found | {name: _version(name) for name in _PACKAGES}


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _settings(settings: Settings | None, given: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return each setting with its value and where that comes from.

    Of settings that are not valid, the values are those of the environment, as they stand there.
    """
    told = {}
    environment = {name.upper(): value for name, value in os.environ.items()}
    for name, about in Settings.model_fields.items():
        variable = f"SAMSVAR_{name.upper()}"
        if settings is not None:
            value = getattr(settings, name)
        else:
            default = about.get_default(call_default_factory=True)
            value = given.get(name, environment.get(variable, default))
        if value and is_secret(name, value):
            value = "(set, not shown)"
        told[name] = {
            "value": _shown(value),
            "from": (
                "command line"
                if name in given
                else "environment"
                if variable in environment
                else "default"
            ),
            "variable": variable,
            "meaning": about.description or "",
        }
    return told


def _shown(value: Any) -> Any:
    if hasattr(value, "name") and hasattr(value, "value"):
        return str(value.name).lower()
    return value if isinstance(value, bool | int | float | None) else str(value)
