"""Tables inside running text: neighbouring lines with the same number of tabs, as pasted into mails, comments and boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks.residue.clues import announces
from checks.residue.matchers.gated import Gated
from checks.residue.pieces import Table, Text
from checks.residue.readers import framed, gaps, realign

FEWEST = 2
MOST_PASTED = 200  # cells of a table that a list was pasted into
WRITTEN = 60  # letters of a cell that may hold sentences
MOST_ROWS = 2_000  # rows beyond which nobody writes letters into cells
SENTENCE = 14  # letters of a cell, on average, that is no list
_LONGEST_KEY, _LONGEST_COUNT = 30, 6
LISTED, LONGEST_HEADS = 3, 120
"""Lines under headings that make a list, and signs of the line of headings."""
LETTER = 200_000
"""Signs of a text beyond which it is no letter with a list in it."""
_COMMAS = ("、", ",", " / ", "|")
_MARK = Gated("[\t\u3000]")


_TALK, _HEAD = "とのトーク", 200


def is_talk(text: str) -> bool:
    """Whether a text is a talk saved from a telephone, as its first line says: who says what there is no table."""
    return _TALK in text[:_HEAD]


def tables_in(text: Text) -> Iterator[Text | Table]:
    """`text` with its tabular stretches as tables of their own: the running text first, then the tables in order."""
    if text.quiet or is_talk(text.text):
        yield text
        return
    drawn, told = framed.take(text.text)
    tables, told = realign.take(told)
    listed, told = _listed(told)
    tables += [*listed, *drawn]
    gapped = len(told) <= LETTER and gaps.several(told)
    if not tables and not gapped and not (_MARK.possible(told) and ("\t" in told or "\u3000" in told)):
        yield text if told == text.text else replace(text, text=told)
        return
    loose: list[str] = []
    for mark, count, stretch in _stretches(told, gapped=gapped):
        likely = len(stretch) >= FEWEST and (count > 1 or (count and mark == "\t"))
        rows = _rows(stretch, mark) if likely else []
        if rows and _is_table(rows, mark):
            tables.append(rows)
        else:
            loose += stretch
    if not tables:
        yield text if told == text.text else replace(text, text="\n".join(loose))
        return
    if any(loose):
        yield replace(text, text="\n".join(loose))
    yield from (Table(keyed(rows), text.where) for rows in tables)


def _listed(text: str) -> tuple[list[list[list[str]]], str]:
    """(lists whose cells stand between commas or strokes under a line of headings, the text without them)."""
    marks = [mark for mark in _COMMAS if mark in text] if len(text) <= LETTER else []
    if not marks:
        return [], text
    lines = text.split("\n")
    tables: list[list[list[str]]] = []
    loose: list[str] = []
    at = 0
    while at < len(lines):
        mark = _mark_of_heads(lines[at], marks)
        end = at + 1
        while mark and end < len(lines) and lines[end].count(mark) == lines[at].count(mark):
            end += 1
        if mark and end - at > LISTED:
            tables.append([[cell.strip() for cell in line.split(mark)] for line in lines[at:end]])
        else:
            end = at + 1
            loose.append(lines[at])
        at = end
    return tables, "\n".join(loose)


def _mark_of_heads(line: str, marks: list[str]) -> str:
    """Which of `marks` stands between the headings of a list; empty for any other line."""
    if len(line) > LONGEST_HEADS or "。" in line:
        return ""
    for mark in marks:
        if line.count(mark) < FEWEST:
            continue
        cells = [cell.strip() for cell in line.split(mark)]
        if len(cells) > FEWEST and all(cells) and sum(map(announces, cells)) >= FEWEST:
            return mark
    return ""


def _rows(lines: list[str], mark: str) -> list[list[str]]:
    """The cells of lines parted by `mark`."""
    return gaps.rows(lines) if mark == gaps.MARK else [[cell.strip() for cell in line.split(mark)] for line in lines]


def _stretches(text: str, *, gapped: bool) -> Iterator[tuple[str, int, list[str]]]:
    """(mark, how often, lines): neighbours with the same number of marks. Under headings a line may end sooner: its last cells are empty."""
    mark, count, heads = "", 0, False
    stretch: list[str] = []
    for shape, lines in _runs(text.split("\n"), gapped=gapped):
        if shape != (mark, count) and not (heads and shape[0] == mark and 0 < shape[1] < count):
            if stretch:
                yield mark, count, stretch
            (mark, count), stretch = shape, []
            heads = mark == "\t" and count > 1 and sum(map(announces, lines[0].split(mark))) >= FEWEST
        stretch += lines
    if stretch:
        yield mark, count, stretch


def _runs(lines: list[str], *, gapped: bool) -> Iterator[tuple[tuple[str, int], list[str]]]:
    """(shape, lines): each line with marks, and those between two of them together.

    Empty lines that follow a line with marks are left out: some programs end lines twice.
    """
    begin = 0
    marked = [
        number
        for number, line in enumerate(lines)
        if "\t" in line or "\u3000" in line or (gapped and gaps.MARK in line.lstrip(" "))
    ]
    for number in [*marked, len(lines)]:
        while 0 < begin < number and not lines[begin].strip():
            begin += 1
        if begin < number:
            yield _LOOSE, lines[begin:number]
        after_marks = 0 < begin == number
        if number < len(lines) and not (after_marks and not lines[number].strip()):
            yield _shape(lines[number], gapped=gapped), [lines[number]]
        begin = number + 1


_LOOSE = ("\u3000", 0)
"""The shape of lines without marks."""


def _shape(line: str, *, gapped: bool) -> tuple[str, int]:
    """The mark that may part the cells of a line, and how often it stands there; lines of gaps are all of one shape."""
    line = line.strip("\r")
    if gapped and "\t" not in line and len(gaps.GAP.findall(line.rstrip(" "))) >= gaps.FEWEST:
        return gaps.MARK, gaps.FEWEST
    mark = "\t" if "\t" in line else "\u3000"
    return mark, line.count(mark)


def _is_table(rows: list[list[str]], mark: str) -> bool:
    """Tabs make a table of any two lines; blanks only under a line of headings; one tab only after labels."""
    if len(rows) < FEWEST:
        return False
    if mark == "\t" and len(rows[0]) > 2:
        return True
    if mark == "\t":
        return all(map(announces, rows[0])) or sum(1 for row in rows if announces(row[0])) >= FEWEST
    if len(rows[0]) > 2 and sum(map(announces, rows[0])) >= FEWEST:
        return True
    cells = [cell for row in rows for cell in row if cell]
    short = sum(map(len, cells)) <= SENTENCE * len(cells)
    return len(rows) > FEWEST + 1 and len(rows[0]) > 3 and short and 2 * len(cells) > len(rows) * len(rows[0])


def texts_in(table: Table) -> Iterator[Table | Text]:
    """A table, or the text it is, and what is written in its cells in sentences: records and letters typed into a form."""
    yield text_in(table)
    pasted = [cell for row in table.rows[:MOST_ROWS] for cell in row if cell.count("\n") >= FEWEST and "\t" in cell]
    for cell in pasted[:MOST_PASTED]:
        yield from (told for told in tables_in(Text(cell, table.where)) if isinstance(told, Table))
    written = [cell for row in table.rows[:MOST_ROWS] for cell in row if len(cell) > WRITTEN and _is_written(cell)]
    if written:
        yield Text("\n".join(written), table.where)


def _is_written(cell: str) -> bool:
    return cell.count("。") >= (1 if cell.count("\n") >= FEWEST else FEWEST)


def text_in(table: Table) -> Table | Text:
    """Sentences typed down one column of a sheet are running text; a table stays one."""
    if any(sum(1 for cell in row if cell.strip()) > FEWEST for row in table.rows):
        return table
    filled = [[cell for cell in row if cell.strip()] for row in table.rows]
    if (
        len(filled) > FEWEST and len(filled[1]) == 2 and _is_count(filled[1][0])
    ):  # rows that are counted, under headings
        counted = [cells[1:] if len(cells) == 2 and _is_count(cells[0]) else cells for cells in filled[1:]]
        filled = counted if all(len(cells) <= 1 for cells in counted) else filled
    if any(len(cells) > 1 for cells in filled):
        return table
    lines = [cells[0] for cells in filled if cells]
    long = sum(map(len, lines)) > SENTENCE * len(lines)
    written = long or any(sign in line for line in lines for sign in _STOPS)
    return Text("\n".join(lines), table.where) if lines and written else table


_STOPS = "。、"
"""Signs that stand in sentences, and in no name or number."""


def _is_count(cell: str) -> bool:
    return cell.isdigit() and len(cell) <= _LONGEST_COUNT


def keyed(rows: list[list[str]]) -> list[list[str]]:
    """Rows whose cells repeat their key, `name:…<tab>tel:…` (LTSV), with the keys as headings."""
    keys = [cell.partition(":")[0] for cell in rows[0]] if rows else []
    same = all(":" in cell for cell in rows[0]) and all(0 < len(key) <= _LONGEST_KEY for key in keys) if rows else False
    if len(rows) < FEWEST or len(keys) < FEWEST or not same:
        return rows
    if not all(cell.startswith(f"{key}:") for row in rows for key, cell in zip(keys, row, strict=False)):
        return rows
    return [keys, *([cell.partition(":")[2] for cell in row] for row in rows)]
