"""Formats that other programs keep beside documents: stores of browsers, lists of names, archives, what macOS writes."""

from __future__ import annotations

import json
import plistlib
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from checks.residue.model import Verdict
from checks.residue.readers import snappy
from tests.bench.offices import text_formats
from tests.bench.offices.doc import Doc
from tests.unit.checks.residue.helpers import NAME, PHONE, look, values
from tests.unit.checks.residue.readers import samples


@pytest.mark.parametrize("made", samples.FOUND.values(), ids=samples.FOUND)
def test_what_is_inside_is_found(made: Callable[[], bytes]) -> None:
    found = {(kind, value.replace(" ", "")) for kind, value in values(made())}
    assert found >= {("name", NAME), ("phone", PHONE)}


@pytest.mark.parametrize("made", samples.NAMED.values(), ids=samples.NAMED)
def test_names_of_files_and_users_are_named_where_there_is_no_more(made: Callable[[], bytes]) -> None:
    result = look(made())
    assert (result.verdict, result.reason) == (Verdict.NAME_ONLY, "name_in_file_name")


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (samples.rar5("manual.docx", b"\x99" * 500, 3), "unsupported_format"),
        (samples.rar4("manual.docx", b"\x99" * 500, 0x33), "unsupported_format"),
        (samples.rar4("manual.docx", b"\x99" * 500, 0x33, flags=4), "locked"),
        (samples.thumbs("photo.jpg"), "picture_only"),
        (b"CMMM" + bytes(400), "picture_only"),
        (bytes.fromhex("0001000000020001000500020002c0") + b"HBAM7" + bytes(4000), "unsupported_format"),
        (b"bplist00" + bytes(40), "corrupt"),
    ],
    ids=["rar5", "rar4", "rar4 locked", "thumbs", "thumbcache", "filemaker", "plist"],
)
def test_what_cannot_be_read_is_said(made: bytes, reason: str) -> None:
    result = look(made)
    assert (result.verdict, result.reason) == (Verdict.UNREADABLE, reason)


def test_a_list_that_names_itself_over_and_over_ends() -> None:
    value: list[object] = ["x"] * 10
    for _ in range(30):
        value = [value] * 10
    result = look(plistlib.dumps(value, fmt=plistlib.FMT_BINARY))
    assert (result.verdict, result.reason) == (Verdict.UNREADABLE, "over_budget")


def test_shortcuts_of_programs_stay_quiet() -> None:
    assert look(samples.shortcut("notepad.exe")).verdict is Verdict.CLEAN


@pytest.mark.parametrize("name", ["NeroInfoTool.lnk", "example.lnk", "5afe4de1b92fc382.customDestinations-ms"])
def test_real_shortcuts_are_read_whole(shared: Path, name: str) -> None:
    result = look((shared / "samples" / "lnk-jumplist" / name).read_bytes())
    assert result.reason not in ("unknown_format", "corrupt")


def test_real_entries_of_the_recycle_bin_are_read_whole(shared: Path) -> None:
    folder = shared / "samples" / "recycle"
    entries = [path for path in folder.rglob("*") if path.name.startswith("$I") and path.stat().st_size > 500]
    assert entries
    assert {look(path.read_bytes()).verdict for path in entries} == {Verdict.CLEAN}
    assert look((folder / "INFO2-sample1").read_bytes()).verdict is Verdict.CLEAN


@pytest.mark.parametrize(
    "packed",
    # length, literal; copies of one, two and four bytes of distance (format description, sections 2.2.1 to 2.2.3)
    [b"\x0b\x08abc\x09\x03\x04de", b"\x0b\x08abc\x16\x03\x00\x04de", b"\x0b\x08abc\x17\x03\x00\x00\x00\x04de"],
)
def test_snappy_copies_reach_into_what_they_write(packed: bytes) -> None:
    assert snappy.inflate(packed, 100) == b"abcabcabcde"[:11]


@pytest.mark.parametrize("packed", [b"\x05\x01\x00", b"\xff\xff\xff\xff\x0f\x00a", b"\x02\x00a", b""])
def test_damaged_snappy_is_refused(packed: bytes) -> None:
    with pytest.raises((ValueError, IndexError)):
        snappy.inflate(packed, 100)


def test_rare_letters_in_fragments_stay_whole() -> None:
    """髙 and 﨑 stand among the letters of IBM in cp932; 﨑 is a compatibility ideograph and 𠮷 beyond the first plane in UTF-16."""
    noise = Random(4).randbytes(600)
    lines = "氏名,電話\r\n髙橋 莉央,090-6421-7738\r\n山﨑 蓮,070-4417-9035\r\n"
    assert {("name", "髙橋 莉央"), ("name", "山﨑 蓮")} <= values(
        noise + bytes(2) + lines.encode("cp932") + bytes(700) + noise
    )
    wide = noise + b"\0" + "氏名 𠮷田 莉央 090-6421-7738 山﨑 蓮様 070-4417-9035".encode("utf-16-le") + bytes(701)
    assert {("name", "𠮷田 莉央"), ("name", "山﨑 蓮")} <= values(wide)


def test_sentences_in_a_fragment_are_read_as_sentences() -> None:
    noise = Random(5).randbytes(600)
    text = (
        "三瓶さん、10時10分に来所。検温36.4度。朝食は半分ほどで、少し眠そうなご様子でした。\r\n"
        "入浴は遠藤さんから先にご案内した。遠藤さんは右膝の痛みを訴えられ、湿布を貼りました。\r\n"
    )
    found = values(noise + bytes(2) + text.encode("cp932") + bytes(700) + noise)
    assert {("name", "三瓶"), ("name", "遠藤")} <= found


def test_a_value_at_an_odd_place_is_no_other_byte_order() -> None:
    rows = json.dumps([["氏名", "個人番号", "住所"], ["丹後 由紀夫", "570184657075", "東京都世田谷区奥沢340-4"]])
    text = json.dumps(json.loads(rows), ensure_ascii=False)
    data = (
        b"\x11\x9c\x03\xfe\x81\x07\x22\x01_https://app.example.jp\0\x01draft\0" + text.encode("utf-16-le") + b"\x01META"
    )
    assert {("address", "東京都世田谷区奥沢340-4"), ("name", "丹後 由紀夫")} <= values(data)


def test_a_heading_cut_off_at_ten_bytes_is_known() -> None:
    """A field name of dBase has ten bytes: five letters of 受給者証番号."""
    doc = Doc("台帳", "table")
    doc.t(
        [
            ["受給者証番号", "氏名"],
            ["1096270940", "吉川 由美子"],
            ["4344755589", "福島 貴嗣"],
            ["1082166710", "松村 雅之"],
        ]
    )
    found = values(text_formats.TABLE_ONLY["dbf"][1](doc, Random(1)))
    assert {("insured_number", "1096270940"), ("insured_number", "4344755589")} <= found


def test_a_cut_list_of_a_browser_keeps_its_headings() -> None:
    rows = [["社員番号", "氏名", "個人番号"], ["44", "梁取 佳代", "570184657075"], ["362", "中西 浩二", "038271389776"]]
    text = json.dumps(rows, ensure_ascii=False)
    broken = text.encode("utf-16-le").replace("中西".encode("utf-16-le"), b"\x01\xdc" * 2)
    data = b"\x03\xfe\x81\x07\x22\x9c\x01_https://app.example.jp\0\x01list\0\0" + broken + b"\x01META"
    assert ("my_number", "570184657075") in values(data)
