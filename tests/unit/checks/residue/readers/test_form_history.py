"""What browsers keep of forms: the columns are those of Firefox (moz_formhistory) and Chromium (autofill)."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.unit.checks.residue.helpers import look

FIREFOX = "CREATE TABLE moz_formhistory(id INTEGER PRIMARY KEY, fieldname TEXT, value TEXT, timesUsed INTEGER, firstUsed INTEGER, lastUsed INTEGER, guid TEXT)"
CHROMIUM = "CREATE TABLE autofill(name VARCHAR, value VARCHAR, value_lower VARCHAR, date_created INTEGER, date_last_used INTEGER, count INTEGER)"
HEADS = ["氏名", "フリガナ", "被保険者番号", "生年月日", "口座番号"]
PERSONS = [
    ["志水 佳奈", "シミズ カナ", "0041873320", "昭和27年3月8日", "2790143"],
    ["江藤 晃", "エトウ アキラ", "0093617254", "昭和31年11月30日", "5400994"],
    ["楠田 久美子", "クスダ クミコ", "0052219807", "昭和44年6月21日", "3011422"],
]
KINDS = ["name", "kana", "insured_number", "birth_date", "bank_account"]
MEANT = {(kind, value) for person in PERSONS for kind, value in zip(KINDS, person, strict=True)}


def _database(folder: Path, order: str, table: str, rows: list[tuple[object, ...]]) -> bytes:
    file = folder / "history.sqlite"
    database = sqlite3.connect(file)
    database.execute(order)
    database.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)  # made here
    database.commit()
    database.close()
    return file.read_bytes()


def _told(data: bytes) -> set[tuple[str, str]]:
    return {(kind, value) for kind, value, _ in look(data, "history.sqlite").matches or []}


def test_fields_of_firefox_say_what_was_typed(tmp_path: Path) -> None:
    typed = [(field, value) for person in PERSONS for field, value in zip(HEADS, person, strict=True)]
    rows = [
        (number, *pair, 1, 1_700_000_000_000_000, 1_700_000_000_000_000, f"g{number}")
        for number, pair in enumerate(typed)
    ]
    assert _told(_database(tmp_path, FIREFOX, "moz_formhistory", rows)) >= MEANT


def test_fields_of_chromium_say_what_was_typed(tmp_path: Path) -> None:
    typed = [(field, value) for person in PERSONS for field, value in zip(HEADS, person, strict=True)]
    rows = [(field, value, value.lower(), 1_700_000_000, 1_700_000_000, 1) for field, value in typed]
    assert _told(_database(tmp_path, CHROMIUM, "autofill", rows)) >= MEANT


def test_a_list_pasted_into_one_field_is_put_together(tmp_path: Path) -> None:
    cells = [cell for row in [HEADS, *PERSONS] for cell in row]
    rows = [(number, "searchbar-history", cell, 1, 0, 0, f"g{number}") for number, cell in enumerate(cells)]
    assert _told(_database(tmp_path, FIREFOX, "moz_formhistory", rows)) >= MEANT


@pytest.mark.parametrize(
    "words", [["天気 東京", "電話番号 検索", "図書館 開館時間"], ["1234567", "生年月日 計算", "西暦 和暦 早見表"]]
)
def test_what_was_looked_for_is_nobody(tmp_path: Path, words: list[str]) -> None:
    rows = [(number, "searchbar-history", word, 1, 0, 0, f"g{number}") for number, word in enumerate(words)]
    assert not _told(_database(tmp_path, FIREFOX, "moz_formhistory", rows))


def test_a_form_filled_in_again_and_again_is_a_table(tmp_path: Path) -> None:
    lines = [["受給者番号", "介護者", "金融機関", "口座", "支給額"]]
    lines += [[person[2], person[0], "静岡銀行", person[4], "17000"] for person in PERSONS]
    typed = [(f"field{number}", value) for line in lines for number, value in enumerate(line)]
    rows = [(number, field, value, 1, 0, 0, "g") for number, (field, value) in enumerate(typed, 1)]
    found = _told(_database(tmp_path, FIREFOX, "moz_formhistory", rows))
    wanted = {(kind, value) for kind, value in MEANT if kind in ("name", "insured_number", "bank_account")}
    assert wanted <= found
    assert ("insured_number", "17000") not in found
