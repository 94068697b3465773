"""What stands beside a name in a list, and does not make it a list of things or of an office: books lent, fees paid."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import look, values

NAMES = ("佐伯 真理", "大槻 浩一", "鵜飼 千春", "小早川 亮", "新妻 美咲")


def _list(heads: list[str], rows: list[list[str]]) -> bytes:
    return "\r\n".join(",".join(row) for row in [heads, *rows]).encode("cp932")


@pytest.mark.parametrize("times", [1, 12], ids=["short", "long"])
@pytest.mark.parametrize(
    ("heads", "row"),
    [
        (["利用者番号", "利用者", "書名", "返却期限", "督促"], ["79188088", "", "舟を編む", "2026/10/13", "済"]),
        (["貸出日", "借受者名", "品名", "返却"], ["2026/6/1", "", "車いす", "未"]),
        (["商品", "注文者", "数量"], ["ミカン10kg", "", "1"]),
        (["申込者", "品名", "価格"], ["", "クッキー", "300"]),
        (["備品", "使用者", "開始"], ["ノートPC", "", "R7.4.1"]),
        (["物品", "型番", "氏名", "開始"], ["歩行器", "KX-220", "", "R7.5.2"]),
        (["no", "tantou", "st"], ["1", "", "済"]),
    ],
)
def test_who_borrows_or_buys_is_named(heads: list[str], row: list[str], times: int) -> None:
    rows = [[cell or name for cell in row] for name in NAMES] * times
    assert {("name", name) for name in NAMES} <= values(_list(heads, rows), "list.csv")


def test_who_wrote_the_books_of_a_list_is_nobody() -> None:
    rows = [["舟を編む", name, "1500"] for name in NAMES]
    assert look(_list(["書名", "著者", "価格"], rows), "list.csv").records == 0


@pytest.mark.parametrize("times", [1, 12], ids=["short", "long"])
@pytest.mark.parametrize(("who", "where"), [("講師名", "振込先"), ("担当者", "給与振込口座")])
def test_who_is_paid_to_an_account_is_a_person_whatever_the_work(who: str, where: str, times: int) -> None:
    rows = [[name, "ヨガ", "12000", f"みずほ 新宿 普 {7352179 + n}"] for n, name in enumerate(NAMES * times)]
    found = values(_list([who, "講座", "謝金額", where], rows), "list.csv")
    assert {("name", name) for name in NAMES} <= found
    assert "bank_account" in {kind for kind, _ in found}
