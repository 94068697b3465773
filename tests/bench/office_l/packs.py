"""Archives that can be read and files that are locked; LibreOffice's own formats in one batch."""

import gzip
import io
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from random import Random

import msoffcrypto.format.ooxml
import py7zr
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from . import mail, pdf, sheets, text, word
from .script import Doc
from .text import Formats, Write

INNER: tuple[tuple[str, Write], ...] = (
    ("memo.txt", text.plain("cp932")), ("data.csv", text.separated("utf-8-sig")), ("bun.docx", word.docx),
    ("hyo.xlsx", sheets.shared), ("mail.eml", mail.quoted),
)  # fmt: skip


def _inner(doc: Doc, rng: Random) -> tuple[str, bytes]:
    name, write = rng.choice(INNER)
    try:
        return name, write(doc, rng)
    except UnicodeEncodeError:
        return "memo8.txt", text.plain("utf-8")(doc, rng)


def packed(doc: Doc, rng: Random) -> bytes:
    """A zip."""
    name, data = _inner(doc, rng)
    return word.zipped({"はじめに.txt": "納品一式です。\r\n".encode("cp932"), f"R7/{name}": data})


def cp932(doc: Doc, rng: Random) -> bytes:
    """Names of members in code page 932 without the flag."""
    name, data = _inner(doc, rng)
    return word.zipped({"QQQQ/" + name: data}).replace(b"QQQQ", "台帳".encode("cp932"))


def nested(doc: Doc, rng: Random) -> bytes:
    """A zip in a zip in a zip."""
    return word.zipped({"old/2.zip": word.zipped({"1.zip": packed(doc, rng)})})


def gz(doc: Doc, rng: Random) -> bytes:
    """A gzip of a text."""
    return gzip.compress(text.plain("utf-8", "\n", " ")(doc, rng), mtime=0)


def tgz(doc: Doc, rng: Random) -> bytes:
    """A packed tar."""
    name, data = _inner(doc, rng)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as pack:
        info = tarfile.TarInfo(f"backup/{name}")
        info.size = len(data)
        pack.addfile(info, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0)


def seven(doc: Doc, rng: Random, password: str | None = None) -> bytes:
    """7-Zip."""
    name, data = _inner(doc, rng)
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password=password, header_encryption=bool(password)) as pack:
        pack.writestr(data, name)
    return out.getvalue()


def zip_locked(doc: Doc, rng: Random) -> bytes:
    """A zip with a password (by 7-Zip)."""
    name, data = _inner(doc, rng)
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / name).write_bytes(data)
        subprocess.run(
            ["7z", "a", "-tzip", "-psM4!rk", "-mem=AES256", "o.zip", name], cwd=home, check=True, capture_output=True
        )
        return (Path(home) / "o.zip").read_bytes()


def xlsx_locked(doc: Doc, rng: Random) -> bytes:
    """A workbook with a password."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(sheets.shared(doc, rng))).encrypt("sM4!rk", out)
    return out.getvalue()


def docx_locked(doc: Doc, rng: Random) -> bytes:
    """A document with a password."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(word.docx(doc, rng))).encrypt("sM4!rk", out)
    return out.getvalue()


def pdf_locked(doc: Doc, rng: Random) -> bytes:
    """A PDF with a password."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf.typeset(doc, rng))))
    writer.encrypt(owner_pass="own-9X", user_pass="usr-9X")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


ANY: Formats = {"zip": (".zip", packed), "zip-cp932": (".zip", cp932), "zip-nested": (".zip", nested), "gz": (".txt.gz", gz),
                "tgz": (".tar.gz", tgz), "7z": (".7z", seven)}  # fmt: skip
LOCKED: Formats = {"zip-locked": (".zip", zip_locked), "xlsx-locked": (".xlsx", xlsx_locked), "docx-locked": (".docx", docx_locked),
                   "pdf-locked": (".pdf", pdf_locked), "7z-locked": (".7z", lambda d, r: seven(d, r, "sM4!rk"))}  # fmt: skip

# suffix of what we write, writer, suffix LibreOffice writes
BATCH: dict[str, tuple[str, Write, str]] = {
    "doc": (".docx", word.docx, "doc"), "doc-header": (".docx", word.docx_header, "doc"), "soffice-odt": (".docx", word.docx, "odt"),
    "soffice-pdf": (".docx", word.docx, "pdf"), "soffice-rtf": (".docx", word.docx, "rtf"), "ppt": (".pptx", word.pptx, "ppt"),
    "odp": (".pptx", word.pptx, "odp"), "xls": (".xlsx", sheets.shared, "xls"), "soffice-ods": (".xlsx", sheets.numbers, "ods"),
    "xls-hidden": (".xlsx", sheets.hidden, "xls"),
}  # fmt: skip
BATCH_TABLES = ("xls", "soffice-ods", "xls-hidden", "doc")
BATCH_TEXTS = ("doc", "doc-header", "soffice-odt", "soffice-pdf", "soffice-rtf", "ppt", "odp")


def convert(jobs: list[tuple[Path, bytes, str, str]]) -> list[Path]:
    """Make (target, bytes, suffix, format) with LibreOffice; gives what could not be made."""
    missing = []
    if not shutil.which("soffice"):
        return [j[0] for j in jobs]
    with tempfile.TemporaryDirectory(prefix="l-") as home:
        for suffix, target in sorted({(j[2], j[3]) for j in jobs}):
            chosen = [j for j in jobs if j[2:] == (suffix, target)]
            source, made = Path(home) / f"i{suffix}{target}", Path(home) / f"o{suffix}{target}"
            source.mkdir()
            for n, job in enumerate(chosen):
                (source / f"n{n}{suffix}").write_bytes(job[1])
            files = map(str, sorted(source.iterdir()))
            call = [
                "soffice",
                f"-env:UserInstallation=file://{home}/p",
                "--headless",
                "--convert-to",
                target,
                "--outdir",
                str(made),
                *files,
            ]
            subprocess.run(call, capture_output=True, check=False, timeout=300)
            for n, job in enumerate(chosen):
                got = made / f"n{n}.{target}"
                if got.exists():
                    job[0].write_bytes(got.read_bytes())
                else:
                    missing.append(job[0])
    return missing
