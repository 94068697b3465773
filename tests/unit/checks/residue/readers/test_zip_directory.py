"""ZIP archives as the tools of offices write and damage them: read alike on every version of Python."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest

from tests.unit.checks.residue.helpers import LINE, NAME, look, values

METHODS = [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
WORDS = (LINE + "\n").encode() * 40


def archive(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytearray:
    """A ZIP archive of `members`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, content in members:
            made.writestr(name, content)
    return bytearray(out.getvalue())


def named(data: bytes | bytearray) -> bool:
    """Whether the person in WORDS is found in `data`."""
    return ("name", NAME) in values(bytes(data))


@pytest.mark.parametrize("method", METHODS)
def test_every_way_of_packing_is_read(method: int) -> None:
    assert named(archive(("a.txt", WORDS), method=method))


def test_entries_that_overlap_are_read() -> None:
    data = archive(("a.txt", WORDS), ("b.txt", b"nothing here"))
    second = data.rfind(b"PK\x01\x02")
    struct.pack_into("<L", data, second + 42, 0)  # both entries begin at the first one
    assert named(data)


def test_a_name_that_differs_between_directory_and_entry_does_not_hide_the_content() -> None:
    data = archive(("a.txt", WORDS))
    data[30:31] = b"z"
    assert named(data)
    assert not look(bytes(data)).unread


def test_what_stands_before_and_behind_an_archive_does_not_matter() -> None:
    data = archive(("a.txt", WORDS))
    struct.pack_into("<H", data, len(data) - 2, 5)
    assert named(b"PK\x03\x04" + b"stub" * 20 + data + b"hello")


def test_a_wrong_checksum_is_named() -> None:
    data = archive(("a.txt", b"nothing of anybody"), method=zipfile.ZIP_STORED)
    data[data.find(b"nothing")] ^= 1
    assert ("a.txt", "corrupt") in look(bytes(data)).unread


def test_sizes_of_more_than_32_bits_are_read_from_their_extra_field() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made, made.open("a.txt", "w", force_zip64=True) as member:
        member.write(WORDS)
    data = bytearray(out.getvalue())
    entry = data.find(b"PK\x01\x02")
    packed, size = struct.unpack_from("<LL", data, entry + 20)
    extra = struct.pack("<HHQQ", 1, 16, size, packed)
    struct.pack_into("<LL", data, entry + 20, 0xFFFFFFFF, 0xFFFFFFFF)
    end = data.find(b"PK\x05\x06")
    behind = entry + 46 + len("a.txt")
    old = struct.unpack_from("<H", data, entry + 30)[0]
    length = end - entry - old + len(extra)
    rebuilt = data[:behind] + extra + data[behind + old : end]
    struct.pack_into("<H", rebuilt, entry + 30, len(extra))
    far = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, length, entry)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, entry + length, 1)
    assert named(
        rebuilt + far + locator + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    )


def test_the_name_in_utf8_of_the_extra_field_is_taken() -> None:
    written = "名簿.txt".encode("cp932")
    extra = (
        struct.pack("<HHBL", 0x7075, 5 + len("飯島莉央.txt".encode()), 1, zlib.crc32(written)) + "飯島莉央.txt".encode()
    )
    packed = zlib.compress(WORDS)[2:-4]
    common = struct.pack("<HHHHLLLHH", 0, 8, 0, 0, zlib.crc32(WORDS), len(packed), len(WORDS), len(written), 0)
    local = b"PK\x03\x04" + struct.pack("<H", 20) + common + written + packed
    entry = b"PK\x01\x02" + struct.pack("<HH", 20, 20) + common[:-2] + struct.pack("<HHHHLL", len(extra), 0, 0, 0, 0, 0)
    entry += written + extra
    data = local + entry + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(local), 0)
    assert any("飯島莉央.txt" in place for _, _, place in look(data).matches or [])


def test_a_broken_directory_leaves_the_entries() -> None:
    data = archive(("a.txt", WORDS))
    data[data.find(b"PK\x01\x02")] = 0
    assert named(data)
    assert "corrupt" in {reason for _, reason in look(bytes(data)).unread}
