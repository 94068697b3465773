"""The ward's findings in the contractor's app: taken in, answered in the form, evidence added, undone."""

from datetime import date
from pathlib import Path

import pytest

from selfaudit.domain.finding import Severity
from selfaudit.services import findings, ward_findings
from selfaudit.services.ward_findings import Wanted
from selfaudit.services.workspace import Workspace
from tests.assets.exchange import desk
from tests.tui.driver import LARGE, SMALL, Driver, opened
from tests.tui.test_snapshots import compare

NUMBER = "第0812号"
TEXTS = ("定義ファイルの更新が2週間止まっているPCが1台あった。", "受渡管理簿に受領者の記入がない行があった。")


@pytest.fixture
def listed(data: Path, tmp_path: Path) -> Path:
    """A signed list of two findings for the prepared contract, whose ward is known."""
    with Workspace.open(data, program="test") as workspace:
        from dataclasses import replace

        walk = workspace.walk()
        assert walk
        workspace.save_contract(replace(walk.contract, number=NUMBER))
        items = [item.id for item in walk.profile.scored[:2]]
    office, root = desk(tmp_path / "ward")
    with office:
        for item, text in zip(items, TEXTS, strict=True):
            ward_findings.raise_finding(
                office, Wanted(NUMBER, item, Severity.ORDINARY, text, date(2026, 11, 10), fiscal_year=2026)
            )
        path, _, _ = ward_findings.issue(office, NUMBER, root, tmp_path / "papers")
    with Workspace.open(data, program="test") as workspace:
        findings.import_findings(workspace, path, [root.fingerprint])
    return path


def spoil(file: Path) -> None:
    """Change a day in a signed list."""
    file.write_bytes(file.read_bytes().replace(b"2026-11-10", b"2027-11-10"))


async def go(app: Driver) -> None:
    """From the home screen, which names the findings."""
    assert "委託元からの指摘" in app.text
    await app.press("f")


async def fill(app: Driver) -> None:
    for text in ("担当を決めていなかった。", "更新した。", "毎月確かめる。", "取扱責任者", "", "R8.11.9"):
        await app.type(text)
        await app.press("enter")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_the_screens(data: Path, listed: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(data, size) as app:
        await go(app)
        assert "期限を過ぎた未回答が2件" in app.flowing
        assert "定義ファイルの更新" in app.flowing
        compare(app, "findings", size)
        await app.press("enter")
        compare(app, "finding-answer", size)


async def test_an_answer_typed_in_counts_and_is_undone(data: Path, listed: Path) -> None:
    async with opened(data, LARGE) as app:
        await go(app)
        await app.press("enter")
        await fill(app)
        await app.until(lambda: app.place == "FindingsScreen")
        assert "回答済み" in app.text
        rows = findings.of_walk(app.walk).standing()
        assert [str(row.state) for row in rows] == ["open", "answered"]
        assert rows[1].improvement.done == date(2026, 11, 9)
        await app.press("f8")
        assert {str(row.state) for row in findings.of_walk(app.walk).standing()} == {"open"}


async def test_evidence_goes_to_the_clause_too(data: Path, listed: Path, tmp_path: Path) -> None:
    proof = tmp_path / "after.txt"
    proof.write_text("updated", encoding="utf-8")
    async with opened(data, LARGE) as app:
        await go(app)
        await app.press("enter", "f4")
        await app.type(str(proof))
        await app.press("enter")
        await app.until(lambda: "添えました" in app.text)
        row = findings.of_walk(app.walk).standing()[0]
        assert len(row.improvement.evidence) == 1
        app.walk.reload()
        assert [each.sha256 for each in app.walk.view(row.finding.item).exhibits] == list(row.improvement.evidence)


async def test_a_list_is_taken_in_and_a_bad_one_refused(data: Path, listed: Path) -> None:
    async with opened(data) as app:
        await go(app)
        await app.press("f4")
        await app.type(str(listed))
        await app.press("enter")
        await app.until(lambda: "取り込みました" in app.flowing)
        spoil(listed)
        await app.type(str(listed))
        await app.press("enter")
        await app.until(lambda: "署名が合いません" in app.flowing)
