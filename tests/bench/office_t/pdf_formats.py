"""Pages written with predefined character maps, forms with fields, and pages that are only a picture."""

import zlib
from random import Random

from .marks import Doc
from .text_formats import Formats, Write


def _file(objects: list[bytes]) -> bytes:
    out, places = b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n", []
    for n, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % n + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    )


def _stream(data: bytes, extra: bytes = b"") -> bytes:
    data = zlib.compress(data)
    return b"<</Length %d/Filter/FlateDecode%s>>\nstream\n" % (len(data), extra) + data + b"\nendstream"


def _font(code: str) -> bytes:
    return f"<</Type/Font/Subtype/Type0/BaseFont/MS-Gothic/Encoding/{code}/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/MS-Gothic/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/MS-Gothic/Flags 4/FontBBox[0 -137 1000 859]/ItalicAngle 0/Ascent 859/Descent -140/CapHeight 769/StemV 78>>>>]>>".encode()


def wrapped(doc: Doc, wide: int) -> list[str]:
    """Lines of so many characters, never broken inside a planted value."""
    inside = [v for _, v, _ in doc.values if len(v) > 1]
    out = []
    for line in doc.flat("　　"):
        rest = line
        while len(rest) > wide:
            at = wide
            for value in inside:
                start = rest.find(value)
                while start >= 0:
                    if start < at < start + len(value) and start > 0:
                        at = start
                    start = rest.find(value, start + 1)
            out.append(rest[:at])
            rest = rest[at:]
        out.append(rest)
    return out


def _codec(code: str) -> str:
    return "cp932" if code.startswith("90ms") else "utf-16-be"


def pdf(code: str) -> Write:
    """A page of text; from top to bottom where the map is a vertical one."""

    def write(doc: Doc, _rng: Random) -> bytes:
        down, texts = code.endswith("-V"), wrapped(doc, 44)
        count = 34 if down else 50
        pages = [texts[n : n + count] for n in range(0, len(texts), count)]
        kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
            _font(code),
        ]
        for n, lines in enumerate(pages):
            draw = b"BT /F1 10 Tf\n"
            for k, text in enumerate(lines):
                place = (550 - 15 * k, 800) if down else (40, 800 - 15 * k)
                draw += b"1 0 0 1 %d %d Tm <%s> Tj\n" % (*place, text.encode(_codec(code)).hex().encode())
            objects.append(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * n} 0 R>>".encode()
            )
            objects.append(_stream(draw + b"ET"))
        return _file(objects)

    return write


def acroform(doc: Doc, _rng: Random) -> bytes:
    """Labels drawn on the page, what was typed only in the fields."""
    labels, fields = b"BT /F1 10 Tf\n", []
    y = 800
    for line in doc.lines:
        cells = [line] if isinstance(line, str) else line
        for n, cell in enumerate(cells):
            if isinstance(line, list) and n % 2:
                value = "FEFF" + cell.encode("utf-16-be").hex().upper()
                name = cells[n - 1].encode("utf-16-be").hex()
                fields.append(
                    f"<</Type/Annot/Subtype/Widget/FT/Tx/T<FEFF{name}{len(fields):04x}>/V<{value}>/DA(/F1 10 Tf 0 g)/F 4/P 4 0 R/Rect[{120 + 125 * n} {y} {300 + 125 * n} {y + 14}]>>".encode()
                )
            else:
                labels += b"1 0 0 1 %d %d Tm <%s> Tj\n" % (40 + 125 * n, y, cell.encode("utf-16-be").hex().encode())
        y -= 22
    refs = " ".join(f"{6 + n} 0 R" for n in range(len(fields)))
    form = f"/AcroForm<</Fields[{refs}]/NeedAppearances true/DR<</Font<</F1 3 0 R>>>>/DA(/F1 10 Tf 0 g)>>"
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R/Annots[{refs}]>>"
    return _file(
        [
            f"<</Type/Catalog/Pages 2 0 R{form}>>".encode(),
            b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
            _font("UniJIS-UTF16-H"),
            page.encode(),
            _stream(labels + b"ET"),
            *fields,
        ]
    )


def strokes(rng: Random, wide: int, high: int) -> bytes:
    """A scanned sheet: rows of dark strokes on white, one bit a point."""
    lines = []
    for y in range(high):
        row = bytearray(b"\xff" * (wide // 8))
        if y % 30 < 16 and 60 < y < high - 60:
            for x in range(10, wide // 8 - 10):
                row[x] = rng.randrange(256) | rng.randrange(256)
        lines.append(bytes(row))
    return b"".join(lines)


def scanned(rng: Random) -> bytes:
    """A picture is all there is on the page."""
    wide, high = 1240, 1752
    wide -= wide % 8
    image = f"/Type/XObject/Subtype/Image/Width {wide}/Height {high}/ColorSpace/DeviceGray/BitsPerComponent 1".encode()
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im0 5 0 R>>>>/Contents 4 0 R>>"
    return _file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            _stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q"),
            _stream(strokes(rng, wide, high), image),
        ]
    )


def png(rng: Random) -> bytes:
    """The same sheet as a picture."""
    wide, high = 800, 1128
    data = strokes(rng, wide, high)
    step = wide // 8
    rows = b"".join(b"\0" + data[n : n + step] for n in range(0, len(data), step))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    head = wide.to_bytes(4, "big") + high.to_bytes(4, "big") + b"\x01\x00\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


ANY: Formats = {"pdf-sjis": (".pdf", pdf("90ms-RKSJ-H")), "pdf-utf16": (".pdf", pdf("UniJIS-UTF16-H"))}
DOWN: Formats = {"pdf-vertical": (".pdf", pdf("UniJIS-UTF16-V"))}
FORMS: Formats = {"pdf-acroform": (".pdf", acroform)}
