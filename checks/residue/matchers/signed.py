"""Who signed a paper: a name with the place of a seal behind it, 総務部　矢作 浩介　印."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.fold import plain_ideographs
from checks.residue.matchers.lexicon import names, word_set
from checks.residue.matchers.model import TOLD, Hit
from checks.residue.matchers.name_cells import LETTER, is_name, name_like

SEAL = "印"
_SIGNED = re.compile(
    f"(?<![{LETTER}])([{LETTER}]{{1,4}}[ \u3000]{{1,2}}[{LETTER}\u3041-\u3096\u30a1-\u30fa]{{1,5}}|[{LETTER}]{{3,6}})[ \u3000]*(?:[(（][ \u3000]*印[ \u3000]*[)）]|印)[ \u3000]*$",
    re.MULTILINE,
)
_OFFICE = re.compile("代表|取締役|理事長|社長|会長|[市区町村署所園校院館局]長|知事|大臣|支店長|センター長|会社|法人")


def find(text: str) -> Iterator[Hit]:
    """Names before a seal at the end of a line, those who sign for an office aside."""
    for match in _SIGNED.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        if not _OFFICE.search(text, line, match.start()) and _is_somebody(match[1]):
            yield Hit("name", match[1], match.start(1), match.end(1), TOLD)


def _is_somebody(value: str) -> bool:
    """Whether a value is a name, or a surname or given name known with something like the other beside it."""
    if is_name(value):
        return True
    first, _, last = plain_ideographs(value).replace("\u3000", " ").partition(" ")
    known = first in names().surnames or last.strip() in names().given
    return bool(last) and known and name_like(value) and first not in word_set("no_person")
