"""A tree of unchanged files searched again, against a bare walk: python -m tests.bench.search.rescan DIR [--files N].

DIR is filled with N small files, read once as a whole unless its cache is there (`--seeded` writes the cache without
reading), then walked and searched in turn, the best of three. It also tells how late an event loop beside the search
ever was: an app answers within that time.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from checks.residue.cache import Cache
from checks.residue.model import FileResult, Verdict
from checks.residue.places.live import Walk
from checks.residue.search import SearchOptions, search
from checks.residue.version import engine

IN_A_FOLDER = 1_000


def fill(top: Path, files: int) -> None:
    """Write `files` empty files, a thousand in a folder."""
    for number in range(files // IN_A_FOLDER):
        folder = top / str(number // 100) / str(number)
        folder.mkdir(parents=True)
        for name in range(IN_A_FOLDER):
            os.close(os.open(folder / f"file-{name}.txt", os.O_CREAT | os.O_WRONLY))


def seed(top: Path, cache: Path) -> None:
    """Write a cache that says of every file that it was clean."""
    kept = Cache(cache, engine())
    for listing in Walk([top]).listings():
        for place in kept.settle(listing)[1]:
            kept.put(listing.paths[place], FileResult(listing.paths[place], Verdict.CLEAN))
    kept.close()


def bare(top: Path) -> int:
    """The files below `top`, counted by scandir and stat alone."""
    pending, files = [str(top)], 0
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                else:
                    entry.stat(follow_symlinks=False)
                    files += 1
    return files


def again(top: Path, cache: Path) -> int:
    """The files a search takes from its cache."""
    run = search([top], options=SearchOptions(workers=1, cache=cache))
    for _ in run:
        pass
    return run.summary.from_cache


def lag(work: Callable[[], object]) -> float:
    """Seconds an event loop was late at most while `work` ran in a thread beside it."""

    async def watch() -> float:
        thread = threading.Thread(target=work)
        thread.start()
        worst = 0.0
        while thread.is_alive():
            before = time.perf_counter()
            await asyncio.sleep(0.01)
            worst = max(worst, time.perf_counter() - before - 0.01)
        return worst

    return asyncio.run(watch())


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=1_000_000)
    parser.add_argument("--seeded", action="store_true")
    options = parser.parse_args(arguments)
    top, cache = options.folder / "tree", options.folder / "cache.db"
    if not top.exists():
        fill(top, options.files)
    if options.seeded and not cache.exists():
        seed(top, cache)
    again(top, cache)
    best: dict[str, float] = {}
    for _ in range(3):
        for name, work in (("walk", lambda: bare(top)), ("search", lambda: again(top, cache))):
            start = time.perf_counter()
            files = work()
            best[name] = min(best.get(name, 1e9), time.perf_counter() - start)
    sys.stdout.write(
        f"{files} unchanged files: walk {best['walk']:.2f} s, search {best['search']:.2f} s, ratio {best['search'] / best['walk']:.2f}; "
        f"an event loop beside it was late by {lag(lambda: again(top, cache)) * 1000:.0f} ms at most\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
