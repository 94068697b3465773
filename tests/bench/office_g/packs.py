"""Archives that can be read, and files that are locked with a password."""

import bz2
import gzip
import io
import lzma
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path
from random import Random

import msoffcrypto.format.ooxml
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from tests.bench.office_g import mail, office_zip, paper, plain
from tests.bench.office_g.markup import Doc
from tests.bench.office_g.plain import Formats, Write


def _inner(doc: Doc, rng: Random) -> tuple[str, bytes]:
    """A small office file to be put into an archive."""
    choice: list[tuple[str, Write]] = [
        ("data.txt", plain.encoded("utf-8")), ("meibo.csv", plain.separated("utf-8-sig")),
        ("shiryo.docx", office_zip.docx),
        ("shukei.xlsx", office_zip.xlsx_shared), ("mail.eml", mail.b64), ("gamen.html", plain.web("utf-8")),
    ]  # fmt: skip
    name, write = rng.choice(choice)
    return name, write(doc, rng)


def zipped(doc: Doc, rng: Random) -> bytes:
    """A zip with a folder, the document and a note that says nothing."""
    name, data = _inner(doc, rng)
    return office_zip.packed({"readme.txt": "納品物一式", f"out/{name}": data})


def zip_zip(doc: Doc, rng: Random) -> bytes:
    """A zip in a zip."""
    return office_zip.packed({"backup.zip": zipped(doc, rng)})


def zip_sjis(doc: Doc, rng: Random) -> bytes:
    """Member names in code page 932, as Explorer writes them."""
    name, data = _inner(doc, rng)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("XXXX" + Path(name).suffix, data)
    return out.getvalue().replace(b"XXXX", "資料".encode("cp932"))


def tarred(mode: str) -> Write:
    """A tar, packed or not."""

    def write(doc: Doc, rng: Random) -> bytes:
        name, data = _inner(doc, rng)
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode=mode) as pack:  # type: ignore[call-overload]
            info = tarfile.TarInfo(f"var/backup/{name}")
            info.size = len(data)
            pack.addfile(info, io.BytesIO(data))
        return out.getvalue()

    return write


def lzh(doc: Doc, rng: Random) -> bytes:
    """LHA, header level 0, stored (-lh0-)."""
    data = doc.text().replace("\n", "\r\n").encode("cp932")
    name = b"DATA.TXT"
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    body = b"-lh0-" + len(data).to_bytes(4, "little") * 2 + bytes(4) + b"\x20\0" + bytes([len(name)]) + name
    body += crc.to_bytes(2, "little")
    return bytes([len(body), sum(body) & 255]) + body + data + b"\0"


def _seven(doc: Doc, rng: Random, suffix: str, *options: str) -> bytes:
    name, data = _inner(doc, rng)
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / name).write_bytes(data)
        subprocess.run(["7z", "a", *options, f"x{suffix}", name], cwd=home, check=True, capture_output=True)
        return (Path(home) / f"x{suffix}").read_bytes()


def seven(suffix: str, *options: str) -> Write:
    """An archive by 7-Zip."""
    return lambda doc, rng: _seven(doc, rng, suffix, *options)


def xlsx_locked(doc: Doc, rng: Random) -> bytes:
    """An encrypted workbook (agile)."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(office_zip.xlsx_shared(doc, rng))).encrypt("Kg#2025", out)
    return out.getvalue()


def pdf_locked(doc: Doc, rng: Random) -> bytes:
    """A PDF that asks for a password."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(paper.pdf_utf16(doc, rng))))
    writer.encrypt("owner-Kg", "user-Kg")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _text(doc: Doc) -> bytes:
    return doc.text().encode()


ANY: Formats = {
    "zip": (".zip", zipped), "zip-zip": (".zip", zip_zip), "zip-sjis": (".zip", zip_sjis), "tar": (".tar", tarred("w")),
    "tgz": (".tar.gz", tarred("w:gz")), "tar-bz2": (".tar.bz2", tarred("w:bz2")), "tar-xz": (".tar.xz", tarred("w:xz")),
    "gz": (".txt.gz", lambda d, r: gzip.compress(_text(d))), "bz2": (".log.bz2", lambda d, r: bz2.compress(_text(d))),
    "xz": (".txt.xz", lambda d, r: lzma.compress(_text(d))), "7z": (".7z", seven(".7z")), "lzh": (".lzh", lzh),
}  # fmt: skip
LOCKED: Formats = {
    "pdf-locked": (".pdf", pdf_locked), "xlsx-locked": (".xlsx", xlsx_locked),
    "7z-locked": (".7z", seven(".7z", "-pKg", "-mhe=on")),
    "zip-locked": (".zip", seven(".zip", "-pKg", "-mem=ZipCrypto")),
    "zip-aes": (".zip", seven(".zip", "-pKg", "-mem=AES256")),
}  # fmt: skip
