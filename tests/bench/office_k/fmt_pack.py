"""PDF, archives, locked files and pictures."""

import gzip
import io
import subprocess
import tarfile
import tempfile
import zlib
from pathlib import Path
from random import Random
from typing import cast

import msoffcrypto.format.ooxml
import typst

from . import fmt_office, fmt_text
from .fmt_text import Formats, Write
from .render import Doc


def _pdf(objects: list[bytes]) -> bytes:
    out, at = b"%PDF-1.5\n", []
    for n, o in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj\n" % n + o + b"\nendobj\n"
    xref = b"".join(b"%010d 00000 n \n" % a for a in at)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(at) + 1)
        + xref
        + b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(at) + 1, len(out))
    )


def _font(cmap: bytes) -> list[bytes]:
    return [b"<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/%s/DescendantFonts[4 0 R]>>" % cmap,
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 4>>>>"]  # fmt: skip


def pdf(codec: str, cmap: bytes, vertical: bool = False) -> Write:
    """Pages with a predefined character map; vertical ones run in columns from the right."""

    def write(doc: Doc, rng: Random) -> bytes:
        lines = doc.text("　").split("\n")
        sheets = [lines[i : i + 30] for i in range(0, len(lines), 30)]
        kids = b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(sheets)))
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(sheets)),
            *_font(cmap),
        ]
        for n, sheet in enumerate(sheets):
            objects.append(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
                % (6 + 2 * n)
            )
            where = [(800 - 25 * k, 560) if vertical else (40, 570 - 18 * k) for k in range(len(sheet))]
            ops = (
                b"BT /F1 9 Tf "
                + b"".join(
                    b"1 0 0 1 %d %d Tm <%s> Tj\n" % (*w, s.encode(codec).hex().encode())
                    for w, s in zip(where, sheet, strict=True)
                )
                + b"ET"
            )
            data = zlib.compress(ops)
            objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n" % len(data) + data + b"\nendstream")
        return _pdf(objects)

    return write


def acroform(doc: Doc, rng: Random) -> bytes:
    """Every line the value of a form field."""
    lines = [x for x in doc.text("　").split("\n") if x]
    fields = b" ".join(b"%d 0 R" % (6 + n) for n in range(len(lines)))
    objects = [b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%s]/NeedAppearances true>>>>" % fields, b"<</Type/Pages/Kids[5 0 R]/Count 1>>", *_font(b"UniJIS-UCS2-H"),
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[%s]>>" % fields]  # fmt: skip
    for n, x in enumerate(lines):
        objects.append(
            b"<</Type/Annot/Subtype/Widget/FT/Tx/T(field%d)/V<feff%s>/Rect[50 %d 500 %d]/P 5 0 R>>"
            % (n, x.encode("utf-16-be").hex().encode(), 780 - 15 * n, 794 - 15 * n)
        )
    return _pdf(objects)


def _typ(doc: Doc) -> bytes:
    def q(s: str) -> str:
        return '"' + s.replace("\\", "\\\\").replace('"', '\\"') + '"'

    out = ['#set text(font: "Noto Serif CJK JP", size: 9pt, lang: "ja")', "#set page(margin: 1.4cm)"]
    for x in doc.lines:
        out.append(
            f"#par({q(x)})"
            if isinstance(x, str)
            else f"#grid(columns: {len(x)}, column-gutter: 1em, {', '.join(map(q, x))})"
        )
    return "\n".join(out).encode()


def pdf_set(doc: Doc, rng: Random) -> bytes:
    """A typeset PDF with the font inside."""
    return bytes(typst.compile(_typ(doc), format="pdf"))


def png(doc: Doc, rng: Random) -> bytes:
    """A picture of the text."""
    done = cast("bytes | list[bytes]", typst.compile(_typ(doc), format="png", ppi=80))  # a list where there are pages
    return bytes(done[0] if isinstance(done, list) else done)


def png_docx(doc: Doc, rng: Random) -> bytes:
    """A Word file with nothing but a picture."""
    body = '<w:p><w:r><w:pict><v:shape style="width:400pt;height:600pt"><v:imagedata r:id="rF0"/></v:shape></w:pict></w:r></w:p>'
    return fmt_office._docx(body, files={"media/image1.png": png(doc, rng)})


def inner(doc: Doc, rng: Random) -> tuple[str, bytes]:
    """A file to be put into an archive."""
    choice: list[tuple[str, Write]] = [("out.txt", fmt_text.text("utf-8")), ("data.csv", fmt_text.table("utf-8-sig")), ("list.xlsx", fmt_office.xlsx()),
                                       ("kiroku.docx", fmt_office.docx()), ("m.eml", fmt_text.mail("utf-8", "b64"))]  # fmt: skip
    name, write = rng.choice(choice)
    return name, write(doc, rng)


def zipped(deep: bool = False, sjis: bool = False) -> Write:
    """Zip, nested or with names in code page 932."""

    def write(doc: Doc, rng: Random) -> bytes:
        name, data = inner(doc, rng)
        if sjis:
            return fmt_office.pack({"QQQQ." + name.split(".")[-1]: data}).replace(b"QQQQ", "納品".encode("cp932"))
        one = fmt_office.pack({f"R7/{name}": data})
        return fmt_office.pack({"old/backup.zip": one, "readme.txt": "バックアップ"}) if deep else one

    return write


def tgz(doc: Doc, rng: Random) -> bytes:
    """A tar packed with gzip."""
    name, data = inner(doc, rng)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as t:
        info = tarfile.TarInfo(f"srv/{name}")
        info.size = len(data)
        t.addfile(info, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0)


def seven(suffix: str, *options: str) -> Write:
    """An archive by 7-Zip."""

    def write(doc: Doc, rng: Random) -> bytes:
        name, data = inner(doc, rng)
        with tempfile.TemporaryDirectory() as home:
            (Path(home) / name).write_bytes(data)
            subprocess.run(["7z", "a", *options, f"o{suffix}", name], cwd=home, check=True, capture_output=True)
            return (Path(home) / f"o{suffix}").read_bytes()

    return write


def xlsx_locked(doc: Doc, rng: Random) -> bytes:
    """A workbook with a password."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(fmt_office.xlsx()(doc, rng))).encrypt("Kk2025", out)
    return out.getvalue()


ANY: Formats = {
    "pdf-ucs2": (".pdf", pdf("utf-16-be", b"UniJIS-UTF16-H")), "pdf-sjis": (".pdf", pdf("cp932", b"90ms-RKSJ-H")), "pdf-vertical": (".pdf", pdf("utf-16-be", b"UniJIS-UTF16-V", True)),
    "pdf-acroform": (".pdf", acroform), "pdf-typeset": (".pdf", pdf_set), "zip": (".zip", zipped()), "zip-nested": (".zip", zipped(True)), "zip-cp932": (".zip", zipped(sjis=True)),
    "tgz": (".tar.gz", tgz), "gz": (".txt.gz", lambda d, r: gzip.compress(d.text().encode(), mtime=0)), "7z": (".7z", seven(".7z")),
}  # fmt: skip
LOCKED: Formats = {
    "xlsx-locked": (".xlsx", xlsx_locked),
    "7z-locked": (".7z", seven(".7z", "-pKk", "-mhe=on")),
    "zip-locked": (".zip", seven(".zip", "-pKk")),
    "zip-aes": (".zip", seven(".zip", "-pKk", "-mem=AES256")),
}
PICTURES: Formats = {"png": (".png", png), "png-scan": (".png", png)}
