"""ZIP files that are the same bytes whenever they are made from the same files."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

_FIRST = datetime(1980, 1, 1, tzinfo=UTC)
"""ZIP knows no earlier day."""
_UNIX = 3
_REGULAR = 0o100644


class RefusedError(Exception):
    """Something handed to the builder is not what it should be."""


def pack(folder: Path, out: Path, epoch: int, inside: str | None = None) -> None:
    """Pack everything below `folder`, sorted by name, with one time and one set of rights.

    In the ZIP it lies in a folder of the same name, or in `inside` ("" for none).
    """
    head = f"{folder.name}/" if inside is None else inside
    moment = max(datetime.fromtimestamp(epoch, UTC), _FIRST)
    stamp = (moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted(folder.rglob("*"), key=lambda file: file.relative_to(folder).as_posix()):
            if not file.is_file():
                continue
            entry = zipfile.ZipInfo(head + file.relative_to(folder).as_posix(), stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _REGULAR << 16
            packed.writestr(entry, file.read_bytes(), compresslevel=9)


def unpack(archive: Path, target: Path) -> list[str]:
    """Unpack a ZIP or wheel below `target`; gives the names. RefusedError for a name that would leave the folder."""
    with zipfile.ZipFile(archive) as packed:
        names = [entry.filename for entry in packed.infolist() if not entry.is_dir()]
        for name in names:
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
                raise RefusedError(name)
        packed.extractall(target)
    return names


def sha256(file: Path) -> str:
    """The digest of a file in hex."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def size(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
