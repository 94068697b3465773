"""What is loaded late does what it did: archives packed for programs, locked ones, and plain ones without either."""

from __future__ import annotations

import io
import subprocess
import sys

import py7zr
import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import LINE, NAME, look

LOADED = "import sys, {}; print('Cryptodome.Util._raw_api' in sys.modules, 'bcj._bcj' in sys.modules)"


def _archive(*filters: int, password: str | None = None) -> bytes:
    out = io.BytesIO()
    chosen = [{"id": one} for one in filters] or None
    with py7zr.SevenZipFile(out, "w", filters=chosen, password=password) as archive:
        archive.writestr((LINE + "\n") * 20, "a.txt")
    return out.getvalue()


@pytest.mark.parametrize("module", ["py7zr", "checks.residue.readers.sevenzip"])
def test_rare_parts_are_left_for_later(module: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", LOADED.format(module)], capture_output=True, text=True, check=True
    ).stdout
    assert told.split() == (["True", "True"] if module == "py7zr" else ["False", "False"])


@pytest.mark.parametrize(
    "filters",
    [(), (py7zr.FILTER_X86, py7zr.FILTER_LZMA2), (py7zr.FILTER_ARM, py7zr.FILTER_LZMA)],
    ids=["plain", "x86", "arm"],
)
def test_archives_of_programs_are_read(filters: tuple[int, ...]) -> None:
    assert NAME in {value for _, value, _ in look(_archive(*filters)).matches or []}


def test_a_locked_archive_is_named() -> None:
    found = look(_archive(password="geheim"))
    assert (found.verdict, found.reason) == (Verdict.UNREADABLE, "locked")
