"""Deleted lists on real file systems made here: what the search says is what the image holds (notes/residual.md section 3)."""

import gzip
import hashlib
import json
import lzma
import os
import re
import shutil
import struct
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from checks.residue.exit.search import exit_search
from checks.residue.fingerprint import Registry, open_registry, register
from checks.residue.model import Verdict
from checks.residue.raw import lznt1, sectors, signatures
from checks.residue.raw.starts import zstandard
from tests.assets.mounts import unmount
from tests.assets.registries import KEY, received, registry
from tests.assets.residents import HEADINGS, as_csv, residents

# The acceptance series has 1,000 residents (SELFAUDIT_BENCH=1); the usual run fewer.
COUNT = 1000 if os.environ.get("SELFAUDIT_BENCH") else 120
PATH = "/usr/sbin:/sbin:/usr/bin:/bin"


def finished(*command: str | Path) -> subprocess.CompletedProcess[bytes]:
    tool = shutil.which(str(command[0]), path=PATH)
    if tool is None:
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run([tool, *map(str, command[1:])], check=False, capture_output=True, timeout=60)


def tool_works(*command: str | Path) -> bool:
    return finished(*command).returncode == 0


def run(*command: str | Path) -> None:
    done = finished(*command)
    if done.returncode:
        pytest.skip(f"{command[0]}: {done.stderr.decode(errors='replace')[:200]}")


def make(path: Path, mebibytes: int, *mkfs: str) -> Path:
    with path.open("wb") as stream:
        stream.truncate(mebibytes << 20)
    run(*mkfs, path)
    return path


def truth(image: Path) -> int:
    """Persons whose whole row stands in the raw image in one of the encodings: looked up without the program."""
    whole = image.read_bytes()
    parts = (whole[at : at + 4096] for at in range(0, len(whole), 4096))
    data = b"".join(part for part in parts if part.count(0) < 4096)
    rows = [as_csv([person]).decode().splitlines()[1] for person in residents(COUNT)]
    return sum(any(row.encode(encoding) in data for encoding in ("cp932", "utf-8", "utf-16-le")) for row in rows)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    for name, data in received(COUNT).items():
        (folder / name).write_bytes(data)
    return folder


def mounting(*options: str) -> list[str]:
    return ["mount", "-o", ",".join(["loop", *options])]


@dataclass(frozen=True)
class FileSystem:
    """How to make one (size in MiB) and how to mount the image."""

    size: int
    mkfs: tuple[str, ...]
    mount: tuple[str, ...]


FILE_SYSTEMS = {
    # a journal that the overwriting of a longer list does not go round in
    "ext4": FileSystem(24 if COUNT < 1000 else 256, ("mkfs.ext4", "-qF"), tuple(mounting())),
    "ntfs": FileSystem(16, ("mkfs.ntfs", "-F", "-q"), ("ntfs-3g",)),
    "fat32": FileSystem(40, ("mkfs.vfat", "-F", "32"), tuple(mounting())),
    "exfat": FileSystem(24, ("mkfs.exfat",), tuple(mounting())),
    "btrfs": FileSystem(120, ("mkfs.btrfs", "-q"), tuple(mounting())),
    "xfs": FileSystem(320, ("mkfs.xfs", "-q"), tuple(mounting())),
}


class Volume:
    """An image of a file system that is mounted for each act, so that everything reaches the image."""

    def __init__(self, kind: str, folder: Path, mount: list[str] | None = None) -> None:
        self.system = FILE_SYSTEMS[kind]
        self.image = make(folder / f"{kind}.img", self.system.size, *self.system.mkfs)
        self.mount = mount or list(self.system.mount)
        self.point = folder / "mnt"
        self.point.mkdir()

    def act(self, act: Callable[[Path], None]) -> None:
        run(*self.mount, self.image, self.point)
        try:
            act(self.point)
        finally:
            unmount(self.point)


class FatVolume:
    """FAT32 through mtools, where the kernel does not know it: the same acts, file by file."""

    def __init__(self, folder: Path) -> None:
        system = FILE_SYSTEMS["fat32"]
        self.image = make(folder / "fat32.img", system.size, *system.mkfs)

    def copy(self, source: Path) -> None:
        for file in source.iterdir():
            run("mcopy", "-i", self.image, file, f"::{file.stem}.dat")

    def delete(self, source: Path) -> None:
        for file in source.iterdir():
            run("mdel", "-i", self.image, f"::{file.stem}.dat")

    def shred(self, source: Path) -> None:
        """What `shred -n1 -z` does to each file where the volume is mounted: its clusters once random, once zero, its name gone."""
        for file in source.iterdir():
            for fresh in (os.urandom, bytes):
                self._overwrite(f"::{file.stem}.dat", fresh)
        self.delete(source)

    def _overwrite(self, name: str, fresh: Callable[[int], bytes]) -> None:
        """By the cluster numbers mtools gives, as in ``::a.dat <3-7,9>``, and the fields of the boot sector."""
        said = finished("mshowfat", "-i", self.image, name).stdout.decode()
        with self.image.open("r+b") as stream:
            boot = stream.read(512)
            sector, per, reserved, fats = struct.unpack_from("<HBHB", boot, 11)
            first = (reserved + fats * struct.unpack_from("<I", boot, 36)[0]) * sector
            cluster = sector * per
            for begin, end in re.findall(r"[<,\s](\d+)(?:-(\d+))?", said):
                stream.seek(first + (int(begin) - 2) * cluster)
                stream.write(fresh((int(end or begin) - int(begin) + 1) * cluster))

    def fill(self) -> None:
        filling = self.image.with_name("filling")
        for size in (1 << 20, 4096, 512):
            filling.write_bytes(bytes(size))
            number = 0
            while tool_works("mcopy", "-i", self.image, filling, f"::f{size}-{number}"):
                number += 1


def copy(source: Path) -> Callable[[Path], None]:
    return lambda point: [shutil.copy(file, point) for file in source.iterdir()] and None


def delete(point: Path) -> None:
    for file in point.iterdir():
        if file.is_file():
            file.unlink()


def shred(point: Path) -> None:
    for file in sorted(point.iterdir()):
        if file.is_file():
            run("shred", "-n1", "-z", "-u", file)


def fill(point: Path) -> None:
    """Write until there is no more room, with ever smaller files, and delete them again."""
    made = []
    for size in (1 << 20, 4096, 256):
        try:
            while True:
                made.append(point / f"fill-{len(made)}")
                with made[-1].open("wb") as stream:
                    for _ in range(64 if size > 4096 else 1):
                        stream.write(bytes(size))
        except OSError:
            continue
    os.sync()
    for file in made:
        file.unlink(missing_ok=True)


def answers_as_the_image_is(image: Path) -> int:
    """What the search says is what stands in the image; the number of persons."""
    there, before = truth(image), hashlib.sha256(image.read_bytes()).hexdigest()
    search = exit_search(None, registry(COUNT), image=image, levels={3})
    hits = list(search)
    assert search.summary.records >= there, "whole rows in the clear are found, and those in archives besides"
    if search.summary.verdict is Verdict.CONTENT:
        # nothing is said to be there that is not: somebody's telephone number, or a packed content, stands in the image
        assert there or {hit.kind for hit in hits} & {"member", "block"} or any(hit.where for hit in hits)
    assert hashlib.sha256(image.read_bytes()).hexdigest() == before, "only looked at"
    return search.summary.records


@pytest.mark.tool
@pytest.mark.parametrize("kind", FILE_SYSTEMS)
def test_deleted_lists_are_found_whole(kind: str, tmp_path: Path, source: Path) -> None:
    if kind == "exfat":
        image = exfat_with_deleted(make(tmp_path / "exfat.img", 24, "mkfs.exfat"), source)
    elif kind == "fat32":
        fat = FatVolume(tmp_path)
        fat.copy(source)
        fat.delete(source)
        image = fat.image
    else:
        volume = Volume(kind, tmp_path)
        volume.act(copy(source))
        volume.act(delete)
        image = volume.image
    assert truth(image) == COUNT
    assert answers_as_the_image_is(image) == COUNT
    packed = {hit.where for hit in exit_search(None, registry(COUNT), image=image, levels={3})}
    assert "zip" in packed, "inside the workbook and the archive"


# Overwriting in place reaches these; btrfs writes elsewhere (notes/residual.md section 3.2).
@pytest.mark.tool
@pytest.mark.parametrize(("kind", "left"), [("ext4", 0), ("ntfs", 0), ("xfs", 0), ("btrfs", COUNT)])
def test_after_shred_it_says_what_the_image_still_holds(kind: str, left: int, tmp_path: Path, source: Path) -> None:
    volume = Volume(kind, tmp_path)
    volume.act(copy(source))
    volume.act(shred)
    assert truth(volume.image) == left
    assert answers_as_the_image_is(volume.image) == left


@pytest.mark.tool
def test_after_shred_a_fat_volume_holds_nothing(tmp_path: Path, source: Path) -> None:
    volume = FatVolume(tmp_path)
    volume.copy(source)
    assert truth(volume.image) == COUNT
    volume.shred(source)
    assert truth(volume.image) == 0
    assert answers_as_the_image_is(volume.image) == 0


@pytest.mark.tool
@pytest.mark.parametrize("whole", [True, False], ids=["shred", "fill"])
def test_after_shred_and_after_filling_an_exfat_volume_holds_nothing(whole: bool, tmp_path: Path, source: Path) -> None:
    """Shredding overwrites the clusters of the files; filling every cluster that is free, so that nothing else changes."""
    image = exfat_with_deleted(make(tmp_path / "exfat.img", 24, "mkfs.exfat"), source)
    data = bytearray(image.read_bytes())
    heap, clusters, root = struct.unpack_from("<III", data, 88)
    sector, cluster = 1 << data[108], 1 << data[108] << data[109]
    first = heap * sector + (root - 1) * cluster
    used = sum(-(-file.stat().st_size // cluster) for file in source.iterdir())
    end = first + used * cluster if whole else heap * sector + clusters * cluster
    for fresh in (os.urandom, bytes) if whole else (bytes,):
        data[first:end] = fresh(end - first)
    image.write_bytes(data)
    assert truth(image) == 0
    assert answers_as_the_image_is(image) == 0


@pytest.mark.tool
def test_shred_with_a_data_journal_leaves_the_lists_in_the_journal(tmp_path: Path, source: Path) -> None:
    volume = Volume("ext4", tmp_path, mounting("data=journal"))
    volume.act(copy(source))
    volume.act(shred)
    assert truth(volume.image) > 0
    assert answers_as_the_image_is(volume.image) > 0


@pytest.mark.tool
@pytest.mark.parametrize("kind", ["ext4", "ntfs", "xfs", "btrfs"])
def test_after_filling_the_free_space_it_says_what_the_image_still_holds(
    kind: str, tmp_path: Path, source: Path
) -> None:
    volume = Volume(kind, tmp_path)
    volume.act(copy(source))
    volume.act(delete)
    volume.act(fill)
    found = answers_as_the_image_is(volume.image)
    if kind == "ntfs":
        assert found == 0


@pytest.mark.tool
def test_a_snapshot_keeps_everything_on_btrfs(tmp_path: Path, source: Path) -> None:
    volume = Volume("btrfs", tmp_path)
    volume.act(copy(source))
    volume.act(lambda point: run("btrfs", "subvolume", "snapshot", "-r", point, point / "before"))
    volume.act(shred)
    volume.act(fill)
    assert truth(volume.image) == COUNT
    assert answers_as_the_image_is(volume.image) == COUNT


@pytest.mark.tool
def test_after_filling_a_fat_volume_nothing_is_left(tmp_path: Path, source: Path) -> None:
    volume = FatVolume(tmp_path)
    volume.copy(source)
    volume.delete(source)
    volume.fill()
    assert truth(volume.image) == 0
    assert answers_as_the_image_is(volume.image) == 0


@pytest.mark.tool
@pytest.mark.parametrize("algorithm", ["zlib", "lzo", "zstd"])
def test_what_btrfs_compresses_is_found_though_it_stands_nowhere_in_the_clear(
    algorithm: str, tmp_path: Path, source: Path
) -> None:
    if algorithm == "zstd" and zstandard() is None:
        pytest.skip("no Zstandard in this Python")
    volume = Volume("btrfs", tmp_path, mounting(f"compress-force={algorithm}"))
    volume.act(copy(source))
    assert truth(volume.image) < COUNT // 10
    search = exit_search(None, registry(COUNT), image=volume.image, levels={3})
    hits = list(search)
    assert search.summary.records == COUNT
    assert algorithm in {hit.where for hit in hits}


@pytest.mark.tool
@pytest.mark.parametrize("algorithm", ["zlib", "lzo", "zstd"])
def test_small_files_compressed_inside_the_leaves_of_btrfs_are_found(algorithm: str, tmp_path: Path) -> None:
    if algorithm == "zstd" and zstandard() is None:
        pytest.skip("no Zstandard in this Python")
    people = residents(COUNT)
    volume = Volume("btrfs", tmp_path, mounting(f"compress-force={algorithm}"))

    def small(point: Path) -> None:
        for number in range(0, COUNT, 4):
            (point / f"{number}.csv").write_bytes(as_csv(people[number : number + 4]) * 3)

    volume.act(small)
    assert truth(volume.image) < COUNT // 2
    search = exit_search(None, registry(COUNT), image=volume.image, levels={3})
    hits = list(search)
    assert search.summary.records == COUNT
    assert "btrfs" in {hit.where for hit in hits}


@pytest.mark.tool
def test_what_ntfs_compresses_is_found_though_it_stands_nowhere_in_the_clear(tmp_path: Path, source: Path) -> None:
    volume = Volume("ntfs", tmp_path, ["ntfs-3g", "-o", "compression"])
    attributes = struct.pack(">I", 0x810)  # FILE_ATTRIBUTE_COMPRESSED, FILE_ATTRIBUTE_DIRECTORY

    def compressed(point: Path) -> None:
        (point / "packed").mkdir()
        os.setxattr(point / "packed", "system.ntfs_attrib_be", attributes)
        copy(source)(point / "packed")

    volume.act(compressed)
    assert truth(volume.image) == 0
    search = exit_search(None, registry(COUNT), image=volume.image, levels={3})
    hits = list(search)
    assert search.summary.records == COUNT
    assert "lznt1" in {hit.where for hit in hits}


def test_the_compressed_file_of_a_real_windows_volume(shared: Path) -> None:
    with gzip.open(shared / "samples/images/ntfs-ramslack.raw.gz") as packed:
        image = packed.read(8 << 20)
    units = [
        lznt1.unpack(image[at : at + lznt1.UNIT])
        for at, mark in sectors.look(registry(COUNT).blocks, memoryview(image), 0, len(image) - 512).marks
        if mark == signatures.LZNT1
    ]
    assert 6460 in {len(unit.rstrip(b"\0")) for unit in units}, "1.txt, 6460 bytes long"


def exfat_with_deleted(image: Path, source: Path) -> Path:
    """Lists written into clusters of an exFAT volume and deleted: the in-use bit of their entries is off (exFAT 7.4)."""
    data = bytearray(image.read_bytes())
    heap, _, root = struct.unpack_from("<III", data, 88)
    sector, cluster = 1 << data[108], 1 << data[108] << data[109]

    def place(number: int) -> int:
        return heap * sector + (number - 2) * cluster

    entry = place(root) + 32 * 8
    following = root + 1
    for file in sorted(source.iterdir()):
        content, name = file.read_bytes(), f"{file.stem}.dat".encode("utf-16-le")[:30].ljust(30, b"\0")
        data[place(following) : place(following) + len(content)] = content
        stream = struct.pack("<BBxB4xQ4xIQ", 0x40, 3, len(name) // 2, len(content), following, len(content))
        data[entry : entry + 96] = bytes([0x05, 2]).ljust(32, b"\0") + stream.ljust(32, b"\0") + b"\x41\0" + name
        entry, following = entry + 96, following - (-len(content) // cluster)
    image.write_bytes(data)
    return image


@pytest.fixture(scope="module")
def sample_registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    from tests.conftest import SHARED

    if not (SHARED / "samples/own/rows.json").is_file():
        pytest.skip("shared samples not found (set SELFAUDIT_SHARED)")
    folder = tmp_path_factory.mktemp("rows")
    rows = json.loads((SHARED / "samples/own/rows.json").read_text(encoding="utf-8"))
    heading = ",".join(HEADINGS[index] for index in (0, 1, 3, 4, 5))
    (folder / "rows.csv").write_text("\n".join([heading, *map(",".join, rows)]), encoding="utf-8")
    register([folder / "rows.csv"], folder / "registry", key=KEY)
    return open_registry(folder / "registry", KEY)


SAMPLES = ["ntfs.deleted", "ext4.deleted", "vfat.deleted", "exfat.deleted", "btrfs.deleted"]
TRAPS = ["trap-ext4-fill-reserved", "trap-ext4-datajournal-shred", "trap-btrfs-shred"]


@pytest.mark.parametrize("name", [*SAMPLES, *TRAPS, "clean-ntfs-filled"])
def test_sample_images_answer_as_described(name: str, shared: Path, sample_registry: Registry, tmp_path: Path) -> None:
    image = tmp_path / "sample.img"
    image.write_bytes(lzma.decompress((shared / f"samples/own/{name}.img.xz").read_bytes()))
    search = exit_search(None, sample_registry, image=image, levels={3})
    hits = list(search)
    if name.startswith("clean"):
        assert (hits, search.summary.verdict) == ([], Verdict.CLEAN)
        return
    assert search.summary.verdict is Verdict.CONTENT
    assert search.summary.records >= 986
    if name in SAMPLES:
        assert any(hit.where == "zip" and hit.records >= 995 for hit in hits), "inside the workbook and the archive"


def test_names_of_deleted_files_in_a_real_qcow2_image(shared: Path, tmp_path: Path) -> None:
    (tmp_path / "passwords.txt~").write_bytes(b"whatever it was that stood in this file")
    register([tmp_path / "passwords.txt~"], tmp_path / "registry", key=KEY)
    image = shared / "samples/plaso/image.qcow2"
    search = exit_search(None, open_registry(tmp_path / "registry", KEY), image=image, levels={3})
    assert {hit.kind for hit in search} == {"name"}
    assert search.summary.verdict is Verdict.NAME_ONLY
