"""Open the tokenizer of a model folder, without the model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer


def open_tokenizer(folder: Path) -> Tokenizer:
    """Return the tokenizer of a model folder, neither cutting nor padding.

    Raises
    ------
    ModelError
        If the folder has none.
    """
    from tokenizers import Tokenizer

    path = folder / "tokenizer.json"
    if not path.is_file():
        raise ModelError(
            "the embedding model has no tokenizer.json",
            where=str(folder),
            remedy="Save it with a fast tokenizer, or set SAMSVAR_MODEL to another model",
        )
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
