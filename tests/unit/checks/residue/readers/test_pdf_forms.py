"""Fields of PDF forms that are only counted: what they ask for stands on the page, or nowhere."""

from __future__ import annotations

import pytest

from checks.residue.readers.pdf_forms import numbered
from tests.bench.offices.pdfs import assemble, stream
from tests.unit.checks.residue.helpers import values
from tests.unit.checks.residue.readers.pdf_pages import FONT

FILLED = [
    ("氏名", "楠田 久美子"),
    ("フリガナ", "クスダ クミコ"),
    ("生年月日", "昭和44年6月21日"),
    ("口座番号", "3011422"),
]
KINDS = ["name", "kana", "birth_date", "bank_account"]


def _utf16(text: str) -> bytes:
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def _form(names: list[str], told: list[str], labels: list[str], *, above: bool = False) -> bytes:
    """A page with a field for each of `told`, the labels printed before or above them."""
    steps = [
        f"BT /F1 10 Tf {150 if above else 50} {700 - 40 * n + (16 if above else 3)} Td <{label.encode('utf-16-be').hex()}> Tj ET"
        for n, label in enumerate(labels)
    ]
    fields = [
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T%s/V%s/Rect[150 %d 400 %d]>>"
        % (_utf16(name), _utf16(value), 700 - 40 * n, 714 - 40 * n)
        for n, (name, value) in enumerate(zip(names, told, strict=True))
    ]
    held = b" ".join(b"%d 0 R" % (8 + n) for n in range(len(fields)))
    return assemble([
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%s]>>>>" % held,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 7 0 R/Annots[%s]>>" % held,
        *FONT,
        stream("\n".join(steps).encode()),
        *fields,
    ])  # fmt: skip


@pytest.mark.parametrize("name", ["Text{}", "テキスト{}", "fill_{}", "topmostSubform[0].Page1[0].f1_{}[0]"])
@pytest.mark.parametrize("above", [False, True])
def test_the_page_says_what_a_counted_field_asks_for(name: str, above: bool) -> None:
    labels, told = [label for label, _ in FILLED], [value for _, value in FILLED]
    data = _form([name.format(n) for n in range(1, 5)], told, labels, above=above)
    assert set(zip(KINDS, told, strict=True)) <= values(data)


def test_a_letter_written_into_counted_fields() -> None:
    lines = ["相談記録", "本日、利用者の飯島莉央さんから電話あり。", "母の飯島佐和子さんの入院が決まった。"]
    data = _form([f"f{n}" for n in range(3)], lines, ["相談の内容"])
    assert {("name", "飯島莉央"), ("name", "飯島佐和子")} <= values(data)


def test_fields_with_names_are_not_counted_ones() -> None:
    assert numbered(["氏名1", "氏名2", "電話番号1", "電話番号2"]) == set()
    assert numbered(["Text1", "Text2", "氏名"]) == {"Text1", "Text2"}
    assert numbered(["氏名", "住所"]) == set()


def test_names_of_fields_that_a_program_told_apart_by_signs_nobody_sees() -> None:
    names, told = ["受給者氏名\x01", "口座\x02", "連絡先\x03"], ["工藤 伸", "9801014", "03-5394-2218"]
    assert {("name", told[0]), ("bank_account", told[1]), ("phone", told[2])} <= values(_form(names, told, []))
