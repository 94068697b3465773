"""The marker is found, the deleted twin is found where the disk still has it, and neither counts as residue."""

from pathlib import Path

import pytest

from checks.residue.control import ControlError, check_control, outcome, plant, remove
from checks.residue.exit.search import exit_search
from checks.residue.fingerprint.empty import empty_registry
from checks.residue.model import Verdict
from tests.assets.registries import registry
from tests.assets.residents import as_csv, residents


def disk(path: Path, *contents: bytes) -> Path:
    path.write_bytes(bytes(1 << 20) + b"".join(content.ljust(65536, b"\0") for content in contents) + bytes(4096))
    return path


def test_marker_and_deleted_twin_are_found(tmp_path: Path) -> None:
    (tmp_path / "volume").mkdir()
    planted = plant(tmp_path / "volume")
    assert [file.name for file in (tmp_path / "volume").iterdir()] == [planted.live.name]
    image = disk(tmp_path / "disk.img", planted.stays, planted.goes)
    assert check_control(planted, image).as_json() == {"live": "found", "deleted": "found", "reason": ""}
    remove(planted)
    assert list((tmp_path / "volume").iterdir()) == []


def test_a_twin_that_is_gone_is_not_found_and_a_missing_marker_neither(tmp_path: Path) -> None:
    planted = plant(tmp_path)
    image = disk(tmp_path / "disk.img", planted.stays)
    assert check_control(planted, image).deleted == "not_found"
    remove(planted)
    image.unlink()
    assert check_control(planted, None).as_json() == {
        "live": "not_found",
        "deleted": "not_tried",
        "reason": "no_raw_access",
    }


def test_a_search_with_a_control_reports_it_beside_its_finds(tmp_path: Path) -> None:
    planted = plant(tmp_path)
    (tmp_path / "a.csv").write_bytes(as_csv(residents(120)[:7]))
    run = exit_search([tmp_path], registry(120), levels={1}, control=(planted,))
    hits = list(run)
    assert {hit.path for hit in hits} == {str(tmp_path / "a.csv")}
    assert run.summary.as_json()["control"] == ["live"]
    assert outcome(run.summary).live == "found"
    assert outcome(run.summary).deleted == "not_tried"


def test_the_control_alone_leaves_a_clean_disk_clean(tmp_path: Path) -> None:
    planted = plant(tmp_path)
    run = exit_search(
        None, empty_registry(bytes(32)), image=disk(tmp_path / "d.img", planted.goes), levels={3}, control=(planted,)
    )
    assert list(run) == []
    assert run.summary.verdict is Verdict.CLEAN
    assert outcome(run.summary).deleted == "found"


def test_why_a_twin_cannot_be_found_is_said(tmp_path: Path) -> None:
    planted = plant(tmp_path)
    run = exit_search(None, empty_registry(bytes(32)), image=disk(tmp_path / "d.img"), levels={3}, control=(planted,))
    list(run)
    assert outcome(run.summary, trims=True).as_json() == {
        "live": "not_tried",
        "deleted": "not_found",
        "reason": "trimmed",
    }
    assert outcome(run.summary, encrypted=True).reason == "encrypted"


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ControlError, match="not_written"):
        plant(tmp_path / "none")


def test_contents_of_the_marker_are_not_printed(tmp_path: Path) -> None:
    assert "stays" not in repr(plant(tmp_path))
