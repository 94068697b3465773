"""The gate of the search on offices whose documents were written apart from the detectors; a quarter of an hour, so only with SELFAUDIT_BENCH=1."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.bench.offices.score import Score, run, score
from tests.bench.offices.tree import build

pytestmark = pytest.mark.skipif(
    not os.environ.get("SELFAUDIT_BENCH"), reason="set SELFAUDIT_BENCH=1: builds and searches 2,000 files"
)


@pytest.fixture(scope="module", params=["A", "B"])
def scored(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Score:
    folder = tmp_path_factory.mktemp(f"office-{request.param}")
    build(folder, request.param, 7)
    truth = [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf-8").splitlines()]
    return score(truth, run((folder / "files").resolve()))


def test_files_with_persons_are_found_and_the_others_stay_quiet(scored: Score) -> None:
    assert scored.files.hit >= 0.95 * scored.files.planted
    assert len(scored.flagged) <= 0.02 * scored.harmless


def test_every_locked_or_picture_only_file_is_listed(scored: Score) -> None:
    assert not [row["path"] for row, _ in scored.unlisted]


def test_names_in_tables_and_in_prose(scored: Score) -> None:
    table, prose = scored.kinds["table", "name"], scored.kinds["prose", "name"]
    assert table.hit >= 0.95 * table.planted
    assert table.right >= 0.99 * table.reported
    assert prose.hit >= 0.75 * prose.planted
    assert prose.right >= 0.90 * prose.reported


@pytest.mark.parametrize("kind", ["C", "E"])
def test_the_same_seed_makes_the_same_tree(tmp_path: Path, kind: str) -> None:
    for name in ("one", "two"):
        build(tmp_path / name, kind, 3)
    assert (tmp_path / "one" / "truth.jsonl").read_bytes() == (tmp_path / "two" / "truth.jsonl").read_bytes()
