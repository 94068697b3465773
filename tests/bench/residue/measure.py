"""Measure the raw search beside SHA-256 of the same bytes, in CPU seconds of one process: python -m tests.bench.residue.measure

Speeds are ratios to hashlib.sha256, because machines differ. Recall counts planted fragments and the persons in them.
"""

import argparse
import gzip
import hashlib
import json
import random
import resource
import sys
import sysconfig
import tempfile
import time
import zlib
from base64 import encodebytes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from checks.residue.exit.model import ExitOptions
from checks.residue.exit.search import exit_search
from checks.residue.fingerprint import Key, Registry, open_registry, register
from checks.residue.raw.scan import CHUNK, EDGE
from tests.assets.residents import Resident, as_csv, as_xlsx, as_zip, residents

KEY = Key(b"ward", "contractor")
CLUSTER = 4096
ENCODINGS = ("utf-8", "cp932", "euc_jp", "utf-16-le", "utf-16-be", "iso2022_jp")
PROSE = "これは住民の記録ではなく、ただの文章です。四谷の090や2-1という数字も、佐藤さんという名前もあります。"


@dataclass(frozen=True)
class Fragment:
    """One planted piece."""

    kind: str
    offset: int
    length: int
    persons: int


def packings() -> dict[str, Callable[[list[Resident], str], bytes]]:
    """Ways in which a list may lie on a disk."""
    return {
        "csv": as_csv,
        "zip": lambda people, encoding: as_zip({"a.csv": as_csv(people, encoding)}),
        "gzip": lambda people, encoding: gzip.compress(as_csv(people, encoding)),
        "flate": lambda people, encoding: b"stream\n" + zlib.compress(as_csv(people, encoding)) + b"\nendstream",
        "base64": lambda people, encoding: encodebytes(as_csv(people * 2, encoding)),
        "xlsx": lambda people, _: as_xlsx(people),
    }


def background(rng: random.Random, size: int) -> Iterator[bytes]:
    """Clusters as unallocated space holds them: random (compressed, encrypted), zeros, prose, programs."""
    files = [path for path in Path(sysconfig.get_paths()["stdlib"]).rglob("*.p*") if path.is_file()]
    prose = [(PROSE * 60).encode(encoding)[:CLUSTER].ljust(CLUSTER) for encoding in ("cp932", "utf-8", "utf-16-le")]
    made = 0
    while made < size:
        part = rng.choice(("random", "random", "zeros", "prose", "file"))
        if part == "file":
            data = rng.choice(files).read_bytes()
            data += bytes(-len(data) % CLUSTER)
        else:
            data = {
                "random": lambda: rng.randbytes(16 * CLUSTER),
                "zeros": lambda: bytes(16 * CLUSTER),
                "prose": lambda: rng.choice(prose) * 4,
            }[part]()
        yield data[: size - made]
        made += len(data)


def make_image(path: Path, mebibytes: int, people: list[Resident], seed: int) -> list[Fragment]:
    """An image with about 1.3 fragments in a mebibyte."""
    rng = random.Random(seed)
    image = bytearray(b"".join(background(rng, mebibytes << 20)))
    used: set[int] = set()
    planted = []
    for number in range(int(mebibytes * 1.3)):
        kind, pack = rng.choice(list(packings().items()))
        some = rng.sample(people, min(len(people), rng.randint(6, 20)))
        data = pack(some, ENCODINGS[number % len(ENCODINGS)])
        clusters = -(-len(data) // CLUSTER)
        first = rng.randrange(1, len(image) // CLUSTER - clusters - 1)
        if used & set(range(first - 1, first + clusters + 1)):
            continue
        used |= set(range(first, first + clusters))
        image[first * CLUSTER : first * CLUSTER + clusters * CLUSTER] = data.ljust(clusters * CLUSTER, b"\0")
        planted.append(Fragment(f"{kind} {ENCODINGS[number % 6]}", first * CLUSTER, clusters * CLUSTER, len(some)))
    path.write_bytes(image)
    return planted


def made_registry(people: list[Resident], folder: Path) -> tuple[Registry, float]:
    """The registry of these people, and the CPU seconds it took."""
    source = folder / "list.csv"
    source.write_bytes(as_csv(people))
    started = time.process_time()
    register([source], folder / "registry", key=KEY)
    took = time.process_time() - started
    return open_registry(folder / "registry", KEY), took


def sha256_seconds(path: Path) -> float:
    """CPU seconds for the same bytes, the best of three."""
    data = path.read_bytes()
    times = []
    for _ in range(3):
        started = time.process_time()
        hashlib.sha256(data).digest()
        times.append(time.process_time() - started)
    return min(times)


def window_seconds(path: Path, registry: Registry) -> float:
    """CPU seconds of the window stage with its keyed verification, the best of three."""
    data = path.read_bytes()
    times = []
    for _ in range(3):
        started = time.process_time()
        for at in range(0, len(data), CHUNK):
            first = max(0, at - EDGE)
            registry.raw.find(
                memoryview(data)[first : at + CHUNK + EDGE], at - first, at - first + min(CHUNK, len(data) - at)
            )
        times.append(time.process_time() - started)
    return min(times)


def recall(path: Path, registry: Registry, planted: list[Fragment]) -> dict[str, object]:
    """Fragments and persons found of those planted, and content outside of them."""
    missed, found, wanted, outside = [], 0, 0, 0
    hits = [
        hit for hit in exit_search(None, registry, image=path, levels={3}) if hit.kind in ("record", "member", "block")
    ]
    for fragment in planted:
        best = max(
            (
                hit.records
                for hit in hits
                if hit.offset is not None and -64 <= hit.offset - fragment.offset < fragment.length
            ),
            default=0,
        )
        wanted, found = wanted + fragment.persons, found + min(best, fragment.persons)
        missed += [fragment.kind] if not best else []
    for hit in hits:
        outside += not any(
            hit.offset is not None and -64 <= hit.offset - fragment.offset < fragment.length for fragment in planted
        )
    return {
        "fragments": len(planted),
        "fragments_found": round(1 - len(missed) / len(planted), 4),
        "persons_found": round(found / wanted, 4),
        "missed": missed[:10],
        "content_outside": outside,
    }


def whole_seconds(path: Path, registry: Registry) -> float:
    """CPU seconds of the whole pass of level 3 in this process (PDF files are read by another one)."""
    started = time.process_time()
    for _ in exit_search(None, registry, image=path, levels={3}):
        pass
    return time.process_time() - started


def two_processes(path: Path, registry: Registry) -> float:
    """How many times faster two processes are by the clock, their start left out by a doubled image."""

    def wall(workers: int) -> float:
        started = time.monotonic()
        for _ in exit_search(None, registry, image=path, levels={3}, options=ExitOptions(workers=workers)):
            pass
        return time.monotonic() - started

    return wall(1) / wall(2)


def main() -> None:
    """Print one JSON object for each number of persons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mebibytes", type=int, default=256)
    parser.add_argument("--persons", type=int, nargs="*", default=[116, 9500])
    parser.add_argument("--parallel", action="store_true")
    chosen = parser.parse_args()
    for persons in chosen.persons:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            people = residents(persons)
            registry, registering = made_registry(people, folder)
            image = folder / "disk.img"
            planted = make_image(image, chosen.mebibytes, people, seed=persons)
            sha256 = sha256_seconds(image)
            result: dict[str, object] = {
                "persons": persons,
                "forms": registry.counts["forms"],
                "registering_cpu_seconds": round(registering, 1),
                "sha256_mb_s": round((chosen.mebibytes << 20) / sha256 / 1e6),
                "windows_to_sha256": round(sha256 / window_seconds(image, registry), 2),
                "whole_to_sha256": round(sha256 / whole_seconds(image, registry), 2),
                **recall(image, registry, planted),
            }
            if chosen.parallel:
                result["two_processes"] = round(two_processes(image, registry), 2)
            result["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
            sys.stdout.write(json.dumps(result) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
