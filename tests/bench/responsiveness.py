"""How long the app's event loop is held up while a search reads many files behind the screen (not a test).

Run: ``python tests/bench/responsiveness.py [files]``. Prints the longest and the 99th percentile of the gaps between
ticks that were meant to come every 5 ms, idle and while searching. Wanted: at most 100 ms. One file in twenty holds
personal data, half of all files lie in one folder.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

TICK = 0.005
QUIET = "議事録 {number} 本日の議題\n" * 20
LIST = "氏名,電話,住所\n" + "温品 試,03-9876-1234,新宿区西新宿{number}-2-3\n" * 10


async def gaps(stop: asyncio.Event) -> list[float]:
    """Seconds each tick came late, until `stop` is set."""
    late = []
    while not stop.is_set():
        before = time.perf_counter()
        await asyncio.sleep(TICK)
        late.append(time.perf_counter() - before - TICK)
    return late


def show(name: str, late: list[float]) -> None:
    """Print the longest and the 99th percentile in milliseconds."""
    percentile = statistics.quantiles(late, n=100)[98]
    print(f"{name:10} longest {max(late) * 1000:.0f} ms   99 % within {percentile * 1000:.0f} ms", file=sys.__stdout__)


async def main() -> None:
    """Measure idle, then while searching."""
    from tests.tui.driver import begin, opened

    files = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "files"
        for number in range(files):
            directory = place / ("one" if number % 2 else str(number // 500))
            directory.mkdir(parents=True, exist_ok=True)
            text = QUIET if number % 20 else LIST
            (directory / f"{number}.csv").write_text(text.format(number=number), encoding="utf-8")
        begin(Path(folder) / "data")
        async with opened(Path(folder) / "data") as app:
            for name in ("idle", "searching"):
                if name == "searching":
                    await app.press("4")
                    await app.type(str(place))
                gc.freeze()  # as `selfaudit.tui.app.run` does
                stop = asyncio.Event()
                measured = asyncio.create_task(gaps(stop))
                if name == "searching":
                    await app.press("enter")
                    while app.app.screen.job.running:  # noqa: ASYNC110 -- looks at the work from outside
                        await asyncio.sleep(0.1)
                else:
                    await asyncio.sleep(2)
                stop.set()
                show(name, await measured)


if __name__ == "__main__":
    asyncio.run(main())
