"""What attributes of XML say that no part of the text says: choices, hints, filters, titles, queries of every kind of element.

Readers know by name the attributes that speak often, and tell them in their place. There are hundreds of others a person's words
may get into (ECMA-376, ISO/IEC 26300-3); those are told here by what stands in them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from checks.residue.pieces import Part, Table, Text
from checks.residue.readers.unwrap import unwrap

MOST = 2_000
_WIDE = re.compile(r"=\"([ !#-;=?-~]*+[^\x00-\x7f\"<>][^\"<>]{0,2000}+)\"")
_SPEAKS = re.compile("@|[:：]|[0-9](?:-?[0-9]){5}")


def speaking(text: str) -> list[str]:
    """The values of attributes in `text` that hold letters of Japanese with a number, a mailbox or a label, each once."""
    found: dict[str, None] = {}
    if text.isascii():
        return []
    for value in _WIDE.findall(text):
        if _SPEAKS.search(value):
            found[unwrap(html.unescape(value)).strip()] = None
            if len(found) >= MOST:
                break
    return list(found)


def unsaid(text: str, parts: Iterable[Part], where: str) -> Iterator[Part]:
    """`parts`, which were read from `text`, and then those speaking attributes that none of them says."""
    values = speaking(text)
    if not values:
        yield from parts
        return
    said: list[str] = []
    for part in parts:
        said += _words(part)
        yield part
    whole = "\n".join(said)
    left = [value for value in values if value not in whole]
    if left:
        yield Text("\n".join(left), where)


def _words(part: Part) -> list[str]:
    if isinstance(part, Table):
        return ["\t".join(row) for row in part.rows]
    return [part.text] if isinstance(part, Text) else []
