"""Tables of a PDF page without lines around their cells, where the text of a cell takes several lines.

Columns are told by the gutters that no letter stands in, cells by the distance of lines: those of one cell stand closer than
those of two rows. Cells of one row overlap in height, whether they hang, stand or are centred in it.
"""

from __future__ import annotations

from itertools import pairwise

from checks.residue.readers.ruled import Box, Cell, lines_of, text_of

BIN = 0.5  # points
NARROWEST, CROSSED = 0.12, 0.04
"""Letter heights of a gutter at least, and share of the lines of a page that may cross one: titles and notes."""
NARROW, HEADED, OVER = 0.6, 0.6, 1.5
"""Letter heights of a strip that may be a blank, share of the columns that the line of headings tells, letter heights that a cell may reach over an edge."""
CLOSER, MOST_LINES, FEWEST_ROWS, MOST_COLUMNS = 1.06, 12, 3, 30
_WIDEST_BINS = 8_000


def gutters(boxes: list[Box], lines: list[list[Box]]) -> list[float]:
    """The middles of the strips of a page, in points, that the letters of its `lines` leave free from top to bottom."""
    if len(boxes) < FEWEST_ROWS:
        return []
    first = min(box.left for box in boxes)
    bins = int((max(box.right for box in boxes) - first) / BIN) + 2
    if bins > _WIDEST_BINS:
        return []
    change = [0] * (bins + 1)
    for box in boxes:
        change[max(0, round((box.left - first) / BIN))] += 1
        change[max(0, round((box.right - first) / BIN))] -= 1
    height = sorted(box.top - box.bottom for box in boxes)[len(boxes) // 2]
    free: list[tuple[float, float]] = []
    covered = begin = 0
    for at in range(bins):
        covered += change[at]
        if covered > max(1, CROSSED * len(lines)):
            if 0 < begin < at and (at - begin) * BIN >= NARROWEST * height:
                free.append((first + BIN * (begin + at) / 2, (at - begin) * BIN))
            begin = at + 1
    return _headed(free, lines, height)


def _headed(free: list[tuple[float, float]], lines: list[list[Box]], height: float) -> list[float]:
    """The middles of `free` strips (middle, width): narrow ones where a heading stands behind them. Between names there are blanks."""
    middles = [middle for middle, _ in free]
    spans = [{column_of(box, middles) for box in line} for line in lines]
    head = next((number for number, told in enumerate(spans) if len(told) > HEADED * len(middles)), None)
    if head is None:
        return middles
    level = _middle(lines[head])
    near = [told for line, told in zip(lines, spans, strict=True) if abs(_middle(line) - level) <= 1.3 * height]
    named = set[int]().union(*near)
    return [at for number, (at, width) in enumerate(free) if width >= NARROW * height or number + 1 in named]


def column_of(box: Box, edges: list[float]) -> int:
    """The number of the column a piece stands in, `edges` being the middles of the gutters."""
    return sum((box.left + box.right) / 2 > edge for edge in edges)


def rows(boxes: list[Box]) -> tuple[list[list[str]], list[Box]]:
    """The rows of the table that a page is, cells of several lines put together, and the pieces across columns: titles and notes.

    No rows where it is no table, or none of its cells has two lines.
    """
    edges = gutters(boxes, lines_of(boxes))
    if not 0 < len(edges) < MOST_COLUMNS:
        return [], []
    columns: list[list[Box]] = [[] for _ in range(len(edges) + 1)]
    across: list[Box] = []
    for box in boxes:
        over = OVER * (box.top - box.bottom)
        crosses = any(box.left < edge - over and box.right > edge + over for edge in edges)
        (across if crosses else columns[column_of(box, edges)]).append(box)
    lined = [lines_of(column) for column in columns]
    step = _step(lined)
    if step == 0:
        return [], []
    cells = [(number, *cell) for number, lines in enumerate(lined) for cell in _cells(lines, step)]
    return _filled(cells, len(columns)), across


def _middle(line: list[Box]) -> float:
    return (line[0].top + line[0].bottom) / 2


def _step(lined: list[list[list[Box]]]) -> float:
    """The distance of two lines of one cell, with some room; 0 where all lines are as far apart, so that no cell has several."""
    steps = sorted(_middle(upper) - _middle(lower) for lines in lined for upper, lower in pairwise(lines))
    if len(steps) < FEWEST_ROWS:
        return 0.0
    close = steps[len(steps) // 50]
    room = close + max((CLOSER - 1) * close, 0.8)
    wider = sum(step > room for step in steps)
    return room if close > 0 and FEWEST_ROWS - 1 <= wider < len(steps) else 0.0


def _cells(lines: list[list[Box]], step: float) -> list[tuple[Cell, list[Box]]]:
    """The cells of a column: its lines, those close to one another together."""
    groups: list[list[list[Box]]] = []
    for line in lines:
        if groups and _middle(groups[-1][-1]) - _middle(line) <= step:
            groups[-1].append(line)
        else:
            groups.append([line])
    right = max((box.right for line in lines for box in line), default=0.0)
    found = []
    for group in groups:
        pieces = [box for line in group for box in line]
        edges = (
            min(box.left for box in pieces),
            min(box.bottom for box in pieces),
            right,
            max(box.top for box in pieces),
        )
        found.append((edges, pieces))
    return found


def _filled(cells: list[tuple[int, Cell, list[Box]]], width: int) -> list[list[str]]:
    """Rows of cells that overlap in height, from the top down; empty where they run into one another."""
    table: list[list[str]] = []
    lowest = 0.0
    for column, cell, pieces in sorted(cells, key=lambda one: -one[1][3]):
        _, bottom, _, top = cell
        if not table or top - lowest < 0.3 * (pieces[0].top - pieces[0].bottom):
            table.append([""] * width)
            lowest = bottom
        if table[-1][column]:
            return []
        table[-1][column] = text_of(pieces, cell)
        lowest = min(lowest, bottom)
    tall = any(text.count("\n") > MOST_LINES for row in table for text in row)
    return table if len(table) >= FEWEST_ROWS and not tall else []
