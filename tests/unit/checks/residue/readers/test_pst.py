"""Outlook stores: messages, contacts, attachments; a real one, and ones written after the description of the format."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from checks.residue.budget import Budget
from checks.residue.extract import extract
from checks.residue.pieces import Text
from tests.unit.checks.residue.helpers import ADDRESS, LINE, MAIL, NAME, PHONE, look, values
from tests.unit.checks.residue.readers.pst_files import ANSI, LARGE, UNICODE, Store, letter, wide

FOUND = {("name", NAME), ("phone", PHONE)}
VERSIONS = [ANSI, UNICODE, LARGE]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("coding", [0, 1])
def test_messages_are_read(version: int, coding: int) -> None:
    result = look(letter(LINE, version, coding))
    assert {(kind, value) for kind, value, _ in result.matches or []} >= FOUND
    assert not result.unread


@pytest.mark.parametrize("version", VERSIONS)
def test_a_long_body_stands_in_several_blocks(version: int) -> None:
    store = Store(version)
    body = "本日の記録。" * 2000 + LINE
    store.add(4, store.item({0x1000: wide(body)}, far=(0x1000,)))
    assert values(store.bytes()) >= FOUND


def test_contacts_are_read_field_by_field() -> None:
    store = Store()
    birth = struct.pack("<Q", 118_852_380_000_000_000)  # 1977-08-18T15:00Z, in Japan the day after
    store.add(
        4,
        store.item({
            0x001A: wide("IPM.Contact"), 0x3001: wide(NAME), 0x3A1C: wide(PHONE), 0x3A42: (0x40, birth),
            0x3A28: wide(ADDRESS[:3]), 0x3A27: wide(ADDRESS[3:6]), 0x3A29: wide(ADDRESS[6:]), 0x8083: wide(MAIL),
        }),
    )  # fmt: skip
    found = values(store.bytes())
    assert found >= FOUND | {("email", MAIL), ("address", ADDRESS), ("birth_date", "1977-08-19")}


def test_attachments_and_messages_inside_messages_are_read() -> None:
    store = Store()
    inner = store.item({0x1000: wide(LINE)})
    attached = store.item({0x3701: (0x0D, struct.pack("<LL", 0x2024, 0))}, {0x2024: inner})
    file = store.item(
        {
            0x3707: wide("名簿.txt"),
            0x3701: (0x102, f"利用者の{NAME}さん、昭和52年8月19日生まれ、携帯090-3527-4816".encode("cp932")),
        }
    )
    store.add(4, store.item({0x0037: wide("添付")}, {0x8025: attached, 0x8045: file}))
    result = look(store.bytes())
    assert {("phone", PHONE), ("phone", "090-3527-4816")} <= {(kind, value) for kind, value, _ in result.matches or []}
    assert any("名簿.txt" in place for _, _, place in result.matches or [])


def test_recipients_are_read() -> None:
    store = Store()
    table = store.data([store.heap([b"\x7c\x01", NAME.encode("utf-16-le"), MAIL.encode("utf-16-le")], 1)]), 0
    store.add(4, store.item({0x1000: wide("本文")}, {0x692: table}))
    told = [part.text for part in extract(store.bytes(), "", Budget()) if isinstance(part, Text)]
    assert f"{NAME}\n{MAIL}" in told


def test_a_store_cut_off_is_named() -> None:
    data = letter(LINE)
    assert look(data[:0x300]).reason in ("corrupt", "partly_unread")
    store = Store()
    store.add(4, store.item({0x1000: wide(LINE)}))
    store.add(4, (0x4444, 0))
    result = look(store.bytes())
    assert {(kind, value) for kind, value, _ in result.matches or []} >= FOUND
    assert "corrupt" in {reason for _, reason in result.unread}


def test_a_store_made_by_outlook(shared: Path) -> None:
    path = shared / "samples" / "tika" / "testPST_variousBodyTypes.pst"
    if not path.exists():
        pytest.skip("the store is not here")
    told = "\n".join(part.text for part in extract(path.read_bytes(), "", Budget()) if isinstance(part, Text))
    assert "This is the original email (html)" in told
    assert "Forwarded RTF" in told
    assert "FW: original email" in told
