"""Archives of ar, which begin like a text (ar(5)), and what is noted of a ZIP archive (APPNOTE 4.3.16)."""

from __future__ import annotations

import io
import tarfile
import zipfile

import pytest

from tests.unit.checks.residue.helpers import LINE, NAME, PHONE, ROWS, look, values

CSV = "\r\n".join(",".join(row) for row in ROWS).encode("cp932")


def _ar(*members: tuple[str, bytes]) -> bytes:
    out = b"!<arch>\n"
    for name, data in members:
        out += (
            f"{name + '/':<16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(data):<10}`\n".encode()
            + data
            + b"\n" * (len(data) % 2)
        )
    return out


def test_members_of_an_archive() -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:xz") as archive:
        info = tarfile.TarInfo("list.csv")
        info.size = len(CSV)
        archive.addfile(info, io.BytesIO(CSV))
    for data in (_ar(("note.txt", b"odd"), ("list.csv", CSV)), _ar(("data.tar.xz", packed.getvalue()))):
        assert {("name", NAME), ("phone", PHONE)} <= values(data, "x.deb")


def test_a_cut_archive_is_named() -> None:
    assert look(_ar(("list.csv", CSV))[:30] + b"x" * 60, "x.ar").verdict == "検査不能"


@pytest.mark.parametrize("codec", ["utf-8", "cp932"])
def test_the_note_of_a_zip_archive(codec: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "hello")
        archive.comment = LINE.encode(codec)
    assert ("phone", PHONE) in values(out.getvalue(), "x.zip")
