"""PDF, pictures, archives, locked files, and what LibreOffice converts."""

import bz2
import gzip
import io
import lzma
import shutil
import subprocess
import tarfile
import tempfile
import zlib
from pathlib import Path
from random import Random

import py7zr
import typst
from msoffcrypto.format.ooxml import OOXMLFile
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from tests.bench.office_h import zipped
from tests.bench.office_h.markup import Doc
from tests.bench.office_h.plain import Formats, Write, separated


def _objects(objects: list[bytes]) -> bytes:
    out, at = b"%PDF-1.7\n%\xc7\xec\x8f\xa2\n", []
    for n, o in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj\n" % n + o + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % a for a in at)
    size = len(at) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    )


def _stream(data: bytes, head: bytes = b"") -> bytes:
    small = zlib.compress(data)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n" % (head, len(small)) + small + b"\nendstream"


def pdf(encoding: str, cmap: bytes, vertical: bool = False) -> Write:
    """An own PDF; vertical writing goes down, columns from the right."""

    def write(doc: Doc, rng: Random) -> bytes:
        wide = 46
        lines = (
            [t[i : i + wide] for t in doc.text("　").split("\n") for i in range(0, max(1, len(t)), wide)]
            if vertical
            else doc.text("　").split("\n")
        )
        per = 26 if vertical else 42
        sheets = [lines[i : i + per] for i in range(0, len(lines), per)]
        kids = b" ".join(b"%d 0 R" % (6 + 2 * n) for n in range(len(sheets)))
        made = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(sheets), kids),
                b"<</Type/Font/Subtype/Type0/BaseFont/KozMinPr6N-Regular/Encoding/%s/DescendantFonts[4 0 R]>>" % cmap,
                b"<</Type/Font/Subtype/CIDFontType0/BaseFont/KozMinPr6N-Regular/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 6>>/FontDescriptor 5 0 R>>",
                b"<</Type/FontDescriptor/FontName/KozMinPr6N-Regular/Flags 4/FontBBox[-437 -340 1147 1317]/ItalicAngle 0/Ascent 1137/Descent -349/CapHeight 742/StemV 80>>"]  # fmt: skip
        for n, sheet in enumerate(sheets):
            rows = b"".join((b"1 0 0 1 %d 800 Tm <%s> Tj\n" % (560 - 20 * k, t.encode(encoding).hex().encode()) if vertical else b"1 0 0 1 45 %d Tm <%s> Tj\n" % (800 - 18 * k, t.encode(encoding).hex().encode())) for k, t in enumerate(sheet))  # fmt: skip
            made += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>" % (7 + 2 * n), _stream(b"BT /F1 10 Tf\n" + rows + b"ET")]  # fmt: skip
        return _objects(made)

    return write


def acroform(doc: Doc, rng: Random) -> bytes:
    """A PDF form: labels on the page are few, the text is in the fields."""

    def utf(t: str) -> bytes:
        return b"<" + (b"\xfe\xff" + t.encode("utf-16-be")).hex().encode() + b">"

    fields = []
    for n, r in enumerate(doc.rows()):
        label, value = (r[0], "　".join(r[1:])) if len(r) > 1 else (f"line{n}", r[0])
        if value:
            fields.append((label, value))
    refs = b" ".join(b"%d 0 R" % (4 + n) for n in range(len(fields)))
    made = [b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%s]>>>>" % refs, b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[%s]>>" % refs]  # fmt: skip
    for n, (label, value) in enumerate(fields):
        made.append(
            b"<</Type/Annot/Subtype/Widget/FT/Tx/T %s/TU %s/V %s/Rect[40 %d 550 %d]/P 3 0 R>>"
            % (utf(f"f{n}"), utf(label), utf(value), 800 - 15 * n, 813 - 15 * n)
        )
    return _objects(made)


def _typst(doc: Doc) -> bytes:
    out = ['#set text(font: ("Noto Serif CJK JP"), size: 10pt)\n']
    rows: list[list[str]] = []
    for x in [*doc.lines, ""]:
        if isinstance(x, str):
            if rows:
                width = max(map(len, rows))
                out.append(
                    f"#table(columns: {width}, {', '.join(_q(c) for r in rows for c in [*r, *[''] * (width - len(r))])})\n"
                )
                rows = []
            out.append(f"#par({_q(x)})\n")
        else:
            rows.append(x)
    return "".join(out).encode()


def _q(t: str) -> str:
    return '"' + t.replace("\\", "\\\\").replace('"', '\\"') + '"'


def pdf_typst(doc: Doc, rng: Random) -> bytes:
    """A typeset PDF."""
    return bytes(typst.compile(_typst(doc), format="pdf"))


def png(doc: Doc, rng: Random) -> bytes:
    """A picture of the page."""
    made = typst.compile(_typst(doc), format="png", ppi=70)
    return bytes(made)


def picture_pdf(doc: Doc, rng: Random) -> bytes:
    """A PDF that holds a picture only (a PNG's pixels)."""
    inner = _q("p.png")
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "p.png").write_bytes(png(doc, rng))
        (Path(home) / "m.typ").write_text(f"#image({inner}, width: 100%)")
        return bytes(typst.compile(str(Path(home) / "m.typ"), format="pdf"))


def picture_docx(doc: Doc, rng: Random) -> bytes:
    """A Word file with a picture and no word."""
    drawing = '<w:p><w:r><w:pict><v:shape style="width:400pt;height:500pt"><v:imagedata r:id="rId1"/></v:shape></w:pict></w:r></w:p>'
    return zipped._word(drawing, {"word/media/image1.png": ("image", "", png(doc, rng))})


def _member(doc: Doc, rng: Random) -> tuple[str, bytes]:
    """What lies in an archive: a text, a list or a workbook."""
    if doc.tabular:
        return (
            ("一覧.csv", separated("utf-8-sig")(doc, rng))
            if rng.random() < 0.5
            else ("名簿データ.xlsx", zipped.xlsx(doc, rng))
        )
    return ("記録.txt", doc.text().encode()) if rng.random() < 0.5 else ("報告.docx", zipped.docx(doc, rng))


def zip_plain(doc: Doc, rng: Random) -> bytes:
    """A zip with one file."""
    name, data = _member(doc, rng)
    return zipped.pack({f"送付/{name}": data, "送付/readme.txt": "解凍してご利用ください。"})


def zip_sjis(doc: Doc, rng: Random) -> bytes:
    """A zip whose names are in code page 932 without a flag."""
    name, data = _member(doc, rng)
    return zipped.pack({"____" + "x" * len(name.encode("cp932")): data}).replace(
        b"____" + b"x" * len(name.encode("cp932")), "資料".encode("cp932") + name.encode("cp932")
    )


def zip_nested(doc: Doc, rng: Random) -> bytes:
    """A zip in a tar.gz in a zip."""
    return zipped.pack({"backup/old.tar.gz": tarred("w:gz", zip_plain)(doc, rng)})


def tarred(mode: str, inner: Write | None = None) -> Write:
    """A tar."""

    def write(doc: Doc, rng: Random) -> bytes:
        name, data = ("in.zip", inner(doc, rng)) if inner else _member(doc, rng)
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode=mode) as t:  # type: ignore[call-overload]
            info = tarfile.TarInfo(f"data/{name}")
            info.size = len(data)
            t.addfile(info, io.BytesIO(data))
        return out.getvalue()

    return write


def seven(password: str | None = None) -> Write:
    """7-Zip."""

    def write(doc: Doc, rng: Random) -> bytes:
        name, data = _member(doc, rng)
        out = io.BytesIO()
        with py7zr.SevenZipFile(out, "w", password=password, header_encryption=bool(password)) as z:
            z.writestr(data, name)
        return out.getvalue()

    return write


def zip_locked(*options: str) -> Write:
    """A zip with a password."""

    def write(doc: Doc, rng: Random) -> bytes:
        with tempfile.TemporaryDirectory() as home:
            name, data = _member(doc, rng)
            (Path(home) / name).write_bytes(data)
            subprocess.run(
                ["7z", "a", "-pTsunagu7", *options, "x.zip", name], cwd=home, check=True, capture_output=True
            )
            return (Path(home) / "x.zip").read_bytes()

    return write


def office_locked(make: Write) -> Write:
    """An encrypted Office file."""

    def write(doc: Doc, rng: Random) -> bytes:
        out = io.BytesIO()
        OOXMLFile(io.BytesIO(make(doc, rng))).encrypt("Tsunagu7", out)
        return out.getvalue()

    return write


def pdf_locked(doc: Doc, rng: Random) -> bytes:
    """A PDF with a user password."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf_typst(doc, rng))))
    writer.encrypt("owner-77", "user-77")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


PDF_H, PDF_V = pdf("utf-16-be", b"UniJIS-UTF16-H"), pdf("utf-16-be", b"UniJIS-UTF16-V", True)
ANY: Formats = {
    "pdf-own": (".pdf", PDF_H), "pdf-sjis": (".pdf", pdf("cp932", b"90ms-RKSJ-H")), "pdf-vertical": (".pdf", PDF_V), "pdf-form": (".pdf", acroform),
    "pdf-typst": (".pdf", pdf_typst), "zip": (".zip", zip_plain), "zip-sjis": (".zip", zip_sjis), "zip-nested": (".zip", zip_nested),
    "tgz": (".tar.gz", tarred("w:gz")), "tar": (".tar", tarred("w")), "7z": (".7z", seven()),
    "gz": (".txt.gz", lambda d, r: gzip.compress(d.text().encode(), mtime=0)), "bz2": (".txt.bz2", lambda d, r: bz2.compress(d.text().encode())),
    "xz": (".log.xz", lambda d, r: lzma.compress(d.text().encode())),
}  # fmt: skip
PICTURES: Formats = {
    "picture-png": (".png", png),
    "picture-pdf": (".pdf", picture_pdf),
    "picture-docx": (".docx", picture_docx),
}
LOCKED: Formats = {
    "zip-locked": (".zip", zip_locked("-mem=ZipCrypto")), "zip-aes": (".zip", zip_locked("-mem=AES256")), "7z-locked": (".7z", seven("Tsunagu7")),
    "xlsx-locked": (".xlsx", office_locked(zipped.xlsx)), "docx-locked": (".docx", office_locked(zipped.docx)), "pdf-locked": (".pdf", pdf_locked),
}  # fmt: skip
# name: suffix given, writer, target
CONVERTED: dict[str, tuple[str, Write, str]] = {
    "doc": (".docx", zipped.docx, "doc"), "ppt": (".pptx", zipped.pptx, "ppt"), "xls": (".xlsx", zipped.xlsx, "xls"),
    "pdf-writer": (".docx", zipped.docx, "pdf"), "rtf-writer": (".docx", zipped.docx, "rtf"),
}  # fmt: skip


def convert(jobs: list[tuple[Path, bytes, str, str]]) -> set[Path]:
    """LibreOffice makes the targets; gives those that failed."""
    failed: set[Path] = set()
    with tempfile.TemporaryDirectory(prefix="office-h-") as home:
        for target in sorted({j[3] for j in jobs}):
            chosen = [j for j in jobs if j[3] == target]
            source, made = Path(home) / f"i-{target}", Path(home) / f"o-{target}"
            source.mkdir()
            for n, (_, data, suffix, _) in enumerate(chosen):
                (source / f"d{n}{suffix}").write_bytes(data)
            subprocess.run(["soffice", f"-env:UserInstallation=file://{home}/p", "--headless", "--convert-to", target, "--outdir", str(made), *map(str, sorted(source.iterdir()))], capture_output=True, check=False, timeout=300)  # fmt: skip
            for n, (path, _, _, _) in enumerate(chosen):
                result = made / f"d{n}.{target}"
                if result.exists():
                    shutil.copyfile(result, path)
                else:
                    failed.add(path)
    return failed
