"""Escapes of programs: how many figures each takes (ECMA-262 12.9.4 and B.2.1.1, Python reference 2.4.1, YAML 1.2.2 5.7)."""

import base64
import json
from urllib.parse import quote

import pytest

from checks.residue.readers.unwrap import unwrap
from tests.unit.checks.residue.helpers import LINE, NAME, PHONE, values


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (r"\u7642\u80b2\u624b\u5e33A", "療育手帳A"),
        (r"\u5e331\u540d", "帳1名"),
        (r"\u{1F600}\u{5c71}", "😀山"),
        (r"\U0001f600\U00005c71", "😀山"),
        (r"\ud83d\ude00", "😀"),
        (r"%u5C71%u7530A", "山田A"),
        (r"\u{110000}", r"\u{110000}"),
    ],
)
def test_an_escape_takes_its_own_figures_and_no_more(written: str, told: str) -> None:
    assert unwrap(written) == told


def test_what_json_escapes_comes_back() -> None:
    text = "髙橋𠮷乃 B2 帳Abc😀0"
    assert unwrap(json.dumps(text)) == f'"{text}"'


BYTES = {
    "web server": "".join(f"\\x{byte:02X}" if byte > 127 else chr(byte) for byte in LINE.encode()),
    "python": repr(LINE.encode())[2:-1],
    "python, cp932": repr(LINE.encode("cp932"))[2:-1],
    "git": "".join(f"\\{byte:03o}" if byte > 127 else chr(byte) for byte in LINE.encode()),
    "an address in an address": quote(quote(LINE)),
}


@pytest.mark.parametrize("kind", BYTES)
def test_bytes_written_out_are_read(kind: str) -> None:
    assert {("name", NAME), ("phone", PHONE)} <= values(
        f'10.0.0.1 - "POST /f" 200 "{BYTES[kind]}"\n'.encode(), "access.log"
    )


def test_bytes_of_no_text_stay_as_they_are() -> None:
    text = r"s = '\x89PNG\x0d\x0a\x1a\x0a\x00\xff\xfe\xfd' and C:\\2024\\301\\302"
    assert unwrap(text) == text


@pytest.mark.parametrize("added", ["cp932", "euc_jp"])
def test_lines_added_in_another_character_set(added: str) -> None:
    text = "本日の記録です。\n" * 400
    assert ("phone", PHONE) in values(text.encode() + f"追記 {LINE}\n".encode(added), "diary.txt")


def test_unicode_ends_of_lines() -> None:
    found = values(f"面談の記録\u2028{LINE}\u2028以上です".encode(), "memo.txt")
    assert {("name", NAME), ("phone", PHONE)} <= found
    assert not any("\u2028" in value for _, value in found)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n      "])
def test_base64_in_lines_is_one_file(end: str) -> None:
    rows = "".join(f"{name},{PHONE}\r\n" for name in (NAME, "遠藤 真紀", "渡辺 宏美", "山下 浩二"))
    lines = base64.encodebytes(f"氏名,電話番号\r\n{rows}".encode("cp932")).decode().strip().replace("\n", end)
    assert {("name", NAME), ("name", "渡辺 宏美"), ("phone", PHONE)} <= values(
        f"<data>{end}{lines}</data>".encode(), "x.xml"
    )


def test_seven_bits() -> None:
    assert {("name", NAME), ("phone", PHONE)} <= values(LINE.encode("utf-7"), "memo.txt")
    assert unwrap("2024-04-01T10:00:00+0900 c2VjcmV0+QUJDREVGRw") == "2024-04-01T10:00:00+0900 c2VjcmV0+QUJDREVGRw"


@pytest.mark.parametrize("literal", ["0x{}", "X'{}'", "'\\x{}'"])
def test_words_of_sql_in_base_16(literal: str) -> None:
    cells = ",".join(literal.format(cell.encode().hex()) for cell in (NAME, LINE))
    assert ("phone", PHONE) in values(f"INSERT INTO t (name, memo) VALUES ({cells});\n".encode(), "dump.sql")
