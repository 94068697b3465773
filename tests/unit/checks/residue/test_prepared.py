"""Tables kept from one start of a worker to the next change nothing but the time it takes, whatever becomes of them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.residue import prepared
from checks.residue.model import FileResult
from checks.residue.search import SearchOptions, search
from tests.unit.checks.residue.helpers import ROWS

CSV = "\r\n".join(",".join(row) for row in ROWS)
MEMO = "本日、温品 試様(090-9999-9999)から、母の介護について相談があった。\n" * 20


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    root = tmp_path / "tree"
    root.mkdir()
    (root / "list.csv").write_text(CSV, encoding="cp932")
    (root / "memo.txt").write_text(MEMO, encoding="utf-8")
    return root


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the workers of this test keep their tables; those of the program itself are left alone."""
    kept = tmp_path / "compiled"
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(kept))
    return kept


def found(tree: Path) -> list[FileResult]:
    return sorted(search([tree], options=SearchOptions(workers=1)), key=lambda result: result.path)


def tables(place: Path) -> list[Path]:
    return list(place.rglob("tables.*.bin"))


def test_the_second_start_finds_what_the_first_one_found(tree: Path, place: Path) -> None:
    first = found(tree)
    assert all(result.records for result in first)
    (file,) = tables(place)
    told, when = file.read_bytes(), file.stat().st_mtime_ns
    assert found(tree) == first
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (told, when)
    for value in ("9999-9999", *ROWS[1][:1]):
        assert not [name for name in ("utf-8", "cp932", "utf-16-le") if value.encode(name) in told]


def test_damaged_tables_are_made_anew(tree: Path, place: Path) -> None:
    first = found(tree)
    (file,) = tables(place)
    whole = file.read_bytes()
    file.write_bytes(whole[:-1000] + bytes(1000))
    assert found(tree) == first
    assert len(file.read_bytes()) == len(whole)
    assert not file.read_bytes().endswith(bytes(1000))


def test_a_process_that_looked_before_it_was_prepared_keeps_nothing(place: Path) -> None:
    late = "import checks.residue.inspect, checks.residue.worker as worker; print(worker.prepare('residue-1+late'))"
    told = subprocess.run([sys.executable, "-c", late], capture_output=True, text=True, check=True)
    assert (told.stdout.strip(), tables(place)) == ("False", [])


def test_a_place_where_nothing_can_be_kept_changes_nothing(tree: Path, place: Path) -> None:
    place.write_bytes(b"a file, no folder")
    assert all(result.records for result in found(tree))
    assert place.read_bytes() == b"a file, no folder"


DATE = (r"(?P<year>\d{4})[年/](?P<month>\d{1,2})", 0)
PATTERNS: tuple[tuple[str | bytes, int], ...] = (
    DATE, ("(?:髙|﨑|[一-鿿𠮷])+(?=様|さん)", 0), (rb"(?i)content-type:\s*(\S+)", re.ASCII),
    (r"(?<![0-9])(0\d{1,4})-(\d{1,4})-(\d{4})(?!\d)|(\1x)", re.VERBOSE), ("^[ぁ-ん]+$", re.MULTILINE | re.IGNORECASE), ("", re.DOTALL),
)  # fmt: skip


@pytest.fixture
def untouched(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leaves `re` of this process as it was."""
    monkeypatch.setattr(prepared, "_tables", prepared._Tables())
    yield
    prepared._compiler.compile = prepared._compile
    re.purge()


@pytest.mark.usefixtures("untouched")
def test_patterns_come_back_as_re_made_them(tmp_path: Path) -> None:
    re.purge()
    prepared.note()
    made = [re.compile(pattern, flags) for pattern, flags in PATTERNS]
    assert prepared.kept("numbers", lambda: (1, "二")) == (1, "二")
    file = tmp_path / "folder" / "tables.bin"
    assert prepared.write(file)
    re.purge()
    prepared._tables.values.clear()
    assert prepared.use(file)
    assert prepared.kept("numbers", lambda: (0, "")) == (1, "二")
    again = [re.compile(pattern, flags) for pattern, flags in PATTERNS]
    assert again == made
    assert [(one.groups, dict(one.groupindex), one.flags) for one in again] == [
        (one.groups, dict(one.groupindex), one.flags) for one in made
    ]
    assert re.compile(*DATE).sub(r"\g<month>月", "2026年4 2027/12") == "4月 12月"
    assert re.compile("after (all)").fullmatch("after all")


@pytest.mark.usefixtures("untouched")
@pytest.mark.parametrize(
    "told", [b"", b"selfaudit tables 1\n", b"selfaudit tables 1\n\0\0\0\0", b"something else entirely"]
)
def test_what_is_no_table_is_not_used(tmp_path: Path, told: bytes) -> None:
    file = tmp_path / "tables.bin"
    file.write_bytes(told)
    assert not prepared.use(file)
    assert not prepared.use(tmp_path / "missing")
    assert prepared._compiler.compile is prepared._compile
