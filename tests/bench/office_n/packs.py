"""Archives, nested ones, and files behind a password."""

import gzip
import io
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path
from random import Random

import msoffcrypto.format.ooxml
import py7zr
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from . import mails, pages, sheets, texts, words
from .script import Doc
from .texts import Formats, Write

INSIDE: tuple[tuple[str, Write], ...] = (
    ("控え.txt", texts.plain("utf-8")), ("一覧.csv", texts.fields("utf-8-sig")), ("文書.docx", words.docx), ("表.xlsx", sheets.plain),
    ("受信.eml", mails.base), ("画面.html", texts.web("utf-8")),
)  # fmt: skip


def _inner(doc: Doc, rng: Random) -> tuple[str, bytes]:
    name, write = rng.choice(INSIDE)
    return name, write(doc, rng)


def zipped(doc: Doc, rng: Random) -> bytes:
    """A folder with a note beside."""
    name, data = _inner(doc, rng)
    return words.pack({"よんでね.txt": "もらったファイル一式です".encode(), f"2025/{name}": data})


def nested(doc: Doc, rng: Random) -> bytes:
    """A zip, in it a gzipped tar, in it the file."""
    return words.pack({"old/backup.tar.gz": tarred(doc, rng)})


def zip_sjis(doc: Doc, rng: Random) -> bytes:
    """Names in code page 932 without the flag."""
    name, data = _inner(doc, rng)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr(zipfile.ZipInfo("QQQQ" + Path(name).suffix), data, zipfile.ZIP_DEFLATED)
    return out.getvalue().replace(b"QQQQ", "台帳".encode("cp932"))


def tarred(doc: Doc, rng: Random) -> bytes:
    """A gzipped tar."""
    name, data = _inner(doc, rng)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        info = tarfile.TarInfo("home/" + name)
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0)


def gz(doc: Doc, rng: Random) -> bytes:
    """One text."""
    return gzip.compress(doc.text().encode("cp932"), mtime=0)


def seven(doc: Doc, rng: Random) -> bytes:
    """7z by py7zr."""
    name, data = _inner(doc, rng)
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w") as new:
        new.writestr(data, "data/" + name)
    return out.getvalue()


def lzh(doc: Doc, rng: Random) -> bytes:
    """LHA with one stored member, header level 0."""
    data, name, crc = doc.text().replace("\n", "\r\n").encode("cp932"), "台帳.TXT".encode("cp932"), 0
    for b in data:
        crc ^= b
        for _ in range(8):
            crc = (crc >> 1) ^ (0xA001 * (crc & 1))
    head = (
        b"-lh0-"
        + len(data).to_bytes(4, "little") * 2
        + b"\x00\x48\x21\x2b\x20\x00"
        + bytes([len(name)])
        + name
        + crc.to_bytes(2, "little")
    )
    return bytes([len(head), sum(head) & 255]) + head + data + b"\0"


def zip_locked(method: str) -> Write:
    """A zip with a password, by 7-Zip."""

    def write(doc: Doc, rng: Random) -> bytes:
        with tempfile.TemporaryDirectory() as home:
            (Path(home) / "meibo.csv").write_bytes(texts.fields("utf-8")(doc, rng))
            subprocess.run(
                ["7z", "a", "-pMn25", f"-mem={method}", "x.zip", "meibo.csv"], cwd=home, check=True, capture_output=True
            )
            return (Path(home) / "x.zip").read_bytes()

    return write


def seven_locked(doc: Doc, rng: Random) -> bytes:
    """7z, the names locked too."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password="Mn25", header_encryption=True) as new:
        new.writestr(doc.text().encode(), "a.txt")
    return out.getvalue()


def book_locked(doc: Doc, rng: Random) -> bytes:
    """A workbook that asks for a password."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(sheets.plain(doc, rng))).encrypt("Mn25", out)
    return out.getvalue()


def word_locked(doc: Doc, rng: Random) -> bytes:
    """A letter that asks for a password."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(words.docx(doc, rng))).encrypt("Mn25", out)
    return out.getvalue()


def pdf_locked(doc: Doc, rng: Random) -> bytes:
    """A PDF that asks for a password."""
    new = copy_into_new_writer(PdfFileReader(io.BytesIO(pages.utf16(doc, rng))))
    new.encrypt("own", "Mn25")
    out = io.BytesIO()
    new.write(out)
    return out.getvalue()


ANY: Formats = {
    "zip": (".zip", zipped), "zip-nested": (".zip", nested), "zip-sjis": (".zip", zip_sjis), "tgz": (".tar.gz", tarred), "gz": (".txt.gz", gz),
    "7z": (".7z", seven), "lzh": (".lzh", lzh),
}  # fmt: skip
LOCKED: Formats = {
    "zip-locked": (".zip", zip_locked("ZipCrypto")), "zip-aes": (".zip", zip_locked("AES256")), "7z-locked": (".7z", seven_locked),
    "xlsx-locked": (".xlsx", book_locked), "docx-locked": (".docx", word_locked), "pdf-locked": (".pdf", pdf_locked),
}  # fmt: skip
