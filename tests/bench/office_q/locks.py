"""What cannot be read: passwords, broken files, DocuWorks."""

import binascii
import io
import zlib
from random import Random

import msoffcrypto.format.ooxml
import py7zr
import pypdfium2
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from . import pdfs, sheets, words
from .marks import Doc
from .plain import Formats, Write

KEY = "Uketsuke24"


def _office(inner: Write) -> Write:
    def write(doc: Doc, rng: Random) -> bytes:
        out = io.BytesIO()
        msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(inner(doc, rng))).encrypt(KEY, out)
        return out.getvalue()

    return write


def seven(doc: Doc, rng: Random) -> bytes:
    """7-Zip with its names hidden."""
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", password=KEY, header_encryption=True) as new:
        new.writestr(doc.text().encode(), "meibo.txt")
    return out.getvalue()


def pdf(doc: Doc, rng: Random) -> bytes:
    """A paper that asks for a password."""
    plain = pdfs.paper("UniJIS-UTF16-H", "utf-16-be")(doc, rng)
    new = copy_into_new_writer(PdfFileReader(io.BytesIO(plain)))
    new.encrypt(KEY, KEY)
    out = io.BytesIO()
    new.write(out)
    return out.getvalue()


def _cipher(data: bytes, password: bytes) -> bytes:
    """PKWARE's first cipher."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def turn(c: int) -> None:
        keys[0] = binascii.crc32(bytes([c]), keys[0] ^ 0xFFFFFFFF) ^ 0xFFFFFFFF
        keys[1] = ((keys[1] + (keys[0] & 255)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = binascii.crc32(bytes([keys[1] >> 24]), keys[2] ^ 0xFFFFFFFF) ^ 0xFFFFFFFF

    for c in password:
        turn(c)
    out = bytearray()
    for c in data:
        near = keys[2] & 0xFFFF | 2
        out.append(c ^ (near * (near ^ 1) >> 8 & 255))
        turn(c)
    return bytes(out)


def zipped(doc: Doc, rng: Random) -> bytes:
    """A zip behind a password."""
    raw, name = doc.text().encode("utf-8"), b"list.csv"
    crc = zlib.crc32(raw)
    body = _cipher(bytes(rng.randrange(256) for _ in range(11)) + bytes([crc >> 24]) + raw, KEY.encode())
    shape = (
        b"\1\0\0\0\x00\x48\xb4\x58"
        + b"".join(n.to_bytes(4, "little") for n in (crc, len(body), len(raw)))
        + len(name).to_bytes(2, "little")
        + b"\0\0"
    )
    first = b"PK\3\4\x14\0" + shape + name + body
    second = b"PK\1\2\x14\0\x14\0" + shape + bytes(14) + name
    return (
        first
        + second
        + b"PK\5\6"
        + bytes(4)
        + b"\1\0\1\0"
        + len(second).to_bytes(4, "little")
        + len(first).to_bytes(4, "little")
        + b"\0\0"
    )


def docuworks(doc: Doc, rng: Random) -> bytes:
    """A container of DocuWorks: nobody else reads it."""
    return b"\x60\x0e\x82\x17\x00\x00\x00\x00" + bytes(rng.randrange(256) for _ in range(3000))


def half(doc: Doc, rng: Random) -> bytes:
    """A copy that broke off."""
    data = sheets.xlsx()(doc, rng)
    return data[: len(data) // 3]


def half_pdf(doc: Doc, rng: Random) -> bytes:
    """A paper whose end and objects are lost."""
    return pdfs.scan(doc, rng)[:400]


def opens(data: bytes) -> bool:
    """Whether a paper opens without a password."""
    try:
        pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return False
    return True


LOCKED: Formats = {
    "xlsx-locked": (".xlsx", _office(sheets.xlsx())), "docx-locked": (".docx", _office(words.docx())), "7z-locked": (".7z", seven), "zip-locked": (".zip", zipped), "pdf-locked": (".pdf", pdf),
}  # fmt: skip
ODD: Formats = {"docuworks": (".xdw", docuworks), "xlsx-broken": (".xlsx", half), "pdf-broken": (".pdf", half_pdf)}
