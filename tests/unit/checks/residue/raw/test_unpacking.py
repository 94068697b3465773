"""What NTFS, btrfs and Windows compress by themselves, unpacked by the examples of the specifications and against damage."""

import gzip
import random
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.residue.exit.search import exit_search
from checks.residue.hidden.providers import Damaged, mam, provider
from checks.residue.model import Verdict
from checks.residue.raw import lznt1, lzo
from tests.assets.registries import registry


def test_the_example_of_the_specification_of_lznt1() -> None:
    # MS-XCA section 3.3
    packed = bytes.fromhex(
        "38b08846232000204720410010a24701a045204400084501507900c045200524"
        "138805b4024a44ef0358028c091601484500be009e000401189000"
    )
    said = (
        "F# F# G A A G F# E D D E F# F# E E F# F# G A A G F# E D D E F# E D D "
        "E E F# D E F# G F# D E F# G F# E D E A F# F# G A A G F# E D D E F# E D D"
    )
    assert lznt1.unpack(packed) == said.encode() + b"\0"


def test_a_literal_chunk_and_the_end_of_a_unit() -> None:
    plain = bytes(range(256)) * 16
    unit = struct.pack("<H", 0x3FFF) + plain
    assert lznt1.unpack(unit + bytes(2) + b"\x12\xb3 what follows is another file") == plain


def test_a_page_of_lzo() -> None:
    packed = bytes.fromhex("0361626361626320f314000f616263616263616263616263616263616263110000")
    assert lzo.unpack(packed) == (b"abc" * 100, True)
    extent = struct.pack("<II", 8 + len(packed), len(packed)) + packed
    assert lzo.unpack_extent(extent + b"slack") == b"abc" * 100


@pytest.mark.parametrize("unpack", [lznt1.unpack, lzo.unpack_extent])
def test_random_and_damaged_data_end_soon_and_quietly(unpack: Callable[[bytes], bytes]) -> None:
    rng = random.Random(5)
    for _ in range(300):
        data = rng.randbytes(rng.randint(0, 9000))
        assert len(unpack(data)) <= 1 << 18
        head = struct.pack("<II", len(data), min(4000, len(data)))
        assert len(unpack(head + data)) <= 1 << 18


def test_a_real_prefetch_file_of_windows_10_names_what_was_opened(shared: Path) -> None:
    name = "NOTEPAD.EXE-D8414F97.pf"
    data = (shared / "samples/plaso" / name).read_bytes()
    read = provider("traces")
    assert read is not None
    names = [trace.path for trace in read(data, name)]
    assert names[0] == "NOTEPAD.EXE"
    assert any(each.endswith("\\WINDOWS\\SYSTEM32\\NTDLL.DLL") for each in names)
    for cut in (8, 100, 300, len(data) // 2):
        with pytest.raises(Damaged):
            list(read(data[:cut], name))


def lengths_of(symbols: dict[int, int]) -> bytes:
    table = bytearray(256)
    for symbol, bits in symbols.items():
        table[symbol // 2] |= bits << 4 * (symbol % 2)
    return bytes(table)


def test_the_examples_of_the_specification_of_lzxpress_huffman() -> None:
    # MS-XCA section 3.2: the alphabet in literals, and "abc" a hundred times with one long match
    alphabet = {ord("a") + index: 5 if index < 22 else 4 for index in range(26)} | {256: 4}
    packed = lengths_of(alphabet) + bytes.fromhex("d8523ed794115be9195ff9d67cdf8d0400000000")
    assert mam.unpack(mam.MAGIC + struct.pack("<I", 26) + packed) == b"abcdefghijklmnopqrstuvwxyz"
    symbols = {ord("a"): 3, ord("b"): 3, ord("c"): 2, 256: 2, 287: 2}
    packed = lengths_of(symbols) + bytes.fromhex("a8dc0000ff2601")
    assert mam.unpack(mam.MAGIC + struct.pack("<I", 300) + packed) == b"abc" * 100


def test_a_table_that_is_no_code_is_refused() -> None:
    with pytest.raises(mam.BrokenError):
        mam.unpack(mam.MAGIC + struct.pack("<I", 26) + lengths_of({97: 3}) + bytes(40))


def test_a_packed_content_that_is_not_unpacked_to_its_end_is_counted(tmp_path: Path) -> None:
    image = tmp_path / "bomb.img"
    image.write_bytes(bytes(4096) + gzip.compress(bytes(80 << 20), 9).ljust(1 << 20, b"\0"))
    run = exit_search(None, registry(120), image=image, levels={3})
    assert list(run) == []
    assert run.summary.levels[3].uninspectable == {"over_budget": 1}
    assert run.summary.verdict is Verdict.UNREADABLE
