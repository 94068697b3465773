"""Who holds an elected or public office is known by it: 汐見市長 鈴木 重光, 議長 山本 正彦 of an assembly."""

from __future__ import annotations

from collections.abc import Collection

from checks.residue.matchers.gated import Gated
from checks.residue.matchers.needed import Needing

# the rarer sign leads: 長, 事, 臣, 相, 議
_OFFICE = Gated(
    "[長事臣相議員](?:(?<=[市町村]長)|(?<=教育長)|(?<=知事)|(?<=大臣)|(?<=首相)|(?<=[都道府県市町村国]議)|(?<=会議員))[ \u3000\t:]{0,4}"
)
_OF_ASSEMBLY = Gated("[長員](?:(?<=議長)|(?<=委員長)|(?<=議員))[ \u3000\t:]{0,4}")
_ASSEMBLY = Needing("[都道府県市区町村]議会")
LONGEST = 50_000
"""Signs of a text looked at: greetings, notices and lists of an assembly are short."""


def without(text: str, full: Collection[str]) -> str:
    """`text` without those of the `full` names that stand right behind such an office."""
    if not full or len(text) > LONGEST:
        return text
    found = [match.end() for match in _OFFICE.finditer(text)]
    if _ASSEMBLY.search(text):
        found += [match.end() for match in _OF_ASSEMBLY.finditer(text)]
    held = {at: [len(name) for name in full if text.startswith(name, at)] for at in found}
    for at in sorted((at for at, lengths in held.items() if lengths), reverse=True):
        text = f"{text[:at]}{text[at + max(held[at]) :]}"
    return text
