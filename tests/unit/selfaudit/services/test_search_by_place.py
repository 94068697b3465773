"""What a search found, by kind of place: in the charts, and no path anywhere."""

from pathlib import Path

from selfaudit.report.charts import charts
from selfaudit.services import search, search_standing
from selfaudit.services.report import build_report
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace

LIST = "氏名,電話\n佐藤 健一,090-8273-6491\n高橋 由美子,080-5926-3748\n"


def test_finds_are_charted_by_kind_of_place_until_a_later_search_is_clean(tmp_path: Path) -> None:
    home = tmp_path / "hanako"
    for folder in ("Downloads", "デスクトップ", "書類"):
        (home / folder).mkdir(parents=True)
    for name in ("Downloads/a.csv", "Downloads/b.csv", "デスクトップ/c.csv", "書類/d.csv"):
        (home / name).write_text(LIST, encoding="utf-8")
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        walk = workspace.start(profile=workspace.profiles()[0].id, title="t", contractor="c", fiscal_year=2026)
        search.run(walk, [str(home)], workers=1)
        assert drawn(walk) == {"ダウンロード": 2, "デスクトップ": 1, "ドキュメント": 1}
        stored = workspace.repository.search_runs(walk.inspection.id)[0]
        assert "hanako" not in str(stored.summary)
        assert "places" not in str(search_standing.without_places(stored.summary)), "it stays on this PC"
        for file in (home / "Downloads").iterdir():
            file.unlink()
        walk = workspace.look_at(walk.inspection)
        search.run(walk, [str(home)], workers=1)
        assert drawn(walk) == {"デスクトップ": 1, "ドキュメント": 1}


def drawn(walk: Walk) -> dict[str, int]:
    found = {chart.id: chart for chart in charts(build_report(walk, walk.workspace.clock()))}
    return {bar.name: bar.total for bar in found["places"].bars}
