"""What answers here: the index, the models, the libraries, and who else is told anything."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata, requires, version
from pathlib import Path
from typing import Literal, Protocol

from app.settings import Settings
from index.model_folder import PACKAGED
from index.open_index import OpenIndex
from index.reader import WEIGHTS

_DIGITS = 12  # of a fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A library that Samsvar is built on; `licence` is as its metadata has it."""

    name: str
    version: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a language model answers, and what it is sent."""

    address: str
    model: str
    receives: Literal["conversations", "quotations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationFacts:
    """The installation at one moment; `indexed_on` is when the index that answers was built.

    `fetched_model` is the name of an embedding model that came from a hub, if it did.
    """

    version: str
    index: str
    indexed_on: date
    model: str
    reader: str
    libraries: tuple[Library, ...]
    endpoint: Endpoint | None = None
    fetched_model: str | None = None


class Installation(Protocol):
    """Tells what is installed and set up."""

    def facts(self) -> InstallationFacts:
        """Return the facts as they are now.

        Raises
        ------
        SamsvarError
            If there is no index.
        """
        ...


class LocalInstallation:
    """The installation of this machine, over the index in the data directory."""

    def __init__(self, settings: Settings, index: OpenIndex) -> None:
        self._settings = settings
        self._index = index

    def facts(self) -> InstallationFacts:
        """Return the facts as they are now."""
        generation = self._index.generation()
        return InstallationFacts(
            version=_version("samsvar"),
            index=generation.manifest.fingerprint,
            indexed_on=date.fromtimestamp(generation.built_at),
            model=generation.manifest.model,
            reader=_reader_fingerprint(),
            libraries=libraries(),
            endpoint=_endpoint(self._settings),
            fetched_model=_fetched(self._settings.model),
        )


@cache
def libraries() -> tuple[Library, ...]:
    """Return the libraries that Samsvar asks for by name, in the order of their names."""
    try:
        wanted = requires("samsvar") or []
    except PackageNotFoundError:
        return ()
    names = [
        match.group()
        for requirement in wanted
        if "extra ==" not in requirement and (match := re.match(r"[\w.-]+", requirement))
    ]
    found = []
    for name in sorted(names, key=str.casefold):
        try:
            found.append(
                Library(name=name, version=version(name), licence=_licence(metadata(name)))
            )
        except PackageNotFoundError:
            continue
    return tuple(found)


def _licence(about: PackageMetadata) -> str:
    """Return the licence: an SPDX expression before a classifier before what was written freely."""

    def told(name: str) -> list[str]:
        return [str(value) for value in about.get_all(name) or ()]

    classified = [
        classifier.rpartition(" :: ")[2]
        for classifier in told("Classifier")
        if classifier.startswith("License ::")
    ]
    written = "".join(told("License")).partition("\n")[0]
    return "".join(told("License-Expression")) or ", ".join(classified) or written


def _endpoint(settings: Settings) -> Endpoint | None:
    if not settings.names_llm:
        return None
    return Endpoint(
        address=settings.llm_base_url,
        model=settings.llm_model,
        receives="conversations" if settings.composer == "generative" else "quotations",
    )


def _fetched(model: str) -> str | None:
    return None if model == PACKAGED or Path(model).expanduser().is_dir() else model


@cache
def _reader_fingerprint() -> str:
    return hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()[:_DIGITS]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
