"""Files and folders whose names name a person are found by their name alone, masked; harmless names are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from checks.residue.model import FileResult, Summary, Verdict

NAMES = [
    line.strip().partition(" ")
    for line in (Path(__file__).parents[3] / "bench" / "kinds" / "file_names.txt").read_text("utf-8").splitlines()
    if line[:2] in ("+ ", "- ")
]
NOTE = "メモ\n特になし\n".encode()


def _look(path: str, data: bytes = NOTE) -> FileResult:
    return inspect_bytes(data, f"/data/共有/{path}", Budget(), reveal=True)


@pytest.mark.parametrize("name", [name for sign, _, name in NAMES if sign == "+"])
def test_a_name_of_a_person_is_found_and_masked(name: str) -> None:
    result = _look(name)
    assert (result.verdict, result.reason) == (Verdict.NAME_ONLY, "name_in_file_name")
    assert result.samples
    assert all("＊" in sample for sample in result.samples)


def test_harmless_names_stay_quiet() -> None:
    harmless = [name for sign, _, name in NAMES if sign == "-"]
    flagged = [name for name in harmless if _look(name).verdict is not Verdict.CLEAN]
    assert len(flagged) <= 0.02 * len(harmless), flagged


def test_a_users_own_folder_is_no_finding() -> None:
    for path in ("C:/Users/佐藤花江/メモ.txt", "/home/前田香織/memo.txt"):
        assert inspect_bytes(NOTE, path, Budget(), reveal=True).verdict is Verdict.CLEAN


def test_a_locked_file_is_listed_as_unread_whatever_its_name() -> None:
    assert _look("前田香織様.docx", b"PK\x03\x04" + bytes(200)).verdict is Verdict.UNREADABLE


PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000")


def test_a_picture_named_after_a_person_is_found_and_said_to_be_unread() -> None:
    result = _look("佐藤花江_保険証.jpg", PNG)
    assert (result.verdict, result.reason, result.kinds) == (Verdict.NAME_ONLY, "picture_only", {"name": 1})
    assert not result.looked_into
    assert all("＊" in sample for sample in result.samples)
    other = _look("保険証.jpg", PNG)
    assert (other.verdict, other.reason, other.kinds) == (Verdict.UNREADABLE, "picture_only", {})


def test_a_summary_counts_such_a_picture_as_found_and_as_unread() -> None:
    summary = Summary()
    for path, data in (("佐藤花江_保険証.jpg", PNG), ("写真.jpg", PNG), ("メモ.txt", NOTE), ("前田香織様.txt", NOTE)):
        summary.add(_look(path, data))
    assert summary.counts[Verdict.NAME_ONLY] == 2
    assert summary.counts[Verdict.UNREADABLE] == 1
    assert summary.reasons == {"picture_only": 2}
    assert summary.coverage == 0.5


def test_a_locked_file_says_whose_name_it_bears() -> None:
    result = _look("前田香織様.docx", b"PK\x03\x04" + bytes(200))
    assert (result.verdict, result.kinds) == (Verdict.UNREADABLE, {"name": 1})
    assert result.samples[0].startswith("前＊")
    assert _look("様式.docx", b"PK\x03\x04" + bytes(200)).kinds == {}
