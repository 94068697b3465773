"""Lists in running text whose fields stand between strokes, arrows or bars, and duties with who has them behind: read as rosters are.

Logs, lists of who hands a key to whom, drawn trees of a family. What they say beside names is read as the text it is.
"""

from __future__ import annotations

import re
from collections import Counter

from checks.residue.matchers import among_us, drawn, kana_children, name_cells
from checks.residue.matchers.lexicon import is_ordinary, word_set
from checks.residue.matchers.model import SURE, Hit
from checks.residue.matchers.roster_cells import Sort, read, sort_of
from checks.residue.pieces import Row
from checks.residue.records import Record

LONGEST, LINES = 30_000, 600
"""Signs and lines of a text looked at."""
LEAST, PARTS, SHARE, CELL, TITLE = 3, 2, 0.6, 14, 30
"""Lines of a list and marks of a line at least, share of the filled lines, signs of a cell on average, signs of a title."""
_MARKS = (" / ", "/", " | ", "|", "→", " - ")
_DUTY = re.compile(
    "[ \u3000・●○■◆【\\[-]*([^\\s:→】\\]…‥]{1,12}(?: [AP]M)?)(?:[ \u3000]*(?:[:→】\\]]|[…‥]+|\\.{3,})[ \u3000]*|[ \u3000]{2,}|\u3000|(?<=[AP]M) )(\\S.{0,60}?)[ \u3000]*$"
)
_PAID = re.compile(
    "[ \u3000・]*(?:[0-9]{1,3}[.)]?[ \u3000]+)?(\\S{1,5}?)(?:さん|様|くん)?[ \u3000]+(?=[0-9,]{3,7}円?|[○◯×△✓✔済未出欠])(\\S.{0,40}?)[ \u3000]*$"
)
_TO_WHOM = re.compile("(.{4,60}?)[ \u3000]*[→←⇒][ \u3000]*(\\S.{0,20}?)[ \u3000]*$")
_TREE = re.compile("[├└┣┗│┃─━┌┬┐┘=()-]+|[ \u3000]{2,}")
_DRAWN = frozenset("├└┣┗")
_KIN = re.compile("^(?:[長次二三四五六][男女]|[父母夫妻子孫兄姉弟妹]|祖[父母]|養[子女父母]|後妻|先妻)[ \u3000:]+")


def find(text: str, where: str) -> list[Record]:
    """Records of the names of such lists in folded `text`."""
    if len(text) > LONGEST or text.isascii():
        return []
    lines = [line for line in text.split("\n") if line.strip()]
    if not LEAST <= len(lines) <= LINES:
        return []
    records = _of_family(lines, where) if not _DRAWN.isdisjoint(text) else []
    records += [
        Record([Hit("name", name, strength=SURE)], where, listed=True) for name in kana_children.of_lines(lines)
    ]
    for rows in filter(None, (_parted(lines, text), _duties(lines), _handed(lines), _paid(lines))):
        records += drawn.read(rows, where, "")[1]
    return records


def _parted(lines: list[str], text: str) -> list[Row]:
    """The lines of a list by the first mark that parts most of them alike, with what stands over them; empty where none does."""
    for mark in (mark for mark in _MARKS if mark in text):
        counts = Counter(line.count(mark) for line in lines if mark in line)
        usual, times = counts.most_common(1)[0]
        if usual < PARTS or times < max(LEAST, SHARE * len(lines)):
            continue
        rows = [[cell.strip() for cell in line.split(mark)] for line in lines if line.count(mark) == usual]
        cells = [cell for row in rows for cell in row if cell]
        if sum(map(len, cells)) <= CELL * len(cells):
            over = [[lines[0].strip()]] if mark not in lines[0] and len(lines[0]) <= TITLE else []
            return [*over, *rows]
    return []


def _duties(lines: list[str]) -> list[Row]:
    """Lines of a duty and who has it, one below the other; empty where few lines are such."""
    rows = [[match[1], match[2]] for line in lines if (match := _DUTY.match(line)) and read(match[2]).names]
    if sum(1 for label, _ in rows if any(sort is not Sort.MAYBE for _, sort in read(label).names)) > len(rows) / 2:
        return []  # who came after whom
    offices = any(label in word_set("staff_before") or label in word_set("roles") for label, _ in rows)
    if offices and not among_us.among_us(lines[0]):
        return []  # who holds an office is printed for everybody
    if len(rows) < LEAST or len(rows) < SHARE * len(lines) / 2:
        return []
    return [[lines[0].strip()[:TITLE]], *rows]


def _handed(lines: list[str]) -> list[Row]:
    """Lines that end with an arrow and who got something, or brought it; empty where few are such."""
    found = [match for line in lines if (match := _TO_WHOM.match(line)) and len(read(match[2]).names) == 1]
    rows = [[match[1].strip(), match[2]] for match in found if "→" not in match[1]]
    return rows if len(rows) >= max(LEAST, SHARE * len(lines)) else []


def _paid(lines: list[str]) -> list[Row]:
    """Lines of a name and what that person paid, or whether he comes, below what it is about; empty where few are such."""
    rows = [[match[1], *match[2].split()] for line in lines if (match := _PAID.match(line)) and read(match[1]).names]
    return [[lines[0].strip()[:TITLE]], *rows] if len(rows) >= max(LEAST, SHARE * (len(lines) - 1)) else []


def _of_family(lines: list[str], where: str) -> list[Record]:
    """Given names alone in a drawn tree of whole names: = 和子."""
    parts = [_KIN.sub("", part.strip()) for line in lines for part in _TREE.split(line)]
    if sum(map(name_cells.is_name, parts)) < LEAST:
        return []
    given = {part for part in parts if len(part) > 1 and sort_of(part) is Sort.GIVEN and not is_ordinary(part)}
    return [Record([Hit("name", name, strength=SURE)], where, listed=True, beside=True) for name in sorted(given)]
