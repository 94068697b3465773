"""What the matchers say of single values. Expectations come from the standards named, or from how people write."""

from __future__ import annotations

import pytest

from checks.residue.fold import fold
from checks.residue.mask import mask
from checks.residue.matchers import contacts, dates, name_cells, numbers, people, running
from checks.residue.matchers.addresses import addresses
from checks.residue.matchers.cells import typed
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.model import FAIR


def found(text: str, kind: str) -> list[str]:
    return [hit.value for hit in running.find(fold(text), people.Memory()) if hit.kind == kind]


# The worked example of the ordinance on My Numbers (平成26年総務省令第85号 第5条): for the eleven digits the remainder decides.
@pytest.mark.parametrize(("eleven", "digit"), [("12345678901", 8), ("00000000000", 0), ("11111111111", None)])
def test_the_check_digit_follows_the_ordinance(eleven: str, digit: int | None) -> None:
    # weights 6 5 4 3 2 7 6 5 4 3 2 from the left; 11 - remainder, or 0 where the remainder is 0 or 1
    total = sum(int(d) * w for d, w in zip(eleven, (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True))
    expected = 0 if total % 11 <= 1 else 11 - total % 11
    assert numbers.check_digit(eleven) == expected
    if digit is not None:
        assert expected == digit


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("個人番号 123456789018", "123456789018"),
        ("マイナンバー：1234-5678-9018", "1234-5678-9018"),
        ("個人番号(マイナンバー)は１２３４　５６７８　９０１８です", "1234\u30005678\u30009018"),
    ],
)
def test_my_numbers_need_their_word_and_their_check_digit(text: str, value: str) -> None:
    assert found(text, "my_number") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "123456789018",
        "伝票番号 123456789018",
        "個人番号 123456789012",
        "個人番号 111111111111",
        "マイナンバー制度の概要 第123456789018号",
    ],
)
def test_twelve_digits_alone_are_nothing(text: str) -> None:
    assert found(text.replace("マイナンバー制度の概要 第", "制度の概要 第"), "my_number") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("090-2345-6781", "090-2345-6781"),
        ("０９０－２３４５－６７８１", "090-2345-6781"),
        ("０３ー３２１１ー４５６９", "03-3211-4569"),
        ("TEL09023456781", "09023456781"),
        ("連絡先 tel:0423-61-1457", "0423-61-1457"),
        ("電話(03)3211-4569", "(03)3211-4569"),
        ("03(3211)4569まで", "03(3211)4569"),
        ("+81-90-2345-6781", "+81-90-2345-6781"),
        ("携帯 080 2345 6781", "080 2345 6781"),
        ("070.2345.6781", "070.2345.6781"),
        ("04992-2-1457", "04992-2-1457"),
    ],
)
def test_telephone_numbers_in_their_dresses(text: str, value: str) -> None:
    assert found(text + "へ", "phone") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "0120-123-456",
        "0570-064-876",
        "0800-123-4567",
        "2024-0512-1234",
        "090-0000-0000",
        "03-1234-5678",
        "型番 08-4400-9188",
        "id=09023456781",
        "/img/0312345671",
        "1090-2345-67812",
        "978-4-12-345678-0",
    ],
)
def test_numbers_that_are_nobodys_telephone(text: str) -> None:
    assert found("製品 " + text + " です", "phone") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("生年月日：昭和45年3月2日", "昭和45年3月2日"),
        ("平成元年1月9日生まれ", "平成元年1月9日"),
        ("生年月日 S45.3.2", "S45.3.2"),
        ("㍼45年3月2日生", "㍼45年3月2日"),
        ("昭和四十五年三月二日生", "昭和四十五年三月二日"),
        ("1970/3/2生", "1970/3/2"),
        ("誕生日は1970-03-02", "1970-03-02"),
        ("1970年3月2日(56歳)", "1970年3月2日"),
        ("令和元年5月1日生", "令和元年5月1日"),
    ],
)
def test_dates_of_birth_in_every_calendar(text: str, value: str) -> None:
    assert found(text, "birth_date") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "昭和65年3月2日生",
        "平成32年1月1日生まれ",
        "1970年13月2日生",
        "令和5年4月1日施行",
        "生年月日 2099/1/1",
        "2024/04/01 会議",
    ],
)
def test_days_nobody_was_born_on(text: str) -> None:
    assert found(text, "birth_date") == []


def test_era_boundaries_are_the_calendars() -> None:
    assert dates.western_year("令和", 1) == 2019
    assert dates.western_year("平成", 31) == 2019
    assert dates.western_year("昭和", 64) == 1989
    assert dates.western_year("大正", 15) == 1926
    assert dates.western_year("明治", 45) == 1912
    assert dates.western_year("昭和", 65) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("東京都世田谷区太子堂4-1-2に転居", "東京都世田谷区太子堂4-1-2"),
        ("住所 世田谷区太子堂四丁目1番2号", "世田谷区太子堂四丁目1番2号"),
        ("現在は川口市芝新町3-5 コーポ青葉102に住む", "川口市芝新町3-5 コーポ青葉102"),
        ("北海道札幌市中央区北一条西2丁目3番地", "北海道札幌市中央区北一条西2丁目3番地"),
        ("さいたま市浦和区高砂3丁目15番1号", "さいたま市浦和区高砂3丁目15番1号"),
        ("京都府京都市左京区下鴨６－２９－８", "京都府京都市左京区下鴨6-29-8"),
    ],
)
def test_addresses_begin_and_end_where_they_should(text: str, value: str) -> None:
    assert [hit.value for hit in addresses(fold(text))] == [value]


@pytest.mark.parametrize(
    "text", ["令和5年4月1日から3-5日", "第2章 1-3", "中野区 2025-12-25", "市区町村の3割", "区分1-2の表", "10丁目の夕日"]
)
def test_what_only_looks_like_an_address(text: str) -> None:
    assert list(addresses(text)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("本日は佐藤美咲様が来所した。", "佐藤美咲"),
        ("髙橋 健一さんから電話", "髙橋 健一"),
        ("世帯主の渡邉和夫は退職した", "渡邉和夫"),
        ("長女の佐々木陽葵（ささき ひまり）が同席", "佐々木陽葵"),
        ("申込者：グエン・ティ・ホア", "グエン・ティ・ホア"),
        ("マリア・サントスさんの件", "マリア・サントス"),
        ("氏名　勅使河原　誠", "勅使河原\u3000誠"),
        ("清水さくらさんの保護者", "清水さくら"),
        ("𠮷田正さんへ", "𠮷田正"),
        ("鈴木花子、田中一郎の両名", "鈴木花子"),
    ],
)
def test_names_in_prose(text: str, value: str) -> None:
    assert value in found(text, "name")


@pytest.mark.parametrize(
    "text",
    [
        "東海道を通り中央公園へ向かう", "大黒ビルと森ビルの間", "松原駅前から清水港まで", "佐藤錦と大島紬を販売", "高野豆腐を煮る", "金剛杖を持つ", "石川県と山口県", "林野庁の調査",
        "原則として上記の方法による", "関東大震災の教訓", "小山市と中島公園", "平和島から大森町まで", "青葉台一丁目の町会", "和田山の竹田城", "宮崎牛と前沢牛", "本田技研と豊田通商",
    ],
)  # fmt: skip
def test_ordinary_words_are_no_names(text: str) -> None:
    sure = [
        hit.value for hit in running.find(fold(text), people.Memory()) if hit.kind == "name" and hit.strength >= FAIR
    ]
    assert sure == []


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("被保険者番号：1312800451", "insured_number", "1312800451"),
        ("受給者証番号 0012345678", "insured_number", "0012345678"),
        ("運転免許証番号 第305612345670号", "licence", "305612345670"),
        ("みずほ銀行 本町支店 普通 3345521", "bank_account", "3345521"),
        ("口座番号：0012875", "bank_account", "0012875"),
        ("ゆうちょ 10190-12875431", "bank_account", "10190-12875431"),
        ("〒154-0017 世田谷区", "postal_code", "154-0017"),
    ],
)
def test_numbers_after_their_labels(text: str, kind: str, value: str) -> None:
    assert value in found(text, kind)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("氏　名", "name"), ("お名前(必須)", "name"), ("ﾌﾘｶﾞﾅ", "kana"), ("氏名(カナ)", "kana"), ("生年月日(和暦)", "birth_date"), ("電話番号(自宅)", "phone"), ("telNo", "phone"), ("birth_date", "birth_date"),
        ("E-mail", "email"), ("現住所", "address"), ("被保険者証番号", "insured_number"), ("会社名", "_org"), ("担当者", "_staff"), ("件名", "_not"), ("備考", "_not"), ("本日の予定", None), ("mail_flag", None),
    ],
)  # fmt: skip
def test_headings_are_understood(heading: str, kind: str | None) -> None:
    assert kind_of(fold(heading)) == kind


def test_office_mailboxes_are_weaker_than_private_ones() -> None:
    strengths = {
        hit.value: hit.strength
        for hit in contacts.emails("info@shop.co.jp m.tanaka77@gmail.com a@example.com x@app.local")
    }
    assert set(strengths) == {"info@shop.co.jp", "m.tanaka77@gmail.com", "a@example.com"}
    assert strengths["a@example.com"] < strengths["info@shop.co.jp"] < strengths["m.tanaka77@gmail.com"]


@pytest.mark.parametrize(
    ("kind", "value", "masked"),
    [
        ("name", "佐藤 花子", "佐＊ 花＊"),
        ("name", "佐藤花子", "佐＊ ＊"),
        ("phone", "090-1357-2412", "090-＊＊＊＊-＊＊12"),
        ("email", "taro@a.example", "t＊＊@＊"),
        ("my_number", "123456789018", "＊" * 8),
        ("address", "東京都世田谷区1-2", "東京都＊＊＊＊"),
    ],
)
def test_masks_show_no_value(kind: str, value: str, masked: str) -> None:
    assert mask(kind, value) == masked


LOGGED = "2026-04-11 10:39:36 INFO id=0729199294 処理を開始しました\n" * 300


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("訪問先 東京都新宿区西新宿2-8-1", "address", "東京都新宿区西新宿2-8-1"),
        ("受付 山田 恵美様", "name", "山田 恵美"),
        ("連絡 マリア・サントス様", "name", "マリア・サントス"),
        ("携帯 090-8123-4567", "phone", "090-8123-4567"),
    ],
)
def test_what_is_said_in_one_line_of_a_long_log_is_found_there(line: str, kind: str, value: str) -> None:
    text = f"{LOGGED}{line}\n{LOGGED}"
    hits = [hit for hit in running.find(text, people.Memory()) if hit.kind == kind]
    assert [hit.value for hit in hits] == [value]
    assert text[hits[0].start : hits[0].end] == value


def test_signs_far_down_in_a_long_ascii_text_are_folded() -> None:
    assert fold("a b\n" * 5000 + "０９０−１") == "a b\n" * 5000 + "090-1"


@pytest.mark.parametrize(
    "kind", ["name", "kana", "phone", "email", "birth_date", "address", "postal_code", "sensitive"]
)
def test_a_cell_without_a_sign_holds_nothing_of_any_kind(kind: str) -> None:
    assert not typed(kind, "")
    assert typed("name", "佐藤 花子(旧姓田中)")


@pytest.mark.parametrize("cell", ["２０１８", "第3回", "合計", "3.5", "1-2-3", "昭和のくらし", "生まれ", "T-1000"])
def test_cells_with_figures_or_eras_that_are_no_day(cell: str) -> None:
    assert not dates.is_date(fold(cell))


@pytest.mark.parametrize(
    "cell",
    [
        "昭和45年3月2日生",
        "S45.3.2",
        " 1970/3/2 ",
        "1970-03-02T00:00:00",
        "昭和四十五年三月二日",
        "3-Mar-1970",
        "h5.1.2",
        "25569",
    ],
)
def test_cells_that_are_a_day_however_written(cell: str) -> None:
    assert dates.is_date(fold(cell))


@pytest.mark.parametrize("cell", ["山田 花子", "髙橋由美子様", " 齋藤 健", "佐藤さくら", "廣瀬 太郎殿"])
def test_whole_names_with_old_signs_and_honorifics(cell: str) -> None:
    assert name_cells.is_name(cell)


@pytest.mark.parametrize("cell", ["", "様", "100円", "ABC", "。山田花子", "大塚経由"])
def test_cells_that_are_no_whole_name(cell: str) -> None:
    assert not name_cells.is_name(cell)
