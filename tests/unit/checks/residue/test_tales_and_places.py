"""Papers that name nobody by themselves: tales, sorts of fruit, lists of places most of which are offices'."""

from __future__ import annotations

from tests.unit.checks.residue.helpers import look, values

TALE = "むかしむかし、あるところにおじいさんとおばあさんがいました。\nおばあさんが川でせんたくをしていると、\n川上から大きな桃が流れてきました。\n"


def test_a_tale_names_nobody() -> None:
    assert look(TALE.encode(), "tale.txt").records == 0


def test_who_hears_a_tale_is_named() -> None:
    assert ("name", "安藤芽依") in values(f"{TALE}安藤芽依さんは最後まで座って聞けた。\n".encode(), "tale.txt")


def test_sorts_of_fruit_name_nobody() -> None:
    text = "佐藤錦（さくらんぼ）、清見（みかん）、田中（びわ）、宮本（みかん）、森田（プルーン）\n1箱 1kg　6142円\n"
    assert look(text.encode(), "fruit.txt").records == 0


def test_places_of_which_most_are_offices_are_nobodys_homes() -> None:
    rows = [
        ("市民体育館", 1924),
        ("浄水場", 1632),
        ("第二保育園", 1917),
        ("いこいの広場", 1255),
        ("郷土資料館", 491),
        ("ふれあいの家", 2448),
    ]
    text = "設置施設,住所,設置階\n" + "".join(f"{what},越谷市氷川町{number}番地,1階\n" for what, number in rows)
    assert look(text.encode(), "aed.csv").records == 0


def test_homes_stay_homes_where_somebody_works_at_an_office() -> None:
    text = "通う先,住所,備考\n" + "".join(
        f"{what},越谷市氷川町{n}-4-{n}2,\n" for n, what in enumerate(["保育園", "", "", "", ""], 1)
    )
    assert look(text.encode(), "homes.csv").records > 0


def test_sires_and_dams_of_horses_are_nobody() -> None:
    text = "馬名,父,母,通算\nシンザン,ヒンドスタン,ハヤノボリ,19戦15勝\nオグリキャップ,ダンシングキャップ,ホワイトナルビー,32戦22勝\n"
    assert look(text.encode(), "horses.csv").records == 0


def test_parents_in_a_list_of_children_are_named() -> None:
    text = "名前,父,母,学年\n仁科芽依,仁科 孝之,仁科 久美子,3年\n目黒樹里,目黒 健吾,目黒 智恵美,2年\n"
    assert ("name", "仁科 孝之") in values(text.encode(), "children.csv")


def test_a_quoted_work_names_nobody() -> None:
    text = "メロスは激怒した。メロスには政治がわからぬ。メロスは、村の牧人である。\n（太宰治「走れメロス」27頁より　読み聞かせ用）\n"
    assert look(text.encode(), "book.txt").records == 0


def test_what_somebody_asks_for_is_no_name() -> None:
    text = "・ 問6　電話口で「母の結果を教えて」と言われたら？\n・ ア 教える　イ 本人の同意を確認する　ウ 切る　　正解 イ\n"
    assert look(text.encode(), "test.txt").records == 0


def test_a_surname_that_is_a_word_as_well_is_told_in_a_list() -> None:
    text = "氏名,電話\n花見 健一,090-3333-1111\n岸田 亮,090-3333-1112\n"
    assert ("name", "花見 健一") in values(text.encode(), "list.csv")
