"""Import sentence-transformers without waiting for what embedding never uses.

Its `util.similarity` imports one function of scikit-learn for a distance we do not ask for, and
that brings in scipy and pandas: 1.9 s of every cold start, on a machine where the rest of the
import takes 2.5. While it is being imported, a stand-in for `sklearn.metrics` hands out functions
that fetch the real ones when they are called; afterwards it is gone again, so that anyone else who
imports scikit-learn gets scikit-learn.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_PACKAGE, _MODULE = "sklearn", "sklearn.metrics"


def sentence_transformer_class() -> type[SentenceTransformer]:
    """Return the class `SentenceTransformer`, importing its library lightly the first time."""
    if "sentence_transformers" in sys.modules:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer
    with _stand_in():
        from sentence_transformers import SentenceTransformer
    return SentenceTransformer


@contextmanager
def _stand_in() -> Iterator[None]:
    if _PACKAGE in sys.modules or find_spec(_PACKAGE) is None:
        yield
        return
    package, metrics = ModuleType(_PACKAGE), ModuleType(_MODULE)
    package.__spec__ = find_spec(_PACKAGE)  # others ask by it whether scikit-learn is there
    package.__path__ = []
    metrics.__getattr__ = _later  # type: ignore[method-assign]
    ours = {_PACKAGE: package, _MODULE: metrics}
    sys.modules.update(ours)
    try:
        yield
    finally:
        for name, module in ours.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _later(name: str) -> Callable[..., Any]:
    if name.startswith("__"):
        raise AttributeError(name)

    def call(*arguments: Any, **named: Any) -> Any:
        return getattr(importlib.import_module(_MODULE), name)(*arguments, **named)

    return call
