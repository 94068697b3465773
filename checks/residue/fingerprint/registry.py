"""An opened registry: the arrays, the matchers on them, and what may be printed about it."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from checks.residue.fingerprint import sealed
from checks.residue.fingerprint.blocks import BlockMatcher
from checks.residue.fingerprint.contents import ContentMatcher
from checks.residue.fingerprint.key import Key, SubKeys
from checks.residue.fingerprint.matcher import Matcher
from checks.residue.fingerprint.mixing import Mixer

Array = npt.NDArray[Any]


class Registry:
    """The fingerprints of one contract's data, open for the length of a search. Nothing in it can be turned back."""

    def __init__(self, meta: dict[str, Any], arrays: dict[str, Array], keys: SubKeys, digest: str) -> None:
        self.meta, self._arrays, self._keys, self.digest = meta, arrays, keys, digest
        self._mixer = Mixer.from_key(keys.mixing)
        self.watched: list[tuple[bytes, int]] = []

    @property
    def counts(self) -> dict[str, int]:
        """How much is registered: files, members, records, forms, windows, blocks, bytes."""
        return dict(self.meta["counts"])

    @property
    def records(self) -> int:
        """Number of persons."""
        return int(self.meta["counts"]["records"])

    @property
    def consent(self) -> str:
        """What was entered about the ward's consent to the registration."""
        return str(self.meta["consent"])

    @property
    def created(self) -> str:
        """When the registry was made, ISO 8601 in UTC."""
        return str(self.meta["created"])

    @cached_property
    def raw(self) -> Matcher:
        """Byte forms, for raw bytes in any of the six encodings."""
        return Matcher(self._arrays, "raw_", self._mixer, self._keys.tag)

    @cached_property
    def text(self) -> Matcher:
        """Folded forms, for extracted text after `canonical`, in UTF-8."""
        return Matcher(self._arrays, "text_", self._mixer, self._keys.tag)

    @cached_property
    def blocks(self) -> BlockMatcher:
        """Registered blocks."""
        return BlockMatcher(self._arrays, self._mixer, self._keys.block)

    @cached_property
    def contents(self) -> ContentMatcher:
        """Registered files, members and names."""
        return ContentMatcher(self._arrays, self._keys.file)

    def nobody_seen(self) -> npt.NDArray[np.bool_]:
        """One mark for each person, none set: to count distinct persons over many hits."""
        return np.zeros(self.records, np.bool_)

    def state(self) -> dict[str, Any]:
        """What another process of the same search needs to open it again; never to be written anywhere."""
        return {
            "meta": self.meta,
            "arrays": self._arrays,
            "keys": self._keys,
            "digest": self.digest,
            "watched": self.watched,
        }

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Registry:
        """The registry of `state()`."""
        registry = cls(state["meta"], state["arrays"], state["keys"], state["digest"])
        for content, file in state["watched"]:
            registry.watch(content, file)
        return registry

    def watch(self, content: bytes, file: int) -> None:
        """Look for the blocks of `content` too, as file number `file`: in memory, for this search only."""
        self.watched.append((content, file))
        self.blocks.watch(content, file)

    def close(self) -> None:
        """Let go of arrays and keys."""
        self._arrays = {}
        for name in ("raw", "text", "blocks", "contents"):
            self.__dict__.pop(name, None)
        del self._keys


def destroy_registry(path: Path) -> str:
    """Overwrite and delete the registry; the SHA-256 it had. Raises RegistryError: not_found, not_a_registry, damaged.

    Its salt goes first: without it not even both halves of the key open a copy of the rest.
    """
    sealed.read_header(path)
    digest = sealed.digest_of(path)
    size = path.stat().st_size
    with path.open("r+b") as stream:
        for at in range(0, size, sealed.CHUNK):
            stream.write(bytes(min(sealed.CHUNK, size - at)))
        stream.flush()
        os.fsync(stream.fileno())
    path.unlink()
    return digest


def open_registry(path: Path, key: Key) -> Registry:
    """The registry in `path`. Raises RegistryError: not_found, not_a_registry, unsupported, wrong_key, damaged."""
    header, start = sealed.read_header(path)
    keys = key.derive(bytes.fromhex(header["salt"]))
    meta, arrays = sealed.read(path, header, start, keys.seal)
    return Registry(meta, arrays, keys, sealed.digest_of(path))
