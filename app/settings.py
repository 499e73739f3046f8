"""Every setting, in one frozen object, read from the environment in this one place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

import ingest
from app.errors import SettingsError
from ingest.document import Access


def _default_corpus() -> Path:
    """Return the starter documents, which lie beside the packages."""
    return Path(ingest.__file__).parents[1] / "corpus"


class Settings(BaseSettings):
    """What can be set, each by `SAMSVAR_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="SAMSVAR_", frozen=True, extra="ignore")

    data: Path = Field(
        default=Path("~/.local/share/samsvar"), description="where the index and the models live"
    )
    corpus: Path = Field(
        default_factory=_default_corpus, description="what `samsvar ingest` reads by default"
    )
    model: str = Field(
        default="multilingual-e5-small",
        description="the embedding model: the packaged one, a folder, or a hub name",
    )
    precision: Literal["auto", "bfloat16", "float32"] = Field(
        default="auto", description="the number format of the embedding model"
    )
    composer: Literal["extractive"] = Field(
        default="extractive", description="how answers are composed"
    )
    clearance: Access = Field(
        default=Access.RESTRICTED, description="the most restricted documents that are searched"
    )
    language: Literal["auto", "nb", "nn", "en"] = Field(
        default="auto", description="the language of answers; auto: the question's"
    )
    dense_weight: float = Field(
        default=0.7, ge=0, le=1, description="the share of meaning, against words, in a search"
    )
    glossary: bool = Field(
        default=True, description="look for a question's terms by their names in other languages"
    )
    passage_tokens: int = Field(
        default=200, ge=50, le=450, description="how long passages are, in tokens"
    )
    max_file_mb: int = Field(default=100, ge=1, description="larger files are not read, in MB")

    questions: Path | None = Field(
        default=None, description="a folder with norquad/ and xquad/, for `samsvar bench`"
    )

    @field_validator("data", "corpus", "questions")
    @classmethod
    def _expand(cls, path: Path | None) -> Path | None:
        return path.expanduser().absolute() if path else None

    @field_validator("clearance", mode="before")
    @classmethod
    def _access_by_name(cls, value: Any) -> Any:
        if isinstance(value, str) and not value.isdigit():
            try:
                return Access[value.upper()]
            except KeyError:
                names = ", ".join(access.name.lower() for access in Access)
                raise ValueError(f"one of {names}") from None
        return value


def load_settings(**overrides: Any) -> Settings:
    """Read the settings from the environment; `overrides` that are not None win.

    Raises
    ------
    SettingsError
        If a value is not allowed, naming the variable.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = f"SAMSVAR_{'_'.join(map(str, first['loc'])).upper()}"
        raise SettingsError(
            f"a setting is not valid ({first['msg']})",
            where=f"{name}={first['input']}",
            remedy="`samsvar doctor` shows every setting and what it means",
        ) from error
