"""Lines of a PDF page. A page set vertically is put back into columns; spaced cells stay apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from checks.residue.pieces import Part, Text


def lines(text: str, text_page: Any, where: str) -> Iterator[Part]:
    """The text of a page with broken line ends mended; pdfium marks soft hyphens as U+FFFE and U+0002."""
    text = text.replace("\r\n", "\n").replace("\ufffe", "").replace("\x02", "")
    rows = [line.strip() for line in text.split("\n")]
    if _vertical(rows):
        text = _join_vertical(rows)
    yield Text(text, where)


def _vertical(rows: list[str]) -> bool:
    filled = [row for row in rows if row]
    return len(filled) >= 8 and sum(1 for row in filled if len(row) == 1) > 0.7 * len(filled)


def _join_vertical(rows: list[str]) -> str:
    """Single characters in a run belong to one column."""
    out: list[str] = []
    for row in rows:
        if len(row) == 1 and out:
            out[-1] += row
        else:
            out.append(row)
    return "\n".join(out)
