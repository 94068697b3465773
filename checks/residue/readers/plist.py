"""Property lists of macOS and iOS: settings, address entries, saved web pages, in XML or binary."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from checks.residue.budget import Stop
from checks.residue.pieces import Member, Part
from checks.residue.readers import jsonish, raw
from checks.residue.readers.source import Source

DEEP = 40
MOST, MOST_VALUES = 8 << 20, 200_000
LEAST = 32  # bytes of data inside that may be a file or a text


def read(source: Source) -> Iterator[Part]:
    """Its dictionaries as tables; data inside as members. Raises Stop: corrupt, over budget."""
    if len(source) > MOST:
        yield from raw.strings(source)
        raise Stop("over_budget")
    # Here: every text is asked whether it is such a list, and hardly any is.
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        value = plistlib.loads(source.all())
    except (ValueError, ExpatError, KeyError, IndexError, RecursionError, OverflowError) as error:
        yield from raw.strings(source)
        raise Stop("corrupt") from error
    found = _Plain()
    yield from jsonish.read_value(found.of(value))
    for number, data in enumerate(found.held, start=1):
        source.meter.add(len(data))
        yield Member(f"data {number}", data)


def read_text(text: str, source: Source) -> Iterator[Part]:
    """The same for a list in XML, read already as text."""
    yield from read(Source(text.encode("utf-8", "replace"), source.name, source.meter, source.depth))


class _Plain:
    """Values in the types of JSON; data is held apart. Lists of a binary list may name one another many times over."""

    def __init__(self) -> None:
        self.held: list[bytes] = []
        self.count = 0

    def of(self, value: Any, depth: int = 0) -> Any:
        """`value` in the types of JSON. Raises Stop("over_budget") where it unfolds without end."""
        self.count += 1
        if self.count > MOST_VALUES or depth > DEEP:
            raise Stop("over_budget")
        if isinstance(value, dict):
            return {str(key): self.of(child, depth + 1) for key, child in value.items()}
        if isinstance(value, list):
            return [self.of(child, depth + 1) for child in value]
        if isinstance(value, bytes):
            if len(value) >= LEAST:
                self.held.append(value)
            return None
        if isinstance(value, datetime):
            return value.date().isoformat()
        return value if isinstance(value, (str, int, float)) else None
