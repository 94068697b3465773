"""Whether a form that begins or ends with a digit is a piece of a longer number (notes/scan.md section 4.4)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
_OUTSIDE = 0x2C  # a comma: whatever lies beyond the data is no digit


class _Around:
    """Bytes at a distance from the edges of many forms."""

    def __init__(self, data: npt.NDArray[np.uint8], edges: Array) -> None:
        self.data, self.edges = data, edges

    def at(self, step: int) -> Array:
        """The byte `step` after each edge (before it, if negative)."""
        place = self.edges + step
        inside = (place >= 0) & (place < len(self.data))
        return np.where(inside, self.data[np.clip(place, 0, len(self.data) - 1)], _OUTSIDE)

    def digit(self, step: int) -> Array:
        """Whether that byte is an ASCII digit."""
        byte = self.at(step)
        found: Array = (byte >= 0x30) & (byte <= 0x39)
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
