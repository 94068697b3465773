"""Short notes that name persons by whole names: what happened between two of them, foreign names called politely; and what is nobody."""

from __future__ import annotations

import pytest

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from checks.residue.matchers import elected
from checks.residue.model import Verdict


def look(text: str) -> tuple[Verdict, set[str]]:
    result = inspect_bytes(text.encode(), "メモ.txt", Budget(), reveal=True)
    return result.verdict, {value for kind, value, _ in result.matches or () if kind == "name"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("佐藤翔太と鈴木恵子が言い合いになったが、すぐ仲直りした。", {"佐藤翔太", "鈴木恵子"}),
        ("午後、高橋健一を病院へ送った。付き添いは職員2名。", {"高橋健一"}),
        ("渡辺由美子は遅刻、山本直樹は早退した。", {"渡辺由美子", "山本直樹"}),
        ("Maria Santos 様の自宅へ電話。発熱が続くとのこと。", {"Maria Santos"}),
        ("NGUYEN VAN NAM 様より電話あり。来週の訪問は水曜に変更希望。", {"NGUYEN VAN NAM"}),
        ("李恩珠様の訪問は水曜に変更。母より電話あり。", {"李恩珠"}),
        ("王麗娜さん宅を訪問。手すりがぐらついていた。", {"王麗娜"}),
    ],
)
def test_who_is_named_whole_is_somebody(text: str, names: set[str]) -> None:
    verdict, found = look(text)
    assert verdict is Verdict.CONTENT
    assert names <= found


@pytest.mark.parametrize(
    "text",
    [
        'def test_name_is_trimmed():\n    assert clean(" 鈴木 花子 ") == "鈴木花子"\n',
        "急行 1番線 9:02発 小田原行\n急行 2番線 9:12発 藤沢行\n",
        "ABC Trading Company 様\n請求書をお送りします。お支払いは月末までにお願いします。",
        "Blue Sky Hotel 様\n\n納品は来週です。",
    ],
)
def test_what_names_nobody_stays_quiet(text: str) -> None:
    assert look(text) == (Verdict.CLEAN, set())


@pytest.mark.parametrize(
    "text",
    [
        "ごあいさつ\n市民の皆様には、日頃より市政にご理解をいただき感謝申し上げます。\n豊橋市長　鈴木　重光\n",
        "豊橋市議会　役職者\n議長　山本　正彦　　副議長　大石　恵\n総務委員長　杉浦　浩一\n議会事務局　電話 0532-61-7865\n",
        "単語\t手の形\t動き\n佐藤（砂糖）\t両手指文字\t前へ\n病院\t人差し指\t回す\n明日\t人差し指\t回す\n学校\t右手開く\t前へ\n",
    ],
)
def test_who_holds_a_public_office_and_signs_for_words_are_nobody(text: str) -> None:
    assert look(text) == (Verdict.CLEAN, set())


def test_a_resident_beside_the_mayor_is_told() -> None:
    verdict, found = look(
        "豊橋市長　鈴木　重光　様\n申立人　高橋健一　電話 090-4471-8352\n夫が入院中で、家賃が払えません。"
    )
    assert verdict is Verdict.CONTENT
    assert "高橋健一" in found


@pytest.mark.parametrize("name", ["市役所　太郎", "年金　花子", "国保太郎", "役場次郎"])
def test_names_made_of_what_an_office_does_are_specimens(name: str) -> None:
    text = f"申請書の書き方\n氏名　{name}\nフリガナ　シンセイ　タロウ\n生年月日　昭和30年1月1日\n電話　0532-00-0000\n"
    assert look(text)[0] is Verdict.CLEAN


def test_of_a_longer_and_a_shorter_name_behind_an_office_one_is_taken_out() -> None:
    text = "豊橋市長 鈴木重光と高橋健一"
    assert elected.without(text, {"鈴木重光", "鈴木重"}) == "豊橋市長 と高橋健一"
