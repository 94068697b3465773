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
# What belongs to a form in its last word, by the number of its bytes there.
_LAST_WORD = np.array([0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF], np.uint32)


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
        mixed: Words = first * self.gate[0] + second * self.gate_high
        return mixed

    @property
    def gate_high(self) -> np.uint32:
        """The multiplier of the second word: of its lowest byte alone, the others are shifted out."""
        return np.uint32(int(self.gate[1]) << 24 & 0xFFFFFFFF)

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
        mixed = lengths.astype(np.uint64) * self.whole[-1]
        # the longest first, so that the forms that have a word number n are the first ones
        order = np.argsort(-lengths, kind="stable")
        place, left = starts[order], lengths[order]
        sums = np.zeros(len(order), np.uint64)
        for number in range(_MOST_WORDS):
            count = int(np.searchsorted(-left, -4 * number, "left"))
            if not count:
                break
            words = words_at(data, place[:count] + 4 * number)
            words &= _LAST_WORD[np.minimum(left[:count] - 4 * number, 4)]
            sums[:count] += words * self.whole[number]
        mixed[order] += sums
        hashes: Words = (mixed >> np.uint64(32)).astype(np.uint32)
        return hashes


def words_at(data: npt.NDArray[np.uint8], positions: npt.NDArray[np.int64]) -> Words:
    """The little-endian 32-bit words of `data` at any byte positions."""
    every = np.ndarray((max(len(data) - 3, 0),), "<u4", data, strides=(1,))
    words: Words = every[positions]
    return words


def distinct(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The different values in order; sorting is many times faster here than the hashing of numpy.unique."""
    ordered = np.sort(values)
    if not len(ordered):
        return ordered
    chosen = np.empty(len(ordered), np.bool_)
    chosen[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=chosen[1:])
    different: npt.NDArray[Any] = ordered[chosen]
    return different
