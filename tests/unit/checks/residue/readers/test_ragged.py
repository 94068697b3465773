"""Records of a host whose fields stand one blank apart: figures before and behind, a home between."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

PERSONS = [
    ("0000348817", "ｻｻﾓﾄ ｱｷｵ", "19410312", "1", "3320012", "埼玉県川口市本町4丁目1番8号", "0482584417"),
    ("0000917264", "ﾔﾌﾞｷ ﾄｼｴ", "19380927", "2", "3350004", "埼玉県蕨市中央3-21-5 コーポ桂 202", "0484321186"),
    ("0000120593", "ﾏﾂﾊﾞﾗ ﾔｽﾉﾘ", "19550101", "1", "3400015", "埼玉県草加市高砂2-9-2", "0489275530"),
    ("0000773051", "ﾇﾏﾀ ｷﾇ", "19290615", "2", "3330866", "埼玉県川口市芝1190-3", "0482651904"),
]


@pytest.mark.parametrize("codec", ["cp932", "utf-8"])
def test_every_field_is_told(codec: str) -> None:
    lines = [f"{sex}{no} {kana} {born}{sex} {code} {home} {tel}" for no, kana, born, sex, code, home, tel in PERSONS]
    found = values("\n".join(lines).encode(codec), "host.dat")
    for no, _, born, _, code, home, tel in PERSONS:
        told = {("insured_number", no), ("birth_date", born), ("postal_code", code), ("address", home), ("phone", tel)}
        assert told <= found
    assert sum(kind == "kana" for kind, _ in found) == len(PERSONS)


def test_without_readings_and_telephones() -> None:
    lines = [f"{no} {born} {code} {home}" for no, _, born, _, code, home, _ in PERSONS]
    found = values("\n".join(lines).encode(), "host.dat")
    assert {value for kind, value in found if kind == "birth_date"} == {person[2] for person in PERSONS}
    assert {value for kind, value in found if kind == "postal_code"} == {person[4] for person in PERSONS}


def test_logs_and_stocks_are_no_records() -> None:
    log = "".join(f"202511{day} 1012{day} 3320012 川口市役所前 停車 0482581110\n" for day in range(10, 20))
    assert look(log.encode(), "bus.log").verdict is Verdict.CLEAN
    stock = "".join(f"10000{n}3488 20190{n}12 {n}4 コピー用紙 A4 500枚\n" for n in range(1, 9))
    assert look(stock.encode(), "stock.dat").verdict is Verdict.CLEAN


def test_a_line_among_them_that_is_no_record_is_read_as_well() -> None:
    lines = [f"{no} {born} {code} {home} {tel}" for _ in range(20) for no, _, born, _, code, home, tel in PERSONS]
    found = values("\n".join([*lines, "照会 毛利健吾様"]).encode(), "host.dat")
    assert ("name", "毛利健吾") in found
