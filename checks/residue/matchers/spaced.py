"""Words written with a blank between all their signs, as forms set short words to one width: 山 田 花 子, 委　任　状."""

from __future__ import annotations

import re

from checks.residue.matchers.headings import heading_kind
from checks.residue.matchers.lexicon import is_ordinary, names
from checks.residue.matchers.name_cells import is_name
from checks.residue.pieces import Row

_SIGN = "[\u4e00-\u9fff々ヶ\u3041-\u3096\u30a1-\u30fa\u30fc\U00020000-\U0003ffff\uf900-\ufaff]"
_END = "\x1e"
_BEGINS = re.compile(f"{_END}.[ \u3000]{{1,2}}.[ \u3000]", re.DOTALL)
"""How such a cell begins, in cells put together behind one sign each."""
_SPACED = re.compile(f"(?:{_SIGN}[ \u3000]{{1,2}}){{2,7}}{_SIGN}")


def joined(rows: list[Row]) -> list[Row]:
    """The table with such cells as words; the same table where there are none."""
    if not _BEGINS.search(_END.join(["", *map(_END.join, rows)])):  # most tables: one look instead of one at each cell
        return rows
    blanks = [" " in whole or "\u3000" in whole for whole in map("".join, rows)]
    if not any(_apart(cell) for row, blank in zip(rows, blanks, strict=True) if blank for cell in row):
        return rows
    return [[_word(cell) if _apart(cell) else cell for cell in row] for row in rows]


def _apart(cell: str) -> bool:
    return len(cell) > 4 and cell[1] in " \u3000" and _SPACED.fullmatch(cell) is not None


def _word(cell: str) -> str:
    return "".join(cell.split())


LETTER = 20_000
"""Signs of a text beyond which it is no form or letter."""
_IN_TEXT = re.compile(f"(?<!{_SIGN})({_SIGN}([ \u3000]{{1,3}}){_SIGN}(?:\\2{_SIGN}){{1,7}})(?!{_SIGN})")


def closed(text: str) -> str:
    """A short text with such words of lines closed up, where they are known ones: labels, titles of papers, whole names."""
    if len(text) > LETTER or not (" " in text or "\u3000" in text):
        return text
    return _IN_TEXT.sub(lambda match: _known(match[1]), text)


def _known(spaced: str) -> str:
    """The word without its blanks where it is known; 氏　名　関　口 is a label with a value, and stays as it is."""
    word = _word(spaced)
    if heading_kind(word) is None and (heading_kind(word[:2]) is not None or not _is_word(word)):
        return spaced
    return spaced if word[:2] in _LABELS else word


def _is_word(word: str) -> bool:
    return word[-1] in _PAPERS or is_ordinary(word) or word in names().words or is_name(word)


_PAPERS = frozenset("書状証票簿表届願")
"""How titles of papers end: 委任状, 誓約書."""
_LABELS = frozenset(("氏名", "住所", "電話", "名前", "宛名", "本人", "自宅", "携帯"))
"""Labels of two signs, behind which a name may stand written so."""
