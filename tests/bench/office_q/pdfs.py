"""Writers of PDF as forms, hosts and scanners make it."""

import zlib
from random import Random

from .marks import Doc
from .plain import Formats, Write

INFO = b"<</Type/FontDescriptor/FontName/MS-Mincho/Flags 6/FontBBox[0 -136 1000 859]/ItalicAngle 0/Ascent 859/Descent -140/CapHeight 769/StemV 78>>"


def assemble(parts: list[bytes]) -> bytes:
    """Objects to a file; the first is the catalog."""
    out, places = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n", []
    for n, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % n + part + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    size = len(parts) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    )


def stream(data: bytes, extra: bytes = b"") -> bytes:
    """A compressed stream."""
    packed = zlib.compress(data)
    return b"<<%s/Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (extra, len(packed), packed)


def _font(cmap: str) -> list[bytes]:
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/MS-Mincho/Encoding/%s/DescendantFonts[4 0 R]>>" % cmap.encode(),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/MS-Mincho/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/DW 1000/FontDescriptor 5 0 R>>",
        INFO,
    ]


def paper(cmap: str, code: str, upright: bool = False) -> Write:
    """Text in a font that is not embedded, by one of the predefined maps."""

    def write(doc: Doc, rng: Random) -> bytes:
        flat = [x for x in doc.flat("  ") if x] or [doc.title]
        size = 34 if not upright else 30
        pages = [flat[n : n + size] for n in range(0, len(flat), size)]
        kids = b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(pages)))
        parts = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
            *_font(cmap),
        ]
        for n, page in enumerate(pages):
            draw = b""
            for y, text in enumerate(page):
                x0, y0 = (540 - 17 * y, 800) if upright else (50, 790 - 22 * y)
                points = min(10.0, (500 if not upright else 760) / max(1, len(text)))
                draw += b"BT /F1 %.1f Tf 1 0 0 1 %d %d Tm <%s> Tj ET\n" % (
                    points,
                    x0,
                    y0,
                    text.encode(code).hex().encode(),
                )
            parts += [
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
                % (7 + 2 * n),
                stream(draw),
            ]
        return assemble(parts)

    return write


def acroform(doc: Doc, rng: Random) -> bytes:
    """A form whose entries are values of its fields; the page shows only the labels."""
    flat = [x for x in doc.lines if x]
    labels, entries = [], []
    for line in flat:
        if isinstance(line, list):
            labels.append(line[0])
            entries.append("　".join(line[1:]))
        else:
            head, sep, tail = line.partition("：")
            labels.append(head if sep else "・")
            entries.append(tail if sep else line)
    annots = b" ".join(b"%d 0 R" % (8 + n) for n in range(len(entries)))
    draw = b"".join(
        b"BT /F1 10 Tf 1 0 0 1 40 %d Tm <%s> Tj ET\n" % (800 - 24 * n, x.encode("utf-16-be").hex().encode())
        for n, x in enumerate(labels)
    )
    parts = [
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%s]/DR<</Font<</F1 3 0 R>>>>/DA(/F1 10 Tf 0 g)/NeedAppearances true>>>>" % annots,
        b"<</Type/Pages/Kids[6 0 R]/Count 1>>", *_font("UniJIS-UTF16-H"),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents 7 0 R/Annots[%s]>>" % annots, stream(draw),
    ]  # fmt: skip
    for n, text in enumerate(entries):
        value = b"FEFF" + text.encode("utf-16-be").hex().upper().encode()
        name = labels[n] + str(n)
        parts.append(
            b"<</Type/Annot/Subtype/Widget/FT/Tx/T<FEFF%s>/V<%s>/Rect[150 %d 560 %d]/F 4/P 6 0 R/DA(/F1 10 Tf 0 g)>>"
            % (name.encode("utf-16-be").hex().encode(), value, 796 - 24 * n, 812 - 24 * n)
        )
    return assemble(parts)


def noise(rng: Random, wide: int, high: int) -> bytes:
    """A grey picture with dark strokes, as of a page of handwriting."""
    rows = []
    for y in range(high):
        row = bytearray(b"\xf4" * wide)
        if y % 12 in (4, 5, 6):
            for x in range(wide // 10, wide * 9 // 10):
                if rng.random() < 0.3:
                    row[x] = rng.randrange(90)
        rows.append(bytes(row))
    return b"".join(rows)


def scan(doc: Doc, rng: Random) -> bytes:
    """Pages that are pictures only."""
    count = rng.randint(1, 3)
    kids = b" ".join(b"%d 0 R" % (3 + 3 * n) for n in range(count))
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)]
    for n in range(count):
        image = stream(
            noise(rng, 124, 175),
            b"/Type/XObject/Subtype/Image/Width 124/Height 175/ColorSpace/DeviceGray/BitsPerComponent 8",
        )
        parts += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I0 %d 0 R>>>>/Contents %d 0 R>>"
            % (5 + 3 * n, 4 + 3 * n),
            stream(b"q 595 0 0 842 0 0 cm /I0 Do Q"),
            image,
        ]
    return assemble(parts)


def png(doc: Doc, rng: Random) -> bytes:
    """A picture of a page."""
    wide, high = 124, 175
    raw = noise(rng, wide, high)
    data = b"".join(b"\0" + raw[y * wide : (y + 1) * wide] for y in range(high))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", wide.to_bytes(4, "big") + high.to_bytes(4, "big") + b"\x08\0\0\0\0")
        + chunk(b"IDAT", zlib.compress(data))
        + chunk(b"IEND", b"")
    )


def tiff(doc: Doc, rng: Random) -> bytes:
    """A fax that came in."""
    wide, high = 124, 175
    raw = noise(rng, wide, high)
    tags = ((256, wide), (257, high), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, high), (279, len(raw)))
    rows = b"".join(
        t.to_bytes(2, "little") + (4).to_bytes(2, "little") + (1).to_bytes(4, "little") + v.to_bytes(4, "little")
        for t, v in tags
    )
    return b"II*\0" + (8 + len(raw)).to_bytes(4, "little") + raw + len(tags).to_bytes(2, "little") + rows + bytes(4)


def bmp(doc: Doc, rng: Random) -> bytes:
    """A picture of the screen."""
    wide, high = 124, 175
    raw = noise(rng, wide, high)
    colors = b"".join(bytes((n, n, n, 0)) for n in range(256))
    head = (
        (40).to_bytes(4, "little")
        + wide.to_bytes(4, "little")
        + high.to_bytes(4, "little")
        + b"\1\0\x08\0"
        + bytes(4)
        + len(raw).to_bytes(4, "little")
        + bytes(16)
    )
    return (
        b"BM"
        + (14 + 40 + 1024 + len(raw)).to_bytes(4, "little")
        + bytes(4)
        + (1078).to_bytes(4, "little")
        + head
        + colors
        + raw
    )


ANY: Formats = {
    "pdf-sjis": (".pdf", paper("90ms-RKSJ-H", "cp932")),
    "pdf-utf16": (".pdf", paper("UniJIS-UTF16-H", "utf-16-be")),
    "pdf-vertical": (".pdf", paper("UniJIS-UTF16-V", "utf-16-be", upright=True)),
}
FORM: Formats = {"pdf-form": (".pdf", acroform)}
PICTURES: Formats = {"pdf-scan": (".pdf", scan), "png": (".png", png), "tiff": (".tif", tiff), "bmp": (".bmp", bmp)}
