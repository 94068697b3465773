"""How long the app's event loop is held up while a search reads many files behind the screen (not a test).

Run: ``python tests/bench/responsiveness.py [files]``. Prints the longest and the 99th percentile of the gaps between
ticks that were meant to come every 5 ms, idle and while searching. Wanted: at most 100 ms.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

TICK = 0.005


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
            directory = place / str(number // 500)
            directory.mkdir(parents=True, exist_ok=True)
            (directory / f"{number}.txt").write_text(f"議事録 {number} 本日の議題\n" * 20, encoding="utf-8")
        begin(Path(folder) / "data")
        async with opened(Path(folder) / "data") as app:
            for name in ("idle", "searching"):
                stop = asyncio.Event()
                measured = asyncio.create_task(gaps(stop))
                if name == "searching":
                    await app.press("4")
                    await app.type(str(place))
                    await app.press("enter")
                    while app.app.screen._job.running:  # noqa: ASYNC110 -- looks at the work from outside
                        await asyncio.sleep(0.1)
                else:
                    await asyncio.sleep(2)
                stop.set()
                show(name, await measured)


if __name__ == "__main__":
    asyncio.run(main())
