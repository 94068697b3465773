"""Exhibits: files copied into the data folder under their SHA-256, in one pass and with little memory.

``exhibits/<first two hex digits>/<sha256>``; a copy being made lies in ``exhibits/unfinished/`` until it is whole and
on the disk. The original is opened for reading and never changed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from selfaudit.errors import InputError, Stopped
from selfaudit.store import paths
from selfaudit.store.codec import plain
from selfaudit.store.problems import data_error, explained, input_error
from selfaudit.text.messages import t

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""

CHUNK = 1 << 20
"""Bytes read at once."""

SPARE = 16 << 20
"""Bytes left free for the database itself."""

#: Never wait for the other end of a pipe; never let Windows translate line ends.
OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)

_BY_ERRNO = {
    errno.ENOENT: "exhibit_missing",
    errno.ENOTDIR: "exhibit_missing",
    errno.ENAMETOOLONG: "exhibit_name_too_long",
    errno.EISDIR: "exhibit_folder",
}


@dataclass(frozen=True)
class Copied:
    """A file that is now in the data folder."""

    sha256: str
    name: str
    """Its original name."""
    size: int
    """Bytes."""


def place(directory: Path, sha256: str) -> Path:
    """Where the file of this digest lies; ValueError for what is not 64 lower-case hex digits."""
    if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
        raise ValueError("not a SHA-256")
    return directory / paths.EXHIBITS / sha256[:2] / sha256


def copy_in(
    directory: Path, source: Path, *, progress: Progress | None = None, cancel: threading.Event | None = None
) -> Copied:
    """Copy a file into the data folder and say under which digest.

    InputError when the file cannot be shown as evidence, DataError when the data folder cannot take it, Stopped when
    `cancel` is set; nothing is left behind in any of these cases.
    """
    name = plain(source.name)
    with _opened(source, name) as file:
        before = os.fstat(file.fileno())
        _check(before, name, directory)
        with _unfinished(directory) as copy:
            sha256 = _copy(file, copy, _Watch(name, before.st_size, directory, progress, cancel))
            if _stamp(os.fstat(file.fileno())) != _stamp(before):
                raise input_error("exhibit_changed", name=name)
            with explained(directory):
                _keep(copy, place(directory, sha256), before.st_size)
    return Copied(sha256, name, before.st_size)


def clear_unfinished(directory: Path) -> None:
    """Remove what a program that was killed while copying left behind; the caller holds the data lock."""
    with explained(directory), suppress(FileNotFoundError):
        shutil.rmtree(_unfinished_folder(directory))


@dataclass(frozen=True)
class _Watch:
    """What is looked at after each chunk."""

    name: str
    size: int
    directory: Path
    progress: Progress | None
    cancel: threading.Event | None

    def at(self, done: int) -> None:
        if self.cancel is not None and self.cancel.is_set():
            raise Stopped(
                *(t(f"store.exhibit_cancelled.{part}", name=self.name) for part in ("title", "detail", "next"))
            )
        if done > self.size:
            raise input_error("exhibit_changed", name=self.name)
        if self.progress is not None:
            self.progress(done, self.size)


@contextmanager
def _opened(source: Path, name: str) -> Iterator[FileIO]:
    try:
        file = FileIO(source, opener=lambda path, _flags: os.open(path, OPEN_FLAGS))
    except (OSError, ValueError) as error:
        raise _refused(error, source, name) from None
    with closing(file):
        yield file


def _refused(error: OSError | ValueError, source: Path, name: str) -> InputError:
    """Why a file could not be opened; ValueError is a name with a NUL in it."""
    if isinstance(error, ValueError):
        return input_error("exhibit_missing", name=name.replace("\0", ""))
    key = _BY_ERRNO.get(error.errno or 0, "exhibit_unreadable")
    # Windows refuses to open a folder with the same error as a file somebody else has open.
    if key == "exhibit_unreadable" and _is_folder(source):
        key = "exhibit_folder"
    return input_error(key, name=name)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _check(found: os.stat_result, name: str, directory: Path) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise input_error("exhibit_folder", name=name)
    if not stat.S_ISREG(found.st_mode):
        raise input_error("exhibit_not_a_file", name=name)
    if found.st_size == 0:
        raise input_error("exhibit_empty", name=name)
    with explained(directory):
        free = shutil.disk_usage(directory).free
    if free < found.st_size + SPARE:
        raise data_error("full", folder=paths.shown(directory))


@contextmanager
def _unfinished(directory: Path) -> Iterator[Path]:
    """A fresh path for a copy being made; whatever is there at the end is removed."""
    folder = _unfinished_folder(directory)
    path = folder / uuid.uuid4().hex
    with explained(directory):
        folder.parent.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(exist_ok=True)
    try:
        yield path
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _copy(file: FileIO, copy: Path, watch: _Watch) -> str:
    """Copy and hash in one pass; the copy is on the disk afterwards."""
    digest = hashlib.sha256()
    buffer = memoryview(bytearray(CHUNK))
    done = 0
    watch.at(done)
    with explained(watch.directory), copy.open("xb", buffering=0) as out:
        while count := _read(file, buffer, watch.name):
            digest.update(buffer[:count])
            _write(out, buffer[:count])
            done += count
            watch.at(done)
        os.fsync(out.fileno())
    if done != watch.size:
        raise input_error("exhibit_changed", name=watch.name)
    return digest.hexdigest()


def _read(file: FileIO, buffer: memoryview, name: str) -> int:
    try:
        return file.readinto(buffer) or 0
    except OSError:
        raise input_error("exhibit_unreadable", name=name) from None


def _write(out: FileIO, data: memoryview) -> None:
    while data:
        data = data[out.write(data) :]


def _keep(copy: Path, kept: Path, size: int) -> None:
    """Give the finished copy its name, unless the same file is there already."""
    if kept.is_file() and kept.stat().st_size == size:
        return
    kept.parent.mkdir(exist_ok=True)
    copy.replace(kept)
    _sync_folder(kept.parent)
    if kept.stat().st_size != size:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def _sync_folder(folder: Path) -> None:
    """Put the new name itself on the disk; Windows does this without being asked and cannot be asked."""
    if os.name == "nt":
        return
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _stamp(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns


def _unfinished_folder(directory: Path) -> Path:
    return directory / paths.EXHIBITS / "unfinished"
