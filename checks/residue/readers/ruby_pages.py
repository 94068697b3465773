"""Readings set above words (ruby) on a PDF page: small letters that part a name from the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from checks.residue.readers.ruled import Box

_KANA = re.compile("[\u3041-\u30ff ]+")


def readings(boxes: list[Box], text_of: Callable[[Box], str]) -> set[int]:
    """Which boxes are readings set above words: kana in small letters, right above a piece next to them in the text."""
    found = set()
    for index, box in enumerate(boxes):
        for other in (*boxes[index + 1 : index + 2], *boxes[max(index - 1, 0) : index]):
            height = other.top - other.bottom
            close = -0.3 * height <= box.bottom - other.top <= 0.8 * height
            if box.top - box.bottom < 0.7 * height and close and box.left < other.right and other.left < box.right:
                if _KANA.fullmatch(text_of(box).strip()):
                    found.add(index)
                break
    return found


def lined(boxes: list[Box], text_page: Any) -> str:
    """The text of boxes in their order, those at one height as one line."""
    out = ""
    last: Box | None = None
    for box in boxes:
        told = text_page.get_text_bounded(*box[:4]).strip("\r\n")
        height = box.top - box.bottom
        if last is not None and not last.bottom <= (box.bottom + box.top) / 2 <= last.top:
            out += "\n"
        elif last is not None and box.left - last.right > height:
            out += " "
        out += told
        last = box
    return out
