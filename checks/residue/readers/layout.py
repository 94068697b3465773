"""What a PDF page looks like: its lines, columns of vertical text, and rows whose pieces stand side by side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from checks.residue.clues import announces
from checks.residue.pieces import Part, Table, Text
from checks.residue.readers import realign, ruby_pages, ruled, unruled
from checks.residue.readers.pdf_letters import UNIT_GAP, pieces_of, set_down
from checks.residue.readers.ruled import Box, lines_of

_DATE_SEAM = re.compile("[年月和成正治][0-9]|[0-9][年月日]")
MOST_PIECES = 5_000


def parts(text: str, text_page: Any, where: str, heads: list[str]) -> Iterator[Part]:
    """The text of a page, and its rows as a table where it has any. pdfium marks soft hyphens as U+FFFE and U+0002.

    `heads` learns the line of headings of a list whose columns do not line up, for the pages on which it goes on.
    """
    text = text.replace("\r\n", "\n").replace("\ufffe", "").replace("\x02", "")
    lines = [line.strip() for line in text.split("\n")]
    text = UNIT_GAP.sub("", text)
    if _vertical(lines):
        text = _join_vertical(lines)
    rects = _rects(text_page) if not text.isascii() and len(lines) >= 2 else []
    above = ruby_pages.readings(rects, lambda box: text_page.get_text_bounded(*box[:4]))
    if above:
        rects = [box for index, box in enumerate(rects) if index not in above]
        text = UNIT_GAP.sub("", ruby_pages.lined(rects, text_page))
    if 3 * len(rects) > len("".join(text.split())) and (told := set_down(text_page)):
        yield Text(told, where)
        return
    if _upright(rects):
        yield Text(_columns_of([box._replace(text=text_page.get_text_bounded(*box[:4])) for box in rects]), where)
        return
    pieces = pieces_of(text_page) if _side_by_side(rects) else []
    if above:
        smaller = ruby_pages.readings(pieces, lambda box: box.text)
        pieces = [box for index, box in enumerate(pieces) if index not in smaller]
    framed, pieces = ruled.tables(text_page.page, pieces) if _uneven(pieces) else ([], pieces)
    rows, loose = _rows(pieces)
    wrapped, across = _wrapped(pieces, rows) if rows and not framed else ([], [])
    if wrapped:
        framed, rows, loose = [wrapped], [], _lined(across)
    elif framed and not rows:
        loose = _lined(pieces)
    if rows and not framed and (told := _ragged(text, rows, heads)):
        yield Text(told, where)
        return
    yield Text(loose if rows or framed else _rejoined(text), where)
    yield from (Table(told, where) for told in (*framed, rows) if told)


def _lined(pieces: list[Box]) -> str:
    """What pieces say, those at one height in one line."""
    return _rejoined("\n".join(" ".join(box.text for box in line) for line in lines_of(pieces)))


def _wrapped(pieces: list[Box], rows: list[list[str]]) -> tuple[list[list[str]], list[Box]]:
    """The rows of a table with cells of several lines and the pieces across columns, where they are more what its headings say than `rows`."""
    told, across = unruled.rows(pieces) if _uneven(pieces) else ([], [])
    share = _share(told)
    return (told, across) if share and share >= _share(rows) else ([], [])


def _share(rows: list[list[str]]) -> float:
    """The share of the cells of a table that are what the best heading among the first rows says."""
    filled = sum(1 for row in rows[: realign.MOST_WEIGHED] for cell in row if cell)
    return max((realign.worth(rows[at + 1 :], row) for at, row in enumerate(rows[:HEADS])), default=0) / max(filled, 1)


def _ragged(text: str, rows: list[list[str]], heads: list[str]) -> str:
    """The lines of a list in which each row begins its cells elsewhere, under its headings; empty where `rows` tell as much by their places."""
    lines = _rejoined(text)
    for begun in ("", *heads):
        below = f"{begun}\n{lines}" if begun else lines
        tables, _ = realign.take(below)
        told = max(tables, key=len, default=[])
        if len(told) < MOSTLY * len(rows):
            continue
        head = next((row for row in rows if _same_words(row, told[0])), told[0])
        if realign.worth(told[1:], told[0]) <= BETTER * realign.worth([row for row in rows if row != head], head):
            return ""
        heads[:] = [line for line in below.split("\n") if _same_words([line], told[0])][:1]
        return below
    return ""


def _same_words(row: list[str], other: list[str]) -> bool:
    """Whether two rows say the same, wherever their cells are divided."""
    return "".join("".join(row).split()) == "".join("".join(other).split())


HEADS, MOSTLY, BETTER = 4, 0.8, 1.03
"""Rows that may hold headings, share of the rows of a page that a list by its words has to have, and times it has to tell more than one by places."""


def _uneven(boxes: list[Box]) -> bool:
    """Whether lines hold now more pieces, now fewer, or stand now closer, now wider apart: cells with several lines, perhaps."""
    lines = lines_of(boxes)
    if len(lines) < 3:
        return False
    counts = [len(line) for line in lines]
    middles = [(line[0].top + line[0].bottom) / 2 for line in lines]
    steps = [upper - lower for upper, lower in pairwise(middles)]
    usual = sorted(steps)[len(steps) // 2]
    odd = sum(count < max(counts) for count in counts), sum(abs(step - usual) > 0.1 * usual for step in steps)
    return max(odd) >= 0.2 * len(lines)


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


def _upright(boxes: list[Box]) -> bool:
    """Whether most of the text stands in columns: its pieces are far higher than wide."""
    tall = sum(b.top - b.bottom for b in boxes if b.top - b.bottom > 2.5 * (b.right - b.left))
    return bool(boxes) and tall > 0.6 * sum(max(b.top - b.bottom, b.right - b.left) for b in boxes)


def _side_by_side(boxes: list[Box]) -> bool:
    """Whether pieces stand beside each other on two lines at least."""
    return sum(1 for line in lines_of(boxes) if len(line) >= 2) >= 2


def _columns_of(boxes: list[Box]) -> str:
    """The columns of vertical text from right to left; one that reaches the foot of the page goes on in the next."""
    columns: list[list[Box]] = []
    for box in sorted(boxes, key=lambda b: -(b.left + b.right)):
        if columns and columns[-1][0].left <= (box.left + box.right) / 2 <= columns[-1][0].right:
            columns[-1].append(box)
        else:
            columns.append([box])
    foot = min(box.bottom for box in boxes)
    out, full = "", False
    said = [" ".join(" ".join(box.text.split()) for box in sorted(column, key=lambda b: -b.top)) for column in columns]
    (words, often), *_ = Counter(told.count(" ") for told in said).most_common(1)
    listed = words >= LISTED and often >= MOSTLY_LISTED * len(said)
    for column, told in zip(columns, said, strict=True):
        column.sort(key=lambda b: -b.top)
        begins = _BEGINS.match(told) or (listed and told.count(" ") == words)
        out += told if full and not begins else f"\n{told}"
        full = (
            column[-1].bottom - foot < 1.5 * (column[-1].right - column[-1].left) and told[-1:] not in "。．.!?！？」"
        )
    return out.removeprefix("\n")


LISTED, MOSTLY_LISTED = 2, 0.6
"""Blanks in each column of a list, and share of the columns that have as many."""
_BEGINS = re.compile("[0-9]{1,2}[:：時][0-9]|[0-9]{1,2}[.．、)）]|[○●・◆■※①-⑳]|[^ ]{2,6}[：:]")
"""What a line begins with, never the rest of one: a time, a number of a list, a mark, a label."""


_GOES_ON = re.compile("[\u3041-\u30fe\u4e00-\u9fff\uff10-\uff5aA-Za-z0-9-]")


def _rejoined(text: str) -> str:
    """Lines broken by the margin as one: where a line is as wide as the widest ones and no sentence ends there.

    Setters break Japanese anywhere, in the middle of names and addresses too; so are long rows broken when a list is printed.
    """
    lines = text.split("\n")
    widths, margin, least = _measured(lines)
    if margin < least or sum(1 for width in widths if width >= margin) > 0.8 * len(lines):
        return text
    heads = next((line.count(_WIDE) for line in lines if sum(map(announces, line.split(_WIDE))) >= 2), 0)
    out: list[str] = []
    joins, marks = False, 0
    for line, width in zip(lines, widths, strict=True):
        inside = line.count(_WIDE)
        begins = _GOES_ON.match(line.lstrip(_WIDE) if marks >= 2 else line)
        whole = (marks >= 2 and inside >= max(2, heads or marks)) or (joins and _alike(out[-1], line))
        if joins and begins and not whole:  # a row is none's rest
            out[-1] += line
            marks += inside
        else:
            out.append(line)
            marks = inside
        joins = width >= margin and bool(_GOES_ON.match(line.rstrip()[-1:]))
    return "\n".join(out)


def _alike(row: str, line: str) -> bool:
    """Whether two lines begin with the numbers of two rows: one follows the other, or they are long and have as many figures."""
    one, other = _NUMBER.match(row), _NUMBER.match(line)
    if not one or not other or len(one[0]) != len(other[0]):
        return False
    return int(other[0]) - int(one[0]) == 1 or len(one[0]) >= LONG_NUMBER


LONG_NUMBER = 6
_NUMBER = re.compile("[0-9]{3,}(?=[ \u3000])")
_WIDE = "\u3000"
_LEAST_WIDTH, _LEAST_LETTERS, _FULL = 50, 40, 3
"""Half-width places, and letters, of a line as wide as a page; lines of as many letters that tell a font with one width for all."""


def _measured(lines: list[str]) -> tuple[list[int], int, int]:
    """(width of each line, that of a full one, the least of these): by half-width places, or by letters where full lines have as many."""
    widths = [sum(1 if ch.isascii() else 2 for ch in line.strip()) for line in lines]
    margin = max(widths, default=0) - 3
    letters = [len(line) for line in lines]
    most = max(letters, default=0)
    if letters.count(most) >= max(_FULL, 1 + sum(width >= margin for width in widths)):
        return letters, most, _LEAST_LETTERS
    return widths, margin, _LEAST_WIDTH


def _rects(text_page: Any) -> list[Box]:
    """Where text stands, without the text itself."""
    count = text_page.count_rects()
    if count > MOST_PIECES:
        return []
    rects = (text_page.get_rect(index) for index in range(count))
    return [Box(left, bottom, right, top, "") for left, bottom, right, top in rects if right > left and top > bottom]


def _with(piece: Box, letter: Box, blank: str) -> Box:
    return Box(
        piece.left,
        min(piece.bottom, letter.bottom),
        max(piece.right, letter.right),
        max(piece.top, letter.top),
        piece.text + blank + letter.text,
    )


def _rows(boxes: list[Box]) -> tuple[list[list[str]], str]:
    """(rows, lines that are none). Pieces at one height are a row; the row with most pieces says where the columns are."""
    apart = lines_of(boxes)
    starts = _starts(apart)
    lines = [_joined(line, starts) for line in apart]
    widest = max(lines, key=len, default=[])
    wide, broad = (sum(1 for line in lines if len(line) >= least) for least in (2, 3))
    if len(widest) < 2 or (wide < 3 and broad < 2) or _touching(lines):
        return [], ""
    columns = sorted(widest, key=lambda b: b.left)
    edges = unruled.gutters(boxes, apart)
    edges = edges if len(edges) + 1 == len(columns) else []
    rows: list[list[str]] = []
    loose: list[str] = []
    for line in lines:
        below_one = any(abs(line[0].left - column.left) < NEAR for column in columns[1:])
        if len(line) == 1 and line[0].right - line[0].left > _span(columns) / 2 and not below_one:
            loose.append(line[0].text)
            continue
        rows.append(_row(line, columns, edges))
    return _going_on(rows), "\n".join(loose)


def _going_on(rows: list[list[str]]) -> list[list[str]]:
    """Rows with those put to the one above that have no first cell, unless they take turns: records of two lines."""
    if _take_turns(rows):
        return rows
    told: list[list[str]] = []
    for row in rows:
        if told and not row[0]:
            told[-1] = [before + cell for before, cell in zip(told[-1], row, strict=True)]
        else:
            told.append(row)
    return told


def _take_turns(rows: list[list[str]]) -> bool:
    """Whether every other row has no first cell and two others at least."""
    rests = [number for number, row in enumerate(rows) if not row[0]]
    full = all(sum(map(bool, rows[number])) >= 2 for number in rests)
    steps = [after - before for before, after in pairwise(rests)]
    return full and len(rests) >= TURNS and steps.count(2) >= KEPT * len(steps)


NEAR, TURNS, KEPT = 2.0, 3, 0.9
"""Points between left edges of one column, second lines of records at least, share of them that follow the last one by two."""


def _touching(lines: list[list[Box]]) -> bool:
    """Whether nearly all pieces of lines touch: text that a setter wrote in several steps, and no columns."""
    pairs = [pair for line in lines for pair in pairwise(line)]
    close = sum(after.left - before.right < TOUCH * (after.top - after.bottom) for before, after in pairs)
    return close >= CLOSE * len(pairs)


TOUCH, CLOSE = 0.1, 0.6
"""Letter heights between two pieces of one text, and share of pieces that touch where a page is none of columns."""


def _span(columns: list[Box]) -> float:
    return columns[-1].right - columns[0].left


def _starts(lines: list[list[Box]]) -> set[int]:
    """Left edges, in points, at which a piece begins behind another one on several lines: columns begin there."""
    edges: Counter[int] = Counter()
    for line in lines:
        edges.update({round(box.left) for box in sorted(line, key=lambda b: b.left)[1:]})
    least = max(3, sum(1 for line in lines if len(line) >= 2) // 2)
    return {near for edge, often in edges.items() if often >= least for near in (edge - 1, edge, edge + 1)}


def _joined(line: list[Box], starts: set[int]) -> list[Box]:
    """Pieces closer than a letter are one, cut by a change of font, unless a column begins between them."""
    joined: list[Box] = []
    for box in sorted(line, key=lambda b: b.left):
        height = box.top - box.bottom
        near = bool(joined) and -0.3 * height < box.left - joined[-1].right < 0.7 * height
        if near and (round(box.left) not in starts or _same_run(joined[-1], box)):
            joined[-1] = _with(joined[-1], box, "")
        else:
            joined.append(box)
    return joined


def _same_run(before: Box, after: Box) -> bool:
    """Whether digits and Japanese touch: one cell in two fonts, such as a date, even where many rows break alike."""
    mixed = (before.text[-1] < "\x7f") != (after.text[0] < "\x7f")
    room = (
        0.4 if _DATE_SEAM.fullmatch(before.text[-1] + after.text[0]) else 0.12
    )  # setters part digits from what they count
    return mixed and abs(after.left - before.right) < room * (after.top - after.bottom)


def _row(line: list[Box], columns: list[Box], edges: list[float]) -> list[str]:
    """The cells of a line: by the gutters between columns where there is one between any two, else by the nearest column."""
    cells = [""] * len(columns)
    for box in sorted(line, key=lambda b: b.left):
        near = max(range(len(columns)), key=lambda n: _near(box, columns[n]))
        index = unruled.column_of(box, edges) if edges else near
        cells[index] = f"{cells[index]} {box.text}".strip()
    return cells


def _near(one: Box, other: Box) -> float:
    """Very near at one left edge; otherwise the overlap in width, or the negative distance of the left edges."""
    if abs(one.left - other.left) < 2:
        return 1e6 - abs(one.left - other.left)
    overlap = min(one.right, other.right) - max(one.left, other.left)
    return overlap if overlap > 0 else -abs(one.left - other.left)
