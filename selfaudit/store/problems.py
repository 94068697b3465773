"""Trouble with the data folder, told in words a user can act on."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, OperationalError

from selfaudit.errors import DataError, InputError
from selfaudit.store.paths import shown
from selfaudit.text.messages import t

FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC})
NO_FOLDER_ERRNOS = frozenset({errno.EEXIST, errno.ENOTDIR})
DENIED_ERRNOS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})

#: Below this much free space (bytes) an unexplained I/O error is taken for a full disk.
NEARLY_FULL = 1 << 20

#: SQLSTATE of PostgreSQL for a row that others depend on.
_FOREIGN_KEY = "23503"

_BY_SQLITE_CODE = {
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "not_a_database",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "no_permission",
    sqlite3.SQLITE_PERM: "no_permission",
    sqlite3.SQLITE_CANTOPEN: "no_permission",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
}


def data_error(key: str, **values: object) -> DataError:
    """The DataError of messages ``store.<key>.title``, ``.detail`` and ``.next``."""
    return DataError(*_texts(key, values))


def input_error(key: str, **values: object) -> InputError:
    """The InputError of messages ``store.<key>.title``, ``.detail`` and ``.next``."""
    return InputError(*_texts(key, values))


def from_os(error: OSError, path: Path) -> DataError:
    """What an operating system error at `path` means to the user."""
    if error.errno in FULL_ERRNOS:
        return data_error("full", folder=shown(path))
    if error.errno in DENIED_ERRNOS:
        return data_error("no_permission", folder=shown(path))
    if error.errno in NO_FOLDER_ERRNOS:
        return data_error("not_a_folder", folder=shown(path))
    return data_error(
        "unusable", folder=shown(path), reason=errno.errorcode.get(error.errno or 0, type(error).__name__)
    )


def from_sqlite(error: sqlite3.Error, directory: Path) -> DataError:
    """What an SQLite error in this data folder means to the user; the error's own text is never shown."""
    extended = getattr(error, "sqlite_errorcode", None)
    code = (extended or 0) & 0xFF
    key = _BY_SQLITE_CODE.get(code)
    if key in (None, "no_permission") and _nearly_full(directory):
        key = "full"
    if key is None:
        return data_error("unusable", folder=shown(directory), reason=getattr(error, "sqlite_errorname", "SQLite"))
    return data_error(key, folder=shown(directory))


def from_server(error: DBAPIError) -> DataError | InputError:
    """What an error of a shared database means to the user; its own text, which may hold values, is never shown."""
    state = str(getattr(error.orig, "sqlstate", "") or "")
    if state == _FOREIGN_KEY:
        return input_error("depends")
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return data_error("server")
    return data_error("server_refused", reason=state or type(error.orig).__name__)


@contextmanager
def explained(directory: Path) -> Iterator[None]:
    """Turn database and file errors inside the block into DataErrors about this data folder."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.IntegrityError):
            if error.orig.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
                raise input_error("depends") from error
            raise
        if isinstance(error.orig, sqlite3.Error):
            raise from_sqlite(error.orig, directory) from error
        raise from_server(error) from error
    except sqlite3.Error as error:
        raise from_sqlite(error, directory) from error
    except OSError as error:
        raise from_os(error, directory) from error


def _texts(key: str, values: dict[str, object]) -> tuple[str, str, str]:
    title, detail, step = (t(f"store.{key}.{part}", **values) for part in ("title", "detail", "next"))
    return title, detail, step


def _nearly_full(directory: Path) -> bool:
    try:
        return shutil.disk_usage(directory).free < NEARLY_FULL
    except OSError:
        return False
