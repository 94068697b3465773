"""Lines of a log that name what they tell: shimei=水谷まさ子 seinengappi=19340327 hit=2. Those with the same names are rows of one table."""

from __future__ import annotations

import re
from collections import defaultdict

from checks.residue.pieces import Table, Text

FIRST, LEAST, FEWEST, LONGEST = 200, 3, 2, 600
"""Lines looked at first, lines with the same names that make a table, names of a line, signs of a line."""
_KEY = "[A-Za-z_][A-Za-z0-9_.-]{0,30}|[\u3041-\u30fe\u4e00-\u9fff]{1,12}"
_PAIR = re.compile(
    rf"(?:(?<=[\s,;\[({{])|^)({_KEY})=(\"[^\"]*\"|'[^']*'|[^=\n]*?)(?=[\s,;]+(?:{_KEY})=|[\]}})]*[ \t]*$)"
)


# what somebody wrote, one line of it each time: body=…, msg=…
_SAID = re.compile(
    r"(?:^|[\s?&])(?:body|msg|message|text|memo|note|comment|content|detail|q[0-9]?)=([^\n]*?)(?: [1-5][0-9]{2} [0-9]{1,9})?[ \t\r]*$"
)
_MOST, _DATED = 0.8, re.compile(r"[\[(]?[0-9]{4}[-/]")
"""Share of the lines that hold what was said; how lines of a log begin."""
_TIME = re.compile(r"[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}[ T]?[0-9:.,]*")
_REACHED = re.compile(
    r"@|(?<![0-9])0(?:[0-9]{9,10}|[0-9]{1,4}-[0-9]{1,4}-[0-9]{4})(?![0-9])|(?<![0-9])[0-9]{12}(?![0-9])"
)


def take(text: str) -> tuple[list[Table | Text], str]:
    """A table for each set of names that is repeated, some values being beyond ASCII, and the rest of the text.

    A log that keeps what was written to a program, line by line, is read as what was written.
    """
    if "=" not in text or text.isascii():
        return [], text
    first = text.split("\n", FIRST)[:FIRST]
    if _keeps_letters(first):
        return _letters(text.split("\n"))
    if not _groups(first):
        return [], text
    lines = text.split("\n")
    tables: list[Table | Text] = []
    for keys, numbers in _groups(lines).items():
        rows = [[_plain(value) for _, value in _PAIR.findall(lines[number])] for number in numbers]
        tables.append(Table([list(keys), *rows]))
        for number in numbers:
            lines[number] = _left(_PAIR.sub(" ", lines[number]))
    return tables, "\n".join(lines)


def _letters(lines: list[str]) -> tuple[list[Table | Text], str]:
    """What was written as one text, and all else that may tell of somebody."""
    said: list[str] = []
    for number, line in enumerate(lines):
        if (match := _SAID.search(line)) is not None:
            said.append(match[1])
            lines[number] = _left(line[: match.start()])
    return [Text("\n".join(said))], "\n".join(lines)


def _left(line: str) -> str:
    """What is left of a line, but nothing of what only a program says there."""
    return line if not line.isascii() or _REACHED.search(_TIME.sub("", line)) else ""


def _keeps_letters(lines: list[str]) -> bool:
    """Whether nearly all lines are dated and hold one line of what somebody wrote, in Japanese."""
    filled = [line for line in lines if line.strip()]
    said = [match[1] for line in filled if _DATED.match(line) and (match := _SAID.search(line)) is not None]
    return (
        len(said) >= LEAST
        and len(said) >= _MOST * len(filled)
        and sum(not one.isascii() for one in said) * 2 > len(said)
    )


def _groups(lines: list[str]) -> dict[tuple[str, ...], list[int]]:
    """The numbers of the lines with the same names, most of them telling something beyond ASCII."""
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if line.count("=") >= FEWEST and len(line) <= LONGEST:
            keys = tuple(key for key, _ in _PAIR.findall(line))
            if len(keys) >= FEWEST and len(set(keys)) == len(keys):
                found[keys].append(number)
    return {
        keys: numbers
        for keys, numbers in found.items()
        if len(numbers) >= LEAST and 2 * sum(not lines[number].isascii() for number in numbers) > len(numbers)
    }


def _plain(value: str) -> str:
    """A value without the quotes around it."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value.strip()
