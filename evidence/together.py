"""Several files that appear together or not at all, in folders that may lie on different media.

Each is written under a name of its own beside its place (``.NAME.part``); when all are whole, a list of them is put
beside the first (``.NAME.unfinished``), then each takes its name, the last one last, and the list goes. What an error or
Ctrl-C interrupts is taken away at once; what is left of a program that was ended (no power, kill -9) is recognised by the
list and taken away by the next attempt.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import BinaryIO

from evidence.errors import BuildError

_MAX_LIST = 1 << 16


@contextmanager
def writing(paths: Sequence[Path]) -> Iterator[list[BinaryIO]]:
    """Files that take these names when the block ends well; the last one's name says that all are there.

    The names must be free (ask `clear` first). BuildError when one cannot be written.
    """
    parts = [path.with_name(f".{path.name}.part") for path in paths]
    placing = False
    with _explained(paths[-1]):
        try:
            with ExitStack() as stack:
                files = [stack.enter_context(part.open("w+b")) for part in parts]
                yield [*files]
                for file in files:
                    file.flush()
                    os.fsync(file.fileno())
            _unfinished(paths[0]).write_text(json.dumps(_digests(paths, parts)), encoding="utf-8")
            placing = True
            for part, path in zip(parts, paths, strict=True):
                part.rename(path)
        except BaseException:
            for part, path in zip(parts, paths, strict=True):
                if placing and not part.exists():  # it has taken its name
                    path.unlink(missing_ok=True)
            raise
        finally:
            for part in parts:
                part.unlink(missing_ok=True)
            _unfinished(paths[0]).unlink(missing_ok=True)


def clear(paths: Sequence[Path]) -> None:
    """Take away what an attempt to write these files left that was ended half-way; nothing else is touched.

    Where the last file is there all of them are, and stay. A file that was changed since is somebody's work and stays.
    """
    found = _unfinished(paths[0])
    with _explained(paths[-1]):
        if not found.is_file():
            return
        listed = _read(found)
        if not paths[-1].exists():
            for path in paths:
                if path.is_file() and listed.get(path.name) == _digest(path):
                    path.unlink()
        for path in paths:
            path.with_name(f".{path.name}.part").unlink(missing_ok=True)
        found.unlink()


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BuildError("unwritable", name=path.name, reason=error) from None


def _unfinished(first: Path) -> Path:
    return first.with_name(f".{first.name}.unfinished")


def _digests(paths: Sequence[Path], parts: Sequence[Path]) -> dict[str, str]:
    return {path.name: _digest(part) for path, part in zip(paths, parts, strict=True)}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _read(path: Path) -> dict[str, str]:
    """What a list says; nothing for one that was cut off."""
    with path.open("rb") as file:
        raw = file.read(_MAX_LIST)
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
