"""Lists pasted line by line into the cells of another table are read as the lists they are."""

from __future__ import annotations

import json

from tests.unit.checks.residue.helpers import values

LINES = (
    "口座番号 / おなまえ / ご住所",
    "4081317 / ウエムラ ミノル / 東京都板橋区蓮根2-14-9",
    "4081327 / カシワギ ケイコ / 東京都板橋区坂下1-3-22",
    "4081337 / トミタ サトシ / 東京都板橋区舟渡3-8-1",
)
ACCOUNTS = {("bank_account", "4081317"), ("bank_account", "4081327"), ("bank_account", "4081337")}


def test_a_list_in_the_messages_of_a_chat() -> None:
    chat = [{"type": "message", "user": f"U0{at}", "text": line} for at, line in enumerate(LINES)]
    assert values(json.dumps(chat).encode(), "chat.json") >= ACCOUNTS


def test_a_list_with_drawn_rules_between_its_columns() -> None:
    ruled = "\n".join(f"│{line.replace(' / ', '│')}│" for line in LINES)
    assert values(ruled.encode("cp932"), "list.lst") >= ACCOUNTS


def test_lines_with_as_many_commas_by_chance_stay_messages() -> None:
    chat = [
        {"type": "message", "user": "U01", "text": line}
        for line in ("机、椅子、棚", "机、いす、本", "棚、本、箱", "箱、机、本")
    ]
    assert not values(json.dumps(chat).encode(), "chat.json")


def test_a_list_written_into_a_letter_with_commas() -> None:
    listed = "\n".join(line.replace(" / ", "、") for line in LINES)
    found = values(f"振込の一覧をお送りします。\n{listed}\nご確認ください。\n".encode(), "letter.txt")
    assert found >= ACCOUNTS | {("name", "ウエムラ ミノル"), ("name", "カシワギ ケイコ"), ("name", "トミタ サトシ")}


def test_a_list_in_the_fields_of_a_form_with_wide_blanks() -> None:
    fields = {f"item{at}": line.replace(" / ", "\u3000") for at, line in enumerate(LINES)}
    found = values(json.dumps(fields).encode(), "form.json")
    assert found >= ACCOUNTS | {("address", "東京都板橋区坂下1-3-22")}
