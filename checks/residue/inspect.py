"""One file, from bytes to verdict. Runs in a worker; nothing in clear leaves it unless asked to reveal."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from itertools import chain

from checks.residue import records as rec
from checks.residue.budget import JUDGING, LOOKING, Budget, Meter, now
from checks.residue.deadline import TimeUp, lift, limited
from checks.residue.extract import extract
from checks.residue.fold import fold, fold_rows
from checks.residue.judge import Findings, judge, not_read
from checks.residue.long_lines import windows
from checks.residue.machine import authored, machine_text, mostly
from checks.residue.matchers import (
    beings,
    beside,
    chats,
    continued,
    drawn,
    entries,
    examples,
    labelled_lines,
    latin,
    latin_notes,
    name_cells,
    name_columns,
    nobodys,
    parted_lines,
    public_columns,
    running,
    spaced,
    tables,
    wrapped_heads,
)
from checks.residue.matchers.addresses import is_home
from checks.residue.matchers.contacts import is_free_mail
from checks.residue.matchers.lines import short_lines, wide_lines
from checks.residue.matchers.model import Hit
from checks.residue.matchers.public import LEAST, public_names, public_rows
from checks.residue.model import FileResult
from checks.residue.pieces import Piece, Row, Table, Text, Unread
from checks.residue.readers.large import Content, Large

LARGE = 64 << 20
MOST_RECORDS = 30_000  # more of one file than anybody will read; what lies behind them is said to be unread


def inspect_file(path: str, budget: Budget, reveal: bool = False) -> FileResult:
    """The verdict on the file at `path`, opened read-only."""
    try:
        opened = open_quietly(path)
        try:
            told = os.fstat(opened)
            if not stat.S_ISREG(told.st_mode):  # put into the place of the file that was met
                return not_read(path, "io_error", reveal=reveal)
            large = told.st_size >= LARGE
            data: Content = Large(opened) if large else _content(opened, told.st_size)
        finally:
            os.close(opened)
    except PermissionError:
        return not_read(path, "no_permission", reveal=reveal)
    except OSError:
        return not_read(path, "io_error", reveal=reveal)
    return inspect_bytes(data, path, budget, reveal, stored=_stored(told) if large else None)


def _content(opened: int, size: int) -> bytes:
    """What a file of about `size` bytes holds, LARGE bytes of it at most, should it grow meanwhile.

    Room is taken for as much as there is: to ask for the most at once would take room for that much, file by file.
    """
    pieces: list[bytes] = []
    left = LARGE
    while left > 0 and (piece := os.read(opened, min(left, size + 1))):
        pieces.append(piece)
        left -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _stored(told: os.stat_result) -> int:
    """Bytes of a large file that its time hangs on: those on the disk where nearly all of it are holes."""
    held = int(getattr(told, "st_blocks", told.st_size)) * _SECTOR
    return held if held * _HOLES < told.st_size else told.st_size


_SECTOR, _HOLES = 512, 64
"""Bytes of a block as `stat` counts them; times what is stored that a file is larger, more than systems can pack it."""


def open_quietly(path: str) -> int:
    """A descriptor for reading; where the system lets us, without touching the time of last access."""
    try:
        return os.open(path, _FLAGS | _NOATIME)
    except PermissionError:
        return os.open(path, _FLAGS)


# a pipe may have come into its place since it was met: nobody waits for what is written into it
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_NOATIME = getattr(os, "O_NOATIME", 0)


def inspect_bytes(
    data: Content, path: str, budget: Budget, reveal: bool = False, *, stored: int | None = None
) -> FileResult:
    """The verdict on content `data` of a file called `path`; `stored` of its bytes are no holes, all where it is None."""
    meter = Meter(budget, len(data) if stored is None else stored)
    found = Findings()
    try:
        with limited(lambda: LOOKING * meter.allowed()):
            look(extract(data, os.path.basename(path), meter), found)
    except (TimeUp, MemoryError):
        lift()
        found.unread.append(("", "over_budget"))
    if isinstance(data, Large) and data.cut:
        found.unread.append(("", "io_error"))
    spent = now() - meter.started
    try:
        with limited(lambda: JUDGING * meter.allowed() - spent):
            return judge(path, len(data), found, reveal)
    except (TimeUp, MemoryError):
        lift()
        found.unread.append(("", "over_budget"))
        found.told.texts.clear()  # most of a verdict's time goes into the second look at them
        return judge(path, len(data), found, reveal)


def look(pieces: Iterable[Piece], found: Findings) -> None:
    """Match every piece and put down what it shows."""
    for piece in pieces:
        if isinstance(piece, Unread):
            found.unread.append((piece.where, piece.reason))
        elif isinstance(piece, Table):
            _table(piece, found)
        else:
            _text(piece, found)
            kept = found.margins if piece.quiet else found.names
            kept += piece.text.split("\n") if piece.names else []
        if found.rows > MOST_RECORDS:
            found.unread.append((piece.where, "over_budget"))
            break


def _table(piece: Table, found: Findings) -> None:
    for rows in beside.parted(fold_rows(piece.rows)):
        _list(Table(rows, piece.where), found)


def _list(piece: Table, found: Findings) -> None:
    """Match one list; its rows are folded."""
    rows = wrapped_heads.joined(spaced.joined(name_columns.unnumbered(piece.rows)))
    if (lines := labelled_lines.text_of(rows)) is not None:
        _text(Text(lines, piece.where), found)
        return
    whole = continued.headed(rows, found.heading, found.below)
    heading = continued.heading_of(whole, found.heading)
    if heading != found.heading:
        found.heading, found.below = heading, continued.below(whole)
    rows, drawn_ones = drawn.read(whole, piece.where, found.title)
    found.characters += _characters(rows)
    records = [*drawn_ones, *tables.find(rows, found.memory, piece.where)]
    shows = rec.shows_example("\n".join(" ".join(row) for row in rows[:4]), piece.where)
    if shows and rec.count(records) <= 5 and not examples.somebody(records):
        for record in records:
            record.example = True
    found.example = found.example or shows
    found.add(records)
    named = rec.of_kind(records, "name")
    found.public |= public_rows(rows, named) if len(named) >= LEAST else set()
    text = "\n".join(map("\t".join, public_columns.without_contacts(rows[:MENTIONING_ROWS])))
    found.goods = found.goods or rec.lists_goods(text)
    if len(rows) <= MENTIONING_ROWS:
        text = beings.in_cells(text)
        found.told.add(text, piece.where, listed=not (chats.in_cells(text) or _sentences(rows)))


def _sentences(rows: list[Row]) -> bool:
    """Whether most of what a small table holds are sentences: notes kept in a database, a letter laid out in cells."""
    if len(rows) > SAID_ROWS:
        return False
    cells = [cell for row in rows for cell in row]
    said = sum(len(cell) for cell in cells if len(cell) >= SENTENCE and "。" in cell)
    return said * 2 > sum(map(len, cells))


SAID_ROWS, SENTENCE = 60, 20
"""Rows of a table that may hold notes, and signs of a cell that is a sentence."""


def _characters(rows: list[Row]) -> int:
    """How many characters stand in rows, counted until there are many."""
    total = 0
    for row in rows:
        total += len("".join(row))
        if total >= LONG:
            break
    return total


def _text(piece: Text, found: Findings) -> None:
    if piece.quiet:
        _quiet(piece, found)
        return
    whole = spaced.closed(fold(piece.text))
    text = beings.without(nobodys.blanked(whole))
    found.characters += len(text)
    found.title = text[-TITLE:] or found.title
    if _roster(text):
        _table(Table([[line.strip()] for line in text.split("\n") if line.strip()], piece.where), found)
        return
    shows = rec.shows_example(whole, piece.where) and not examples.several_in(whole)
    full: list[str] = [] if shows else _alone(text, piece.where, found)  # a roster to copy
    found.authored = found.authored or authored(text)
    kind = "authored" if found.authored else None if piece.raw else _machine(text)
    found.machine = found.machine or kind is not None
    found.office = found.office or rec.names_company(text)
    found.goods = found.goods or rec.lists_goods(text)
    found.example = found.example or shows
    for stretch in chain.from_iterable(map(windows, _stretches(text))):
        hits = running.find(stretch, found.memory, piece.raw)
        if kind is not None:
            named = [hit.start for hit in hits if hit.kind == "name"]
            hits = [hit for hit in hits if _counts_in(kind, stretch, hit) or _of_somebody(hit, named)]
        found.public |= public_names(stretch, hits)
        full += [hit.value for hit in hits if hit.kind in ("name", "_staff")]
        records = rec.group(stretch, hits, piece.where)
        _mark(records, names=piece.names, shows=shows)
        found.add(records)
        if found.rows > MOST_RECORDS:
            break
    # the name of a file says whose it is, and nothing of them
    if kind != "authored" and not (piece.raw or piece.names):
        found.told.add(text if kind is None else chats.spoken(text), piece.where, full)


def _mark(records: list[rec.Record], *, names: bool, shows: bool) -> None:
    """Say of the records of names of files, and of those of a paper that shows how to fill in a form, what they are."""
    example = shows and len(records) <= 5 and not examples.somebody(records)
    for record in records:
        if names:  # a name alone is told as one of a file
            record.beside = record.kinds() <= {"name", "kana"}
        record.example = record.example or example


def _machine(text: str) -> str | None:
    """What kind of a program's text it is; a note in points, in English or in Japanese in Latin letters, is no file of settings."""
    kind = machine_text(text)
    noted = kind == "config" and (latin.romaji(text[:ROMAJI]) or (latin_notes.note(text) and latin_notes.persons(text)))
    return None if noted else kind


ROMAJI = 4_000
"""Signs of a text that are read for Japanese in Latin letters."""
ALONE = 3
"""Lines that are a name from which on they are a list."""


def _alone(text: str, where: str, found: Findings) -> list[str]:
    """Lines that are nothing but a name are a list, wherever they stand; so are those of small children, in hiragana.

    Whole names of lists drawn in the text are given back: no part of one is somebody else.
    """
    short = short_lines(text, 3, 12)
    alone = [line for line in short if name_cells.is_name(line)]
    if len(set(alone)) >= ALONE and not public_columns.of_land(alone, ALONE):
        _table(Table([[line] for line in alone], where), found)
    if named := entries.names_in(text):
        _table(Table([[name] for name in named], where), found)
    listed = parted_lines.find(text, where)
    found.add(listed)
    if children := name_cells.in_hiragana(short):
        _table(Table([[line] for line in children], where), found)
    return [name for name in rec.of_kind(listed, "name") if " " in name]


TITLE = 60
"""Characters before a table that may be its title."""
MENTIONING_ROWS = 500
"""Rows of a table beyond which nobody writes about persons in its cells: lists have columns for them."""


def _quiet(piece: Text, found: Findings) -> None:
    """A text without persons still says what kind of file it stands in."""
    found.characters += len(piece.text)
    found.machine = found.machine or (not piece.raw and _machine(piece.text) is not None)
    found.office = found.office or rec.names_company(piece.text)
    found.example = found.example or rec.shows_example(piece.text, piece.where)


LONG, NEAR = 50_000, 4


def _stretches(text: str) -> list[str]:
    """A long text with Japanese in few of its lines in two: those lines and their neighbours, and the rest, which is ASCII."""
    if len(text) < LONG or text.isascii():
        return [text]
    count, wide_ones = wide_lines(text)
    if wide_ones > count // 10:
        return [text]
    lines = text.split("\n")
    marked = (number for number, line in enumerate(lines) if not line.isascii())
    near = {other for number in marked for other in range(number - NEAR, number + NEAR + 1)}
    wide = "\n".join(line for number, line in enumerate(lines) if number in near)
    rest = "\n".join(line for number, line in enumerate(lines) if number not in near)
    return [wide, rest]


def _counts_in(kind: str, text: str, hit: Hit) -> bool:
    """Whether a hit in text made by machines counts: numbers and addresses in code and logs are mostly systems'.

    Private mailboxes in a log are those of persons who were written to.
    """
    if kind == "authored":
        return hit.kind not in ("name", "email", "phone", "kana")
    if hit.kind not in ("email", "phone"):
        return True
    if kind == "config":
        return hit.kind == "phone"
    return kind == "log" and (_beside_japanese(text, hit) or (hit.kind == "email" and is_free_mail(hit.value)))


BESIDE = 40
"""Signs between where a name begins and the telephone number told of it in a program."""


def _of_somebody(hit: Hit, named: list[int]) -> bool:
    """Whether a telephone number in a program stands right behind a person: such lists are data."""
    return hit.kind == "phone" and any(0 < hit.start - start <= BESIDE for start in named)


def _beside_japanese(text: str, hit: Hit) -> bool:
    """Whether the line of a hit in a log holds Japanese: then somebody's words were logged."""
    start, end = text.rfind("\n", 0, hit.start) + 1, text.find("\n", hit.end)
    return not text[start : end if end >= 0 else len(text)].isascii()


_ONE_MAIL = re.compile(r"[\w.%+-]{1,64}@[\w-]+(?:\.[\w-]+)+")


def _roster(text: str) -> bool:
    """Whether a text is nothing but names, or addresses, or mail addresses, one on each line."""
    lines = [line.strip() for line in text[:20_000].split("\n") if line.strip()]
    if len(lines) < 5 or any(len(line) > 60 for line in lines[:5]):
        return False
    return any(mostly(test, lines, 0.7) for test in (name_cells.is_name, is_home, _ONE_MAIL.fullmatch))
