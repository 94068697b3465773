"""Numbers of papers that people show: what the paper beside them is, in another column or on another line, tells what they are."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

NAMES = ["椎名 祐介", "木之下 綾", "須永 隆", "沼田 千夏", "江口 武"]
LICENCES = ["308847614300", "548397753020", "302517701700", "438311510060", "620509199060"]


def _list(heading: str, *columns: list[str]) -> bytes:
    return "\n".join([heading, *map(",".join, zip(*columns, strict=True))]).encode()


def _of(data: bytes, kind: str, name: str = "list.csv") -> set[str]:
    return {value for one, value in values(data, name) if one == kind}


@pytest.mark.parametrize(
    ("heading", "papers"),
    [
        ("氏名,本人確認,番号", ["運転免許証"] * 5),
        ("引取人,確認書類,書類番号", ["免許証"] * 5),
        ("運転者,免許,No.", ["中型8t限定", "普通自動車", "大型二種", "普通免許", "中型免許"]),
        ("職員,資格,証番号", ["普通自動車", "普通二種", "普通自動車", "大型自動車", "普通自動車"]),
    ],
)
def test_a_licence_shown_is_known_by_the_column_beside_it(heading: str, papers: list[str]) -> None:
    data = _list(heading, NAMES, papers, LICENCES)
    assert _of(data, "licence") == set(LICENCES)
    assert _of(data, "name") == set(NAMES)


def test_papers_of_several_sorts_in_one_column() -> None:
    papers = ["運転免許証", "健康保険証", "在留カード", "介護保険証", "マイナンバーカード"]
    shown = ["308847614300", "60788437", "AB12345678CD", "0000061597", ""]
    data = _list("来庁者,提示書類,番号", NAMES, papers, shown)
    assert _of(data, "licence") == {"308847614300"}
    assert _of(data, "insured_number") == {"60788437", "0000061597"}
    assert _of(data, "identity_document") == {"AB12345678CD"}


@pytest.mark.parametrize(
    ("heading", "first", "papers"),
    [
        ("氏名,郵送,番号", NAMES, ["普通"] * 5),
        ("車種,必要な免許,番号", ["ワゴン", "軽トラ", "バン", "ミニバン", "マイクロバス"], ["普通自動車"] * 5),
        ("氏名,提出書類,受付番号", NAMES, ["運転免許証"] * 5),
    ],
)
def test_other_numbers_of_twelve_figures_are_no_licences(heading: str, first: list[str], papers: list[str]) -> None:
    assert _of(_list(heading, first, papers, LICENCES), "licence") == set()


def test_a_number_an_office_gave_is_no_insured_persons() -> None:
    cases = ["37476", "62994", "41802", "55310", "90217"]
    assert _of(_list("ケース番号,氏名,健診日", cases, NAMES, ["2025/06/03"] * 5), "insured_number") == set()
    insured = [f"00000{case}" for case in cases]
    assert _of(_list("認定番号,受給者,現況届", insured, NAMES, ["済"] * 5), "insured_number") == set(insured)


@pytest.mark.parametrize("label", ["番号：第 308847614300 号", "免許証番号 308847614300", "No. 308847614300"])
def test_a_form_with_lines_for_the_paper_and_its_number(label: str) -> None:
    form = f"本人確認書類\n種類：運転免許証\n氏名：高津 健\n生年月日：昭和50年3月2日\n{label}\n"
    assert _of(form.encode(), "licence", "form.txt") == {"308847614300"}


@pytest.mark.parametrize("heading", ["HIHOKEN_NO", "KAIGO_BANGO", "hihokensya_no", "KOKUHO_NO", "JUKYUSHA_BANGOU"])
def test_names_of_columns_in_romaji(heading: str) -> None:
    insured = ["0000602573", "0000160549", "0000556829", "0000782797", "0000747402"]
    assert _of(_list(f"SHIMEI_KJ,{heading}", NAMES, insured), "insured_number") == set(insured)


def test_how_people_live_and_what_they_did_before() -> None:
    states = ["単身世帯", "高齢夫婦世帯", "長男と同居", "施設入所", "独居"]
    assert _of(_list("氏名,世帯", NAMES, states), "sensitive") == set(states)
    before = ["百貨店販売員", "自動車工場勤務", "塾講師", "介護老人保健施設", "信用金庫窓口"]
    assert _of(_list("応募者,直近の職歴", NAMES, before), "sensitive") == set(before)
    counted = _list("区分,世帯,件数", ["a", "b", "c", "d", "e"], states, ["12", "3", "44", "5", "60"])
    assert look(counted, "list.csv").verdict is Verdict.CLEAN


def test_whom_mail_went_to_in_settings() -> None:
    mails = {"椎名 祐介": "shiina@ocn.ne.jp", "須永 隆": "sunaga.t@ocn.ne.jp", "柘植 みゆ": "tsuge@ocn.ne.jp"}
    lines = [f"User{number}={name} <{mail}>" for number, (name, mail) in enumerate(mails.items(), start=1)]
    data = "\n".join(["[Mail]", *lines, "[App]", "Name=Client", "Path=C:\\Temp", ""]).encode()
    assert _of(data, "name", "client.ini") == set(mails)
    assert _of(data, "email", "client.ini") == set(mails.values())
    offices = "[Mail]\nFrom=ヘルプデスク <help@ocn.ne.jp>\nTo=総務課 <soumu@ocn.ne.jp>\n[App]\nName=Client\n"
    assert look(offices.encode(), "client.ini").verdict is Verdict.CLEAN


def test_a_heading_of_which_only_the_persons_say_anything() -> None:
    heading = "受付No.,返還日時,引取人,続柄,本人確認,番号,料金"
    counted = ["0012", "0013", "0014", "0015", "0016"]
    days = [f"2025/04/0{day} 10:11" for day in range(1, 6)]
    kin = ["本人", "妻", "父", "本人", "母"]
    data = _list(heading, counted, days, NAMES, kin, ["免許証"] * 5, LICENCES, ["3000"] * 5)
    assert _of(data, "licence") == set(LICENCES)
    assert _of(data, "name") == set(NAMES)


def test_what_a_person_can_no_longer_do_and_a_course_about_it() -> None:
    notes = ["認知機能低下", "腎機能低下あり", "要精検", "中国残留邦人支援給付", "なし"]
    assert _of(_list("氏名,備考", NAMES, notes), "sensitive") == set(notes[:4])
    courses = ["認知機能低下を防ぐ教室", "腎機能低下予防講座", "体操", "料理", "囲碁"]
    assert _of(_list("講師,講座", NAMES, courses), "sensitive") == set()
