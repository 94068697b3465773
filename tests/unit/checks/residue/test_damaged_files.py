"""Files of every format the search reads, cut and with bits turned: each ends in a verdict, none ends the search."""

from __future__ import annotations

from pathlib import Path
from random import Random

from checks.residue.budget import Budget
from checks.residue.model import Verdict
from checks.residue.search import SearchOptions, search
from tests.bench.offices import packs, pdfs, pictures, tree
from tests.bench.offices.forms import form
from tests.bench.offices.people import People
from tests.bench.offices.tables import table
from tests.unit.checks.residue.readers import samples

DAMAGED = 500


def damaged(data: bytes, rng: Random) -> bytes:
    """`data` cut off, with bits turned, with a stretch overwritten or taken out."""
    harmed = bytearray(data)
    at = rng.randrange(len(harmed))
    match rng.randrange(4):
        case 0:
            return bytes(harmed[: max(1, at)])
        case 1:
            harmed[at : at + 60] = rng.randbytes(60)
        case 2:
            del harmed[at : at + rng.randrange(1, 200)]
        case _:
            pass
    for _ in range(rng.randrange(1, 25)):
        if harmed:
            harmed[rng.randrange(len(harmed))] ^= 1 << rng.randrange(8)
    return bytes(harmed) or b"\0"


def test_five_hundred_damaged_files_of_every_format_are_all_accounted_for(tmp_path: Path) -> None:
    rng = Random(500)
    people = People(rng, 1)
    formats = tree.ANY | tree.TABLES | pictures.PICTURES | pdfs.PICTURES | pdfs.LOCKED | packs.LOCKED
    sound = [
        write(
            table(rng, people, "A", 0) if number % 2 or name in tree.TABLES else form(rng, people, "A", number)[0], rng
        )
        for number, (name, (_, write)) in enumerate(formats.items())
    ]
    sound += [made() for made in (samples.FOUND | samples.NAMED).values()]
    for number in range(DAMAGED):
        (tmp_path / f"{number}.bin").write_bytes(damaged(sound[number % len(sound)], rng))
    run = search([tmp_path], options=SearchOptions(workers=1, budget=Budget(seconds=10)))
    results = list(run)
    assert len(formats) >= 90
    assert len(results) == run.summary.files == DAMAGED
    assert all(result.verdict in Verdict for result in results)
    assert not [result.path for result in results if result.reason in ("worker_died", "internal")]
