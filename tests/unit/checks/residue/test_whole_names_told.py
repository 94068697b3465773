"""Short notes that name persons by whole names: what happened between two of them, foreign names called politely; and what is nobody."""

from __future__ import annotations

import pytest

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
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
