"""A recorded PC answers the same on any other; loose folders are answered file by file; bad folders are refused clearly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.host import LocalHost
from checks.model import Policy, Status
from checks.replay import RecordingHost, ReplayError, ReplayHost, open_replay
from checks.runner import run_checks


def test_a_recording_replays_to_the_same_results(tmp_path: Path) -> None:
    policy = Policy(roster=frozenset({"nobody"}), work_folders=(str(tmp_path),))
    skip = {"patch.pending", "patch.apps", "sw.inventory", "sw.p2p"}
    from checks.registry import all_checks

    only = [name for name in all_checks() if name not in skip]
    recorder = RecordingHost(LocalHost(), tmp_path / "rec")
    live = run_checks(recorder, policy=policy, only=only)
    recorder.close()
    [replayed] = open_replay(tmp_path / "rec")
    assert isinstance(replayed, ReplayHost)
    again = run_checks(replayed, policy=policy, only=only)
    assert [(r.check, r.status, r.reason, r.facts, r.sources) for r in again] == [
        (r.check, r.status, r.reason, r.facts, r.sources) for r in live
    ]
    assert again[0].collected_at == live[0].collected_at


def test_files_without_an_index_are_known_by_their_names(tmp_path: Path) -> None:
    place = tmp_path / "linux"
    place.mkdir()
    (place / "ufw_status_verbose.txt").write_text("Status: inactive\n")
    (place / "os-release.txt").write_text('ID=debian\nVERSION_ID="7"\n')
    statuses = {
        result.recording: (result.check, result.status) for host in open_replay(tmp_path) for result in run_checks(host)
    }
    assert statuses["linux/ufw_status_verbose.txt"] == ("fw.enabled", Status.FAIL)
    assert statuses["linux/os-release.txt"] == ("patch.eol", Status.FAIL)


def test_an_index_names_commands(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("FileVault is On.\n")
    rows = [{"file": "a.txt", "command": "fdesetup status", "system": "macos"}]
    (tmp_path / "index.json").write_text(json.dumps(rows))
    [result] = run_checks(open_replay(tmp_path)[0])
    assert (result.check, result.status, result.recording) == ("disk.encryption", Status.PASS, "a.txt")


@pytest.mark.parametrize("content", ["", "{", "[1]", '[{"file": "x"}]', "null"])
def test_a_broken_index_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "index.json").write_text(content)
    with pytest.raises(ReplayError) as error:
        open_replay(tmp_path)
    assert error.value.key == "bad_index"


def test_a_missing_or_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReplayError) as missing:
        open_replay(tmp_path / "nowhere")
    assert missing.value.key == "not_found"
    with pytest.raises(ReplayError) as empty:
        open_replay(tmp_path)
    assert empty.value.key == "empty"


def test_an_index_cannot_reach_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("ID=debian\nVERSION_ID=13\n")
    place = tmp_path / "linux"
    place.mkdir()
    (place / "index.json").write_text(json.dumps([{"file": "../secret", "command": "/etc/os-release"}]))
    for host in open_replay(place):
        assert all(result.status is not Status.PASS for result in run_checks(host))


def test_a_recorded_output_that_was_cut_afterwards_tells_nothing(tmp_path: Path) -> None:
    recorder = RecordingHost(LocalHost(), tmp_path)
    recorder.read("file:/etc/passwd", 0)
    recorder.close()
    [row] = json.loads((tmp_path / "index.json").read_text())
    file = tmp_path / row["file"]
    [host] = open_replay(tmp_path)
    assert host.read("file:/etc/passwd", 0).out == file.read_bytes()
    file.write_bytes(file.read_bytes()[:-1])
    [host] = open_replay(tmp_path)
    assert (host.read("file:/etc/passwd", 0).out, host.read("file:/etc/passwd", 0).error) == (b"", "incomplete")
    file.unlink()
    [host] = open_replay(tmp_path)
    assert host.read("file:/etc/passwd", 0).error == "incomplete"
