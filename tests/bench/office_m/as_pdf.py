"""PDF by hand (predefined CMaps, vertical, forms, pictures of pages) and by typst; PNG of pages."""

import struct
import zlib
from random import Random

import pypdfium2
import typst

from .as_text import Formats, Write
from .render import Doc

_COLLECTION = b"<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>"


def assemble(objects: list[bytes]) -> bytes:
    """Objects 1, 2, … with a cross-reference table; object 1 is the catalogue."""
    out, at = b"%PDF-1.5\n%\x93\x8c\x8b\x9e\n", []
    for n, o in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj\n" % n + o + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % a for a in at)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(at) + 1)
        + table
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(at) + 1, len(out))
    )


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A compressed stream."""
    z = zlib.compress(data)
    return b"<<%s/Length %d/Filter/FlateDecode>>\nstream\n" % (extra, len(z)) + z + b"\nendstream"


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` letters; numbers and Latin words stay whole."""
    out = []
    while len(text) > width:
        cut = width
        while cut > width // 2 and text[cut - 1 : cut + 1].isascii() and " " not in text[cut - 1 : cut + 1]:
            cut -= 1
        out.append(text[:cut])
        text = text[cut:]
    return [*out, text]


def by_hand(codec: str, cmap: bytes) -> Write:
    """Pages with a font that is not embedded; a CMap that ends in V writes downwards."""
    down = cmap.endswith(b"V")

    def write(doc: Doc, rng: Random) -> bytes:
        lines = [piece for x in doc.text("　").split("\n") for piece in wrapped(x, 44 if down else 60)]
        sheets = [lines[i : i + 40] for i in range(0, len(lines), 40)]
        kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(sheets)))
        objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(sheets), kids),
                   b"<</Type/Font/Subtype/Type0/BaseFont/KozMinPr6N-Regular/Encoding/%s/DescendantFonts[4 0 R]>>" % cmap,
                   b"<</Type/Font/Subtype/CIDFontType0/BaseFont/KozMinPr6N-Regular/DW 1000/CIDSystemInfo %s/FontDescriptor<</Type/FontDescriptor/FontName/KozMinPr6N-Regular/Flags 4/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80/FontBBox[0 -120 1000 880]>>>>" % _COLLECTION]  # fmt: skip
        for n, lot in enumerate(sheets):
            place = (lambda k: (560 - 13 * k, 800)) if down else (lambda k: (40, 800 - 19 * k))
            text = b"".join(
                b"1 0 0 1 %d %d Tm <%s> Tj\n" % (*place(k), t.encode(codec).hex().encode())
                for k, t in enumerate(lot)
                if t
            )
            objects.append(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F0 3 0 R>>>>/Contents %d 0 R>>"
                % (6 + 2 * n)
            )
            objects.append(stream(b"BT /F0 %d Tf\n" % (9 if not down else 11) + text + b"ET"))
        return assemble(objects)

    return write


def _utf16(text: str) -> bytes:
    return b"<feff" + text.encode("utf-16-be").hex().encode() + b">"


def acroform(doc: Doc, rng: Random) -> bytes:
    """A filled form: one text field a line."""
    lines = [x for x in doc.text(" ").split("\n") if x]
    fields = b" ".join(b"%d 0 R" % (5 + n) for n in range(len(lines)))
    objects = [b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%s]/DA(/Helv 0 Tf)>>>>" % fields, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[%s]>>" % fields, stream(b"0.8 w 30 30 535 780 re S")]  # fmt: skip
    for n, text in enumerate(lines):
        objects.append(
            b"<</Type/Annot/Subtype/Widget/FT/Tx/T(field%d)/V %s/Rect[40 %d 550 %d]/P 3 0 R/F 4>>"
            % (n, _utf16(text), 800 - 18 * n, 815 - 18 * n)
        )
    return assemble(objects)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def by_typst(doc: Doc, rng: Random) -> bytes:
    """Typeset with an embedded font."""
    out = [
        '#set page(margin: 1.2cm)\n#set text(font: ("Noto Serif CJK JP", "Noto Sans CJK JP"), size: 8pt, lang: "ja")\n'
    ]
    rows: list[list[str]] = []
    for x in [*doc.lines, ""]:
        if isinstance(x, str):
            if rows:
                width = max(map(len, rows))
                out.append(
                    f"#table(columns: {width}, {', '.join(_quoted(c) for r in rows for c in [*r, *[''] * (width - len(r))])})\n"
                )
                rows = []
            out.append(f"#par({_quoted(x)})\n")
        else:
            rows.append(x)
    return typst.compile("".join(out).encode())


def _pixels(doc: Doc) -> tuple[int, int, bytes]:
    small = Doc(doc.title, doc.layout, lines=doc.lines[:40])
    page = pypdfium2.PdfDocument(by_typst(small, Random(0)))[0]
    picture = page.render(scale=1.4, grayscale=True).to_numpy()
    height, width = picture.shape[:2]
    return width, height, picture.reshape(height, width).tobytes()


def png(doc: Doc, rng: Random) -> bytes:
    """A screenshot of the page."""
    w, h, data = _pixels(doc)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + data[y * w : (y + 1) * w] for y in range(h))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def scanned(doc: Doc, rng: Random) -> bytes:
    """A PDF whose page is one picture."""
    w, h, data = _pixels(doc)
    image = stream(
        data, b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % (w, h)
    )
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>"
    return assemble(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            page,
            image,
            stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
        ]
    )


ANY: Formats = {
    "pdf-utf16": (".pdf", by_hand("utf-16-be", b"UniJIS-UTF16-H")), "pdf-vertical": (".pdf", by_hand("utf-16-be", b"UniJIS-UTF16-V")),
    "pdf-sjis": (".pdf", by_hand("cp932", b"90ms-RKSJ-H")), "pdf-acroform": (".pdf", acroform), "pdf-typst": (".pdf", by_typst),
}  # fmt: skip
PICTURES: Formats = {"picture-png": (".png", png), "picture-pdf": (".pdf", scanned)}
