"""The end of a contract in the app: found, erased after two confirmations, found no more, certified."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from checks.residue.fingerprint import Key
from selfaudit.domain.register import RegisterKind
from selfaudit.services import residue
from tests.tui.driver import LARGE, SMALL, Driver, opened
from tests.tui.test_snapshots import compare
from tests.unit.selfaudit.services.test_erase import residents

PASSPHRASE = "contractor half"


def flows(app: Driver, sentence: str) -> bool:
    return "".join(sentence.split()) in app.flowing


def registry(folder: Path) -> Path:
    source = folder / "received"
    source.mkdir()
    (source / "名簿.csv").write_bytes(residents().encode("cp932"))
    file = folder / "intake.registry"
    residue.register([source], file, Key(b"", PASSPHRASE), column_map={}, consent="")
    return file


def left_behind(folder: Path) -> Path:
    folder.mkdir()
    left = folder / "写し.csv"
    left.write_bytes(residents().encode("cp932"))
    (folder / "別.txt").write_text("何もない\n" * 99, encoding="utf-8")
    return left


def written(folder: Path) -> list[Path]:
    return sorted(folder.glob("erasure-*"))


def certificate_in(folder: Path) -> Any:
    return json.loads(next(path for path in written(folder) if path.suffix == ".json").read_text("utf-8"))


def settle(app: Driver) -> None:
    for book in (RegisterKind.RECEIPT, RegisterKind.ERASURE):
        for field, text in {"asset": "名簿", "quantity": "1"}.items():
            app.walk.registers.set(f"row-{book}", book, field, text)


async def test_from_the_search_to_the_certificate(data: Path, tmp_path: Path) -> None:
    file = registry(tmp_path)
    left = left_behind(tmp_path / "disk")
    async with opened(data, LARGE) as app:
        settle(app)
        await app.press("e")
        assert flows(app, "終わりまで行った残置の探索がありません")
        for text in (str(left.parent), "", "", str(file), "", PASSPHRASE):
            await app.type(text)
            await app.press("enter")
        runs = app.app.workspace.repository.exit_runs
        contract = app.walk.contract.id
        await app.until(lambda: len(runs(contract)) == 1)
        await app.until(lambda: flows(app, "写し.csv"))
        await app.until(lambda: flows(app, "残置の探索で内容が見つかったままです"))
        await app.press("f6")
        assert app.place == "EraseFoundScreen"
        assert flows(app, "よければ F2 を押してください(まだ何も消しません)")
        await app.press("f2")
        await app.type("0000x")
        await app.press("enter")
        await app.until(lambda: app.place == "MessageScreen")
        assert left.exists(), "a wrong number erases nothing"
        await app.press("enter")
        code = app.app.screen._plan.code  # type: ignore[attr-defined]
        field = app.app.screen.query_one("#erase-code")
        field.load_text("")  # type: ignore[attr-defined]
        field.focus()
        await app.type(code)
        await app.press("enter")
        await app.until(lambda: flows(app, "1件を消しました"))
        assert not left.exists()
        await app.press("escape")
        app.app.screen.query_one("#ending-passphrase").focus()
        await app.type(PASSPHRASE)
        await app.press("enter")
        await app.until(lambda: len(runs(contract)) == 2)
        (found,) = app.app.workspace.repository.file_erasures(contract)
        assert found.failed == ""


async def test_after_a_wrong_passphrase_the_next_try_is_clean(data: Path, tmp_path: Path) -> None:
    file, left = registry(tmp_path), left_behind(tmp_path / "disk")
    async with opened(data, LARGE) as app:
        settle(app)
        await app.press("e")
        for text in (str(left.parent), "", "", str(file), "", "wrong passphrase"):
            await app.type(text)
            await app.press("enter")
        await app.until(lambda: app.place == "MessageScreen")
        await app.press("enter")
        assert app.place == "EndingScreen"
        assert app.app.focused is not None
        assert app.app.focused.id == "ending-passphrase"
        await app.type(PASSPHRASE)
        await app.press("enter")
        await app.until(lambda: flows(app, "写し.csv"))
        await app.until(lambda: flows(app, "残置の探索で内容が見つかったままです"))


async def test_folder_and_raw_bytes_are_searched_together_on_the_levels_typed(data: Path, tmp_path: Path) -> None:
    file = registry(tmp_path)
    folder = left_behind(tmp_path / "disk").parent
    image = tmp_path / "usb.img"
    image.write_bytes(residents().encode("utf-16-le").ljust(1 << 16, b"\0"))
    async with opened(data, LARGE) as app:
        await app.press("e")
        for text in (str(folder), str(image), "1,3", str(file), "", PASSPHRASE):
            await app.type(text)
            await app.press("enter")
        runs = app.app.workspace.repository.exit_runs
        await app.until(lambda: len(runs(app.walk.contract.id)) == 1)
        (run,) = runs(app.walk.contract.id)
        assert run.summary["levels"] == [1, 3]
        assert run.control["deleted"] == "not_tried"
        await app.until(lambda: flows(app, "先頭から"))
        assert flows(app, "写し.csv")


async def test_without_any_place_it_says_what_to_write(data: Path) -> None:
    async with opened(data, LARGE) as app:
        await app.press("e", "f5")
        await app.until(lambda: app.place == "MessageScreen")
        assert flows(app, "フォルダか、ディスクイメージ・装置を書いてください")


async def test_a_statement_and_the_consent_are_typed_and_the_certificate_is_issued(data: Path, tmp_path: Path) -> None:
    async with opened(data, LARGE) as app:
        settle(app)
        await app.press("e", "f4", "enter")
        for text in ("見本 花子", "R8.11.20", "ごみ箱を空にした", ""):
            await app.type(text)
            await app.press("enter")
        assert flows(app, "見本 花子")
        await app.press("end", "enter")
        for text in ("課長 見本三郎", "R8.11.19", "", "7見障発第12号"):
            await app.type(text)
            await app.press("enter")
        rows = app.app.workspace.repository.attestations(app.walk.contract.id)
        assert [(row.topic, row.person, row.day) for row in rows] == [
            ("cloud", "見本 花子", date(2026, 11, 20)),
            ("consent", "課長 見本三郎", date(2026, 11, 19)),
        ]
        await app.press("escape", "f7")
        assert flows(app, "了承が記入されているので発行できます")
        app.app.screen.query_one("#certificate-folder").load_text(str(tmp_path))  # type: ignore[attr-defined]
        await app.press("enter")
        await app.type("a long passphrase")
        await app.press("tab")
        await app.type("a long passphrase")
        await app.press("f5")
        await app.until(lambda: flows(app, "書き出しました"))
        document = certificate_in(tmp_path)
        assert document["f10_basis"]["consent"]["person"] == "課長 見本三郎"
        assert document["f20_verdict"]["search"] == "検査不能", "no search is never a clean one"


async def test_without_consent_it_is_refused_in_words(data: Path, tmp_path: Path) -> None:
    async with opened(data, LARGE) as app:
        await app.press("e", "f7")
        app.app.screen.query_one("#certificate-folder").load_text(str(tmp_path))  # type: ignore[attr-defined]
        await app.press("f5")
        await app.until(lambda: app.place == "MessageScreen")
        assert flows(app, "消去証明書を発行できません")
        assert written(tmp_path) == []


async def test_the_screens_look_as_they_should(data: Path) -> None:
    for size in (SMALL, LARGE):
        async with opened(data, size) as app:
            await app.press("e")
            compare(app, "ending", size)
            await app.press("f4")
            compare(app, "statements", size)
