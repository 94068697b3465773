"""Numbers given to persons as offices write them: headings of every sort, hyphens, boxes, lines of their own; and figures that are nobody's."""

from __future__ import annotations

import pytest

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from checks.residue.model import Verdict

PERSONS = ("畔柳直樹", "蛭田恵子", "曽根博", "安西由紀")
TWELVE = ("119476983620", "309313649556", "305413604252", "674438944770")
"""Right check digits."""


def look(text: str, name: str = "list.csv") -> tuple[Verdict, set[tuple[str, str]]]:
    result = inspect_bytes(text.encode(), name, Budget(), reveal=True)
    return result.verdict, {(kind, "".join(value.split())) for kind, value, _ in result.matches or ()}


def table(heading: str, cells: tuple[str, ...], beside: str = "氏名", other: tuple[str, ...] = PERSONS) -> str:
    return f"{beside},{heading},備考\n" + "".join(f"{one},{cell},\n" for one, cell in zip(other, cells, strict=True))


INSURED = {
    "a short heading": ("介保被保険者No", ("0005-931879", "0001-566034", "0003-232547", "0002-388515")),
    "sign and number": ("記号/番号", ("20/557759", "49/561691", "80/410791", "52/715955")),
    "late in life": ("後期No", ("86213409", "98550032", "85976820", "91182931")),
    "care for children": ("福祉医療証", ("4671390", "5340374", "4447797", "1710996")),
    "a booklet": ("手帳交付番号", ("愛知県第719442号", "愛知県第215936号", "愛知県第151766号", "愛知県第800528号")),
    "a service": ("障害福祉サービス受給者証No", ("0100029752", "0100810012", "0100345069", "0100915226")),
}


@pytest.mark.parametrize("case", INSURED)
def test_numbers_of_insurance_are_told_by_what_their_heading_speaks_of(case: str) -> None:
    heading, cells = INSURED[case]
    assert {("insured_number", cell) for cell in cells} <= look(table(heading, cells))[1]


NOT_INSURED = {
    "a sum": ("介護保険料", ("5931879", "1566034", "3232547", "2388515")),
    "the insurer": ("国保保険者番号", ("138001", "138019", "138027", "138035")),
    "when": ("手帳交付日", ("20250401", "20250402", "20250403", "20250404")),
    "hidden in part": ("被保険者番号", ("******4987", "******3997", "******0377", "******3068")),
    "a telephone": ("介護保険課番号", ("0586951204", "0586951305", "0586951406", "0586951507")),
}


@pytest.mark.parametrize("case", NOT_INSURED)
def test_what_else_stands_below_words_of_insurance_is_no_number(case: str) -> None:
    heading, cells = NOT_INSURED[case]
    assert "insured_number" not in {kind for kind, _ in look(table(heading, cells))[1]}


def test_without_persons_such_columns_are_statistics() -> None:
    cells = ("86213", "98550", "85976", "91182")
    assert look(table("国保加入番号帯", cells, "年度", ("R4", "R5", "R6", "R7")))[0] is Verdict.CLEAN


def test_my_numbers_of_a_few_are_told_below_any_heading() -> None:
    assert {("my_number", one) for one in TWELVE} <= look(table("番号", TWELVE))[1]
    wrong = tuple(one[:-1] + str((int(one[-1]) + 1) % 10) for one in TWELVE)
    assert "my_number" not in {kind for kind, _ in look(table("番号", wrong))[1]}


def test_one_figure_to_a_cell_is_one_number() -> None:
    boxes = "氏名,個人番号" + "," * 11 + "\n"
    boxes += "".join(f"{who},{','.join(one)}\n" for who, one in zip(PERSONS, TWELVE, strict=True))
    assert {("my_number", one) for one in TWELVE} <= look(boxes)[1]
    ragged = f"被保険者番号,{','.join('0008557193')}\n氏名,畔柳 直樹\n個人番号,{','.join(TWELVE[0])}\n"
    assert {("insured_number", "0008557193"), ("my_number", TWELVE[0])} <= look(ragged)[1]
    lines = f"被保険者番号 | {' | '.join('0006110135')}\n氏名 | 畔柳 直樹\n郵便番号 | {' | '.join('0757802')}\n"
    assert {("insured_number", "0006110135"), ("postal_code", "0757802")} <= look(lines, "form.txt")[1]


def test_marks_of_a_test_are_no_number() -> None:
    marks = (
        "氏名,問1,問2,問3,問4,問5,問6,問7,問8,問9,問10\n畔柳直樹,1,0,1,1,0,1,0,1,1,1\n蛭田恵子,1,1,1,0,0,1,0,0,1,1\n"
    )
    assert not {kind for kind, _ in look(marks)[1]} & {"my_number", "insured_number", "phone", "postal_code"}


def test_accounts_are_told_line_by_line() -> None:
    mail = "畔柳です。\n銀行名：群馬銀行\n支店名：本店\n種　別：普通\n番　号：3356478\n名　義：クロヤナギ ナオキ\n"
    assert ("bank_account", "3356478") in look(mail, "mail.txt")[1]
    post = "ゆうちょ銀行\n記号　19144\n番号　59343011\n名義　クロヤナギ ナオキ\n氏名　畔柳　直樹\n"
    assert ("bank_account", "19144-59343011") in look(post, "mail.txt")[1]


def test_a_number_far_from_any_bank_is_no_account() -> None:
    note = "畔柳 直樹様\n種　別：普通郵便\n番　号：3356478\n"
    assert "bank_account" not in {kind for kind, _ in look(note, "note.txt")[1]}


def test_the_holder_behind_an_account_is_told() -> None:
    cells = tuple(f"静岡銀行/本店/普/356478{n}/ソネ シンゴ" for n in range(2, 6))
    assert {("bank_account", "3564782"), ("kana", "ソネシンゴ")} <= look(table("振込先", cells))[1]


def test_labels_of_insurance_above_or_before_their_number() -> None:
    above = "配食申込書\n氏名\n畔柳　直樹\n被保険者番号\n0000386383\n食事の種類\n普通\n"
    assert ("insured_number", "0000386383") in look(above, "form.txt")[1]
    before = "西村洋子様は認知症のため。\n介護保険　0000148320　負担割合1割\n"
    assert ("insured_number", "0000148320") in look(before, "note.txt")[1]


def test_an_era_in_brackets_is_the_one_chosen() -> None:
    form = "氏名：酒井 陽子\n生年月日：明・大・(昭)・平　42年6月13日　入所日(平成5年4月1日)\n"
    assert ("birth_date", "昭42年6月13日") in look(form, "form.txt")[1]
    assert ("birth_date", "平成5年4月1日") not in look(form, "form.txt")[1]


def test_a_bracket_around_the_area_is_part_of_the_telephone() -> None:
    assert ("phone", "(0586)95-1204") in look("氏名,電話\n畔柳直樹,(0586)95-1204\n蛭田恵子,(0586)95-1305\n")[1]
    assert ("phone", "0586-95-1204") in look("畔柳直樹様 自宅電話(0586-95-1204)\n", "note.txt")[1]


def test_addresses_of_cards_are_told_from_the_prefecture_down() -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nN:野沢;静;;;\nFN:野沢 静\nADR;TYPE=HOME:;;赤塚3-4-1;板橋区;東京都;175-0092;日本\nEND:VCARD\n"
    assert ("address", "東京都板橋区赤塚3-4-1") in look(card, "card.vcf")[1]


def test_a_town_of_one_sign_and_an_address_in_latin_letters() -> None:
    cells = ("通5-26-11", "通3-1-9", "稲穂4-21-14", "借宿町3-10-1")
    assert {("address", cell) for cell in cells} <= look(table("住まい", cells))[1]
    latin = 'Name,Address\nMaria Santos,"2-4-7 Takaido-nishi, Suginami-ku, Tokyo"\nChen Wei,"5-13-10 Kamata, Ota-ku, Tokyo"\nKumar Rajesh,"4-10-9 Honcho, Nakano-ku, Tokyo"\n'
    assert ("address", "2-4-7Takaido-nishi,Suginami-ku,Tokyo") in look(latin)[1]


CARE = ("0002141125", "0009650897", "0004314477", "0002224798")


def test_ten_figures_among_persons_in_care_are_their_insurance() -> None:
    listed = "被保険者,番号,要介護度\n" + "".join(f"{a},{b},要支援1\n" for a, b in zip(PERSONS, CARE, strict=True))
    assert {("insured_number", one) for one in CARE} <= look(listed)[1]
    lines = "更新対象\n" + "".join(
        f"{b}　{a}　要介護2\n"
        for a, b in zip(("中川 進", "石田　健一", "藤田 千代", "内田　真由美"), CARE, strict=True)
    )
    assert {("insured_number", one) for one in CARE} <= look(lines, "list.txt")[1]


def test_ten_figures_of_an_order_stay_what_they_are() -> None:
    listed = "氏名,番号,品名\n" + "".join(f"{a},{b},ノート\n" for a, b in zip(PERSONS, CARE, strict=True))
    assert "insured_number" not in {kind for kind, _ in look(listed)[1]}
    counted = "被保険者,番号,要介護度\n" + "".join(f"{a},000000010{n},要支援1\n" for n, a in enumerate(PERSONS, 1))
    assert "insured_number" not in {kind for kind, _ in look(counted)[1]}


def test_each_number_is_of_the_paper_named_to_its_left() -> None:
    licences = ("627613833616", "549826664751", "906982415624", "438621243113")
    text = "来庁者,確認書類1,番号1,確認書類2,番号2\n"
    text += "".join(
        f"{a},免許証,{b},保険証,{c[2:]}\n" for a, b, c in zip(PERSONS, licences, INSURED["a service"][1], strict=True)
    )
    found = look(text)[1]
    assert {("licence", one) for one in licences} <= found
    assert {("insured_number", one[2:]) for one in INSURED["a service"][1]} <= found


def test_a_licence_copied_line_by_line() -> None:
    copied = "運転免許証\n氏名 新井 義男\n昭和20年4月5日生\n交付 令和05年04月12日 12345\n番号\n第 547282907063 号\n"
    assert ("licence", "547282907063") in look(copied, "copy.txt")[1]
    permit = "営業許可証\n氏名 新井 義男\n昭和20年4月5日生\n番号\n第 547282907063 号\n"
    assert "licence" not in {kind for kind, _ in look(permit, "copy.txt")[1]}


def test_my_numbers_in_three_columns_and_below_their_notice() -> None:
    parted = "氏名,個人番号,,\n" + "".join(
        f"{a},{b[:4]},{b[4:8]},{b[8:]}\n" for a, b in zip(PERSONS, TWELVE, strict=True)
    )
    assert {("my_number", one) for one in TWELVE} <= look(parted)[1]
    notice = f"通知カード控\n福田 真由美\n{TWELVE[0][:4]} {TWELVE[0][4:8]} {TWELVE[0][8:]}\n"
    assert ("my_number", TWELVE[0]) in look(notice, "copy.txt")[1]


def test_values_in_columns_of_their_own_are_put_together() -> None:
    houses = "氏名,市,町,丁目,番,号\n畔柳直樹,桐生市,相生町,5,25,18\n蛭田恵子,上田市,秋和,4,26,16\n"
    assert {("address", "桐生市相生町5丁目25番18号"), ("address", "上田市秋和4丁目26番16号")} <= look(houses)[1]
    phones = "氏名,市外,市内,番号\n畔柳直樹,0277,79,4364\n蛭田恵子,086,212,9205\n"
    assert {("phone", "0277-79-4364"), ("phone", "086-212-9205")} <= look(phones)[1]
    births = "氏名,生年,月日\n畔柳直樹,S31,5/16\n蛭田恵子,S13,9/13\n"
    assert {("birth_date", "S31年5月16日"), ("birth_date", "S13年9月13日")} <= look(births)[1]


def test_numbers_of_blocks_and_rounds_are_no_homes() -> None:
    assert look("会場,丁目,番,号\n体育館,1,2,3\n公民館,4,5,6\n図書館,7,8,9\n")[0] is Verdict.CLEAN


def test_a_heading_broken_over_two_rows_is_one() -> None:
    printed = "利用者,氏名,生年月,手帳/受,TEL\n番号,,日,給者証,\n"
    printed += "".join(
        f"377{n},{a},S16.9.2{n},{b},0757-00-377{n}\n" for n, (a, b) in enumerate(zip(PERSONS, CARE, strict=True))
    )
    assert {("insured_number", one) for one in CARE} <= look(printed)[1]


def test_a_first_row_with_gaps_is_no_part_of_its_heading() -> None:
    listed = "施設,番号,電話\n図書館,,\n公民館,12,03-3605-1234\n体育館,13,03-3605-1235\n"
    assert look(listed)[0] is Verdict.CLEAN
    named = "利用者,電話,備考\n畔柳直樹,,\n蛭田恵子,0586-95-1204,\n曽根博,0586-95-1305,\n"
    assert ("name", "畔柳直樹") in look(named)[1]


def test_what_a_number_is_of_stands_before_its_label() -> None:
    sheet = "氏名,畔柳直樹,,性別,男\n生年月日,昭和46年3月8日,,年齢,79\n医療保険,後期高齢,番号,46751814,\n障害,身障手帳,2級,番号,愛知県第467518号\n"
    assert {("insured_number", "46751814"), ("insured_number", "愛知県第467518号")} <= look(sheet)[1]
    plain = "氏名,畔柳直樹,,性別,男\n生年月日,昭和46年3月8日,,年齢,79\n会員,本館,番号,46751814,\n"
    assert "insured_number" not in {kind for kind, _ in look(plain)[1]}


PRINTED = {
    "an insurance card": ("介護保険被保険者証\n被保険者\n番号　0007990195\n氏名　小川 久美子\n", "0007990195"),
    "a booklet": ("療育手帳\n番号　第69836号\n氏名　小川 久美子\n", "69836"),
    "a face sheet": ("氏名：小川 久美子\n医療保険：後期　番号：49969564\n", "49969564"),
    "a chat": ("10:02 被保険者番号教えて\n10:03 0008616251 小川さん\n10:04 小川久美子様ですね\n", "0008616251"),
}


@pytest.mark.parametrize("case", PRINTED)
def test_numbers_as_printed_on_cards_and_told_in_notes(case: str) -> None:
    text, number = PRINTED[case]
    assert ("insured_number", number) in look(text, "note.txt")[1]


def test_numbers_of_letters_about_insurance_are_nobodys() -> None:
    text = "小川 久美子様\n国保の通知番号：49969564\n後期高齢者医療 窓口番号：12\n介護保険課 電話番号：0586-28-8100\n介護保険 整理番号：0007990195\n"
    assert "insured_number" not in {kind for kind, _ in look(text, "note.txt")[1]}


def test_parts_of_a_latin_address_are_joined_from_the_house_up() -> None:
    text = "Name,Address Line 1,City,Prefecture,ZIP\nMaria Santos,1-4-8 Honmachi,Shibuya-ku,Tokyo,151-0071\nChen Wei,2-5-9 Honmachi,Shibuya-ku,Tokyo,151-0072\nKumar Rajesh,3-6-10 Honmachi,Shibuya-ku,Tokyo,151-0073\n"
    assert ("address", "1-4-8Honmachi,Shibuya-ku,Tokyo") in look(text)[1]


def test_days_in_ideographs_behind_members_of_a_family() -> None:
    text = "世帯主,同居の家族\n赤穂　翠,凛（平成二十七年五月二十五日）、康平\n山口　匠,陽翔（令和四年一月一日）、淳\n福島　奈緒,青空（平成二十四年七月九日）、弘\n"
    assert {("birth_date", "平成二十七年五月二十五日"), ("birth_date", "令和四年一月一日")} <= look(text)[1]


def test_the_sign_for_long_vowels_is_a_dash_between_figures() -> None:
    text = "氏名,電話\n畔柳直樹,070 ー 6589 ー 5717\n蛭田恵子,070 ー 6206 ー 3369\n"
    assert {("phone", "070-6589-5717"), ("phone", "070-6206-3369")} <= look(text)[1]


def test_a_my_number_behind_a_name_in_a_field() -> None:
    form = f"氏名,須藤達也\n個人番号,{TWELVE[0]}\n控除対象配偶者,濱田涼　{TWELVE[1]}\n生年月日,平成8年10月6日\n"
    assert ("my_number", TWELVE[1]) in look(form)[1]


DRESSED = {
    "a year of two figures": ("生年月日(昭和)", "birth_date", ("41.7.13", "53.2.11", "25.10.4", "9.8.13")),
    "six figures": ("生年月日", "birth_date", ("410713", "530211", "251004", "090813")),
    "an era before six figures": ("生年月日", "birth_date", ("昭和411125", "昭和110802", "昭和530823", "昭和511112")),
    "the day first": ("生年月日", "birth_date", ("24/02/1943", "14/08/1940", "03/11/1951", "28/05/1938")),
    "the insurance alone": ("介保", "insured_number", CARE),
    "care for children alone": ("子医療", "insured_number", ("5907731", "8257980", "5468658", "4611956")),
}


@pytest.mark.parametrize("case", DRESSED)
def test_dresses_that_only_their_heading_explains(case: str) -> None:
    heading, kind, cells = DRESSED[case]
    assert {(kind, cell) for cell in cells} <= look(table(heading, cells))[1]
    assert kind not in {told for told, _ in look(table("登録日", cells))[1]}


def test_numbers_beside_something_else_are_told_alone() -> None:
    licences = tuple(f"30992533267{n}（R9.5.2迄）" for n in range(4))
    assert ("licence", "309925332670") in look(table("免許証", licences))[1]
    accounts = tuple(f"0149-021-1-363855{n}" for n in range(4))
    assert ("bank_account", "3638550") in look(table("口座情報", accounts))[1]
    phones = tuple(f"①0942-85-895{n}②080-7647-805{n}" for n in range(4))
    assert {("phone", "0942-85-8951"), ("phone", "080-7647-8051")} <= look(table("電話", phones))[1]


def test_booklets_in_a_shop_and_counts_of_cards_are_nobodys() -> None:
    shop = "商品名,手帳番号,価格\nA5手帳,051980,1200\nB6手帳,770284,1200\n日記帳,224997,1200\n家計簿,760059,1200\n"
    assert look(shop)[0] is Verdict.CLEAN
    counts = "保険種別,記号番号,件数\n国保,1342,12\n後期,6538,34\n社保,3946,56\n共済,8167,78\n"
    assert look(counts)[0] is Verdict.CLEAN


@pytest.mark.parametrize("ticket", ["券番号", "接種券番号", "受診券番号"])
def test_tickets_are_no_numbers_of_insured_persons(ticket: str) -> None:
    heads = f"接種日,{ticket},氏名,ロット\n"
    given = heads + "".join(f"R7.10.2,{b},{a},AB1234\n" for a, b in zip(PERSONS, CARE, strict=True))
    told = look(given)[1]
    assert "insured_number" not in {kind for kind, _ in told}
    assert {("name", one) for one in PERSONS} <= told


def test_papers_to_choose_from_before_a_number() -> None:
    form = "氏名　小川 久美子\n手　帳　身体・療育・精神　　級　番号（第612619号）\n"
    assert ("insured_number", "612619") in look(form, "form.txt")[1]
    call = "氏名　小川 久美子\n手帳交付の件　電話番号（586-1234）\n"
    assert "insured_number" not in {kind for kind, _ in look(call, "form.txt")[1]}


def test_a_number_is_labelled_once_for_all_that_follow() -> None:
    text = "読み合わせ\n「志知ヨシ、昭和六年八月二十八日、被保険者番号0000557496」—よし\n「古川鉄男、昭和18年1月24日、0000514885」—よし\n"
    assert {("insured_number", "0000557496"), ("insured_number", "0000514885")} <= look(text, "note.txt")[1]
    other = "「志知ヨシ、昭和六年八月二十八日、被保険者番号0000557496」—よし\n「古川鉄男様」伝票番号 0000514885\n"
    assert ("insured_number", "0000514885") not in look(other, "note.txt")[1]


def test_the_postal_code_before_a_home_in_a_note_is_told() -> None:
    text = "宮崎様（配食）の長女涼子さんより。口座を変えたい。\n書類の送り先：〒495-0007 愛知県一宮市大和町馬引1-6-6\n父の嘉平さんは先週から老健に入った。\n"
    assert ("postal_code", "495-0007") in look(text, "note.txt")[1]


def test_a_day_behind_a_name_in_english_is_one_of_birth() -> None:
    text = "Handover\n- Ho Thi Bich: no calls before 10am. 080-7706-2236\n- Client Dang Van Long (1979-12-24): husband in hospital.\n- KIM YEONGHUI is back (since 2025-03-09).\n"
    found = look(text, "note.txt")[1]
    assert ("birth_date", "1979-12-24") in found
    assert ("birth_date", "2025-03-09") not in found


def test_what_stands_behind_a_number_of_insurance_is_no_part_of_it() -> None:
    cells = tuple(f"{one}/要介護2" for one in CARE)
    found = look(table("被保険者番号/要介護度", cells))[1]
    assert {("insured_number", one) for one in CARE} <= found
    assert ("insured_number", cells[0]) not in found


def test_several_my_numbers_behind_members_of_a_family() -> None:
    lines = "".join(
        f"{n} {who}　S46.3.{n}　{one}\n"
        for n, (who, one) in enumerate(zip(("上田 康弘", "上田 恵子", "上田 直樹"), TWELVE, strict=False), 1)
    )
    assert {("my_number", one) for one in TWELVE[:3]} <= look(f"扶養親族\n{lines}", "form.txt")[1]
    wrong = lines.replace(TWELVE[1], TWELVE[1][:-1] + str((int(TWELVE[1][-1]) + 1) % 10))
    assert "my_number" not in {kind for kind, _ in look(f"荷物\n{wrong}", "form.txt")[1]}


def test_a_card_by_sign_and_number_behind_tabs() -> None:
    text = "氏名\t上田　康弘\n保険証\t記号\t12-34\t番号\t447271\n"
    assert ("insured_number", "12-34-447271") in look(text, "form.txt")[1]


def test_the_postal_code_of_a_home_is_told_though_an_office_stands_near() -> None:
    mail = "株式会社こもれびサポート\n採用ご担当　佐々木様\n先日内定のご連絡をいただきました原です。\n履歴書は、下記へご返送ください。\n〒809-0030\n福岡県北九州市八幡西区折尾 231-1 ハイム清流 1106号\n原直樹\n080(1542)2124\n"
    assert ("postal_code", "809-0030") in look(mail, "mail.txt")[1]


LICENCES = ("627382207203", "907911608870", "626819711940", "309679736315")


def test_a_heading_in_two_storeys_keeps_what_stands_over_nothing() -> None:
    cards = "利用者,保険,,\n,種別,記号,番号\n" + "".join(
        f"{a},国保,12-3,{b[3:]}\n" for a, b in zip(PERSONS, CARE, strict=True)
    )
    assert {("insured_number", one[3:]) for one in CARE} <= look(cards)[1]
    shown = "申請者,本人確認,,\n,種類,番号,確認者\n" + "".join(
        f"{a},運転免許証,{b},木村\n" for a, b in zip(PERSONS, LICENCES, strict=True)
    )
    assert {("licence", one) for one in LICENCES} <= look(shown)[1]
    goods = "品目,管理,,\n,種類,番号,確認者\n" + "".join(f"脚立,備品,{b},木村\n" for b in LICENCES)
    assert "licence" not in {kind for kind, _ in look(goods)[1]}


def test_the_paper_that_is_ticked_is_the_one_shown() -> None:
    first = "氏名,本人確認,番号控\n" + "".join(
        f"{a},☑免許証□保険証□マイナ,{b}\n" for a, b in zip(PERSONS, LICENCES, strict=True)
    )
    assert {("licence", one) for one in LICENCES} <= look(first)[1]
    second = "氏名,本人確認,番号控\n" + "".join(
        f"{a},□免許証☑社員証□マイナ,{b}\n" for a, b in zip(PERSONS, LICENCES, strict=True)
    )
    assert "licence" not in {kind for kind, _ in look(second)[1]}


def test_accounts_behind_their_branch_in_a_file_of_elements() -> None:
    people = "".join(
        f"<利用者><氏名>{a}</氏名><口座><銀行>静岡銀行</銀行><支店>本店</支店><番号>{b[3:]}</番号></口座></利用者>"
        for a, b in zip(PERSONS, ("0009491991", "0008067244", "0009543527", "0004752862"), strict=True)
    )
    assert ("bank_account", "9491991") in look(f"<名簿>{people}</名簿>", "list.xml")[1]


def test_numbers_in_statements_of_a_database() -> None:
    log = "".join(
        f"2026-04-01 10:00:0{n} LOG: UPDATE t_kojin SET tel='090-4392-164{n}' WHERE hiho_no='{b}' AND shimei='{a}'\n"
        for n, (a, b) in enumerate(zip(PERSONS, CARE, strict=True))
    )
    assert {("insured_number", one) for one in CARE} <= look(log, "db.log")[1]
    jobs = "".join(
        f"2026-04-01 10:00:0{n} LOG: UPDATE t_job SET state='done' WHERE job_no='{b}'\n" for n, b in enumerate(CARE)
    )
    assert look(jobs, "db.log")[0] is Verdict.CLEAN


def test_headings_that_a_program_counted_say_nothing() -> None:
    text = "項目0,項目1,項目2\n2770031,千葉県柏市増尾3-1-21,宮本　弘之　様\n3860009,長野県上田市秋和4-76-4,西村　うめ　様\n3730024,群馬県太田市飯塚町6-4-29,森田　のぞみ　様\n3500064,埼玉県川越市脇田本町1-1-30,酒井　美津江　様\n"
    wanted = {("postal_code", "2770031"), ("postal_code", "3500064"), ("address", "千葉県柏市増尾3-1-21")}
    assert wanted <= look(text)[1]
    plain = "項目0,項目1,項目2\n2770031,備品A,3\n3860009,備品B,4\n3730024,備品C,5\n3500064,備品D,6\n"
    assert look(plain)[0] is Verdict.CLEAN


def test_the_shortest_headings_are_known() -> None:
    text = "氏,被番,口番,免番\n" + "".join(
        f"{a},{b},{b[3:]},{c}\n" for a, b, c in zip(PERSONS, CARE, LICENCES, strict=True)
    )
    wanted = {(kind, one) for kind, cells in (("insured_number", CARE), ("licence", LICENCES)) for one in cells}
    assert wanted | {("bank_account", one[3:]) for one in CARE} <= look(text)[1]


def test_the_payers_number_on_a_statement_of_taxes_is_no_insurance() -> None:
    text = "給与所得の源泉徴収票\n（受給者番号） 00123\n氏名 畔柳 直樹\n"
    assert ("insured_number", "00123") not in look(text, "form.txt")[1]
    other = "受給者証の控え\n（受給者番号） 0012398\n氏名 畔柳 直樹\n"
    assert ("insured_number", "0012398") in look(other, "form.txt")[1]


def test_the_stroke_of_a_date_sets_no_number_apart() -> None:
    rows = "".join(f"畔柳 直樹様 受付 2026/04/0{n} {one}\n" for n, one in enumerate((TWELVE[0], "301298765433"), 1))
    assert "my_number" not in {kind for kind, _ in look(rows, "note.txt")[1]}
