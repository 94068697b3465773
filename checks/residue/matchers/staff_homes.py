"""Whose home stands in a list of clubs: who stands for one with his own home is a person as any other."""

from __future__ import annotations

import re
from collections.abc import Callable

_HIS_HOME = re.compile("(?:代表|責任|連絡|会長|担当)者?[^店社]{0,3}(?:住所|自宅|携帯)|自宅|携帯")
_LISTED = re.compile("登録者|代表者|責任者|届出者")
_NAMES = {"name", "kana", "_surname"}


def told(kinds: dict[int, str], heading: Callable[[int], str]) -> dict[int, str]:
    """The kinds of the columns, where those for staff that is told with a home, or alone with one, are columns of names.

    `heading` gives the words over a column.
    """
    held = set(kinds.values())
    if "_staff" not in held or "address" not in held or _NAMES & held:
        return kinds
    homes = any(_HIS_HOME.search(heading(at)) for at, kind in kinds.items() if kind in ("address", "phone"))
    if "_org" in held and not homes:
        return kinds
    named = {at: "name" for at, kind in kinds.items() if kind == "_staff" and (homes or _LISTED.search(heading(at)))}
    return {at: "_not" if kind == "_org" and homes else kind for at, kind in (kinds | named).items()}
