"""Records of fixed length: figures that run together are the fields they are, in every character set, with ends of lines or without."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.unit.checks.residue.helpers import look, values

PEOPLE = [
    ("渡辺　宏美", "ﾜﾀﾅﾍﾞ ﾋﾛﾐ"),
    ("遠藤　真紀", "ｴﾝﾄﾞｳ ﾏｷ"),
    ("飯島　莉央", "ｲｲｼﾞﾏ ﾘｵ"),
    ("佐々木　花子", "ｻｻｷ ﾊﾅｺ"),
    ("小川　久美子", "ｵｶﾞﾜ ｸﾐｺ"),
]
FIELDS: dict[str, tuple[int, Callable[[int], str]]] = {
    "number": (8, lambda at: f"{at + 1:08d}"),
    "name": (20, lambda at: PEOPLE[at][0]),
    "kana": (20, lambda at: PEOPLE[at][1]),
    "born": (8, lambda at: f"19{53 + at * 7}{at + 1:02d}0{at + 3}"),
    "sex": (1, lambda at: "12"[at % 2]),
    "postal": (7, lambda at: f"17{at}001{at}"),
    "home": (50, lambda at: f"東京都練馬区{'大泉町' if at % 2 else '旭丘'}{at + 1}-{at + 11}-{at * 3 + 2}"),
    "phone": (13, lambda at: f"0{7 + at % 3}0{21456789 + at * 7654321}"),
}
LAYOUTS = {
    "register": ["number", "name", "kana", "born", "sex", "postal", "home", "phone"],
    "telephones": ["number", "name", "born", "phone", "home"],
    "no kana": ["name", "phone", "born", "postal", "home"],
}


def _record(at: int, layout: list[str], codec: str) -> bytes:
    return b"".join(FIELDS[field][1](at).encode(codec).ljust(FIELDS[field][0]) for field in layout)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("codec", ["cp932", "euc_jp"])
@pytest.mark.parametrize("end", [b"\r\n", b""])
def test_every_field_is_found(layout: str, codec: str, end: bytes) -> None:
    found = values(b"".join(_record(at, LAYOUTS[layout], codec) + end for at in range(len(PEOPLE))), "list.dat")
    told = {"name": "name", "home": "address", "born": "birth_date", "phone": "phone", "postal": "postal_code"}
    for field in LAYOUTS[layout]:
        if field in told:
            wanted = {(told[field], FIELDS[field][1](at)) for at in range(len(PEOPLE))}
            assert wanted <= found, field


def test_lines_of_one_length_that_are_no_records_stay_a_text() -> None:
    line = "本日は利用者の遠藤真紀さんの電話090-6421-7738に連絡し、来週の予定を確かめた。"
    text = "\n".join(line.replace("来週", week) for week in ("来週", "今週", "翌週", "先週"))
    assert {("name", "遠藤真紀"), ("phone", "090-6421-7738")} <= values(text.encode("cp932"), "diary.txt")


def test_a_long_line_of_no_records_stays_a_text() -> None:
    text = "面談の記録  利用者の遠藤真紀さん  電話090-6421-7738  次回は来週の予定  " * 3
    assert {("name", "遠藤真紀"), ("phone", "090-6421-7738")} <= values(text.encode("cp932"), "diary.txt")


def test_one_sentence_said_again_and_again_is_no_list() -> None:
    text = "本日、温品 試様(090-9999-9999)から、母の介護について相談があった。\n" * 20
    assert look(text.encode(), "memo.txt").records
