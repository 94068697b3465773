"""The marker is found, the deleted twin is found where the disk still has it, and neither counts as residue."""

from pathlib import Path

import pytest

from checks.residue.control import ControlError, Controls, check_control, outcome, plant, remove
from checks.residue.control.volume import is_elsewhere
from checks.residue.exit.search import exit_search
from checks.residue.fingerprint.empty import empty_registry
from checks.residue.model import Verdict
from tests.assets.mounts import mounted
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
        "reason": "no_image",
    }


def test_one_search_of_folder_and_image_tries_both_parts(tmp_path: Path) -> None:
    volume = tmp_path / "volume"
    volume.mkdir()
    (volume / "a.csv").write_bytes(as_csv(residents(120)[:7]))
    with Controls([volume]) as controls:
        planted = controls.planted[0]
        image = disk(tmp_path / "disk.img", planted.goes)
        run = exit_search([volume], registry(120), image=image, levels={1, 2, 3}, control=controls.planted)
        hits = list(run)
        result = controls.result(run.summary, image)
    assert result == {"made": True, "places": 1, "live": "found", "deleted": "found", "reason": ""}
    assert run.summary.as_json()["control"] == ["live", "deleted"]
    assert {hit.path for hit in hits} == {str(volume / "a.csv")}
    assert sorted(run.summary.levels) == [1, 2, 3]
    assert run.summary.levels[1].items == 1, "the marker is no part of what was searched"
    assert [file.name for file in volume.iterdir()] == ["a.csv"]


def test_the_marker_inside_the_image_is_no_proof_for_the_search_of_files(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    planted = plant(tmp_path)
    run = exit_search([other], registry(120), image=disk(tmp_path / "d.img", planted.stays), control=(planted,))
    assert list(run) == []
    assert outcome(run.summary).as_json() == {"live": "not_found", "deleted": "not_found", "reason": ""}


def test_an_image_that_cannot_be_opened_beside_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.img").write_bytes(b"")
    planted = plant(tmp_path)
    run = exit_search([tmp_path], registry(120), image=tmp_path / "empty.img", levels={1, 3}, control=(planted,))
    list(run)
    assert run.summary.verdict is Verdict.UNREADABLE
    assert run.summary.levels[3].uninspectable == {"empty_image": 1}
    assert outcome(run.summary).as_json() == {"live": "found", "deleted": "not_tried", "reason": "empty_image"}


@pytest.mark.tool
def test_a_twin_deleted_on_a_mounted_volume_is_found_in_its_image(tmp_path: Path) -> None:
    with mounted(tmp_path, 16, "mkfs.ext4", "-qF") as (image, point), Controls([point]) as controls:
        run = exit_search([point], registry(120), image=image, levels={1, 2, 3}, control=controls.planted)
        assert list(run) == []
        assert controls.result(run.summary, image)["deleted"] == "found"
        assert is_elsewhere(point, image) is False
        assert is_elsewhere(tmp_path, image) is not False


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
