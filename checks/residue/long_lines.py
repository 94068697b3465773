"""Endless lines cut into long ones, endless texts into stretches.

What looks around a hit would go through all of it for each hit, and what a pass notes of each sign fills a worker's memory.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.residue.matchers.gated import parts

LONGEST = 1 << 16
"""Signs a line may have; hardly any text written by or for people comes near."""
_BACK = 2_000
"""Signs before the end within which a good place to cut is looked for."""
_ENDS = ("}。;", ">)]", "、,", " \u3000\t")
"""Signs after which to cut, the best ones first."""


def cut(text: str) -> str:
    """`text` without lines of more than about twice LONGEST signs; the same object where there is none."""
    if not any(text.find("\n", at, at + LONGEST) < 0 for at in range(0, len(text) - LONGEST, LONGEST)):
        return text
    return "\n".join(part for line in text.split("\n") for part in _parts(line))


WINDOW = 1 << 20
"""Signs of a text that are looked at together; a file of three megabytes is one."""


def windows(text: str) -> Iterator[str]:
    """`text` in stretches of about WINDOW signs that end behind an empty line, or a line."""
    return parts(text, _windows(text))


def _windows(text: str) -> list[tuple[int, int]]:
    begin = 0
    bounds: list[tuple[int, int]] = []
    while len(text) - begin > 2 * WINDOW:
        most = begin + WINDOW
        empty, line = (text.rfind(sign, most - WINDOW // 4, most) for sign in ("\n\n", "\n"))
        end = empty + 2 if empty >= 0 else line + 1 or most
        bounds.append((begin, end))
        begin = end
    return [*bounds, (begin, len(text))]


def _parts(line: str) -> Iterator[str]:
    begin = 0
    while len(line) - begin > LONGEST:
        end = _end(line, begin + LONGEST)
        yield line[begin:end]
        begin = end
    yield line[begin:]


def _end(line: str, most: int) -> int:
    for signs in _ENDS:
        found = max(line.rfind(sign, most - _BACK, most) for sign in signs)
        if found >= 0:
            return found + 1
    return most
