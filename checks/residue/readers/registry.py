"""From the first bytes to the reader. A type is what its bytes say; file names are never asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module

from checks.residue import charset
from checks.residue.readers import iwa, lazily, leveldb, packed, shortcut
from checks.residue.readers.source import Reader, Source

# (offset, magic, reader) in order of test; the reader is "module:function" and imported on first use.
_MAGICS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"PK\x03\x04", "zipped:read"),
    (0, b"PK\x05\x06", "zipped:read"),
    (0, b"PK\x07\x08PK\x03\x04", "zipped:read"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole:read"),
    (0, b"{\\rtf", "rtf:read"),
    (0, b"\1\1\1\1\n", "mail:read_mmdf"),
    (0, b"BEGIN:V", "cards:read"),
    (0, b"\xef\xbb\xbfBEGIN:V", "cards:read"),
    (0, b"SQLite format 3\x00", "sqlite:read"),
    (0, b"\x37\x7f\x06\x82", "sqlite_pages:read_wal"),
    (0, b"\x37\x7f\x06\x83", "sqlite_pages:read_wal"),
    (0, b"b0VIM ", "swap:read"),
    (0, b"\x1f\x8b\x08", "packed:read_gzip"),
    (0, b"BZh", "packed:read_bzip2"),
    (0, b"\xfd7zXZ\x00", "packed:read_xz"),
    (0, b"7z\xbc\xaf\x27\x1c", "sevenzip:read"),
    (0, b"!<arch>\n", "packed:read_ar"),
    (257, b"ustar", "packed:read_tar"),
    (0, b"\x78\x9f\x3e\x22", "tnef:read"),
    (0, b"Rar!\x1a\x07", "rar:read"),
    (0, b"bplist00", "plist:read"),
    (0, b"L\0\0\0\x01\x14\x02\0", "shortcut:read_link"),
    (4, b"Bud1", "shortcut:read_view"),
    (0, b"CMMM", "shortcut:read_thumbnails"),
    (15, b"HBAM7", "fixed:database"),
    (0, b"%FDF-", "pdf_fields:read_data"),
    (0, b"MSCF", "cabinet:read"),
    (0, b"\x28\xb5\x2f\xfd", "packed:read_zstd"),
    (0, b"\x04\x22\x4d\x18", "packed:read_lz4"),
    (0, b"mozLz40\0", "packed:read_mozilla"),
    (0, b"\x30\x5c\x72\xa7\x1b\x6d\xfb\xfc", "browser_cache:read"),
    (0, b"\x5d\0\0", "packed:read_lzma"),
    (0, b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", "sqlite_pages:read_journal"),
    (0, b"\x1f\x9d", "fixed:unsupported"),
    (0, b"\x60\x0e\x82\x01", "fixed:unsupported"),
    (0, b"!BDN", "pst:read"),
    (4, b"Standard Jet DB", "access:read"),
    (4, b"Standard ACE DB", "access:read"),
    (0, b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d", "onenote:read"),
    (0, b"CHNKINK ", "quill:read"),
    (0, b"CHNKWKS ", "quill:read"),
    (0, b"\x09\x08\x08\x00\x00\x05", "xls_old:read"),
    (0, b"\x09\x08\x10\x00\x00\x06", "xls_old:read"),
    (0, b"\x09\x04\x06\x00", "xls_old:read"),
    (0, b"\x09\x02\x06\x00", "xls_old:read"),
    (0, b"\x09\x00\x06\x00", "xls_old:read"),
    (0, b"\x09\x00\x04\x00", "xls_old:read"),
    (0, b"\x00\x00\x02\x00\x04\x04", "lotus:read"),
    (0, b"\x00\x00\x02\x00\x05\x04", "lotus:read"),
    (0, b"\x00\x00\x02\x00\x06\x04", "lotus:read"),
    (0, b"\x00\x00\x1a\x00\x00\x10\x04\x00", "lotus:read"),
    (0, b"\x00\x00\x1a\x00\x02\x10\x04\x00", "lotus:read"),
    (0, b"PAR1", "fixed:database"),
    (0, b"ARROW1\x00\x00", "fixed:database"),
    (0, b"ITSF\x03\x00\x00\x00", "fixed:unsupported"),
    (0, b"\x89PNG\r\n\x1a\n", "fixed:picture"),
    (0, b"\xff\xd8\xff", "fixed:picture"),
    (0, b"GIF8", "fixed:picture"),
    (0, b"DOC\0\0\0\0\0        ", "ichitaro:read_old"),
    (40, b" EMF", "emf:read"),
    (0, b"II*\x00", "fixed:picture"),
    (0, b"MM\x00*", "fixed:picture"),
    (0, b"8BPS", "fixed:picture"),
    (0, b"\x00\x00\x01\x00", "fixed:picture"),
    (8, b"WEBP", "fixed:picture"),
    (4, b"ftypheic", "fixed:picture"),
    (4, b"ftypmif1", "fixed:picture"),
    (4, b"ftypavif", "fixed:picture"),
    (0, b"\x00\x00\x00\x0cjP  ", "fixed:picture"),
    (4, b"ftyp", "fixed:unsupported"),
    (0, b"ID3", "fixed:unsupported"),
    (0, b"OggS", "fixed:unsupported"),
    (0, b"fLaC", "fixed:unsupported"),
    (0, b"\x1a\x45\xdf\xa3", "fixed:unsupported"),
    (8, b"WAVE", "fixed:unsupported"),
    (8, b"AVI ", "fixed:unsupported"),
    (0, b"\x7fELF", "fixed:program"),
    (0, b"\xca\xfe\xba\xbe", "fixed:program"),
    (0, b"\xcf\xfa\xed\xfe", "fixed:program"),
    (0, b"\x00asm", "fixed:program"),
    (0, b"OTTO", "fixed:program"),
    (0, b"wOFF", "fixed:program"),
    (0, b"wOF2", "fixed:program"),
    (0, b"-----BEGIN PGP MESSAGE", "fixed:locked"),
    (0, b"Salted__", "fixed:locked"),
    (0, b"$ANSIBLE_VAULT;", "fixed:locked"),
    (0, b"age-encryption.org/", "fixed:locked"),
    (0, b"LUKS\xba\xbe", "fixed:locked"),
    (3, b"-FVE-FS-", "fixed:locked"),
)
_TABLE_TAG = re.compile(rb"[A-Za-z][A-Za-z0-9/ ]{3}")
_LINKS = re.compile(rb"[\x01\x02]\0\0\0.\0\0\0\0\0\0\0", re.DOTALL)  # customDestinations-ms
_ENVELOPED = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03"  # CMS: content for a holder of a key
_LZH = re.compile(rb"..-l[hz][0-9sd]-", re.DOTALL)
_DBASE = re.compile(
    rb"[\x02\x03\x30\x31\x43\x83\x8b\xf5]..\x01..\x00\x00|[\x03\x30\x83\x8b].[\x01-\x0c][\x01-\x1f]", re.DOTALL
)
_MAIL_HEAD = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:>?From \S+.*\r?\n)?((?:[\x21-\x39\x3b-\x7e]{1,76}[ \t]*:.*\r?\n(?:[ \t].*\r?\n)*){2,})"
)
_MAIL_FIELD = re.compile(
    rb"^(?:(Content-Type|Content-Transfer-Encoding|MIME-Version|Message-ID|Received|X-Mozilla-Status2?)|Return-Path|Delivered-To|Date|Subject|"
    rb"From|To|Cc|Sender|Reply-To|X-[A-Z-]+|DKIM-Signature|Authentication-Results|User-Agent|In-Reply-To|References)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_APPLE_MAIL = re.compile(rb"\d{1,10} *\n")


@cache
def _possible(first: int) -> list[tuple[int, bytes, str]]:
    """The magics a file with this first byte may have, in the order of the table."""
    return [entry for entry in _MAGICS if entry[0] or entry[1][0] == first]


_SELDOM_USED = ("argparse", "calendar", "socket", "subprocess", "uuid")
"""What libraries for mail and PDF import and no reading asks for."""


@cache
def _load(spec: str) -> Reader:
    module, function = spec.split(":")
    with lazily.imported(*_SELDOM_USED):
        found: Callable[..., object] = getattr(import_module(f"checks.residue.readers.{module}"), function)
    return found  # type: ignore[return-value]  # the table above names readers only


def reader_for(source: Source) -> Reader:
    """The reader for `source`, by its bytes."""
    head = source.head()
    return _load(_by_magic(head, source) or _by_shape(head, source))


def _by_magic(head: bytes, source: Source) -> str | None:
    if head.startswith(b"\0\0\1\0") and b" EMF" in head:
        return "emf:read"  # a spooled page begins like an icon
    for offset, magic, spec in _possible(head[0]) if head else ():
        if head.startswith(magic, offset):
            return spec
    if b"%PDF-" in head[:1024]:
        return "pdf:read"
    if (
        head.startswith(b"BM")
        and len(head) > 26
        and head[14:18] in (b"\x28\0\0\0", b"\x0c\0\0\0", b"\x6c\0\0\0", b"\x7c\0\0\0")
    ):
        return "fixed:picture"
    return _by_signs(head, source)


def _by_signs(head: bytes, source: Source) -> str | None:
    """Formats told by more than the same bytes at the same place."""
    if (head.startswith(b"MZ") and b"PE\0\0" in head) or (
        head.startswith(b"\0\1\0\0\0") and _TABLE_TAG.match(head, 12)
    ):
        return "fixed:program"  # or a TrueType font: its directory begins with a tag such as "GDEF"
    if head[:1] == b"x" and packed.is_zlib(head):
        return "packed:read_zlib"
    if head[:1] == b"0" and _ENVELOPED in head[:64]:
        return "fixed:locked"
    if _LZH.match(head):
        return "lzh:read"
    if head[:1] == b"\0" and iwa.fits(source):
        return "iwa:read"
    if bytes(source.data[-8:]) == leveldb.MAGIC:
        return "leveldb:read"
    if _LINKS.match(head) and b"L\0\0\0\x01\x14\x02\0" in head:
        return "shortcut:read_link"
    if head[:1] in b"\1\2\5" and shortcut.is_deleted(head, len(source)):
        return "shortcut:read_deleted"
    if shortcut.owner_at(head, len(source)):
        return "shortcut:read_owner"
    return None


def _by_shape(head: bytes, source: Source) -> str:
    if head[:28] == bytes(28) and _is_journal(source):
        return "sqlite_pages:read_journal"
    padded = head[:8] == bytes(8) or bytes(source.data[-8:]) == bytes(8)
    if padded and len(source) <= source.meter.budget.member_bytes:
        trimmed = source.all().strip(b"\0")
        if (
            trimmed
            and len(trimmed) < len(source)
            and (b"\0" not in trimmed or charset.detect(trimmed[: charset.SAMPLE]))
        ):
            return "text:read_trimmed"
    if _is_mail(head):
        return "mail:read"
    if _APPLE_MAIL.match(head) and _is_mail(head[head.find(b"\n") + 1 :]):
        return "mail:read_apple"
    if source.codec() is not None:
        return "text:read"
    if len(head) > 64 and head[0] in b"\x03\x83\x30\x8b" and _DBASE.match(head):
        return "dbase:read"
    return "raw:read"


def _is_journal(source: Source) -> bool:
    """Whether a file that begins with zeros holds the pages of a database behind them."""
    from checks.residue.readers import sqlite_pages

    return bool(sqlite_pages.blanked(bytes(source.head(1 << 16)))[1])


def _is_mail(head: bytes) -> bool:
    """Whether a file begins with the header fields of a letter: three of the usual ones, or two with one of transport or MIME."""
    fields = _MAIL_HEAD.match(head)
    known = {match[0].lower(): match[1] for match in _MAIL_FIELD.finditer(fields[1])} if fields else {}
    return len(known) >= 3 or (len(known) == 2 and any(known.values()))
