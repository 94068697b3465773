"""A worker: takes paths on stdin, gives one line of JSON for each on stdout. Started afresh, alike on every system.

    python -m checks.residue.worker [--reveal]      one line in: {"budget": {...}, "engine": "..."}, then JSON lists of paths

Clear values leave it only with --reveal. Its stderr goes nowhere: a traceback could quote what was being read.
"""

from __future__ import annotations

import ctypes
import gc
import json
import mmap
import os
import sys
from contextlib import suppress
from dataclasses import fields
from importlib import import_module
from typing import Any

from checks.residue import deadline, prepared
from checks.residue.budget import Budget
from checks.residue.deadline import TimeUp
from checks.residue.model import FileResult, Verdict

_FIELDS = [one.name for one in fields(FileResult) if one.name not in ("path", "cached")]


_WARM = "担当の温品 試が電話をした。\n"
_SELDOM = (20_000, 50, 100)
"""Objects made before the garbage collector looks: a list of persons makes many, and hardly any in circles."""


def limit_memory(most: int) -> None:
    """Cap the bytes this process may take for itself where the system can; the parent watches over it besides."""
    if sys.platform != "win32":
        import resource

        soft, hard = most + _unused(), resource.getrlimit(resource.RLIMIT_DATA)[1]
        with suppress(OSError, ValueError):  # a system that keeps such limits to itself
            resource.setrlimit(resource.RLIMIT_DATA, (soft if hard < 0 else min(soft, hard), hard))


def _unused() -> int:
    """Bytes this process asked for and does not use: the system counts them in, the parent does not."""
    try:
        with open("/proc/self/statm", "rb") as told:
            _, resident, shared, _, _, asked, _ = map(int, told.read().split())
    except (OSError, ValueError):
        return _SPARE
    return max(0, asked - (resident - shared)) * mmap.PAGESIZE


_SPARE = 200 << 20


def leave_no_core() -> None:
    """Let nothing that was read remain on the disk should this process crash: no core file, no report of the system with its memory."""
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetErrorMode(_SILENT_FAULTS)
    else:
        import resource

        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":  # whatever handles core files may be called all the same
            with suppress(OSError, AttributeError):
                ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


_SET_DUMPABLE = 4  # prctl(2)
_SILENT_FAULTS = 0x1 | 0x2  # SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX of SetErrorMode


def be_humble() -> None:
    """Run below normal priority."""
    try:
        if hasattr(os, "nice"):
            os.nice(5)
        else:
            import psutil

            psutil.Process().nice(getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", 0))
    except OSError:
        return


def answer(path: str, budget: Budget, reveal: bool) -> FileResult:
    """The result for `path`. Whatever breaks, the file is named as not inspected."""
    from checks.residue.inspect import inspect_file

    try:
        return inspect_file(path, budget, reveal)
    except (MemoryError, TimeUp):
        return FileResult(path, Verdict.UNREADABLE, reason="over_budget")
    except Exception:  # a reader met what nobody foresaw: the file is named, its content is not
        if os.environ.get("SELFAUDIT_SEARCH_RAISE"):
            raise
        return FileResult(path, Verdict.UNREADABLE, reason="worker_died")


def warm_up() -> None:
    """Load the dictionaries before the first file, whose clock should not pay for them, nor the garbage collector."""
    from checks.residue.inspect import inspect_bytes

    inspect_bytes("氏名,電話\n温品 試,03-9876-1234\n".encode(), "warm.csv", Budget())
    inspect_bytes(_WARM.encode(), "warm.txt", Budget())  # what is made on first use is there before the kernel's tables
    inspect_bytes((_WARM * 20).encode(), "warm.txt", Budget())
    gc.freeze()
    gc.set_threshold(*_SELDOM)


def prepare(engine: str) -> bool:
    """Be ready for the first file: with the tables kept for this `engine`, else make and keep them; False where that cannot be."""
    from checks.residue.native.library import load

    begun = f"{__package__}.inspect" in sys.modules
    file = prepared.file_of(f"{engine} {load() is not None}")
    if prepared.use(file):
        warm_up()
        return True
    if begun:  # its patterns were compiled before anybody noted them: what would be kept is not all there is
        warm_up()
        return False
    prepared.note()
    warm_up()
    import pkgutil

    from checks.residue import readers

    for one in pkgutil.iter_modules(readers.__path__):
        with suppress(ImportError):  # what it needs is not installed: it says so when a file asks for it
            import_module(f"{readers.__name__}.{one.name}")
    _make_patterns()
    return prepared.write(file)


def _make_patterns() -> None:
    """Make the patterns that are put together from lists of words when they are first asked for, so that they are kept as well."""
    for module in [one for name, one in sys.modules.items() if name.startswith(f"{__package__}.")]:
        for make in vars(module).values():
            told = getattr(make, "__annotations__", {}) if hasattr(make, "cache_info") else {}
            if [*told] == ["return"] and "re.Pattern[" in told["return"]:
                make()
    from checks.residue.matchers import needed

    needed.make_all()


def main() -> int:
    """Serve until stdin ends."""
    reveal = "--reveal" in sys.argv[1:]
    lines, out = sys.stdin.buffer, sys.stdout.buffer
    settings: dict[str, Any] = json.loads(lines.readline())
    budget = Budget(**settings["budget"])
    be_humble()
    leave_no_core()
    prepare(settings["engine"])
    deadline.begin(with_parent=True)
    limit_memory(budget.own_memory())
    out.write(b'"ready"\n')
    out.flush()
    for line in lines:
        for path in json.loads(line):
            out.write(told(answer(path, budget, reveal)) + b"\n")
            out.flush()
    return 0


def told(result: FileResult) -> bytes:
    """A result as its line: null for the many clean files with nothing more to tell."""
    if result.verdict is Verdict.CLEAN and not result.unread and result.matches is None:
        return b"null"
    return json.dumps({name: getattr(result, name) for name in _FIELDS}).encode("ascii")


if __name__ == "__main__":
    raise SystemExit(main())
