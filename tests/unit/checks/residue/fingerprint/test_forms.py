"""One value, its written forms: what people really write in lists, letters and forms."""

import pytest

from checks.residue.fingerprint.canonical import canonical
from checks.residue.fingerprint.encodings import byte_forms
from checks.residue.fingerprint.forms import text_forms, written_forms


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("name", "佐藤　恵子", {"佐藤　恵子", "佐藤恵子", "佐藤 恵子", "佐藤,恵子"}),
        ("name", "佐藤恵子", {"佐藤　恵子", "佐藤恵子", "佐藤 恵子"}),
        ("kana", "サトウ　ケイコ", {"サトウケイコ", "ｻﾄｳ ｹｲｺ"}),
        ("phone", "03(1234)5678", {"03-1234-5678", "0312345678", "０３－１２３４－５６７８"}),
        ("phone", "09012345678", {"090-1234-5678", "090(1234)5678"}),
        ("birth_date", "昭和59年5月7日", {"1984/05/07", "1984-05-07", "S59.5.7", "19840507"}),
        ("birth_date", "1989-01-08", {"平成1年1月8日", "1989年1月8日"}),
        ("birth_date", "1989-01-07", {"昭和64年1月7日"}),
        ("my_number", "1234 5678 9012", {"123456789012", "1234-5678-9012"}),
        ("identity_document", "ＴＲ １２３４５６７", {"TR1234567", "TR 1234567", "tr1234567", "ＴＲ１２３４５６７"}),
        ("identity_document", "AB12345678CD", {"AB12345678CD", "AB 12345678 CD", "AB-12345678-CD"}),
        ("address", "東京都新宿区西新宿二丁目８－１ コーポ3", {"新宿2丁目8番1号", "新宿2-8-1", "新宿２－８－１"}),
    ],
)
def test_a_value_is_looked_for_in_these_forms(kind: str, value: str, expected: set[str]) -> None:
    assert expected <= set(written_forms(kind, value))


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("name", "髙橋　恵子", "氏名:高橋 恵子 様"),
        ("address", "新宿区西新宿2丁目8番1号", "西新宿二丁目八番一号コーポ"),
        ("address", "新宿区西新宿2丁目8番1号", "西新宿２－８－１"),
        ("birth_date", "1984/05/07", "昭和59年5月7日生"),
        ("birth_date", "1984/05/07", "1984.5.7"),
        ("birth_date", "S59.5.7", "生年月日 1984-05-07"),
        ("phone", "090-1234-5678", "電話 ０９０（１２３４）５６７８"),
        ("phone", "03-1234-5678", "TEL (03)1234-5678"),
        ("kana", "サトウ　ケイコ", "さとう けいこ"),
        ("my_number", "123456789012", "1234 5678 9012"),
        ("identity_document", "AB12345678CD", "在留カード：ＡＢ１２３４５６７８ＣＤ（永住者）"),
        ("identity_document", "TR1234567", "旅券番号 TR 1234567"),
    ],
)
def test_text_and_value_meet_in_one_form(kind: str, value: str, text: str) -> None:
    assert any(form in canonical(text) for form in text_forms(kind, value))


def test_a_short_name_needs_something_round_it() -> None:
    assert all(b"," in form or b"\t" in form or form.strip(b'"\n\r ><\0') for form in byte_forms("林太郎"))
    assert ",林太郎,".encode("cp932") in byte_forms("林太郎")
    assert "林太郎".encode() in byte_forms("林太郎")
    assert "林太郎".encode("cp932") not in byte_forms("林太郎")


def test_what_an_encoding_cannot_write_is_left_out() -> None:
    assert {form.decode("utf-8", "replace") for form in byte_forms("𠮷田　花子")} & {"𠮷田　花子"}
    assert not any("𠮷" in form.decode("cp932", "replace") for form in byte_forms("𠮷田　花子"))
