"""Every setting, in one frozen object, read from the environment in this one place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

import ingest
from app.errors import SettingsError
from ingest.document import Access

_LONGEST_ANSWER = 600  # tokens
_SECRET = ("_key", "_password", "_secret")


def _default_corpus() -> Path:
    """Return the starter documents, which lie beside the packages."""
    return Path(ingest.__file__).parents[1] / "corpus"


def _is_endpoint(url: str) -> bool:
    """Tell whether `url` names a server and nothing that should not be shown."""
    try:
        parts = urlsplit(url)
        port_is_valid = parts.port != 0
    except ValueError:
        return False
    named = parts.scheme in ("http", "https") and bool(parts.hostname) and port_is_valid
    return named and "@" not in parts.netloc and not (parts.query or parts.fragment)


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
    composer: Literal["extractive", "generative"] = Field(
        default="extractive",
        description="how answers are composed: of quotations, or by a language model, checked",
    )
    llm_base_url: str = Field(
        default="",
        validate_default=True,
        description="where the language model answers, such as http://127.0.0.1:11434/v1",
    )
    llm_model: str = Field(
        default="",
        validate_default=True,
        description="the name of the language model there",
    )
    llm_api_key: SecretStr = Field(
        default=SecretStr(""), description="the key to the language model, if it wants one"
    )
    llm_context: int = Field(
        default=4096,
        ge=1024,
        description="how many tokens the language model takes, question and answer together",
    )
    llm_timeout: float = Field(
        default=60,
        gt=0,
        allow_inf_nan=False,
        description="how long the language model may take for an answer, in seconds",
    )
    llm_first_token: float = Field(
        default=20,
        gt=0,
        allow_inf_nan=False,
        description="how long it may take to begin, in seconds",
    )
    unsupported: Literal["remove", "strike"] = Field(
        default="remove",
        description="sentences of the language model without support: removed, or shown struck",
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
    answers_at_once: int = Field(
        default=4, ge=1, le=64, description="how many questions the page answers at the same time"
    )
    questions: Path | None = Field(
        default=None, description="a folder with norquad/ and xquad/, for `samsvar bench`"
    )

    @property
    def names_llm(self) -> bool:
        """Whether a language model is named, for answers or only to translate."""
        return bool(self.llm_base_url and self.llm_model)

    @property
    def llm_answer_tokens(self) -> int:
        """How many tokens of the language model's context are kept for its answer."""
        return min(_LONGEST_ANSWER, self.llm_context // 4)

    @field_validator("data", "corpus", "questions")
    @classmethod
    def _expand(cls, path: Path | None) -> Path | None:
        return path.expanduser().absolute() if path else None

    @field_validator("llm_base_url")
    @classmethod
    def _endpoint(cls, url: str, info: ValidationInfo) -> str:
        url = url.strip().rstrip("/")
        if not url and info.data.get("composer") == "generative":
            raise ValueError(
                "a generative composer needs to know where the language model answers, "
                "such as http://127.0.0.1:11434/v1"
            )
        if url and not _is_endpoint(url):
            raise ValueError(
                "give an address such as http://127.0.0.1:11434/v1; "
                "a key belongs in SAMSVAR_LLM_API_KEY"
            )
        return url

    @field_validator("llm_model")
    @classmethod
    def _named(cls, name: str, info: ValidationInfo) -> str:
        name = name.strip()
        if not name and info.data.get("composer") == "generative":
            raise ValueError("a generative composer needs the name of a language model")
        return name

    @field_validator("llm_api_key")
    @classmethod
    def _key(cls, key: SecretStr) -> SecretStr:
        bare = key.get_secret_value().strip()
        if not bare.isascii() or not bare.isprintable() or " " in bare:
            raise ValueError("it holds signs that no key has")
        return SecretStr(bare)

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


def is_secret(name: str, value: Any) -> bool:
    """Tell whether the value of the setting or variable `name` must not be shown."""
    name = name.lower()
    # An address may have a password in it, which is not allowed but is one nevertheless.
    return name.endswith(_SECRET) or (name.endswith("_url") and "@" in str(value))


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
        shown = "(not shown)" if is_secret(name, first["input"]) else first["input"]
        raise SettingsError(
            f"a setting is not valid ({first['msg']})",
            where=f"{name}={shown}",
            remedy="`samsvar doctor` shows every setting and what it means",
        ) from error
