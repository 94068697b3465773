"""Shadow copies on a volume: what is in none of its files any more is read in its old order, with where it was found."""

import gzip
import random
import struct
import threading
from pathlib import Path

import pytest

from checks.residue.exit.search import exit_search
from checks.residue.model import Verdict
from checks.residue.raw import shadows as shadow_copies
from checks.residue.raw.image import open_image
from checks.residue.raw.shadows import shadows
from tests.assets.registries import registry
from tests.assets.residents import as_csv, residents
from tests.assets.shadow import BLOCK, volume_with_shadow

COUNT = 120
SECTOR = 512


@pytest.fixture(scope="module")
def library() -> None:
    pytest.importorskip("pyvshadow", reason="the extra `raw` is not installed")


def packed_list() -> bytes:
    """A list compressed, with noise before it, so that it lies across three blocks and none of them alone says it."""
    noise = random.Random(4).randbytes(3 * BLOCK - 700)
    packer = gzip.compress(noise[: 2 * BLOCK + 200] + as_csv(residents(COUNT)))
    return packer[: 4 * BLOCK].ljust(4 * BLOCK, b"\0")


def volume(now: bytes = b"") -> bytes:
    old = packed_list()
    return volume_with_shadow(now, {64 + at: old[at * BLOCK : (at + 1) * BLOCK] for at in range(4)})


def with_partitions(content: bytes) -> bytes:
    """A disk with a master boot record and the volume at its 64th sector."""
    record = bytearray(64 * SECTOR)
    struct.pack_into("<B3xB3xII", record, 446, 0, 7, 64, len(content) // SECTOR)
    record[510:512] = b"\x55\xaa"
    return bytes(record) + content


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("whole_disk", [False, True])
def test_what_only_a_shadow_copy_holds_in_one_piece_is_found_there(tmp_path: Path, whole_disk: bool) -> None:
    image = tmp_path / "ntfs.img"
    image.write_bytes(with_partitions(volume()) if whole_disk else volume())
    before = image.read_bytes()
    run = exit_search(None, registry(COUNT), image=image, levels={3})
    hits = [hit for hit in run if hit.kind == "record"]
    inside = [hit for hit in hits if hit.place == "shadow_copies"]
    assert run.summary.records == COUNT
    assert sum(hit.records for hit in hits if hit.place == "image") < COUNT, "as bytes its blocks are out of order"
    assert {(hit.offset, hit.where.split("/")[0].split(" @")[0]) for hit in inside} == {(64 * BLOCK, "shadow 1")}
    assert run.summary.places["shadow_copies"] == 1
    level = run.summary.levels[3]
    assert (level.items, level.looked, level.share) == (2, 2, 1.0)
    assert image.read_bytes() == before


@pytest.mark.usefixtures("library")
def test_the_shadow_copy_is_the_volume_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "ntfs.img"
    path.write_bytes(volume(b"later" * 100))
    with open_image(path) as image:
        (shadow,) = shadows(image)
        assert shadow.image is not None
        assert shadow.image.read(64 * BLOCK, 4 * BLOCK) == packed_list()
        assert shadow.image.read(3, 8) == b"NTFS    "
        assert shadow.image.empty_until(0) <= 64 * BLOCK
        assert shadow.image.empty_until(68 * BLOCK) == shadow.image.size


@pytest.mark.usefixtures("library")
def test_damaged_shadow_copies_are_said_and_never_end_the_search(tmp_path: Path) -> None:
    rng, path = random.Random(7), tmp_path / "ntfs.img"
    whole = volume()
    for _ in range(12):
        damaged = bytearray(whole)
        for _ in range(40):
            damaged[rng.randrange(4 * BLOCK, 9 * BLOCK)] = rng.randrange(256)
        path.write_bytes(damaged)
        run = exit_search(None, registry(COUNT), image=path, levels={3})
        list(run)
        assert run.summary.levels[3].bytes_looked >= len(whole)
        assert run.summary.verdict in {Verdict.CONTENT, Verdict.NAME_ONLY, Verdict.UNREADABLE, Verdict.CLEAN}
    path.write_bytes(whole[: 4 * BLOCK] + bytes(BLOCK) + whole[5 * BLOCK :])
    run = exit_search(None, registry(COUNT), image=path, levels={3})
    list(run)
    assert run.summary.levels[3].uninspectable == {"shadow_damaged": 1}


def test_without_the_library_it_is_said_that_bytes_alone_were_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(_: str) -> None:
        raise ImportError

    monkeypatch.setattr(shadow_copies.importlib, "import_module", missing)
    path = tmp_path / "ntfs.img"
    path.write_bytes(volume())
    run = exit_search(None, registry(COUNT), image=path, levels={3})
    list(run)
    assert run.summary.levels[3].raw_only == {"shadow_raw": 1}
    assert run.summary.levels[3].uninspectable == {}


@pytest.mark.usefixtures("library")
def test_a_search_stopped_among_shadow_copies_could_not_tell(tmp_path: Path) -> None:
    path, stop = tmp_path / "ntfs.img", threading.Event()
    path.write_bytes(volume())
    run = exit_search(None, registry(COUNT), image=path, levels={3}, cancel=stop, progress=lambda _: stop.set())
    list(run)
    assert run.summary.cancelled
    assert "stopped" in run.summary.levels[3].uninspectable
