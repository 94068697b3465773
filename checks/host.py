r"""The only door to the machine: a host answers a source ("cmd:…", "file:…") with a `Raw`, and never raises.

Source grammar (what checks/posture/*/meta.toml lists):
  cmd:ufw status verbose     a read-only program, shell quoting, no shell
  file:/etc/passwd           the bytes of a file (at most FILE_LIMIT)
  dir:/var/lib/apt/lists     JSON rows name, size, mtime (epoch seconds), mode, dir
  reg:HKLM\SOFTWARE\…        JSON values of a registry key; regtree: also its subkeys, two levels
  wmi:root\CIMV2:SELECT …    JSON rows of a query
  api:name or api:name:arg   JSON of checks/local/apis.py (sockets, processes, browsers …)
"""

from __future__ import annotations

import os
import platform
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from checks.local import reads
from checks.local.powershell import Script
from checks.local.rights import is_elevated
from checks.model import Raw, Why
from checks.process import Programs

SESSION_PROGRAMS = ("gsettings",)
"""Programs that answer with defaults, and write a cache file, where no desktop session is there (notes/posture.md 2.1).

On a Mac, root asks about root's own screen lock: those questions are left to the person who works there.
"""


class Host(Protocol):
    """One PC, live, recorded or replayed."""

    @property
    def name(self) -> str:
        """Host name, or the file of a loose recording; never stored in a result."""

    @property
    def system(self) -> str:
        """One of "windows", "macos" and "linux"."""

    @property
    def elevated(self) -> bool:
        """True when reads are made as root or as an elevated administrator."""

    def now(self) -> datetime:
        """Give the moment of the reads (UTC)."""

    def read(self, source: str, deadline: float) -> Raw:
        """Answer `source` before `deadline` (time.monotonic seconds); trouble is told in `Raw.error`."""

    def given(self) -> tuple[Raw, ...]:
        """Give loose recordings to be judged instead of asking for sources; empty on a whole PC."""

    def expand(self, source: str) -> list[str]:
        """Fill {home} and {uid} with the values of this PC's user."""

    def cancel(self) -> None:
        """End whatever is running."""


class LocalHost:
    """This PC."""

    def __init__(self) -> None:
        self._programs = Programs()
        self._script = Script(self._programs)
        self.name = platform.node()
        self.system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
        self.elevated = is_elevated()

    def now(self) -> datetime:
        """Give the clock of this PC (UTC)."""
        return datetime.now(UTC)

    def given(self) -> tuple[Raw, ...]:
        """A live PC has no loose recordings."""
        return ()

    def cancel(self) -> None:
        """End every running program and refuse new ones."""
        self._programs.cancel()

    def expand(self, source: str) -> list[str]:
        """Fill {home} and {uid}."""
        home = str(Path.home())
        uid = str(os.getuid()) if hasattr(os, "getuid") else ""
        return [source.replace("{home}", home).replace("{uid}", uid)]

    def read(self, source: str, deadline: float) -> Raw:
        """Ask this PC; see the module for the grammar."""
        privilege = "admin" if self.elevated else "user"
        if self._programs.cancelled.is_set():
            return Raw(source, rc=None, error=Why.CANCELLED, privilege=privilege)
        if source.startswith("cmd:"):
            argv = reads.split_command(source.removeprefix("cmd:"))
            as_root = self.system == "macos" and self.elevated and (argv[0] == "sysadminctl" or "-currentHost" in argv)
            if as_root or (argv[0] in SESSION_PROGRAMS and not reads.has_session_bus()):
                return Raw(source, rc=None, error=Why.NO_SOURCE, privilege=privilege)
            return self._programs.run(argv, source=source, deadline=deadline, privilege=privilege)
        started = time.monotonic()
        out, error = reads.read_bytes(source, self._script)
        elapsed = int((time.monotonic() - started) * 1000)
        return Raw(source, out, b"", 0 if not error else None, error, elapsed, privilege, "")
