"""A costly pattern only where a cheap one says that it may match: line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from checks.residue.matchers.gated import Gated, known, signs_in
from checks.residue.native.library import load
from checks.residue.native.text import ShortLines
from checks.residue.native.text import short_lines as kernel_lines

_WORTH = 1_000
"""Signs from which on the kernel is asked for short lines."""


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


def first_lines(text: str, before: int) -> list[tuple[int, int]]:
    """(start, end) of what a text has once, line by line: stretches without the lines that stood in it already.

    A line is the same where the last `before` signs of the line before it are, too. Stretches end behind a line end.
    """
    lines = text.split("\n")
    if len(lines) < _MANY or len({*lines}) * 10 > len(lines) * 9:
        return [(0, len(text))]
    seen: set[tuple[str, str]] = set()
    spans: list[tuple[int, int]] = []
    start = begin = 0
    above, known = "", False
    for line in lines[:-1]:
        both = above[-before:], line
        if (both in seen) != known:
            if not known:
                spans.append((begin, start))
            known, begin = not known, start
        seen.add(both)
        above = line
        start += len(line) + 1
    return [*spans, (start if known else begin, len(text))]  # behind the last line no line end stands


_MANY = 50


def short_lines(text: str, least: int, most: int) -> list[str]:
    """The lines of `least` to `most` signs, without the blanks at their ends."""
    library = load()
    if library is None or len(text) < _WORTH:
        return [line for line in map(str.strip, text.split("\n")) if least <= len(line) <= most]
    return [text[start:end] for start, end in _short(library, text, least, most).places]


def _short(library: Any, text: str, least: int, most: int) -> ShortLines:
    found = kernel_lines(library, *signs_in(text), len(text), least, most)
    if (told := known(text)) is not None:
        told.tally = found.lines, found.wide
    return found


def wide_lines(text: str) -> tuple[int, int]:
    """How many lines there are, and how many of them hold more than ASCII."""
    library, told = load(), known(text)
    if library is None:
        lines = text.split("\n")
        return len(lines), sum(not line.isascii() for line in lines)
    if told is not None and told.tally is not None:
        return told.tally
    found = _short(library, text, 1, 0)
    return found.lines, found.wide
