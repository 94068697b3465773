"""PDF written by hand and by typst, and pictures of pages."""

import struct
import zlib
from random import Random
from typing import Any

import typst

from . import words
from .script import Doc
from .texts import Formats

CID = b"<</Type/Font/Subtype/CIDFontType0/BaseFont/%s/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>/FontDescriptor 5 0 R>>"
DESCRIPTOR = b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>"


def _file(objects: list[bytes]) -> bytes:
    out, at = b"%PDF-1.5\n%\xe3\x81\x82\n", []
    for n, body in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj\n" % n + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n\r\n" % a for a in at)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f\r\n" % (len(at) + 1)
        + table
        + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(at) + 1, len(out))
    )


def _stream(data: bytes, extra: bytes = b"") -> bytes:
    small = zlib.compress(data)
    return b"<</Length %d/Filter/FlateDecode%s>>\nstream\n" % (len(small), extra) + small + b"\nendstream"


def _paged(lines: list[str], encoding: str, cmap: bytes, vertical: bool = False) -> bytes:
    face, count = b"KozMinPr6N-Regular", 30 if vertical else 46
    chunks = [lines[n : n + count] for n in range(0, max(1, len(lines)), count)]
    kids = b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(chunks)))
    out = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % len(chunks),
           b"<</Type/Font/Subtype/Type0/BaseFont/" + face + b"/Encoding/" + cmap + b"/DescendantFonts[4 0 R]>>", CID % face, DESCRIPTOR % face]  # fmt: skip
    for n, chunk in enumerate(chunks):
        text = b"BT /F1 10 Tf "
        for k, line in enumerate(chunk):
            place = b"1 0 0 1 %d 800 Tm " % (560 - 17 * k) if vertical else b"1 0 0 1 48 %d Tm " % (806 - 16 * k)
            text += place + b"<" + line.encode(encoding).hex().encode() + b"> Tj\n"
        out += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % (7 + 2 * n),
            _stream(text + b"ET"),
        ]
    return _file(out)


def utf16(doc: Doc, rng: Random) -> bytes:
    """UniJIS-UTF16-H without a font inside."""
    return _paged(doc.text("　").split("\n"), "utf-16-be", b"UniJIS-UTF16-H")


def sjis(doc: Doc, rng: Random) -> bytes:
    """90ms-RKSJ-H, as a host's printer driver makes it."""
    return _paged(doc.text("  ").split("\n"), "cp932", b"90ms-RKSJ-H")


def vertical(doc: Doc, rng: Random) -> bytes:
    """Columns from right to left."""
    return _paged(doc.text("　").split("\n"), "utf-16-be", b"UniJIS-UTF16-V", vertical=True)


def _string(text: str) -> bytes:
    return b"<FEFF" + text.encode("utf-16-be").hex().encode() + b">"


def fields(doc: Doc, rng: Random) -> bytes:
    """A form filled in: the values stand in its fields, the labels on the page."""
    rows = doc.grid()
    shown = [r[0] if len(r) > 1 else "" for r in rows]
    base = _paged(shown, "utf-16-be", b"UniJIS-UTF16-H")
    widgets, texts = [], [(n, c) for n, r in enumerate(rows) for c in (r if len(r) == 1 else r[1:]) if c]
    start = base.count(b" 0 obj") + 1
    for k, (n, value) in enumerate(texts):
        widgets.append(
            b"<</Type/Annot/Subtype/Widget/FT/Tx/T(f%d)/V%s/DA(/F1 10 Tf)/Rect[150 %d 500 %d]/F 4/P 6 0 R>>"
            % (k, _string(value), 800 - 16 * (n % 46), 814 - 16 * (n % 46))
        )
    kids = b" ".join(b"%d 0 R" % (start + k) for k in range(len(widgets)))
    inner = base[: base.index(b"xref\n0 ")]
    objects = [part.split(b" obj\n", 1)[1] for part in inner.split(b"\nendobj\n")[:-1]]
    objects[0] = (
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[" + kids + b"]/DA(/F1 10 Tf)/DR<</Font<</F1 3 0 R>>>>>>>>"
    )
    objects[5] = objects[5].replace(b"/Contents", b"/Annots[" + kids + b"]/Contents")
    return _file(objects + widgets)


def remarks(doc: Doc, rng: Random) -> bytes:
    """Sticky notes and typed-over text on a page that says little."""
    base = _paged(["校正用　付せんをご覧ください"], "utf-16-be", b"UniJIS-UTF16-H")
    inner = base[: base.index(b"xref\n0 ")]
    objects = [part.split(b" obj\n", 1)[1] for part in inner.split(b"\nendobj\n")[:-1]]
    lines = [x for x in doc.text("　").split("\n") if x]
    kids = b" ".join(b"%d 0 R" % (len(objects) + 1 + k) for k in range(len(lines)))
    objects[5] = objects[5].replace(b"/Contents", b"/Annots[" + kids + b"]/Contents")
    return _file(
        objects
        + [
            b"<</Type/Annot/Subtype/%s/Rect[60 %d 400 %d]/Contents%s/DA(/Helv 10 Tf)>>"
            % ((b"Text", b"FreeText")[k % 2], 700 - 9 * k, 712 - 9 * k, _string(t))
            for k, t in enumerate(lines)
        ]
    )


def _source(doc: Doc) -> bytes:
    out = ['#set page(width: 210mm, height: auto, margin: 15mm)\n#set text(font: "Noto Serif CJK JP", size: 9pt)\n']
    rows: list[list[str]] = []
    for x in [*doc.lines, ""]:
        if not isinstance(x, str):
            rows.append(x)
            continue
        if rows:
            width = max(map(len, rows))
            out.append(
                f"#table(columns: {width}, "
                + ", ".join(_quote(c) for r in rows for c in r + [""] * (width - len(r)))
                + ")\n"
            )
            rows = []
        out.append(f"#par({_quote(x)})\n")
    return "".join(out).encode()


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def typeset(doc: Doc, rng: Random) -> bytes:
    """With the font inside."""
    return bytes(typst.compile(_source(doc), format="pdf"))


def png(doc: Doc, rng: Random) -> bytes:
    """A photograph of a page, as good as."""
    made: Any = typst.compile(_source(doc), format="png", ppi=80)
    return bytes(made[0] if isinstance(made, list) else made)


def _grey(doc: Doc, rng: Random) -> tuple[int, int, bytes]:
    """A page full of grey strokes: what a scanner leaves."""
    width, height = 420, 594
    rows = [
        bytes(
            255 - (180 if 40 < x < 380 and y % 22 < 9 and (x * 7 + y * 3 + rng.randrange(9)) % 5 < 2 else 0)
            for x in range(width)
        )
        for y in range(height)
    ]
    return width, height, b"".join(rows)


def scan(doc: Doc, rng: Random) -> bytes:
    """A PDF of one image."""
    width, height, grey = _grey(doc, rng)
    image = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % (width, height)
    return _file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</Im0 4 0 R>>>>/Contents 5 0 R>>",
            _stream(grey, image),
            _stream(b"q 595 0 0 842 0 0 cm /Im0 Do Q"),
        ]
    )


def tiff(doc: Doc, rng: Random) -> bytes:
    """A fax."""
    width, height, grey = _grey(doc, rng)
    tags = (
        (256, 4, width),
        (257, 4, height),
        (258, 3, 8),
        (259, 3, 1),
        (262, 3, 1),
        (273, 4, 8),
        (277, 3, 1),
        (278, 4, height),
        (279, 4, len(grey)),
    )
    return (
        struct.pack("<2sHI", b"II", 42, 8 + len(grey))
        + grey
        + struct.pack("<H", len(tags))
        + b"".join(struct.pack("<HHII", t, k, 1, v) for t, k, v in tags)
        + bytes(4)
    )


def picture_docx(doc: Doc, rng: Random) -> bytes:
    """A Word file with a pasted photograph only."""
    drawing = '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rId1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    return words.word(drawing, files={"media/image1.png": png(doc, rng)})


ANY: Formats = {
    "pdf-utf16": (".pdf", utf16),
    "pdf-sjis": (".pdf", sjis),
    "pdf-vertical": (".pdf", vertical),
    "pdf-typeset": (".pdf", typeset),
    "pdf-remarks": (".pdf", remarks),
}
FORMS: Formats = {"pdf-fields": (".pdf", fields)}
PICTURES: Formats = {
    "picture-png": (".png", png),
    "picture-scan": (".pdf", scan),
    "picture-tiff": (".tif", tiff),
    "picture-docx": (".docx", picture_docx),
}
