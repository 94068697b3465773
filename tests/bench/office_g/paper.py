"""PDF by hand and by typst, and pictures of text (PNG, BMP, TIFF, a PDF and a Word file of pictures alone)."""

import struct
import zlib
from random import Random
from typing import Any

import typst

from tests.bench.office_g.markup import Doc
from tests.bench.office_g.office_zip import packed
from tests.bench.office_g.plain import Formats
from tests.bench.office_g.skeletons import skeleton

Objects = list[bytes]


def _pdf(objects: Objects) -> bytes:
    out, places = b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(places) + 1, table, len(places) + 1, len(out),
    )  # fmt: skip


def _stream(data: bytes, extra: bytes = b"") -> bytes:
    small = zlib.compress(data)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (extra, len(small), small)


def _pages(lines: list[str], encoding: str, cmap: bytes) -> bytes:
    sheets = [lines[i : i + 44] for i in range(0, len(lines), 44)] or [[]]
    first, collection = 5, b"<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>"
    kids = b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(sheets)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(sheets), kids),
        b"<</Type/Font/Subtype/Type0/BaseFont/HeiseiMin-W3/Encoding/%s/DescendantFonts[4 0 R]>>" % cmap,
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/HeiseiMin-W3/DW 1000/CIDSystemInfo %s>>" % collection,
    ]
    for n, sheet in enumerate(sheets):
        rows = b"".join(
            b"1 0 0 1 50 %d Tm <%s> Tj\n" % (800 - 17 * k, t.encode(encoding).hex().encode())
            for k, t in enumerate(sheet)
        )
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (first + 2 * n + 1)
        )
        objects.append(_stream(b"BT /F1 10.5 Tf\n" + rows + b"ET"))
    return _pdf(objects)


def pdf_sjis(doc: Doc, rng: Random) -> bytes:
    """A host's report: 90ms-RKSJ-H, no font inside."""
    return _pages(doc.text("　").split("\n"), "cp932", b"90ms-RKSJ-H")


def pdf_utf16(doc: Doc, rng: Random) -> bytes:
    """UniJIS-UTF16-H, no font inside."""
    return _pages(doc.text("　").split("\n"), "utf-16-be", b"UniJIS-UTF16-H")


def _typst(doc: Doc) -> bytes:
    out = [skeleton("typst-head") + "\n"]
    rows: list[list[str]] = []
    for x in [*doc.lines, ""]:
        if isinstance(x, str):
            if rows:
                width = max(map(len, rows))
                cells = ", ".join(_quoted(c) for r in rows for c in [*r, *[""] * (width - len(r))])
                out.append(f"#table(columns: {width}, {cells})\n")
                rows = []
            out.append(f"#par({_quoted(x)})\n")
        else:
            rows.append(x)
    return "".join(out).encode()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def pdf_typst(doc: Doc, rng: Random) -> bytes:
    """A typeset page with the font inside."""
    return bytes(typst.compile(_typst(doc), format="pdf"))


def _png(doc: Doc) -> bytes:
    page: Any = typst.compile(_typst(doc), format="png", ppi=72)
    return bytes(page[0] if isinstance(page, list) else page)  # several pages: the first


def picture_png(doc: Doc, rng: Random) -> bytes:
    """A screenshot."""
    return _png(doc)


def _pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and RGB of a PNG (eight bits, RGB or RGBA, not interlaced)."""
    width, height, _, colour = struct.unpack(">IIBB", png[16:26])
    step, at, data = 4 if colour == 6 else 3, 8, b""
    while at < len(png):
        size = int.from_bytes(png[at : at + 4], "big")
        data += png[at + 8 : at + 8 + size] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += 12 + size
    raw, stride = zlib.decompress(data), width * step
    before, rows = bytearray(stride), []
    for y in range(height):
        line = bytearray(raw[y * (stride + 1) + 1 : (y + 1) * (stride + 1)])
        _unfilter(raw[y * (stride + 1)], line, before, step)
        rows.append(bytes(line[n] for n in range(stride) if n % step < 3) if step == 4 else bytes(line))
        before = line
    return width, height, b"".join(rows)


def _unfilter(kind: int, line: bytearray, before: bytearray, step: int) -> None:
    for n in range(len(line) if kind else 0):
        left = line[n - step] if n >= step else 0
        corner = before[n - step] if n >= step else 0
        up = before[n]
        guess = left + up - corner
        near = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
        line[n] = (line[n] + (0, left, up, (left + up) // 2, near)[kind]) & 255


def picture_tiff(doc: Doc, rng: Random) -> bytes:
    """A fax: TIFF without compression."""
    width, height, rgb = _pixels(_png(doc))
    tags = [(256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8), (277, 3, 1),
            (278, 4, height), (279, 4, width * height)]  # fmt: skip
    grey = rgb[1::3]
    directory = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", t, k, 1, v) for t, k, v in tags) + bytes(4)
    return struct.pack("<2sHI", b"II", 42, 8 + len(grey)) + grey + directory


def picture_bmp(doc: Doc, rng: Random) -> bytes:
    """A scan as bitmap."""
    width, height, rgb = _pixels(_png(doc))
    pad = -width * 3 % 4
    rows = b"".join(
        b"".join(rgb[i : i + 3][::-1] for i in range(y * width * 3, (y + 1) * width * 3, 3)) + bytes(pad)
        for y in reversed(range(height))
    )
    return (
        struct.pack("<2sIII", b"BM", 54 + len(rows), 0, 54)
        + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, len(rows), 2835, 2835, 0, 0)
        + rows
    )


def picture_pdf(doc: Doc, rng: Random) -> bytes:
    """A scanned page."""
    width, height, rgb = _pixels(_png(doc))
    image = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8" % (width, height)
    return _pdf([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>",
        _stream(rgb, image), _stream(b"595 0 0 842 0 0 cm /I Do"),
    ])  # fmt: skip


def picture_docx(doc: Doc, rng: Random) -> bytes:
    """A Word file that holds one picture and no word."""
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = skeleton("link", id="rId1", kind=f"{rel}/officeDocument", target="word/document.xml")
    image = skeleton("link", id="rId1", kind=f"{rel}/image", target="media/image1.png")
    return packed(
        {
            "[Content_Types].xml": skeleton("picture-types"),
            "_rels/.rels": skeleton("rels", links=main),
            "word/_rels/document.xml.rels": skeleton("rels", links=image),
            "word/document.xml": skeleton("picture-body"),
            "word/media/image1.png": _png(doc),
        }
    )


ANY: Formats = {"pdf-sjis": (".pdf", pdf_sjis), "pdf-utf16": (".pdf", pdf_utf16), "pdf-typst": (".pdf", pdf_typst)}
PICTURES: Formats = {
    "picture-png": (".png", picture_png), "picture-tiff": (".tif", picture_tiff), "picture-bmp": (".bmp", picture_bmp),
    "picture-pdf": (".pdf", picture_pdf), "picture-docx": (".docx", picture_docx),
}  # fmt: skip
