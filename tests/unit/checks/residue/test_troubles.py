"""What is told of a person's health, household, faith and past: read beside a name, and nobody's without one."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

NOTE = "見守り訪問の記録\n利用者の楠田さん宅を訪問。{told}。ご家族と面談し、来週も通院に付き添う。\n担当 志水\n"

TOLD = {
    "片頭痛で寝込んでいた": "片頭痛",
    "潰瘍性大腸炎と橋本病がある": "橋本病",
    "社交不安障害で外に出られない": "社交不安障害",
    "強皮症の診断": "強皮症",
    "義手の調整が要る": "義手",
    "睡眠薬を飲みすぎる": "睡眠薬",
    "債務整理の途中": "債務整理",
    "楠田さんは持病あり": "持病",
    "楠田さんは再婚で、子は前夫の子": "再婚",
    "楠田さんはカトリックで日曜は教会": "カトリック",
    "楠田さんは万引きで補導された": "万引き",
    "楠田さんは借金を抱えている": "借金",
    "身体障害者手帳1種2級を所持": "身体障害者手帳1種2級",
    "内部障害3級": "内部障害3級",
    "精神障害2級": "精神障害2級",
    "HbA1c 8.1 と高い": "HbA1c 8.1",
    "血圧 168/102": "血圧 168/102",
    "左手が不自由": "左手が不自由",
    "右中指切断": "右中指切断",
    "片耳が聞こえにくい": "片耳が聞こえにくい",
    "果糖不耐症の診断書": "果糖不耐症",
    "聴覚過敏を開示": "聴覚過敏",
    "メロンアレルギーがある": "メロンアレルギー",
    "楠田さん（ALS）は夫が介護": "ALS",
    "宗派は真言宗、僧侶2名": "真言宗",
}


@pytest.mark.parametrize(("said", "told"), TOLD.items())
def test_a_trouble_beside_a_name_is_listed(said: str, told: str) -> None:
    found = {value for kind, value in values(NOTE.format(told=said).encode(), "memo.txt") if kind == "sensitive"}
    assert any(told in value for value in found), found


@pytest.mark.parametrize(
    "said",
    [
        "収集員の楠田万里子が応対",
        "楠田さんへ先に謝ろう。",
        "楠田さん「死にたい」はなし",
        "楠田さんの病歴・就労状況等申立書を清書",
        "楠田さんと感染症の話をした",
        "楠田さんは軽症で帰宅",
    ],
)
def test_parts_of_names_and_verbs_titles_and_what_is_denied_are_no_trouble(said: str) -> None:
    assert not [value for kind, value in values(NOTE.format(told=said).encode(), "memo.txt") if kind == "sensitive"]


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("前職：タクシー会社の配車係", "タクシー会社の配車係"),
        ("服薬中：血糖値を下げるくすり", "血糖値を下げるくすり"),
        ("持病：のぼせと立ちくらみ", "のぼせと立ちくらみ"),
        ("職歴：なし→清掃→なし", "なし→清掃→なし"),
    ],
)
def test_what_stands_in_a_field_of_a_form(field: str, told: str) -> None:
    text = f"相談票\n氏名：楠田 久美子\n生年月日：昭和52年8月19日\n電話：090-6421-7738\n{field}\n"
    assert ("sensitive", told) in values(text.encode(), "form.txt")


@pytest.mark.parametrize(
    "text",
    [
        "コロナ禍の労働組合と万引きの流行について、借金の相談会を開く。\n",
        "要支援者名簿の更新と、インフルエンザ予防接種のお知らせ。\n",
        "一級建築士と英検2級の講座。血圧 120/80 が目安です。\n",
        "キリスト教と仏教の歴史を学ぶ。アイヌの文化を知る。\n",
    ],
)
def test_topics_are_nobodys(text: str) -> None:
    assert look(text.encode(), "notice.txt").verdict is Verdict.CLEAN


def test_a_topic_far_from_every_name_is_nobodys() -> None:
    visits = "楠田さん宅を訪問。お変わりなし。\n志水さん宅は留守。\n"
    text = visits * 3 + "次回の講座は労働組合と再婚家庭の暮らし、キリスト教の歴史\n"
    assert not {value for kind, value in values(text.encode(), "memo.txt") if kind == "sensitive"}
