"""Several PCs: real reports, signed by each PC's own key, taken into one inspection."""

import json
import zipfile
from pathlib import Path

import pytest

from evidence import verify
from evidence.trust import Trust
from selfaudit.errors import InputError
from selfaudit.services import fleet, inspect, seal
from selfaudit.services.workspace import Workspace


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The reports of two more PCs: the same machine under two data folders has two keys."""
    base = tmp_path_factory.mktemp("pcs")
    return [fleet.collect(base / f"data{number}", base)[0] for number in (1, 2)]


@pytest.fixture(scope="module")
def newer(reports: list[Path]) -> Path:
    """A second report of the first PC."""
    return fleet.collect(reports[0].parent / "data1", reports[0].parent / "newer.hostreport.zip")[0]


def test_reports_go_into_the_bundle_byte_for_byte_under_their_own_keys(tmp_path: Path, reports: list[Path]) -> None:
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        walk = workspace.start(profile="shinjuku-2012", title="x", contractor="x", fiscal_year=2026, operator="見本")
        inspect.run(walk, only=["disk.encryption"])
        taken = fleet.gather(walk, reports)
        assert len({row.key for row in taken}) == 2
        sealed = seal.seal(walk, tmp_path, "correct horse battery")
        rolled = fleet.roll_up(walk)
    assert len(rolled["disk.encryption"][1]) == 3
    found = verify.verify(sealed.path, trust=Trust.from_pins([sealed.fingerprint]))
    assert str(found.verdict) == "VALID", found.codes
    with zipfile.ZipFile(sealed.path) as bundle:
        listed = {row["id"]: row["key"] for row in json.loads(bundle.read("bundle.json"))["hosts"]}
        assert len(listed) == 3
        for report, row in zip(reports, taken, strict=True):
            assert listed[row.host] == row.key
            with zipfile.ZipFile(report) as original:
                for name in original.namelist():
                    assert bundle.read(name) == original.read(name)


def test_an_altered_report_is_refused_and_nothing_is_taken_in(tmp_path: Path, reports: list[Path]) -> None:
    with zipfile.ZipFile(reports[0]) as original:
        entries = {name: original.read(name) for name in original.namelist()}
    name = next(name for name in entries if name.endswith("report.json"))
    entries[name] = entries[name].replace(b'"FAIL"', b'"PASS"', 1)
    altered = tmp_path / "altered.hostreport.zip"
    with zipfile.ZipFile(altered, "w") as target:
        for entry, body in entries.items():
            target.writestr(entry, body)
    cut = tmp_path / "cut.hostreport.zip"
    cut.write_bytes(reports[0].read_bytes()[:-40])
    flipped = tmp_path / "flipped.hostreport.zip"
    raw = bytearray(reports[0].read_bytes())
    raw[len(raw) // 2] ^= 1
    flipped.write_bytes(raw)
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        walk = workspace.start(profile="shinjuku-2012", title="x", contractor="x", fiscal_year=2026)
        for bad in (altered, cut, flipped, tmp_path / "none.hostreport.zip"):
            with pytest.raises(InputError) as raised:
                fleet.gather(walk, [reports[1], bad])
            assert bad.name in str(raised.value)
            assert raised.value.next_step
        assert workspace.repository.machine_results(walk.inspection.id) == []


def test_a_newer_report_of_the_same_pc_replaces_the_older(tmp_path: Path, reports: list[Path], newer: Path) -> None:
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        walk = workspace.start(profile="shinjuku-2012", title="x", contractor="x", fiscal_year=2026)
        assert [row.replaced for row in fleet.gather(walk, [reports[0]])] == [False]
        assert [row.replaced for row in fleet.gather(walk, [newer])] == [True]
        assert list(fleet.gathered(walk)) == [row.host for row in fleet.gather(walk, [newer])]


def test_a_file_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "x.zip"
    target.write_bytes(b"mine")
    with pytest.raises(InputError):
        fleet.collect(tmp_path / "pc", target)
    assert target.read_bytes() == b"mine"


def test_a_check_one_pc_never_answered_does_not_pass_for_all(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from selfaudit.domain.inspection import MachineSays

    with Workspace.open(tmp_path / "data", program="test") as workspace:
        walk = workspace.start(profile="shinjuku-2012", title="x", contractor="x", fiscal_year=2026)
        for host, checks in (("pc-1", ["disk.encryption", "fw.enabled"]), ("pc-2", ["fw.enabled"])):
            said = [MachineSays(walk.inspection.id, host, check, "PASS", "on", datetime.now(UTC)) for check in checks]
            inspect.keep(walk, host, said)
        rolled = fleet.roll_up(walk)
    assert rolled["fw.enabled"] == ("PASS", {"pc-1": "PASS", "pc-2": "PASS"})
    assert rolled["disk.encryption"] == ("UNKNOWN", {"pc-1": "PASS", "pc-2": "UNKNOWN"})
