"""Reading a volume: read-only, across borders, stopped and resumed, around errors, and never clean by silence."""

import hashlib
import json
import os
import struct
import threading
import tracemalloc
import zlib
from pathlib import Path

import pytest

from checks.residue.exit.model import ExitError, ExitOptions, ExitProgress
from checks.residue.exit.search import exit_search
from checks.residue.model import Verdict
from checks.residue.raw import scan as scanning
from checks.residue.raw.image import RawImage, open_image
from tests.assets.containers import dynamic_vhd, ewf, sparse_vmdk
from tests.assets.registries import received, registry
from tests.assets.residents import as_csv, as_zip, residents

COUNT = 120
CHUNK = scanning.CHUNK


def image_with(path: Path, size: int, pieces: dict[int, bytes]) -> Path:
    with path.open("wb") as stream:
        stream.truncate(size)
        for offset, data in pieces.items():
            stream.seek(offset)
            stream.write(data)
    return path


def test_what_lies_across_the_border_of_two_readings_is_found_once(tmp_path: Path) -> None:
    row = as_csv(residents(COUNT)[:1])
    body = row.partition(b"\n")[2]
    for shift in range(1, len(body), 7):
        image = image_with(tmp_path / "border.img", CHUNK + 8192, {CHUNK - shift: body})
        hits = [hit for hit in exit_search(None, registry(COUNT), image=image, levels={3}) if hit.kind == "record"]
        assert sum(hit.records for hit in hits) in (1, 2), shift


def test_the_json_lines_have_the_agreed_shape(tmp_path: Path) -> None:
    image = image_with(tmp_path / "a.img", 1 << 20, {8192: as_csv(residents(COUNT))})
    run = exit_search(None, registry(COUNT), image=image, levels={3})
    lines = [json.loads(json.dumps(hit.as_json())) for hit in run]
    assert {"level", "place", "offset", "kind", "verdict", "records"} <= set(lines[0])
    assert lines[0]["offset"] // 512 == 16
    summary = run.summary.as_json()
    assert summary["verdict"] == "検出あり(内容)"
    assert summary["records"] == COUNT
    assert summary["coverage"]["3"]["bytes_looked"] == summary["coverage"]["3"]["bytes"] == 1 << 20
    assert summary["registry"] == registry(COUNT).digest


def test_nothing_of_a_person_is_in_the_output(tmp_path: Path) -> None:
    people = residents(COUNT)
    image = image_with(tmp_path / "a.img", 1 << 20, {8192: as_csv(people)})
    run = exit_search(None, registry(COUNT), image=image, levels={3})
    said = json.dumps([hit.as_json() for hit in run] + [run.summary.as_json()], ensure_ascii=False)
    assert not any(value in said for person in people for value in (person.name, person.phone, person.mail))


def test_an_empty_disk_is_clean_and_its_zeros_are_counted(tmp_path: Path) -> None:
    run = exit_search(None, registry(COUNT), image=image_with(tmp_path / "z.img", 20 << 20, {}), levels={3})
    assert list(run) == []
    assert run.summary.verdict is Verdict.CLEAN
    assert run.summary.levels[3].bytes_zero == 20 << 20


def test_the_image_is_not_changed(tmp_path: Path) -> None:
    image = image_with(tmp_path / "a.img", 1 << 20, {8192: as_csv(residents(COUNT))})
    image.chmod(0o444)
    before = (hashlib.sha256(image.read_bytes()).hexdigest(), image.stat().st_mtime_ns)
    list(exit_search(None, registry(COUNT), image=image, levels={3}))
    assert (hashlib.sha256(image.read_bytes()).hexdigest(), image.stat().st_mtime_ns) == before


def test_a_stopped_search_could_not_tell_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    from checks.residue.exit.model import ExitOptions

    image = image_with(tmp_path / "long.img", 5 * CHUNK, {4 * CHUNK: as_csv(residents(COUNT))})
    stop = threading.Event()
    first = exit_search(None, registry(COUNT), image=image, levels={3}, cancel=stop, progress=lambda _: stop.set())
    assert list(first) == []
    assert first.summary.verdict is Verdict.UNREADABLE
    assert first.summary.levels[3].uninspectable == {"stopped": 1}
    resume = first.summary.resume
    assert resume is not None
    assert 0 < resume["start_offset"] < 5 * CHUNK
    second = exit_search(None, registry(COUNT), image=image, levels={3}, options=ExitOptions(**resume))
    assert [hit.kind for hit in second if hit.where == ""] == ["record"]
    assert second.summary.levels[3].bytes_looked == 5 * CHUNK - resume["start_offset"]


def test_progress_says_how_fast_and_how_long(tmp_path: Path) -> None:
    moments: list[ExitProgress] = []
    image = image_with(tmp_path / "p.img", 4 * CHUNK, {})
    list(exit_search(None, registry(COUNT), image=image, levels={3}, progress=moments.append))
    assert moments
    assert all(moment.rate > 0 and moment.bytes_total == 4 * CHUNK for moment in moments)
    assert moments[-1].seconds_left is not None


class Broken(RawImage):
    """A disk with one unreadable stretch."""

    def read_into(self, offset: int, buffer: memoryview) -> int:
        if offset <= 2 << 20 < offset + len(buffer):
            raise OSError(5, "Input/output error")
        return super().read_into(offset, buffer)


def test_unreadable_sectors_are_counted_and_the_rest_is_looked_at(tmp_path: Path) -> None:
    rows = as_csv(residents(COUNT))
    image = image_with(tmp_path / "bad.img", 8 << 20, {1 << 20: rows, 5 << 20: rows})
    scan = scanning.RawScan(Broken(str(image)), registry(COUNT))
    offsets = {hit.offset >> 20 for hit in scan.finds(lambda _: False) if hit.kind == "record"}
    scan.image.close()
    assert offsets == {1, 5}
    assert scan.coverage.uninspectable["io_error"] >= 1
    assert scan.coverage.bytes_looked < 8 << 20


def test_memory_does_not_grow_with_the_image(tmp_path: Path) -> None:
    image = image_with(
        tmp_path / "big.img", 40 * CHUNK, {at * CHUNK: as_csv(residents(COUNT)) for at in range(0, 40, 4)}
    )
    list(exit_search(None, registry(COUNT), image=image, levels={3}))
    tracemalloc.start()
    list(exit_search(None, registry(COUNT), image=image, levels={3}))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100 << 20


def qcow2(content: bytes, *, deflate: bool) -> bytes:
    """A QCOW2 file (version 2, 64 KiB clusters) of `content`, by the published layout."""
    bits, cluster = 16, 1 << 16
    count = -(-len(content) // cluster)
    body, table = bytearray(), []
    for index in range(count):
        data = content[index * cluster : (index + 1) * cluster].ljust(cluster, b"\0")
        place = 3 * cluster + len(body)
        if not any(data):
            table.append(0)
        elif deflate:
            packer = zlib.compressobj(9, zlib.DEFLATED, -12)
            packed = packer.compress(data) + packer.flush()
            table.append(1 << 62 | ((place % 512 + len(packed) - 1) // 512) << (62 - (bits - 8)) | place)
            body += packed.ljust(-(-len(packed) // 512) * 512, b"\0")
        else:
            table.append(1 << 63 | place)
            body += data
    header = struct.pack(">4sIQIIQIIQQIIQ", b"QFI\xfb", 2, 0, 0, bits, len(content), 0, 1, cluster, 0, 0, 0, 0)
    l1 = struct.pack(">Q", 1 << 63 | 2 * cluster)
    l2 = struct.pack(f">{count}Q", *table)
    return header.ljust(cluster, b"\0") + l1.ljust(cluster, b"\0") + l2.ljust(cluster, b"\0") + bytes(body)


@pytest.mark.parametrize("deflate", [False, True])
def test_a_qcow2_image_is_looked_into(tmp_path: Path, deflate: bool) -> None:
    content = bytes(100_000) + as_csv(residents(COUNT)) + bytes(200_000)
    path = tmp_path / "disk.qcow2"
    path.write_bytes(qcow2(content, deflate=deflate))
    with open_image(path) as image:
        assert image.size == len(content)
        assert image.read(0, len(content)) == content
    run = exit_search(None, registry(COUNT), image=path, levels={3})
    list(run)
    assert run.summary.records == COUNT


CONTAINERS = {"vhd": (dynamic_vhd, "pyvhdi"), "vmdk": (sparse_vmdk, "pyvmdk"), "E01": (ewf, "pyewf")}


@pytest.mark.parametrize("kind", CONTAINERS)
def test_the_disk_inside_a_container_is_looked_into(tmp_path: Path, kind: str) -> None:
    make, library = CONTAINERS[kind]
    pytest.importorskip(library, reason="the extra `raw` is not installed")
    content = (bytes(3 << 20) + as_zip({"a.csv": as_csv(residents(COUNT))})).ljust(4 << 20, b"\0")
    path = tmp_path / f"disk.{kind}"
    path.write_bytes(make(content))
    with open_image(path) as image:
        assert image.read(0, image.size) == content
    run = exit_search(None, registry(COUNT), image=path, levels={3})
    list(run)
    assert (run.summary.records, run.summary.verdict) == (COUNT, Verdict.CONTENT)
    live = exit_search([tmp_path], registry(COUNT), levels={1, 2})
    list(live)
    assert live.summary.records == COUNT
    assert sum(sum(level.uninspectable.values()) for level in live.summary.levels.values()) == 0


@pytest.mark.parametrize(
    "content",
    [
        b"EVF\x09\x0d\x0a\xff\x00" + bytes(100),
        b"KDMV" + bytes(100),
        b"vhdxfile" + bytes(100),
        b"\xfd7zXZ\x00" + bytes(100),
        b"QFI\xfb" + bytes(10),
    ],
)
def test_a_container_that_cannot_be_opened_is_compared_as_it_is_and_said(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content.ljust(4096, b"\0"))
    run = exit_search(None, registry(COUNT), image=tmp_path / "x", levels={3})
    assert list(run) == []
    assert run.summary.verdict is Verdict.UNREADABLE
    (reason,) = run.summary.levels[3].uninspectable
    assert reason in ("unsupported_image", "needs_library")
    (tmp_path / "x").write_bytes(content.ljust(4096, b"\0") + as_csv(residents(COUNT)))
    run = exit_search(None, registry(COUNT), image=tmp_path / "x", levels={3})
    list(run)
    assert run.summary.verdict is Verdict.CONTENT


def test_an_empty_image_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(ExitError, match="empty_image"):
        exit_search(None, registry(COUNT), image=tmp_path / "x", levels={3})


def test_a_missing_image_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExitError, match="not_found"):
        exit_search(None, registry(COUNT), image=tmp_path / "none", levels={3})


def test_registered_blocks_are_found_whatever_is_in_them(tmp_path: Path) -> None:
    secret = os.urandom(40_000)
    image = image_with(tmp_path / "b.img", 4 << 20, {1536 + (1 << 20): received(COUNT)["対象者一覧.xlsx"][4096:12288]})
    hits = list(exit_search(None, registry(COUNT), image=image, levels={3}))
    assert ("block", 1536 + (1 << 20)) in {(hit.kind, hit.offset) for hit in hits}
    other = image_with(tmp_path / "c.img", 4 << 20, {1 << 20: secret})
    assert list(exit_search(None, registry(COUNT), image=other, levels={3})) == []


def test_two_processes_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from checks.residue.exit.model import ExitOptions
    from checks.residue.raw import parallel

    monkeypatch.setattr(parallel, "STRIPE", CHUNK)
    rows = as_csv(residents(COUNT))
    image = image_with(
        tmp_path / "two.img", 4 * CHUNK, {CHUNK - 3000: rows, 3 * CHUNK: received(COUNT)["提出用一式.zip"]}
    )
    one = exit_search(None, registry(COUNT), image=image, levels={3})
    two = exit_search(None, registry(COUNT), image=image, levels={3}, options=ExitOptions(workers=2))
    assert [hit.as_json() for hit in two] == [hit.as_json() for hit in one]
    assert two.summary.levels[3].as_json() == one.summary.levels[3].as_json()
    assert two.summary.records == COUNT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "cp932"])
def test_the_name_of_a_received_file_in_a_directory_is_a_name(tmp_path: Path, encoding: str) -> None:
    entry = bytes(77) + "対象者一覧_cp932.csv".encode(encoding) + bytes(200)
    hits = list(
        exit_search(None, registry(COUNT), image=image_with(tmp_path / "d.img", 1 << 20, {40_000: entry}), levels={3})
    )
    assert [(hit.kind, hit.offset, hit.verdict, hit.records) for hit in hits] == [
        ("name", 40_077, Verdict.NAME_ONLY, 0)
    ]


def test_processes_that_end_early_leave_the_rest_unread_and_said(tmp_path: Path) -> None:
    image = image_with(tmp_path / "gone.img", 2 * CHUNK, {8192: as_csv(residents(COUNT))})
    run = exit_search(None, registry(COUNT), image=image, levels={3}, options=ExitOptions(workers=2))
    image.unlink()
    assert list(run) == []
    assert run.summary.verdict is Verdict.UNREADABLE
    assert run.summary.cancelled
    assert run.summary.levels[3].uninspectable["worker_died"] == 1


def huge_qcow2(size: int, pieces: dict[int, bytes], *, claimed: int | None = None) -> bytes:
    """A QCOW2 file (64 KiB clusters) of a disk of `size` bytes of which these pieces alone were written."""
    bits, cluster, per_table = 16, 1 << 16, 1 << 13
    l1 = [0] * (-(-size // (cluster * per_table)))
    place = cluster + -(-len(l1) * 8 // cluster) * cluster
    body = bytearray()
    for offset, data in sorted(pieces.items()):
        index, first = divmod(offset // cluster, per_table)
        table = [0] * per_table
        l1[index] = 1 << 63 | place + len(body)
        for number in range(-(-len(data) // cluster)):
            table[first + number] = 1 << 63 | place + len(body) + cluster + number * cluster
        body += struct.pack(f">{per_table}Q", *table) + data.ljust(-(-len(data) // cluster) * cluster, b"\0")
    header = struct.pack(">4sIQIIQIIQQIIQ", b"QFI\xfb", 2, 0, 0, bits, claimed or size, 0, len(l1), cluster, 0, 0, 0, 0)
    return (header.ljust(cluster, b"\0") + struct.pack(f">{len(l1)}Q", *l1)).ljust(place, b"\0") + bytes(body)


def test_what_was_never_written_of_a_huge_disk_is_passed_over_and_counted_as_zeros(tmp_path: Path) -> None:
    size = 64 << 40
    people = residents(COUNT)
    far = [5 << 40, (40 << 40) + (1 << 29) - 65536, size - 65536]
    path = tmp_path / "huge.qcow2"
    path.write_bytes(huge_qcow2(size, {at: as_csv(people[:30] if n else people) for n, at in enumerate(far)}))
    run = exit_search(None, registry(COUNT), image=path, levels={3})
    offsets = {(hit.offset or 0) // 65536 * 65536 for hit in run}
    assert offsets == set(far)
    level = run.summary.levels[3]
    assert (level.bytes, level.bytes_looked, level.share) == (size, size, 1.0)
    assert size - (64 << 20) < level.bytes_zero < size
    assert run.summary.records == COUNT


def test_nothing_of_what_stands_beside_the_unwritten_is_lost(tmp_path: Path) -> None:
    row = as_csv(residents(COUNT)[:3]).partition(b"\n")[2]
    for edge in range(0, len(row), 11):
        path = tmp_path / "edge.qcow2"
        at = 2 * CHUNK
        piece = row[:edge].rjust(65536, b"\0") + row[edge:]
        path.write_bytes(huge_qcow2(1 << 30, {at - 65536: piece}))
        run = exit_search(None, registry(COUNT), image=path, levels={3})
        list(run)
        assert run.summary.records == 3, edge
        assert run.summary.levels[3].bytes_looked == 1 << 30


def test_a_container_whose_tables_lie_about_its_size_is_ended_and_said(tmp_path: Path) -> None:
    cluster, per_table, tables = 1 << 16, 1 << 13, 1 << 10
    header = struct.pack(
        ">4sIQIIQIIQQIIQ", b"QFI\xfb", 2, 0, 0, 16, cluster * per_table * tables, 0, tables, cluster, 0, 0, 0, 0
    )
    l1 = struct.pack(f">{tables}Q", *[1 << 63 | 2 * cluster] * tables)
    l2 = struct.pack(f">{per_table}Q", *[1 << 63 | 3 * cluster] * per_table)
    path = tmp_path / "lying.qcow2"
    path.write_bytes(b"".join(part.ljust(cluster, b"\0") for part in (header, l1, l2)) + b"\xa5" * cluster)
    run = exit_search(None, registry(COUNT), image=path, levels={3})
    assert list(run) == []
    assert run.summary.verdict is Verdict.UNREADABLE
    assert run.summary.levels[3].uninspectable == {"over_budget": 1}
    assert run.summary.levels[3].bytes_looked < 1 << 28


def test_a_disk_larger_than_its_table_is_not_taken_at_its_word(tmp_path: Path) -> None:
    path = tmp_path / "short.qcow2"
    path.write_bytes(huge_qcow2(1 << 29, {0: as_csv(residents(COUNT))}, claimed=1 << 62))
    run = exit_search(None, registry(COUNT), image=path, levels={3})
    list(run)
    assert run.summary.levels[3].uninspectable == {"unsupported_image": 1}
    assert run.summary.records == COUNT, "its bytes are looked at as they lie"
