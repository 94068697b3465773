"""Access databases: rows, deleted rows, memos, attachments, leftovers; real ones and ones written after the description."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from random import Random

import pytest

from checks.residue.budget import Budget
from checks.residue.extract import extract
from checks.residue.pieces import Table
from tests.unit.checks.residue.helpers import ADDRESS, KANA, LINE, NAME, PHONE, look, values
from tests.unit.checks.residue.readers.access_files import COLUMNS, OLE, PERSON, TEXT, Base, base

FOUND = {("name", NAME), ("kana", KANA), ("birth_date", "1977-08-19"), ("address", ADDRESS), ("phone", PHONE)}
VERSIONS = [0, 1, 3]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("deleted", [False, True])
def test_rows_are_read_deleted_ones_too(version: int, deleted: bool) -> None:
    result = look(base(version, deleted=deleted))
    assert {(kind, value) for kind, value, _ in result.matches or []} >= FOUND
    assert not result.unread
    assert "利用者名簿" in result.where


def test_squeezed_text_is_read() -> None:
    assert values(base(1, squeeze=True)) >= FOUND


@pytest.mark.parametrize("version", VERSIONS)
def test_pages_scrambled_with_the_key_of_the_head_are_unscrambled(version: int) -> None:
    assert values(base(version, key=0x5EC2E7)) >= FOUND


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("how", [0x80, 0x40, 0])
def test_memos_are_read_wherever_they_stand(version: int, how: int) -> None:
    made = Base(version)
    number = made.table("記録", COLUMNS)
    memo = made.long_value(made.text((LINE + "。") * (1 if how == 0x80 else 12)), how)
    made.page(number, [made.row(COLUMNS, [1, None, None, None, None, None, memo])])
    assert {("name", NAME), ("phone", PHONE)} <= values(made.bytes())


def test_files_in_fields_of_attachments_are_read() -> None:
    made = Base(2)
    columns = [("FileData", OLE), ("FileName", TEXT)]
    number = made.table("f_添付", columns)
    content = struct.pack("<LLL", 20, 1, 4) + "txt\0".encode("utf-16-le") + LINE.encode()
    packed = struct.pack("<LL", 1, len(content)) + zlib.compress(content)
    made.page(number, [made.row(columns, [made.long_value(packed, 0x40), "名簿.txt"])])
    assert {("name", NAME), ("phone", PHONE)} <= values(made.bytes())


def test_what_lies_in_the_free_room_of_a_page_is_found() -> None:
    made = Base(1)
    number = made.table("空", COLUMNS)
    made.page(number, [], free=(LINE + "。" + LINE).encode("utf-16-le"))
    assert {("name", NAME), ("phone", PHONE)} <= values(made.bytes())


def test_an_encrypted_database_is_named_as_locked() -> None:
    data = bytearray(base(3))
    data[0x299:0x29B] = b"\x60\x01"
    data[4096:] = Random(1).randbytes(len(data) - 4096)
    assert look(bytes(data)).reason == "locked"


def test_a_damaged_page_leaves_the_others() -> None:
    made = Base(1)
    number = made.table("利用者名簿", COLUMNS)
    made.page(number, [made.row(COLUMNS, PERSON)])
    harmed = made.page(number, [made.row(COLUMNS, PERSON)])
    data = bytearray(made.bytes())
    struct.pack_into("<H", data, harmed * 4096 + 12, 0xFFFF)
    result = look(bytes(data))
    assert ("name", NAME) in {(kind, value) for kind, value, _ in result.matches or []}
    assert "corrupt" in {reason for _, reason in result.unread}


@pytest.mark.parametrize(
    ("file", "cell"),
    [("testAccess2.accdb", "fox jumped"), ("testAccess_V1997.mdb", "hijklmnop")],
)
def test_databases_made_by_access(shared: Path, file: str, cell: str) -> None:
    path = shared / "samples" / "tika" / file
    if not path.exists():
        pytest.skip(f"{file} is not here")
    tables = {part.where: part.rows for part in extract(path.read_bytes(), file, Budget()) if isinstance(part, Table)}
    assert any(cell in row for row in tables["Table1"])
    assert not [place for place in tables if place.startswith("MSys")]
