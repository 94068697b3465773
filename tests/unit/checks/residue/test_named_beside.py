"""Who stands in the other columns of a list of persons: those who sat in, signed or come next, and what children are called."""

from __future__ import annotations

import pytest

from checks.residue.matchers import named_beside
from tests.unit.checks.residue.helpers import values

WHOLE = ("佐伯真理", "大槻浩一", "鵜飼千春", "小早川亮", "新妻美咲")
SURNAMES = ("藤原", "近藤", "清水", "岡本", "高橋")
CALLED = ("ひより", "そうま", "はやと", "みお", "かいと")


def _list(heads: list[str], *columns: tuple[str, ...]) -> bytes:
    rows = [heads, *map(list, zip(*columns, strict=True))]
    return "\r\n".join(",".join(row) for row in rows).encode("cp932")


@pytest.mark.parametrize("heading", ["同席", "受領", "保護者印", "次の人"])
def test_surnames_beside_persons_are_names(heading: str) -> None:
    found = values(_list(["利用者", heading, "携帯"], WHOLE, SURNAMES, ("080-2934-7079",) * 5), "list.csv")
    assert {("name", name) for name in SURNAMES} <= found


def test_given_names_in_kana_are_names_beside_persons() -> None:
    found = values(_list(["学生", "呼び名", "携帯"], WHOLE, CALLED, ("080-2934-7079",) * 5), "list.csv")
    assert {("name", name) for name in CALLED} <= found


def test_an_office_list_of_its_own_people_names_each() -> None:
    readings = ("サエキ マリ", "オオツキ コウイチ", "ウカイ チハル", "コバヤカワ リョウ", "ニイヅマ ミサキ")
    phones = tuple(f"080-2934-70{n}9" for n in range(5))
    found = values(_list(["部署", "職員", "ヨミ", "携帯"], ("総務",) * 5, WHOLE, readings, phones), "list.csv")
    assert {("name", name) for name in WHOLE} <= found


@pytest.mark.parametrize("heading", ["駅", "支店", "クラス", "出身地"])
def test_places_and_classes_beside_persons_are_no_names(heading: str) -> None:
    towns = (
        ("渋谷", "大塚", "目黒", "上野", "板橋")
        if heading != "クラス"
        else ("さくら", "すみれ", "もも", "ゆり", "あおい")
    )
    found = values(_list(["利用者", heading, "携帯"], WHOLE, towns, ("080-2934-7079",) * 5), "list.csv")
    assert not {("name", name) for name in towns} & found


def test_surnames_beside_no_person_are_not_told() -> None:
    rows = [["件名", "結果", "同席"], *(["会議", "済", name] for name in SURNAMES)]
    assert named_beside.find(rows, "") == []


def test_several_names_in_a_cell_and_foreign_ones_in_ideographs_are_names_beside_persons() -> None:
    households = ("山﨑洋子、黒木初枝", "三浦茂、平田敏子", "林巌、田村睦子")
    found = values(_list(["区域", "委員", "担当世帯"], ("北1", "北2", "南1"), WHOLE[:3], households), "list.csv")
    assert {("name", "黒木初枝"), ("name", "三浦茂"), ("name", "田村睦子")} <= found
    foreign = ("欧陽 倩", "孫 文静", "周 天佑")
    found = values(_list(["対象者", "通訳", "携帯"], WHOLE[:3], foreign, ("080-2934-7079",) * 3), "list.csv")
    assert {("name", name) for name in foreign} <= found


def test_who_asked_after_neighbours_is_named_with_them() -> None:
    neighbours = ("安生おばあちゃん", "松本さん", "荒木おじいちゃん", "曽根原さん", "中村さん")
    found = values(_list(["だれ", "どうだった", "記入"], neighbours, ("無事",) * 5, SURNAMES), "list.csv")
    assert {("name", "安生"), ("name", "荒木"), ("name", "藤原")} <= found


def test_given_names_one_or_several_in_a_cell_belong_to_the_person_beside_them() -> None:
    rows = [
        "番号,お名前,問2　きょうだいは？,満足度",
        '1,丸山 和夫,"健太、美月",4',
        "2,池田 真由美,花子,2",
        '3,山田 莉子,"翔太、直樹",1',
        "4,加賀 結衣,大輔,3",
    ]
    found = values("\r\n".join(rows).encode("cp932"), "list.csv")
    assert {("name", name) for name in ("健太", "美月", "花子", "翔太", "直樹", "大輔")} <= found


def test_fruits_one_or_several_in_a_cell_are_nobody() -> None:
    rows = [
        "番号,お名前,問2　好きな物は？,満足度",
        '1,丸山 和夫,"りんご、みかん",4',
        "2,池田 真由美,ぶどう,2",
        '3,山田 莉子,"いちご、めろん",1',
        "4,加賀 結衣,すいか,3",
    ]
    found = values("\r\n".join(rows).encode("cp932"), "list.csv")
    assert {value for kind, value in found if kind == "name"} == {"丸山 和夫", "池田 真由美", "山田 莉子", "加賀 結衣"}


def test_what_pets_are_called_is_no_name_of_those_who_keep_them() -> None:
    kept = ("椛島彩", "山田和也", "木村美代子", "河野悟", "安藤正夫")
    called = ("もも", "ソラ", "くろ", "チョコ", "こむぎ")
    rows = [f"{who},090-6973-994{n},犬,{what}" for n, (who, what) in enumerate(zip(kept, called, strict=True))]
    found = values("\r\n".join(["飼い主,電話,動物,名前", *rows]).encode("cp932"), "list.csv")
    assert {value for kind, value in found if kind == "name"} == set(kept)


def test_children_of_a_list_of_a_program_belong_to_their_parents() -> None:
    rows = '[{"oya":"原 琴音","ko":["健太","紬"]},{"oya":"近藤 健","ko":["莉子","詩"]},{"oya":"森 千夏","ko":["直樹","花子"]},{"oya":"林 大輔","ko":["芽依","翔太"]}]'
    found = values(rows.encode(), "list.json")
    assert {("name", name) for name in ("健太", "莉子", "直樹", "花子", "芽依", "翔太")} <= found
