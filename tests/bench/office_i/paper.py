"""PDF written by hand (horizontal, vertical, form fields) and typeset; pictures of text."""

import tempfile
import zlib
from pathlib import Path
from random import Random

import typst

from .markup import Doc
from .ooxml import package
from .plain import Formats


def _file(objects: list[bytes]) -> bytes:
    out, marks = b"%PDF-1.5\n%\xb5\xb6\xb7\n", []
    for n, o in enumerate(objects, 1):
        marks.append(len(out))
        out += b"%d 0 obj\n" % n + o + b"\nendobj\n"
    xref = b"".join(b"%010d 00000 n \n" % m for m in marks)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(marks) + 1)
        + xref
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(marks) + 1, len(out))
    )


def _flate(data: bytes) -> bytes:
    small = zlib.compress(data)
    return b"<</Filter/FlateDecode/Length %d>>\nstream\n" % len(small) + small + b"\nendstream"


def _font(vertical: bool) -> list[bytes]:
    return [b"<</Type/Font/Subtype/Type0/BaseFont/KozMinPr6N-Regular/Encoding/UniJIS-UTF16-%s/DescendantFonts[4 0 R]>>" % (b"V" if vertical else b"H"),
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/KozMinPr6N-Regular/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>>>"]  # fmt: skip


def _wrap(text: str, width: int) -> list[str]:
    return [line[i : i + width] for line in text.split("\n") for i in range(0, max(1, len(line)), width)]


def _pages(lines: list[str], vertical: bool) -> bytes:
    per = 24 if vertical else 46
    sheets = [lines[i : i + per] for i in range(0, len(lines), per)]
    kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(sheets)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(sheets), kids),
        *_font(vertical),
    ]
    for n, sheet in enumerate(sheets):
        spots = [(540 - 21 * k, 790) if vertical else (48, 796 - 16 * k) for k in range(len(sheet))]
        shown = b"".join(
            b"1 0 0 1 %d %d Tm <%s> Tj\n" % (x, y, t.encode("utf-16-be").hex().encode())
            for (x, y), t in zip(spots, sheet, strict=True)
        )
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F0 3 0 R>>>>/Contents %d 0 R>>"
            % (6 + 2 * n),
            _flate(b"BT /F0 10 Tf\n" + shown + b"ET"),
        ]
    return _file(objects)


def pdf(doc: Doc, rng: Random) -> bytes:
    """Lines from left to right, no font inside."""
    return _pages(_wrap(doc.text("\u3000"), 200), False)


def pdf_vertical(doc: Doc, rng: Random) -> bytes:
    """Lines from top to bottom, from right to left."""
    return _pages(_wrap(doc.text("\u3000"), 200), True)


def pdf_form(doc: Doc, rng: Random) -> bytes:
    """Every line the value of a form field."""
    lines = [x for x in doc.text("\u3000").split("\n") if x.strip()]
    refs = b" ".join(b"%d 0 R" % (7 + n) for n in range(len(lines)))
    objects = [b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%s]/NeedAppearances true>>>>" % refs, b"<</Type/Pages/Count 1/Kids[5 0 R]>>", *_font(False),
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F0 3 0 R>>>>/Contents 6 0 R/Annots[%s]>>" % refs,
               _flate(b"BT /F0 12 Tf 48 810 Td <" + "申込フォーム".encode("utf-16-be").hex().encode() + b"> Tj ET")]  # fmt: skip
    for n, line in enumerate(lines):
        objects.append(
            b"<</Type/Annot/Subtype/Widget/FT/Tx/T(item%d)/V<feff%s>/Rect[48 %d 540 %d]/P 5 0 R>>"
            % (n, line.encode("utf-16-be").hex().encode(), 780 - 16 * n, 794 - 16 * n)
        )
    return _file(objects)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _source(doc: Doc) -> bytes:
    out, rows = (
        ['#set text(font: "Noto Serif CJK JP", size: 9pt, lang: "ja")\n#set page(width: 210mm, height: 297mm)\n'],
        [],
    )
    for x in [*doc.lines, ""]:
        if isinstance(x, list):
            rows.append(x)
            continue
        if rows:
            width = max(map(len, rows))
            out.append(
                f"#table(columns: {width}, {', '.join(_quoted(c) for r in rows for c in [*r, *[''] * (width - len(r))])})\n"
            )
            rows = []
        out.append(f"#par({_quoted(x)})\n")
    return "".join(out).encode()


def pdf_typeset(doc: Doc, rng: Random) -> bytes:
    """Typeset, the font inside."""
    return bytes(typst.compile(_source(doc)))


def png(doc: Doc, rng: Random) -> bytes:
    """A picture of the first page."""
    short = Doc(doc.title, doc.layout, lines=doc.lines[:30])
    made = typst.compile(_source(short), format="png", ppi=90)
    return bytes(made)


def pdf_scan(doc: Doc, rng: Random) -> bytes:
    """A PDF of a picture."""
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "a.png").write_bytes(png(doc, rng))
        (Path(home) / "m.typ").write_text('#set page(margin: 0pt)\n#image("a.png", width: 100%)\n')
        return bytes(typst.compile(str(Path(home) / "m.typ")))


def docx_scan(doc: Doc, rng: Random) -> bytes:
    """A Word file that holds only a picture."""
    main = ('<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml"><w:body><w:p><w:r><w:pict>'
            '<v:shape style="width:500pt;height:700pt"><v:imagedata r:id="rId1"/></v:shape></w:pict></w:r></w:p></w:body></w:document>')  # fmt: skip
    return package(
        "word/document.xml",
        "wordprocessingml.document.main",
        main,
        [("word/media/image1.png", "image/png", "image", png(doc, rng))],
    )


ANY: Formats = {
    "pdf": (".pdf", pdf),
    "pdf-vertical": (".pdf", pdf_vertical),
    "pdf-form": (".pdf", pdf_form),
    "pdf-typeset": (".pdf", pdf_typeset),
}
PICTURES: Formats = {"png": (".png", png), "pdf-scan": (".pdf", pdf_scan), "docx-scan": (".docx", docx_scan)}
