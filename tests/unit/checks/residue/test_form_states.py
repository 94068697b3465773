"""What short cells of forms say of somebody's house and health, who took something in, and licences beside what somebody may drive."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import docx, values

CHILD = [["児童氏名", "吉田 莉子", "ふりがな", "よしだ りこ"], ["生年月日", "H29.9.16", "学校", "第8小学校 6年"]]
COMPLAINT = [["お申出人", "中村 裕子様"], ["ご連絡先", "080-5453-2658"], ["内容", "ごはんが冷めて届いた。"]]


def _form(rows: list[list[str]]) -> set[tuple[str, str]]:
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return values(docx(f"<w:tbl>{cells}</w:tbl>"), "form.docx")


@pytest.mark.parametrize(
    "row",
    [
        ["健康状態", "良好", "家庭の状況", "生活保護"],
        ["学年", "1年", "世帯", "高齢夫婦世帯"],
        ["学年", "1年", "退会理由", "母の入院"],
        ["生活状況", "多重債務で弁護士に依頼"],
    ],
)
def test_the_last_cell_of_a_row_says_how_somebody_is(row: list[str]) -> None:
    assert ("sensitive", row[-1]) in _form([*CHILD, row])


@pytest.mark.parametrize(
    "row",
    [
        ["健康状態", "良好", "学年", "1年"],
        ["学年", "1年", "生活保護", ""],
        ["学年", "1年", "世帯", "吉田世帯"],
        ["学年", "1年", "退会理由", "転居"],
        ["学年", "1年", "見学先", "病院"],
        ["生活状況", "良好"],
    ],
)
def test_what_says_nothing_of_it(row: list[str]) -> None:
    assert not {value for kind, value in _form([*CHILD, row]) if kind == "sensitive"}


def test_a_long_reason_in_a_form_tells_the_illness() -> None:
    reason = "脳梗塞の後遺症により日常生活に介助が必要となったため"
    rows = [["被保険者氏名", "矢野 キヨ"], ["生年月日", "昭和9年12月23日"], ["申請の理由", reason]]
    assert "脳梗塞" in {value[:3] for kind, value in _form(rows) if kind == "sensitive"}
    rows[2][1] = "認知症サポーター養成講座の受講を希望しているため申し込みます"
    assert "sensitive" not in {kind for kind, _ in _form(rows)}


@pytest.mark.parametrize("cell", ["R4.8.8 18:10　上野", "R4.8.8 18:10 受：上野", "2022年8月8日 18時10分 担当：上野"])
def test_whoever_took_a_complaint_stands_behind_the_hour(cell: str) -> None:
    assert ("name", "上野") in _form([["受付", cell], *COMPLAINT])


@pytest.mark.parametrize("cell", ["R4.8.8 18:10　電話", "R4.8.8 18:10 窓口", "R4.8.8 18:10"])
def test_how_it_was_taken_is_nobody(cell: str) -> None:
    assert {value for kind, value in _form([["受付", cell], *COMPLAINT]) if kind == "name"} <= {"中村 裕子", "裕子"}


def test_those_in_charge_by_their_surnames() -> None:
    assert {("name", "羽生"), ("name", "宮崎")} <= _form([*COMPLAINT, ["担当者", "羽生、宮崎"]])
    assert {value for kind, value in _form([*COMPLAINT, ["担当者", "総務、庶務"]]) if kind == "name"} <= {"中村 裕子", "裕子"}  # fmt: skip
    assert _form([["機種", "プリンタ"], ["状態", "紙詰まり"], ["担当者", "羽生"], ["処置", "清掃"]]) == set()


def test_the_relation_behind_a_name_is_no_part_of_it() -> None:
    rows = [["被保険者番号", "0078982473"], ["申請者（家族）", "矢野 いずみ　続柄 長女"], ["連絡先", "070-3499-5184"]]
    assert {value for kind, value in _form(rows) if kind == "name"} == {"矢野 いずみ"}


@pytest.mark.parametrize(
    "line",
    [
        "免許　普通自動車第一種（番号 306345666151）",
        "免許 普通自動車第一種 306345666151",
        "資格・免許　普通自動車（第306345666151号）",
    ],
)
def test_licences_behind_what_somebody_may_drive(line: str) -> None:
    assert ("licence", "306345666151") in values(f"氏名　伊藤　友紀\n生年月日　S63.2.20\n{line}\n".encode())


@pytest.mark.parametrize("line", ["免許　普通自動車　管理番号 306345666152", "免許　普通自動車　受付 306345666152"])
def test_other_numbers_behind_it(line: str) -> None:
    assert "licence" not in {kind for kind, _ in values(f"氏名　伊藤　友紀\n生年月日　S63.2.20\n{line}\n".encode())}


def test_a_row_of_two_labels_and_their_values_is_no_heading() -> None:
    bank = [["金融機関", "東都銀行", "支店", "本町支店"], ["預金種目", "普通", "口座番号", "9801014"]]
    rows = [["納付義務者", "氏名", "金城 武史", "フリガナ", "キンジョウ タケシ"], *bank]
    assert {("name", "金城 武史"), ("bank_account", "9801014")} <= _form(rows)


def test_what_was_denied_says_nothing() -> None:
    rows = [["氏名", "野々村 誠"], ["生年月日", "1976/4/9"], ["妊娠の可能性", "なし"]]
    assert "sensitive" not in {kind for kind, _ in _form(rows)}
    assert ("sensitive", "高血圧") in _form([*rows, ["現在治療中の病気", "高血圧"]])


@pytest.mark.parametrize("label", ["面接官", "参加者"])
def test_several_surnames_behind_one_label(label: str) -> None:
    assert {("name", "久保"), ("name", "西尾")} <= _form(
        [["応募者名", "堀内 千夏"], ["生年月日", "1994年7月3日"], [label, "久保、西尾"]]
    )


def test_fields_of_a_representative_with_their_labels_in_one_cell() -> None:
    rows = [
        ["団体名", "太極拳の会"],
        ["代表者", "住所　東京都板橋区蓮根2-14-9"],
        ["", "氏名　乾　隆　　㊞"],
        ["", "電話　022(292)2329"],
        ["利用日時", "12月1日（土）　17時から"],
        ["人数", "59名（うち区外2名）"],
    ]
    told = _form(rows)
    assert {("address", "東京都板橋区蓮根2-14-9"), ("name", "乾　隆"), ("phone", "022(292)2329")} <= told
    assert {kind for kind, value in told if "12月" in value or "59名" in value or "利用" in value} == set()


def test_members_of_a_house_with_their_sex_before_the_day() -> None:
    rows = [
        ["世帯主氏名", "相馬 久江"],
        ["世帯員", "相馬 湊", "男", "2015年3月2日", "小学生"],
        ["電話", "03-5394-2218"],
    ]
    assert ("birth_date", "2015年3月2日") in _form(rows)
    assert "birth_date" not in {
        kind for kind, _ in _form([rows[0], ["受付者", "相馬 湊", "男", "2015年3月2日", "済"], rows[2]])
    }


def test_the_postal_code_of_a_form_sent_by_mail() -> None:
    sent = "[お名前] 鹿島 清\n[郵便番号] 1740046\n[ご住所] 東京都板橋区蓮根2-14-9\n[受付番号] 1740099\n"
    assert {value for kind, value in values(sent.encode()) if kind == "postal_code"} == {"1740046"}


def test_a_home_with_its_telephone_in_one_field() -> None:
    rows = [
        ["申請者", "長谷川 友和"],
        ["住所", "若竹区鷺沼4-12-3　清和荘603号室　電話 03-5939-1369"],
        ["振込口座", "1147303"],
    ]
    assert {("address", "若竹区鷺沼4-12-3　清和荘603号室"), ("phone", "03-5939-1369")} <= _form(rows)
    rows[1][1] = "同上　電話 なし"
    assert not {"address", "phone"} & {kind for kind, _ in _form(rows)}


def test_what_somebody_is_to_be_examined_for_is_no_illness() -> None:
    people = [
        ("木村 留吉", "S10/05/07"),
        ("酒井 寅次", "S14/05/23"),
        ("南 誠", "S37/02/21"),
        ("畑 喜久子", "S28/10/23"),
    ]
    for heading, told in (("受診希望", False), ("現在の病気", True)):
        rows = [["受付日", "氏名", "生年月日", heading], *(["2/2", *one, "胃がん"] for one in people)]
        assert (("sensitive", "胃がん") in _form(rows)) is told
