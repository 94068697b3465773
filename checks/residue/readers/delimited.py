"""Lines that share a separator are a table: comma, tab, semicolon, bar, or columns kept apart by blanks."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Literal

from checks.residue.clues import announces, speaks_of_persons
from checks.residue.pieces import Part, Table, Text
from checks.residue.readers import blocks, fixed_records, framed, gapped_forms, gaps, keyed_lines, ragged, repeated

ROWS_AT_ONCE = 20_000
SHORT = 60
_SEPARATORS = ("\t", ",", ";", "|", "│", "┃", "｜", "\x1f")
_GAP = re.compile(r"[ \u3000]{2,}| ?\t ?")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_LONG_CELL_LINES = 40
csv.field_size_limit(1 << 20)


def split(text: str, raw: bool = False) -> Iterator[Part]:
    """Tables and running text of `text`, in order; `raw` is handed on to texts."""
    if text.isascii() and not speaks_of_persons(text):
        yield Text(text, raw=raw, quiet=True)
        return
    if framed.ruled(text) and any(sign in text for sign in _RULES):
        text = _unruled(text)
    for take in (repeated.take, keyed_lines.take):
        alike, text = take(text)
        yield from alike
    if blocks.is_talk(text):
        yield Text(text, raw=raw)
        return
    lines = [line for line in text[:20000].split("\n")[:60] if line.strip()]
    lines = lines[:-1] if len(text) > 20000 and len(lines) > 2 else lines
    if len(lines) < 2:
        yield fixed_records.of_run(text) or Text(text, raw=raw)
        return
    separator = _separator(lines) or (_separator(_records(text)) if '"' in text else None) or _between_lines(lines)
    if separator is not None:
        yield from _tables(_unmarked(text) if separator == "|" else text, separator, raw)
    elif (records := fixed_records.of_lines(lines, text) or ragged.of_lines(lines, text)) is not None:
        yield records
    elif not text.isascii() and _gapped(lines):
        yield _by_gaps(text)
    else:
        yield Text(text, raw=raw)


def _by_gaps(text: str) -> Table:
    """The form or the list that blanks between the cells of its lines make."""
    if any(bar in text for bar in _BARS):  # the aisle of a plan of seats
        text = _BAR.sub("  ", text)
    filled = [line.rstrip() for line in text.split("\n") if line.strip()]
    if (form := gapped_forms.rows(filled)) is not None:
        return Table(form)
    if edges := gaps.edges(filled[:60]):
        return Table([gaps.cut(line, edges) for line in filled])
    return Table(_evened([_GAP.split(line.strip()) for line in filled]))


_RULES = ("──", "━━", "+--", "+==")
_RULE = re.compile("[ \u3000]*[\u2500-\u257f+][\u2500-\u257f+=-]{2,}[ \u3000]*")


def _unruled(text: str) -> str:
    """A drawn table without the lines that are nothing but rules between its rows."""
    lines = text.split("\n")
    kept = [line for line in lines if not _RULE.fullmatch(line.rstrip("\r"))]
    return "\n".join(kept) if len(lines) - len(kept) > 1 else text


_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_BARS = "｜│┃"
_BAR = re.compile(f"[ \u3000]*[{_BARS}][ \u3000]*")
_LINK = re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)")


def _unmarked(text: str) -> str:
    """A table of Markdown without what dresses its cells: pictures, links, bold letters."""
    if "](" in text:
        text = _LINK.sub(r"\1", _PICTURE.sub("", text))
    return text.replace("**", "")


def _separator(lines: list[str]) -> str | None:
    """The separator most of the first lines share in about the same number, or None."""
    whole = "\n".join(lines)
    for separator in _SEPARATORS:
        if separator not in whole:
            continue
        counts = [_fields(line, separator) for line in lines]
        usual = max(set(counts), key=counts.count)
        if counts.count(usual) < _MOST * len(lines):  # a program that saves a sheet fills up some rows and not others
            counts = [_fields(line.rstrip(separator), separator) for line in lines]
            usual = max(set(counts), key=counts.count)
        if usual >= 2 and counts.count(usual) >= max(2, 0.6 * len(lines)):
            return separator
        if usual == 1 and _pairs(lines, separator, counts.count(usual)):
            return separator
    return None


_MOST = 0.6
"""Share of the lines that have as many separators."""
_LEAD, _REMARKS, _LABELS, _SAME = 20, 3, 2, 0.8
"""Lines before a table and below it at most; labels of its heading; share of the lines below its heading that have as many cells."""


def _between_lines(lines: list[str]) -> str | None:
    """The separator of a short table that stands between lines of text: of a heading of two labels, and of the lines below it."""
    for number, line in enumerate(lines[: _LEAD + 1]):
        for separator in "\t,":
            cells = line.split(separator)
            if sum(map(announces, cells)) < _LABELS:
                continue
            below = [_fields(other, separator) for other in lines[number + 1 :]]
            table = max((at for at, count in enumerate(below, 1) if count), default=0)
            below = below[:table] if len(below) - table <= _REMARKS else below
            if below and below.count(len(cells) - 1) >= _SAME * len(below):
                return separator
    return None


def _records(text: str) -> list[str]:
    """The first lines of `text`, those that go on within quotes put together."""
    whole = _QUOTED.sub(lambda cell: cell[0].replace("\n", " "), text[:20000])
    return [line for line in whole.split("\n")[:60] if line.strip()]


def _pairs(lines: list[str], separator: str, pairs: int) -> bool:
    """Whether lines with one separator are label and value: nearly all of them, or the first halves are labels."""
    if separator not in "\t,":
        return False
    titles = next((number for number, line in enumerate(lines[: _LABELS + 1]) if separator in line), 0)
    titles = titles if separator == "\t" and pairs > _LABELS else 0
    if pairs >= 0.9 * (len(lines) - titles) and (separator == "\t" or sum(map(len, lines)) < SHORT * len(lines)):
        return True
    return (
        pairs >= max(2, 0.5 * len(lines)) and sum(1 for line in lines if announces(line.partition(separator)[0])) >= 2
    )


def _fields(line: str, separator: str) -> int:
    return (_QUOTED.sub("", line) if '"' in line else line).count(separator)


def _gapped(lines: list[str]) -> bool:
    """Whether most lines fall into the same three or more columns at gaps of blanks."""
    counts = [len(_GAP.split(line.strip())) for line in lines]
    usual = max(set(counts), key=counts.count)
    return usual >= 3 and sum(1 for count in counts if abs(count - usual) <= 1) >= max(2, 0.7 * len(lines))


def _evened(rows: list[list[str]]) -> list[list[str]]:
    """Rows with fewer cells than most, parted at single wide blanks as well where that makes them as many."""
    counts = [len(row) for row in rows]
    usual = max(set(counts), key=counts.count)
    return [_parted(row, usual) if len(row) < usual and any("\u3000" in cell for cell in row) else row for row in rows]


def _parted(row: list[str], usual: int) -> list[str]:
    parted = [part for cell in row for part in cell.split("\u3000")]
    return parted if len(parted) == usual else row


_AS_FORMULA = re.compile('(^|[\t,;])="', re.MULTILINE)
"""A text that a spreadsheet is to keep as it is, with its zeros."""


def _tables(text: str, separator: str, raw: bool) -> Iterator[Part]:
    if '="' in text:
        text = _AS_FORMULA.sub('\\1"', text)
    lines = text.split("\n")
    if '"' not in text and "\r" not in text and max(map(len, lines)) < csv.field_size_limit():
        yield from _plain(lines, separator)
        return
    rows: list[list[str]] = []
    quoting: Literal[0, 3] = csv.QUOTE_NONE if separator == "\x1f" else csv.QUOTE_MINIMAL
    try:
        for row in csv.reader(io.StringIO(text), delimiter=separator, quoting=quoting, strict=False):
            if any(cell.count("\n") > _LONG_CELL_LINES for cell in row):
                yield Text(text, raw=raw)
                return
            rows.append([cell.strip() for cell in row])
            if len(rows) >= ROWS_AT_ONCE:
                yield Table(rows)
                rows = [rows[0]]
    except csv.Error:
        yield Text(text, raw=raw)
        return
    yield Table(blocks.keyed(rows) if separator == "\t" else rows)


def _alike(lines: list[str], separator: str) -> list[list[str]]:
    """The rows of lines with as many fields each, split all together; none where they are not alike."""
    counts = {line.count(separator) for line in lines}
    if len(counts) != 1 or "" in lines:
        return []
    cells = map(str.strip, separator.join(lines).split(separator))
    return [*map(list, zip(*[cells] * (counts.pop() + 1), strict=True))]


def _plain(lines: list[str], separator: str) -> Iterator[Part]:
    """Tables of lines without quotes: what the csv reader would give, in a fraction of its time."""
    rows: list[list[str]] = []
    done = 0
    while done < len(lines):
        more = lines[done : done + ROWS_AT_ONCE - len(rows)]
        done += len(more)
        rows += _alike(more, separator) or [[*map(str.strip, line.split(separator))] if line else [] for line in more]
        if len(rows) >= ROWS_AT_ONCE:
            yield Table(rows)
            rows = rows[:1]
    yield Table(blocks.keyed(rows) if separator == "\t" else rows)
