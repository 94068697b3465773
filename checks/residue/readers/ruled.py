"""Ruled tables of a PDF page: which cell a piece of text stands in, told by the lines drawn around it.

Where the text of a cell takes several lines, and the cells beside it fewer, rows cannot be told by the height of the text.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdfium2 import raw

NEAR = 2.0  # points within which two lines are one
SHORTEST = 6.0
WIDE = 4
"""Cells of a single row that goes on from the page before."""
APART = 6.0  # points between two tables; the cells of one may each have a frame of their own
MOST_OBJECTS, MOST_SEGMENTS = 4_000, 20_000
_LINE = raw.FPDF_SEGMENT_LINETO
_TOKEN = re.compile("[A-Za-z0-9@._-]+|.", re.DOTALL)


class Box(NamedTuple):
    """A piece of text and where it stands, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


class Rule(NamedTuple):
    """A straight line: at `at`, from `begin` to `end` in the other direction."""

    at: float
    begin: float
    end: float


Cell = tuple[float, float, float, float]  # left, bottom, right, top


def tables(page: Any, boxes: list[Box]) -> tuple[list[list[list[str]]], list[Box]]:
    """(tables, pieces in none). Nothing is a table unless the text of one of its cells takes several lines."""
    flat, upright = _rules(page)
    if len(flat) < 3 or len(upright) < 3:
        return [], boxes
    cells: dict[Cell, list[Box]] = {}
    loose: list[Box] = []
    for box in boxes:
        cell = _around(box, flat, upright)
        if cell is None:
            loose.append(box)
        else:
            cells.setdefault(cell, []).append(box)
    if not any(len(_lines(pieces)) > 1 for pieces in cells.values()) or _of_looks(cells, loose):
        return [], boxes
    told: list[list[list[str]]] = []
    for group in _apart(cells):
        rows = _filled(group)
        told += [rows] if rows else []
        loose += [] if rows else [box for pieces in group.values() for box in pieces]
    return told, loose


def _of_looks(cells: dict[Cell, list[Box]], loose: list[Box]) -> bool:
    """Whether much stands between the cells and in none of them: frames that only set off every other row."""
    top, bottom = max(cell[3] for cell in cells), min(cell[1] for cell in cells)
    between = sum(bottom < (box.top + box.bottom) / 2 < top for box in loose)
    return between > STRIPED * sum(map(len, cells.values()))


STRIPED = 0.3


def _rules(page: Any) -> tuple[list[Rule], list[Rule]]:
    """(level lines, upright lines) of a page, edges of filled boxes included."""
    flat: list[Rule] = []
    upright: list[Rule] = []
    seen = 0
    for index in range(min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_PATH:
            continue
        for (x, y), (to_x, to_y) in _strokes(drawn):
            seen += 1
            if abs(y - to_y) < 1 and abs(x - to_x) > SHORTEST:
                flat.append(Rule(y, min(x, to_x), max(x, to_x)))
            elif abs(x - to_x) < 1 and abs(y - to_y) > SHORTEST:
                upright.append(Rule(x, min(y, to_y), max(y, to_y)))
        if seen > MOST_SEGMENTS:
            return [], []
    if upright:  # a row that goes on overleaf has no line below it, or above
        left, right = min(rule.at for rule in upright), max(rule.at for rule in upright)
        ends = min(rule.begin for rule in upright), max(rule.end for rule in upright)
        flat += [Rule(at, left, right) for at in ends]
    return _merged(flat), _merged(upright)


def _strokes(drawn: Any) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight strokes of a path, on the page."""
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(drawn, matrix)
    before = first = None
    for index in range(min(raw.FPDFPath_CountSegments(drawn), MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(drawn, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        here = matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
        if raw.FPDFPathSegment_GetType(segment) == _LINE and before is not None:
            yield before, here
        else:
            first = here
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield here, first
        before = here


def _merged(rules: list[Rule]) -> list[Rule]:
    """Rules at one place as one place; what lies within NEAR of each other is one line drawn as a thin box or in parts."""
    out: list[Rule] = []
    at = None
    for rule in sorted(rules):
        at = rule.at if at is None or rule.at - at > NEAR else at
        if out and out[-1].at == at and rule.begin <= out[-1].end + NEAR and out[-1].begin <= rule.end + NEAR:
            out[-1] = Rule(at, min(out[-1].begin, rule.begin), max(out[-1].end, rule.end))
        else:
            out.append(Rule(at, rule.begin, rule.end))
    return out


def _around(box: Box, flat: list[Rule], upright: list[Rule]) -> Cell | None:
    """The cell a piece stands in by its middle; None outside all lines."""
    x, y = (box.left + min(box.right, box.left + 2 * (box.top - box.bottom))) / 2, (box.bottom + box.top) / 2
    levels = [rule.at for rule in flat if rule.begin - NEAR <= x <= rule.end + NEAR]
    sides = [rule.at for rule in upright if rule.begin - NEAR <= y <= rule.end + NEAR]
    below, above = (
        max((at for at in levels if at <= y), default=None),
        min((at for at in levels if at > y), default=None),
    )
    left, right = max((at for at in sides if at <= x), default=None), min((at for at in sides if at > x), default=None)
    if below is None or above is None or left is None or right is None:
        return None
    return left, below, right, above


def _apart(cells: dict[Cell, list[Box]]) -> list[dict[Cell, list[Box]]]:
    """The cells of each table: a table ends where no cell stands below."""
    groups: list[dict[Cell, list[Box]]] = []
    lowest = 0.0
    for cell in sorted(cells, key=lambda c: (-c[3], c[0])):
        if not groups or cell[3] < lowest - APART:
            groups.append({})
            lowest = cell[1]
        groups[-1][cell] = cells[cell]
        lowest = min(lowest, cell[1])
    return groups


def _filled(cells: dict[Cell, list[Box]]) -> list[list[str]]:
    """The rows of a table; a cell that reaches over several rows stands in the first of them."""
    tops = sorted({cell[3] for cell in cells}, reverse=True)
    lefts = sorted({cell[0] for cell in cells})
    if len(lefts) < 2 or (len(tops) < 2 and len(lefts) < WIDE):
        return []
    rows = [[""] * len(lefts) for _ in tops]
    for cell, pieces in cells.items():
        rows[tops.index(cell[3])][lefts.index(cell[0])] = text_of(pieces, cell)
    return rows


def _lines(pieces: list[Box]) -> list[list[Box]]:
    return [sorted(line, key=lambda box: box.left) for line in lines_of(pieces)]


def text_of(pieces: list[Box], cell: Cell) -> str:
    """The text of a cell: a line that ends because no more would have fitted goes on in the next one."""
    out, room = "", 0.0
    for line in _lines(pieces):
        height = line[0].top - line[0].bottom
        told = _said(line, height)
        out += told if not out or _width(told, height) > room else f"\n{told}"
        room = cell[2] - line[-1].right
    return out


def _said(line: list[Box], height: float) -> str:
    """The pieces of a line, with a blank between those that do not touch."""
    told = ""
    for number, box in enumerate(line):
        apart = number and box.left - line[number - 1].right > TOUCH * height
        told += f" {box.text}" if apart else box.text
    return told.strip()


TOUCH = 0.1  # letter heights between two pieces of one word


def _width(text: str, height: float) -> float:
    """How wide about the first word of `text` is, with the air around it."""
    word = _TOKEN.match(text)
    return sum(0.5 if ch.isascii() else 1.0 for ch in word[0]) * height + 0.5 * height if word else 0.0


def lines_of(boxes: list[Box]) -> list[list[Box]]:
    """Boxes at one height, from the top of the page down."""
    lines: list[list[Box]] = []
    for box in sorted(boxes, key=lambda b: (-(b.top + b.bottom), b.left)):
        middle = (box.top + box.bottom) / 2
        if lines and lines[-1][0].bottom <= middle <= lines[-1][0].top:
            lines[-1].append(box)
        else:
            lines.append([box])
    return lines
