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
        (["Date", "Owner", "Document", "Pages"], ["2024/7/1", "", "a.docx", "3"]),
        (["Contact", "Deal", "Stage", "Amount"], ["", "手すり", "受注", "80000"]),
        (["#", "トラッカー", "題名", "作成者", "担当者"], ["1", "問合せ", "画面が出ない", "", ""]),
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


@pytest.mark.parametrize("between", ["、", " ", "／", " ・ "], ids=["comma", "blank", "slash", "dot"])
@pytest.mark.parametrize(
    ("name", "way"),
    [("plan.csv", "日付,参加者\n5/1,{0}\n5/2,{1}\n"), ("plan.json", '[{{"参加者":"{0}"}},{{"参加者":"{1}"}}]')],
)
def test_several_whole_names_in_a_cell_are_one_person_each(name: str, way: str, between: str) -> None:
    pairs = [("三田村勝", "渡会奏太"), ("江頭孝之", "土井実")]
    text = way.format(*(between.join(pair) for pair in pairs))
    assert values(text.encode(), name) == {("name", one) for pair in pairs for one in pair}


def test_lists_of_names_in_json_are_told_by_their_key() -> None:
    for key in ("参加者", "attendees", "members"):
        assert values(f'{{"{key}":["三田村勝","渡会奏太"]}}'.encode(), "a.json") == {
            ("name", "三田村勝"),
            ("name", "渡会奏太"),
        }


@pytest.mark.parametrize("heading", ["氏名", "社員", "御芳名"])
def test_a_name_in_two_words_is_not_two_persons(heading: str) -> None:
    people = ["瀬戸口 蒼", "木下 実", "神奈川 莉央", "寺島 亮", "三田村 静江", "神奈川 正"]
    text = f"CD,{heading},出勤,退勤\n" + "".join(f"{n:04},{who},8:30,17:30\n" for n, who in enumerate(people, 1))
    assert values(text.encode(), "hours.csv") == {("name", who) for who in people}


@pytest.mark.parametrize("word", ["当番", "役員", "早番"])
def test_the_word_over_a_list_of_names_is_none(word: str) -> None:
    people = ["仁科芽依", "早乙女清", "目黒樹里", "江頭孝之", "北ふみ", "辻蒼"]
    assert values("\n".join([word, *people]).encode(), "list.txt") == {("name", who) for who in people}


def test_cells_of_an_xml_row_are_told_by_their_numbers() -> None:
    people = ["醍醐靖", "渡辺律", "小島まこと", "乃村周平"]
    rows = [["q1", "name(任意)", "q2"], *([str(n), who, "可"] for n, who in enumerate(people))]
    items = "".join(
        "<item>" + "".join(f'<field no="{at}">{cell}</field>' for at, cell in enumerate(row)) + "</item>"
        for row in rows
    )
    found = values(f'<?xml version="1.0" encoding="UTF-8"?><dataset>{items}</dataset>'.encode(), "a.xml")
    assert found == {("name", who) for who in people}


def test_readings_apart_with_the_given_name_first_are_one() -> None:
    people = [
        ("怜央", "松田", "レオ", "マツダ"),
        ("絵里", "安藤", "エリ", "アンドウ"),
        ("健", "杉本", "ケン", "スギモト"),
        ("直子", "原", "ナオコ", "ハラ"),
    ]
    text = "First,Last,FirstPhonetic,LastPhonetic\n" + "".join(",".join(one) + "\n" for one in people)
    assert {("kana", "マツダ レオ"), ("kana", "アンドウ エリ"), ("name", "松田 怜央")} <= values(text.encode(), "a.csv")


def test_surnames_and_given_names_are_names_whatever_stands_over_them() -> None:
    people = [("倉持", "八十吉"), ("望月", "ヨシ子"), ("木村", "重信"), ("小松", "利夫"), ("尾崎", "昌平")]
    text = "曜,訪問先,さん,時間,すること,注意\n" + "".join(
        f"月,{one},{other},30分,お話を聞く,長話になりがち\n" for one, other in people
    )
    assert values(text.encode(), "a.csv") == {("name", f"{one} {other}") for one, other in people}


def test_numbers_under_a_heading_for_handbooks_are_told() -> None:
    text = "氏名,手帳/受給者証\n" + "".join(f"{who},00{n}0349254\n" for n, who in enumerate(NAMES))
    assert ("insured_number", "0000349254") in values(text.encode(), "a.csv")


def test_first_names_in_katakana_under_a_heading_for_persons_are_told() -> None:
    people = [
        ("クリスタ パギリナン", "ブディ"),
        ("カルロス ウアマン", "オルガ"),
        ("マヤ リンブ", "ダニエル"),
        ("キム ミンジュン", "アウン"),
    ]
    text = "日付,対象者,言語,通訳者,時間\n" + "".join(
        f"5/{n},{one},pt,{other},3.0\n" for n, (one, other) in enumerate(people, 1)
    )
    assert values(text.encode(), "list.csv") == {("name", who) for pair in people for who in pair}


def test_a_name_from_abroad_is_one_under_a_heading_for_readings_too() -> None:
    people = [
        ("SOMCHAI JAIDEE", "ソムチャイ・ジャイディー"),
        ("GURUNG PRAKASH", "グルン・プラカシュ"),
        ("ROSA HUAMAN", "ロサ・ウアマン"),
    ]
    text = "Name,カタカナ,Phone\n" + "".join(
        f"{one},{other},080-2792-177{n}\n" for n, (one, other) in enumerate(people)
    )
    told = values(text.encode(), "list.csv")
    assert {("name", who) for pair in people for who in pair} <= told
    assert "kana" not in {kind for kind, _ in told}


def test_a_japanese_reading_with_a_dot_is_a_reading() -> None:
    text = "氏名,カナ,電話\n佐藤 花子,サトウ・ハナコ,080-2792-1775\n鈴木 健一,スズキ・ケンイチ,080-2792-1776\n"
    assert ("kana", "サトウ・ハナコ") in values(text.encode(), "list.csv")


def test_a_title_beside_whole_names_is_what_was_written_down_and_not_a_work() -> None:
    names = ["佐藤 花子", "鈴木 一郎", "高橋 美咲", "渡辺 健", "田中 陽子", "山本 大輔"]
    for headings in ("タイトル,氏名,回数", "title,name,count"):
        rows = [f"{what},{name},{n}" for n, (what, name) in enumerate(zip(["訪問", "電話"] * 3, names, strict=True))]
        assert {value for kind, value in values("\n".join([headings, *rows]).encode()) if kind == "name"} == set(names)
    books = [f"夏の海{n},{name},{900 + n}" for n, name in enumerate(names)]
    assert not values("\n".join(["title,author,price", *books]).encode())


def test_a_field_of_a_form_is_no_name() -> None:
    rows = ["世帯,続柄の欄,,歳", "1,本人,山田 修,40", ",妻,美咲,38", "2,本人,桐山 花子,40", ",夫,健太,38"]
    found = values("\r\n".join(rows).encode("cp932"), "list.csv")
    assert ("name", "山田 修") in found
    assert ("name", "続柄の欄") not in found


def test_who_drew_up_the_papers_of_an_office_is_nobody() -> None:
    rows = [[f"第{number}号", "防災計画", name, "公開"] for number, name in enumerate(NAMES, 1)]
    assert look(_list(["文書番号", "文書名", "作成者", "公開区分"], rows), "list.csv").records == 0


def test_who_grew_what_is_sold_is_nobody() -> None:
    rows = [["トマト", name, "3"] for name in NAMES]
    assert look(_list(["品名", "生産者", "数量"], rows), "list.csv").records == 0
