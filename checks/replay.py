"""Recording a PC into a folder, and answering from such a folder, or from a folder of loose recordings.

Folder of a recorded PC: index.json (rows: file, command, rc, err, error, ms, privilege, locale, bytes, sha256 of out and
err) beside host.json (system, elevated, recorded_at). An output that is not the recorded one any more tells nothing. Loose recordings: an index.json whose rows have at least "file" and "command",
or any files at all, then known by their names. The folder holds unredacted outputs: it stays on the PC.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

from checks.host import Host
from checks.model import Raw, Why

INDEX, HOST = "index.json", "host.json"
LOOSE_LIMIT, LOOSE_SIZE = 5000, 16 * 1024 * 1024
EXIT_CODE = re.compile(r"\(.*?exit(?:\s+code)?\s+(-?\d+)", re.IGNORECASE)


class ReplayError(ValueError):
    """A folder that cannot be replayed: `key` is "not_found", "bad_index", "empty" or "too_many"."""

    def __init__(self, path: Path, key: str) -> None:
        super().__init__(f"{key}: {path.name}")
        self.path = path
        self.key = key


class RecordingHost:
    """Answers like `host` and keeps every raw output; `close` writes the index."""

    def __init__(self, host: Host, folder: Path | str) -> None:
        self._host = host
        self._folder = Path(folder)
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._rows: list[dict[str, Any]] = []
        self._lock = threading.Lock()
        self._moment = host.now()
        self.name, self.system, self.elevated = host.name, host.system, host.elevated

    def now(self) -> datetime:
        """Give the moment the recording began."""
        return self._moment

    def given(self) -> tuple[Raw, ...]:
        """Give the loose recordings of the recorded host."""
        return self._host.given()

    def cancel(self) -> None:
        """End what runs."""
        self._host.cancel()

    def expand(self, source: str) -> list[str]:
        """Keep the unexpanded name as well: a replay on another PC asks by it."""
        return self._host.expand(source)

    def read(self, source: str, deadline: float) -> Raw:
        """Ask the host and keep its answer."""
        raw = self._host.read(source, deadline)
        with self._lock:
            file = f"{len(self._rows):04d}.out"
            row: dict[str, Any] = {"file": file, "command": source, "rc": raw.rc, "error": str(raw.error)}
            row |= {"ms": raw.elapsed_ms, "privilege": raw.privilege, "locale": raw.locale}
            row |= {"bytes": len(raw.out), "sha256": _digest(raw.out, raw.err)}
            if raw.err:
                row["err"] = f"{len(self._rows):04d}.err"
                (self._folder / row["err"]).write_bytes(raw.err)
            (self._folder / file).write_bytes(raw.out)
            self._rows.append(row)
        return raw

    def close(self) -> None:
        """Write index.json and host.json."""
        home = self._host.expand("{home}")[0]
        head = {"system": self.system, "elevated": self.elevated, "recorded_at": self._moment.isoformat()}
        head |= {"home": home, "uid": self._host.expand("{uid}")[0]}
        (self._folder / HOST).write_text(json.dumps(head, indent=1), encoding="utf-8")
        (self._folder / INDEX).write_text(json.dumps(self._rows, indent=1, ensure_ascii=False), encoding="utf-8")


class TableHost:
    """A PC that answers from a table of outputs; what the table does not hold is `otherwise` (nothing was recorded)."""

    elevated = False

    def __init__(
        self, system: str, raws: Mapping[str, Raw], moment: datetime, *, otherwise: str = Why.NO_SOURCE
    ) -> None:
        self.name = ""
        self.system = system
        self.home, self.uid = "", ""
        self._raws, self._moment, self._otherwise = raws, moment, otherwise

    def now(self) -> datetime:
        """Give the moment of the table."""
        return self._moment

    def given(self) -> tuple[Raw, ...]:
        """A whole PC is asked source by source."""
        return ()

    def cancel(self) -> None:
        """Nothing runs."""

    def expand(self, source: str) -> list[str]:
        """Fill {home} and {uid} with the table's."""
        return [source.replace("{home}", self.home).replace("{uid}", self.uid)]

    def read(self, source: str, deadline: float) -> Raw:
        """Give what the table holds."""
        return self._raws.get(source, Raw(source, rc=None, error=self._otherwise))


class ReplayHost(TableHost):
    """A recorded PC: every source that was not recorded is NO_SOURCE."""

    def __init__(self, folder: Path | str) -> None:
        path = Path(folder)
        head = _load(path / HOST)
        if not isinstance(head, dict):
            raise ReplayError(path, "bad_index")
        raws = {str(row["command"]): _raw(path, row) for row in _rows(path)}
        super().__init__(str(head.get("system", "")), raws, _moment(head.get("recorded_at")))
        self.name = path.name
        self.home, self.uid = str(head.get("home", "")), str(head.get("uid", ""))
        self.elevated = bool(head.get("elevated"))


class LooseHost:
    """One loose recording: its file is all that is known of the PC."""

    elevated = False

    def __init__(self, name: str, raw: Raw, system: str, moment: datetime | None = None) -> None:
        self.name = name
        self.system = system
        self._raw = raw
        self._moment = moment

    def with_output(self, out: bytes) -> LooseHost:
        """Give the same recording with other bytes."""
        return LooseHost(self.name, replace(self._raw, out=out), self.system, self._moment)

    def now(self) -> datetime:
        """Give the moment the index names, else the present."""
        return self._moment or datetime.now(UTC)

    def given(self) -> tuple[Raw, ...]:
        """Give the recording."""
        return (self._raw,)

    def cancel(self) -> None:
        """Nothing runs."""

    def expand(self, source: str) -> list[str]:
        """Nothing to fill."""
        return [source]

    def read(self, source: str, deadline: float) -> Raw:
        """Nothing else can be asked."""
        return Raw(source, rc=None, error=Why.NO_SOURCE)


def open_replay(path: Path | str) -> list[Host]:
    """Give the hosts of a recording: one recorded PC, or one host per loose file; raises ReplayError."""
    place = Path(path)
    if place.is_file():
        return [_loose(place.parent, _row_of(place))]
    if not place.is_dir():
        raise ReplayError(place, "not_found")
    if (place / HOST).is_file():
        return [ReplayHost(place)]
    rows = _rows(place) if (place / INDEX).is_file() else _unindexed(place)
    hosts: list[Host] = [_loose(place, row) for row in rows if (place / str(row["file"])).is_file()]
    if not hosts:
        raise ReplayError(place, "empty")
    return hosts


def _unindexed(place: Path) -> list[dict[str, Any]]:
    files = (file for file in place.rglob("*") if file.is_file() and file.name not in (INDEX, "SOURCES.md"))
    found = sorted(islice(files, LOOSE_LIMIT + 1))
    if len(found) > LOOSE_LIMIT:
        raise ReplayError(place, "too_many")
    return [_row_of(file) | {"file": str(file.relative_to(place))} for file in found]


def _row_of(file: Path) -> dict[str, Any]:
    """Find the row of a file in an index beside or above it; a file without one is known by its name."""
    for folder in (file.parent, file.parent.parent):
        if (folder / INDEX).is_file():
            rows = {(folder / str(row["file"])).resolve(): row for row in _rows(folder)}
            row = rows.get(file.resolve())
            if row:
                return row | {"file": file.name}
    return {"file": file.name, "command": "", "system": file.parent.name}


def _loose(folder: Path, row: dict[str, Any]) -> LooseHost:
    name = str(row["file"])
    parts = [str(row.get("system", "")), *Path(name).parts, folder.name, folder.parent.name]
    system = next((part for part in parts if part in ("windows", "macos", "linux")), "")
    command = str(row["command"]) or name_as_command(name)
    moment = _moment(row["recorded_at"]) if row.get("recorded_at") else None
    return LooseHost(name, replace(_raw(folder, row | {"command": command}), loose=True), system, moment)


@cache
def _names() -> list[tuple[re.Pattern[str], str]]:
    table = tomllib.loads((Path(__file__).parent / "text" / "recording_names.toml").read_text(encoding="utf-8"))
    return [(re.compile(pattern), command) for pattern, command in table["names"]]


def name_as_command(name: str) -> str:
    """Read a file name as a command: by the table of names, else by its words ("xprotect_version.txt")."""
    file = Path(name).name.lower()
    known = next((command for pattern, command in _names() if pattern.search(file)), "")
    return known or re.sub(r"[_\s]+", " ", Path(name).name.split(".")[0])


def _digest(out: bytes, err: bytes) -> str:
    return hashlib.sha256(out + b"\0" + err).hexdigest()


def _raw(folder: Path, row: dict[str, Any]) -> Raw:
    file = folder / str(row["file"])
    if not file.is_file():
        return Raw(str(row["command"]), rc=None, error=Why.INCOMPLETE)
    if not file.resolve().is_relative_to(folder.resolve()) or file.stat().st_size > LOOSE_SIZE:
        return Raw(str(row["command"]), rc=None, error=Why.TOO_LARGE)
    out = file.read_bytes()
    beside = folder / Path(str(row.get("err", ""))).name
    err = beside.read_bytes() if row.get("err") and beside.is_file() else b""
    if row.get("sha256", "") not in ("", _digest(out, err)):
        return Raw(str(row["command"]), rc=None, error=Why.INCOMPLETE)
    told = EXIT_CODE.search(str(row["command"]))
    rc = row["rc"] if "rc" in row else int(told[1]) if told else None
    error, ms = str(row.get("error", "")), int(row.get("ms") or 0)
    privilege, locale = str(row.get("privilege", "user")), str(row.get("locale", ""))
    return Raw(str(row["command"]), out, err, rc, error, ms, privilege, locale, loose="sha256" not in row)


def _rows(folder: Path) -> list[dict[str, Any]]:
    rows = _load(folder / INDEX)
    if not isinstance(rows, list) or not all(isinstance(row, dict) and _sound(row) for row in rows):
        raise ReplayError(folder, "bad_index")
    return rows


def _sound(row: dict[str, Any]) -> bool:
    words = all(isinstance(row.get(name), str) for name in ("file", "command"))
    numbers = all(isinstance(row.get(name), int | None) for name in ("rc", "ms"))
    return words and numbers and all(isinstance(row.get(name, ""), str) for name in ("err", "error", "sha256"))


def _load(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReplayError(file.parent, "bad_index") from error


def _moment(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return datetime.now(UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def deadline_in(seconds: float) -> float:
    """Give the time.monotonic value `seconds` from now."""
    return time.monotonic() + seconds
