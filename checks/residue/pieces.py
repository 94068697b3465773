"""What readers yield: text, tables, members to open in turn, and parts that could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from checks.residue.readers.large import Large

Row = list[str]


@dataclass(frozen=True, slots=True)
class Text:
    """Running text. `raw` marks strings picked from a format that was not understood: only strong hits count there.

    `quiet` says that it was looked through already and cannot speak of a person; `names` that its lines are names of files
    or of users, kept where their contents are not.
    """

    text: str
    where: str = ""
    raw: bool = False
    quiet: bool = False
    names: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, headings included."""

    rows: list[Row]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a file."""

    name: str
    data: bytes | Large


@dataclass(frozen=True, slots=True)
class Unread:
    """A part that could not be read, with its reason code."""

    reason: str
    where: str = ""


Piece = Text | Table | Unread
Part = Text | Table | Unread | Member
