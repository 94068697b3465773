"""A costly pattern only where a cheap one says that it may match: line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.matchers.gated import Gated


def lines_with(gate: Gated, text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each line in which `gate` is found."""
    done = 0
    while (found := gate.search(text, done)) is not None:
        start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
        done = len(text) if end < 0 else end
        yield start, done


def matches_in(gate: Gated, pattern: re.Pattern[str], text: str, also: Gated | None = None) -> Iterator[re.Match[str]]:
    """Matches of a `pattern` without line ends, in the lines with a `gate`; each match has to hold a gate, and `also`."""
    told = gate.lines(text, also)
    lines = lines_with(gate, text) if told is None else ((start, stop) for _, start, stop in told)
    for start, stop in lines:
        yield from pattern.finditer(text, start, stop)
