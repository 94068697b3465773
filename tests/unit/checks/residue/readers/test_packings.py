"""Packed files as other programs write them: several streams, remarks in their heads, formats of few programs."""

from __future__ import annotations

import bz2
import gzip
import importlib
import io
import json
import lzma
import struct
import tarfile

import pytest

from checks.residue.budget import Stop
from checks.residue.model import Verdict
from checks.residue.readers import engines
from tests.unit.checks.residue.helpers import LINE, NAME, PHONE, look, values

TEXT = (LINE + "\n").encode()
WANTED = {("name", NAME), ("phone", PHONE)}


def literals(data: bytes) -> bytes:
    """A block of LZ4 with nothing but literals."""
    rest = len(data) - 15
    return bytes([0xF0]) + b"\xff" * (rest // 255) + bytes([rest % 255]) + data


def lz4_frame(data: bytes) -> bytes:
    block = literals(data)
    return b"\x04\x22\x4d\x18\x60\x40\x82" + struct.pack("<I", len(block)) + block + bytes(4)


def tar(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def session() -> bytes:
    state = {"windows": [{"tabs": [{"formdata": {"id": {"memo": LINE}}}]}]}
    data = json.dumps(state, ensure_ascii=False).encode()
    return b"mozLz40\0" + struct.pack("<I", len(data)) + literals(data)


@pytest.mark.parametrize(
    "data",
    [
        bz2.compress(b"1\n") + bz2.compress(TEXT),
        lzma.compress(b"1\n") + lzma.compress(TEXT),
        lzma.compress(TEXT, format=lzma.FORMAT_ALONE),
        gzip.compress(b"1\n") + bytes(20) + gzip.compress(TEXT),
        tar("a.txt", b"1\n") + tar("b.txt", TEXT),
        lz4_frame(TEXT),
        session(),
    ],
    ids=["bzip2", "xz", "lzma", "gzip", "tar", "lz4", "session"],
)
def test_all_of_it_is_unpacked(data: bytes) -> None:
    assert values(data) >= WANTED


def test_a_remark_in_the_head_of_a_gzip_file_is_read() -> None:
    plain = gzip.compress(b"x")
    remark = f"氏名: {NAME} 電話: {PHONE}".encode()
    assert values(plain[:3] + bytes([plain[3] | 16]) + plain[4:10] + remark + b"\0" + plain[10:]) >= WANTED


def test_zstandard_is_unpacked_where_its_library_is() -> None:
    try:
        library = importlib.import_module("backports.zstd")
    except ImportError:
        library = pytest.importorskip("compression.zstd")
    packed = library.compress(b"1\n") + library.compress(TEXT)
    assert values(packed) >= WANTED
    cut = look(packed[:-10])
    assert cut.reason == "corrupt" or "corrupt" in str(cut)


def test_a_block_that_copies_what_it_just_wrote() -> None:
    # "ab", then twenty signs from two back; the last five signs are literals (lz4_Block_format.md)
    block = bytes([0x2F]) + b"ab" + struct.pack("<H", 2) + bytes([1]) + bytes([0x50]) + b"12345"
    assert engines.lz4_block(block) == b"ab" * 11 + b"12345"


def test_a_block_that_grows_without_end_is_stopped() -> None:
    block = bytes([0x1F]) + b"a" + struct.pack("<H", 1) + b"\xff" * 60_000 + b"\0"
    with pytest.raises(Stop) as stop:
        engines.lz4_block(block, most=1 << 20)
    assert stop.value.code == "over_budget"


@pytest.mark.parametrize(
    "data",
    [b"mozLz40\0" + struct.pack("<I", 500) + literals(TEXT)[:40], lzma.compress(TEXT, format=lzma.FORMAT_ALONE)[:30]],
    ids=["session", "lzma"],
)
def test_a_cut_file_is_never_clean(data: bytes) -> None:
    assert look(data).verdict is not Verdict.CLEAN
