"""Keyed mixing of windows for whole arrays at once. The multipliers are secret; collisions cost time, never a finding.

A window is two neighbouring 32-bit words of the data; a short one uses only the first byte of the second word.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint32]
# A form has at most 200 bytes.
_MOST_WORDS = 50
SHORT_MASK = np.uint32(0xFF)


@dataclass(frozen=True, slots=True)
class Mixer:
    """Secret odd multipliers, made from the mixing key of a registry."""

    gate: tuple[np.uint32, np.uint32]
    exact: tuple[np.uint32, np.uint32, np.uint32]
    whole: npt.NDArray[np.uint64]

    @classmethod
    def from_key(cls, key: bytes) -> Mixer:
        """Multipliers drawn from `key` (SHAKE-256)."""
        drawn = hashlib.shake_256(key).digest(20 + 8 * (_MOST_WORDS + 1))
        values = np.frombuffer(drawn, dtype="<u4", count=5) | np.uint32(1)
        whole = np.frombuffer(drawn, dtype="<u8", offset=20) | np.uint64(1)
        return cls((values[0], values[1]), (values[2], values[3], values[4]), whole)

    def gated(self, first: Words, second: Words) -> Words:
        """The hash of the first stage: five bytes of each window, whatever its length."""
        mixed: Words = first * self.gate[0] + (second << np.uint32(24)) * self.gate[1]
        return mixed

    def exactly(self, first: Words, second: Words) -> Words:
        """The 32-bit hash of the second stage, over all eight bytes."""
        mixed = first * self.exact[0] ^ ((second ^ (second >> np.uint32(15))) * self.exact[1])
        mixed ^= mixed >> np.uint32(16)
        mixed *= self.exact[2]
        return mixed ^ (mixed >> np.uint32(13))

    def forms(
        self, data: npt.NDArray[np.uint8], starts: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64]
    ) -> Words:
        """A 32-bit hash of each whole form (multiply-shift over its words), `data` being longer by four bytes or more."""
        hashes = np.empty(len(starts), np.uint32)
        if not len(starts):
            return hashes
        order = np.argsort(lengths, kind="stable")
        kinds, first = np.unique(lengths[order], return_index=True)
        for length, chosen in zip(kinds.tolist(), np.split(order, first[1:]), strict=True):
            count = -(-length // 4)
            words = words_at(data, starts[chosen][:, None] + np.arange(count) * 4)
            if length % 4:
                words[:, -1] &= np.uint32((1 << 8 * (length % 4)) - 1)
            mixed = (words * self.whole[:count]).sum(axis=1, dtype=np.uint64) + self.whole[-1:] * np.uint64(length)
            hashes[chosen] = (mixed >> np.uint64(32)).astype(np.uint32)
        return hashes


def words_at(data: npt.NDArray[np.uint8], positions: npt.NDArray[np.int64]) -> Words:
    """The little-endian 32-bit words of `data` at any byte positions."""
    word: npt.NDArray[Any] = data[positions].astype(np.uint32)
    for step in (1, 2, 3):
        word |= data[positions + step].astype(np.uint32) << np.uint32(8 * step)
    return word
