"""Pieces of lists on an otherwise unrelated disk: found in every packing and encoding, and nothing else is found."""

import base64
import gzip
import io
import random
import tarfile
import zlib
from pathlib import Path

import pytest

from checks.residue.exit.model import Hit
from checks.residue.exit.search import exit_search
from checks.residue.model import Verdict
from tests.assets.registries import registry
from tests.assets.residents import Resident, as_csv, as_xlsx, as_zip, residents

COUNT = 120
ENCODINGS = ("utf-8", "cp932", "euc_jp", "utf-16-le", "utf-16-be", "iso2022_jp")
CLUSTER = 4096
# A run of base64 may seem to begin with letters that happen to stand before it.
NEARLY = 64


def noise(rng: random.Random, size: int) -> bytes:
    """Random bytes, Japanese and English prose, and programs: what lies on disks."""
    prose = ("これは住民の記録ではなく、ただの文章です。090や2-1という数字もあります。" * 40).encode("cp932")
    english = b"The stream of data was compressed; see PK and %PDF for details. 1984/05/07 12:00:00 " * 40
    return b"".join(
        rng.choice((rng.randbytes(CLUSTER), prose[:CLUSTER].ljust(CLUSTER), english[:CLUSTER].ljust(CLUSTER)))
        for _ in range(size // CLUSTER)
    )


def tar(data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        info = tarfile.TarInfo("list.csv")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def flate_stream(data: bytes) -> bytes:
    return b"7 0 obj\n<</Filter/FlateDecode/Length 1>>\nstream\r\n" + zlib.compress(data) + b"\r\nendstream\nendobj\n"


PACKINGS = {
    "plain": lambda data: data,
    "from the middle": lambda data: data[len(data) // 3 :],
    "zip": lambda data: as_zip({"a.csv": data}),
    "front of a zip": lambda data: as_zip({"a.csv": data, "b.bin": random.Random(1).randbytes(2000)})[:-1000],
    "zip in zip": lambda data: as_zip({"x.zip": as_zip({"a.csv": data})}),
    "gzip": gzip.compress,
    "tar.gz": tar,
    "flate stream": flate_stream,
    "base64 lines": lambda data: base64.encodebytes(data).replace(b"\n", b"\r\n"),
    "base64 from the middle": lambda data: base64.b64encode(data)[1:],
    "base64 of zip": lambda data: base64.encodebytes(as_zip({"a.csv": data})),
}


def place(image: bytearray, rng: random.Random, used: set[int], data: bytes) -> int:
    clusters = -(-len(data) // CLUSTER)
    while True:
        first = rng.randrange(1, len(image) // CLUSTER - clusters - 1)
        wanted = set(range(first - 1, first + clusters + 1))
        if not wanted & used:
            break
    used |= wanted
    image[first * CLUSTER : first * CLUSTER + len(data)] = data
    return first * CLUSTER


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, int, int, list[Resident]]]]:
    rng = random.Random(3)
    people = residents(COUNT)
    image = bytearray(noise(rng, 24 << 20))
    used: set[int] = set()
    planted = []
    for encoding in ENCODINGS:
        for packing, pack in PACKINGS.items():
            some = rng.sample(people, 40)
            data = pack(as_csv(some, encoding))
            planted.append((f"{packing} {encoding}", place(image, rng, used, data), len(data), some))
    some = rng.sample(people, 20)
    data = as_xlsx(some)
    planted.append(("xlsx", place(image, rng, used, data), len(data), some))
    path = tmp_path_factory.mktemp("disk") / "disk.img"
    path.write_bytes(image)
    return path, planted


@pytest.fixture(scope="module")
def hits(disk: tuple[Path, list[tuple[str, int, int, list[Resident]]]]) -> list[Hit]:
    return list(exit_search(None, registry(COUNT), image=disk[0], levels={3}))


def test_every_fragment_and_nearly_every_person_is_found(disk: tuple, hits: list[Hit]) -> None:
    missed, wanted, found = [], 0, 0
    for name, offset, length, some in disk[1]:
        persons = max(
            (
                hit.records
                for hit in hits
                if hit.kind == "record" and offset - NEARLY <= hit.offset < offset + max(length, CLUSTER)
            ),
            default=0,
        )
        expected = len(some) if "middle" not in name else persons
        wanted, found = wanted + expected, found + min(persons, expected)
        if not persons:
            missed.append(name)
    assert missed == []
    assert found / wanted >= 0.998


def test_nothing_is_found_as_content_outside_of_the_fragments(disk: tuple, hits: list[Hit]) -> None:
    spans = [(offset - NEARLY, offset + max(length, CLUSTER)) for _, offset, length, _ in disk[1]]
    outside = [hit for hit in hits if hit.verdict is Verdict.CONTENT and not any(a <= hit.offset < b for a, b in spans)]
    assert outside == []


def test_a_list_of_other_people_is_not_content(tmp_path: Path) -> None:
    image = tmp_path / "others.img"
    others = as_csv(residents(3000, seed=9))
    image.write_bytes(bytes(8192) + others + as_zip({"a.csv": others}))
    run = exit_search(None, registry(COUNT), image=image, levels={3})
    assert [hit for hit in run if hit.verdict is Verdict.CONTENT] == []
    assert run.summary.records == 0


def test_one_kind_alone_is_a_candidate_and_a_date_alone_is_nothing(tmp_path: Path) -> None:
    person = residents(COUNT)[5]
    image = tmp_path / "one.img"
    image.write_bytes(
        bytes(4096) + f"tel {person.phone} .".encode().ljust(8192, b"\0") + f"day {person.born} .".encode()
    )
    hits = list(exit_search(None, registry(COUNT), image=image, levels={3}))
    assert [(hit.kind, hit.offset, hit.verdict) for hit in hits] == [("candidate", 4100, Verdict.NAME_ONLY)]


def test_two_kinds_far_apart_do_not_make_a_record(tmp_path: Path) -> None:
    person = residents(COUNT)[5]
    image = tmp_path / "far.img"
    image.write_bytes(person.phone.encode().ljust(400, b".") + person.mail.encode().ljust(700, b"."))
    assert [hit.kind for hit in exit_search(None, registry(COUNT), image=image, levels={3})] == ["candidate"]
