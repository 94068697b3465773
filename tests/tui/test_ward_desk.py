"""The ward's desk from its first start on: everything it hands out and takes in, from the screen, checked by the other side."""

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter
from textual.widgets import Input

from evidence.web.page import OUT as PAGE
from selfaudit.domain.desk import WardContract
from selfaudit.services import handover, keyring, request
from selfaudit.services.workspace import Workspace
from tests.assets.exchange import NUMBER, PROFILE, SECRET, Pair, key, pair
from tests.tui.driver import LARGE, NOW, SMALL, Driver, opened
from tests.tui.test_handing import fill, secret
from tests.tui.test_snapshots import compare

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Ward and contractor, both closed: their keys are made once."""
    made = pair(tmp_path_factory.mktemp("met"))
    made.close()
    return made


@pytest.fixture
def both(met: Pair, tmp_path: Path) -> Iterator[Pair]:
    """A copy for one test, with the contractor open."""
    folder = tmp_path / "both"
    shutil.copytree(met.folder, folder)
    with Workspace.open(folder / "contractor", program="test") as workspace:
        walk = workspace.walk()
        assert walk
        yield replace(met, folder=folder, walk=walk)


async def act(app: Driver, *keys: str) -> None:
    """From the register: the list of everything the desk does, then these keys."""
    await app.until(lambda: app.place == "WardRegisterScreen")
    await app.press("f3")
    await app.until(lambda: app.place == "WardMenuScreen")
    await app.press("home", *keys, "enter")


async def run(app: Driver, said: str) -> None:
    """Do the act and wait for what it says."""
    await app.press("f5")
    await app.until(lambda: said in app.flowing or app.place == "MessageScreen")
    assert said in app.flowing, app.text


@SIZES
async def test_a_clerk_opens_the_desk_without_a_command(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(tmp_path / "new", size) as app:
        await app.until(lambda: app.place == "FirstRunScreen")
        assert "F2で窓口を開きます" in app.flowing
        await app.press("f2")
        await app.until(lambda: app.place == "WardBeginAct")
        compare(app, "ward-begin", size)
        fill(app, ward="見本区 契約管理課")
        await secret(app, SECRET)
        app.app.screen.query_one("#act-again", Input).value = "another one"
        await app.press("f5")
        await app.until(lambda: app.place == "MessageScreen")
        assert "2つのパスフレーズが違います" in app.flowing
        await app.press("enter")
        await secret(app, SECRET)
        app.app.screen.query_one("#act-again", Input).value = SECRET
        await run(app, "鍵を作りました")
        shown = keyring.shown(keyring.path_of(tmp_path / "new", keyring.WARD))
        assert shown
        assert shown[0] == "見本区 契約管理課"
        assert "".join(keyring.grouped(shown[1]).split()) in app.flowing.replace("指紋", "")
        await app.press("escape")
        await app.until(lambda: app.place == "WardRegisterScreen")
        assert "見本区契約管理課契約台帳" in app.flowing
        await app.press("f3")
        await app.until(lambda: app.place == "WardMenuScreen")
        compare(app, "ward-menu", size)


async def test_the_fingerprint_is_printed_and_the_key_copied(both: Pair, tmp_path: Path) -> None:
    async with opened(both.folder / "ward") as app:
        await act(app, "end")
        assert "".join(keyring.grouped(both.root.fingerprint).split())[:32] in app.flowing
        fill(app, announcement_paper=tmp_path / "own.pdf", copy=tmp_path / "ward-copy.key")
        await run(app, "写しを作りました")
    pdfium = pytest.importorskip("pypdfium2")
    printed = pdfium.PdfDocument(tmp_path / "own.pdf")[0].get_textpage().get_text_range()
    rows = [keyring.grouped(both.root.fingerprint[place : place + 16]) for place in range(0, 64, 16)]
    assert all(row in " ".join(printed.split()) for row in rows)
    assert keyring.open_key(tmp_path / "ward-copy.key", SECRET).fingerprint == both.root.fingerprint


async def test_a_key_is_registered_compared_and_revoked(both: Pair) -> None:
    extra = key(both.folder, "spare")
    async with opened(both.folder / "ward") as app:
        await act(app, "down")
        await app.until(lambda: app.place == "WardKeysScreen")
        await app.press("f4")
        await app.until(lambda: app.place == "WardRegisterAct")
        fill(app, certificate=both.folder / "spare.pem", role="9")
        await app.press("f5")
        await app.until(lambda: app.place == "MessageScreen")
        assert "1点検担当者" in app.flowing
        await app.press("enter")
        fill(app, role="1", contract_or_all=NUMBER, holder="予備")
        await run(app, "予備を点検担当者として登録しました")
        assert keyring.grouped(extra.fingerprint)[:39] in app.text
        assert keyring.grouped(extra.fingerprint[32:]) in app.text
        await app.press("escape")
        await app.until(lambda: app.place == "WardKeysScreen")
        await app.press("end", "enter")
        await app.until(lambda: app.place == "WardRevokeAct")
        assert keyring.grouped(extra.fingerprint)[:39] in app.text
        fill(app, since="R8.11.1")
        await run(app, "失効させました")
        await app.press("escape")
        assert "うち失効1本" in app.flowing
        rows = {row.key: row for row in app.app.workspace.repository.registered_keys()}
        assert rows[extra.fingerprint].revoked_since is not None
        assert rows[both.operator.fingerprint].revoked_since is None


async def test_a_request_from_the_screen_is_accepted_by_the_contractor(both: Pair, tmp_path: Path) -> None:
    with Workspace.open(both.folder / "ward", program="test") as office:
        office.repository.save_ward_contracts([WardContract(NUMBER, "見本業務委託", "株式会社見本", "", PROFILE)])
    async with opened(both.folder / "ward") as app:
        await act(app, "down", "down")
        await app.until(lambda: app.place == "WardRequestAct")
        fill(app, contract=NUMBER, due="R81.3.31", out=tmp_path / "asked")
        await secret(app, SECRET)
        await run(app, "監査依頼:")
        assert SECRET not in app.text
    folder = tmp_path / "asked"
    assert sorted(path.name for path in folder.iterdir()) == [
        *("request.json", "request.json.p7s", "trust.json", "trust.json.p7s"),
    ]
    asked = both.take_in(folder / "request.json")
    assert (asked.roles, asked.due.astimezone(NOW.tzinfo).date().isoformat()) == (
        ("operator", "approver"),
        "2099-03-31",
    )


async def test_requests_for_a_whole_list_are_all_issued_or_none(both: Pair, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(
            [("契約番号", "様式", "提出期限"), ("8-1", PROFILE, "R81.3.31"), ("8-2", PROFILE, "")]
        ):
            sheet.write_row(line, 0, row)
    async with opened(both.folder / "ward") as app:
        await act(app, "down", "down", "down")
        await app.until(lambda: app.place == "WardRequestsAct")
        fill(app, list=path, out=tmp_path / "asked")
        await secret(app, SECRET)
        await run(app, "提出期限がありません")
        assert not (tmp_path / "asked").exists()
        fill(app, due_all="R81.3.31")
        await secret(app, SECRET)
        await run(app, "2件出しました")
    assert len(list((tmp_path / "asked").glob("*/request.json.p7s"))) == 2


async def test_the_verifier_page_is_handed_out_with_its_fingerprint(both: Pair, tmp_path: Path) -> None:
    async with opened(both.folder / "ward") as app:
        await act(app, *["down"] * 4)
        await app.until(lambda: app.place == "WardVerifierAct")
        fill(app, contract_or_all=NUMBER, out=tmp_path / "page")
        await run(app, "検証ページ:")
        page = (tmp_path / "page" / "verify.html").read_bytes()
        digest = hashlib.sha256(page).hexdigest()
        assert keyring.grouped(digest[:32]) in app.text
        assert keyring.grouped(digest[32:]) in app.text
        assert page != PAGE.read_bytes(), "the ward's key and the contract's keys are in it"


def delivered(both: Pair) -> tuple[Path, str]:
    """The contractor's encrypted archive and the password on its notice."""
    both.take_in(asked(both))
    medium, paper = both.fresh(), both.fresh()
    made = handover.deliver(both.signed(both.sealed()).path, medium, paper, handled_by="点検 担当", when=NOW)
    notice = made.text.read_text("utf-8")
    row = next(row for row in notice.splitlines() if row.startswith("パスワード　"))
    return made.path, row.split(":")[1].strip()


def asked(both: Pair) -> Path:
    """The ward's request, issued while its desk is not open in the app."""
    with Workspace.open(both.folder / "ward", program="test") as office:
        both.office = office
        return both.ask()


async def test_an_encrypted_delivery_opens_after_a_wrong_password_and_the_password_is_kept_nowhere(
    both: Pair, tmp_path: Path
) -> None:
    archive, password = delivered(both)
    (folder := tmp_path / "many").mkdir()
    shutil.copy(archive, folder / "one.zip")
    (folder / "two.zip").write_bytes(b"no archive at all")
    async with opened(both.folder / "ward") as app:
        await app.until(lambda: app.place == "WardRegisterScreen")
        await app.press("f5")
        assert not app.app.screen.query_one("#import-password").display
        await app.type(str(folder))
        await app.press("enter")
        await app.until(lambda: app.app.screen.query_one("#import-password").display)
        assert "暗号化されたファイルが1件" in app.flowing
        await app.type("wrong-word")
        await app.press("enter")
        await app.until(lambda: "パスワードが違います" in app.flowing)
        assert "wrong-word" not in app.text
        await app.type(password)
        await app.press("enter")
        await app.until(lambda: "有効(VALID)1" in app.flowing)
        assert not app.app.screen.query_one("#import-password").display
        assert "2件を調べました" in app.flowing
        await app.press("escape")
        await app.until(lambda: app.place == "WardRegisterScreen")
        assert "提出済み(有効)1" in app.flowing
    for path in (path for path in (both.folder / "ward").rglob("*") if path.is_file()):
        content = path.read_bytes()
        assert password.encode() not in content, path.name
        assert b"wrong-word" not in content, path.name


async def test_the_receipt_is_signed_from_the_contract_and_taken_by_the_contractor(both: Pair, tmp_path: Path) -> None:
    archive, password = delivered(both)
    with Workspace.open(both.folder / "ward", program="test") as office:
        from selfaudit.services import ward_receive

        taken = ward_receive.receive(office, archive, lambda: password)
        assert taken.row
    async with opened(both.folder / "ward") as app:
        await app.until(lambda: app.place == "WardRegisterScreen")
        await app.press("enter")
        await app.until(lambda: app.place == "WardContractScreen")
        assert "有効(VALID)" in app.flowing
        assert "署名の時刻は、署名した人のPCの時計によるものです" in app.flowing, "a code is told in words"
        await app.press("f3")
        await app.until(lambda: app.place == "WardMenuScreen")
        assert f"契約{NUMBER}の仕事" in app.flowing
        await app.press("home", *["down"] * 4, "enter")
        await app.until(lambda: app.place == "WardReceiptAct")
        fill(app, out=tmp_path / "receipt")
        await secret(app, SECRET)
        await run(app, "受領書:")
    row = handover.import_receipt(both.walk.workspace, tmp_path / "receipt" / "receipt.json", [both.root.fingerprint])
    assert (row.bundle, row.verdict) == (taken.row.id, "VALID")
    assert request.asked(both.walk) is not None


async def test_a_visit_is_noted_and_two_bundles_are_compared(both: Pair) -> None:
    both.take_in(asked(both))
    first, second = both.sealed(), both.sealed()
    async with opened(both.folder / "ward") as app:
        await act(app, *["down"] * 7)
        await app.until(lambda: app.place == "WardVisitAct")
        fill(app, contract=NUMBER, on="R8.11.2", method="2", inspectors="監査係")
        await run(app, "立入調査を記録しました")
        (kept,) = app.app.workspace.repository.visits()
        assert (kept.day.isoformat(), kept.method, kept.inspectors) == ("2026-11-02", "online", "監査係")
        await app.press("escape", "down", "down", "enter")
        await app.until(lambda: app.place == "WardCompareAct")
        fill(app, before=first, after=second)
        await run(app, "従事者の違いは分かりません")
