"""Records of fixed length, with or without ends of lines: fields are told by what stands at the same place in all of them.

A field begins where figures begin or end in every record, or behind blanks that every record has. Figures that run together
are parted where a date, a telephone number or a postal code is at the same place in every record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from checks.residue.pieces import Table

FEWEST, MOST_SEEN = 3, 60
SHORTEST, LONGEST = 30, 1_000
MOST_TEXT = 4 << 20
_PURE, _FIGURES = 0.85, 7
_WIDE_OR_KANA = re.compile("[^\\x00-\\x7f]")
_FIGURE, _LETTER = re.compile("[0-9]"), re.compile("[!-/:-ce-v-~]")
_KANA, _WIDE = re.compile("[\uff61-\uff9f]"), re.compile("[^\\x00-\\x7f\uff61-\uff9f]")
_BLANK = re.compile("\u3000\0*")
_DATE = re.compile("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_PHONE = re.compile("0[1-9][0-9]{8,9} *")
_POSTAL = re.compile("[0-9]{7}")
_PLACE = re.compile("[都道府県市区町村郡]")
_SHARE = 0.6
_BORN_BEFORE = "2000"


def of_lines(lines: list[str], text: str) -> Table | None:
    """The records of a text whose lines are all as long as each other; None where the first `lines` are no such records."""
    if len(set(lines)) < FEWEST or all(line.isascii() for line in lines[:FEWEST]):
        return None  # what is said again and again is no list
    for kana, wide in _WIDTHS:
        size = _width(lines[0], kana, wide)
        if SHORTEST <= size <= LONGEST and all(_width(line, kana, wide) == size for line in lines):
            return _table([spread(line, kana, wide) for line in text.split("\n") if line.strip()], size)
    return None


def of_run(text: str) -> Table | None:
    """The records of a text without ends of lines; None where it is none of equal parts."""
    if not FEWEST * SHORTEST <= len(text) <= MOST_TEXT or "  " not in text or text.isascii():
        return None
    run = text.rstrip("\n\x1a")
    for kana, wide in _WIDTHS:
        length = _width(run, kana, wide)
        begin = spread(run[: LONGEST * MOST_SEEN], kana, wide)
        for size in range(SHORTEST, min(LONGEST, length // FEWEST) + 1):
            if length % size == 0 and _fits(begin[: size * MOST_SEEN], size):
                whole = spread(run, kana, wide)
                return _table([whole[at : at + size] for at in range(0, length, size)], size)
    return None


def spread(line: str, kana: int = 1, wide: int = 2) -> str:
    """A line on places of one byte each: a letter of full width takes `wide` of them, one of half-width kana `kana`, filled up with NUL."""
    if wide > 1:
        line = _WIDE.sub("\\g<0>" + "\0" * (wide - 1), line)
    return _KANA.sub("\\g<0>" + "\0" * (kana - 1), line) if kana > 1 else line


# places of (half-width kana, other letters beyond ASCII) in Shift_JIS, EUC, counted as letters, in UTF-8
_WIDTHS = ((1, 2), (2, 2), (1, 1), (3, 3))


def _width(line: str, kana: int, wide: int) -> int:
    narrow = len(_KANA.findall(line))
    return len(line) + narrow * (kana - 1) + (len(_WIDE_OR_KANA.findall(line)) - narrow) * (wide - 1)


def _kinds(whole: str) -> str:
    """What stands at each place: d figure, k kana of half width, w letter of full width, NUL its second half, blank (of either width), a anything else."""
    told = _BLANK.sub(lambda blank: " " * len(blank[0]), whole)
    told = _LETTER.sub("a", told)
    told = _FIGURE.sub("d", told)
    return _WIDE_OR_KANA.sub("w", _KANA.sub("k", told))


def _fits(whole: str, size: int) -> bool:
    """Whether each place of parts of `size` holds letters of one kind, or a blank, in nearly all of them; and figures at some in all."""
    kinds = _kinds(whole)
    columns = [set(kinds[place::size]) - {" "} for place in range(size)]
    pure = sum(len(column) <= 1 for column in columns)
    return pure >= _PURE * size and columns.count({"d"}) >= _FIGURES and any("w" in column for column in columns)


def _table(records: list[str], size: int) -> Table | None:
    seen = records[:MOST_SEEN]
    if any(len(record) != size for record in seen):
        return None
    fields, heads = _fields(seen, size)
    if len(fields) < 2:
        return None
    rows = [[record[a:b].replace("\0", "").strip() for a, b in fields] for record in records]
    return Table([heads, *rows] if any(heads) else rows)


def _fields(seen: Sequence[str], size: int) -> tuple[list[tuple[int, int]], list[str]]:
    """Where fields begin and end, and the headings of those whose kind their figures tell."""
    columns = [set(places) for places in zip(*map(_kinds, seen), strict=True)]
    figures = [column == {"d"} for column in columns]
    edges = [0]
    for place in range(1, size):
        before, here = columns[place - 1], columns[place]
        begins = figures[place] and not figures[place - 1] and " " in before
        ends = figures[place - 1] and here <= {"w", "k"}
        if begins or ends or (before == {" "} and here != {" "}):
            edges.append(place)
    fields: list[tuple[int, int]] = []
    heads: list[str] = []
    for begin, end in zip(edges, [*edges[1:], size], strict=True):
        told = [record[begin:end] for record in seen]
        homes = sum(_PLACE.search(record, end, end + 40) is not None for record in seen) >= _SHARE * len(seen)
        for first, last, head in parted(told, home=homes):
            fields.append((begin + first, begin + last))
            heads.append(head)
    return fields, heads


def parted(told: list[str], *, home: bool) -> list[tuple[int, int, str]]:
    """The fields of figures that run together in all of `told`, as (begin, end, heading); `home`: an address follows, as it does a postal code."""
    size = len(told[0])
    if not all(one.strip().isdecimal() and one[0] != " " for one in told):
        return [(0, size, "")]
    for at in range(size - 7):
        if _all(_DATE.fullmatch, told, at, at + 8):
            years = {one[at : at + 4] for one in told}
            head = "birthday" if len(years) > 1 and min(years) < _BORN_BEFORE else ""
            before = parted([one[:at] for one in told], home=False) if at else []
            rest = _numbers([one[at + 8 :] for one in told], at + 8, home=home) if at + 8 < size else []
            return [*before, (at, at + 8, head), *rest]
    return _numbers(told, 0, home=home)


def _numbers(told: list[str], begin: int, *, home: bool) -> list[tuple[int, int, str]]:
    """A telephone number, a postal code before an address, a figure for the sex before either."""
    size = len(told[0])
    for at in (0, 1, 7, 8):
        if at < size and _all(_PHONE.fullmatch, told, at, size):
            return [
                *(_numbers([one[:at] for one in told], begin, home=True) if at else []),
                (begin + at, begin + size, "phone"),
            ]
    if home and size >= 7 and _all(_POSTAL.fullmatch, told, size - 7, size):
        before = [(begin, begin + size - 7, "")] if size > 7 else []
        return [*before, (begin + size - 7, begin + size, "zip")]
    return [(begin, begin + size, "")]


def _all(asked: Callable[[str], object], told: list[str], begin: int, end: int) -> bool:
    return all(asked(one[begin:end]) for one in told)
