"""What a PDF page looks like: its lines, columns of vertical text, and rows whose pieces stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from checks.residue.pieces import Part, Table, Text

# setters put a thin space between ideographs and digits; inside dates and house numbers it is no word space
_UNIT_GAP = re.compile("(?<=[年月日和成正治目番地]) (?=[0-9])|(?<=[0-9]) (?=[年月日丁番号歳階])")
MOST_PIECES = 5_000


class _Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float
    text: str


def parts(text: str, text_page: Any, where: str) -> Iterator[Part]:
    """The text of a page, and its rows as a table where it has any. pdfium marks soft hyphens as U+FFFE and U+0002."""
    text = text.replace("\r\n", "\n").replace("\ufffe", "").replace("\x02", "")
    lines = [line.strip() for line in text.split("\n")]
    text = _UNIT_GAP.sub("", text)
    if _vertical(lines):
        text = _join_vertical(lines)
    boxes = _boxes(text_page) if not text.isascii() and len(lines) >= 2 else []
    if _upright(boxes):
        yield Text(_columns_of(boxes), where)
        return
    rows, loose = _rows(boxes)
    yield Text(loose if rows else _rejoined(text), where)
    if rows:
        yield Table(rows, where)


def _vertical(lines: list[str]) -> bool:
    filled = [line for line in lines if line]
    return len(filled) >= 8 and sum(1 for line in filled if len(line) == 1) > 0.7 * len(filled)


def _join_vertical(lines: list[str]) -> str:
    """Single characters in a run belong to one column."""
    out: list[str] = []
    for line in lines:
        if len(line) == 1 and out:
            out[-1] += line
        else:
            out.append(line)
    return "\n".join(out)


def _upright(boxes: list[_Box]) -> bool:
    """Whether most of the text stands in columns: its pieces are far higher than wide."""
    tall = sum(len(b.text) for b in boxes if b.top - b.bottom > 2.5 * (b.right - b.left) and len(b.text) > 3)
    return tall > 0.6 * sum(len(b.text) for b in boxes) if boxes else False


def _columns_of(boxes: list[_Box]) -> str:
    """The columns of vertical text from right to left; one that reaches the foot of the page goes on in the next."""
    columns: list[list[_Box]] = []
    for box in sorted(boxes, key=lambda b: -(b.left + b.right)):
        if columns and columns[-1][0].left <= (box.left + box.right) / 2 <= columns[-1][0].right:
            columns[-1].append(box)
        else:
            columns.append([box])
    foot = min(box.bottom for box in boxes)
    out = ""
    for column in columns:
        column.sort(key=lambda b: -b.top)
        told = "\u3000".join("\u3000".join(box.text.split()) for box in column)
        full = column[-1].bottom - foot < 1.5 * (column[-1].right - column[-1].left)
        out += told if full else f"{told}\n"
    return out


_GOES_ON = re.compile("[\u3041-\u30fe\u4e00-\u9fff\uff10-\uff5aA-Za-z0-9-]")


def _rejoined(text: str) -> str:
    """Lines broken by the margin as one: where a line is as wide as the widest ones and no sentence ends there.

    Setters break Japanese anywhere, in the middle of names and addresses too.
    """
    lines = text.split("\n")
    widths = [sum(1 if ch.isascii() else 2 for ch in line.strip()) for line in lines]
    margin = max(widths, default=0) - 3
    if margin < 50 or sum(1 for width in widths if width >= margin) > 0.8 * len(lines):
        return text
    out: list[str] = []
    joins = False
    for line, width in zip(lines, widths, strict=True):
        if joins and line and _GOES_ON.match(line):
            out[-1] += line
        else:
            out.append(line)
        joins = width >= margin and bool(_GOES_ON.match(line.rstrip()[-1:]))
    return "\n".join(out)


def _boxes(text_page: Any) -> list[_Box]:
    count = text_page.count_rects()
    if count > MOST_PIECES:
        return []
    boxes = []
    for index in range(count):
        rect = text_page.get_rect(index)
        text = _UNIT_GAP.sub("", text_page.get_text_bounded(*rect).strip())
        if text:
            left, bottom, right, top = rect
            boxes.append(_Box(left, bottom, right, top, text))
    return boxes


def _rows(boxes: list[_Box]) -> tuple[list[list[str]], str]:
    """(rows, lines that are none). Pieces at one height are a row; the row with most pieces says where the columns are."""
    lines = [_joined(line) for line in _lines(boxes)]
    widest = max(lines, key=len, default=[])
    wide, broad = (sum(1 for line in lines if len(line) >= least) for least in (2, 3))
    if len(widest) < 2 or (wide < 3 and broad < 2):
        return [], ""
    columns = sorted(widest, key=lambda b: b.left)
    rows: list[list[str]] = []
    loose: list[str] = []
    for line in lines:
        if len(line) == 1 and line[0].right - line[0].left > _span(columns) / 2:
            loose.append(line[0].text)
            continue
        cells = _row(line, columns)
        if rows and not cells[0]:
            rows[-1] = [before + cell for before, cell in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return rows, "\n".join(loose)


def _span(columns: list[_Box]) -> float:
    return columns[-1].right - columns[0].left


def _lines(boxes: list[_Box]) -> list[list[_Box]]:
    """Boxes at one height, from the top of the page down."""
    lines: list[list[_Box]] = []
    for box in sorted(boxes, key=lambda b: (-(b.top + b.bottom), b.left)):
        middle = (box.top + box.bottom) / 2
        if lines and lines[-1][0].bottom <= middle <= lines[-1][0].top:
            lines[-1].append(box)
        else:
            lines.append([box])
    return lines


def _joined(line: list[_Box]) -> list[_Box]:
    """Boxes closer than a letter are one piece of text cut by a change of font."""
    joined: list[_Box] = []
    for box in sorted(line, key=lambda b: b.left):
        if joined and box.left - joined[-1].right < 0.7 * (box.top - box.bottom):
            last = joined[-1]
            joined[-1] = _Box(
                last.left, min(last.bottom, box.bottom), box.right, max(last.top, box.top), last.text + box.text
            )
        else:
            joined.append(box)
    return joined


def _row(line: list[_Box], columns: list[_Box]) -> list[str]:
    cells = [""] * len(columns)
    for box in sorted(line, key=lambda b: b.left):
        index = max(range(len(columns)), key=lambda n: _near(box, columns[n]))
        cells[index] = f"{cells[index]} {box.text}".strip()
    return cells


def _near(one: _Box, other: _Box) -> float:
    """Overlap in width, or the negative distance of the left edges where there is none."""
    overlap = min(one.right, other.right) - max(one.left, other.left)
    return overlap if overlap > 0 else -abs(one.left - other.left)
