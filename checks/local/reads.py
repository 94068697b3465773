"""Reads one source of this PC that is not a program; gives bytes and a `Why` code, never raises."""

from __future__ import annotations

import json
import os
import shlex
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from checks.local.apis import APIS
from checks.local.powershell import Script
from checks.model import Why

FILE_LIMIT = 4 * 1024 * 1024
DIR_LIMIT = 5000


def has_session_bus() -> bool:
    """Tell whether a desktop session of this user can be asked (its bus is a socket in the runtime folder)."""
    uid = getattr(os, "getuid", lambda: -1)()
    try:
        return stat.S_ISSOCK(Path(f"/run/user/{uid}/bus").stat().st_mode)
    except OSError:
        return False


def split_command(text: str) -> list[str]:
    """Split a cmd: source into arguments (shell quoting, no shell)."""
    return shlex.split(text)


def read_bytes(source: str, script: Script) -> tuple[bytes, str]:
    """Give the bytes of a file:, dir:, reg:, wmi: or api: source and "" or the `Why` code."""
    kind, _, name = source.partition(":")
    reader = KINDS.get(kind)
    if reader is None:
        return b"", Why.NO_SOURCE
    try:
        return reader(name, script), ""
    except (FileNotFoundError, NotADirectoryError):
        return b"", Why.ABSENT
    except PermissionError:
        return b"", Why.REFUSED
    except _TooLarge:
        return b"", Why.TOO_LARGE
    except NotImplementedError:
        return b"", Why.NO_SOURCE
    except Exception:  # noqa: BLE001
        # A thin wrapper over a foreign API may raise anything; the run goes on and says the source failed.
        return b"", Why.FAILED


class _TooLarge(Exception):
    pass


def _read_file(path: str, _script: Script) -> bytes:
    with Path(path).open("rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise FileNotFoundError(path)
        data = file.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        raise _TooLarge
    return data


def _read_dir(path: str, _script: Script) -> bytes:
    rows = []
    with os.scandir(path) as entries:
        for number, entry in enumerate(entries):
            if number >= DIR_LIMIT:
                raise _TooLarge
            info = entry.stat(follow_symlinks=False)
            row = {"name": entry.name, "size": info.st_size, "mtime": int(info.st_mtime)}
            rows.append(row | {"mode": info.st_mode, "dir": entry.is_dir(follow_symlinks=False)})
    return to_json(sorted(rows, key=lambda row: str(row["name"])))


def _read_api(name: str, _script: Script) -> bytes:
    api, _, argument = name.partition(":")
    return to_json(APIS[api](argument))


def _windows(function: str) -> Callable[[str, Script], bytes]:
    def read(name: str, script: Script) -> bytes:
        from checks.local import windows

        return to_json(getattr(windows, function)(name, script))

    return read


def to_json(value: Any) -> bytes:
    """Give UTF-8 JSON; unpaired surrogates of odd file names are escaped."""
    return json.dumps(value, ensure_ascii=True).encode("ascii")


KINDS: dict[str, Callable[[str, Script], bytes]] = {
    "file": _read_file,
    "dir": _read_dir,
    "api": _read_api,
    "reg": _windows("registry_values"),
    "regtree": _windows("registry_tree"),
    "wmi": _windows("wmi_rows"),
    "win": _windows("call"),
}
