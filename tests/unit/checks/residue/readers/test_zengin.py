"""Payments: transfer files of banks (全国銀行協会 record formats) and lists of accounts to pay into."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import look, values

HOLDERS = ("ｻｴｷ ﾏﾘ", "ｵｵﾂｷ ｺｳｲﾁ", "ｳｶﾞｲ ﾁﾊﾙ")
ACCOUNTS = ("1948774", "2423915", "0836752")
FOUND = {("bank_account", account) for account in ACCOUNTS}
READINGS = {("kana", reading) for reading in ("サエキ マリ", "オオツキ コウイチ", "ウガイ チハル")}


def _left(text: str, width: int) -> str:
    return text + " " * (width - len(text))


def _orders(business: str, holders: tuple[str, ...] = HOLDERS) -> list[str]:
    """120 bytes each: head, data, trailer, end."""
    head = "1" + business + "0" + "1234567890" + _left("ﾊﾏﾉﾋﾛﾊﾞ", 40) + "1125" + "0138" + _left("ﾖｺﾊﾏ", 15) + "042" + _left("ﾇﾏﾂﾞ", 15) + "17654321"  # fmt: skip
    data = [
        "2" + "0005" + _left("ﾐﾂﾋﾞｼUFJ", 15) + "123" + _left("ｼﾝｼﾞﾕｸ", 15) + "0000" + "1" + account + _left(holder, 30) + "0000012300" + "1"
        for holder, account in zip(holders, ACCOUNTS, strict=True)
    ]  # fmt: skip
    return [_left(record, 120) for record in (head, *data, "8" + "000003" + "000000036900", "9")]


def _notices(business: str) -> list[str]:
    """200 bytes each; who paid stands in the data records."""
    head = "1" + business + "0" + "061001" * 3 + "0138" + _left("ﾖｺﾊﾏ", 15) + "042" + _left("ﾇﾏﾂﾞ", 15) + "17654321" + _left("ﾊﾏﾉﾋﾛﾊﾞ", 40)  # fmt: skip
    before = {
        "01": "2" + "000001" + "061001" * 2 + "0000003000" + "0000000000" + "0000000000",
        "03": "2" + "00000001" + "061001" * 2 + "1" + "11" + "000000003000" + "000000000000" + " " * 12 + "0" + " " * 7 + "   " + "0000000000",
    }[business]  # fmt: skip
    data = [before + _left(holder, 48) + _left("ﾐﾂﾋﾞｼUFJ", 15) + _left("ｼﾝｼﾞﾕｸ", 15) for holder in HOLDERS]
    return [_left(record, 200) for record in (head, *data, "8" + "000003", "9")]


@pytest.mark.parametrize("ends", ["\r\n", "\n", ""])
@pytest.mark.parametrize("business", ["21", "11", "91"])
def test_orders_of_payment(business: str, ends: str) -> None:
    """総合振込, 給与振込, 預金口座振替."""
    found = values((ends.join(_orders(business)) + ends).encode("cp932"), "data.txt")
    assert found == FOUND | READINGS


@pytest.mark.parametrize("ends", ["\r\n", "", "\x1a"])
@pytest.mark.parametrize("business", ["01", "03"])
def test_notices_of_payment(business: str, ends: str) -> None:
    """振込入金通知, 入出金取引明細."""
    between = ends if ends == "\r\n" else ""
    found = values((between.join(_notices(business)) + ends).encode("cp932"), "data.txt")
    assert found == READINGS


@pytest.mark.parametrize("quote", ['"', ""])
@pytest.mark.parametrize("head", [True, False])
def test_orders_by_commas(head: bool, quote: str) -> None:
    lines = (
        [["1", "21", "0", "1234567890", "ﾊﾏﾉﾋﾛﾊﾞ", "1125", "0138", "ﾖｺﾊﾏ", "042", "ﾇﾏﾂﾞ", "1", "7654321", ""]]
        if head
        else []
    )
    lines += [
        ["2", "0005", "ﾐﾂﾋﾞｼUFJ", "123", "ｼﾝｼﾞﾕｸ", "0000", "1", account, holder, "12300", "1", "", "", "", "7", ""]
        for holder, account in zip(HOLDERS, ACCOUNTS, strict=True)
    ]  # fmt: skip
    lines += [["8", "3", "36900", ""], ["9", ""]] if head else []
    text = "\r\n".join(",".join(f"{quote}{field}{quote}" for field in line) for line in lines)
    assert values(text.encode("cp932"), "list.csv") == FOUND | READINGS


@pytest.mark.parametrize("head", ["", "12106511166ｼﾞﾑｾﾝﾀｰ 1138\r\n"])
def test_orders_by_commas_without_names_of_banks(head: str) -> None:
    lines = [f"2,0756,734,1,{account},{holder},152312,0" for holder, account in zip(HOLDERS, ACCOUNTS, strict=True)]
    assert values((head + "\r\n".join(lines)).encode("cp932"), "list.txt") == FOUND | READINGS


def test_payments_to_companies_name_nobody() -> None:
    companies = ("ｶ)ﾔﾏﾀﾞｼﾖｳﾃﾝ", "ﾌｸ)ﾐﾅﾄﾉｶｲ", "ﾕ)ｵｵﾊｼｺｳﾑﾃﾝ")
    assert look("\r\n".join(_orders("21", companies)).encode("cp932"), "data.txt").records == 0


@pytest.mark.parametrize(
    "heads",
    [
        ("氏名", "銀行名", "支店名", "種別", "口座番号"),
        ("受取人名", "金融機関名", "本支店名", "預金種目", "受取人口座番号"),
        ("口座名義人", "振込先銀行", "振込先支店", "科目", "振込先口座番号"),
        ("名前", "銀行", "店舗名", "区分", "口座No."),
    ],
)
def test_lists_of_accounts_name_the_branch_of_a_bank(heads: tuple[str, ...]) -> None:
    """The branch is the bank's: the rows are about those who are paid, not about an office."""
    names = ("佐伯 真理", "大槻 浩一", "鵜飼 千春")
    rows = [[name, "みずほ銀行", "沼津支店", "普通", account] for name, account in zip(names, ACCOUNTS, strict=True)]
    text = "\r\n".join(",".join(row) for row in [list(heads), *rows])
    assert values(text.encode("cp932"), "list.csv") == FOUND | {("name", name) for name in names}


def test_accounts_of_branches_are_no_persons() -> None:
    rows = [
        "支店名,所在地,電話番号",
        "沼津支店,静岡県沼津市大手町3-4-1,055-951-0001",
        "大岡支店,静岡県沼津市大岡1220-2,055-921-0002",
    ]
    assert look("\r\n".join(rows).encode("cp932"), "list.csv").records == 0
