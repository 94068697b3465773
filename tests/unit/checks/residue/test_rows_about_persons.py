"""Whom or what a row is about: children at their nursery, a second table on a sheet, surname and given name under single signs."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

CHILDREN = [
    ("みなと保育園", "津田　律", "津田　恵", "199-6633", "東京都西潮区柳原町2丁目23番8号"),
    ("みなと保育園", "久米　暖", "久米　智恵", "199-0560", "東京都西潮区柳原町3丁目13-21"),
    ("ひかり小規模保育室", "熊谷　朝陽", "熊谷　香織", "198-7655", "東京都西潮区上ノ台5丁目32-2"),
    ("ひかり小規模保育室", "岡田　蒼", "岡田　信", "198-5743", "東京都西潮区水神5丁目24番9号"),
    ("新浜保育園", "近藤　湊", "近藤　美穂", "199-7636", "東京都西潮区南汐見6丁目12番1号"),
]


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    return "\n".join(map(",".join, rows)).encode()


@pytest.mark.parametrize("over", ["施設", "事業所", "施設名"])
def test_children_and_their_parents_are_told_whatever_place_they_go_to(over: str) -> None:
    told = values(_csv([(over, "児童", "保護者", "〒", "送付先"), *CHILDREN]))
    for _, child, parent, postal, place in CHILDREN:
        assert {("name", child), ("name", parent), ("postal_code", postal), ("address", place)} <= told


OFFICES = [
    ("西会館", "柳原町1-8-14", "03-5464-3342", "9時から"),
    ("東出張所", "若宮通4-30-13", "03-6399-4958", "9時から"),
    ("新浜体育館", "御船町1-20-12", "03-4777-7634", "8時から"),
]
CLIENTS = [
    ("津田　律", "柳原町1-8-14", "03-5464-3342", "要連絡"),
    ("熊谷　香織", "若宮通4-30-13", "03-6399-4958", "済"),
    ("近藤　美穂", "御船町1-20-12", "03-4777-7634", "済"),
]
COUNTS = [("区分", "件数", "備考"), ("新規", "88", ""), ("継続", "49", "前年比")]


@pytest.mark.parametrize("between", [[], [("",)]], ids=["right below", "a line between"])
def test_a_second_table_on_a_sheet_has_its_own_heading(between: list[tuple[str, ...]]) -> None:
    beside = [("", "", "コード", "意味"), ("", "", "1", "済"), ("", "", "2", "保留"), ("", "", "9", "対象外")]
    offices = [("施設", "所在地", "電話", "開館"), *OFFICES]
    clients = [("氏名", "住所", "電話", "状況"), *CLIENTS]
    for rows, quiet in ((offices, True), (clients, False)):
        joined = [(*row, *other) for row, other in zip(rows, beside, strict=True)]
        result = look(_csv([*COUNTS, *between, *joined]))
        assert (result.verdict is Verdict.CLEAN) is quiet
    told = values(_csv([*COUNTS, *between, *clients]))
    assert {("name", name) for name, *_ in CLIENTS} <= told


def test_surname_and_given_name_under_single_signs_head_a_list() -> None:
    rows = [
        ("日", "手続", "氏", "名", "免許証等番号", "交付公安委", "廃棄"),
        ("R7/10/6", "再設定", "井上", "弥生", "306582178015", "東京都", "済"),
        ("R6/4/28", "受取", "鮏川", "浩二", "302029257020", "東京都", "済"),
        ("R6/8/4", "再設定", "吉田", "佳代", "302927541662", "東京都", ""),
        ("R7/1/14", "再設定", "石川", "真由美", "307037394348", "東京都", ""),
    ]
    told = values(_csv(rows))
    assert {("name", "井上 弥生"), ("name", "鮏川 浩二"), ("licence", "306582178015")} <= told


def test_a_postal_code_right_before_an_address_is_told_by_itself() -> None:
    rows = [(name, f"〒{postal}{place}") for _, name, _, postal, place in CHILDREN]
    told = values(_csv([("被接種者", "送付先"), *rows]))
    assert {("postal_code", CHILDREN[0][3]), ("address", CHILDREN[0][4])} <= told


@pytest.mark.parametrize(
    "rows",
    [
        [("順", "名字", "読み", "件数"), ("1", "佐藤", "サトウ", "3471"), ("2", "鈴木", "スズキ", "3023"), ("3", "高橋", "タカハシ", "2943"), ("4", "田中", "タナカ", "2311")],
        [("号", "名前", "最大風速", "接近"), ("1", "マリア", "31m/s", "10/1"), ("2", "ハナ", "59m/s", "10/9"), ("3", "ケイタ", "48m/s", "11/2")],
        [("item_id", "price", "name", "status"), ("1", "480", "プリンセス・ミチ", "OUT"), ("2", "980", "クイーン・エリザベス", "OUT"), ("3", "680", "ブルームーン", "SALE")],
        [("題名", "演奏者", "番号"), ("名曲選", "月岡トリオ", "CD80171"), ("小品集", "ハンナ・ベルク", "DV80304"), ("港の歌", "青葉少年合唱団", "DV19154")],
        [("銀行", "支店", "店番", "読み", "電話"), ("西潮信用金庫", "本店", "075", "ニイハマ", "03-9919-9338"), ("ゆめ銀行", "青葉", "579", "ベンテン", "03-8980-6352"), ("ゆめ銀行", "弁天", "636", "アオバ", "03-8742-4304")],
    ],
    ids=["surnames counted", "storms", "roses", "records", "branches"],
)  # fmt: skip
def test_lists_of_what_bears_a_name_stay_quiet(rows: list[tuple[str, ...]]) -> None:
    assert look(_csv(rows)).verdict is Verdict.CLEAN


def test_records_that_stand_upright_in_tables_of_their_own_are_rows_of_one() -> None:
    heads = ("社員No", "姓", "名", "携帯", "入社")
    rows = [
        ("49973", "東", "俊哉", "090-4134-8662", "2025/11/3"),
        ("95097", "沼田", "学", "080-3953-2080", "2025/10/28"),
        ("76986", "日高", "直樹", "070-1958-5302", "2024/8/9"),
    ]
    cards = [
        "".join(f"<tr><td>{number}</td><td>{cell}</td></tr>" for number, cell in enumerate(row, 1))
        for row in (heads, *rows)
    ]
    told = values(f"<html><body>{''.join(f'<table>{card}</table>' for card in cards)}</body></html>".encode())
    assert {("name", f"{row[1]} {row[2]}") for row in rows} | {("phone", row[3]) for row in rows} <= told


def test_lines_of_a_printer_over_a_printed_list_do_not_hide_its_columns() -> None:
    rows = [
        ("995843", "府中綾乃", "六軒町2丁目15番14号", "047-434-8419"),
        ("570091", "港亘", "新浜1-6-1", "047-915-5711"),
        ("916906", "山本浩二", "若宮通6丁目15-9", "03-4349-9010"),
        ("302117", "国立千尋", "桜堤3-24-21", "0299-64-4991"),
        ("448120", "近藤俊哉", "御船町4-12-23", "03-5215-6489"),
        ("771203", "永田隆", "柳原町3丁目30-23", "03-4193-0665"),
    ]

    def line(cells: tuple[str, ...]) -> str:
        widths = (8, 20, 34, 14)
        return "".join(
            cell + " " * (width - sum(1 + (ord(sign) > 0xFF) for sign in cell))
            for cell, width in zip(cells, widths, strict=True)
        ).rstrip()

    text = "\n".join(
        [
            "@PJL SET COPIES=1",
            "粗大受付　収集日：2025年7月11日　　地区：青葉坂・弁天の二つの町会と新浜の一部",
            line(("受付No", "申込者", "収集場所", "電話")),
            *map(line, rows),
        ]
    )
    told = values(text.encode("cp932"))
    assert {("name", row[1]) for row in rows} | {("phone", row[3]) for row in rows} <= told
    assert ("address", "六軒町2丁目15番14号") in told


def test_a_list_below_a_small_table_and_an_empty_line_is_read_by_itself() -> None:
    counts = "区分,件数,備考\n新規,95,\n継続,35,前年比\n,,\n"
    people = ["熊谷　智恵", "小野寺　香織", "桜井　薫", "長野　千尋", "浜　隆"]
    assert {("name", name) for name in people} <= values((counts + "忘れた人,,\n" + "\n".join(people)).encode())
    stations = "新宿\n渋谷\n品川\n上野\n目黒"
    assert look((counts + "駅,,\n" + stations).encode()).verdict is Verdict.CLEAN


def test_days_by_the_number_of_their_era_are_dates_of_birth_without_a_heading() -> None:
    rows = [
        ("東京都西潮区弁天5-8-22", "邉見三郎", "様", "3160929"),
        ("茨城県守谷市本町3-26-24", "堀内よし", "様", "3281113"),
        ("東京都西潮区柳原町4-14-12", "須藤すゑ", "様", "3210309"),
        ("千葉県松戸市常盤平6丁目20-24", "菅原善吉", "様", "3190602"),
        ("東京都西潮区桜堤6-24-23", "清水はな", "様", "4150805"),
    ]
    assert {("birth_date", row[3]) for row in rows} <= values(_csv(rows))
    orders = [(*row[:3], f"31{n}{n}99{n}") for n, row in enumerate(rows)]
    assert not {kind for kind, _ in values(_csv(orders))} & {"birth_date"}


def test_the_number_of_the_paper_shown_is_told_below_a_remark() -> None:
    rows = [
        ("本人", "代理", "本人確認", "番号(点字不可)"),
        ("伊藤フミ", "伊藤佳代", "運転免許", "308421048207"),
        ("久保田よし", "久保田香織", "運転免許", "305687280770"),
        ("齋藤喜久治", "齋藤香織", "運転免許", "304416835830"),
    ]
    assert {("licence", row[3]) for row in rows[1:]} <= values(_csv(rows))


def test_keys_that_begin_with_their_number_are_rows() -> None:
    people = [("後藤 浩二", "03-3504-1104"), ("眞壁 佳代", "03-5620-5426"), ("市川 達郎", "047-368-2777")]
    text = "[SpeedDial]\n" + "\n".join(f"{n}.Name={name}\n{n}.Number={phone}" for n, (name, phone) in enumerate(people))
    assert {("name", name) for name, _ in people} | {("phone", phone) for _, phone in people} <= values(text.encode())


@pytest.mark.parametrize("between", [" ", "　", "："])
def test_a_form_typed_into_one_column_is_read_line_by_line(between: str) -> None:
    form = {
        "氏名": "古賀　千代子",
        "生年": "S8.4.21",
        "〒": "270-2893",
        "住所": "松戸市馬橋3-17-4",
        "電話": "03-4221-8859",
    }
    cells = "".join(f"<tr><td>{label}{between}{value}</td></tr>" for label, value in form.items())
    told = values(f"<html><body><table>{cells}</table></body></html>".encode())
    kinds = ("name", "birth_date", "postal_code", "address", "phone")
    assert set(zip(kinds, form.values(), strict=True)) <= told
    office = cells.replace(f"氏名{between}古賀　千代子", f"名称{between}西会館").replace(f"生年{between}S8.4.21", "")
    assert look(f"<html><body><table>{office}</table></body></html>".encode()).verdict is Verdict.CLEAN


def test_a_surname_in_brackets_behind_a_given_name_is_told_with_it() -> None:
    rows = [("なまえ", "でんわ"), ("弥生（高橋）", "080-7876-1968"), ("隆（山口）", "080-8202-6265"), ("直美（原田）", "080-7640-5740")]  # fmt: skip
    assert {("name", "高橋 弥生"), ("name", "山口 隆"), ("name", "原田 直美")} <= values(_csv(rows))


def test_rows_of_yaml_below_a_bare_dash_are_a_table() -> None:
    rows = [["児童", "1", "2", "おむかえ"], ["津田騎士", "○", "", "津田（祖母）"], ["近藤蒼", "", "○", "近藤（母）"], ["安達心春", "○", "○", "安達（父）"]]  # fmt: skip
    lists = "".join("-\n" + "".join(f'  - "{cell}"\n' for cell in row) for row in rows)
    told = values(f'- "延長利用"\n{lists}'.encode())
    assert {("name", row[0]) for row in rows[1:]} | {("name", row[0][:2]) for row in rows[1:]} <= told


def test_who_of_a_family_is_meant_is_told_with_the_surname() -> None:
    rows = [("袋No", "家", "半年分", "サイン"), ("1", "佐々木（海斗）", "1800", "早坂"), ("2", "山本（敦子）", "1800", "岡田"), ("3", "畔柳（のぞみ）", "1800", "横浜"), ("4", "菊地（浩一）", "3600", "赤間")]  # fmt: skip
    assert {("name", "佐々木 海斗"), ("name", "山本 敦子"), ("name", "菊地 浩一")} <= values(_csv(rows))


def test_those_who_go_in_pairs_are_named() -> None:
    pairs = ["佐竹・今井", "藤田・日野", "山本・品川", "三浦・宮崎", "笠原・岩渕"]
    rows = [(f"4/{n}", pair, "青パト") for n, pair in enumerate(pairs, 1)]
    told = values(_csv([("月日", "1組", "車両"), *rows]))
    assert {("name", name) for pair in pairs for name in pair.split("・")} <= told
    lines = [
        (f"4/{n}", pair, "晴れ") for n, pair in enumerate(["新宿・渋谷", "上野・赤羽", "池袋・目白", "中野・荻窪"], 1)
    ]
    assert look(_csv([("月日", "区間", "天気"), *lines])).verdict is Verdict.CLEAN


def test_exhibitors_of_a_neighbourhood_are_persons_and_their_works_are_not_the_subject() -> None:
    rows = [("絵手紙", "無題", "太田弥生", "田中町町会"), ("書", "静物", "加藤美咲", "西新田町会"), ("手芸", "祈り", "柴田大輔", "山口町会"), ("盆栽", "夕映え", "山口香織", "石川台自治会")]  # fmt: skip
    heads = ("部門", "作品名", "出品者（雅号可）", "所属")
    assert {("name", row[2]) for row in rows} <= values(_csv([heads, *rows]))
    painters = [(*row[:3], "日本画院") for row in rows]
    assert look(_csv([("部門", "作品名", "作者", "所属"), *painters])).verdict is Verdict.CLEAN


def test_numbers_with_the_check_digit_of_a_my_number_are_one_whatever_was_shown() -> None:
    numbers = ["9457 6206 1907", "4675 3204 7957", "3566 0491 9362", "7618 2891 5666", "4417 4043 8340"]
    people = ["鹿島陽子", "早坂まり子", "百目鬼誠", "五十嵐久美", "庄司和彦"]
    rows = [(name, number, "免許") for name, number in zip(people, numbers, strict=True)]
    told = values(_csv([("氏名", "番号", "本人確認"), *rows]))
    assert {("my_number", number) for number in numbers} <= told


def test_ranks_of_given_names_are_nobody() -> None:
    rows = [
        ("順位", "名前", "人数"),
        ("1", "蓮", "120"),
        ("2", "陽葵", "110"),
        ("3", "芽依", "90"),
        ("4", "莉子", "80"),
    ]
    assert look(_csv(rows)).verdict is Verdict.CLEAN


@pytest.mark.parametrize(
    "text",
    [
        "石材の種類\n庵治石、大島石、北木石、青木石、山崎石、天山石\n耐用年数や色の違いは店頭で。",
        "公園の木の名前\n入口　ナデシコ\n池のそば　クスノキ、ヤナギ\n広場　ケヤキ、カツラ\n",
        "法則,人,年\n万有引力,ニュートン,1687\n相対性理論,アインシュタイン,1905\n電気の法則,オーム,1827\n破傷風菌の発見,北里柴三郎,1889\n",
        "順,男の子,女の子\n1,蓮,陽葵\n2,樹,芽依\n3,蒼,莉子\n4,湊,葵\n",
        "設置施設,住所,設置階\n浄水場,みなみ市氷川町2624番地,3階\n総合会館,みなみ市水無瀬町394番地,1階\n資料館,みなみ市北谷397番地,3階\n",
    ],
    ids=["stones", "trees", "laws", "names of a year", "where something is kept"],
)
def test_stones_trees_and_laws_are_nobody(text: str) -> None:
    assert look(text.encode()).verdict is Verdict.CLEAN


@pytest.mark.parametrize(
    ("heads", "rows", "names"),
    [
        ("順位,名前,件数", ["1,根岸 武,48", "2,早川 恵理子,41", "3,柳沢 千鶴,39"], {"根岸 武", "早川 恵理子"}),
        ("順位,男子,女子", ["1,根岸 武,早川 恵理子", "2,堀内 悟,柳沢 千鶴", "3,小川 亮,森田 愛"], {"根岸 武", "柳沢 千鶴"}),
        ("支店コード,社員,内線", ["012,根岸 武,31", "013,早川 恵理子,32", "014,柳沢 千鶴,33"], {"根岸 武", "早川 恵理子"}),
    ],
    ids=["ranked by calls", "a race", "who works at which branch"],
)  # fmt: skip
def test_persons_who_are_ranked_or_counted_are_still_found(heads: str, rows: list[str], names: set[str]) -> None:
    told = {value for kind, value in values("\n".join([heads, *rows]).encode()) if kind == "name"}
    assert names <= told


def test_several_of_one_ending_among_others_are_persons() -> None:
    people = ["早坂", "宮坂", "赤坂", "小坂", "高坂", "佐藤", "鈴木", "高橋", "渡辺", "山本", "斎藤"]
    told = values("\n".join(f"{name}様に電話した。" for name in people).encode())
    assert {("name", name) for name in people} <= told
