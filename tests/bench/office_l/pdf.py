"""PDF by hand (no font inside, vertical, form fields), by typst, and pictures of pages."""

import io
import zlib
from random import Random

import pypdfium2
import typst

from .script import Doc
from .text import Formats


def assemble(objects: list[bytes]) -> bytes:
    """Objects 1… with a cross-reference table; the first is the catalogue."""
    out, places = b"%PDF-1.5\n%\xe3\xe2\xcf\xd3\n", []
    for n, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, item)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    tail = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + table + tail


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A compressed stream."""
    small = zlib.compress(data, 9)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (extra, len(small), small)


FONT = b"<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/%s/DescendantFonts[4 0 R]>>"
CID = (b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 4>>"
       b"/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/Ryumin-Light/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
       b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>")  # fmt: skip


def by_hand(doc: Doc, encoding: str, cmap: bytes, vertical: bool = False) -> bytes:
    """Pages with a predefined CMap."""
    lines = doc.text("　　" if doc.layout == "table" else "　").split("\n")
    wide = 595
    if doc.layout == "prose" or vertical:
        lines = [x[i : i + 46] for x in lines for i in range(0, max(1, len(x)), 46)]
    else:
        wide = max(595, 80 + 11 * max(map(len, lines)))
    step = 24 if vertical else 48
    sheets = [lines[i : i + step] for i in range(0, len(lines), step)]
    kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(sheets)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(sheets), kids),
        FONT % cmap,
        CID,
    ]
    for n, sheet in enumerate(sheets):
        ops = b""
        for k, line in enumerate(sheet):
            x, y = (560 - 22 * k, 800) if vertical else (40, 805 - 16 * k)
            ops += b"1 0 0 1 %d %d Tm <%s> Tj\n" % (x, y, line.encode(encoding).hex().encode())
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (wide, 6 + 2 * n)
        )
        objects.append(stream(b"BT /F1 11 Tf\n" + ops + b"ET"))
    return assemble(objects)


def host(doc: Doc, rng: Random) -> bytes:
    """A host's report in code page 932."""
    return by_hand(doc, "cp932", b"90ms-RKSJ-H")


def uni(doc: Doc, rng: Random) -> bytes:
    """UCS-2, no font inside."""
    return by_hand(doc, "utf-16-be", b"UniJIS-UTF16-H")


def vertical(doc: Doc, rng: Random) -> bytes:
    """Vertical writing."""
    return by_hand(doc, "utf-16-be", b"UniJIS-UTF16-V", True)


def _string(text: str) -> bytes:
    return b"<FEFF" + text.encode("utf-16-be").hex().encode() + b">"


def fields(doc: Doc, rng: Random) -> bytes:
    """A form whose fields hold the lines."""
    rows = [r for r in doc.rows() if r != [""]]
    kids = b" ".join(b"%d 0 R" % (4 + n) for n in range(len(rows)))
    objects = [b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%s]>>>>" % kids, b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[%s]>>" % kids]  # fmt: skip
    for n, row in enumerate(rows):
        label, value = (row[0], " ".join(row[1:])) if len(row) > 1 else (f"field{n}", row[0])
        y = 800 - 15 * n
        objects.append(
            b"<</Type/Annot/Subtype/Widget/FT/Tx/T%s/V%s/Rect[40 %d 550 %d]/P 3 0 R>>"
            % (_string(label), _string(value), y, y + 13)
        )
    return assemble(objects)


def _source(doc: Doc) -> bytes:
    wide = max(map(len, doc.rows())) > 5
    page, size = ('"a3", flipped: true', 7) if wide else ('"a4"', 9)
    out = [
        f'#set document(date: none)\n#set page(paper: {page}, margin: 15mm)\n#set text(font: "Noto Serif CJK JP", size: {size}pt)\n'
    ]
    rows: list[list[str]] = []
    for x in [*doc.lines, ""]:
        if isinstance(x, str):
            if rows:
                width = max(map(len, rows))
                cells = ", ".join(_quote(c) for r in rows for c in [*r, *[""] * (width - len(r))])
                out.append(f"#table(columns: {width}, {cells})\n")
                rows = []
            out.append(f"#par({_quote(x)})\n")
        else:
            rows.append(x)
    return "".join(out).encode()


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def typeset(doc: Doc, rng: Random) -> bytes:
    """A page with the font inside."""
    return bytes(typst.compile(_source(doc), format="pdf"))


def _chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG: length, kind, data, check sum."""
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def _image(doc: Doc, kind: str) -> bytes:
    made = pypdfium2.PdfDocument(typeset(doc, Random(0)))[0].render(scale=1.3, grayscale=True)
    width, height, stride = made.width, made.height, made.stride
    rows = [bytes(made.buffer[y * stride : y * stride + width]) for y in range(height)]
    if kind == "png":
        head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
        data = zlib.compress(b"".join(b"\0" + r for r in rows))
        return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    extra = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % (width, height)
    return assemble([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
                     b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im0 4 0 R>>>>/Contents 5 0 R>>",
                     stream(b"".join(rows), extra), stream(b"595 0 0 842 0 0 cm /Im0 Do")])  # fmt: skip


def png(doc: Doc, rng: Random) -> bytes:
    """A screenshot."""
    return _image(doc, "png")


def scan(doc: Doc, rng: Random) -> bytes:
    """A scanned page."""
    return _image(doc, "pdf")


def tiff(doc: Doc, rng: Random) -> bytes:
    """A fax: an uncompressed grey TIFF."""
    made = pypdfium2.PdfDocument(typeset(doc, Random(0)))[0].render(scale=1.0, grayscale=True)
    width, height, stride = made.width, made.height, made.stride
    data = b"".join(bytes(made.buffer[y * stride : y * stride + width]) for y in range(height))
    out = io.BytesIO()
    tags = (
        (256, width),
        (257, height),
        (258, 8),
        (259, 1),
        (262, 1),
        (273, 8),
        (277, 1),
        (278, height),
        (279, len(data)),
    )
    out.write(b"II*\0" + (8 + len(data)).to_bytes(4, "little") + data + len(tags).to_bytes(2, "little"))
    for tag, value in tags:
        out.write(tag.to_bytes(2, "little") + b"\4\0\1\0\0\0" + value.to_bytes(4, "little"))
    return out.getvalue() + bytes(4)


ANY: Formats = {"pdf-host": (".pdf", host), "pdf-uni": (".pdf", uni), "pdf-vertical": (".pdf", vertical),
                "pdf-typst": (".pdf", typeset), "pdf-fields": (".pdf", fields)}  # fmt: skip
TABLES: Formats = {"pdf-typst": (".pdf", typeset), "pdf-host": (".pdf", host)}
PICTURES: Formats = {"picture-png": (".png", png), "picture-pdf": (".pdf", scan), "picture-tiff": (".tif", tiff)}
