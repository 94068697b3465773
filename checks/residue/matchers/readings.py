"""Columns of readings in kana: of persons, or of plants, towns, words and dishes, told by the columns beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from checks.residue.matchers import name_cells
from checks.residue.matchers.contacts import is_mobile

_OF_PERSONS = frozenset(
    ("name", "_surname", "_given", "birth_date", "email", "my_number", "insured_number", "licence", "identity_document", "bank_account", "sensitive")
)  # fmt: skip
_APART, _JOINED = 0.5, 0.8
"""Share of the readings that are a surname and a given name of the dictionary, in two words or as one."""
LOOKED_AT = 60


def of_nobody(kinds: Mapping[int, str], cells_of: Callable[[int], Sequence[str]]) -> list[int]:
    """Columns of readings that are no person's: no column beside them is, and they do not read like names.

    `cells_of` gives the filled cells of a column.
    """
    if _OF_PERSONS & set(kinds.values()):
        return []
    phones = [column for column, kind in kinds.items() if kind == "phone"]
    if any(is_mobile(cell) for column in phones for cell in cells_of(column)[:LOOKED_AT]):
        return []
    return [column for column, kind in kinds.items() if kind == "kana" and not _read_like_names(cells_of(column))]


_OF_PLACES = re.compile(
    ".+(?:ちょう(?:め)?|まち|むら|おおどおり|どおり|ばし|こうえん|チョウ(?:メ)?|チヨウ|マチ|ムラ|ドオリ|バシ|コウエン)"
)
_INITIALS = 2
PLACES = 0.4
"""Share of readings that end as those of towns and bridges do."""


def _read_like_names(cells: Sequence[str]) -> bool:
    tried = cells[:LOOKED_AT]
    if not tried or sum(1 for cell in tried if _OF_PLACES.fullmatch(cell)) >= PLACES * len(tried):
        return False
    tried = [cell for cell in tried if len(cell) > _INITIALS]  # マ, what a telephone looks for under a shop
    if not tried:
        return False
    known = [cell for cell in tried if name_cells.is_kana_name(cell)]
    apart = sum(1 for cell in known if len(cell.split()) > 1)
    return apart >= _APART * len(tried) or len(known) >= _JOINED * len(tried)
