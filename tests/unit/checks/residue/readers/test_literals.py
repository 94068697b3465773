"""Records written into programs: keyword arguments, arrays with arrows, tuples, objects by their keys, fixtures."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

PEOPLE = [
    ("五十幡 澪依", "イソハタ ミオイ"), ("千明 冬真", "チギラ トウマ"), ("柳 沙羅", "ヤナギ サラ"),
    ("小笠原 瑛斗", "オガサワラ エイト"), ("大谷 真帆", "オオタニ マホ"), ("佐伯 航", "サエキ ワタル"),
]  # fmt: skip
LISTED = [*PEOPLE[3:], ("三宅 凪砂", "ミヤケ ナギサ"), ("秋山 正", "アキヤマ タダシ")]
NAMES = {("name", name) for name, _ in PEOPLE}
RUBY = "".join(
    f'User.create!(name: "{name}", name_kana: "{kana}", email: "m{n}@aozora-net.jp", password: "himitsu")\n'
    for n, (name, kana) in enumerate(PEOPLE)
)
PHP = "<?php\nreturn [\n" + "".join(
    f"    ['氏名' => '{name}', 'フリガナ' => '{kana}', '電話番号' => '080-7{n}31-88{n}4'],\n"
    for n, (name, kana) in enumerate(PEOPLE)
) + "];\n"  # fmt: skip
TUPLES = "SEED = [\n" + "".join(
    f'    ("{name}", "{kana}", "080-7{n}31-88{n}4", date(19{52 + 7 * n}, {n + 1}, 1{n})),\n'
    for n, (name, kana) in enumerate(PEOPLE)
) + "]\n"  # fmt: skip
TYPED = "export const staff: Person[] = [\n" + "".join(
    f'  {{\n    id: {n},\n    name: "{name}",\n    email: "m{n}@aozora-net.jp",\n    hired: "2020-04-01",\n  }},\n'
    for n, (name, _) in enumerate(PEOPLE)
) + "];\n"  # fmt: skip
KEYED = "export default {\n  guests: {\n" + "".join(
    f"    'g{n}': {{ title: '第{n}回の講座', name: '{name}', belongs: '株式会社みなも' }},\n"
    for n, (name, _) in enumerate(PEOPLE)
) + "  }\n}\n"  # fmt: skip
FIXTURES = "".join(
    f"user_{n}:\n  id: {n}\n  last_name: {name.split()[0]}\n  first_name: {name.split()[1]}\n  birthday: 19{52 + 7 * n}-03-1{n}\n\n"
    for n, (name, _) in enumerate(PEOPLE)
)


@pytest.mark.parametrize("text", [RUBY, PHP, TUPLES, TYPED, KEYED, FIXTURES])
def test_each_record_is_a_row_under_its_keys(text: str) -> None:
    assert values(text.encode()) >= NAMES


def test_what_stands_beside_a_name_is_read_too() -> None:
    told = values(TUPLES.encode())
    assert {("kana", kana) for _, kana in PEOPLE} <= told
    assert ("birth_date", "1952-1-10") in told


def test_rows_of_a_dump_that_name_no_columns() -> None:
    lines = (
        f"insert into customer values ('00{n}', '{name.split()[0]}', '{name.split()[1]}', '19{52 + 7 * n}-03-1{n}', '女');\n"
        for n, (name, _) in enumerate(LISTED)
    )
    told = look("".join(lines).encode())
    assert told.kinds == {"birth_date": 5, "name": 5}


def test_latin_names_in_two_columns_without_headings() -> None:
    rows = [("Mio", "Miyake"), ("Toru", "Akiyama"), ("Sara", "Yanagi"), ("Maho", "Otani"), ("Wataru", "Saeki")]
    text = "".join(
        f"INSERT INTO customer VALUES ('{n}', '{given}', '{surname}', '19{52 + 7 * n}-03-1{n}', 'F');\n"
        for n, (given, surname) in enumerate(rows)
    )
    assert look(text.encode()).kinds == {"birth_date": 5, "name": 5}


MENU = "".join(
    f'Item.create!(name: "{dish}", kind: "{kind}", price: {500 + n})\n'
    for n, (dish, kind) in enumerate(
        [("親子丼", "丼"), ("山菜そば", "麺"), ("北島カレー", "飯"), ("石川漬け", "小鉢"), ("林檎ゼリー", "甘味")]
    )
)
ROUTES = "const NAV = [\n" + "".join(
    f"  {{ path: '/{n}', label: '{label}', icon: 'i{n}' }},\n"
    for n, label in enumerate(("利用者一覧", "氏名の変更", "住所の変更", "電話番号の確認", "担当者の設定"))
) + "]\n"  # fmt: skip


@pytest.mark.parametrize("text", [MENU, ROUTES])
def test_dishes_and_menus_of_programs_are_nobody(text: str) -> None:
    assert look(text.encode()).verdict is Verdict.CLEAN


def test_names_in_a_table_of_markdown_with_links_and_readings() -> None:
    links = "| 氏名 | 部屋 |\n|--|--|\n" + "".join(
        f"| [{name}](https://x.jp/{n}) | 3{n} |\n" for n, (name, _) in enumerate(PEOPLE)
    )
    readings = "| 学年 | 名前 |\n|--|--|\n" + "".join(
        f"| {n % 3 + 1} | {name} （Mio ISOHATA） |\n" for n, (name, _) in enumerate(PEOPLE)
    )
    assert values(links.encode()) >= NAMES
    assert values(readings.encode()) >= NAMES


def test_a_list_with_stars_is_no_program() -> None:
    thanks = "協力してくださった方々\n\n" + "".join(f"* {name} (id{n})\n" for n, (name, _) in enumerate(PEOPLE))
    assert len(NAMES & values(thanks.encode())) >= 4
