"""Who holds an elected or public office is known by it: 汐見市長 鈴木 重光, 議長 山本 正彦 of an assembly."""

from __future__ import annotations

import re
from collections.abc import Collection

_BLANKS = "[ \u3000\t:]{0,4}"
_OFFICE = re.compile(
    f"(?:副?[市町村]長|副?知事|教育長|大臣|首相|[都道府県市町村]議会議員|[都県府市町村]議|国会議員){_BLANKS}$"
)
_OF_ASSEMBLY = re.compile(f"(?:議長|委員長|議員|幹事長|会派代表){_BLANKS}$")
_ASSEMBLY = re.compile("[都道府県市区町村]議会")
_REACH, MOST = 16, 60
"""Signs before a name that its office stands in; names asked for."""


def without(text: str, full: Collection[str]) -> str:
    """`text` without those of the `full` names that stand right behind such an office."""
    assembly = _ASSEMBLY.search(text) is not None
    for name in list(full)[:MOST]:
        at = text.find(name)
        while at >= 0:
            before = text[max(0, at - _REACH) : at]
            if _OFFICE.search(before) or (assembly and _OF_ASSEMBLY.search(before)):
                text = f"{text[:at]}{text[at + len(name) :]}"
            at = text.find(name, at + 1)
    return text
