"""Places of an RTF file beside its text: information, variables, form fields, shapes, links (RTF 1.9.1)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.unit.checks.residue.helpers import LINE, NAME, PHONE, values


def _hex(text: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode("cp932"))


def _letters(text: str) -> str:
    return "".join(f"\\u{(ord(ch) + 0x8000) % 0x10000 - 0x8000}?" for ch in text)


PLACES = {
    "title": "{\\info{\\title %s}}",
    "comment of the document": "{\\info{\\doccomm %s}}",
    "variable": "{\\*\\docvar {memo}{%s}}",
    "property": "{\\*\\userprops{\\propname memo}\\proptype30{\\staticval %s}}",
    "help of a form field": "{\\*\\formfield{\\fftype0{\\*\\ffhelptext %s}}}",
    "default of a form field": "{\\*\\formfield{\\fftype0{\\*\\ffdeftext %s}}}",
    "description of a shape": "{\\shp{\\*\\shpinst{\\sp{\\sn wzDescription}{\\sv %s}}}}",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("write", [_hex, _letters])
def test_words_beside_the_text(place: str, write: Callable[[str], str]) -> None:
    data = "{\\rtf1\\ansi\\ansicpg932{\\fonttbl{\\f0\\fcharset128 M;}}\\f0 " + PLACES[place] % write(LINE) + "x\\par}"
    assert {("name", NAME), ("phone", PHONE)} <= values(data.encode("ascii"), "letter.rtf")


def test_whom_a_link_reaches() -> None:
    link = '{\\field{\\*\\fldinst HYPERLINK "tel:' + PHONE + '"}{\\fldrslt x}}'
    assert ("phone", PHONE) in values(f"{{\\rtf1\\ansi {link}\\par}}".encode("ascii"), "letter.rtf")
