"""Files of older and rarer office programs: every cell and paragraph, and values of PDF forms that stand on no page."""

from __future__ import annotations

import zlib

import pytest

from checks.residue.pieces import Text
from checks.residue.readers import ichitaro
from tests.unit.checks.residue.helpers import ADDRESS, KANA, LINE, NAME, PHONE, values
from tests.unit.checks.residue.readers import older_files, samples

FOUND = {("name", NAME), ("kana", KANA), ("birth_date", "1977-08-19"), ("address", ADDRESS), ("phone", PHONE)}


@pytest.mark.parametrize("version", [2, 3, 4, 5])
def test_bare_workbooks_of_excel(version: int) -> None:
    assert values(older_files.excel(version)) >= FOUND


def test_worksheets_of_lotus() -> None:
    assert values(older_files.lotus()) >= FOUND
    assert values(older_files.lotus(later=True)) >= {("name", NAME), ("kana", KANA), ("phone", PHONE)}


@pytest.mark.parametrize("pieces", [1, 2])
def test_documents_of_word_95(pieces: int) -> None:
    assert values(older_files.word_95(pieces)) >= {
        ("name", NAME),
        ("kana", KANA),
        ("phone", PHONE),
        ("address", ADDRESS),
    }


def test_what_is_embedded_in_notes_is_read() -> None:
    assert values(older_files.onenote()) >= {("name", NAME), ("phone", PHONE), ("address", ADDRESS)}


@pytest.mark.parametrize("packed", [False, True])
def test_fields_of_a_form_that_stand_on_no_page(packed: bool) -> None:
    told = (("氏名", NAME), ("電話番号", PHONE), ("住所", ADDRESS))
    fields = [b"<</FT/Tx/T" + samples.wide(name) + b"/V" + samples.wide(value) + b">>" for name, value in told]
    form = "/AcroForm<</Fields[4 0 R 5 0 R 6 0 R]>>"
    data = samples.pdf(form, older_files.pdf_object_stream(b"".join(fields))) if packed else samples.pdf(form, *fields)
    assert values(data) >= {("name", NAME), ("phone", PHONE), ("address", ADDRESS)}


def test_a_file_pinned_to_a_page() -> None:
    packed = zlib.compress(LINE.encode())
    file = b"<</Type/Filespec/F(a.txt)/EF<</F 6 0 R>>>>"
    pin = b"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 20 20]/FS 4 0 R>>"
    body = b"<</Type/EmbeddedFile/Filter/FlateDecode/Length %d>>stream\n" % len(packed) + packed + b"\nendstream"
    assert values(samples.pdf("", file, pin, body)) >= {("name", NAME), ("phone", PHONE)}


@pytest.mark.parametrize("counted", [True, False])
def test_text_of_ichitaro_whose_writer_left_out_the_count(*, counted: bool) -> None:
    text = "申立書\r氏名　岡本 麻衣\r".encode("utf-16-be")
    head = (len(text) // 2).to_bytes(4, "big") if counted else bytes(4) + len(text).to_bytes(4, "big") + bytes(8)
    (part,) = ichitaro.read(b"SsmgV.01" + bytes(24) + b"TextV.01" + head + text)
    assert isinstance(part, Text)
    assert part.text.split("\n")[-3:] == ["申立書", "氏名　岡本 麻衣", ""]
