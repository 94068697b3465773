"""What PHP writes of forms: arrays printed into logs, arrays kept in the cells of a content system's database."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values, zipped

FIELDS = ["your-name", "your-kana", "your-tel", "your-zip", "your-address"]
PERSONS = [
    ["志水 佳奈", "シミズ カナ", "070-4417-2093", "176-0012", "練馬区豊玉北1-2-3"],
    ["江藤 晃", "エトウ アキラ", "090-6632-1180", "815-0033", "福岡市南区大橋3丁目4-21"],
    ["楠田 久美子", "クスダ クミコ", "080-2291-7745", "182-0023", "調布市染地7丁目33-26"],
]
KINDS = ["name", "kana", "phone", "postal_code", "address"]
MEANT = {(kind, value) for person in PERSONS for kind, value in zip(KINDS, person, strict=True)}


def _string(told: str) -> str:
    return f's:{len(told.encode())}:"{told}";'


def _kept(person: list[str]) -> str:
    return f"a:5:{{{''.join(_string(field) + _string(cell) for field, cell in zip(FIELDS, person, strict=True))}}}"


def test_arrays_printed_into_a_log() -> None:
    lines = ["".join(f"    [{f}] => {c}\n" for f, c in zip(FIELDS, person, strict=True)) for person in PERSONS]
    log = "".join(f"[2026-05-11 09:12:0{n}] Array\n(\n{told})\n\n" for n, told in enumerate(lines))
    assert values(log.encode()) >= MEANT


@pytest.mark.parametrize("escaped", [False, True])
def test_arrays_kept_in_a_dump(escaped: bool) -> None:
    told = [_kept(person).replace('"', '\\"') if escaped else _kept(person) for person in PERSONS]
    dump = "\n".join(f"INSERT INTO `wp_db7_forms` VALUES ({n},12,'{one}','2026-05-11');" for n, one in enumerate(told))
    assert values(dump.encode()) >= MEANT


def test_arrays_kept_in_a_database(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as database:
        database.execute("CREATE TABLE entry(id INTEGER PRIMARY KEY, form TEXT, at TEXT)")
        database.executemany("INSERT INTO entry(form, at) VALUES (?, '2026-05-11')", [[_kept(one)] for one in PERSONS])
    assert values((tmp_path / "a.db").read_bytes()) >= MEANT


def test_settings_printed_into_a_log_are_nobody() -> None:
    log = (
        "Array\n(\n    [host] => db.example.jp\n    [name] => 受付システム\n    [zip] => on\n    [charset] => utf8\n)\n"
        * 3
    )
    assert look(log.encode()).verdict is Verdict.CLEAN


def test_addresses_of_a_browser_are_contacts() -> None:
    keys = ["family-name", "given-name", "street-address", "postal-code", "tel"]
    told = [dict(zip(keys, [*one[0].split(" "), one[4], one[3], one[2]], strict=True)) for one in PERSONS]
    found = values(json.dumps({"version": 1, "addresses": told}, ensure_ascii=False).encode())
    assert {*(("name", one[0]) for one in PERSONS), ("phone", "080-2291-7745")} <= found


def test_rows_of_a_pivot_are_put_together_from_its_values() -> None:
    heads = ["地区", "氏名", "被保険者番号"]
    columns = [["北", "南"], ["志水 佳奈", "江藤 晃", "楠田 久美子"], ["0052219807", "0093617254", "0041873320"]]
    fields = "".join(
        f'<cacheField name="{head}"><sharedItems>{"".join(f"<s v={chr(34)}{one}{chr(34)}/>" for one in column)}</sharedItems></cacheField>'
        for head, column in zip(heads, columns, strict=True)
    )
    records = "".join(
        f'<r><x v="{area}"/><x v="{name}"/><x v="{number}"/></r>'
        for area, name, number in ((0, 0, 2), (1, 1, 1), (0, 2, 0))
    )
    parts = {
        "xl/pivotCache/pivotCacheRecords1.xml": f"<pivotCacheRecords>{records}</pivotCacheRecords>",
        "xl/pivotCache/pivotCacheDefinition1.xml": f"<pivotCacheDefinition><cacheFields>{fields}</cacheFields></pivotCacheDefinition>",
    }
    found = look(zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>", **parts}))
    told = [value for kind, value, _ in found.matches or [] if kind in ("name", "insured_number")]
    assert {*columns[1], *columns[2]} <= set(told)
    assert found.records == 3
