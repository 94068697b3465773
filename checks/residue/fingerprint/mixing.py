"""Keyed mixing of windows for whole arrays at once. The multipliers are secret; collisions cost time, never a finding.

A window is two neighbouring 32-bit words of the data; a short one uses only the first byte of the second word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint32]
SHORT_MASK = np.uint32(0xFF)


@dataclass(frozen=True, slots=True)
class Mixer:
    """Secret odd multipliers, made from the mixing key of a registry."""

    gate: tuple[np.uint32, np.uint32]
    exact: tuple[np.uint32, np.uint32, np.uint32]

    @classmethod
    def from_key(cls, key: bytes) -> Mixer:
        """Multipliers from the first 20 bytes of `key`."""
        values = np.frombuffer(key, dtype="<u4", count=5) | np.uint32(1)
        return cls((values[0], values[1]), (values[2], values[3], values[4]))

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


def words_at(data: npt.NDArray[np.uint8], positions: npt.NDArray[np.int64]) -> Words:
    """The little-endian 32-bit words of `data` at any byte positions."""
    word: npt.NDArray[Any] = data[positions].astype(np.uint32)
    for step in (1, 2, 3):
        word |= data[positions + step].astype(np.uint32) << np.uint32(8 * step)
    return word
