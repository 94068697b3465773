"""Whose home stands in a list of clubs: who stands for one with his own home is a person as any other."""

from __future__ import annotations

import re
from collections.abc import Callable

from checks.residue.pieces import Row

_HIS_HOME = re.compile("(?:代表|責任|連絡|会長|担当)者?[^店社]{0,3}(?:住所|自宅|携帯)|自宅|携帯")
_LISTED = re.compile("登録者|代表者|責任者|届出者")
_NAMES = {"name", "kana", "_surname"}


# ベルコート 301, 上荻住宅103号: a flat, and no room of an office
_FLAT = re.compile("(?<![0-9丁目番地号-])[ \u3000]?[0-9]{2,4}(?:号室?)?$")
_OFFICE = re.compile("ビル|センター|会館|プラザ|タワー|公民館|役[所場]|[0-9]階|[0-9][Ff]")
_HOUSE_BEFORE = re.compile("[0-9](?=.*[^0-9].*[0-9]{2})")
_POSTAL = re.compile("〒?[0-9]{3}-[0-9]{4}")
_FLATS, _LEAST_FLATS, _SAMPLE = 0.15, 2, 60
"""Share of addresses that are flats from which on they are homes; how many at least; rows looked at."""


def in_flats(cells: list[str]) -> bool:
    """Whether several of these addresses are flats, as homes of those who stand for clubs are."""
    flats = sum(map(_is_flat, cells))
    return flats >= max(_LEAST_FLATS, _FLATS * len(cells))


def _is_flat(cell: str) -> bool:
    """Whether an address ends with a room behind the number of its house: 大字中島12 is a house."""
    place = _POSTAL.sub("", cell)
    return _FLAT.search(place) is not None and _HOUSE_BEFORE.search(place) is not None and not _OFFICE.search(place)


def told(rows: list[Row], kinds: dict[int, str], heading: Callable[[int], str]) -> dict[int, str]:
    """The kinds of the columns, where those for staff that is told with a home, or alone with one, are columns of names.

    `heading` gives the words over a column.
    """
    held = set(kinds.values())
    if "_staff" not in held or "address" not in held or _NAMES & held:
        return kinds
    homes = any(_HIS_HOME.search(heading(at)) for at, kind in kinds.items() if kind in ("address", "phone"))
    places = [column for column, kind in kinds.items() if kind == "address"]
    homes = homes or any(in_flats([row[at] for row in rows[:_SAMPLE] if at < len(row) and row[at]]) for at in places)
    if "_org" in held and not homes:
        return kinds
    named = {at: "name" for at, kind in kinds.items() if kind == "_staff" and (homes or _LISTED.search(heading(at)))}
    return {at: "_not" if kind == "_org" and homes else kind for at, kind in (kinds | named).items()}
