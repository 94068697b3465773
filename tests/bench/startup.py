"""How long until the app's first painted screen, and until it takes a key, beside an empty Textual app (not a test).

Run: ``python tests/bench/startup.py [rounds]``. Both programs run on a pseudo-terminal of 80×24 that answers the
cursor question of the probe. Printed are medians in seconds and the two ratios; wanted: 1.5 and 2.5 at most.
"app" is the first start with an empty data folder (the key chooses a profile, the next question appears), "resumed"
a later start (the key opens the help while the data folder is being opened), "home" when its home screen is there.
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


def measure(command: list[str], painted: bytes, taken: bytes, env: dict[str, str], key: bytes) -> tuple[float, float]:
    """Seconds until `painted` is on the screen, and until the answer `taken` to `key` is."""
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
            os.write(terminal, key)
        if first and taken in seen:
            second = time.perf_counter() - started
    os.kill(child, 9)
    os.waitpid(child, 0)
    os.close(terminal)
    return first, second


def main() -> None:
    """Measure both programs in turns and print the comparison."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    rows: dict[str, list[tuple[float, float]]] = {"empty": [], "app": [], "resumed": [], "home": []}
    with tempfile.TemporaryDirectory() as folder:
        used = str(Path(folder) / "used")
        env = {"LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
        prepare(used)
        empty = [sys.executable, "-c", EMPTY]
        app = [sys.executable, "-m", "selfaudit", "--lang", "en", "--data"]
        for place in range(rounds):
            new = str(Path(folder) / f"new{place}")
            rows["empty"].append(measure(empty, b"FIRST-PAINT", b"KEY-TAKEN", env, HELP_KEY))
            rows["app"].append(measure([*app, new], b"self-inspection", b"Which contract", env, b"\r"))
            rows["resumed"].append(measure([*app, used], b"self-inspection", b"Esc closes", env, HELP_KEY))
            rows["home"].append(measure([*app, used], b"self-inspection", b"days until", env, b""))
    report({name: [statistics.median(column) for column in zip(*found, strict=True)] for name, found in rows.items()})


def prepare(folder: str) -> None:
    """Make a data folder with one inspection begun."""
    from selfaudit.services.workspace import Workspace

    with Workspace.open(Path(folder), program="bench") as workspace:
        workspace.start(profile=workspace.profiles()[0].id, title="t", contractor="c", fiscal_year=2026)


def report(medians: dict[str, list[float]]) -> None:
    """Print seconds and ratios."""
    base = medians["empty"]
    for name, (first, second) in medians.items():
        ratios = f"ratios {first / base[0]:.2f} {second / base[1]:.2f}"
        print(f"{name:8} first paint {first:.3f} s   takes keys {second:.3f} s   {ratios}")  # noqa: T201


if __name__ == "__main__":
    main()
