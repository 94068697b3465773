"""A sealed file of named arrays: AES-256-GCM in chunks, so that large registries are written and read piece by piece.

Layout: magic, u32 header length, header (JSON: format, salt, nonce prefix, cost of the key derivation), then chunks of
u32 length + ciphertext. Each nonce is prefix (7 bytes) + chunk number (4 bytes) + last-chunk mark (1 byte): chunks cannot
be left out, exchanged or cut off unnoticed (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizar, 2015).
The header is bound to every chunk as associated data. Nothing outside the seal tells how many records there are.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from checks.residue.fingerprint import key as keys
from checks.residue.fingerprint.errors import RegistryError

MAGIC = b"SAFPREG1"
CHUNK = 8 << 20
MOST_HEADER = 4096
Arrays = dict[str, "np.ndarray[Any, Any]"]


def new_header() -> dict[str, Any]:
    """A header with a fresh salt and nonce prefix."""
    return {
        "format": 1,
        "kdf": "argon2id",
        "iterations": keys.ITERATIONS,
        "lanes": keys.LANES,
        "memory_kib": keys.MEMORY_KIB,
        "salt": os.urandom(keys.SALT_BYTES).hex(),
        "nonce": os.urandom(7).hex(),
    }


def write(path: Path, header: dict[str, Any], seal: bytes, meta: dict[str, Any], arrays: Arrays) -> str:
    """Write the sealed file and give its SHA-256. The file appears whole or not at all and is never overwritten."""
    if path.exists():
        raise RegistryError("exists", str(path))
    partial = path.with_name(path.name + ".part")
    try:
        with partial.open("xb") as stream:
            _write(stream, header, seal, _plain(meta, arrays))
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return digest_of(path)


def digest_of(path: Path) -> str:
    """SHA-256 of a registry file, hexadecimal: what the certificate prints."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _plain(meta: dict[str, Any], arrays: Arrays) -> Iterator[bytes | memoryview]:
    shapes = [[name, str(array.dtype), int(array.size)] for name, array in arrays.items()]
    head = json.dumps({"meta": meta, "arrays": shapes}, ensure_ascii=False).encode("utf-8")
    yield struct.pack("<I", len(head)) + head
    for array in arrays.values():
        raw = np.ascontiguousarray(array).view(np.uint8).data if array.size else memoryview(b"")
        for start in range(0, len(raw), CHUNK):
            yield raw[start : start + CHUNK]


def _write(stream: BinaryIO, header: dict[str, Any], seal: bytes, parts: Iterator[bytes | memoryview]) -> None:
    head = json.dumps(header, sort_keys=True).encode("ascii")
    stream.write(MAGIC + struct.pack("<I", len(head)) + head)
    cipher, prefix = AESGCM(seal), bytes.fromhex(header["nonce"])
    number, held = 0, b""
    for part in parts:
        held += part
        while len(held) > CHUNK:
            _put(stream, cipher.encrypt(_nonce(prefix, number, last=False), held[:CHUNK], head))
            number, held = number + 1, held[CHUNK:]
    _put(stream, cipher.encrypt(_nonce(prefix, number, last=True), held, head))


def _put(stream: BinaryIO, sealed: bytes) -> None:
    stream.write(struct.pack("<I", len(sealed)) + sealed)


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + struct.pack("<IB", number, last)


def read_header(path: Path) -> tuple[dict[str, Any], int]:
    """The header and the offset of the first chunk. Raises RegistryError: not_found, not_a_registry, unsupported."""
    try:
        with path.open("rb") as stream:
            start = stream.read(len(MAGIC) + 4)
            if len(start) < len(MAGIC) + 4 or not start.startswith(MAGIC):
                raise RegistryError("not_a_registry", str(path))
            (length,) = struct.unpack("<I", start[len(MAGIC) :])
            if length > MOST_HEADER:
                raise RegistryError("damaged", str(path))
            head = stream.read(length)
    except OSError as error:
        raise RegistryError("not_found", str(path)) from error
    try:
        header: dict[str, Any] = json.loads(head)
        known = header["format"] == 1 and header["kdf"] == "argon2id"
        known = known and (header["iterations"], header["lanes"], header["memory_kib"]) == (
            keys.ITERATIONS,
            keys.LANES,
            keys.MEMORY_KIB,
        )
        bytes.fromhex(header["salt"] + header["nonce"])
    except (ValueError, KeyError, TypeError) as error:
        raise RegistryError("damaged", str(path)) from error
    if not known:
        raise RegistryError("unsupported", str(path))
    return header, len(MAGIC) + 4 + length


def read(path: Path, header: dict[str, Any], start: int, seal: bytes) -> tuple[dict[str, Any], Arrays]:
    """Meta data and arrays. Raises RegistryError: wrong_key for the first chunk, damaged for a later one."""
    # room for all of it at once: growing would hold it twice for a moment
    plain, filled = bytearray(max(path.stat().st_size - start, 0)), 0
    for chunk in _chunks(path, header, start, seal):
        plain[filled : filled + len(chunk)] = chunk
        filled += len(chunk)
    del plain[filled:]
    try:
        (length,) = struct.unpack_from("<I", plain)
        head = json.loads(bytes(plain[4 : 4 + length]))
        arrays, at = {}, 4 + length
        for name, dtype, size in head["arrays"]:
            arrays[name] = np.frombuffer(plain, dtype=np.dtype(dtype), count=size, offset=at)
            at += arrays[name].nbytes
        return head["meta"], arrays
    except (ValueError, KeyError, TypeError, struct.error) as error:
        raise RegistryError("damaged", str(path)) from error


def _chunks(path: Path, header: dict[str, Any], start: int, seal: bytes) -> Iterator[bytes]:
    cipher, prefix = AESGCM(seal), bytes.fromhex(header["nonce"])
    head = json.dumps(header, sort_keys=True).encode("ascii")
    left = path.stat().st_size - start
    with path.open("rb") as stream:
        stream.seek(start)
        number = 0
        while left > 0:
            size_field = stream.read(4)
            (size,) = struct.unpack("<I", size_field) if len(size_field) == 4 else (0,)
            left -= 4 + size
            if not 16 <= size <= CHUNK + 16 or left < 0:
                raise RegistryError("damaged", str(path))
            try:
                yield cipher.decrypt(_nonce(prefix, number, last=left == 0), stream.read(size), head)
            except InvalidTag as error:
                raise RegistryError("damaged" if number else "wrong_key", str(path)) from error
            number += 1
        if not number:
            raise RegistryError("damaged", str(path))
