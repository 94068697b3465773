"""Tells from a file's own structure whether it needs a password to open. notes/posture.md 2.16.

"protected": encrypted Office, OpenDocument, PDF, ZIP (AES), 7z, RAR. "weak": ZipCrypto or old RC4 Office. "plain": opens for
anybody. "unreadable": cannot be looked at. Sheet protection and owner passwords protect nothing.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import msoffcrypto
import olefile

CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c"
RAR4, RAR5 = b"Rar!\x1a\x07\x00", b"Rar!\x1a\x07\x01\x00"
RAR4_HEADERS_ENCRYPTED = 0x80
PDF_LIMIT = 256 * 1024 * 1024
ENTRY_LIMIT = 100_000
ZIP_AES = 99
OTHER = b"\x53\x61\x6c\x74\x65\x64\x5f\x5f", b"age-encryption.org/", b"-----BEGIN PGP MESSAGE"


def protection_of(path: Path) -> str:
    """Give the protection of one file; trouble is "unreadable", never an exception."""
    try:
        if path.is_symlink() or not path.is_file():
            return "unreadable"
        with path.open("rb") as file:
            head = file.read(1024)
        return _by_head(path, head)
    except Exception:  # noqa: BLE001
        # Foreign file formats fail in many ways; whatever they raise, the file could not be looked at.
        return "unreadable"


def _by_head(path: Path, head: bytes) -> str:
    if head.startswith(CFB):
        return _office(path)
    if head.startswith(b"PK\x03\x04"):
        return _zip(path)
    if b"%PDF-" in head:
        return _pdf(path)
    if head.startswith(SEVEN_ZIP):
        return _seven_zip(path)
    if head.startswith(RAR4) and head[9] == 0x73 and head[10] & RAR4_HEADERS_ENCRYPTED:
        return "protected"
    if head.startswith((RAR4, RAR5)):
        return "unreadable"
    return "protected" if head.startswith(OTHER) else "plain"


def _office(path: Path) -> str:
    with olefile.OleFileIO(str(path)) as container:
        if container.exists("EncryptedPackage"):
            return "protected"
    with path.open("rb") as file:
        try:
            encrypted = msoffcrypto.OfficeFile(file).is_encrypted()
        except msoffcrypto.exceptions.FileFormatError:
            return "plain"
    return "weak" if encrypted else "plain"


def _zip(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if entry.file_size][:ENTRY_LIMIT]
        names = set(archive.namelist())
        if "mimetype" in names and "META-INF/manifest.xml" in names:
            manifest = archive.read("META-INF/manifest.xml")[:4_000_000]
            return "protected" if b"encryption-data" in manifest else "plain"
    if not entries or not all(entry.flag_bits & 1 for entry in entries):
        return "plain"
    return "protected" if all(entry.compress_type == ZIP_AES for entry in entries) else "weak"


def _pdf(path: Path) -> str:
    import pypdfium2

    if path.stat().st_size > PDF_LIMIT:
        return "unreadable"
    try:
        pypdfium2.PdfDocument(str(path)).close()
    except pypdfium2.PdfiumError as error:
        return "protected" if "password" in str(error).lower() else "unreadable"
    return "plain"


def _seven_zip(path: Path) -> str:
    import py7zr

    try:
        with py7zr.SevenZipFile(path) as archive:
            return "protected" if archive.needs_password() else "plain"
    except py7zr.exceptions.PasswordRequired:
        return "protected"
