"""Forms that a program wrote field by field: one record, though each field stands in a row of its own."""

from __future__ import annotations

import json

from tests.unit.checks.residue.helpers import look

FIELDS = [
    ("氏名", "志水　佳奈"),
    ("フリガナ", "シミズ カナ"),
    ("住所", "174-0046 東京都板橋区蓮根2-14-9"),
    ("電話", "0339672518"),
]
OTHER = [
    ("氏名", "江藤　晃"),
    ("フリガナ", "エトウ アキラ"),
    ("住所", "351-0114 埼玉県和光市本町31-5"),
    ("電話", "0484610927"),
]


def _told(data: bytes, name: str) -> tuple[set[tuple[str, str]], int]:
    found = look(data, name)
    return {(kind, value) for kind, value, _ in found.matches or []}, found.records


def _xml(fields: list[tuple[str, str]]) -> bytes:
    rows = "".join(f"<row><{label}>{value}</{label}></row>" for label, value in fields)
    return f"<?xml version='1.0' encoding='UTF-8'?><form>{rows}</form>".encode()


def test_a_form_in_elements_of_one_field_each() -> None:
    told, records = _told(_xml(FIELDS), "entry.xml")
    assert {("name", "志水　佳奈"), ("address", "東京都板橋区蓮根2-14-9"), ("phone", "0339672518")} <= told
    assert records == 1


def test_two_forms_one_behind_the_other() -> None:
    told, records = _told(json.dumps([{label: value} for label, value in FIELDS + OTHER]).encode(), "entries.json")
    assert {("name", "志水　佳奈"), ("name", "江藤　晃"), ("phone", "0339672518"), ("phone", "0484610927")} <= told
    assert records == 2


def test_settings_field_by_field_are_nobody() -> None:
    rows = [("氏名", "必須"), ("フリガナ", "任意"), ("住所", "必須"), ("電話", "任意")]
    assert not _told(_xml(rows), "settings.xml")[0]
