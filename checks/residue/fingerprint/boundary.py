"""Whether a form that begins or ends with a digit is a piece of a longer number (notes/scan.md section 4.4)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
_OUTSIDE = 0x2C  # a comma: whatever lies beyond the data is no digit
_FIRST = -3
_STEPS = np.arange(_FIRST, 3)


class _Around:
    """The bytes round the edges of many forms, looked up once."""

    def __init__(self, data: npt.NDArray[np.uint8], edges: Array) -> None:
        place = edges[None, :] + _STEPS[:, None]
        found = data[np.clip(place, 0, len(data) - 1)]
        if place[0].min() < 0 or place[-1].max() >= len(data):
            found[(place < 0) | (place >= len(data))] = _OUTSIDE
        self._bytes = found

    def at(self, step: int) -> Array:
        """The byte `step` after each edge (before it, if negative)."""
        found: Array = self._bytes[step - _FIRST]
        return found

    def digit(self, step: int) -> Array:
        """Whether that byte is an ASCII digit."""
        found: Array = self.at(step) - np.uint8(0x30) <= np.uint8(9)
        return found


def bounded(data: npt.NDArray[np.uint8], starts: Array, ends: Array) -> npt.NDArray[np.bool_]:
    """Which forms `data[start:end]` have no digit glued to a digit of theirs, in any of the registered encodings."""
    if not len(starts):
        return np.empty(0, np.bool_)
    glued: npt.NDArray[np.bool_] = _glued(_Around(data, starts)) | _glued(_Around(data, ends))
    return ~glued


def _glued(edge: _Around) -> Array:
    """Whether a digit stands on both sides of the edge: one byte wide, UTF-16 of either order, or full width."""
    narrow = edge.digit(-1) & edge.digit(0)
    little = edge.digit(-2) & (edge.at(-1) == 0) & edge.digit(0) & (edge.at(1) == 0)
    big = (edge.at(-2) == 0) & edge.digit(-1) & (edge.at(0) == 0) & edge.digit(1)
    utf8 = _wide_utf8(edge, -3) & _wide_utf8(edge, 0)
    sjis = _wide_pair(edge, 0x82, 0x4F) & _wide_pair(edge, 0x82, 0x4F, 0)
    euc = _wide_pair(edge, 0xA3, 0xB0) & _wide_pair(edge, 0xA3, 0xB0, 0)
    glued: Array = narrow | little | big | utf8 | sjis | euc
    return glued


def _wide_utf8(edge: _Around, step: int) -> Array:
    last = edge.at(step + 2)
    found: Array = (edge.at(step) == 0xEF) & (edge.at(step + 1) == 0xBC) & (last >= 0x90) & (last <= 0x99)
    return found


def _wide_pair(edge: _Around, lead: int, first: int, step: int = -2) -> Array:
    tail = edge.at(step + 1)
    found: Array = (edge.at(step) == lead) & (tail >= first) & (tail < first + 10)
    return found
