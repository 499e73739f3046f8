"""The parts of the check-up that look at the disk: data directory, model, index.

Each returns what it found, and adds what is wrong to `problems`. Nothing is changed, unpacked,
fetched or loaded.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from app.settings import Settings
from index.bert_graph import multiplies_bfloat16
from index.embedder import native_bfloat16
from index.errors import IndexDamagedError, IndexMissingError, ModelError
from index.generation import Manifest, current_folder, is_whole, read_manifest
from index.model_folder import PACKAGED, folder_at_hand, model_fingerprint
from index.packaged_model import packaged_file, verify
from index.paths import IndexPaths
from ingest.errors import SamsvarError

Facts = dict[str, Any]
Problems = list[SamsvarError]

# The unpacked model takes 240 MB, and a generation of a large collection as much again.
_SPACE_NEEDED = 500_000_000


def check_data(data: Path, problems: Problems) -> Facts:
    """Look at the data directory, or at the folder in which it would be made."""
    folder = next(path for path in (data, *data.parents) if _there(path))
    writable = folder.is_dir() and _can_write(folder)
    free = shutil.disk_usage(folder).free
    if not writable:
        remedy = "Give yourself the right to write there, or set SAMSVAR_DATA to another folder"
        problems.append(
            SamsvarError(
                "the data directory cannot be written to", where=str(folder), remedy=remedy
            )
        )
    if free < _SPACE_NEEDED:
        remedy = f"Free {_SPACE_NEEDED / 1e6:,.0f} MB, or set SAMSVAR_DATA to another disk"
        problems.append(
            SamsvarError(
                f"there is little space left ({free / 1e6:,.0f} MB)",
                where=str(folder),
                remedy=remedy,
            )
        )
    return {
        "folder": str(data),
        "there": data.is_dir(),
        "writable": writable,
        "used_bytes": _disk_use(data),
        "free_bytes": free,
    }


def check_model(settings: Settings, problems: Problems) -> Facts:
    """Look at the embedding model, and verify the checksums of the packaged one."""
    precision, why = settings.precision, "as SAMSVAR_PRECISION says"
    if settings.precision == "auto":
        native = multiplies_bfloat16() if settings.model == PACKAGED else native_bfloat16()
        precision = "bfloat16" if native else "float32"
        why = f"this processor {'multiplies' if native else 'does not multiply'} bfloat16 itself"
    folder = folder_at_hand(settings.model, IndexPaths(settings.data).models)
    try:
        state = _model_state(settings.model, folder)
    except ModelError as error:
        state = error.what
        problems.append(error)
    return {
        "name": settings.model,
        "folder": str(folder) if folder else None,
        "fingerprint": model_fingerprint(folder) if folder else None,
        "precision": precision,
        "precision_why": why,
        "state": state,
    }


def check_index(settings: Settings, model: str | None, problems: Problems) -> Facts:
    """Look at the current generation; `model` is the fingerprint of the model of the settings."""
    paths = IndexPaths(settings.data)
    facts: Facts = {
        "state": "missing",
        "disk_bytes": _disk_use(paths.catalog) + _disk_use(paths.generations),
    }
    try:
        folder = current_folder(paths.generations)
        manifest = _manifest(folder)
    except (IndexMissingError, IndexDamagedError) as error:
        problems.append(error)
        damaged = isinstance(error, IndexDamagedError)
        return facts | ({"state": "damaged"} if damaged else {})
    except OSError as error:
        remedy = "Give yourself the right to read there, or set SAMSVAR_DATA to another folder"
        problems.append(
            SamsvarError(
                f"the index cannot be read ({error.strerror})",
                where=str(paths.generations),
                remedy=remedy,
            )
        )
        return facts | {"state": "out of reach"}
    whole = is_whole(folder)
    if not whole:
        problems.append(_damaged(folder))
    if model is not None and model != manifest.model:
        problems.append(
            ModelError(
                f"the index was made with the model {manifest.model}, the settings say {model}",
                where=str(settings.data),
                remedy="Run: samsvar ingest --rebuild, or set SAMSVAR_MODEL back",
            )
        )
    return facts | {
        "state": "whole" if whole else "damaged",
        "generation": folder.name,
        "fingerprint": manifest.fingerprint,
        "model": manifest.model,
        "documents": manifest.documents,
        "passages": manifest.passages,
        "languages": manifest.languages,
        "folders": manifest.folders,
    }


def network_use(settings: Settings) -> str:
    """Say what the network is used for."""
    uses = []
    if settings.model != PACKAGED and not Path(settings.model).expanduser().is_dir():
        uses.append(f"the model {settings.model} is fetched once from the hub")
    if settings.composer == "generative":
        uses.append(f"conversations and the quotes found are sent to {settings.llm_base_url}")
    elif settings.names_llm:
        uses.append(f"quotes to be translated are sent to {settings.llm_base_url}")
    return f"{'; '.join(uses)}; nothing else" if uses else "none"


def _there(path: Path) -> bool:
    try:
        return path.exists()
    except PermissionError:
        return False


def _can_write(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _disk_use(part: Path) -> int:
    files = (file for file in (part, *part.rglob("*")) if file.is_file())
    return sum(file.stat().st_size for file in files)


def _model_state(model: str, folder: Path | None) -> str:
    if model == PACKAGED:
        packaged_file()
        if folder is None:
            return "packaged; the first ingest unpacks it"
        damaged = verify(folder)
        if damaged:
            raise ModelError(
                f"the unpacked model is damaged ({', '.join(damaged)})",
                where=str(folder),
                remedy="Delete that folder; the next command unpacks the model again",
            )
        return "whole, every checksum verified"
    if folder is None and model.count("/") == 1 and model[0] not in "./~":
        return "not on this machine yet; the next command fetches it from the hub"
    if folder is None or not (folder / "modules.json").is_file():
        raise ModelError(
            "there is no embedding model there",
            where=model,
            remedy=f"Set SAMSVAR_MODEL to {PACKAGED}, a folder, or a hub name like owner/name",
        )
    return "there"


def _manifest(folder: Path) -> Manifest:
    try:
        return read_manifest(folder)
    except (OSError, ValueError, TypeError) as error:
        raise _damaged(folder) from error


def _damaged(folder: Path) -> IndexDamagedError:
    return IndexDamagedError(
        "the index is damaged",
        where=str(folder),
        remedy="Run: samsvar ingest, which builds it again without embedding anything twice",
    )
