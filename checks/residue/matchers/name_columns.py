"""Columns of names that no heading tells: in two words, in two columns, in Latin letters beside mail addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import latin, name_cells
from checks.residue.matchers.headings import heading_kind
from checks.residue.matchers.lexicon import names
from checks.residue.pieces import Row

LEAST = 3
"""Rows that tell columns of surnames and of given names, or of homes, without a heading."""


def in_two(rows: list[Row], columns: list[int]) -> dict[int, str]:
    """A column of surnames beside one of given names, in either order, where no heading tells them."""
    for one, other in pairwise(columns):
        if other != one + 1:
            continue
        pairs = [(row[one], row[other]) for row in rows[:60] if other < len(row) and row[one] and row[other]]
        if len(set(pairs)) < LEAST or len(set(pairs)) <= len(pairs) // 2 or _no_parts(pairs):
            continue
        if _parted(pairs):
            return {one: "_surname", other: "_given"}
        if _parted([(second, first) for first, second in pairs]):
            return {one: "_given", other: "_surname"}
    return {}


def _no_parts(pairs: list[tuple[str, str]]) -> bool:
    """Whether pairs of cells are two surnames each, or one of them little more than a mark: 未 and 済 beside those who pay."""
    marks = any(2 * len({pair[at] for pair in pairs}) < len(pairs) for at in (0, 1))
    return marks or 2 * sum(map(_both_surnames, pairs)) >= len(pairs)


def _both_surnames(pair: tuple[str, str]) -> bool:
    return all(map(_is_surname, pair))


def spanned(rows: list[Row], heading: Row) -> dict[int, str]:
    """Columns of a surname and a given name below one heading that spans both: 氏名 with nothing to its right."""
    for column, (cell, right) in enumerate(pairwise(heading)):
        if not cell or right or heading_kind(cell) != "name":
            continue
        pairs = [(row[column], row[column + 1]) for row in rows[:60] if column + 1 < len(row) and row[column + 1]]
        few = 0 < len(pairs) < LEAST and all(name_cells.is_name(f"{one} {other}") for one, other in pairs)
        if few or (len(pairs) >= LEAST and _as_parts(pairs)):
            return {column: "_surname", column + 1: "_given"}
    return {}


_SURNAMES, _GIVEN = 0.6, 0.5
"""Shares of listed surnames and of listed given names below one heading for names that spans two columns."""


def _as_parts(pairs: list[tuple[str, str]]) -> bool:
    surnames = sum(_is_surname(one) for one, _ in pairs)
    return surnames >= _SURNAMES * len(pairs) and sum(name_cells.is_given(other) for _, other in pairs) >= _GIVEN * len(
        pairs
    )


_SHARE_WHOLE = 0.6
"""Share of whole names that tell what a column holds, whatever its heading says."""
_OF_ELSE = frozenset(("phone", "address", "_not"))


def whole(rows: list[Row], kinds: dict[int, str]) -> dict[int, str]:
    """Columns of whole names under headings for something else: name1 and name2 of a couple, 氏 of a register, whom to call or to visit."""
    whole: dict[int, str] = {}
    parts = [column for column, kind in kinds.items() if kind == "_surname"]
    parts = parts or [column for column, kind in kinds.items() if kind == "_given"]
    for column in [*parts, *(column for column, kind in kinds.items() if kind in _OF_ELSE)]:
        cells = [row[column] for row in rows[:60] if column < len(row) and row[column]]
        if column in parts and most(cells, _is_surname, _SHARE_WHOLE * len(cells)):
            continue  # 北原, 橋本 might be a short surname and a sign of a given name
        if cells and most(cells, name_cells.is_name, max(2, _SHARE_WHOLE * len(cells))):
            whole[column] = "name"
            whole |= {column + 1: "name"} if kinds.get(column + 1) == "_given" and column in parts else {}
    return whole | {column: "name" for column, kind in kinds.items() if kind in _OF_THINGS and _persons(rows, column)}


_OF_THINGS = frozenset(("_org", "_goods"))
_CERTAIN, _MANY = 0.9, 4
"""Share of whole names, and the fewest of them, under a heading for firms or goods that was left there from another list."""


def _persons(rows: list[Row], column: int) -> bool:
    """Whether a column holds nothing but whole names beyond doubt, nearly all of them different."""
    cells = [row[column] for row in rows[:60] if column < len(row) and row[column]]
    if len(set(cells)) < max(_MANY, _CERTAIN * len(cells)) or not most(
        cells, name_cells.is_name, _CERTAIN * len(cells)
    ):
        return False
    return most(cells, lambda cell: len(cell.split()) > 1 or name_cells.well_known(cell), _CERTAIN * len(cells))


def _is_surname(cell: str) -> bool:
    return plain_ideographs(cell) in names().surnames


_BESIDE_SURNAMES = frozenset(
    ("phone", "email", "address", "birth_date", "my_number", "insured_number", "bank_account", "licence")
)
_LISTED = 0.7
"""What is told of persons beside their surnames alone, and the share of listed surnames in such a column."""


def surnames(rows: list[Row], kinds: dict[int, str]) -> dict[int, str]:
    """A column of surnames with no given names anywhere, where persons are reached or numbered beside them: 姓, 番地, 置き場所."""
    held = kinds.values()
    if "_surname" not in held or not {"_given", "name"}.isdisjoint(held) or _BESIDE_SURNAMES.isdisjoint(held):
        return {}
    (column, *_) = [column for column, kind in kinds.items() if kind == "_surname"]
    cells = [row[column] for row in rows[:60] if column < len(row) and row[column]]
    return {column: "name"} if len(cells) > 1 and most(cells, _is_surname, _LISTED * len(cells)) else {}


_LATIN_WORD = re.compile("[A-Z][A-Za-z'-]+")


def _parted(pairs: list[tuple[str, str]]) -> bool:
    """Whether pairs of cells are a surname and a given name."""
    if all(one.isascii() and other.isascii() for one, other in pairs):
        words = all(_LATIN_WORD.fullmatch(part) for pair in pairs for part in pair)
        return words and sum(latin.japanese(*pair) for pair in pairs) >= _ALL * len(pairs)
    return apart([f"{one} {other}" for one, other in pairs])


_KNOWN, _ALL = 0.4, 0.8
"""Shares of a column of names written in two words: those the dictionaries know, and those with a surname in front."""


def apart(cells: list[str]) -> bool:
    """Whether a column holds names in two words, many of them nobody listed."""
    if len(set(cells)) <= len(cells) // 2 or not most(cells, _in_two_words, max(3, _ALL * len(cells))):
        return False
    return most(cells, name_cells.is_name, _KNOWN * len(cells))


def _in_two_words(cell: str) -> bool:
    return name_cells.apart(cell) or name_cells.is_name(cell) or _FROM_ABROAD.fullmatch(cell) is not None


_FROM_ABROAD = re.compile("[\u30a1-\u30fa\u30fc]{2,} [\u30a1-\u30fa\u30fc・]{2,}")
_MIXED, _USUAL, _SHAPED = 0.5, 0.7, 0.9
"""Shares of a column of names many of which nobody listed: those known, as many as suffice, and those with a surname in front."""


def mixed(cells: list[str]) -> bool:
    """Whether a column holds names of both lands, or joined ones some of whose given names nobody listed: 嶋﨑虎太朗 among others."""
    if len(set(cells)) <= max(LEAST, len(cells) // 2) or not most(cells, _is_whole, _MIXED * len(cells)):
        return False
    if most(cells, _is_whole, _USUAL * len(cells)):
        return all(_is_whole(cell) or name_cells.name_like(cell) for cell in cells)
    return most(cells, _whole_or_shaped, _SHAPED * len(cells))


def _is_whole(cell: str) -> bool:
    return name_cells.is_name(cell) or ("・" in cell and name_cells.foreign(cell))


def _whole_or_shaped(cell: str) -> bool:
    return _is_whole(cell) or name_cells.apart(cell) or _behind_surname(cell)


_LONGEST = 7


def _behind_surname(cell: str) -> bool:
    """Whether a cell may be a joined name whose given name nobody listed."""
    plain = plain_ideographs(cell)
    if not LEAST <= len(plain) <= _LONGEST or plain in names().places or plain in names().words:
        return False
    return name_cells.name_like(cell) and any(plain[:length] in names().surnames for length in range(2, len(plain)))


_READ = 0.5
"""Share of whole readings of names from which on a column of nothing but katakana holds them."""
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]+(?:[ ・][\u30a1-\u30fa\u30fc]+)*")


def readings(cells: list[str]) -> bool:
    """Whether a column of katakana holds readings of persons among those of others: what to look for in a telephone."""
    if len(set(cells)) < LEAST or not all(map(_KATAKANA.fullmatch, cells)):
        return False
    whole = {cell for cell in cells if cell not in names().surname_readings and name_cells.is_kana_name(cell)}
    return len(whole) >= max(LEAST, _READ * len(cells))


def most(cells: list[str], test: Callable[[str], object], least: float) -> bool:
    """Whether at least `least` cells pass; looks no further than it takes to know."""
    allowed = len(cells) - least
    passed = failed = 0
    for cell in cells:
        if test(cell):
            passed += 1
        else:
            failed += 1
            if failed > allowed:
                return False
    return passed >= least


_OF_A_PROGRAM = re.compile("([A-Za-z_]{1,8}|列|項目)[0-9]{1,3}")


def numbered(row: Row) -> bool:
    """Whether a row is of names a program counted, which say nothing of the columns: id, v0, v1, v2."""
    found = [match.group(1) for cell in row[1:] if (match := _OF_A_PROGRAM.fullmatch(cell))]
    first = _OF_A_PROGRAM.fullmatch(row[0]) if row else None
    several = len(found) >= LEAST or (len(found) > 1 and first is not None and first.group(1) in found)
    return several and len(set(found)) == 1 and all(map(_of_a_table, (cell for cell in row[1:] if cell)))


def _of_a_table(cell: str) -> bool:
    """Whether a cell is the counted name of a column, or one that programs add: updated_at, rowid."""
    return (_OF_A_PROGRAM.fullmatch(cell) or _KEPT_BESIDE.fullmatch(cell.lower())) is not None


_KEPT_BESIDE = re.compile(
    "(?:row|uu|gu)?id|(?:upd|updated|modified|ins|inserted|created|del|deleted)(?:_at|_on|_flg|_flag)?|ts|timestamp|fla?g|ver|version|rev|status|seq|sort|src|memo|hash"
)


_OF_A_RECORD = re.compile("[A-Za-z]{0,8}|[0-9]{1,8}|[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]?[0-9:.]*Z?")
"""What a program counts, marks or dates a record with; memo may hold words of its user."""


def unnumbered(rows: list[Row]) -> list[Row]:
    """`rows` without a first one of counted names and the columns that a program keeps beside them, where a heading follows them."""
    if len(rows) <= LEAST or not numbered(rows[0]) or sum(map(bool, rows[1])) < LEAST:
        return rows
    kept = [
        at
        for at, cell in enumerate(rows[0])
        if _KEPT_BESIDE.fullmatch(cell.lower()) is None
        or not all(_OF_A_RECORD.fullmatch(row[at]) for row in rows[1:] if at < len(row))
    ]
    return [[row[at] for at in kept if at < len(row)] for row in rows[1:]]


_LATIN_NAME = re.compile("([A-Z][A-Za-z'-]*) ([A-Z][A-Za-z'-]*)")


def beside_mail(rows: list[Row], kinds: dict[int, str], width: int) -> dict[int, str]:
    """A column beside one of mail addresses that holds Japanese names in two Latin words: Yuko Suzuki."""
    if "email" not in kinds.values():
        return {}
    for column in [column for column in range(width) if column not in kinds]:
        cells = [row[column] for row in rows[:60] if column < len(row) and row[column]]
        if len(set(cells)) >= LEAST and most(cells, _japanese, _SHARE * len(cells)):
            return {column: "name"}
    return {}


_SHARE = 0.6
"""Share of a column of names in Latin letters that are Japanese surnames and given names."""


def _japanese(cell: str) -> bool:
    match = _LATIN_NAME.fullmatch(cell)
    return match is not None and latin.japanese(match.group(1), match.group(2))
