"""Lists whose columns were lost on the way: cells one below the other, or apart by single blanks, under their headings.

A table pasted into a comment, a note or a registry value comes out so. What the headings announce says where cells begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from checks.residue.clues import announces
from checks.residue.fold import fold
from checks.residue.matchers.cells import typed
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.headings import heading_kind
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import names
from checks.residue.matchers.model import SURE
from checks.residue.matchers.name_cells import is_kana_name, is_name
from checks.residue.native.text import bitmap

FEWEST_ROWS, FEWEST_PAIRS, FEWEST_NAMED = 2, 3, 4
MOST_ROWS = 5_000
MOST_COLUMNS, MOST_SPARE = 20, 8
MOST_TRIED = 500  # rows of a list that are looked at piece by piece; most are like the first ones
MOST_WEIGHED, MOST_REST = 40, 4
MOST_FAILURES = 100  # lines that look like headings and head nothing: a text full of them is no list
_CLUE = Gated(
    "氏[ \u3000]*名|名前|カナ|ｶﾅ|ガナ|ｶﾞﾅ|生年|電[ \u3000]*話|住[ \u3000]*所|TEL|Tel|メール|会員名|者名|番号|ﾒｲ|シメイ|ジメイ|シャメイ"
)
# 2026/04/01 9:12:04 is one cell
_GAP = re.compile("[ \u3000]+(?![0-9]{1,2}:[0-9]{2}:[0-9]{2})")
_READING = re.compile("[\u30a1-\u30fa\u30fc]+")
_NUMBER = re.compile("[0-9]{5,}")
_NO_HEADING = re.compile("[0-9０-９]{3}|[。、@]")
_DATED = re.compile("[0-9０-９]{1,2}[年月日/.-][0-9０-９]")
_SAYING = re.compile("([^ \u3000:=→]*)([ \u3000]*[:=→]?[ \u3000]*)(.*)", re.DOTALL)
_NEVER_IN_HEADINGS = bitmap("。、@\t")
_WIDEST_HEADING, _LONGEST_HEADING = 200, 16
# pieces a cell of each kind may fall into at its blanks; every other kind fills one piece or none
_PIECES = {"name": 5, "kana": 5, "address": 5, "birth_date": 3, "phone": 3, "sensitive": 2, "bank_account": 2}
_FOUND, _SURELY, _EMPTY, _PLAIN, _MISFIT = 3.0, 3.5, -1.0, 0.5, -2.0


def take(text: str) -> tuple[list[list[list[str]]], str]:
    """(tables, the text without their lines)."""
    if not _CLUE.search(text):
        return [], text
    lines = text.split("\n")
    found: list[tuple[int, int, list[list[str]]]] = []
    done = failed = 0
    for at in _clued(text):
        if failed > MOST_FAILURES:
            break
        if at < done:
            continue
        begin, end, rows = (
            _two_storeyed(lines, at)
            or _apart(lines, at)
            or _stacked(lines, at, done)
            or _form(lines, at, done)
            or (at, at, [])
        )
        if rows:
            found.append((begin, end, rows))
            done = end
        failed += not rows
    for begin, end, _ in reversed(found):
        del lines[begin:end]
    return [rows for _, _, rows in found], "\n".join(lines) if found else text


def _clued(text: str) -> Iterator[int]:
    """Numbers of the lines that hold a word of a heading and may be one, as often as they hold one."""
    told = _CLUE.lines(text, longest=_WIDEST_HEADING, banned=_NEVER_IN_HEADINGS)
    if told is not None:
        for number, start, end in told:
            if not _NO_HEADING.search(text, start, end):
                yield from (number for _ in _CLUE.pattern.finditer(text, start, end))
        return
    line, done = 0, 0
    for match in _CLUE.finditer(text):
        if match.start() < done:
            continue
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        line += text.count("\n", done, start)
        done = start
        if end - start <= _WIDEST_HEADING and "\t" not in text[start:end] and not _NO_HEADING.search(text[start:end]):
            yield line


def _headings(line: str) -> list[str]:
    """The headings of a line; one spaced out letter by letter is put together again."""
    pieces = [piece for piece in _GAP.split(fold(line).strip()) if piece]
    out: list[str] = []
    at = 0
    while at < len(pieces):
        joined = next(
            (
                size
                for size in (2, 3, 4)
                if all(len(piece) == 1 for piece in pieces[at : at + size])
                and announces("".join(pieces[at : at + size]))
            ),
            1,
        )
        out.append("".join(pieces[at : at + joined]))
        at += joined
    return out


def _kinds(headings: list[str]) -> list[str]:
    """What each heading announces; empty where nothing that can be checked."""
    return [_kind(heading) for heading in headings]


def _kind(heading: str) -> str:
    kind = heading_kind(heading) or ""
    return "" if kind.startswith("_") else kind


@lru_cache(maxsize=4096)
def _kind_of_line(line: str) -> str:
    """What a line announces that is one heading; asked again and again while beginnings and widths are tried."""
    return _kind(_folded(line))


def _apart(lines: list[str], at: int) -> tuple[int, int, list[list[str]]] | None:
    """(begin, end, rows) of a list whose cells are apart by single blanks under the headings of line `at`."""
    headings = _headings(lines[at])
    kinds = _kinds(headings)
    told = sum(map(bool, kinds))
    names_only = told == 1 and ("name" in kinds or "kana" in kinds) and len(headings) > 2
    if not 2 <= len(headings) <= MOST_COLUMNS or not (names_only or told >= max(2, 0.25 * len(headings))):
        return None
    rows, fitting, tried, end = [headings], 0, 0, at
    usual: list[list[int]] = []
    held: list[str] = []
    for number, line in enumerate(lines[at + 1 : at + 1 + MOST_ROWS], start=at + 1):
        if not line.strip():
            continue
        pieces = [] if "\t" in line else fold(line).split()
        row = _by_wide_blanks(line, kinds) or _as_before(pieces, kinds, usual)
        if row is None and tried < MOST_TRIED:
            row, tried = _row(pieces, kinds, usual), tried + 1
        fits = _fits(kinds, row) if row else 0
        if row is None or fits < max(1, 0.4 * told):
            row = _with_rest(held, line, kinds, rows[-1]) if len(rows) > 1 and len(held) < MOST_REST else None
            if row is None:
                break
            fitting += _fits(kinds, row) - _fits(kinds, rows[-1])
            rows[-1] = row
            held.append(line)
        else:
            rows.append(row)
            fitting += fits
            held = [line]
        end = number
    whole = fitting >= 0.6 * told * (len(rows) - 1)
    if names_only:  # a single heading says little: the names have to be known ones
        column = kinds.index("name" if "name" in kinds else "kana")
        test = _is_whole if "name" in kinds else is_kana_name
        known = sum(1 for row in rows[1:] if test(row[column]))
        whole = len(rows) > FEWEST_NAMED and 2 * known >= len(rows)
    return (at, end + 1, rows) if len(rows) > FEWEST_ROWS and whole else None


def _with_rest(held: list[str], line: str, kinds: list[str], before: list[str]) -> list[str] | None:
    """The row that lines make together with one more, where its last cells are still missing; None where that tells less: one cell may be cut."""
    if before[-1] or "\t" in line or "。" in line or any(map(announces, fold(line).split())):
        return None
    row = _row(fold(" ".join([*held, line])).split(), kinds, [])
    return row if row and _fits(kinds, row) >= max(1, _fits(kinds, before) - 1) else None


def _two_storeyed(lines: list[str], at: int) -> tuple[int, int, list[list[str]]] | None:
    """(begin, end, rows) of a list whose rows are two lines each, as are its headings, the first of which is line `at`."""
    if at + 2 * FEWEST_ROWS + 1 >= len(lines) or not (_heads_a_storey(lines[at]) and _heads_a_storey(lines[at + 1])):
        return None
    last = min(len(lines), at + 2 * MOST_ROWS) - 1
    found = _apart([f"{lines[n]}  {lines[n + 1]}" for n in range(at, last, 2)], 0)
    return (at, at + 2 * found[1], found[2]) if found else None


def _heads_a_storey(line: str) -> bool:
    if len(line) > _WIDEST_HEADING or "\t" in line or _NO_HEADING.search(line) or _DATED.search(line):
        return False
    headings = _headings(line)
    return len(headings) > 1 and any(_kinds(headings))


def _is_whole(cell: str) -> bool:
    if is_name(cell):
        return True
    first, _, given = cell.partition(" ")
    return bool(given) and first in names().surnames


def _fits(kinds: list[str], row: list[str]) -> int:
    return sum(1 for kind, cell in zip(kinds, row, strict=True) if kind and cell and typed(kind, cell))


def worth(rows: list[list[str]], heading: list[str]) -> int:
    """How many cells of the first `rows` are what `heading` says; 0 where there are not as many of them."""
    kinds = _kinds(heading)
    return sum(_fits(kinds, [fold(cell) for cell in row]) for row in rows[:MOST_WEIGHED] if len(row) == len(kinds))


def _by_wide_blanks(line: str, kinds: list[str]) -> list[str] | None:
    """The cells of a line apart by wide blanks, where there are as many as headings and each is what its heading says."""
    cells = line.strip("\r").split("\u3000")
    if len(cells) != len(kinds):
        return None
    row = [fold(cell).strip() for cell in cells]
    fit = all(typed(kind, cell) for kind, cell in zip(kinds, row, strict=True) if kind and cell)
    return row if fit and any(row) else None


def _as_before(pieces: list[str], kinds: list[str], usual: list[list[int]]) -> list[str] | None:
    """The cells of a line that falls into pieces as one of those before it did, where each is what its heading says."""
    for sizes in usual:
        if sum(sizes) == len(pieces):
            cells = _joined(pieces, sizes)
            if all(typed(kind, cell) for kind, cell in zip(kinds, cells, strict=True) if kind):
                return cells
    return None


def _joined(pieces: list[str], sizes: list[int]) -> list[str]:
    ends = list(accumulate(sizes))
    return [" ".join(pieces[end - size : end]) for size, end in zip(sizes, ends, strict=True)]


def _row(pieces: list[str], kinds: list[str], usual: list[list[int]]) -> list[str] | None:
    """The pieces of a line put together under `kinds`, by the best sum of what fits; None where they cannot be."""
    width = len(kinds)
    if not 2 <= len(pieces) <= width + MOST_SPARE:
        return None
    best: dict[tuple[int, int], tuple[float, int]] = {(len(pieces), width): (0.0, 0)}
    for column in reversed(range(width)):
        for start in reversed(range(len(pieces) + 1)):
            choices = [
                (_worth(kinds[column], pieces[start : start + size]) + best[start + size, column + 1][0], size)
                for size in range(min(_PIECES.get(kinds[column], 1), len(pieces) - start) + 1)
                if (start + size, column + 1) in best
            ]
            if choices:
                best[start, column] = max(choices)
    if (0, 0) not in best:
        return None
    sizes: list[int] = []
    for column in range(width):
        sizes.append(best[sum(sizes), column][1])
    usual[:0] = [sizes]
    del usual[4:]
    return _joined(pieces, sizes)


def _worth(kind: str, pieces: list[str]) -> float:
    """How well pieces fill one cell of a column."""
    if not pieces:
        return _EMPTY
    if not kind:
        return _PLAIN
    hits = typed(kind, " ".join(pieces))
    if not hits:
        return _PLAIN if kind == "sensitive" and len(pieces) == 1 else _MISFIT
    worth = _SURELY if any(hit.strength >= SURE for hit in hits) else _FOUND
    if kind in ("name", "kana"):
        readings = sum(1 for piece in pieces if _READING.fullmatch(piece))
        mixed = kind == "name" and 0 < readings < len(pieces) and worth < _SURELY
        surely = kind == "kana" and is_kana_name(" ".join(pieces))
        return (_SURELY if surely else worth) - 0.2 * (len(pieces) - 2) ** 2 - mixed
    if kind == "address":
        begins = typed(kind, pieces[0]) and not any(_NUMBER.fullmatch(piece) for piece in pieces)
        return worth - 0.1 * (len(pieces) - 1) - (0 if begins else 2)
    return worth - (len(pieces) - 1)


def _stacked(lines: list[str], at: int, least: int) -> tuple[int, int, list[list[str]]] | None:
    """(begin, end, rows) of a list with each cell on a line of its own, where line `at` is one of the headings."""
    if not _may_head(lines[at]) or not announces(lines[at].strip()):
        return None
    best: tuple[int, int, list[list[str]]] | None = None
    most = 0
    for begin in range(max(least, at - 4), at + 1):
        for width in range(max(2, at - begin + 1), MOST_COLUMNS + 1):
            if begin + width > len(lines) or not _may_head(lines[begin + width - 1]):
                break
            if begin + 3 * width > len(lines):
                break
            fits, end = _columns_fit(lines, begin, width)
            if fits and fits >= most:  # of two beginnings the later one: a title stands above the headings
                most = fits
                rows = [[fold(cell).strip() for cell in lines[n : n + width]] for n in range(begin, end, width)]
                best = begin, end, rows
    return best


def _form(lines: list[str], at: int, least: int) -> tuple[int, int, list[list[str]]] | None:
    """(begin, end, rows) of a form whose labels and values stand on lines of their own, line `at` being one of its labels."""
    while at - 2 >= least and announces(lines[at - 2].strip()) and not announces(lines[at - 1].strip()):
        at -= 2
    rows: list[list[str]] = []
    known = fits = 0
    for number in range(at, min(len(lines) - 1, at + 2 * MOST_ROWS), 2):
        label, value = lines[number], _folded(lines[number + 1])
        if not _may_head(label) or not value or announces(value):
            break
        kind = kind_of(_folded(label)) or ""
        rows.append([_folded(label), value])
        if kind and not kind.startswith("_"):
            known = len(rows)
            fits += bool(typed(kind, value))
        if len(rows) == 1 and not fits:
            return None
    return (at, at + 2 * known, rows[:known]) if fits >= FEWEST_PAIRS and 2 * fits >= known else None


def _may_head(line: str) -> bool:
    bare = line.strip()
    whole = "\t" not in line and "  " not in bare
    return 0 < len(bare) <= _LONGEST_HEADING and whole and not (_NO_HEADING.search(bare) or _says_value(bare))


@lru_cache(maxsize=4096)
def _says_value(line: str) -> bool:
    """Whether a line is a label with its value behind it, and no heading over others: フリガナ ヤマダ."""
    label, sign, value = _SAYING.match(_folded(line)).groups()  # type: ignore[union-attr]  # it fits every line
    kind = kind_of(label) if sign and value else None
    return kind is not None and ((not kind.startswith("_") and bool(typed(kind, value))) or bool(sign.strip()))


def _columns_fit(lines: list[str], begin: int, width: int) -> tuple[int, int]:
    """(cells that are what their heading says, end of the list) if the lines repeat every `width`; (0, 0) otherwise."""
    kinds = [_kind_of_line(line) for line in lines[begin : begin + width]]
    checked = [column for column, kind in enumerate(kinds) if kind]
    if len(checked) < 2 or len({kinds[column] for column in checked}) < 2:
        return 0, 0
    total = rows = 0
    end = begin + width
    while end + width <= len(lines) and rows < MOST_ROWS:
        cells = [(kinds[column], _folded(lines[end + column])) for column in checked]
        filled = [(kind, cell) for kind, cell in cells if cell]
        fits = sum(1 for kind, cell in filled if typed(kind, cell))
        if fits < max(1, 0.6 * len(filled)):
            break
        total += fits
        rows += 1
        end += width
    return (total, end) if rows >= FEWEST_ROWS and total >= 1.4 * rows else (0, 0)


def _folded(line: str) -> str:
    return fold(line).strip()
