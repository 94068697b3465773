"""A small tree of the benchmark, made and scored: what it must find, what must stay quiet. No times are asserted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.residue.model import Verdict
from checks.residue.search import SearchOptions, search
from tests.bench.search import make


def test_files_with_residents_are_found_and_look_alikes_stay_quiet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        make.shutil, "which", lambda _: None
    )  # the office formats are measured by hand: starting the office takes long
    make.main([str(tmp_path), "--seed", "5", "--real", "40"])
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    flagged = {True: 0, False: 0}
    for result in search([tmp_path / "tree"], options=SearchOptions(workers=1)):
        name = Path(result.path).name
        real = truth[name.rpartition(".")[0] or name]["real"]
        flagged[real] += result.verdict in (Verdict.CONTENT, Verdict.NAME_ONLY)
    assert flagged[True] >= 0.95 * 40
    assert flagged[False] <= 0.02 * 160
