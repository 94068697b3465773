"""Dumps of databases too large to be held at once."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import values

ROWS = 600
MEMO = "x" * 18_000
"""Makes a dump of 600 rows more than 8 MiB, in several blocks."""


def _rows() -> list[tuple[str, str, str]]:
    return [(str(n), "佐伯 真理", f"090-{1000 + n}-{9000 - n}") for n in range(ROWS)]


def _single(heading: bool) -> str:
    into = "INSERT INTO `members` (`id`, `name`, `tel`, `memo`)" if heading else "INSERT INTO `members`"
    lines = [f"{into} VALUES ({n},'{name}','{tel}','{MEMO}');" for n, name, tel in _rows()]
    return "\n".join([_MADE, *lines])


def _multiple() -> str:
    return _MADE + "INSERT INTO `members` VALUES\n" + ",\n".join(f"({n},'{name}','{tel}','{MEMO}')" for n, name, tel in _rows()) + ";\n"  # fmt: skip


def _copied() -> str:
    head = "-- PostgreSQL database dump\nCOPY public.members (id, name, tel, memo) FROM stdin;\n"
    return head + "\n".join("\t".join((*row, MEMO)) for row in _rows()) + "\n\\.\n"


_MADE = "-- MySQL dump 10.13\nCREATE TABLE `members` (\n `id` int,\n `name` varchar(40),\n `tel` varchar(20),\n `memo` text\n);\n"
DUMPS = {
    "a statement for each row": lambda: _single(False),
    "columns told each time": lambda: _single(True),
    "one statement": _multiple,
    "COPY": _copied,
}


@pytest.mark.parametrize("way", DUMPS)
def test_every_row_of_a_large_dump_is_read(way: str) -> None:
    data = DUMPS[way]().encode()
    assert len(data) > 8 << 20
    found = values(data, "dump.sql")
    assert {("phone", tel) for _, _, tel in _rows()} <= found
    assert ("name", "佐伯 真理") in found
