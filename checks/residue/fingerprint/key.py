"""The key of a registry: a half from the ward and a passphrase of the contractor (notes/scan.md section 4.5).

Neither half is kept on the PC. Whoever holds both can try out names and telephone numbers one by one, so the key, not
the fingerprints, is what protects the people in the registry (docs/search/fingerprints.md).
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

# RFC 9106 section 4, second recommended option: 3 passes over 64 MiB with 4 lanes.
ITERATIONS = 3
LANES = 4
MEMORY_KIB = 64 * 1024
SALT_BYTES = 16
_CONTEXT = b"selfaudit fingerprint registry 1"


@dataclass(frozen=True, slots=True)
class Key:
    """Both halves in clear, for the length of one command. Printing it shows nothing."""

    ward_half: bytes = field(repr=False)
    passphrase: str = field(repr=False)

    def derive(self, salt: bytes) -> SubKeys:
        """The keys of the registry with this `salt` (16 bytes). Takes about 0.2 s and 64 MiB by intention."""
        kdf = Argon2id(
            salt=salt,
            length=32,
            iterations=ITERATIONS,
            lanes=LANES,
            memory_cost=MEMORY_KIB,
            ad=_CONTEXT,
            secret=self.ward_half or None,
        )
        return SubKeys(kdf.derive(self.passphrase.encode("utf-8")))


def new_ward_half() -> bytes:
    """A fresh half for the ward to keep: 32 random bytes."""
    return secrets.token_bytes(32)


class SubKeys:
    """One secret for each use, all from one master secret of 32 bytes by keyed BLAKE2b."""

    def __init__(self, master: bytes) -> None:
        self.seal = _part(master, b"seal")
        self.tag = _part(master, b"tag")
        self.file = _part(master, b"file")
        self.block = _part(master, b"block")
        self.mixing = _part(master, b"mixing")

    def __repr__(self) -> str:
        return "SubKeys()"


def _part(master: bytes, use: bytes) -> bytes:
    return hashlib.blake2b(use, key=master, digest_size=32).digest()


def short_tag(key: bytes, data: bytes | memoryview) -> int:
    """A keyed tag of 32 bits: long enough to be rare, short enough that many values share one (section 4.5 there)."""
    return int.from_bytes(hashlib.blake2b(data, key=key, digest_size=4).digest(), "little")


def long_tag(key: bytes, data: bytes | memoryview) -> int:
    """A keyed tag of 64 bits for whole files and blocks, which nobody can guess by trying names."""
    return int.from_bytes(hashlib.blake2b(data, key=key, digest_size=8).digest(), "little")
