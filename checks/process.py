"""Runs one read-only program: no shell, no input, a deadline, a size limit, and its children end with it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from checks.model import Raw, Why

OUTPUT_LIMIT = 8 * 1024 * 1024
"""Bytes kept of each stream; a longer output is refused, not cut."""

POLL_S = 0.02
UNIX_ENV = ("HOME", "USER", "LOGNAME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")
WINDOWS_ENV = (
    *(
        "SystemRoot",
        "WINDIR",
        "SystemDrive",
        "ComSpec",
        "PATHEXT",
        "TEMP",
        "TMP",
        "USERPROFILE",
        "APPDATA",
        "LOCALAPPDATA",
    ),
    *("ProgramData", "ALLUSERSPROFILE", "ProgramFiles", "CommonProgramFiles", "COMPUTERNAME", "USERNAME", "USERDOMAIN"),
    *("PROCESSOR_ARCHITECTURE", "PROCESSOR_ARCHITEW6432", "NUMBER_OF_PROCESSORS", "OS"),
)
"""What programs of Windows need to find their own libraries; nothing that changes where a program is looked for."""

SEARCH_PATH = "/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin:/opt/homebrew/bin"


def find_program(name: str) -> str | None:
    """Give the absolute path of `name`, looked up in system folders only (never the caller's PATH)."""
    if os.name == "nt":
        root = Path(os.environ.get("SystemRoot", r"C:\Windows"))
        # A 32-bit Python sees the 64-bit programs under Sysnative only.
        systems = [root / "Sysnative", root / "System32"]
        folders = [folder for system in systems for folder in (system, system / "WindowsPowerShell" / "v1.0")]
        found = (str(folder / f"{name}.exe") for folder in folders if (folder / f"{name}.exe").is_file())
        return next(found, None)
    return name if name.startswith("/") and os.access(name, os.X_OK) else shutil.which(name, path=SEARCH_PATH)


class Programs:
    """The programs of one host that are running now; `cancel` ends them all and refuses new ones."""

    def __init__(self) -> None:
        self._running: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self.cancelled = threading.Event()

    def cancel(self) -> None:
        """End every running program with its children."""
        self.cancelled.set()
        with self._lock:
            running = list(self._running)
        for process in running:
            kill_tree(process)

    def run(self, argv: Sequence[str], *, source: str, deadline: float, privilege: str) -> Raw:
        """Run `argv` until `deadline` (time.monotonic seconds); trouble is told in `Raw.error`, never raised."""
        path = find_program(argv[0])
        if path is None:
            return Raw(source, rc=None, error=Why.ABSENT, privilege=privilege)
        started = time.monotonic()
        try:
            process = _start([path, *argv[1:]])
        except OSError:
            return Raw(source, rc=None, error=Why.FAILED, privilege=privilege)
        with self._lock:
            self._running.add(process)
        try:
            out, err, error = self._wait(process, deadline)
        finally:
            with self._lock:
                self._running.discard(process)
        elapsed = int((time.monotonic() - started) * 1000)
        return Raw(source, out, err, process.returncode, error, elapsed, privilege, "C.UTF-8")

    def _wait(self, process: subprocess.Popen[bytes], deadline: float) -> tuple[bytes, bytes, str]:
        out, err = _Drain(process.stdout), _Drain(process.stderr)
        error = ""
        while not error and (process.poll() is None or not (out.done and err.done)):
            if self.cancelled.is_set():
                error = Why.CANCELLED
            elif time.monotonic() >= deadline:
                error = Why.TIMEOUT
            elif out.over or err.over:
                error = Why.TOO_LARGE
            else:
                out.join(POLL_S)
        kill_tree(process)
        process.wait()
        # Both may also have ended the program before the loop looked.
        error = Why.TOO_LARGE if out.over or err.over else Why.CANCELLED if self.cancelled.is_set() else error
        return out.data(), err.data(), error


class _Drain(threading.Thread):
    """Reads one pipe to its end or to the limit."""

    def __init__(self, pipe: IO[bytes] | None) -> None:
        super().__init__(daemon=True)
        self._pipe = pipe
        self._parts: list[bytes] = []
        self._size = 0
        self.over = False
        self.start()

    @property
    def done(self) -> bool:
        return not self.is_alive()

    def run(self) -> None:
        if self._pipe is None:
            return
        with self._pipe:
            while part := self._pipe.read1(65536):  # type: ignore[attr-defined]
                self._size += len(part)
                if self._size > OUTPUT_LIMIT:
                    self.over = True
                    return
                self._parts.append(part)

    def data(self) -> bytes:
        self.join(0.1)
        return b"".join(self._parts)


def _start(argv: list[str]) -> subprocess.Popen[bytes]:
    env = {name: os.environ[name] for name in (WINDOWS_ENV if os.name == "nt" else UNIX_ENV) if name in os.environ}
    env |= {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "LANGUAGE": "C", "PATH": SEARCH_PATH, "TZ": "UTC"}
    if os.name == "nt":
        env["PATH"] = str(Path(env.get("SystemRoot", r"C:\Windows")) / "System32")
        # about_PSModulePath: "nul" keeps PowerShell from writing its cache of modules.
        env["PSModuleAnalysisCachePath"] = "nul"
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.Popen(
        argv,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env,
        cwd="/" if os.name != "nt" else None,
        start_new_session=os.name != "nt",
        creationflags=flags,
    )


def kill_tree(process: subprocess.Popen[bytes]) -> None:
    """End a process and what it started; a group that is already gone is fine."""
    try:
        if sys.platform == "win32":
            _kill_children(process.pid)
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    except (OSError, ProcessLookupError):
        pass


def _kill_children(pid: int) -> None:
    import psutil

    try:
        for child in psutil.Process(pid).children(recursive=True):
            child.kill()
    except psutil.Error:
        pass
