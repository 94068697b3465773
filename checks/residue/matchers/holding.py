"""Whether the cells of a column under a heading for names are names after all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import name_cells
from checks.residue.matchers.cells import bare_name, typed
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import is_ordinary, names


def holds_names(cells: Sequence[str], *, latin: bool, called: bool = False) -> bool:
    """Whether cells under a heading for names are names after all: some known to the dictionary, or foreign ones.

    `latin` says whether Latin words may be persons: a column "Name" alone lists errors, files and parts as often.
    `called` says that the heading speaks of persons alone: surnames are enough there, as they are with an honorific.
    """
    if _surnames(cells[:60], called=called) or _in_brackets(cells[:60]):
        return True
    tried = [bare for cell in cells[:60] if len(bare := bare_name(cell)) >= 2 and not kind_of(bare)]
    if called and len(set(tried)) >= _SEVERAL and all(map(_ONE_WORD.fullmatch, tried)):
        return True  # interpreters known by their first names
    if tried and all(map(_strange, tried)):
        return False
    if not latin and tried and all(bare.isascii() for bare in tried):
        return False
    if len(tried) < 4:
        return not tried or not all(map(_a_word, tried))
    if sum(1 for bare in tried if len(bare) <= 2) > 0.7 * len(tried):
        return False  # single words: flowers, stations, goods
    known = sum(1 for bare in tried if name_cells.is_name(bare) or name_cells.foreign(bare) or _in_hiragana(bare))
    return known >= 0.25 * len(tried) or sum(map(name_cells.apart, tried)) >= 0.75 * len(tried)


def _in_brackets(cells: Sequence[str]) -> bool:
    """Whether most cells tell a part of a name with the other behind it: 朝陽(近藤), 近藤(朝陽)."""
    told = sum(
        1 for cell in cells if cell.endswith((")", "）")) and any(" " in hit.value for hit in typed("name", cell))
    )
    return told > 1 and told >= _SHARE * len(cells)


def _in_hiragana(cell: str) -> bool:
    """Whether a cell is a surname and a given name in hiragana, in either order: そうま ひぐち."""
    if not _HIRAGANA.fullmatch(cell):
        return False
    one, other = map(name_cells.katakana, cell.split())
    surnames, given = names().surname_readings, names().given_readings
    return (one in surnames and other in given) or (other in surnames and one in given)


_HIRAGANA = re.compile("[\u3041-\u3096]{1,6}[ \u3000][\u3041-\u3096]{1,6}")
_HONOURED = re.compile("(?:様|さん|さま|殿|くん|ちゃん)$")
_SHARE = 0.7
"""Share of surnames with an honorific, or of those under a heading for persons."""


def _surnames(cells: Sequence[str], *, called: bool) -> bool:
    """Whether most cells are surnames, each with an honorific unless the heading calls them persons."""
    tried = [cell for cell in cells if called or _HONOURED.search(cell)]
    listed = names().surnames
    known = sum(1 for cell in tried if plain_ideographs(bare_name(cell)) in listed)
    return bool(cells) and known >= max(2 if called else 1, _SHARE * len(cells))


def honoured(cells: Sequence[str]) -> bool:
    """Whether most cells of a column without a heading for names are surnames with an honorific: 宮城さん."""
    tried = cells[:60]
    return len(tried) > 1 and _surnames(tried, called=False)


_ONE_WORD = re.compile("[\u30a1-\u30fa\u30fc]+")


def _strange(cell: str) -> bool:
    """Whether a cell is one word in katakana that is no reading of a name: アーウィニャ."""
    if not _ONE_WORD.fullmatch(cell) or name_cells.is_kana_name(cell):
        return False
    return cell not in names().surname_readings and cell not in names().given_readings


_SEVERAL = 3
"""Different words in katakana under a heading for persons that are what they are called."""
_UNITS = frozenset("都道府県市区町村郡")
_SAID = re.compile("[\u3041-\u3096]{4,}")


def _a_word(cell: str) -> bool:
    """Whether a cell is an everyday word: 区民, 親子, どなたでも."""
    plain = plain_ideographs(cell)
    if name_cells.is_name(cell) or name_cells.is_kana_name(cell):
        return False
    place = plain in names().places and plain not in names().surnames
    if place or (plain[-1:] in _UNITS and plain[:-1] in names().places):
        return True
    return is_ordinary(plain) or plain in names().words or _SAID.fullmatch(cell) is not None
