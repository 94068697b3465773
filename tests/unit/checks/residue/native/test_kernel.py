"""The compiled kernel gives what NumPy gives, byte for byte; without a compiler everything works all the same."""

import ctypes
import random
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from checks.residue.fingerprint.matcher import Matcher
from checks.residue.native import build, kernel
from checks.residue.raw import signatures
from tests.assets.registries import registry
from tests.assets.residents import as_csv, as_zip, residents

ROOT = Path(__file__).resolve().parents[5]
KERNEL = next(each for each in build.sources() if each.name == "kernel.c")
COUNT = 120
ENCODINGS = ("utf-8", "cp932", "euc_jp", "utf-16-le", "utf-16-be", "iso2022_jp")


@pytest.fixture(scope="module")
def library(kernel_file: Path) -> Any:
    return kernel.opened(kernel_file)


@pytest.fixture
def both(library: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[Matcher, Matcher]:
    """The same registered forms: with the kernel, and with NumPy alone."""
    book = registry(COUNT)
    made = []
    for found in (library, None):
        monkeypatch.setattr(kernel, "load", lambda found=found: found)
        matcher = Matcher(book._arrays, "raw_", book._mixer, book._keys.tag)
        signatures.notice(matcher)
        assert (matcher._kernel is None) == (found is None)
        made.append(matcher)
    return made[0], made[1]


def same(both: tuple[Matcher, Matcher], data: bytes, begin: int = 0, end: int | None = None) -> int:
    fast, slow = (matcher.find_all(data, begin, end) for matcher in both)
    for name in ("position", "length", "record", "kind"):
        assert np.array_equal(getattr(fast[0], name), getattr(slow[0], name)), name
    assert fast[1] == slow[1]
    return len(fast[0])


def image(rng: random.Random) -> bytes:
    parts = []
    for _ in range(12):
        people = rng.sample(residents(COUNT), 3)
        parts.append(as_csv(people, rng.choice(ENCODINGS))[rng.randint(0, 40) :])
        parts.append(rng.choice([bytes(rng.randint(0, 5000)), rng.randbytes(rng.randint(0, 5000))]))
        parts.append(as_zip({"a.csv": as_csv(people)}))
    return b"".join(parts)


def test_kernel_and_numpy_find_the_same(both: tuple[Matcher, Matcher]) -> None:
    rng = random.Random(11)
    found = 0
    for _ in range(20):
        data = image(rng)
        begin = rng.randint(0, len(data) // 2)
        found += same(both, data, begin, rng.randint(begin, len(data))) + same(both, data)
    assert found > 1000


def test_pieces_cut_anywhere_and_the_ends_of_the_data(both: tuple[Matcher, Matcher]) -> None:
    row = as_csv(residents(COUNT)[:2], "cp932")
    for cut in range(1, len(row), 3):
        same(both, row[:cut])
        same(both, row[cut:], 0, len(row) - cut)
    for data in (b"", b"PK", b"PK\x03\x04", bytes(3), bytes(8), bytes(70_000)):
        same(both, data)


def test_more_finds_than_there_is_room_for(both: tuple[Matcher, Matcher]) -> None:
    used = both[0]._kernel
    assert used is not None
    used._forms, used._marks = used._forms[:1], used._marks[:1]
    assert same(both, as_csv(residents(COUNT)) + as_zip({"a": b"x" * 9}) * 50) > 200


def test_a_table_too_large_for_the_cache_is_folded_by_halves() -> None:
    places = np.random.default_rng(2).choice(1 << 25, 90_000, replace=False)
    table = np.zeros(1 << 25, np.bool_)
    table[places] = True
    packed = kernel.folded(np.packbits(table, bitorder="little"))
    assert packed.size == 1 << 20
    assert set(np.flatnonzero(np.unpackbits(packed, bitorder="little")).tolist()) == {int(each) // 4 for each in places}


def test_a_file_that_is_no_kernel_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "none").write_bytes(b"\x7fELF nothing")
    assert kernel.opened(tmp_path / "none") is None
    assert kernel.opened(tmp_path / "missing") is None


def test_without_a_compiler_nothing_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CC", raising=False)
    assert build.build(tmp_path / "made") is None
    assert not (tmp_path / "made").exists()


def test_a_compiler_that_fails_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing = shutil.which("false")
    if failing is None:
        pytest.skip("no program that fails")
    monkeypatch.setenv("CC", failing)
    assert build.build(tmp_path / "made") is None


def test_the_structures_are_as_large_in_both_languages(tmp_path: Path, library: Any) -> None:
    source = tmp_path / "size.c"
    source.write_text(f'#include "{KERNEL}"\nEXPORT int64_t size(void) {{ return (int64_t)sizeof(kernel_t); }}\n')
    compiler = shutil.which("cc") or shutil.which("gcc")
    assert compiler
    subprocess.run([compiler, "-shared", "-fPIC", "-o", str(tmp_path / "size.bin"), str(source)], check=True)
    sized = ctypes.CDLL(str(tmp_path / "size.bin"))
    sized.size.restype = ctypes.c_int64
    assert sized.size() == ctypes.sizeof(kernel._Kernel)


def test_a_wheel_holds_the_kernel_or_is_for_every_system(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="the build backend is not installed here")
    code = "import os, sys; os.chdir(sys.argv[1]); from hatchling.build import build_wheel; print(build_wheel(sys.argv[2]))"
    name = subprocess.run(
        [sys.executable, "-c", code, str(ROOT), str(tmp_path)], check=True, capture_output=True, text=True
    ).stdout.split()[-1]
    held = any(build.NAME in each for each in zipfile.ZipFile(tmp_path / name).namelist())
    assert held != name.endswith("py3-none-any.whl")
