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
