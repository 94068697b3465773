"""Whether the name of one file may name a person: asked before a file is handed on under that name.

A search that reports every file of a PC has to be sure (`judge`); here a needless question costs one key, so that a
surname alone, a reading, or a name in two parts is enough. Names in Latin letters are not recognised, nor a surname alone
that is a place as well.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import PurePath

from checks.residue import records
from checks.residue.fold import fold, plain_ideographs
from checks.residue.matchers import name_cells
from checks.residue.matchers.lexicon import is_ordinary, names

_APART = re.compile(r"[\s\u3000_\-.,、。・()（）【】\[\]「」0-9]+")
_ADDRESSED = re.compile(f"([{name_cells.LETTER}]{{2,4}})(?:様|さん|氏|殿|くん|ちゃん)")
_OF = "の"
_LONG = 4
"""Letters of a joined name that is believed by one dictionary."""
_SURE = 2
"""Dictionaries that know a surname which stands alone."""


def may_name_person(name: str) -> bool:
    """Whether a file's name (its ending aside) may name a person."""
    stem = fold(PurePath(name).stem)
    parts = [part for part in _APART.split(stem) if part]
    owners = [part.partition(_OF)[0] for part in parts if _OF in part[2:]]
    return (
        any(map(_one, [*parts, *owners]))
        or any(_two(before, after) for before, after in pairwise(parts))
        or any(_surname(found.group(1)[place:]) for found in _ADDRESSED.finditer(stem) for place in range(3))
    )


def _one(part: str) -> bool:
    bare = name_cells.untitled(part)
    if records.nobody(bare):
        return False
    told = bare != part or name_cells.well_known(bare) or len(bare) >= _LONG
    return (told and name_cells.is_name(bare)) or _alone(bare) or (bare != part and name_cells.is_kana_name(bare))


def _two(before: str, after: str) -> bool:
    given = name_cells.untitled(after)
    if records.nobody(f"{before} {given}"):
        return False
    lexicon, plain = names(), plain_ideographs(before)
    sure = lexicon.surnames.get(plain, 0) + lexicon.given.get(plain_ideographs(given), 0) > _SURE
    return (sure and name_cells.is_name(f"{before} {given}")) or _readings(before, after)


def _readings(before: str, after: str) -> bool:
    lexicon = names()
    surname, given = (name_cells.katakana(part) for part in (before, name_cells.untitled(after)))
    return surname in lexicon.surname_readings and given in lexicon.given_readings


def _alone(part: str) -> bool:
    """A surname both dictionaries know, and no word or place besides."""
    lexicon, plain = names(), plain_ideographs(part)
    known = len(plain) >= 2 and lexicon.surnames.get(plain, 0) >= _SURE
    return known and plain not in lexicon.words and plain not in lexicon.places and not is_ordinary(plain)


def _surname(part: str) -> bool:
    return len(part) >= 2 and plain_ideographs(part) in names().surnames
