"""What Windows and macOS keep beside files: shortcuts, jump lists, thumbnails, folder views. Names of documents, no contents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.pieces import Part, Text, Unread
from checks.residue.readers import margins, raw
from checks.residue.readers.source import Source

_LEAST = 3
_OWNER_FILES = (162, 165)
_OLD_ENTRY = (543, 544)
_LENGTH = re.compile(rb"\0\0\0[\x01-\xff]")


def read_link(source: Source) -> Iterator[Part]:
    """The paths, names and remarks of shortcuts (MS-SHLLINK), one file or many in a row: all of them are strings."""
    yield from _told([run for alike in raw.runs(source.all()) for run in alike])


def owner_at(head: bytes, size: int) -> int:
    """Where the user's name begins in the file Office lays beside an open document (Word 162 bytes, Excel and PowerPoint 165); 0 in others.

    The name stands there in the system's code page, then in UTF-16 with its number of letters before it.
    """
    if size not in _OWNER_FILES or not 0 < head[0] <= 53:
        return 0
    return next((at + 2 for at in (54, 55) if 0 < head[at] <= head[0] and not head[at + 1]), 0)


def read_owner(source: Source) -> Iterator[Part]:
    """Who has the document open."""
    data = source.all()
    at = owner_at(data, len(data))
    name = data[at : at + 2 * data[at - 2]].decode("utf-16-le", "replace").rstrip("\0")
    yield Text("".join(name.split()), "owner", names=True)
    yield from margins.around([name], "owner")


def read_lock(text: str, source: Source) -> Iterator[Part]:
    """The same for LibreOffice: user, login, PC, time, and the user's folder."""
    yield Text("\n".join("".join(told.split()) for told in text.split(",")[:2]), "owner", names=True)


def is_deleted(head: bytes, size: int) -> bool:
    """Whether a file says of another one in the recycle bin where it was: $I of Windows Vista to 8, of 10 and 11; INFO2 before."""
    if head[:8] == b"\1" + bytes(7):
        return size in _OLD_ENTRY
    if head[:8] == b"\2" + bytes(7) and len(head) >= 28:
        return size == 28 + 2 * int.from_bytes(head[24:28], "little")
    return head[:4] == b"\5\0\0\0" and head[12:16] == b"\x20\3\0\0" and size % 800 == 20


def read_deleted(source: Source) -> Iterator[Part]:
    """The path a file in the recycle bin had."""
    yield from _told(raw.runs(source.all())[1])


def read_thumbnails(source: Source) -> Iterator[Part]:
    """A cache of small pictures without the names of their files: pictures, and nothing else."""
    yield Unread("picture_only")


def read_names(data: bytes) -> Iterator[Part]:
    """The names in the catalogue of a Thumbs.db; its pictures stay unread."""
    yield from _told([run for alike in raw.runs(data) for run in alike])
    yield Unread("picture_only")


def read_view(source: Source) -> Iterator[Part]:
    """The names of files in a folder as the Finder shows it (.DS_Store): length, name, and eight letters that say what follows."""
    data = source.all()
    names = []
    for found in _LENGTH.finditer(data):
        end = found.end() + 2 * data[found.end() - 1]
        if data[end : end + 8].isalnum():
            names.append(data[found.end() : end].decode("utf-16-be", "replace"))
    yield from _told(names)


def _told(names: list[str]) -> Iterator[Part]:
    told = dict.fromkeys(name.replace("\\", "\n").replace("/", "\n") for name in names if len(name) >= _LEAST)
    if told:
        yield Text("\n".join(told), "names", names=True)
