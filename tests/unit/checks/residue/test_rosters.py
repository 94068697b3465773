"""Duty plans, calendars, seats, rides and shifts name persons by surname or given name alone; towns and teams are none."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values, zipped

FOUND = {
    "duty": ("配膳 当番表\n日,調理,受付,片付け\n6/2,佐藤、高橋,渡辺、鈴木,遠藤、斎藤\n6/9,渡辺、遠藤,佐藤、斎藤,鈴木、高橋\n", ("佐藤", "遠藤")),
    "calendar": ("見守り当番\n月,火,水,木,金\n1,2,3,4,5\n佐藤 渡辺,遠藤,高橋 鈴木,休,斎藤\n8,9,10,11,12\n遠藤,渡辺 高橋,鈴木,佐藤,休\n", ("渡辺", "斎藤")),
    "lines in a cell": ('訪問の予定\n月,火,水\n"1\n佐藤様\n遠藤さん","2","3\n渡辺様"\n"8\n高橋","9\n斎藤様\n伊藤さん","10\n近藤"\n', ("遠藤", "高橋", "近藤")),
    "rides": (",1号車,2号車\n運転,佐藤,遠藤\n8:10,渡辺さん,高橋様\n8:20,斎藤,伊藤さん\n8:30,近藤様,工藤\n", ("佐藤", "工藤", "渡辺")),
    "seats": ("ことり教室 座席表\n,ホワイトボード,\n陽翔,結菜,大和\n美咲,翔太,莉子\n健太,由美,直樹\n", ("結菜", "直樹")),
    "shifts": ("職員,1,2,3,4,5,6\n,月,火,水,木,金,土\n佐藤,早,遅,休,日,日,夜\n遠藤,日,日,早,休,遅,有\n渡辺,休,早,日,遅,日,日\n斎藤,遅,休,夜,日,早,日\n", ("佐藤", "斎藤")),
    "an office's own shifts": ("シフト表\n日付,早番,遅番,夜勤\n4/1,佐藤,遠藤,渡辺\n4/2,高橋,鈴木,斎藤\n4/3,伊藤,近藤,工藤\n4/4,遠藤,佐藤,高橋\n", ("佐藤", "工藤")),
    "clients by shift": ("夜勤 見守り 利用者\n日付,早番,遅番,夜勤\n4/1,佐藤,遠藤,渡辺\n4/2,高橋,鈴木,斎藤\n4/3,伊藤,近藤,工藤\n4/4,遠藤,佐藤,高橋\n", ("佐藤", "工藤")),
    "children across": ("目標,伊藤大和,遠藤結菜,工藤莉子\nあいさつ,◎,○,△\n手洗い,○,○,◎\n片付け,△,◎,○\n", ("伊藤大和", "工藤莉子")),
    "staff beside": ("日時,内容,対応者\n6/2 10:00,佐藤様より電話、来週の通院について,遠藤\n6/3 11:00,渡辺さん宅を訪問、体調不良,工藤\n6/4 9:00,高橋様の家族が来所、認知症の相談,近藤\n", ("遠藤", "近藤")),
}  # fmt: skip
QUIET = {
    "time table": "循環線,1便,2便,3便\n石川,7:05,8:05,9:05\n中島,7:10,8:10,9:10\n松本,7:15,8:15,9:15\n小川,7:20,8:20,9:20\n",
    "rubbish": "ごみ収集 月,火,水,木\n可燃,大岡,石川,松本\n資源,中島,大島,三島\n不燃,山口,福島,小川\n",
    "matches": "リーグ戦 勝敗表\n,松本,福島,山口,清水\n松本,,○,●,○\n福島,●,,○,●\n山口,○,●,,△\n清水,●,○,△,\n",
    "towns by day": "月,火,水\n石川,松本,福島\n山口,三島,清水\n長野,広島,富士\n",
    "menu": "日,曜,主食,おかず\n1,月,ごはん,肉じゃが\n2,火,パン,シチュー\n3,水,うどん,天ぷら\n4,木,ごはん,さば\n",
    "blank shifts": "職員名,1,2,3,4\n管理者,日,日,休,日\n指導員A,早,遅,日,休\n指導員B,遅,早,休,日\n運転A,日,休,日,日\n",
    "staff of things": "備品,数,担当\nいす,30,佐藤\n机,10,遠藤\n棚,4,渡辺\n",
    "subjects": "時間割\n,月,火,水,木\n1,国語,算数,理科,社会\n2,体育,音楽,国語,算数\n3,図工,道徳,英語,国語\n",
}


@pytest.mark.parametrize(("text", "names"), FOUND.values(), ids=FOUND)
def test_names_in_rosters_are_found(text: str, names: tuple[str, ...]) -> None:
    assert {*names} <= {value for kind, value in values(text.encode(), "plan.csv") if kind == "name"}


@pytest.mark.parametrize("text", QUIET.values(), ids=QUIET)
def test_grids_of_other_things_stay_quiet(text: str) -> None:
    assert look(text.encode(), "plan.csv").verdict is Verdict.CLEAN


def test_marks_and_headings_of_a_roster_are_no_names() -> None:
    found = values(FOUND["duty"][0].encode(), "plan.csv") | values(FOUND["shifts"][0].encode(), "plan.csv")
    assert {value for _, value in found} == {"佐藤", "高橋", "渡辺", "鈴木", "遠藤", "斎藤"}


def test_squared_paper_is_read_as_its_fields() -> None:
    lines = (
        ("フリガナ", "サイトウ ミオ"),
        ("氏名", "斎藤 美桜"),
        ("生年月日", "昭和52年8月19日"),
        ("電話番号", "090-6421-7738"),
    )
    rows = [",".join([label, *("" if sign == " " else sign for sign in value.ljust(14))]) for label, value in lines]
    found = values(("登録票\n" + "\n".join(rows) + "\n").encode(), "paper.csv")
    assert found >= {
        ("name", "斎藤 美桜"),
        ("kana", "サイトウ ミオ"),
        ("birth_date", "昭和52年8月19日"),
        ("phone", "090-6421-7738"),
    }


def test_weekdays_and_marks_behind_a_label_are_no_squares() -> None:
    assert (
        look("氏名,月,火,水,木,金\n電話番号,○,○,×,○,×\n住所,△,○,○,○,○\n".encode(), "paper.csv").verdict is Verdict.CLEAN
    )


def test_given_names_below_the_head_of_a_household_are_found() -> None:
    rows = "世帯番号,続柄,氏名,生年月日\n1001,世帯主,遠藤 健一,S46.3.27\n,子,晴,H27.8.19\n,子,瑛太,H30.6.7\n1002,世帯主,工藤 貴子,S44.10.16\n,子,新,H24.6.2\n"
    assert {("name", "晴"), ("name", "瑛太"), ("name", "新")} <= values(rows.encode(), "list.csv")


def test_whom_to_call_and_names_in_katakana_with_an_honorific_are_found() -> None:
    rows = "フリガナ,ヒライ ミツオ,性別,男\n氏名,平井 光男,生年月日,S21/12/18\n緊急連絡先①,小菅 綾,続柄,長女\n送り先,グルン マヤ 様,,\n"
    assert {("name", "小菅 綾"), ("name", "グルン マヤ")} <= values(rows.encode(), "form.csv")


def test_offices_below_such_labels_are_no_persons() -> None:
    rows = "設備,数,備考\n緊急連絡先,3,管理会社 窓口\n送り先,1,ハッピー ベーカリー 様\n連絡先,2,総務課 受付\n"
    assert look(rows.encode(), "list.csv").verdict is Verdict.CLEAN


_SHEET = '<office:document-content><table:table table:name="x">{}</table:table></office:document-content>'


def _ods_row(*cells: str) -> str:
    told = "".join(
        cell if cell.startswith("<") else f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>"
        for cell in cells
    )
    return f"<table:table-row>{told}</table:table-row>"


def test_cells_of_a_sheet_that_repeat_stand_in_their_columns() -> None:
    empty = '<table:table-cell table:number-columns-repeated="2"/>'
    rows = _ods_row("番号", "続柄", "氏名", "生年月日") + _ods_row("1", "本人", "遠藤 健一", "S46.3.27")
    rows += _ods_row(empty, "工藤 貴子", "S44.10.16", '<table:table-cell table:number-columns-repeated="16380"/>')
    data = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": _SHEET.format(rows)})
    assert {("birth_date", "S44.10.16"), ("name", "工藤 貴子")} <= values(data, "list.ods")


def test_two_rows_for_each_person_are_one_record() -> None:
    rows = "№,ふりがな,生年月日,電話\n,氏名,年齢,住所\n1,くどう ちか,昭和39年12月10日,090-8769-3169\n,工藤 知佳,60,板橋区蓮根4丁目21-6\n"
    rows += "2,えんどう ゆうき,昭和35年7月5日,070-7543-3802\n,遠藤 雄輝,65,板橋区蓮根1499番地の15\n"
    found = values(rows.encode(), "list.csv")
    assert {
        ("birth_date", "昭和39年12月10日"),
        ("birth_date", "昭和35年7月5日"),
        ("name", "遠藤 雄輝"),
        ("kana", "くどう ちか"),
    } <= found
    assert look(rows.encode(), "list.csv").records == 2


def test_two_rows_of_headings_over_single_rows_stay_as_they_are() -> None:
    rows = ",児童,,保護者,\nNo,氏名,生年月日,氏名,電話\n1,工藤 さら,20140617,工藤 純,090-8769-3169\n2,遠藤 りく,20120120,遠藤 浩二,070-7543-3802\n3,近藤 みお,20100301,近藤 友香,080-7252-4214\n4,斎藤 はる,20180503,斎藤 千秋,080-6029-8879\n"
    found = values(rows.encode(), "list.csv")
    assert {("name", "斎藤 はる"), ("name", "近藤 友香"), ("birth_date", "20120120")} <= found


def test_what_is_taxed_is_no_income() -> None:
    rows = "宛名,サービス,金額,消費税\n遠藤 雄輝,身体介護2,12400,非課税\n工藤 知佳,生活援助3,8200,非課税\n近藤 友香,身体介護2,9100,非課税\n"
    assert "sensitive" not in {kind for kind, _ in values(rows.encode(), "bill.csv")}
    rows = rows.replace("消費税", "住民税")
    assert ("sensitive", "非課税") in values(rows.encode(), "list.csv")


def test_headings_between_known_ones_are_no_values() -> None:
    rows = "クラス,なまえ,氏名,原因食品,既往\n中3,こんどう ゆずは,近藤柚葉,小麦,食物アレルギー\n小2,えんどう ゆうな,遠藤優奈,小麦,気管支喘息\n"
    found = values(rows.encode(), "list.csv")
    assert ("name", "近藤柚葉") in found
    assert "原因食品" not in {value for _, value in found}


def test_names_with_arrows_between_them_are_found_as_a_chain() -> None:
    rows = "班長,→,①,→,②\n遠藤麻衣,→,張秀英,→,工藤千春\n055-972-1403,,055-923-7677,,055-948-8675\n"
    rows += "近藤明美,→,斎藤直美,→,佐藤彩香\n055-928-5657,,0558-98-7215,,055-930-7599\n"
    assert {("name", "張秀英"), ("name", "工藤千春")} <= values(rows.encode(), "chain.csv")
    steps = "受付,→,確認,→,承認\n申請書,→,台帳,→,決裁書\n"
    assert look(steps.encode(), "steps.csv").verdict is Verdict.CLEAN


def test_what_is_brought_to_somebody_is_nobody() -> None:
    names = ("塩谷", "猪俣", "辺見", "山田", "五十嵐", "御手洗", "森", "木幡")
    goods = ("灯油", "米", "味噌", "米", "灯油", "味噌", "米", "灯油")
    rows = [
        "納品先,ご担当,品,数",
        *(f"{n}丁目,{name},{what},2" for n, (name, what) in enumerate(zip(names, goods, strict=True), 1)),
    ]
    found = values("\r\n".join(rows).encode("cp932"), "list.csv")
    assert ("name", "猪俣") in found
    assert ("name", "米") not in found
