"""Tables drawn with signs in running text: ┌──┬──┐ │氏名│…│, +----+----+ |name|…|, as forms in mails and on old systems are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from checks.residue.matchers.gated import Gated

_BARS = "│┃║｜|"
_CORNERS = frozenset("┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋┠┨┯┷┿┝┥┰┸╂╔╗╚╝╠╣╦╩╬╭╮╰╯+＋")
_DASHES = frozenset("─━═┄┅┈┉╌╍-=－―")
_OF_RULES = _CORNERS | _DASHES | frozenset(_BARS) | frozenset(" \u3000\t")
_ONE_BAR = str.maketrans(dict.fromkeys(_BARS, "│"))
_DRAWN, _TYPED = ("│", "┃", "║"), ("+--", "+==", "+－")
SHORTEST = 3
"""Dashes of a rule at least."""
ROWS_OF_A_BLOCK = 3
"""Lines between two rules on average, up to which a line whose first cell is empty goes on with the row above it."""


_RULE = Gated(r"\+(?:--|==|－)|──|━━", first=True)


_LAST: list[tuple[str, bool]] = [("", False)]
"""The last text that was asked for, which several readers see one after the other, and what was told of it."""


def ruled(text: str) -> bool:
    """Whether a rule of several signs may stand in a text: one sign is looked for many times as fast as several."""
    last, told = _LAST[0]
    if last is not text:
        told = any(sign in text for sign in "+─━") and _RULE.possible(text)
        _LAST[0] = text, told
    return told


def take(text: str) -> tuple[list[list[list[str]]], str]:
    """(tables, the text without their lines). What stands in a frame of one column is text, and stays without its bars."""
    typed = ruled(text) and any(corner in text for corner in _TYPED)
    if not (typed or any(bar in text for bar in _DRAWN)):
        return [], text
    tables: list[list[list[str]]] = []
    kept: list[str] = []
    for framed, group in groupby(text.split("\n"), _is_framed):
        lines = [*group]
        rows = [*_rows(lines)] if framed and _is_frame(lines) else []
        if any(len(row) > 1 for row in rows):
            tables.append(rows)
        else:
            kept += [row[0] if row else "" for row in rows] or lines
    return tables, "\n".join(kept)


def _is_framed(line: str) -> bool:
    """Whether a line may be one of a frame: a rule, or text between bars."""
    bare = line.strip()
    if not bare:
        return False
    return _is_rule(bare) or any(bar in bare for bar in _DRAWN) or (bare[0] in _BARS and bare[-1] in _BARS)


def _is_rule(line: str) -> bool:
    return _OF_RULES.issuperset(line) and sum(map(_DASHES.__contains__, line)) >= SHORTEST


def _is_frame(lines: list[str]) -> bool:
    """Whether lines hold a rule with corners and something between bars."""
    ruled = any(_is_rule(line) and not _CORNERS.isdisjoint(line) for line in lines)
    return ruled and not all(map(_is_rule, lines))


def _rows(lines: list[str]) -> Iterator[list[str]]:
    """The rows of a frame. A row may take several lines where rules part the rows; else each line is one."""
    blocks = [[*map(_cells, group)] for rule, group in groupby(lines, _is_rule) if not rule]
    parted = len(blocks) > 1 and sum(map(len, blocks)) <= ROWS_OF_A_BLOCK * len(blocks)
    for block in blocks:
        row: list[str] = []
        for cells in block:
            if row and len(cells) == len(row) and parted and (len(row) == 1 or not cells[0]):
                row = [f"{above}\n{cell}".strip("\n") for above, cell in zip(row, cells, strict=True)]
            else:
                if row:
                    yield row
                row = cells
        yield row


def _cells(line: str) -> list[str]:
    """What stands between the bars of a line."""
    cells = [cell.strip() for cell in line.strip().translate(_ONE_BAR).split("│")]
    begin, end = not cells[0], len(cells) - (len(cells) > 1 and not cells[-1])
    return cells[begin:end] or [""]
