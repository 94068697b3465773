"""Taking fingerprints at receipt in the app: what is filled in, what is asked again, what was stored, and nothing else."""

from pathlib import Path

import pytest

from checks.residue.fingerprint import Key, open_registry
from tests.tui.driver import LARGE, SMALL, Driver, opened
from tests.tui.test_ending import PASSPHRASE, flows
from tests.tui.test_snapshots import compare
from tests.unit.selfaudit.services.test_erase import residents

CONSENT = ("障害施策推進課長 見本 三郎", "R8.4.1", "8見障発第3号")


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """A folder with a list whose last column tells its kind only to who knows."""
    folder = tmp_path / "received"
    folder.mkdir()
    table = residents().replace("電話番号", "れんらく").encode("cp932")
    (folder / "名簿.csv").write_bytes(table)
    return folder


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def fill(app: Driver, *texts: str) -> None:
    for text in texts:
        await app.type(text)
        await app.press("enter")


async def test_a_registry_is_made_with_columns_key_half_and_consent(data: Path, tmp_path: Path, received: Path) -> None:
    file, half = tmp_path / "intake.registry", tmp_path / "half.bin"
    half.write_bytes(b"half of the ward")
    async with opened(data) as app:
        await app.press("5", "f5")
        assert app.place == "FingerprintsScreen"
        await fill(app, str(received), "れんらく＝電話番号", str(file), str(half), *CONSENT, PASSPHRASE, PASSPHRASE)
        await app.until(lambda: flows(app, "指紋台帳を作りました"))
        registry = open_registry(file, Key(b"half of the ward", PASSPHRASE))
        assert registry.consent == "障害施策推進課長 見本 三郎  令和8年4月1日  8見障発第3号"
        assert registry.counts["records"] == 40
        digest = registry.digest
        registry.close()
        assert flows(app, "電話番号 40")
        app.app.screen.query_one("VerticalScroll").scroll_end(animate=False)
        await app.settle()
        assert digest in app.flowing
        for name in ("passphrase", "again"):
            assert app.app.screen.query_one(f"#fingerprints-{name}").value == ""  # type: ignore[attr-defined]
    kept = everything_in(data)
    assert PASSPHRASE.encode() not in kept
    assert b"half of the ward" not in kept


async def test_without_consent_it_asks_once_more_and_without_the_column_finds_fewer_values(
    data: Path, tmp_path: Path, received: Path
) -> None:
    file = tmp_path / "intake.registry"
    async with opened(data, LARGE) as app:
        await app.press("e", "f2")
        await fill(app, str(received), "", str(file), "", "", "", "", PASSPHRASE, PASSPHRASE)
        assert flows(app, "複写の承諾が書かれていません")
        assert not file.exists()
        await app.press("f5")
        await app.until(lambda: flows(app, "指紋台帳を作りました"))
        assert flows(app, "住所 40")
        assert not flows(app, "電話番号 40")
        assert flows(app, "パスフレーズだけで守られます")
        await app.press("escape")
        assert app.place == "EndingScreen"
        assert app.app.screen.query_one("#ending-registry").value == str(file)  # type: ignore[attr-defined]


async def test_the_headings_are_looked_at_before_and_several_places_are_registered_at_once(
    data: Path, tmp_path: Path, received: Path
) -> None:
    file, more = tmp_path / "intake.registry", tmp_path / "more.csv"
    more.write_bytes(residents(3).replace("見本町", "見本三町").encode("cp932"))
    async with opened(data, LARGE) as app:
        app.app.open_place("fingerprints")
        await app.settle()
        await fill(app, f"{received}; {more}", "", str(file), "", *CONSENT)
        await app.press("f6")
        await app.until(lambda: flows(app, "種類が分からない見出し"))
        assert flows(app, "れんらく")
        assert flows(app, "more.csv")
        assert not file.exists()
        app.app.screen.query_one("#fingerprints-passphrase").focus()
        await fill(app, PASSPHRASE, PASSPHRASE)
        await app.until(lambda: flows(app, "指紋台帳を作りました"))
        assert flows(app, "操作の記録に残しました")
        rows = app.app.screen.workspace.repository.registrations(app.app.screen.walk.contract.id)  # type: ignore[attr-defined]
        assert [row.counts["files"] for row in rows] == [2]


@pytest.mark.parametrize(
    ("columns", "consent", "again", "said"),
    [
        ("れんらく", ("", "", ""), PASSPHRASE, "見出しと種類の対応が読めません"),
        ("れんらく=電波", ("", "", ""), PASSPHRASE, "電話番号"),
        ("", ("課長", "", ""), PASSPHRASE, "だれが・いつ・どの書面で"),
        ("", ("課長", "いつか", "第1号"), PASSPHRASE, "日付"),
        ("", CONSENT, "another half", "2つのパスフレーズが違います"),
    ],
)
async def test_what_does_not_do_is_said_and_nothing_is_made(
    columns: str, consent: tuple[str, str, str], again: str, said: str, data: Path, tmp_path: Path, received: Path
) -> None:
    file = tmp_path / "intake.registry"
    async with opened(data, LARGE) as app:
        app.app.open_place("fingerprints")
        await app.settle()
        await fill(app, str(received), columns, str(file), "", *consent, PASSPHRASE, again)
        assert app.place == "MessageScreen"
        assert flows(app, said)
    assert not file.exists()


async def test_escape_stops_a_long_registration_and_nothing_is_made(data: Path, tmp_path: Path) -> None:
    file, folder = tmp_path / "intake.registry", tmp_path / "long"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number}.csv").write_bytes(residents(2000).replace("見本町", f"見本{number}町").encode("cp932"))
    async with opened(data, LARGE) as app:
        app.app.open_place("fingerprints")
        await app.settle()
        await fill(app, str(folder), "", str(file), "", *CONSENT, PASSPHRASE)
        await app.type(PASSPHRASE)
        await app.press("f5")
        await app.until(lambda: flows(app, "Esc で中止"))
        await app.press("escape")
        await app.until(lambda: app.place == "MessageScreen")
        assert flows(app, "登録を中止しました。台帳は作られていません")
        await app.press("enter")
        assert app.place == "FingerprintsScreen"
    assert not file.exists()


async def test_the_screen_looks_as_it_should(data: Path) -> None:
    for size in (SMALL, LARGE):
        async with opened(data, size) as app:
            app.app.open_place("fingerprints")
            await app.settle()
            compare(app, "fingerprints", size)
