"""Forms drawn with rules and bars in text, and forms that go on below a list of relatives."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import look, values

SQUARE = """配食サービス利用申込書
┌──────┬────────────────┬────┬──────┐
│氏　名│圷　峰子                        │電話    │047-338-2291│
├──────┼────────────────┼────┼──────┤
│住　所│〒272-0805                      │介護度  │要介護2     │
│      │市川市大野町2丁目14番8号        │        │            │
└──────┴────────────────┴────┴──────┘
備考　なし
"""
TYPED = """+----------+--------------------+------+----------------+
| 氏名     | 鵜殿 拓海          | 続柄 | 世帯主         |
+----------+--------------------+------+----------------+
| 生年月日 | 平成2年6月11日     | 電話 | 080-4419-0073  |
+----------+--------------------+------+----------------+
"""
LISTED = """┌────────┬──────┐
│氏名    │電話        │
├────────┼──────┤
│圷 峰子         │047-338-2291│
│鵜殿 拓海       │080-4419-0073│
└────────┴──────┘
"""
BOXED = "┌──────────────┐\n│住所 市川市大野町2丁目14番8号│\n│氏名 圷 峰子                │\n└──────────────┘\n"
MACHINES = """┌──────┬────────┬────┐
│名称  │所在地          │状態│
├──────┼────────┼────┤
│ポンプ│千葉西処理場    │良好│
└──────┴────────┴────┘
"""
TREE = "├── src\n│   ├── main.py\n│   └── 田中.txt\n└── README\n"


def test_what_stands_in_a_drawn_form_is_told_by_its_labels() -> None:
    found = values(SQUARE.encode(), "form.txt")
    assert {
        ("name", "圷\u3000峰子"),
        ("phone", "047-338-2291"),
        ("sensitive", "要介護2"),
        ("postal_code", "272-0805"),
    } <= found
    assert ("address", "市川市大野町2丁目14番8号") in found  # the second line of its cell
    assert not any("│" in value for _, value in found)


def test_a_form_drawn_with_typed_signs_is_told() -> None:
    expected = {("name", "鵜殿 拓海"), ("birth_date", "平成2年6月11日"), ("phone", "080-4419-0073")}
    assert expected <= values(TYPED.encode(), "form.txt")


def test_lines_between_two_rules_are_rows_of_a_list() -> None:
    names = {value for kind, value in values(LISTED.encode(), "list.txt") if kind == "name"}
    assert names == {"圷 峰子", "鵜殿 拓海"}


def test_text_in_a_frame_is_told_without_its_bars() -> None:
    found = values(BOXED.encode(), "note.txt")
    assert {("name", "圷 峰子"), ("address", "市川市大野町2丁目14番8号")} <= found
    assert not any("│" in value for _, value in found)


@pytest.mark.parametrize("text", [MACHINES, TREE])
def test_drawn_tables_of_things_name_nobody(text: str) -> None:
    found = look(text.encode(), "things.txt")
    assert (found.verdict, found.matches) == (Verdict.CLEAN, [])


SHEET = """フェイスシート,,,
氏名,蓬莱 鈴雄,,
生年月日,S22.7.15,,
住所,神戸市長田区大谷町3-9-14,,
家族構成,,,
氏名,続柄,年齢,連絡先
蓬莱 マサ,妻,74,
蓬莱 康介,長男,49,090-3120-8876
主病名,脳梗塞後遺症,,
医療保険,後期高齢者（1割）,被保険者番号,39281106
"""
STAFF = (
    "点検表\n設備,冷温水発生機\n品名,数量,単価\nボルト,12,80\nナット,30,25\n病名,該当なし\n担当,設備課,番号,39281106\n"
)


def test_a_form_goes_on_below_the_list_of_a_family() -> None:
    expected = {
        ("name", "蓬莱 マサ"), ("name", "蓬莱 康介"), ("sensitive", "脳梗塞後遺症"), ("insured_number", "39281106"),
    }  # fmt: skip
    assert expected <= values(SHEET.encode(), "face.csv")


def test_a_form_of_things_stays_quiet_below_its_list() -> None:
    assert look(STAFF.encode(), "face.csv").matches == []


BANK = "謝金振込口座届\nふりがな,ごけん さちよ\n氏名,後閑 幸代\n金融機関名,群馬みどり信用金庫,支店名,高崎東支店\n種別,普通,口座番号,2049381\n"
OFFICE = "取引先登録票\n取引先名,後閑商店\n支店名,高崎東支店\n担当部署,営業課\n電話,027-322-0000\n"


def test_a_label_with_its_value_is_no_heading_over_the_row_below() -> None:
    assert {("name", "後閑 幸代"), ("bank_account", "2049381")} <= values(BANK.encode(), "account.csv")


def test_the_branch_of_an_office_is_still_one() -> None:
    assert look(OFFICE.encode(), "office.csv").verdict is Verdict.CLEAN


GROUPED = "証明書交付請求書,,\n請求者,氏名,大城 カルロス\n,生年月日,平成5年4月27日\n,住所,浜松市中央区高丘東9-1-30\n,続柄,本人\n代理人,氏名,大城 マルタ\n,住所,同上\n本人確認,☑免許証 □マイナンバーカード,番号 521430098712\n"
MACHINE = "設備台帳,,\n本体,名称,冷温水発生機\n,電話,03-3763-0000\n,住所,品川区南大井9丁目2番1号\n,型番,HAU-300\n付属,名称,冷却塔\n,番号,521430098712\n"


def test_a_column_of_labels_behind_one_of_parties_makes_a_form() -> None:
    expected = {
        ("name", "大城 カルロス"), ("birth_date", "平成5年4月27日"), ("name", "大城 マルタ"), ("licence", "521430098712"),
    }  # fmt: skip
    assert expected <= values(GROUPED.encode(), "form.csv")
    assert look(MACHINE.encode(), "form.csv").verdict is Verdict.CLEAN


FAMILY = "家庭調査票,,,\n児童名,波平 くるみ,クラス,すみれ組\n家族氏名,続柄,生年月日,勤務先\n波平 恵人,父,S60.1.8,会社員\n波平 シゲ,祖母,S30.3.3,なし\n緊急時の連絡,,,\n1,母 携帯,090-1940-2237,\n食物アレルギー,有（えび・かに）,,\n既往症,川崎病（3歳）,,\n"
EMPTY = "家庭調査票,,,\n児童名,,クラス,\n家族氏名,続柄,生年月日,勤務先\n,,,\n,,,\n緊急時連絡先,1,2,3\n食物アレルギー,有（　　）・無,既往症,\n"


def test_titles_and_fields_below_a_family_are_no_relatives() -> None:
    found = values(FAMILY.encode(), "sheet.csv")
    assert {value for kind, value in found if kind == "name"} == {"波平 くるみ", "波平 恵人", "波平 シゲ"}
    assert {value for kind, value in found if kind == "sensitive"} == {"有(えび・かに)", "川崎病(3歳)"}
    assert look(EMPTY.encode(), "sheet.csv").verdict is Verdict.CLEAN


def test_members_of_a_household_in_one_field_are_told_each() -> None:
    form = "申請書,\n申請者氏名,貴家 慎\n生年月日,1981/02/03\n世帯員,貴家 優香（妻）、貴家 みなと（子・4歳）\n"
    assert {("name", "貴家 優香"), ("name", "貴家 みなと")} <= values(form.encode(), "form.csv")


SIGNED = "退職願\n退職いたしたくお願い申し上げます。\n令和6年2月15日\n総務部　矢作 浩介　印\n"
FOR_OFFICE = "契約書\n株式会社共栄サービス 代表取締役　矢作 浩介　印\n"


def test_who_signs_with_a_seal_is_told_and_who_signs_for_a_company_is_not() -> None:
    assert ("name", "矢作 浩介") in values(SIGNED.encode(), "letter.txt")
    assert look(FOR_OFFICE.encode(), "letter.txt").verdict is Verdict.CLEAN


BRACKETED = "利用登録申込書\n(1) 氏名  [五郎丸 歩美]   ふりがな [ごろうまる あゆみ]\n(2) 生年月日  [1978年8月9日]\n(3) 電話  [0942-21-4410]   FAX [0942-21-4411]\n"


def test_what_is_written_into_brackets_is_told() -> None:
    expected = {("name", "五郎丸 歩美"), ("birth_date", "1978年8月9日"), ("phone", "0942-21-4410")}
    assert expected <= values(BRACKETED.encode(), "form.txt")


SENT = "お名前（姓）: 西表\nお名前（名）: かんな\nセイ: イリオモテ\nメイ: カンナ\n電話番号: 09044128837\n"
ITEMS = "商品名（姓）: 表札\n品名: かんな\n電話番号: 03-3763-0000\n"


def test_halves_of_a_name_on_lines_of_their_own_are_one() -> None:
    found = values(SENT.encode(), "mail.txt")
    assert {("name", "西表 かんな"), ("kana", "イリオモテ カンナ")} <= found
    assert not any(kind == "name" for kind, _ in values(ITEMS.encode(), "mail.txt"))


REPORT = "ヒヤリハット報告書,,,\n発生日時,2024/6/3 7:50,場所,居室 105\n利用者名,伊豆味 キク,要介護度,4\n内容,左側頭部に血腫,,\n報告者,瑞慶覧,管理者印,\n"


def test_the_last_row_of_a_form_heads_nothing() -> None:
    found = values(REPORT.encode(), "report.csv")
    assert {("name", "伊豆味 キク"), ("sensitive", "4"), ("sensitive", "左側頭部に血腫")} <= found


ASKED = "質問票,,,\n氏名,知花 仁美,受診日,R6.6.20\n生年月日,S34.10.2,整理番号,0229\n既往歴,脳卒中,いいえ,\n持病,心臓病,はい,\n"


def test_what_is_denied_beside_its_field_is_not_told() -> None:
    found = values(ASKED.encode(), "sheet.csv")
    assert {value for kind, value in found if kind == "sensitive"} == {"心臓病"}
    assert {value for kind, value in found if kind == "name"} == {"知花 仁美"}


@pytest.mark.parametrize("name", ["與那嶺　シオン", "まるやま　そら"])
def test_given_names_in_kana_behind_a_label_are_whole(name: str) -> None:
    assert ("name", name) in values(f"証明書\n氏　名　　{name}\n生年月日　平成19年1月31日\n".encode(), "paper.txt")


CARD = "相談記録票,,,\nふりがな,うえはら かえで,性別,□男 ☑女\n相談者,上原 楓,年齢,34\n同居家族,□夫 □父 □母 ☑子（2人）,収入,☑なし □あり\n相談種別,□就労 ☑DV □多重債務,,\n緊急連絡先,新発田 美佐子,続柄,妻\n同居家族,☑夫 □父,収入,☑なし □あり\n緊急度,☑高 □中 □低,ねんれい,34\n"


def test_choices_and_labels_nobody_knows_are_no_names() -> None:
    found = values(CARD.encode(), "card.csv")
    assert {value for kind, value in found if kind == "name"} == {"上原 楓", "新発田 美佐子"}
    assert {value for kind, value in found if kind == "sensitive"} == {"DV"}


PASS = "受給者証,,\n受給者,住所,福山市木之庄町9-8-22\n,氏名,檀上 碧\n,生年月日,平成10年7月7日\n保護者,氏名,\n,続柄,\n指定医療機関,木之庄医院,\n有効期間,令和6年4月1日から,\n"


def test_fields_left_empty_head_nothing() -> None:
    found = values(PASS.encode(), "pass.csv")
    assert {value for kind, value in found if kind == "name"} == {"檀上 碧"}
    assert ("birth_date", "平成10年7月7日") in found
