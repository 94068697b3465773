"""How long until the app's first painted screen, and until it takes a key, beside an empty Textual app (not a test).

Run: ``python tests/bench/startup.py [rounds]``. Both programs run on a pseudo-terminal of 80×24 that answers the
cursor question of the probe. Printed are medians in seconds and the two ratios; wanted: 1.5 and 2.5 at most.
"""

from __future__ import annotations

import os
import pty
import select
import statistics
import sys
import tempfile
import time
from pathlib import Path

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    BINDINGS = [("f1", "mark", "")]
    def compose(self):
        yield Static("FIRST-PAINT", id="text")
    def action_mark(self):
        self.query_one("#text").update("KEY-TAKEN")
Empty().run()
"""
HELP_KEY = b"\x1bOP"
ROOT = Path(__file__).resolve().parents[2]


def measure(command: list[str], painted: bytes, taken: bytes, env: dict[str, str]) -> tuple[float, float]:
    """Seconds until `painted` is on the screen, and until the answer `taken` to the help key is."""
    started = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(env, TERM="xterm-256color", COLUMNS="80", LINES="24")
        os.chdir(ROOT)
        os.execv(command[0], command)  # noqa: S606
    seen, first, second, asked = b"", 0.0, 0.0, 0
    while time.perf_counter() - started < 30 and not second:
        if select.select([terminal], [], [], 0.01)[0]:
            seen += os.read(terminal, 65536)
        if seen.count(b"\x1b[6n") > asked:
            asked += 1
            os.write(terminal, b"\x1b[1;2R")
        if not first and painted in seen:
            first = time.perf_counter() - started
            os.write(terminal, HELP_KEY)
        if first and taken in seen:
            second = time.perf_counter() - started
    os.kill(child, 9)
    os.waitpid(child, 0)
    os.close(terminal)
    return first, second


def main() -> None:
    """Measure both programs in turns and print the comparison."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    rows: dict[str, list[tuple[float, float]]] = {"empty": [], "app": []}
    with tempfile.TemporaryDirectory() as folder:
        data = str(Path(folder) / "data")
        env = {"SELFAUDIT_DATA": data, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
        app = [sys.executable, "-m", "selfaudit", "--data", data, "--lang", "en"]
        for _ in range(rounds):
            rows["empty"].append(measure([sys.executable, "-c", EMPTY], b"FIRST-PAINT", b"KEY-TAKEN", env))
            rows["app"].append(measure(app, b"self-inspection", b"Esc closes", env))
    medians = {name: [statistics.median(column) for column in zip(*found, strict=True)] for name, found in rows.items()}
    for name, (first, second) in medians.items():
        print(f"{name:6} first paint {first:.3f} s   takes keys {second:.3f} s")  # noqa: T201
    ratios = [app / empty for app, empty in zip(medians["app"], medians["empty"], strict=True)]
    print(f"ratio  first paint {ratios[0]:.2f}   takes keys {ratios[1]:.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
