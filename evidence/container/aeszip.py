"""An AES-256 ZIP around one file, for handing over: WinZip AE-2, opened by 7-Zip, bsdtar and Windows' tar.

Key and authentication: PBKDF2-HMAC-SHA1 with 1000 rounds gives 32 + 32 + 2 bytes; AES-256 in counter mode with a
little-endian counter from 1; HMAC-SHA1 over the ciphertext, first 10 bytes (WinZip "AES Encryption Information",
specification 1.04). The rounds are few by that specification, so only generated passwords are used (deliver.py).
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from evidence.container import ziplayout as z
from evidence.errors import InputError

AES_METHOD, ENCRYPTED = 99, 1
SALT, VERIFIER, TAG = 16, 2, 10
ROUNDS = 1000
CHUNK = 1 << 20
_EXTRA = struct.Struct("<2HH2sBH")
_AES256 = 3


class _Stream:
    """The keystream and the running authentication code of one entry."""

    def __init__(self, password: str, salt: bytes) -> None:
        keys = hashlib.pbkdf2_hmac("sha1", password.encode("utf-8"), salt, ROUNDS, 64 + VERIFIER)
        self._blocks = Cipher(algorithms.AES(keys[:32]), modes.ECB()).encryptor()  # noqa: S305 (counter mode below)
        self._mac = hmac.new(keys[32:64], digestmod="sha1")
        self.verifier = keys[64:]
        self._counter = 1

    def apply(self, data: bytes) -> bytes:
        """XOR with the keystream; pieces must be multiples of 16 bytes except the last."""
        count = (len(data) + 15) // 16
        counters = array("Q", bytes(16 * count))
        counters[0::2] = array("Q", range(self._counter, self._counter + count))
        self._counter += count
        stream = self._blocks.update(_little_endian(counters))[: len(data)]
        mixed = int.from_bytes(data, "little") ^ int.from_bytes(stream, "little")
        return mixed.to_bytes(len(data), "little")

    def authenticate(self, ciphertext: bytes) -> None:
        self._mac.update(ciphertext)

    def tag(self) -> bytes:
        return self._mac.digest()[:TAG]


def _little_endian(counters: array[int]) -> bytes:
    if struct.pack("=H", 1) != struct.pack("<H", 1):
        counters.byteswap()
    return counters.tobytes()


def write(source: Path, name: str, password: str, out: BinaryIO) -> None:
    """Write ``source`` as the only, stored entry ``name`` of an AES-256 archive to ``out``."""
    size = source.stat().st_size
    salt = os.urandom(SALT)
    stream = _Stream(password, salt)
    packed = SALT + VERIFIER + size + TAG
    out.write(_header(name, size, packed, central=False) + salt + stream.verifier)
    with source.open("rb") as file:
        while piece := file.read(CHUNK):
            hidden = stream.apply(piece)
            stream.authenticate(hidden)
            out.write(hidden)
    out.write(stream.tag())
    start = out.tell()
    directory = _header(name, size, packed, central=True)
    out.write(directory + z.end_records(1, start, len(directory)))


def _header(name: str, size: int, packed: int, *, central: bool) -> bytes:
    """Local or directory header: method 99, no CRC (AE-2), the real method (stored) in the extra field."""
    big = packed >= z.MAX32
    extra = _EXTRA.pack(0x9901, 7, 2, b"AE", _AES256, z.STORED)
    extra += struct.pack("<2H2Q", 1, 16, size, packed) if big else b""
    sizes = (z.MAX32, z.MAX32) if big else (packed, size)
    raw = name.encode("ascii")
    common = (51, ENCRYPTED, AES_METHOD, z.DOS_TIME, z.DOS_DATE, 0, *sizes, len(raw), len(extra))
    if central:
        return z.CENTRAL.pack(z.CENTRAL_SIG, z.MADE_BY_UNIX | 51, *common, 0, 0, 0, z.UNIX_REGULAR, 0) + raw + extra
    return z.LOCAL.pack(z.LOCAL_SIG, *common) + raw + extra


def read(path: Path, password: str, out: BinaryIO, *, number: int | None = None) -> str:
    """Unpack the only entry of an AES archive (or the one of that number) to ``out`` and give its name.

    Raises InputError: not a ZIP, more than one entry, not encrypted, old ZipCrypto, wrong password, altered content.
    What was written to ``out`` counts only when no error is raised.
    """
    try:
        with zipfile.ZipFile(path) as opened:
            entries = opened.infolist()
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError):
        raise InputError("outer_not_zip", name=path.name) from None
    if number is None and len(entries) != 1:
        raise InputError("outer_entries", name=path.name, count=len(entries))
    entry = entries[number or 0]
    method = _method(entry, path.name)
    with path.open("rb") as file:
        _unpack(file, entry, method, password, out)
    return entry.filename


def _method(entry: zipfile.ZipInfo, name: str) -> int:
    """The real compression method of an AES-256 entry."""
    if not entry.flag_bits & ENCRYPTED:
        raise InputError("outer_plain", name=name)
    at = entry.extra.find(b"\x01\x99\x07\x00")
    if entry.compress_type != AES_METHOD or at < 0 or len(entry.extra) < at + _EXTRA.size:
        raise InputError("outer_zipcrypto", name=name)
    _, _, _, vendor, strength, method = _EXTRA.unpack_from(entry.extra, at)
    if vendor != b"AE" or strength != _AES256 or method not in (z.STORED, z.DEFLATED):
        raise InputError("outer_zipcrypto", name=name)
    return int(method)


def _unpack(file: BinaryIO, entry: zipfile.ZipInfo, method: int, password: str, out: BinaryIO) -> None:
    if entry.header_offset < 0:  # what zipfile makes of a directory that lies about its place
        raise InputError("outer_damaged", name=entry.filename)
    file.seek(entry.header_offset)
    head = file.read(z.LOCAL.size)
    if len(head) != z.LOCAL.size or head[:4] != z.LOCAL_SIG:
        raise InputError("outer_damaged", name=entry.filename)
    names = z.LOCAL.unpack(head)[9:]
    file.seek(sum(names), os.SEEK_CUR)
    salt, verifier = file.read(SALT), file.read(VERIFIER)
    stream = _Stream(password, salt)
    if not hmac.compare_digest(stream.verifier, verifier):
        raise InputError("outer_password", name=entry.filename)
    left = entry.compress_size - SALT - VERIFIER - TAG
    pieces = _plain(file, stream, left)
    most = max(z.RATIO_FLOOR, z.MAX_RATIO * left)
    out.writelines(_inflated(pieces, most) if method == z.DEFLATED else pieces)
    if left < 0 or not hmac.compare_digest(stream.tag(), file.read(TAG)):
        raise InputError("outer_damaged", name=entry.filename)


def _plain(file: BinaryIO, stream: _Stream, left: int) -> Iterator[bytes]:
    while left > 0:
        piece = file.read(min(CHUNK, left))
        if not piece:
            return
        left -= len(piece)
        stream.authenticate(piece)
        yield stream.apply(piece)


def _inflated(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    """Raw DEFLATE, at most ``most`` bytes of it: nobody fills the receiver's disk."""
    engine, size = zlib.decompressobj(-15), 0
    for piece in pieces:
        data = piece
        while data:
            try:
                out = engine.decompress(data, CHUNK)
            except zlib.error:
                raise InputError("outer_damaged", name="") from None
            size += len(out)
            if size > most:
                raise InputError("outer_damaged", name="")
            yield out
            data = engine.unconsumed_tail
