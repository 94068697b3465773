"""Erase files a person has named, after two confirmations: overwrite, truncate, rename, unlink (residual.md §4).

The only act of the program that changes anything on the PC besides its own data. Each file is journalled, before and
after. It is no sanitisation of the medium: what may be claimed depends on the storage and is said with every file.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from selfaudit.domain.erasure import FileErasure
from selfaudit.errors import InputError, UsageError
from selfaudit.services import trashes
from selfaudit.services.search_standing import path_digest, salt, upwards_on_volume
from selfaudit.services.storage import Storage, storage_of
from selfaudit.services.workspace import new_id
from selfaudit.text.messages import t

if TYPE_CHECKING:
    from selfaudit.services.workspace import Workspace

MOST = 2_000
"""Files in one go."""
_CHUNK = 1 << 20
_CODE = 4


@dataclass(frozen=True)
class Refused:
    """A path that will not be erased, and why (a code: missing, link, not_a_file, several_names, no_permission)."""

    path: Path
    why: str


@dataclass(frozen=True)
class Plan:
    """What would be erased. Nothing has been touched yet."""

    files: tuple[Path, ...]
    refused: tuple[Refused, ...]
    size: int
    """Bytes of all files."""
    code: str
    """To be typed as the second confirmation; it changes with the files."""


@dataclass(frozen=True)
class Erased:
    """What became of one file."""

    path: Path
    storage: Storage
    done: tuple[str, ...]
    failed: str = ""

    @property
    def complete(self) -> bool:
        """Whether the file was overwritten and is gone."""
        return not self.failed


def plan(paths: Sequence[Path], *, empty_trashes: bool = False) -> Plan:
    """Look at the files named; only plain files with one name are taken. UsageError for none or too many.

    A file in a trash takes its index with it. `empty_trashes` adds all that lies in the recognised trashes of this PC.
    """
    named_too = trashes.with_companions([*paths, *(trashes.contents() if empty_trashes else ())])
    wanted = list(dict.fromkeys(Path(os.path.abspath(path)) for path in named_too))
    if not 0 < len(wanted) <= MOST:
        raise UsageError(t("certificate.erase.count"), "", t("certificate.erase.count_next", most=MOST))
    found = [(path, _refusal(path)) for path in wanted]
    files = tuple(path for path, why in found if not why)
    named = "\0".join(f"{path}\0{path.stat().st_size}" for path in files)
    code = str(int(sha256(named.encode("utf-8", "surrogateescape")).hexdigest(), 16))[-_CODE:]
    refused = tuple(Refused(path, why) for path, why in found if why)
    return Plan(files, refused, sum(path.stat().st_size for path in files), code)


def erase(
    workspace: Workspace,
    contract: str,
    wanted: Plan,
    *,
    agreed: bool,
    typed: str,
    told: Callable[[int, int], None] | None = None,
) -> list[Erased]:
    """Erase the files of a plan, each journalled; gives what became of each.

    `agreed` is the first confirmation, `typed` the second one and must be the plan's code. UsageError without both;
    InputError when the files have changed since the plan was made. Trouble with one file never stops the others.
    """
    if not agreed or typed.strip() != wanted.code:
        raise UsageError(t("certificate.erase.not_agreed"), "", t("certificate.erase.not_agreed_next"))
    if not wanted.files or plan(wanted.files).code != wanted.code:
        raise InputError(t("certificate.erase.changed"), "", t("certificate.erase.changed_next"))
    key = salt(workspace.repository)
    results = []
    for number, path in enumerate(wanted.files):
        if told:
            told(number, len(wanted.files))
        results.append(
            _journalled(
                workspace, contract, path, " ".join(path_digest(key, each) for each in upwards_on_volume(str(path)))
            )
        )
    trashes.tidy(result.path for result in results if result.complete)
    return results


def _journalled(workspace: Workspace, contract: str, path: Path, digest: str) -> Erased:
    storage = storage_of(path)
    size = path.stat().st_size
    row = FileErasure(
        id=new_id(),
        contract=contract,
        what="file",
        digest=digest,
        size=size,
        storage=str(storage.kind),
        file_system=storage.file_system,
        done=(),
        failed="begun",
        at=workspace.clock(),
        who=workspace.operator,
    )
    workspace.repository.save_file_erasure(row)
    result = erase_file(path, storage)
    changed = {**vars(row), "done": result.done, "failed": result.failed, "at": workspace.clock()}
    workspace.repository.save_file_erasure(FileErasure(**changed))
    return result


def erase_file(path: Path, storage: Storage | None = None) -> Erased:
    """Overwrite a file once with random bytes, cut it to nothing, rename it and take it off its folder.

    Each step reaches the disk before the next. Ends at the first step that fails and says which were done.
    """
    done: list[str] = []
    known = storage or storage_of(path)
    try:
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(handle, "r+b", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode) or os.fstat(file.fileno()).st_nlink > 1:
                return Erased(path, known, (), "changed")
            _overwrite(file)
            done.append("overwritten")
            file.truncate(0)
            os.fsync(file.fileno())
            done.append("truncated")
        nameless = _rename(path)
        done.append("renamed")
        nameless.unlink()
        _settle(nameless.parent)
        done.append("unlinked")
    except OSError as error:
        return Erased(path, known, tuple(done), _why(error))
    return Erased(path, known, tuple(done))


def _overwrite(file: BinaryIO) -> None:
    left = os.fstat(file.fileno()).st_size
    file.seek(0)
    while left > 0:
        written = file.write(secrets.token_bytes(min(_CHUNK, left)))
        left -= written
    os.fsync(file.fileno())


def _rename(path: Path) -> Path:
    """A random name of the same length, so that the old one is not left in the folder."""
    for _ in range(100):
        length = max(len(os.fsencode(path.name)), 4)
        other = path.with_name(secrets.token_hex((length + 1) // 2)[:length])
        if not os.path.lexists(other):
            path.rename(other)
            _settle(other.parent)
            return other
    raise FileExistsError


def _settle(folder: Path) -> None:
    """Bring the folder's entries to the disk, where the system can do that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refusal(path: Path) -> str:
    try:
        found = path.lstat()
    except (OSError, ValueError):
        return "missing"
    if stat.S_ISLNK(found.st_mode):
        return "link"
    if not stat.S_ISREG(found.st_mode):
        return "not_a_file"
    if found.st_nlink > 1:
        # The content would stay under its other name.
        return "several_names"
    return "" if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else "no_permission"


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "in_use" if os.name == "nt" else "no_permission"
    return "missing" if isinstance(error, FileNotFoundError) else "failed"
