"""Read the 4-bit weights and the tokenizer out of the packaged model's single file.

The format (little endian): magic `E5S1`; the configuration; a SentencePiece Unigram vocabulary;
a character normalisation map; a directory of tensors. Matrices are in blocks of 32 weights,
"Q4_0" of llama.cpp: one float16 scale, then 16 bytes whose low nibbles are weights 0 to 15 and
whose high nibbles are weights 16 to 31, each minus 8.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_BYTES = 18
_ROWS_AT_ONCE = 16384


@dataclass(frozen=True, slots=True, kw_only=True)
class Q4Config:
    """The shape of the encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Q4Tokenizer:
    """A Unigram vocabulary: (piece, log probability) in the order of the ids."""

    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True, slots=True)
class _Entry:
    quantised: bool
    count: int
    offset: int
    size: int


class Q4File:
    """An open model file.

    Raises
    ------
    ValueError
        If the file is not of this format or is cut short.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            self._parse()
        except struct.error as error:
            raise ValueError(f"{path.name} is cut short") from error

    def _parse(self) -> None:
        at = 0

        def take(form: str) -> tuple[int, ...]:
            nonlocal at
            values = struct.unpack_from("<" + form, self._data, at)
            at += struct.calcsize("<" + form)
            return values

        if self._data[:4] != _MAGIC:
            raise ValueError("not an E5S1 file")
        at = 8
        shape = take("7i")
        (epsilon,) = take("f")
        (block,) = take("i")
        if block != _BLOCK:
            raise ValueError(f"blocks of {block} weights, expected {_BLOCK}")
        self.config = Q4Config(
            hidden=shape[0],
            layers=shape[1],
            heads=shape[2],
            feed_forward=shape[3],
            vocabulary=shape[4],
            positions=shape[5],
            token_types=shape[6],
            epsilon=float(epsilon),
        )

        count, bos, eos, pad, unk = take("5i")
        (blob_size,) = take("Q")
        offsets = take(f"{count + 1}I")
        scores = take(f"{count}f")
        blob = self._data[at : at + blob_size]
        at += blob_size
        self.tokenizer = Q4Tokenizer(
            pieces=tuple(
                (blob[offsets[i] : offsets[i + 1]].decode("utf-8"), scores[i]) for i in range(count)
            ),
            bos=bos,
            eos=eos,
            pad=pad,
            unk=unk,
        )
        _, map_size = take("iI")
        at += map_size

        self._directory: dict[str, _Entry] = {}
        (tensors,) = take("i")
        for _ in range(tensors):
            (name_length,) = take("H")
            name = self._data[at : at + name_length].decode("ascii")
            at += name_length
            _, values, offset, size = take("BIQQ")
            if offset + size > len(self._data):
                raise ValueError(f"tensor {name} reaches past the end of the file")
            self._directory[name] = _Entry(
                quantised=size != 4 * values, count=values, offset=offset, size=size
            )

    def names(self) -> Iterator[str]:
        """Yield the names of the tensors, in file order."""
        return iter(self._directory)

    def tensor(self, name: str, shape: tuple[int, ...]) -> NDArray[np.float16]:
        """Return one tensor in float16, which loses nothing that the 4 bits still held."""
        entry = self._directory[name]
        if entry.count != int(np.prod(shape)):
            raise ValueError(f"tensor {name} has {entry.count} weights, expected shape {shape}")
        raw = np.frombuffer(self._data, np.uint8, count=entry.size, offset=entry.offset)
        if not entry.quantised:
            return raw.view("<f4").astype(np.float16).reshape(shape)
        rows = raw.reshape(-1, _BLOCK_BYTES)
        out = np.empty((len(rows), _BLOCK), np.float16)
        half = _BLOCK // 2
        for first in range(0, len(rows), _ROWS_AT_ONCE):
            block = rows[first : first + _ROWS_AT_ONCE]
            scale = block[:, :2].copy().view("<f2").astype(np.float32)
            nibbles = block[:, 2:]
            part = out[first : first + _ROWS_AT_ONCE]
            part[:, :half] = ((nibbles & 0x0F).astype(np.float32) - 8) * scale
            part[:, half:] = ((nibbles >> 4).astype(np.float32) - 8) * scale
        return out.reshape(shape)
