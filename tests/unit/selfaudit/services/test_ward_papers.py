"""The papers of the ward's desk say what the desk noted and verified, to the last character."""

from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from evidence import build
from selfaudit.__main__ import main
from selfaudit.domain.desk import WardContract
from selfaudit.domain.finding import Severity
from selfaudit.services import ward, ward_contracts, ward_findings, ward_import
from selfaudit.services.workspace import Workspace
from selfaudit.text.wareki import japan
from tests.assets import bundles
from tests.assets.exchange import operated

NUMBER = "8-0000"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with one contract, one valid bundle, one inspection today, one finding raised at it, one of another day."""
    base = tmp_path_factory.mktemp("desk")
    office, root, signer = operated(base)
    with office:
        office.repository.save_ward_contracts(
            [WardContract(NUMBER, "配食サービス業務委託", "株式会社髙橋給食", "高齢者福祉課")]
        )
        (base / "in").mkdir()
        build.build(base / "in" / "0.asice.zip", bundles.content(bundles.asked(office, root, 1)[0]), [signer])
        ward_import.receive_all(office, ward_import.files_in([base / "in"]), processes=1)
        today = japan(office.clock()).date()
        ward_contracts.visit(office, NUMBER, date(2020, 5, 1), "online", "前の人")
        ward_contracts.visit(office, NUMBER, today, "onsite", "高齢者福祉課 𠮷田", "株式会社髙橋給食 髙橋", "雨天")
        ward_findings.raise_finding(
            office,
            ward_findings.Wanted(NUMBER, "x/contractor/3", Severity.SERIOUS, "鍵の管理簿がない。", date(2027, 1, 29)),
        )
    return base / "ward"


def printed(path: Path) -> str:
    pages = pypdfium2.PdfDocument(path)
    return "".join("".join(page.get_textpage().get_text_range() for page in pages).split())


def run(office: Path, *words: str) -> int:
    return main(["ward", "paper", *words, "--data", str(office)])


def test_the_record_of_the_newest_inspection(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "visit.pdf"
    assert run(office, "--contract", NUMBER, "--set", "place=区役所 第2会議室", "--out", str(out)) == 0
    said = printed(out)
    noted = ("高齢者福祉課𠮷田", "株式会社髙橋給食髙橋", "現地", "雨天", "区役所第2会議室")
    known = (NUMBER, "配食サービス業務委託", "見本区", "重大鍵の管理簿がない。", "令和9年1月29日")
    for text in ("立入調査実施記録", *noted, *known):
        assert text in said


def test_the_record_of_another_day_has_no_finding_of_today(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "before.pdf"
    assert run(office, "--contract", NUMBER, "--on", "2020-05-01", "--out", str(out)) == 0
    said = printed(out)
    assert "前の人" in said
    assert "鍵の管理簿" not in said


def test_the_slip_says_the_verdict_and_when_it_came(office: Path, tmp_path: Path) -> None:
    with Workspace.open(office, program="test") as workspace:
        row = workspace.repository.received_bundles()[0]
        fingerprint = ward.own_fingerprint(workspace)
    out = tmp_path / "slip.pdf"
    assert run(office, "--bundle", row.id[:8], "--out", str(out)) == 0
    said = printed(out)
    for text in (
        "検証結果票",
        "(VALID)",
        row.id,
        "検証した窓口見本区",
        "受領日時",
        "署名した人のPCの時計",
        fingerprint,
    ):
        assert text in said


def test_what_is_not_there_is_told(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(office, "--contract", "8-9999", "--out", str(tmp_path / "none.pdf")) == 65
    assert "まだ記録されていません" in capsys.readouterr().err
    assert run(office, "--out", str(tmp_path / "none.pdf")) == 64
