"""The screen of the checks: grouped three ways, one check again, what changed, rules of the contract in a form."""

from pathlib import Path

from selfaudit.services import inspect
from selfaudit.services.policy import PcPolicy
from selfaudit.services.workspace import Workspace
from tests.tui.driver import LARGE, opened
from tests.tui.furnish import furnish, recorded_pc


def checked_twice(data: Path, place: Path) -> None:
    """A recorded PC with a stranger among its accounts, after one without."""
    clean = "root:x:0:0::/root:/bin/sh\nhanako:x:1000:1000::/home/h:/bin/sh\n"
    furnish(data, place / "one")
    with Workspace.open(data, program="test") as workspace:
        walk = workspace.walk()
        assert walk
        inspect.run(walk, only=["roster.reconcile"], host=recorded_pc(place / "two", clean))
        inspect.run(walk, only=["roster.reconcile"], host=recorded_pc(place / "three"))


async def test_the_results_are_listed_by_subject_pc_and_clause_with_what_changed(data: Path, tmp_path: Path) -> None:
    checked_twice(data, tmp_path)
    async with opened(data, LARGE) as app:
        await app.press("3")
        assert "並び: 内容ごと" in app.text
        assert "前回から変わった項目 1件" in app.text
        assert "不合格    PC の利用者と従事者名簿の照合  ← 前回" in app.text
        await app.press("down", "down", "down", "down")
        assert "見たもの    acct.users" in app.text
        await app.press("f6")
        assert "並び: PCごと" in app.text
        await app.press("f6")
        assert "並び: 点検の項目ごと" in app.text
        assert "直し方" in app.text, "the same check stays highlighted"


async def test_one_check_runs_again(data: Path) -> None:
    async with opened(data, LARGE) as app:
        await app.press("3", "f4")
        await app.until(lambda: "検査し直しました" in app.text or app.place == "MessageScreen")
        assert "ディスクの暗号化" in app.text
        stored = app.walk.workspace.repository.machine_results(app.walk.inspection.id)
        assert [row.check for row in stored] == ["disk.encryption"]


async def test_the_rules_of_the_contract_are_entered_in_a_form(data: Path) -> None:
    async with opened(data) as app:
        await app.press("3", "f7")
        assert "PC 検査の基準と申告" in app.text
        await app.type("E:\\控え")
        await app.press("enter", "escape")
        policy = PcPolicy(app.walk.workspace, app.walk.contract.id)
        assert policy.declared() == {"backup_target": "E:\\控え"}
        assert app.place == "ChecksScreen"
