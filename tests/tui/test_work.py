"""Long work: real checks of this PC, a real search, a real seal, all from the screen and without blocking it."""

import time
from pathlib import Path

import pytest

from evidence import verify
from evidence.verdict import Verdict
from selfaudit.services import keyring, seal, search
from selfaudit.text import messages
from tests.tui.driver import Driver, opened

PASSPHRASE = "とても長いことばです"


async def test_the_checks_run_and_stand_beside_the_rows(data: Path) -> None:
    async with opened(data, (120, 40)) as app:
        await app.press("3")
        assert "まだ検査していません" in app.text
        await app.press("f5")
        await app.until(lambda: "検査が終わりました" in app.text or app.place == "MessageScreen")
        assert "未検査" not in app.text
        stored = app.walk.workspace.repository.machine_results(app.walk.inspection.id)
        assert stored
        await app.press("escape", "2")
        row = next(view.item.id for view in app.walk.items() if view.counts and view.machine)
        app.walk.last_item = row
        await app.press("escape", "2")
        assert "PCの検査" in app.text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file that holds personal data, and clean ones."""
    place = tmp_path / "共有"
    place.mkdir()
    (place / "名簿.csv").write_text("氏名,電話\n佐藤 健一,090-8273-6491\n高橋 由美子,080-5926-3748\n", encoding="cp932")
    for number in range(20):
        (place / f"議事録{number}.txt").write_text("本日の議題について。", encoding="utf-8")
    return place


async def test_a_search_shows_findings_masked_and_keeps_counts_only(data: Path, folder: Path) -> None:
    async with opened(data, (120, 40)) as app:
        await app.press("4")
        await app.type(str(folder))
        await app.press("enter")
        await app.until(lambda: "終わりました" in app.text or app.place == "MessageScreen")
        assert "終わりました: 検出あり(内容)" in app.text
        assert "21ファイル" in app.text
        assert "名簿.csv" in app.text
        await app.press("tab", "down")
        assert "090-8273-6491" not in app.text
        runs = app.walk.workspace.repository.search_runs(app.walk.inspection.id)
        assert runs[0].summary["files"] == 21
        assert "健一" not in str(runs[0].summary)


async def test_a_folder_that_does_not_exist_is_told(data: Path, tmp_path: Path) -> None:
    async with opened(data) as app:
        await app.press("4")
        await app.type(str(tmp_path / "ない"))
        await app.press("enter")
        await app.until(lambda: app.place == "MessageScreen")
        assert "次にすること" in app.text


async def test_a_search_is_stopped_and_says_what_that_means(
    data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = search.run

    def slow(*values: object, **named: object) -> object:
        while not named["cancel"].is_set():  # type: ignore[attr-defined]
            time.sleep(0.01)
        return original(*values, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(search, "run", slow)
    async with opened(data) as app:
        await app.press("4")
        await app.type(str(folder))
        await app.press("enter")
        assert app.place == "SearchScreen", "the screen answers while the search runs"
        await app.press("f8")
        await app.until(lambda: "途中で止めました" in app.text)
        assert "証明になりません" in app.flowing


async def seal_into(app: Driver, place: Path, first: str = PASSPHRASE, second: str = PASSPHRASE) -> None:
    from selfaudit.tui.widgets.line import Line

    await app.press("6")
    app.app.screen.query_one("#seal-folder", Line).load_text(str(place))
    await app.press("enter")
    await app.type(first)
    await app.press("enter")
    await app.type(second)
    await app.press("enter")


async def test_a_seal_makes_a_file_that_the_verifier_reads(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "提出"
    out.mkdir()
    async with opened(data, (120, 40)) as app:
        await seal_into(app, out)
        # The verdict is the last line to be painted.
        await app.until(lambda: "VALID" in app.text or app.place == "MessageScreen")
        assert "封印しました" in app.text
        assert "識別番号" in app.text
        assert "VALID" in app.text, "the file just written was verified"
        assert "署名鍵の指紋" in app.text
        assert "紙に書いて" in app.flowing
        assert PASSPHRASE not in app.text
        bundles = list(out.iterdir())
        assert len(bundles) == 1
        signer = keyring.open_key(seal.key_info(app.walk).path, PASSPHRASE)
        assert "".join(keyring.grouped(signer.fingerprint).split()) in app.flowing
        report = verify.verify(bundles[0])
        assert report.verdict is Verdict.INDETERMINATE
        assert "SIGNER_UNTRUSTED" in [code.code.name for code in report.codes], "all but the signer is proved"


async def test_two_different_passphrases_are_refused(data: Path, tmp_path: Path) -> None:
    async with opened(data) as app:
        await seal_into(app, tmp_path, second="別のことばです長い")
        assert "2つのパスフレーズが違います" in app.text


async def test_a_short_passphrase_is_refused_with_a_next_step(data: Path, tmp_path: Path) -> None:
    async with opened(data) as app:
        await seal_into(app, tmp_path, "短い", "短い")
        await app.until(lambda: app.place == "MessageScreen")
        assert "次にすること" in app.text


async def test_an_empty_passphrase_is_asked_for(data: Path, tmp_path: Path) -> None:
    async with opened(data) as app:
        await seal_into(app, tmp_path, "", "")
        assert "パスフレーズを入力してください。" in app.text


async def test_enter_and_then_the_start_key_search_once(data: Path, folder: Path) -> None:
    async with opened(data) as app:
        await app.press("4")
        await app.type(str(folder))
        await app.press("enter")
        await app.until(lambda: "終わりました" in app.text)
        await app.press("f5")
        assert "もう一度 F5" in app.flowing.replace("もう一度F5", "もう一度 F5")
        assert len(app.walk.search_runs()) == 1
        await app.press("f5")
        await app.until(lambda: len(app.walk.search_runs()) == 2)


async def test_leaving_during_a_search_stops_it_before_the_data_are_closed(
    data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def endless(*_: object, **named: object) -> None:
        named["cancel"].wait(20)  # type: ignore[attr-defined]
        seen.append(named["cancel"].is_set())  # type: ignore[attr-defined]

    monkeypatch.setattr(search, "run", endless)
    async with opened(data) as app:
        await app.press("4")
        await app.type(str(folder))
        await app.press("enter", "ctrl+q")
    assert seen == [True]


async def test_the_verdict_is_said_in_the_readers_language(data: Path, folder: Path) -> None:
    messages.set_language("en")
    async with opened(data) as app:
        await app.press("4")
        await app.type(str(folder))
        await app.press("enter")
        await app.until(lambda: "Done: " in app.text)
        assert "検出" not in app.text
        await app.press("escape", "4")
        assert "Last result: " in app.text
        assert "検出" not in app.text
