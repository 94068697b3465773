"""Differences between two states of files, as diff and git write them: what was taken out stands there in full."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.pieces import Part
from checks.residue.readers.source import Source

_BEGINS = re.compile(r"(?:diff --?\w|Index: |--- \S)")
_PLACE = re.compile(r"^@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@", re.MULTILINE)
_SIGN = re.compile(r"^[-+ ](?![-+]{2} )", re.MULTILINE)


def fits(head: str) -> bool:
    """Whether a text is the difference between files."""
    return _BEGINS.match(head) is not None and _PLACE.search(head) is not None


def read(text: str, source: Source) -> Iterator[Part]:
    """The lines of both states, without the sign before them that says whose they are; each stretch by itself."""
    from checks.residue.readers import text as plain_text

    for number, stretch in enumerate(_PLACE.split(text)):
        source.meter.clock()
        if number:
            yield from plain_text.plain(_SIGN.sub("", stretch.partition("\n")[2]))
        else:
            yield from plain_text.plain(stretch)
