"""Cabinets: what is stored or packed as MSZIP is read, of other packings the names; all else is said to be unread."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

LIST = "氏名,住所,電話番号\r\n" + "".join(
    f"{name},沼津市大手町{n}丁目14-22,090-8712-33{n}5\r\n" for n, name in enumerate("大塚幹夫 松岡里江 野中芳子".split(), start=1)
)  # fmt: skip
FILLER = "".join(f"{n:05d} 特になし\r\n" for n in range(6000)).encode("cp932")
STORED, MSZIP, LZX = 0, 1, 0x1503


def cabinet(files: dict[str, bytes], packing: int = MSZIP, reserve: int = 0, *, utf8: bool = False) -> bytes:
    """A cabinet with one folder ([MS-CAB] 2; checksums of 0 are not checked)."""
    run, blocks, window = b"".join(files.values()), [], b""
    for at in range(0, len(run), 32768):
        plain = run[at : at + 32768]
        packed = plain
        if packing == MSZIP:
            engine = (
                zlib.compressobj(9, zlib.DEFLATED, -15, zdict=window)
                if window
                else zlib.compressobj(9, zlib.DEFLATED, -15)
            )
            packed = b"CK" + engine.compress(plain) + engine.flush()
        blocks.append(struct.pack("<IHH", 0, len(packed), len(plain)) + bytes(reserve) + packed)
        window = plain
    entries, offset = b"", 0
    for name, content in files.items():
        written = name.encode("utf-8" if utf8 else "cp932")
        entries += (
            struct.pack("<IIHHHH", len(content), offset, 0, 0x5A6E, 0x6000, 0x80 if utf8 else 0x20) + written + b"\0"
        )
        offset += len(content)
    extra = struct.pack("<HBB", 0, 0, reserve) if reserve else b""
    start = 36 + len(extra) + 8
    data = b"".join(blocks)
    head = struct.pack(
        "<4sIIIIIBBHHHHH",
        b"MSCF",
        0,
        start + len(entries) + len(data),
        0,
        start,
        0,
        3,
        1,
        1,
        len(files),
        4 if reserve else 0,
        7,
        0,
    )
    return head + extra + struct.pack("<IHH", start + len(entries), len(blocks), packing) + entries + data


@pytest.mark.parametrize("packing", [STORED, MSZIP])
@pytest.mark.parametrize("reserve", [0, 6])
def test_lists_behind_other_files_are_read(packing: int, reserve: int) -> None:
    made = cabinet({"資料\\記録.txt": FILLER, "資料\\名簿.csv": LIST.encode("cp932"), "空.txt": b""}, packing, reserve)
    found = values(made, "配布.cab")
    assert {value for kind, value in found if kind == "name"} == {"大塚幹夫", "松岡里江", "野中芳子"}
    assert {value for kind, value in found if kind == "phone"} == {"090-8712-3315", "090-8712-3325", "090-8712-3335"}


@pytest.mark.skipif(shutil.which("7z") is None, reason="needs 7z")
@pytest.mark.parametrize("packing", [STORED, MSZIP])
def test_another_tool_reads_the_same(tmp_path: Path, packing: int) -> None:
    (tmp_path / "a.cab").write_bytes(cabinet({"memo.txt": FILLER, "list.csv": LIST.encode("cp932")}, packing))
    subprocess.run(["7z", "x", "-y", f"-o{tmp_path}", str(tmp_path / "a.cab")], check=True, capture_output=True)
    assert (tmp_path / "list.csv").read_bytes() == LIST.encode("cp932")


def test_of_a_packing_not_read_the_names_are_told() -> None:
    found = look(cabinet({"前田香織_計画.docx": LIST.encode(), "b.txt": b"x"}, LZX, utf8=True), "a.cab")
    assert found.verdict is Verdict.NAME_ONLY
    assert "unsupported_format" in {reason for _, reason in found.unread}
    other = look(cabinet({"a.txt": b"x"}, LZX), "a.cab")
    assert (other.verdict, other.reason) == (Verdict.UNREADABLE, "unsupported_format")


def test_a_cut_cabinet_keeps_what_it_still_holds() -> None:
    made = cabinet({"名簿.csv": LIST.encode("cp932"), "記録.txt": FILLER})
    found = look(made[:-500], "a.cab")
    assert found.verdict is Verdict.CONTENT
    assert ("記録.txt", "corrupt") in found.unread


@pytest.mark.parametrize("cut", [5, 30, 40, 60])
def test_a_torn_head_is_named(cut: int) -> None:
    assert look(cabinet({"a.txt": b"abc"})[:cut], "a.cab").verdict is Verdict.UNREADABLE
