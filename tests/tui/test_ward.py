"""The ward's desk in the app: register, contract, review, findings, import, roll-up."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from selfaudit.domain.desk import WardContract
from selfaudit.domain.finding import Severity
from selfaudit.services import seal, ward_contracts, ward_findings, ward_import
from selfaudit.services.ward_findings import Wanted
from selfaudit.services.workspace import Workspace
from selfaudit.tui.screens.ward_list import WardList
from tests.assets import bundles
from tests.assets.exchange import SECRET, operated
from tests.tui.driver import LARGE, NOW, SMALL, Driver, opened
from tests.tui.test_handing import fill, secret
from tests.tui.test_snapshots import compare

ITEM = "shinjuku-2012/contractor/3"
CONTRACTS = [
    (
        "8-0000",
        "若者向け就職支援セミナー運営業務委託",
        "特定非営利活動法人みほん",
        "消費生活就労支援課",
        "2026-04-01",
        "2027-03-31",
    ),
    ("8-0001", "配食サービス業務委託", "株式会社髙橋給食", "高齢者福祉課", "2026-07-01", ""),
    ("8-0002", "電話相談業務委託", "一般社団法人𠮷田", "健康づくり課", "2026-04-01", "2026-09-30"),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A desk with three contracts, two of them asked and answered (not taken in yet), one visit, one late finding."""
    base = tmp_path_factory.mktemp("desk")
    office, root, signer = operated(base)
    with office:

        def day(text: str) -> date | None:
            return date.fromisoformat(text) if text else None

        office.repository.save_ward_contracts(
            WardContract(number, title, contractor, section, "shinjuku-2012", day(start), day(end))
            for number, title, contractor, section, start, end in CONTRACTS
        )
        rows = bundles.asked(office, root, 2)
        bundles_ = [
            bundles.content(row, {ITEM: "nonconforming", "shinjuku-2012/contractor/2": "conforms"}) for row in rows
        ]
        (base / "in").mkdir()
        from evidence import build

        for place, content in enumerate(bundles_):
            build.build(base / "in" / f"{place}.asice.zip", content, [signer])
        ward_findings.raise_finding(
            office, Wanted("8-0002", ITEM, Severity.SERIOUS, "鍵の管理簿がない。", date(2026, 10, 1), fiscal_year=2026)
        )
    return base / "ward", base / "in"


@pytest.fixture
def office(made: tuple[Path, Path], tmp_path: Path) -> Path:
    import shutil

    shutil.copytree(made[0], tmp_path / "ward")
    return tmp_path / "ward"


def screen(app: Driver) -> WardList:
    """The list on top."""
    found = app.app.screen
    assert isinstance(found, WardList)
    return found


async def begin(app: Driver) -> None:
    """The first screen is the register; its day is the day of the tests."""
    await app.until(lambda: app.place == "WardRegisterScreen")
    app.app.workspace.clock = lambda: NOW
    await app.press("right", "left")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
async def test_the_register_and_the_findings(office: Path, size: tuple[int, int]) -> None:
    async with opened(office, size) as app:
        await begin(app)
        compare(app, "ward-register", size)
        await app.press("f4")
        compare(app, "ward-findings", size)
        await app.press("escape", "f6")
        assert "対応が必要な契約3件" in app.flowing
        await app.press("left")
        assert "令和7年度" in app.flowing
        assert "対応が必要な契約はありません" in app.flowing
        await app.press("f6")
        assert "まだありません" in app.flowing


async def test_a_folder_is_taken_in_with_progress(office: Path, made: tuple[Path, Path]) -> None:
    async with opened(office, LARGE) as app:
        await begin(app)
        await app.press("f5")
        await app.type(str(made[1]))
        await app.press("enter")
        await app.until(lambda: "2件を調べました" in app.flowing)
        assert "有効(VALID)2" in app.flowing
        await app.press("escape")
        assert "提出済み(有効)2" in app.flowing
        await app.press("f7")
        assert "不適合の多い分野" in app.text


async def test_a_finding_is_raised_on_an_item_and_decided(office: Path, made: tuple[Path, Path]) -> None:
    from selfaudit.services.workspace import Workspace

    with Workspace.open(office, program="test") as workspace:
        ward_import.receive_all(workspace, ward_import.files_in([made[1]]), processes=1)
        ward_contracts.visit(workspace, "8-0000", date(2026, 11, 2), "onsite", "区 職員")
    async with opened(office, LARGE) as app:
        await begin(app)
        screen(app).point_at("8-0000")
        await app.press("enter")
        assert app.place == "WardContractScreen"
        assert "立入調査" in app.text
        await app.press("enter")
        assert app.place == "WardReviewScreen"
        assert "前回指摘" not in app.text
        screen(app).point_at(f"item/{ITEM}")
        await app.settle()
        await app.press("f4")
        assert app.place == "WardFindingScreen"
        await app.type("画面ロックの設定がない。")
        await app.press("f5")
        assert app.place == "WardReviewScreen"
        assert "前回指摘" in app.text
        await app.press("home", "enter")
        assert "どうしますか" in app.text
        await app.press("1")
        await app.type("写真で確認")
        await app.press("enter")
        await app.until(lambda: "完了" in app.text)
        workspace = app.app.workspace
        closed = [seen.finding for seen in ward_findings.standing(workspace) if seen.finding.closed]
        assert [(row.text, row.remarks[-1]["text"]) for row in closed] == [("画面ロックの設定がない。", "写真で確認")]


async def test_nothing_is_kept_of_a_finding_left_without_saving(office: Path) -> None:
    async with opened(office, SMALL) as app:
        await begin(app)
        await app.press("f4", "enter")
        assert "もう一度指摘する" in app.text
        await app.press("2", "enter")
        await app.until(lambda: "理由が必要" in app.flowing)
        assert len(ward_findings.standing(app.app.workspace)[0].finding.remarks) == 1


async def test_the_findings_are_handed_out_signed_and_the_inspection_is_printed(office: Path, tmp_path: Path) -> None:
    from selfaudit.services.workspace import Workspace

    with Workspace.open(office, program="test") as workspace:
        ward_contracts.visit(workspace, "8-0002", date(2026, 11, 2), "onsite", "区 職員")
    async with opened(office, SMALL) as app:
        await begin(app)
        start = app.place
        app.app.workspace.clock = lambda: datetime.now(UTC)  # the ward's key is of today
        await app.press("f4", "f6")
        await app.until(lambda: app.place == "WardNotifyAct")
        assert "契約8-0002の指摘1件" in app.flowing
        await app.type("blind")
        assert "blind" not in app.text, "the folder is proposed, so that the secret's field has the focus"
        await app.press("ctrl+u")
        fill(app, out=tmp_path / "handed")
        await secret(app, "wrong")
        await app.press("f5")
        await app.until(lambda: app.place == "MessageScreen")
        assert not (tmp_path / "handed").exists()
        await app.press("enter")
        await app.until(lambda: app.place == "WardNotifyAct")
        await app.press("ctrl+u")
        await secret(app, SECRET)
        await app.press("f5")
        await app.until((tmp_path / "handed" / "findings.json.p7s").exists)
        await app.until(lambda: "指摘の一覧" in app.flowing)
        assert SECRET not in app.text
        await app.press("escape", "escape")
        await app.until(lambda: app.place == start)
        screen(app).point_at("8-0002")
        await app.press("enter", "f5")
        await app.until(lambda: "立入調査の行を選んで" in app.flowing)
        await app.press("down", "f5")
        await app.until(lambda: app.place == "WardPaperAct")
        fill(app, paper=tmp_path / "record.pdf")
        await app.press("f5")
        await app.until(lambda: "作りました" in app.flowing)
    assert (tmp_path / "record.pdf").read_bytes().startswith(b"%PDF-")


async def test_a_bundle_whose_contract_number_was_left_empty_can_be_opened(office: Path, tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "contractor", program="test") as own:
        walk = own.start(
            profile="shinjuku-2018", title="就労支援", contractor="みほん会", fiscal_year=2026, operator="点検 担当"
        )
        sealed = seal.seal(walk, tmp_path, "correct horse battery")
    with Workspace.open(office, program="test") as desk_:
        ward_import.receive_all(desk_, [sealed.path])
    async with opened(office) as app:
        await begin(app)
        assert "(番号なし)" in app.text
        screen(app).point_at(" ")
        await app.press("enter")
        assert app.place == "WardContractScreen"
        assert "契約 (番号なし)" in app.text
        assert "就労支援" in app.text
