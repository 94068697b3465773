"""Places in texts and leftovers that no reader of the plain words sees: heads of XML, looks of pages, columns of JSON, caches, dumps."""

from __future__ import annotations

import base64
import gzip
import json
import struct
import urllib.parse
import zlib
from collections.abc import Callable

import pytest

from checks.residue.model import Verdict
from tests.bench.offices.compound import compound
from tests.unit.checks.residue.helpers import LINE, NAME, PHONE, look, values

WANTED = {("name", NAME), ("phone", PHONE)}
SAID = f"氏名: {NAME} 電話: {PHONE}"
XML = '<?xml version="1.0"?>'


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body><p>案内です</p>{body}</body></html>"


def rtf(group: str) -> str:
    words = "".join(f"\\u{ord(sign)}?" if ord(sign) < 0x8000 else f"\\u{ord(sign) - 0x10000}?" for sign in SAID)
    return f"{{\\rtf1\\ansi\\ansicpg932 a\\par {group.replace('WORDS', words)}\\par}}"


def diagram() -> str:
    drawn = urllib.parse.quote(f'<mxGraphModel><root><mxCell value="{SAID}"/></root></mxGraphModel>')
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = engine.compress(drawn.encode()) + engine.flush()
    return f'<mxfile><diagram name="a">{base64.b64encode(packed).decode()}</diagram></mxfile>'


def cached(content: bytes) -> bytes:
    key = b"1/0/_dk_https://office.example/a"
    head = struct.pack("<QIIII", 0xFCFB6D1BA7725C30, 5, len(key), 0, 0)
    return head + key + content + bytes.fromhex("d8410d97456ffaf4") + bytes(16)


OTHERS = {"氏名": [NAME, "山下浩二"], "電話": [PHONE, "070-4417-9035"]}
FOUND: dict[str, Callable[[], str | bytes]] = {
    "entity": lambda: f'{XML}<!DOCTYPE r [<!ENTITY who "{LINE}">]><r><p>&who;</p></r>',
    "entities": lambda: f'{XML}<!DOCTYPE r [<!ENTITY n "{NAME}"><!ENTITY t "{PHONE}">]><r><氏名>&n;</氏名><電話>&t;</電話></r>',
    "default": lambda: f'{XML}<!DOCTYPE r [<!ATTLIST r memo CDATA "{SAID}">]><r/>',
    "note": lambda: f"{XML}<?memo {SAID}?><r><a>1</a></r>",
    "named values": lambda: f'<kml><Data name="氏名"><value>{NAME}</value></Data><Data name="電話"><value>{PHONE}</value></Data></kml>',
    "looks": lambda: page("", f'<style>.a::after{{content:"{SAID}"}}</style>'),
    "remark in looks": lambda: page("", f"<style>/* {SAID} */</style>"),
    "description": lambda: page(f'<div aria-description="{SAID}"></div>'),
    "columns": lambda: json.dumps(OTHERS, ensure_ascii=False),
    "lists in lists": lambda: json.dumps([[{"a": [[{"b": {"name": NAME, "tel": PHONE}}]]}]], ensure_ascii=False),
    "escaped twice": lambda: "payload=" + json.dumps(json.dumps({"name": NAME, "tel": PHONE})),
    "choice": lambda: rtf("{\\*\\ffl WORDS}"),
    "query": lambda: rtf("{\\*\\mmquery WORDS}"),
    "company": lambda: rtf("{\\info{\\company WORDS}}"),
    "diagram": diagram,
    "patch": lambda: f"--- a/list.csv\n+++ b/list.csv\n@@ -1,2 +1,1 @@\n 氏名,電話\n-{NAME},{PHONE}\n",
    "notes on the desk": lambda: compound({"3/0": rtf("WORDS").encode(), "3/1": b"\1"}),
    "cache": lambda: cached(gzip.compress(page(f"<p>{LINE}</p>").encode())),
    "memory": lambda: b"\x7fELF\2\1\1" + bytes(9) + struct.pack("<HH", 4, 62) + bytes(3000) + LINE.encode() + bytes(3000),
}  # fmt: skip


@pytest.mark.parametrize("made", FOUND.values(), ids=FOUND)
def test_it_is_read(made: Callable[[], str | bytes]) -> None:
    data = made()
    assert values(data.encode() if isinstance(data, str) else data) >= WANTED


def test_entities_of_entities_end() -> None:
    names = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 40))
    bomb = f'{XML}<!DOCTYPE r [<!ENTITY e0 "あ">{names}]><r>&e39;</r>'
    assert look(bomb.encode()).reason != "over_budget"


def test_looks_without_anybody_say_nothing() -> None:
    assert look(page("", "<style>p{font-family:'ＭＳ 明朝'}/* 表 1 */</style>").encode()).verdict is Verdict.CLEAN


def test_a_page_packed_by_brotli_is_named() -> None:
    sent = (
        b"\x8b\x01\x80abc\x03" + bytes.fromhex("d8410d97456ffaf4") + bytes(16) + b"HTTP/1.1 200\0content-encoding:br\0"
    )
    result = look(cached(sent))
    assert (result.verdict, result.reason) == (Verdict.UNREADABLE, "unsupported_format")
