"""PDF written by hand: predefined CMaps, vertical text, form fields, pages that are pictures."""

import zlib
from random import Random

from .marks import Doc
from .plain import Formats, Write, width


def assemble(parts: list[bytes]) -> bytes:
    """Objects one after another, the first the catalogue."""
    out, places = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", []
    for n, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % n + part + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table + tail


def _stream(data: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(data)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n" % (more, len(packed)) + packed + b"\nendstream"


def _font(cmap: bytes, at: int) -> list[bytes]:
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/HeiseiMin-W3/Encoding/%s/DescendantFonts[%d 0 R]>>" % (cmap, at + 1),
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiMin-W3/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/FontDescriptor %d 0 R/DW 1000>>"
        % (at + 2),
        b"<</Type/FontDescriptor/FontName/HeiseiMin-W3/Flags 6/FontBBox[-123 -257 1001 910]/ItalicAngle 0/Ascent 709/Descent -241/CapHeight 709/StemV 69>>",
    ]


def _flat(rows: list[list[str]], code: str) -> bytes:
    """Cells at their places, rows down the page."""
    wide = [max((width(r[n]) for r in rows if len(r) > n and len(r) > 1), default=8) * 4 + 12 for n in range(12)]
    draw = b"BT /F1 8 Tf\n"
    for y, row in enumerate(rows):
        x = 30
        for n, cell in enumerate(row):
            if cell:
                draw += b"1 0 0 1 %d %d Tm <%s> Tj\n" % (x, 800 - y * 14, cell.encode(code).hex().encode())
            x += wide[n]
    return draw + b"ET"


def _upright(rows: list[list[str]], code: str) -> bytes:
    """Lines from the right, letters down."""
    draw = b"BT /F1 11 Tf\n"
    for n, row in enumerate(rows):
        draw += b"1 0 0 1 %d 800 Tm <%s> Tj\n" % (560 - n * 20, "　".join(row).encode(code).hex().encode())
    return draw + b"ET"


def page_text(cmap: bytes, code: str, upright: bool = False) -> Write:
    """Pages of text in a font that is not embedded."""

    def write(doc: Doc, rng: Random) -> bytes:
        grid = doc.grid()
        pages = [grid[n : n + 50] for n in range(0, len(grid), 50)]
        count = len(pages)
        kids = b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(count))
        parts = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
            *_font(cmap, 3),
        ]
        for n, page in enumerate(pages):
            draw = _upright(page, code) if upright else _flat(page, code)
            parts.append(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
                % (7 + 2 * n)
            )
            parts.append(_stream(draw))
        return assemble(parts)

    return write  # fmt: skip


def _hex(text: str) -> bytes:
    return b"<" + ("\ufeff" + text).encode("utf-16-be").hex().encode() + b">"


def acroform(doc: Doc, rng: Random) -> bytes:
    """A form filled in a reader: labels are page text, values stand in fields."""
    labels: list[list[str]] = []
    fields: list[bytes] = []
    for y, line in enumerate(doc.grid()):
        labels.append(line[:1])
        if len(line) == 1:
            continue
        values = [x for x in line[1:] if x]
        for n, value in enumerate(values):
            spot = b"/Rect[%d %d %d %d]" % (180 + n * 160, 796 - y * 14, 330 + n * 160, 808 - y * 14)
            fields.append(
                b"<</Type/Annot/Subtype/Widget/FT/Tx/T%s/V%s%s/F 4/P 6 0 R>>"
                % (_hex(f"{line[0]}{n or ''}"), _hex(value), spot)
            )
    refs = b" ".join(b"%d 0 R" % (8 + n) for n in range(len(fields)))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%s]/NeedAppearances true>>>>" % refs,
        b"<</Type/Pages/Kids[6 0 R]/Count 1>>",
        *_font(b"UniJIS-UTF16-H", 3),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Annots[%s]/Resources<</Font<</F1 3 0 R>>>>>>"
        % refs,
        _stream(_flat(labels, "utf-16-be")),
        *fields,
    ]
    return assemble(parts)  # fmt: skip


def scanned(wide: int, high: int, rng: Random) -> bytes:
    """A page that is a grey picture."""
    pixels = bytes(rng.choice((255, 255, 255, 40)) for _ in range(wide * high))
    draw = b"q 595 0 0 842 0 0 cm /Im0 Do Q"
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % (wide, high)
    return assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</Im0 5 0 R>>>>>>",
            _stream(draw),
            _stream(pixels, head),
        ]
    )


TABLES: Formats = {
    "pdf": (".pdf", page_text(b"UniJIS-UTF16-H", "utf-16-be")),
    "pdf-sjis": (".pdf", page_text(b"90ms-RKSJ-H", "cp932")),
}
PROSE: Formats = {**TABLES, "pdf-vertical": (".pdf", page_text(b"UniJIS-UTF16-V", "utf-16-be", upright=True))}
FORMS: Formats = {**TABLES, "pdf-fields": (".pdf", acroform)}
