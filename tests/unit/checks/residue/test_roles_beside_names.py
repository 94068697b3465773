"""Surnames written together with who somebody is or what is done, before them and behind them, and labels beside works."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import values

HEAD = "相談の記録\n利用者の三原さん宅を訪問した。奥様の体調はよい。田口さんと同行。\n"


def _names(text: str) -> set[str]:
    return {
        value for kind, value in values(f"{HEAD}{text}\n明日また電話する。\n".encode(), "memo.txt") if kind == "name"
    }


@pytest.mark.parametrize(
    "role",
    [
        "監事",
        "館長",
        "事務局長",
        "介助",
        "当直",
        "渉外",
        "調理師",
        "副施設長",
        "棟梁",
        "巡査",
        "検品",
        "塾長",
        "音響",
        "家元",
    ],
)
def test_who_stands_before_a_surname_is_no_part_of_it(role: str) -> None:
    assert _names(f"{role}早瀬より報告があった。") == {"三原", "田口", "早瀬"}


@pytest.mark.parametrize(
    "role",
    [
        "配膳",
        "総務",
        "通訳",
        "親方",
        "大家",
        "世話人",
        "前任者",
        "主治医",
        "実習生",
        "喪主",
        "家主",
        "夫人",
        "友人",
        "施主",
    ],
)
def test_who_stands_behind_a_surname_is_no_given_name(role: str) -> None:
    assert _names(f"連絡は早瀬{role}に頼む。") == {"三原", "田口", "早瀬"}


def test_a_moment_before_a_surname_is_no_part_of_it() -> None:
    assert _names("あの時早瀬さんに話を聞いてもらった。") == {"三原", "田口", "早瀬"}


@pytest.mark.parametrize(
    "text", ["保証人は兄の三原氏", "差押えは市民税の分", "嫁に来て二年目、ここで", "受信トレイの並びが変"]
)
def test_words_with_a_role_in_them_name_nobody(text: str) -> None:
    assert _names(text) == {"三原", "田口"}


def test_labels_beside_works() -> None:
    text = "作品展\n『あさがお』　1年2組　ゆうな\n金魚すくい　（小4）　三原 蓮\n『ロボット』　6年　今井颯太\n"
    assert values(text.encode(), "label.txt") == {("name", "ゆうな"), ("name", "三原 蓮"), ("name", "今井颯太")}


@pytest.mark.parametrize(
    "text",
    [
        "教科書一覧\n「国語」　小2　光村図書\n「算数」　小2　東京書籍\n「理科」　小4　大日本図書\n",
        "組の名\nクラス　年長　さくら\nクラス　年中　すみれ\nクラス　年少　かえで\n",
        "給食の量\nカレー　小2　少なめ\nパン　小4　ふつう\n牛乳　中1　おおめ\n",
    ],
)
def test_other_lists_by_class(text: str) -> None:
    assert not values(text.encode(), "list.txt")


CHAT = "[LINE] 食堂ボラのトーク履歴\n\n2025/11/05(水)\n18:40\t三原 真由美\t明日の買い出し行ける人いますか\n18:42\tあっちん\tわたし車出せます！\n18:50\t早瀬 健一\t助かります\n"


def test_who_writes_under_a_nickname() -> None:
    assert ("name", "あっちん") in values(CHAT.encode(), "talk.txt")


def test_a_timetable_is_no_chat() -> None:
    text = "体育室の予定\n10:00\tサッカー\t小学生\n11:00\tバレー\t一般\n13:00\tおどりん\t幼児の体操\n"
    assert not values(text.encode(), "plan.txt")
