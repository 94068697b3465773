"""What kind of place a file lies in (desktop, downloads, trash …), told from the names of its folders alone."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path, PurePath

OTHER = "other"
SHARE = "share"
"""A folder of another machine, named with two backslashes before it."""
REMOVABLE = "removable"
_FILE = Path(__file__).with_name("place_kinds.toml")


def kinds() -> list[str]:
    """All kinds, in the order a person looks at them."""
    return [*dict.fromkeys(_known()[0].values()), REMOVABLE, SHARE, OTHER]


def kind_of(path: str | PurePath) -> str:
    """The kind of place of a file; `OTHER` where no folder's name says anything."""
    parts = PurePath(path).parts[:-1]
    by_name, top = _known()
    for part in reversed(parts):
        if part.casefold() in by_name:
            return by_name[part.casefold()]
    if parts and parts[0].startswith("\\\\"):
        return SHARE
    return REMOVABLE if len(parts) > 1 and parts[1].casefold() in top else OTHER


@cache
def _known() -> tuple[dict[str, str], frozenset[str]]:
    found = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    top = found.pop("below_top")
    return {name: kind for kind, names in found.items() for name in names}, frozenset(top[REMOVABLE])
