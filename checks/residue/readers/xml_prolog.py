"""What the head of an XML document declares: words that stand for others, values of attributes nobody writes, notes to programs.

Nothing is fetched. What entities stand for is put in their place as long as the text stays of about its size (XML 1.0, 4.4).
"""

from __future__ import annotations

import html
import re

from checks.residue.readers.unwrap import unwrap

LONGEST, MOST, GROWTH = 64_000, 500, 1 << 20
"""Signs of a head that is read, entities of it, and signs by which they may make a text longer."""
_ENTITY = re.compile(r"<!ENTITY\s+([^\W\d][\w.:-]*)\s+(?:\"([^\"]{0,4000})\"|'([^']{0,4000})')\s*>")
_USED = re.compile(r"&([^\W\d][\w.:-]*);")
_VALUE = re.compile(r"<!ATTLIST\s[^<>\"']*(?:\"([^\"]*)\"|'([^']*)')")
_NOTE = re.compile(r"<\?(?!xml[\s?]|xml-stylesheet|mso-application)[^\W\d][\w.:-]*\s([^<>]{2,4000}?)\?>", re.IGNORECASE)
_OWN = frozenset(("amp", "lt", "gt", "quot", "apos", "nbsp"))


def read(text: str) -> tuple[str, list[str]]:
    """(`text` with what its entities stand for, what its head and its notes to programs say in other letters than ASCII)."""
    head = text[:LONGEST]
    said = [note for note in _NOTE.findall(head) if not note.isascii()] if head.count("<?") > 1 else []
    if "<!" in head and ("<!ENTITY" in head or "<!ATTLIST" in head):
        said += [value for found in _VALUE.findall(head) for value in found if value and not value.isascii()]
        entities = {name: one or other for name, one, other in _ENTITY.findall(head)[:MOST] if name not in _OWN}
        text = _expanded(text, entities)
    return text, [unwrap(html.unescape(one)) for one in said]


def _expanded(text: str, entities: dict[str, str]) -> str:
    """`text` with entities replaced, those inside their values once more; as it is where that makes it much longer."""
    if not entities:
        return text
    plain = {name: _replaced(value, entities, LONGEST) or value for name, value in entities.items()}
    return _replaced(text, plain, len(text) + GROWTH) or text


def _replaced(text: str, entities: dict[str, str], most: int) -> str:
    """`text` with entities replaced; empty where it would be longer than `most`."""
    growth = sum(len(entities.get(name, "")) for name in _USED.findall(text))
    if len(text) + growth > most:
        return ""
    return _USED.sub(lambda used: entities.get(used[1], used[0]), text)
