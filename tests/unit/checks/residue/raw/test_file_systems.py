"""Deleted lists on real file systems made here: what the search says is what the image holds (notes/residual.md section 3)."""

import json
import lzma
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.residue.exit.search import exit_search
from checks.residue.fingerprint import Registry, open_registry, register
from checks.residue.model import Verdict
from tests.assets.registries import KEY, received, registry
from tests.assets.residents import HEADINGS, as_csv, residents

COUNT = 120
PATH = "/usr/sbin:/sbin:/usr/bin:/bin"


def run(*command: str | Path, given: str = "") -> None:
    tool = shutil.which(str(command[0]), path=PATH)
    if tool is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(
        [tool, *map(str, command[1:])], check=False, input=given.encode(), capture_output=True, timeout=60
    )
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


def ext4_deleted(folder: Path, source: Path) -> Path:
    image = make(folder / "ext4.img", 24, "mkfs.ext4", "-qF")
    names = sorted(source.iterdir())
    run(
        "debugfs",
        "-w",
        "-f",
        "-",
        image,
        given="".join(f'write "{file}" f{index}\n' for index, file in enumerate(names)),
    )
    run("debugfs", "-w", "-f", "-", image, given="".join(f"rm f{index}\n" for index in range(len(names))))
    return image


def fat_deleted(folder: Path, source: Path) -> Path:
    image = make(folder / "fat.img", 40, "mkfs.vfat", "-F", "32")
    for index, file in enumerate(sorted(source.iterdir())):
        run("mcopy", "-i", image, file, f"::f{index}.dat")
        run("mdel", "-i", image, f"::f{index}.dat")
    return image


def ntfs_deleted(folder: Path, source: Path) -> Path:
    image = make(folder / "ntfs.img", 16, "mkfs.ntfs", "-F", "-q")
    return mounted(folder, source, image, ["ntfs-3g", str(image)], ["fusermount", "-u"])


def btrfs_deleted(folder: Path, source: Path) -> Path:
    image = make(folder / "btrfs.img", 120, "mkfs.btrfs", "-q")
    return mounted(folder, source, image, ["mount", "-o", "loop", str(image)], ["umount"])


def xfs_deleted(folder: Path, source: Path) -> Path:
    image = make(folder / "xfs.img", 320, "mkfs.xfs", "-q")
    return mounted(folder, source, image, ["mount", "-o", "loop", str(image)], ["umount"])


def mounted(folder: Path, source: Path, image: Path, mount: list[str], unmount: list[str]) -> Path:
    point = folder / "mnt"
    point.mkdir()
    for act in (
        lambda: [shutil.copy(file, point) for file in source.iterdir()],
        lambda: [file.unlink() for file in point.iterdir() if file.is_file()],
    ):
        run(*mount, point)
        try:
            act()
        finally:
            run(*unmount, point)
    return image


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    for name, data in received(COUNT).items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.tool
@pytest.mark.parametrize("deleted", [ext4_deleted, fat_deleted, ntfs_deleted, btrfs_deleted, xfs_deleted])
def test_a_deleted_list_is_found_as_far_as_it_is_there(
    deleted: Callable[[Path, Path], Path], tmp_path: Path, source: Path
) -> None:
    image = deleted(tmp_path, source)
    there = truth(image)
    search = exit_search(None, registry(COUNT), image=image, levels={3})
    packed = {hit.where for hit in search if hit.kind in ("record", "member")}
    assert there == COUNT
    assert search.summary.records == there
    assert "zip" in packed


@pytest.mark.tool
def test_overwritten_files_are_not_found(tmp_path: Path, source: Path) -> None:
    image = make(tmp_path / "fat.img", 40, "mkfs.vfat", "-F", "32")
    for index, file in enumerate(sorted(source.iterdir())):
        run("mcopy", "-i", image, file, f"::f{index}.dat")
    data = bytearray(image.read_bytes())
    for content in received(COUNT).values():
        at = data.find(content[:512])
        assert at > 0
        data[at : at + len(content)] = bytes(len(content))
    image.write_bytes(data)
    assert truth(image) == 0
    search = exit_search(None, registry(COUNT), image=image, levels={3})
    assert list(search) == []
    assert search.summary.verdict is Verdict.CLEAN


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
