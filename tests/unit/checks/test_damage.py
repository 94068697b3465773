"""A damaged recording never becomes a pass: cut, emptied, or written in another encoding. Over every shared recording."""

from __future__ import annotations

import json
import os
import tomllib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.model import Policy, Status
from checks.replay import LooseHost, open_replay
from checks.runner import run_checks

REPO = Path(__file__).resolve().parents[3]
RECORDINGS = Path(os.environ.get("SELFAUDIT_SHARED") or REPO.parent / "shared").resolve() / "recordings"
ROWS: list[dict[str, Any]] = json.loads((RECORDINGS / "index.json").read_text()) if RECORDINGS.is_dir() else []
FILES = [row["file"] for row in ROWS]
POLICY = Policy(roster=frozenset({"user01", "user02"}))
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

CUTS = tomllib.loads((Path(__file__).parent / "cuts.toml").read_text(encoding="utf-8"))
CLOCKS = tomllib.loads((Path(__file__).parent / "disagreements.toml").read_text(encoding="utf-8"))["clock"]
LENGTHS = 60
"""How many line ends of one recording are tried; the others are hypothesis's."""


@pytest.fixture(scope="module", autouse=True)
def _material() -> None:
    if not FILES:
        pytest.skip(f"recordings not found at {RECORDINGS} (set SELFAUDIT_SHARED)")


@cache
def host_of(file: str) -> LooseHost:
    host = open_replay(RECORDINGS / file)[0]
    assert isinstance(host, LooseHost)
    return host


def statuses(host: LooseHost) -> dict[str, Status]:
    day = CLOCKS.get(host.name) or CLOCKS.get(f"{host.system}/{host.name}")
    now = datetime.fromisoformat(f"{day}T12:00:00+00:00") if day else NOW
    return {result.check: result.status for result in run_checks(host, policy=POLICY, clock=lambda: now)}


def passing(host: LooseHost) -> set[str]:
    return {check for check, status in statuses(host).items() if status is Status.PASS}


@cache
def passing_whole(file: str) -> set[str]:
    return passing(host_of(file))


@pytest.mark.parametrize("file", FILES)
def test_an_empty_output_never_passes(file: str) -> None:
    assert passing(host_of(file).with_output(b"")) == set()


def lengths(data: bytes) -> list[int]:
    """Give lengths of every kind: at each line end, one byte before and after it, and all of the last bytes."""
    ends = [place + 1 for place, byte in enumerate(data) if byte == 10]
    chosen = ends[:: len(ends) // LENGTHS + 1] + ends[-6:]
    near = {end + step for end in chosen for step in (-2, -1, 0, 1, 2)} | set(range(len(data) - 12, len(data)))
    return sorted(length for length in near if 0 < length < len(data))


def plain(data: bytes) -> str:
    return data.decode("utf-16" if data[:2] == b"\xff\xfe" else "utf-8", "ignore").replace("\r\n", "\n")


def excused(file: str, cut: bytes) -> set[str]:
    """Give the checks that may pass on what is left of a recording."""
    note = CUTS.get(file)
    return set(note["checks"]) if note and note["after"] in plain(cut) and cut.rstrip(b"\0").endswith(b"\n") else set()


@pytest.mark.parametrize("file", FILES)
def test_a_cut_at_any_length_never_passes(file: str) -> None:
    host = host_of(file)
    data = host.given()[0].out
    needed = False
    for length in lengths(data):
        passed, allowed = passing(host.with_output(data[:length])), excused(file, data[:length])
        if not (data[length:].strip(b"\r\n\0") == b"" and passed <= passing_whole(file) and file in CUTS):
            assert passed <= allowed, (length - len(data), passed)
        needed = needed or bool(passed)
    assert needed or file not in CUTS, "the entry in cuts.toml is no longer needed"


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=st.sampled_from(FILES or ["-"]), part=st.floats(0, 1, exclude_max=True))
def test_a_cut_anywhere_never_passes(file: str, part: float) -> None:
    host = host_of(file)
    data = host.given()[0].out
    cut = data[: int(len(data) * part)]
    assert passing(host.with_output(cut)) <= excused(file, cut), (file, len(cut))


def test_what_cannot_be_told_is_explained() -> None:
    for file, note in CUTS.items():
        assert file in FILES
        assert len(note["reason"]) > 40


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=st.sampled_from(FILES or ["-"]), noise=st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_noise_neither_passes_nor_breaks_anything(file: str, noise: bytes) -> None:
    told = statuses(host_of(file).with_output(noise))
    assert Status.PASS not in told.values()
    assert Status.ERROR not in told.values()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=st.sampled_from(FILES or ["-"]), place=st.floats(0, 1), noise=st.binary(min_size=1, max_size=20))
def test_a_changed_byte_never_breaks_a_judge(file: str, place: float, noise: bytes) -> None:
    data = host_of(file).given()[0].out
    at = int(len(data) * place)
    assert Status.ERROR not in statuses(host_of(file).with_output(data[:at] + noise + data[at + len(noise) :])).values()


def test_endless_lines_do_not_stall_a_reader() -> None:
    for file in FILES[:: max(1, len(FILES) // 40)]:
        statuses(host_of(file).with_output(b"a " * 500_000 + b"\n" + b" " * 500_000))


TEXTS = [file for file in FILES if not file.endswith((".plist", ".bin"))]


@pytest.mark.parametrize("file", TEXTS)
def test_another_encoding_changes_no_verdict(file: str) -> None:
    host = host_of(file)
    data = host.given()[0].out
    text = data.decode("utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data.decode("utf-8")
    same = statuses(host)
    dos = text.replace("\r\n", "\n").replace("\n", "\r\n")
    for changed in (text.encode("utf-16"), text.encode("utf-8-sig"), dos.encode("utf-8")):
        if not file.endswith((".json", ".xml")) or changed[:1] not in (b"\xff", b"\xef"):
            assert statuses(host.with_output(changed)) == same
    if _fits_cp932(text) and "\ufffd" not in text:
        assert statuses(host.with_output(dos.encode("cp932"))) == same


def _fits_cp932(text: str) -> bool:
    try:
        return text.encode("cp932").decode("cp932") == text
    except UnicodeError:
        return False
