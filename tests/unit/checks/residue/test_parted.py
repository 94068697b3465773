"""Values that a list keeps in several columns, part by part, are values all the same."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import values

NAMES = ("渡辺 宏美", "遠藤 真紀", "飯島 莉央")
LISTS = {
    "three columns": (["電話1", "電話2", "電話3"], [["090", "8712", "3345"], ["070", "6421", "7738"], ["03", "3412", "8890"]]),
    "area": (["市外局番", "市内局番", "番号"], [["090", "8712", "3345"], ["070", "6421", "7738"], ["03", "3412", "8890"]]),
    "one heading": (["電話番号", "", ""], [["090", "8712", "3345"], ["070", "6421", "7738"], ["03", "3412", "8890"]]),
    "signs between": (
        ["電話番号", "", "", "", ""],
        [["090", "-", "8712", "-", "3345"], ["070", "-", "6421", "-", "7738"], ["03", "-", "3412", "-", "8890"]],
    ),
    "zeros lost": (["電話番号", "", ""], [["90", "8712", "3345"], ["70", "6421", "7738"], ["3", "3412", "8890"]]),
}  # fmt: skip


def _list(heads: list[str], rows: list[list[str]]) -> bytes:
    lines = [["氏名", *heads, "備考"], *([name, *row, ""] for name, row in zip(NAMES, rows, strict=True))]
    return "\r\n".join(",".join(line) for line in lines).encode("cp932")


@pytest.mark.parametrize("kind", LISTS)
def test_telephones(kind: str) -> None:
    found = values(_list(*LISTS[kind]), "list.csv")
    assert {("phone", one) for one in ("090-8712-3345", "070-6421-7738", "03-3412-8890")} <= found
    assert {("name", name) for name in NAMES} <= found


@pytest.mark.parametrize(
    ("heads", "rows", "told"),
    [
        (["生年月日", "", "", ""], [["昭和", "28", "4", "5"], ["平成", "元", "12", "31"], ["S", "60", "1", "9"]], "昭和28年4月5日"),
        (["生年", "月", "日"], [["1953", "4", "5"], ["1990", "12", "31"], ["1985", "1", "9"]], "1953年4月5日"),
        (["生年月日(元号)", "年", "月", "日"], [["昭和", "28", "4", "5"], ["平成", "2", "12", "31"], ["昭和", "60", "1", "9"]], "昭和28年4月5日"),
    ],
)  # fmt: skip
def test_dates_of_birth(heads: list[str], rows: list[list[str]], told: str) -> None:
    assert ("birth_date", told) in values(_list(heads, rows), "list.csv")


def test_postal_codes() -> None:
    rows = [["154", "0012"], ["176", "0014"], ["120", "0034"]]
    assert ("postal_code", "154-0012") in values(_list(["郵便番号1", "郵便番号2"], rows), "list.csv")


def test_other_numbers_side_by_side_stay_apart() -> None:
    rows = [["85", "9012", "3345"], ["70", "6421", "7738"], ["60", "3412", "8890"]]
    assert not any(kind == "phone" for kind, _ in values(_list(["国語", "番号", "整理番号"], rows), "list.csv"))
    rows = [["2024", "4", "5"], ["2023", "12", "31"], ["2024", "1", "9"]]
    assert not any(kind == "birth_date" for kind, _ in values(_list(["利用年", "月", "日"], rows), "list.csv"))


def test_two_whole_numbers_side_by_side_stay_two() -> None:
    rows = [["03-3412-8890", "090-8712-3345"], ["03-3412-8891", "070-6421-7738"], ["", "080-6421-7731"]]
    found = values(_list(["電話1", "電話2"], rows), "list.csv")
    assert {("phone", "03-3412-8890"), ("phone", "090-8712-3345"), ("phone", "080-6421-7731")} <= found


FORMS = {
    "json": '{"name": "渡辺 宏美", "tel1": "090", "tel2": "8712", "tel3": "3345", "note": ""}',
    "sent form": "shimei=%E6%B8%A1%E8%BE%BA+%E5%AE%8F%E7%BE%8E&tel1=090&tel2=8712&tel3=3345&x=1",
    "page": '<form><input name="shimei" value="渡辺 宏美"><input name="tel1" value="090"><input name="tel2" value="8712"><input name="tel3" value="3345"></form>',
    "application": "<?xml version='1.0'?><届書><氏名>渡辺 宏美</氏名><電話番号><市外局番>090</市外局番><市内局番>8712</市内局番><加入者番号>3345</加入者番号></電話番号></届書>",
}


@pytest.mark.parametrize("kind", FORMS)
def test_parts_below_each_other(kind: str) -> None:
    found = values(FORMS[kind].encode(), "form")
    assert ("name", "渡辺 宏美") in found
    assert "09087123345" in {value.replace("-", "").replace(" ", "") for known, value in found if known == "phone"}


def test_a_date_of_birth_in_elements() -> None:
    born = "<生年月日><元号>昭和</元号><年>28</年><月>4</月><日>5</日></生年月日>"
    assert ("birth_date", "昭和28年4月5日") in values(
        f"<?xml version='1.0'?><届書><氏名>渡辺 宏美</氏名><電話>090-8712-3345</電話>{born}</届書>".encode(), "x.xml"
    )


def test_headings_in_two_storeys_are_read_together() -> None:
    rows = ["", "", "連絡先", "", "口座", ""], ["No.", "氏名", "電話", "メール", "銀行", "番号"]
    listed = [
        [str(at), name, f"03-3412-88{at}0", "", "みずほ", f"40813{at}7"] for at, name in enumerate(NAMES, start=1)
    ]
    text = "\r\n".join(",".join(row) for row in [*rows, *listed])
    found = values(text.encode("cp932"), "list.csv")
    assert {("bank_account", "4081317"), ("bank_account", "4081327"), ("bank_account", "4081337")} <= found
    assert ("name", NAMES[0]) in found


def test_sign_and_number_of_a_postal_account() -> None:
    listed = [["記号", "番号", "おなまえ"], *(["1023" + str(at), f"40813{at}7", name] for at, name in enumerate(NAMES))]
    found = values("\r\n".join(",".join(row) for row in listed).encode("cp932"), "list.csv")
    assert {("bank_account", "4081307"), ("bank_account", "4081317"), ("bank_account", "4081327")} <= found
