"""What may begin on each sector is seen the same with the compiled kernel and with NumPy, and by the formats' own signatures."""

import bz2
import gzip
import lzma
import random
import struct
import zlib
from base64 import b64encode
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from checks.residue.fingerprint.blocks import BlockMatcher
from checks.residue.native import kernel
from checks.residue.raw import btrfs, sectors, signatures
from checks.residue.raw.sectors import Sectors
from checks.residue.raw.starts import unpack, zstandard
from tests.assets.registries import received, registry

COUNT = 120
SECTOR = 512
SAID = "佐藤 花子 090-1234-5678 四谷2-1 ".encode() * 12


@pytest.fixture(scope="module")
def library(kernel_file: Path) -> Any:
    return kernel.opened(kernel_file)


def looked(
    found: Any, monkeypatch: pytest.MonkeyPatch, data: bytes, begin: int = 0, size: int | None = None
) -> Sectors:
    """What is seen with this library, or without any."""
    monkeypatch.setattr(kernel, "load", lambda: found)
    book = registry(COUNT)
    blocks = BlockMatcher(book._arrays, book._mixer, book._keys.block)
    assert (blocks.kernel is None) == (found is None)
    return sectors.look(blocks, memoryview(data), begin, len(data) - begin - SECTOR if size is None else size)


def leaf(kept: list[tuple[int, bytes]], node: int = 16384) -> bytes:
    """A leaf of btrfs with inline extents (compression, data), as on-disk-format describes it."""
    header = bytearray(101)
    struct.pack_into("<QQ", header, 48, 30_000_000, 0x0100000000000001)
    struct.pack_into("<I", header, 96, len(kept))
    items, data, end = b"", b"", node - 101
    for number, (compression, content) in enumerate(kept):
        body = struct.pack("<QQBBHB", 7, 4096, compression, 0, 0, 0) + content
        end -= len(body)
        items += struct.pack("<QBQII", 256 + number, 108, 0, end, len(body))
        data = body + data
    return (bytes(header) + items).ljust(node - len(data), b"\0") + data


def patchwork(rng: random.Random) -> bytes:
    """Sectors of all kinds beside each other, the one with a file's beginning, the next with its middle."""
    file = next(iter(received(COUNT).values()))
    kinds = [
        bytes(SECTOR * rng.randint(1, 20)),
        rng.randbytes(SECTOR * rng.randint(1, 9)),
        b64encode(rng.randbytes(3000)),
        file,
        gzip.compress(SAID),
        lzma.compress(SAID),
        bz2.compress(SAID),
        b"\x28\xb5\x2f\xfd" + rng.randbytes(90),
        zlib.compress(SAID, rng.choice((1, 5, 6, 9))),
        struct.pack("<II", 600, 590) + rng.randbytes(592),
        struct.pack("<H", 0xB0FF) + rng.randbytes(0x100),
        leaf([(1, zlib.compress(SAID))]),
        struct.pack("<I", 0) + rng.randbytes(100),
    ]
    parts = [each + bytes(-len(each) % SECTOR) for each in rng.choices(kinds, k=60)]
    return b"".join(parts) + bytes(SECTOR)


def test_the_kernel_and_numpy_see_the_same(library: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(5)
    seen = 0
    for _ in range(25):
        data = patchwork(rng)
        begin = rng.randrange(4) * 1024
        size = rng.randint(1, len(data) - begin - SECTOR)
        fast, slow = (looked(each, monkeypatch, data, begin, size) for each in (library, None))
        for name in ("zero", "blocks", "samples"):
            assert np.array_equal(getattr(fast, name), getattr(slow, name)), name
        assert fast.marks == slow.marks
        seen += len(fast.marks) + len(fast.blocks) + len(fast.samples)
    assert seen > 1000


@pytest.mark.parametrize("compiled", [True, False])
def test_what_begins_on_a_sector_is_seen_by_its_signature(
    compiled: bool, library: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = {
        signatures.GZIP: gzip.compress(SAID),
        signatures.XZ: lzma.compress(SAID),
        signatures.BZIP2: bz2.compress(SAID),
        signatures.ZLIB: zlib.compress(SAID),
        signatures.BTRFS_LEAF: leaf([(1, zlib.compress(SAID))]),
    }
    data = b"".join(each + bytes(-len(each) % SECTOR) for each in pieces.values()) + bytes(SECTOR)
    seen = {mark: at for at, mark in looked(library if compiled else None, monkeypatch, data).marks}
    assert set(pieces) <= set(seen)
    for mark, at in seen.items():
        if mark in pieces:
            found = unpack(lambda offset, count: data[offset : offset + count], at, mark)
            assert found is not None
            assert SAID in found[0].data


def test_registered_blocks_in_long_zeros_cost_nothing_and_are_found_behind_them(
    library: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = next(iter(received(COUNT).values()))
    data = bytes(SECTOR * 64) + file + bytes(-len(file) % SECTOR + SECTOR * 64)
    for each in (library, None):
        seen = looked(each, monkeypatch, data)
        assert 64 in seen.blocks.tolist()
        assert not seen.blocks[seen.blocks < 57].size
        assert int(seen.zero[:64].sum()) == 64


def test_several_files_of_one_leaf_are_unpacked_and_a_damaged_one_is_left_out() -> None:
    good, cut = zlib.compress(SAID), zlib.compress(SAID + b"!")[:-40]
    out = btrfs.inline_files(leaf([(1, good), (1, b"\x78\x9cdamaged"), (1, cut)]), zstandard)
    assert out.count(SAID) >= 1
    assert out.startswith(SAID)


def test_a_leaf_cut_anywhere_or_with_false_numbers_gives_what_is_there() -> None:
    rng = random.Random(3)
    whole = leaf([(1, zlib.compress(SAID)), (0, SAID), (2, b"\x08\0\0\0\x04\0\0\0")])
    for cut in range(0, len(whole), 97):
        btrfs.inline_files(whole[:cut], zstandard)
    for _ in range(300):
        wrong = bytearray(whole)
        for _ in range(rng.randint(1, 20)):
            wrong[rng.randrange(200)] = rng.randrange(256)
        assert len(btrfs.inline_files(bytes(wrong), zstandard)) < 1 << 20
