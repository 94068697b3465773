"""CPU time of the search against ripgrep on one tree, in one run: python -m tests.bench.search.speed DIR.

DIR is made if it is empty: logs, code, tables, manuals and noise of some 50 MB beside a small tree of `make`. What is
printed: seconds of CPU and MB/s for each file of the large ones, the ratio to `rg -uuu -a` with three ASCII patterns,
and how much two workers gain on the wall clock (only true on a machine with nothing else to do).
"""

from __future__ import annotations

import csv
import io
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_file
from checks.residue.search import SearchOptions, search
from checks.residue.version import engine
from checks.residue.worker import prepare
from tests.bench.search import harmless, make
from tests.bench.search.people import people

# ASCII throughout: with the Unicode word boundary ripgrep itself is twenty times slower on Japanese text
PATTERNS = (
    r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}",
    r"0[0-9]{1,4}-[0-9]{1,4}-[0-9]{4}",
    r"(?-u:\b)[0-9]{12}(?-u:\b)",
)


def large(folder: Path, rng: random.Random) -> None:
    """Large files of the kinds an office keeps."""
    folder.mkdir(parents=True)
    access = '10.0.{}.{} - - [12/Apr/2026:10:{:02}:00 +0900] "GET /static/app-{}.js?v={} HTTP/1.1" 200 {} "https://www.example.jp/" "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"'
    (folder / "access.log").write_text(
        "\n".join(
            access.format(*(rng.randrange(60) for _ in range(3)), *(rng.randrange(10**8) for _ in range(3)))
            for _ in range(100_000)
        )
    )
    service = "2026-04-{:02} 10:{:02}:{:02},123 INFO [worker-{}] id=0{} took {}ms ref {} 処理を開始しました"
    (folder / "app.log").write_text(
        "\n".join(
            service.format(
                rng.randrange(1, 29),
                rng.randrange(60),
                rng.randrange(60),
                rng.randrange(9),
                rng.randrange(10**9),
                rng.randrange(2000),
                rng.randrange(10**11),
            )
            for _ in range(60_000)
        ),
        encoding="utf-8",
    )
    (folder / "code.js").write_text(
        ";\n".join(
            f"function f{rng.randrange(10**6)}(a,b){{return a.b_{rng.randrange(999)}.map(function(e){{return e.id}})}}"
            for _ in range(60_000)
        )
    )
    (folder / "numbers.csv").write_text(
        "\n".join(",".join(str(round(rng.random() * 1000, 3)) for _ in range(12)) for _ in range(60_000))
    )
    (folder / "manual.txt").write_text(
        "\n".join(
            str(block[1])
            for _ in range(400)
            for kind in (harmless.manual, harmless.rules, harmless.news)
            for block in kind(rng).blocks
        ),
        encoding="utf-8",
    )
    (folder / "noise.bin").write_bytes(rng.randbytes(8_000_000))
    known = people(rng, 400)
    out = io.StringIO()
    csv.writer(out).writerows(
        [
            ["氏名", "フリガナ", "生年月日", "郵便番号", "住所", "電話"],
            *(
                [p.name(" "), p.reading(), p.wareki(), p.postal, p.address(), p.mobile]
                for p in (rng.choice(known) for _ in range(10_000))
            ),
        ]
    )
    (folder / "list.csv").write_bytes(out.getvalue().encode("cp932", "replace"))


def cpu_of(command: list[str]) -> float:
    """CPU seconds of a command and all it starts, the best of three; it never knows anything from before.

    Compiled modules are kept as on anybody's PC: an environment that forbids it would pay for compiling in each process.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    best = float("inf")
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with tempfile.TemporaryDirectory() as data:
            environment["SELFAUDIT_DATA"] = data
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def main(arguments: list[str]) -> int:
    """Measure and print."""
    folder = Path(arguments[0])
    if not folder.exists():
        large(folder / "large", random.Random(3))
        make.main([str(folder / "small"), "--seed", "3", "--real", "60"])
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "truth.json")
    prepare(engine())
    total = 0.0
    for path in files:
        start = time.process_time()
        inspect_file(str(path), Budget(seconds=600))
        spent = time.process_time() - start
        total += spent
        if path.stat().st_size > 1 << 20:
            sys.stdout.write(
                f"{path.name:14} {path.stat().st_size / 1e6:6.1f} MB {spent:6.2f} s {path.stat().st_size / 1e6 / spent:6.1f} MB/s\n"
            )
    size = sum(path.stat().st_size for path in files) / 1e6
    sys.stdout.write(
        f"{len(files)} files, {size:.1f} MB, {total:.2f} s of CPU: {size / total:.1f} MB/s, {len(files) / total:.0f} files/s\n"
    )
    if shutil.which("rg"):
        rg = cpu_of(
            ["rg", "-uuu", "-a", "-o", *(part for pattern in PATTERNS for part in ("-e", pattern)), str(folder)]
        )
        command = [sys.executable, "-m", "selfaudit", "search", "--workers", "1", str(folder)]
        whole = cpu_of(command)
        sys.stdout.write(
            f"rg -uuu -a: {rg:.2f} s of CPU; ratio {total / rg:.1f}, of the command as a whole ({whole:.2f} s) {whole / rg:.1f}\n"
        )
    two_workers(folder)
    return 0


def two_workers(folder: Path) -> None:
    """What the second worker gains on the wall clock, and what the parent itself costs for each file."""
    walls = []
    for workers in (1, 2):
        start, own = time.perf_counter(), time.process_time()
        files = sum(1 for _ in search([folder], options=SearchOptions(workers=workers)))
        walls.append(time.perf_counter() - start)
        parent = (time.process_time() - own) / files * 1e6
    sys.stdout.write(
        f"wall, 1 worker {walls[0]:.1f} s, 2 workers {walls[1]:.1f} s: {walls[0] / walls[1]:.2f} x; "
        f"parent {parent:.0f} us of CPU a file; load of this machine {os.getloadavg()[0]:.1f}\n"
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
