"""Outputs of the known programs in other languages and releases than the shared recordings: the verdict is right, or unknown.

The texts are in outputs/*.toml. Each is tried as UTF-8, with CR LF, and in the code page and UTF-16 where they fit.
"""

from __future__ import annotations

import contextlib
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from checks.model import Policy, Raw, Status
from checks.replay import LooseHost
from checks.runner import run_checks

OUTPUTS = Path(__file__).parent / "outputs"
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
POLICY = Policy(roster=frozenset({"user01", "user02"}))
CASES: list[tuple[str, dict[str, Any]]] = [
    (file.stem, row)
    for file in sorted(OUTPUTS.glob("*.toml"))
    for row in tomllib.loads(file.read_text(encoding="utf-8"))["output"]
]


def told(system: str, row: dict[str, Any], data: bytes) -> dict[str, Status]:
    raw = Raw(row["command"], data, rc=row.get("rc"), loose=True)
    results = run_checks(LooseHost("output", raw, system), policy=POLICY, clock=lambda: NOW)
    return {result.check: result.status for result in results}


def encodings(text: str) -> list[bytes]:
    dos = text.replace("\n", "\r\n")
    forms = [text.encode(), dos.encode(), dos.encode("utf-16")]
    with contextlib.suppress(UnicodeEncodeError):
        forms.append(dos.encode("cp932"))
    return forms


@pytest.mark.parametrize(("system", "row"), CASES, ids=[f"{system}: {row['name']}" for system, row in CASES])
def test_the_verdict_is_right_in_every_encoding(system: str, row: dict[str, Any]) -> None:
    for data in encodings(row["text"]):
        statuses = told(system, row, data)
        assert Status.ERROR not in statuses.values()
        for check, wanted in row["expect"].items():
            got = str(statuses.get(check, "-"))
            assert got != wanted[1:] if wanted.startswith("!") else got == wanted, (check, statuses, data[:2])


@pytest.mark.parametrize(("system", "row"), CASES, ids=[f"{system}: {row['name']}" for system, row in CASES])
def test_half_of_it_never_passes_what_the_whole_does_not(system: str, row: dict[str, Any]) -> None:
    data = row["text"].encode()
    whole = {check for check, status in told(system, row, data).items() if status is Status.PASS}
    for part in range(1, 20):
        cut = data[: len(data) * part // 20]
        assert {check for check, status in told(system, row, cut).items() if status is Status.PASS} <= whole
