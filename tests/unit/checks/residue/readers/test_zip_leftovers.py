"""What a ZIP archive holds that its directory does not show at first sight, and members packed by other methods."""

from __future__ import annotations

import io
import shutil
import subprocess
import warnings
import zipfile
from pathlib import Path

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import LINE, NAME, PHONE, look, values
from tests.unit.checks.residue.readers import samples

WANTED = {("name", NAME), ("phone", PHONE)}


def archive(*members: tuple[str, str], taken_out: int | None = None, remark: str = "") -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        warnings.simplefilter("ignore")  # two members of one name
        for name, content in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.comment = remark.encode()
            made.writestr(info, content)
        if taken_out is not None:
            made.NameToInfo.pop(made.filelist.pop(taken_out).filename)
    return out.getvalue()


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_member_taken_out_of_the_directory_is_read(place: int) -> None:
    members = [("a.txt", "様式"), ("b.txt", "様式")]
    members.insert(place, ("c.txt", LINE))
    assert values(archive(*members, taken_out=place)) >= WANTED


def test_both_members_of_one_name_are_read() -> None:
    assert values(archive(("a.txt", LINE), ("a.txt", "様式"))) >= WANTED


def test_remarks_on_members_are_read() -> None:
    assert values(archive(("a.txt", "様式"), remark=f"氏名: {NAME} 電話: {PHONE}")) >= WANTED


def test_an_archive_behind_a_program_says_nothing_of_the_program() -> None:
    whole = samples.program(b"PK\x03\x04" + bytes(400) + archive(("a.txt", "様式")))
    assert look(whole).verdict is Verdict.CLEAN


@pytest.mark.parametrize("method", ["PPMd", "Deflate64", "LZMA", "BZip2"])
def test_other_methods_are_undone(tmp_path: Path, method: str) -> None:
    program = shutil.which("7z")
    if program is None:
        pytest.skip("7z is not installed")
    (tmp_path / "a.txt").write_text((LINE + "\n") * 50, encoding="utf-8")
    subprocess.run([program, "a", "-tzip", f"-mm={method}", "a.zip", "a.txt"], cwd=tmp_path, check=True, capture_output=True)  # fmt: skip
    assert values((tmp_path / "a.zip").read_bytes()) >= WANTED
