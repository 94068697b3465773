"""What Windows and macOS keep beside files: shortcuts, jump lists, thumbnails, folder views. Names of documents, no contents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.pieces import Part, Text, Unread
from checks.residue.readers import raw
from checks.residue.readers.source import Source

_LEAST = 3
_LENGTH = re.compile(rb"\0\0\0[\x01-\xff]")


def read_link(source: Source) -> Iterator[Part]:
    """The paths, names and remarks of shortcuts (MS-SHLLINK), one file or many in a row: all of them are strings."""
    yield from _told([run for alike in raw.runs(source.all()) for run in alike])


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
