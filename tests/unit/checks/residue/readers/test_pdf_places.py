"""Places of a PDF beside the words of its pages: links, notes, choices, descriptions, what was cut off or taken out (ISO 32000-1)."""

from __future__ import annotations

import zlib
from urllib.parse import quote

import pytest

from tests.unit.checks.residue.helpers import LINE, PHONE, values
from tests.unit.checks.residue.readers.pdf_pages import FONT


def _hex(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be').hex()}>"


def _words(text: str, left: int = 30) -> str:
    return f"BT /F 10 Tf {left} 700 Td <{text.encode('utf-16-be').hex()}> Tj ET"


def _objects(found: dict[int, str | bytes], at: int) -> tuple[bytes, dict[int, int]]:
    out, places = b"", {}
    for number, body in found.items():
        places[number] = at + len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body if isinstance(body, bytes) else body.encode("ascii"))
    return out, places


def _table(places: dict[int, int], at: int, before: int | None = None) -> bytes:
    rows = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
    previous = b"" if before is None else b"/Prev %d" % before
    return b"xref\n0 1\n0000000000 65535 f \n%strailer\n<</Size 20/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        rows,
        previous,
        at,
    )


def _stream(words: str) -> bytes:
    packed = zlib.compress(words.encode("ascii"))
    return b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed)


def _pdf(
    words: str, page: str = "", catalog: str = "", more: dict[int, str | bytes] | None = None
) -> tuple[bytes, int]:
    """A file of one page, and where its table of objects begins."""
    objects = {
        1: f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 7 0 R/Resources<</Font<</F 4 0 R>>>>{page}>>",
        **dict(enumerate(FONT, 4)),
        7: _stream(words),
        **(more or {}),
    }
    body, places = _objects(objects, 9)
    return b"%PDF-1.7\n" + body + _table(places, 9 + len(body)), 9 + len(body)


NOTES = {
    "telephone": f"/Subtype/Link/A<</S/URI/URI(tel:{PHONE})>>",
    "mail": f"/Subtype/Link/A<</S/URI/URI(mailto:a@example.jp?body={quote(LINE)})>>",
    "subject of a note": f"/Subtype/Text/Subj {_hex(LINE)}",
    "formatted note": f"/Subtype/Text/RC {_hex(f'<body><p>{LINE}</p></body>')}",
    "value of an empty field": f"/Subtype/Widget/FT/Tx/T(a)/DV {_hex(LINE)}",
    "choices of a field": f"/Subtype/Widget/FT/Ch/T(a)/Opt[(x)[(y){_hex(LINE)}]]",
}


@pytest.mark.parametrize("kind", NOTES)
def test_links_notes_and_choices(kind: str) -> None:
    note = f"<</Type/Annot/Rect[0 0 9 9]{NOTES[kind]}>>"
    data, _ = _pdf(_words("連絡票"), "/Annots[8 0 R]", "/AcroForm<</Fields[8 0 R]>>", {8: note})
    assert ("phone", PHONE) in values(data, "form.pdf")


@pytest.mark.parametrize("key", ["Alt", "ActualText"])
@pytest.mark.parametrize("packed", [False, True])
def test_descriptions_of_pictures(key: str, packed: bool) -> None:
    told = f"<</Type/StructElem/S/Figure/{key} {_hex(LINE)}>>"
    inside = zlib.compress(f"9 0 {told}".encode())
    holder = b"<</Type/ObjStm/N 1/First 4/Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(inside), inside)
    more: dict[int, str | bytes] = {8: holder} if packed else {8: told}
    data, _ = _pdf(_words("連絡票"), "", "/StructTreeRoot<</Type/StructTreeRoot/K[8 0 R]>>", more)
    assert ("phone", PHONE) in values(data, "picture.pdf")


def test_what_a_page_was_cut_to_hide() -> None:
    data, _ = _pdf(_words("連絡票") + " " + _words(LINE, 650))
    assert ("phone", PHONE) in values(data, "cut.pdf")


def test_what_a_later_save_took_out() -> None:
    first, table = _pdf(_words(LINE))
    body, places = _objects({7: _stream(_words("連絡票"))}, len(first))
    data = first + body + _table(places, len(first) + len(body), table)
    assert ("phone", PHONE) in values(data, "saved.pdf")
    same = first + _objects({7: _stream(_words(LINE))}, len(first))[0] + _table(places, len(first) + len(body), table)
    assert values(same, "same.pdf") == values(first, "first.pdf")
