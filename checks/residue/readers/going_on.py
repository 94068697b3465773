"""Lists written as text that go on in the next text of a file, on the next page or slide, without the line of their headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checks.residue.clues import announces
from checks.residue.pieces import Table, Text
from checks.residue.readers import blocks

TOLD, ROWS, SHARE = 2, 2, 0.6
"""Cells that make a line one of headings; rows of a list that goes on; share of the lines of a text that are its rows."""


class Lists:
    """The texts of one file in turn, and the headings of the list that reached the end of one of them."""

    def __init__(self) -> None:
        self._heading = ""

    def read(self, text: Text) -> Sequence[Text | Table]:
        """`text` with its tables; below the headings from before where its lines are rows of that list."""
        told = [*blocks.tables_in(text)]
        if self._heading and len(text.text) <= blocks.LETTER and self._heading not in text.text:
            rest, _, other = text.text.lstrip().partition("\n")
            if below := self._below(text, f"{rest}\n{other}"):
                return below
            if below := self._below(text, other):  # the page ended within a row
                return [replace(text, text=rest), *below]
        self._heading = _open(told, text.text) or self._heading
        return told

    def _below(self, text: Text, lines: str) -> Sequence[Text | Table]:
        """What `lines` of a text are under the headings; empty where they do not go on with the list."""
        below = [*blocks.tables_in(replace(text, text=f"{self._heading}\n{lines}"))]
        return below if self._goes_on(below, lines) else []

    def _goes_on(self, parts: Sequence[Text | Table], text: str) -> bool:
        """Whether nearly all lines of `text` are rows under the headings."""
        lines = sum(1 for line in text.split("\n") if line.strip())
        below = [part for part in parts if isinstance(part, Table) and _heads(part.rows[0], self._heading)]
        return any(len(part.rows) > ROWS and len(part.rows) - 1 >= SHARE * lines for part in below)


def _open(parts: Sequence[Text | Table], text: str) -> str:
    """The line of headings of the list that the last line of a text belongs to; empty where there is none."""
    last = parts[-1] if parts else None
    if not isinstance(last, Table) or len(last.rows) <= ROWS or sum(map(announces, last.rows[0])) < TOLD:
        return ""
    lines = [line for line in text.split("\n") if line.strip()]
    if not any(_heads(last.rows[-1], line) for line in lines[-2:]):
        return ""
    return next((line for line in lines if _heads(last.rows[0], line)), "")


def _heads(row: Sequence[str], line: str) -> bool:
    """Whether the cells of a row stand in a line, blanks aside."""
    bare = "".join(line.split())
    return all("".join(cell.split()) in bare for cell in row)
