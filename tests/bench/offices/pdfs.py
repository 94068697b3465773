"""PDF files written by hand: predefined CMaps, vertical text, form fields, annotations, attachments, locked, pictures alone."""

import hashlib
import zlib
from collections.abc import Callable
from random import Random

from tests.bench.offices.doc import Doc
from tests.bench.offices.pictures import bitmap
from tests.bench.offices.text_formats import fit, separated

PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def assemble(objects: list[bytes], catalog: int = 1, key: bytes = b"", extra: bytes = b"") -> bytes:
    """Numbered objects with a cross-reference table; ``extra`` goes into the trailer."""
    out = bytearray(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(
        f"{p:010d} 00000 n \n".encode() for p in places
    )
    return (
        bytes(out)
        + f"trailer\n<</Size {len(objects) + 1}/Root {catalog} 0 R".encode()
        + extra
        + f">>\nstartxref\n{start}\n%%EOF\n".encode()
    )


def stream(body: bytes, head: bytes = b"") -> bytes:
    packed = zlib.compress(body)
    return b"<<" + head + f"/Filter/FlateDecode/Length {len(packed)}>>stream\n".encode() + packed + b"\nendstream"


def _font(encoding: str) -> list[bytes]:
    vertical = b"/DW2[880 -1000]" if encoding.endswith("V") else b""
    return [
        f"<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/{encoding}/DescendantFonts[5 0 R]>>".encode(),
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>/DW 1000/W[1 94 500 231 632 500]"
        + vertical
        + b"/FontDescriptor 6 0 R>>",
        b"<</Type/FontDescriptor/FontName/Ryumin-Light/Flags 6/FontBBox[-170 -331 1024 903]/ItalicAngle 0/Ascent 723/Descent -241/CapHeight 709/StemV 69>>",
    ]


def _pages(doc: Doc, size: int = 34) -> list[list[list[str]]]:
    lines: list[list[str]] = []
    for block in doc.blocks:
        if block.rows is not None:
            lines += block.rows
        else:
            lines += _wrapped(block.text)
    return [lines[i : i + size] for i in range(0, len(lines), size)]


def _wrapped(text: str, most: int = 1650) -> list[list[str]]:
    """A paragraph in lines of one width, broken anywhere, as Japanese is set."""
    lines = [""]
    for char in text:
        if sum(map(_wide, lines[-1] + char)) > most:
            lines.append("")
        lines[-1] += char
    return [[line] for line in lines]


def _content(lines: list[list[str]], codec: str, upright: bool) -> bytes:
    """Lines down the page, or from right to left where the script is vertical; the columns of a table as wide as they need."""
    size = 9 if all(sum(map(_wide, line)) < 1700 for line in lines) else 6
    out = [f"BT /F1 {size} Tf".encode()]
    many = max(map(len, lines), default=1)
    widths = [max((_wide(line[i]) for line in lines if len(line) == many), default=0) for i in range(many)]
    for row, cells in enumerate(lines):
        for column, cell in enumerate(cells):
            left = 20 + sum(widths[:column]) * size / 18 + 12 * column
            at = (560 - row * 16, 800 - column * 160) if upright else (left, 800 - row * 20)
            out.append(f"1 0 0 1 {at[0]:.1f} {at[1]} Tm <{cell.encode(codec).hex()}> Tj".encode())
    return b"\n".join([*out, b"ET"])


def _wide(cell: str) -> int:
    """Half widths of a cell in typographic units."""
    return sum(9 if ord(c) < 0x250 else 18 for c in cell)


def mapped(encoding: str, codec: str) -> Callable[[Doc, Random], bytes]:
    """A writer with a predefined CMap and no embedded font (ISO 32000-1, 9.7.5.2)."""

    def write(doc: Doc, _rng: Random) -> bytes:
        fit(doc, "cp932" if codec != "euc_jp" else codec)
        pages = _pages(doc)
        first = 7
        kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(pages)))
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
            b"<</Font<</F1 4 0 R>>>>",
            *_font(encoding),
        ]
        for i, lines in enumerate(pages):
            objects.append(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 842]/Resources 3 0 R/Contents {first + 2 * i + 1} 0 R>>".encode()
            )
            objects.append(stream(_content(lines, codec, encoding.endswith("V"))))
        return assemble(objects)

    return write


def _utf16(text: str) -> bytes:
    return b"<feff" + text.encode("utf-16-be").hex().encode() + b">"


def fields(doc: Doc, _rng: Random) -> bytes:
    """An AcroForm: labels printed on the page, values in the fields, no appearances."""
    pairs = [(r[0], " ".join(r[1:])) for b in doc.blocks if b.rows is not None for r in b.rows] or [
        (f"欄{i}", t) for i, t in enumerate(doc.lines())
    ]
    labels = Doc(doc.title, "form")
    for label, _ in pairs[:30]:
        labels.p(label)
    first = 8
    refs = " ".join(f"{first + i} 0 R" for i in range(len(pairs)))
    objects = [
        f"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{refs}]/NeedAppearances true>>>>".encode(), b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 7 0 R/Annots[{refs}]>>".encode(), *_font("UniJIS-UCS2-H"),
        stream(_content([[x] for x in labels.lines()], "utf-16-be", False)),
    ]  # fmt: skip
    for i, (label, value) in enumerate(pairs):
        y = 800 - 20 * (i % 38)
        objects.append(
            f"<</Type/Annot/Subtype/Widget/FT/Tx/P 3 0 R/Rect[200 {y} 560 {y + 16}]/T".encode()
            + _utf16(f"{label}")
            + b"/V"
            + _utf16(value)
            + b">>"
        )
    return assemble(objects)


def annotated(doc: Doc, _rng: Random) -> bytes:
    """Sticky notes and free text on an otherwise dull page."""
    lines = [line.replace("\t", "　") for line in doc.lines()]
    first = 8
    refs = " ".join(f"{first + i} 0 R" for i in range(len(lines)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 7 0 R/Annots[{refs}]>>".encode(), *_font("UniJIS-UCS2-H"),
        stream(_content([["確認用"]], "utf-16-be", False)),
    ]  # fmt: skip
    for i, line in enumerate(lines):
        kind = b"FreeText/DA(/F1 9 Tf)" if i % 2 else b"Text"
        objects.append(
            b"<</Type/Annot/Subtype/"
            + kind
            + f"/Rect[20 {800 - i * 12} 300 {812 - i * 12}]/Contents".encode()
            + _utf16(line)
            + b">>"
        )
    return assemble(objects)


def attached(doc: Doc, _rng: Random) -> bytes:
    """A list attached to a PDF."""
    fit(doc, "cp932")
    inner = separated(doc).encode("cp932")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(list.csv) 8 0 R]>>>>>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 7 0 R>>", *_font("UniJIS-UCS2-H"),
        stream(_content([["別添の表をご覧ください"]], "utf-16-be", False)), b"<</Type/Filespec/F(list.csv)/UF(list.csv)/EF<</F 9 0 R>>>>",
        stream(inner, b"/Type/EmbeddedFile/Subtype/text#2Fcsv"),
    ]  # fmt: skip
    return assemble(objects)


def scanned(doc: Doc, _rng: Random) -> bytes:
    """One picture of the text, no text."""
    width, height, pixels = bitmap(doc)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>", stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
        stream(pixels, f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8".encode()),
    ]  # fmt: skip
    return assemble(objects)


def md5(data: bytes) -> "hashlib._Hash":
    """The digest the old encryption of PDF is built on."""
    return hashlib.md5(data, usedforsecurity=False)


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j, out, i = list(range(256)), 0, bytearray(), 0
    for n in range(256):
        j = (j + state[n] + key[n % len(key)]) & 255
        state[n], state[j] = state[j], state[n]
    j = 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(out)


def locked(doc: Doc, rng: Random) -> bytes:
    """Needs a password to open (ISO 32000-1, 7.6.3, revision 2)."""
    fit(doc, "cp932")
    ident = rng.randbytes(16)
    padded = (b"sesame" + PAD)[:32]
    owner = _rc4(md5(padded).digest()[:5], padded)
    key = md5(padded + owner + (0xFFFFFFFC).to_bytes(4, "little") + ident).digest()[:5]
    user = _rc4(key, PAD)
    content = zlib.compress(_content([[x] for x in doc.lines()[:30]], "utf-16-be", False))
    content = _rc4(md5(key + (7).to_bytes(3, "little") + b"\0\0").digest()[:10], content)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 7 0 R>>", *_font("UniJIS-UCS2-H"),
        f"<</Filter/FlateDecode/Length {len(content)}>>stream\n".encode() + content + b"\nendstream",
        b"<</Filter/Standard/V 1/R 2/P -4/O<" + owner.hex().encode() + b">/U<" + user.hex().encode() + b">>>",
    ]  # fmt: skip
    return assemble(objects, extra=b"/Encrypt 8 0 R/ID[<" + ident.hex().encode() + b"><" + ident.hex().encode() + b">]")


ANY: dict[str, tuple[str, Callable[[Doc, Random], bytes]]] = {
    "pdf-sjis": (".pdf", mapped("90ms-RKSJ-H", "cp932")), "pdf-unicode": (".pdf", mapped("UniJIS-UCS2-H", "utf-16-be")), "pdf-euc": (".pdf", mapped("EUC-H", "euc_jp")),
    "pdf-vertical": (".pdf", mapped("UniJIS-UCS2-V", "utf-16-be")), "pdf-fields": (".pdf", fields), "pdf-notes": (".pdf", annotated), "pdf-attachment": (".pdf", attached),
}  # fmt: skip
PICTURES: dict[str, tuple[str, Callable[[Doc, Random], bytes]]] = {"pdf-scan": (".pdf", scanned)}
LOCKED: dict[str, tuple[str, Callable[[Doc, Random], bytes]]] = {"pdf-locked": (".pdf", locked)}
