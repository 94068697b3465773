"""Tables inside running text: neighbouring lines with the same number of tabs, as pasted into mails, comments and boxes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from checks.residue.clues import announces
from checks.residue.pieces import Table, Text

FEWEST = 2


def tables_in(text: Text) -> Iterator[Text | Table]:
    """`text` with its tabular stretches as tables of their own, in order of kind: the running text first."""
    if text.quiet or "\t" not in text.text:
        yield text
        return
    loose: list[str] = []
    tables: list[list[list[str]]] = []
    for tabs, lines in groupby(text.text.split("\n"), _tabs):
        stretch = [[cell.strip() for cell in line.split("\t")] for line in lines]
        told = tabs == 1 and sum(1 for row in stretch if announces(row[0])) >= FEWEST
        if told or (tabs >= 2 and len(stretch) >= FEWEST):
            tables.append(stretch)
        else:
            loose += ["\t".join(row) for row in stretch]
    if not tables:
        yield text
        return
    if any(loose):
        yield Text("\n".join(loose), text.where, text.raw)
    yield from (Table(rows, text.where) for rows in tables)


def _tabs(line: str) -> int:
    return line.strip("\n\r").count("\t")
