"""The exchange with the ward from the screen: each step with its state, with real keys, files and a real desk behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from selfaudit.domain.exchange import HandOver, SealedBundle
from selfaudit.services import handover, keyring, seal, ward_receive
from selfaudit.services.workspace import Workspace
from selfaudit.text import messages
from selfaudit.tui.widgets.line import Line
from tests.assets.exchange import SECRET, Pair, pair
from tests.tui.driver import LARGE, Driver, opened
from tests.tui.test_language import JAPANESE
from tests.tui.test_snapshots import SIZES, THEN, compare


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Pair]:
    made = pair(tmp_path)
    yield made
    made.office.close()


def fill(app: Driver, **values: object) -> None:
    for name, value in values.items():
        app.app.screen.query_one(f"#act-{name}", Line).load_text(str(value))


def found(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern))


async def secret(app: Driver, text: str) -> None:
    app.app.screen.query_one("#act-passphrase").focus()
    await app.type(text)


async def open_step(app: Driver, place: int) -> None:
    """From the list of steps: the first is highlighted where nothing is open, else that one."""
    await app.press("home", *["down"] * place, "enter")


async def test_the_request_is_taken_in_and_the_missing_pcs_are_named(both: Pair) -> None:
    asked = both.ask(hosts=("pc-keiri", "pc-madoguchi"))
    both.walk.workspace.close()
    async with opened(both.folder / "contractor") as app:
        await app.press("7")
        assert app.place == "HandingScreen"
        assert "取り込んでいません" in app.text
        await open_step(app, 0)
        fill(app, request=asked, trust=asked.with_name("trust.json"), pin=keyring.grouped(both.root.fingerprint))
        await app.press("f5")
        await app.until(lambda: "依頼を取り込みました" in app.text or app.place == "MessageScreen")
        assert keyring.grouped(both.root.fingerprint)[:39] in app.text
        await app.press("escape")
        assert "見本区" in app.text
        assert "pc-keiri pc-madoguchi" in app.text


async def test_a_request_of_nobody_known_is_refused_with_its_fingerprint(both: Pair) -> None:
    asked = both.ask()
    both.walk.workspace.close()
    async with opened(both.folder / "contractor") as app:
        await app.press("7")
        await open_step(app, 0)
        fill(app, request=asked)
        await app.press("f5")
        await app.until(lambda: app.place == "MessageScreen")
        assert keyring.grouped(both.root.fingerprint)[:14] in app.text


async def test_the_keys_are_shown_in_groups_and_made(both: Pair, tmp_path: Path) -> None:
    both.walk.workspace.close()
    async with opened(both.folder / "contractor", LARGE) as app:
        await app.press("7")
        await open_step(app, 1)
        assert keyring.grouped(both.operator.fingerprint)[:39] in app.text
        fill(app, role="2", name="取扱 責任", out=tmp_path)
        await secret(app, SECRET)
        await app.press("enter")
        await app.until(lambda: "届け出る証明書: " in app.text or app.place == "MessageScreen")
        (made,) = found(tmp_path, "approver-*.pem")
        assert made.read_bytes().startswith(b"-----BEGIN CERTIFICATE")
        assert SECRET not in app.text


async def test_the_bundle_sealed_last_is_proposed_for_delivery(
    both: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    sealed = seal.seal(both.walk, tmp_path, SECRET)
    both.walk.workspace.close()
    async with opened(both.folder / "contractor", LARGE) as app:
        await app.press("7")
        await open_step(app, 4)
        assert app.app.screen.query_one("#act-bundle", Line).value == str(sealed.path)


async def test_signed_delivered_and_receipted_from_the_screen(both: Pair) -> None:
    both.take_in(both.ask())
    bundle = both.sealed()
    both.walk.workspace.close()
    signed, medium, paper = both.fresh(), both.fresh(), both.fresh()
    async with opened(both.folder / "contractor", LARGE) as app:
        await app.press("7")
        assert "取扱責任者がまだ署名していません" in app.text
        await open_step(app, 3)
        fill(app, bundle=bundle, out=signed, key=both.folder / "approver.key")
        await secret(app, SECRET)
        await app.press("f5")
        await app.until(lambda: "もう一度 F5" in app.text or app.place == "MessageScreen")
        assert found(signed, "*") == [], "first it is looked at"
        await app.press("f5")
        await app.until(lambda: "署名したファイル" in app.text or app.place == "MessageScreen")
        (file,) = found(signed, "*")
        await app.press("escape")
        await open_step(app, 4)
        fill(app, bundle=file, out=medium, notice=paper, by="点検 担当")
        await app.press("f5")
        await app.until(lambda: ("通知書" in app.text and "渡すファイル" in app.text) or app.place == "MessageScreen")
        (archive,) = found(medium, "*")
        notice = found(paper, "*.txt")[0].read_text("utf-8")
        password = next(row for row in notice.splitlines() if row.startswith("パスワード　")).split(":")[1].strip()
        assert password not in app.text
        await app.press("escape")
        assert archive.name in app.text
        taken = ward_receive.receive(both.office, archive, lambda: password)
        assert taken.row is not None
        receipt, _ = ward_receive.receipt(both.office, taken.row.id, both.root, both.fresh())
        await open_step(app, 5)
        fill(app, receipt=receipt)
        await app.press("f5")
        await app.until(lambda: "受領書を取り込みました" in app.text or app.place == "MessageScreen")
        await app.press("escape")
        assert app.text.count("受領書") >= 2
        await app.press("escape")
        assert app.place == "HomeScreen"
    assert handover.looked_at(file).verdict.value != "INVALID"


async def test_after_a_wrong_passphrase_the_next_try_begins_with_a_look(both: Pair) -> None:
    both.take_in(both.ask())
    bundle, signed = both.sealed(), both.fresh()
    both.walk.workspace.close()
    async with opened(both.folder / "contractor", LARGE) as app:
        await app.press("7")
        await open_step(app, 3)
        fill(app, bundle=bundle, out=signed, key=both.folder / "approver.key")
        await secret(app, "not the passphrase")
        await app.press("f5")
        await app.until(lambda: "もう一度 F5" in app.text)
        await app.press("f5")
        await app.until(lambda: app.place == "MessageScreen")
        await app.press("enter")
        assert "もう一度 F5" not in app.text, "what the first try said is gone"
        assert app.app.focused is not None
        assert app.app.focused.id == "act-passphrase"
        await secret(app, SECRET)
        await app.press("f5")
        await app.until(lambda: "もう一度 F5" in app.text)
        await app.press("f5")
        await app.until(lambda: "署名したファイル" in app.text)
    assert len(found(signed, "*")) == 1


async def test_an_empty_field_is_pointed_at(both: Pair) -> None:
    both.walk.workspace.close()
    async with opened(both.folder / "contractor") as app:
        await app.press("7")
        await open_step(app, 5)
        await app.press("f5")
        assert "空の欄があります" in app.text
        assert app.app.focused is not None
        assert app.app.focused.id == "act-receipt"


async def test_where_a_timestamp_is_demanded_its_service_is_asked_for(both: Pair, tmp_path: Path) -> None:
    both.take_in(both.ask(timestamp=True))
    both.walk.workspace.close()
    async with opened(both.folder / "contractor", LARGE) as app:
        await app.press("6")
        assert "時刻局のURL" in app.text
        app.app.screen.query_one("#seal-folder", Line).load_text(str(tmp_path))
        await app.press("enter")
        assert app.app.focused is not None
        assert app.app.focused.id == "seal-tsa"
        app.app.screen.query_one("#seal-tsa", Line).load_text("http://127.0.0.1:9/")
        await app.press("enter")
        await app.type(SECRET)
        await app.press("enter")
        await app.until(lambda: app.place == "MessageScreen")
        assert found(tmp_path, "*.zip") == [], "nothing is sealed without the timestamp"


@pytest.fixture
def handed(data: Path) -> Path:
    """The prepared inspection, sealed, signed again and delivered some day."""
    with Workspace.open(data, program="test") as workspace:
        walk = workspace.walk()
        assert walk
        bundle, own = "ab" * 32, walk.inspection.id
        workspace.repository.save_sealed_bundle(SealedBundle(bundle, own, THEN, 230_000, "", 812, "01" * 32))
        for number, (act, file) in enumerate((("countersign", "bundle.asice.zip"), ("deliver", "000123.zip"))):
            done = HandOver(f"h{number}", own, bundle, act, THEN, file, 231_000, 813 + number, "02" * 32)
            workspace.repository.save_hand_over(done)
    return data


SCREENS = {"handing": None, "handing-request": 0, "handing-countersign": 3, "handing-deliver": 4, "handing-receipt": 5}


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_every_screen(handed: Path, size: tuple[int, int]) -> None:
    differing = []
    async with opened(handed, size) as app:
        for name, place in SCREENS.items():
            await app.press("7")
            if place is not None:
                await open_step(app, place)
            try:
                compare(app, name, size)
            except AssertionError as error:
                differing.append(f"{name}: {error}")
            while app.place != "HomeScreen":
                await app.press("escape")
    assert not differing, "\n".join(differing)


async def test_no_screen_is_half_translated(handed: Path) -> None:
    messages.set_language("en")
    async with opened(handed) as app:
        operator = app.app.workspace.operator
        for place in (None, 0, 2, 3, 4, 5):
            await app.press("7")
            if place is not None:
                await open_step(app, place)
            shown = app.text.replace(operator, "")
            if app.place.startswith("Handing") or app.place.endswith("Act"):
                assert JAPANESE.findall(shown) == []
            while app.place != "HomeScreen":
                await app.press("escape")
