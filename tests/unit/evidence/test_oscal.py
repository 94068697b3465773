"""The OSCAL side file: read by compliance-trestle, never a pass where nothing was seen."""

import json
from pathlib import Path

import pytest

from evidence import model, oscal
from evidence.errors import BuildError

CONTRACT = model.Contract("7-123", "業務委託", "見本区", "株式会社見本")
PROFILE = model.Profile("sample", "1" * 64)
ITEMS = [
    oscal.Item("第1・2項・ア", "秘密の保持", "pass", "誓約書を確認した"),
    oscal.Item("3(1)", "再委託", "na", ""),
    oscal.Item("4", "画面ロック", "fail", "15分でロックしない", "TEST"),
    oscal.Item("5", "廃棄", "manual", ""),
]


def document() -> bytes:
    return oscal.assessment_results(CONTRACT, PROFILE, "2026-07-01T01:02:03Z", "令和8年度 自己点検", ITEMS)


def test_what_is_not_known_is_not_satisfied() -> None:
    (result,) = json.loads(document())["assessment-results"]["results"]
    states = [f["target"]["status"]["state"] for f in result["findings"]]
    assert states == ["satisfied", "not-satisfied", "not-satisfied"]
    selection = result["reviewed-controls"]["control-selections"][0]
    assert [len(selection[k]) for k in ("include-controls", "exclude-controls")] == [3, 1]


def test_the_same_answers_give_the_same_file() -> None:
    assert document() == document()


def test_compliance_trestle_reads_it(tmp_path: Path) -> None:
    results = pytest.importorskip("trestle.oscal.assessment_results", reason="compliance-trestle is not installed")
    path = tmp_path / "ar.json"
    path.write_bytes(document())
    read = results.AssessmentResults.oscal_read(path)
    assert read.metadata.title == "令和8年度 自己点検"
    assert len(read.results[0].findings) == 3


def test_an_unknown_outcome_is_refused() -> None:
    for items in ([oscal.Item("1", "x", "green", "")], [], [oscal.Item("1", "x", "na", "")]):
        with pytest.raises(BuildError):
            oscal.assessment_results(CONTRACT, PROFILE, "2026-07-01T01:02:03Z", "x", items)
