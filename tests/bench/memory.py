"""How much memory the app takes at rest on its home screen, beside an empty Textual app (not a test).

Run: ``python tests/bench/memory.py``. Both run on a pseudo-terminal of 80×24; printed are resident megabytes after some
seconds and the ratio; wanted: 2 at most. Linux only (``/proc``).
"""

from __future__ import annotations

import os
import pty
import select
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

from startup import EMPTY, prepare  # noqa: E402

SECONDS = 8.0


def resident(command: list[str], shown: bytes) -> float:
    """Megabytes of a program that has painted `shown`; it is ended afterwards."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="80", LINES="24", LC_ALL="C.UTF-8")
        os.chdir(ROOT)
        os.execv(command[0], command)  # noqa: S606
    started, seen, asked = time.monotonic(), b"", 0
    while time.monotonic() - started < SECONDS:
        if select.select([terminal], [], [], 0.05)[0]:
            seen += os.read(terminal, 65536)
        if seen.count(b"\x1b[6n") > asked:
            asked += 1
            os.write(terminal, b"\x1b[1;2R")
    status = Path(f"/proc/{child}/status").read_text(encoding="ascii")
    os.kill(child, 9)
    os.waitpid(child, 0)
    os.close(terminal)
    if shown not in seen:
        raise SystemExit(f"{shown!r} never appeared")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def main() -> None:
    """Measure both and print the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        empty = resident([sys.executable, "-c", EMPTY], b"FIRST-PAINT")
        home = resident([sys.executable, "-m", "selfaudit", "--lang", "en", "--data", folder], b"days until")
    print(f"empty {empty:.1f} MB   home at rest {home:.1f} MB   ratio {home / empty:.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
