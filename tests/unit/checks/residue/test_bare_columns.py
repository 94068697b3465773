"""Lists of surnames alone, of given names alone, of what persons ordered and whose turn it is; and lists of what bears the same names."""

from __future__ import annotations

import pytest

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from checks.residue.model import Verdict

# most frequent surnames of Japan in their order (Meiji Yasuda Life, 2018), without those that are prefectures as well
SURNAMES = "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 松本 井上 木村".split()
# most frequent given names of children born in 2022 and in 1957 (Meiji Yasuda Life)
GIVEN = "陽葵 凛 紬 陽菜 結菜 蒼 陽翔 恵子 京子 洋子 幸子 和子 久美子 由美子".split()
# stations of the Yamanote line whose names are surnames as well
STATIONS = "大崎 品川 田町 神田 上野 大塚 目白 渋谷 大崎 巣鴨".split()
PREFECTURES = "千葉 福島 山口 長野 石川 宮崎 福井 山形 秋田 岡山 香川 富山".split()
PLANTS = "桜 椿 楓 葵 百合 桔梗 紫陽花 菖蒲 山吹 若葉 桃 杏".split()


def found(heading: str, cells: list[str], beside: str, value: str = "○") -> tuple[Verdict, set[str]]:
    lines = [f"{heading}{beside}", *(f"{cell}{',' + value if beside else ''}" for cell in cells)]
    result = inspect_bytes("\n".join(lines).encode(), "一覧.csv", Budget(), reveal=True)
    return result.verdict, {name.replace(" ", "") for kind, name, _ in result.matches or () if kind == "name"}


@pytest.mark.parametrize("heading", ["お名前", "名前", "参加", "A", "配布先", "預かった人"])
@pytest.mark.parametrize("beside", [",満足度", ",場所", ",数量"])
def test_surnames_alone_are_persons_whatever_stands_over_them(heading: str, beside: str) -> None:
    verdict, names = found(heading, SURNAMES, beside)
    assert verdict is Verdict.CONTENT
    assert set(SURNAMES) <= names


@pytest.mark.parametrize("heading", ["お名前", "子", "園児"])
def test_given_names_alone_are_children(heading: str) -> None:
    verdict, names = found(heading, GIVEN, ",迎え")
    assert verdict is Verdict.CONTENT
    assert set(GIVEN) <= names


def test_a_grid_of_surnames_is_one_of_persons() -> None:
    rows = [",".join(SURNAMES[at : at + 4]) for at in range(0, 16, 4)]
    result = inspect_bytes("\n".join(["A列,B列,C列,D列", *rows]).encode(), "席.csv", Budget(), reveal=True)
    assert {name for kind, name, _ in result.matches or () if kind == "name"} == set(SURNAMES)


@pytest.mark.parametrize(
    ("heading", "cells", "beside", "value"),
    [
        ("駅", STATIONS, ",乗換", "○"),
        ("名称", STATIONS, ",開業", "1885年"),
        ("A", STATIONS, "", ""),
        ("県", PREFECTURES, ",件数", "12"),
        ("A", PREFECTURES, ",数", "12"),
        ("名前", PLANTS, ",値段,形", "300円,苗"),
        ("品名", PLANTS, ",単価", "300"),
        ("名前", PLANTS, ",花期", "5月"),
        ("姓", SURNAMES, ",順位,人数", "1,1880000"),
        ("名字", SURNAMES, ",由来", "地名"),
        ("町域,市", [f"{one},川越市" for one in SURNAMES], ",郵便番号", "3500001"),
        ("ペット名", "そら もも くろ レオ はな ココ モカ こむぎ".split(), ",種類", "犬"),
    ],
)
def test_what_bears_the_same_names_is_none(heading: str, cells: list[str], beside: str, value: str) -> None:
    assert found(heading, cells, beside, value) == (Verdict.CLEAN, set())


PERSONS = [
    f"{surname}{given}"
    for surname, given in zip(SURNAMES, "翔太 健一 美咲 大輔 直樹 恵子 拓也 由美子".split(), strict=False)
]


@pytest.mark.parametrize(
    ("heading", "beside", "value"),
    [
        ("氏名", ",数量,金額", "2,1800"),
        ("申込者,単価", ",個数", "300,2"),
        ("担当", ",確認", "○"),
        ("職員名", ",受講日", "5/12"),
        ("訪問先", ",曜日", "月"),
        ("緊急時(家族)", ",続柄", "娘"),
        ("名", ",日付", "4/3"),
    ],
)
def test_whole_names_are_persons_whatever_stands_over_and_beside_them(heading: str, beside: str, value: str) -> None:
    cells = [f"{name},300" if "単価" in heading else name for name in PERSONS]
    verdict, names = found(heading, cells, beside, value)
    assert verdict is Verdict.CONTENT
    assert set(PERSONS) <= names


def test_readings_in_two_columns_are_one_reading() -> None:
    rows = [
        "松田,悦子,マツダ,エツコ,070-7129-3633",
        "上田,晶,ウエダ,アキラ,080-7362-5358",
        "上地,翔太,ウエチ,ショウタ,070-7589-8193",
    ]
    result = inspect_bytes("\n".join(["姓,名,セイ,メイ,携帯", *rows]).encode(), "登録.csv", Budget(), reveal=True)
    readings = {value for kind, value, _ in result.matches or () if kind == "kana"}
    assert readings == {"マツダ エツコ", "ウエダ アキラ", "ウエチ ショウタ"}
    assert result.records == 3


@pytest.mark.parametrize("name", ["高橋ひより", "渡辺ひまり", "山本こはる", "中村いちか"])
def test_given_names_in_hiragana_behind_a_surname_are_names(name: str) -> None:
    rows = [f"部屋,{name}", *(f"{number},{one}" for number, one in enumerate(PERSONS, 201))]
    rows = ["部屋,員", *rows]
    result = inspect_bytes("\n".join(rows).encode(), "部屋割.csv", Budget(), reveal=True)
    assert ("name", name) in {(kind, value) for kind, value, _ in result.matches or ()}


def test_turns_are_no_surnames() -> None:
    rows = [
        f"{turn},{name},090-1234-56{number:02}"
        for number, (turn, name) in enumerate(zip(["一次", "二次"] * 8, SURNAMES, strict=True))
    ]
    result = inspect_bytes("\n".join(["担当,お客様,連絡先", *rows]).encode(), "票.csv", Budget(), reveal=True)
    assert not {"一次", "二次"} & {value for _, value, _ in result.matches or ()}


# given names ranked first of children born in 2022 and 2023 (Meiji Yasuda Life); surnames of Okinawa and ones hard to read
OF_TODAY = ["小川陽葵", "清水凛", "岡田紬", "中島結愛", "原田碧斗", "藤井湊斗", "三浦琉生", "福田咲茉"]
RARE = ["仲村渠恵子", "當間健", "我謝由美子", "饒平名誠", "四十物和子", "薬袋直樹", "道祖土拓也", "銭谷美咲"]


@pytest.mark.parametrize("names", [OF_TODAY, RARE], ids=["today", "rare"])
def test_names_the_dictionaries_are_too_old_or_too_small_for_are_known(names: list[str]) -> None:
    rows = ["部屋,員", *(f"{number},{one}" for number, one in enumerate(names, 201))]
    result = inspect_bytes("\n".join(rows).encode(), "部屋割.csv", Budget(), reveal=True)
    assert {value for kind, value, _ in result.matches or () if kind == "name"} == set(names)


def test_several_children_in_a_cell_are_each_somebody() -> None:
    rows = ["090-7387-5447,咲良、結菜", "070-1519-7701,伊織、蓮", "070-1368-0021,葵、陽菜", "080-4471-8352,凛、蒼"]
    result = inspect_bytes("\n".join(["TEL,子の名前", *rows]).encode(), "申込.csv", Budget(), reveal=True)
    told = {value for kind, value, _ in result.matches or () if kind == "name"}
    assert {"咲良", "結菜", "伊織", "葵", "陽菜", "凛"} <= told


HOMES = [
    "汐見町1-2-3 ベルコート301",
    "港町2-14-5",
    "本町5-13 コーポ潮 207号室",
    "緑町876-7",
    "栄町1-40-24 上荻住宅106号",
]
OFFICES = [
    "汐見町1-2-3 中央ビル301",
    "港町2-14-5",
    "本町5-13 市民センター207号室",
    "緑町876-7",
    "栄町1-40-24 駅前ビル106号",
]


@pytest.mark.parametrize(("places", "verdict"), [(HOMES, Verdict.CONTENT), (OFFICES, Verdict.CLEAN)])
def test_who_stands_for_clubs_and_lives_in_flats_is_somebody(places: list[str], verdict: Verdict) -> None:
    clubs = ["写真クラブ凪", "港子ども会", "書道の会", "合唱団波", "囲碁クラブ"]
    rows = [
        f"{club},{name},豊橋市{place},0532-54-29{number}"
        for club, name, place, number in zip(clubs, PERSONS, places, range(33, 38), strict=False)
    ]
    result = inspect_bytes("\n".join(["団体名,代表者,住所,TEL", *rows]).encode(), "許可簿.csv", Budget(), reveal=True)
    assert result.verdict is verdict


def test_prefecture_and_municipality_stand_in_their_order() -> None:
    rows = [
        "高橋大輔,茨城県,つくば市,大字上横場287-14",
        "渡辺知宏,静岡県,浜松市,中央2-2-8",
        "伊藤恵子,愛知県,豊橋市,花田町364-13",
    ]
    for order in ((0, 1, 2, 3), (0, 2, 1, 3), (0, 3, 2, 1)):
        head = [["name", "pref", "city", "street"][at] for at in order]
        cells = [[row.split(",")[at] for at in order] for row in rows]
        text = "\n".join(map(",".join, [head, *cells]))
        result = inspect_bytes(text.encode(), "dump.csv", Budget(), reveal=True)
        assert ("address", "茨城県つくば市大字上横場287-14") in {
            (kind, value) for kind, value, _ in result.matches or ()
        }


def test_of_an_account_the_number_is_told_not_its_bank() -> None:
    rows = ["高橋健一,静銀 198 普 9747498", "渡辺美咲,横信 本店 普通 2806973", "伊藤大輔,港銀 021 当 1641566"]
    result = inspect_bytes("\n".join(["氏名,口座", *rows]).encode(), "謝金.csv", Budget(), reveal=True)
    told = {value for kind, value, _ in result.matches or () if kind == "bank_account"}
    assert told == {"9747498", "2806973", "1641566"}


def test_surnames_that_are_words_or_listed_nowhere_belong_to_the_others_of_their_column() -> None:
    cells = ["斎藤", "平野", "近藤", "四十物", "遠藤", "青木", "佐々木", "石井"]
    _, names = found("室,入居", [f"10{n},{cell}" for n, cell in enumerate(cells)], ",家賃", "30000")
    assert names == set(cells)


def test_towns_with_a_few_surnames_among_them_stay_towns() -> None:
    cells = ["福生", "羽村", "青梅", "大野", "小川", "長岡", "平井", "藤橋"]
    verdict, names = found("室,名", [f"10{n},{cell}" for n, cell in enumerate(cells)], ",台数", "3")
    assert (verdict, names) == (Verdict.CLEAN, set())


@pytest.mark.parametrize("heading", ["だれのこと", "どなた", "who"])
def test_who_is_asked_for_is_somebody(heading: str) -> None:
    for cells in (["上野", "石井", "加藤", "山田", "宮本"], ["中山", "宮本", "森", "原", "戸田"]):
        _, names = found(heading, cells, ",内容", "介護")
        assert names == set(cells)


def test_towns_that_bear_surnames_are_nobody_where_none_is_asked_for() -> None:
    cells = ["中山", "宮本", "森", "原", "戸田"]
    assert found("行先", cells, ",内容", "介護") == (Verdict.CLEAN, set())


def test_who_takes_the_turn_of_another_is_named_with_him() -> None:
    pairs = [("宮本", "原"), ("砂盃", "市川"), ("今井", "工藤"), ("二宮", "古川"), ("大塚", "西田"), ("長崎", "中島")]
    rows = ["日付,もと,代わり,理由", *(f"10/1{n},{one},{other},研修" for n, (one, other) in enumerate(pairs))]
    result = inspect_bytes("\n".join(rows).encode(), "交代.csv", Budget(), reveal=True)
    told = {name for kind, name, _ in result.matches or () if kind == "name"}
    assert told == {name for pair in pairs for name in pair}
