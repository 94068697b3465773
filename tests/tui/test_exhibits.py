"""Evidence: a pasted path becomes a kept copy with its digest; what cannot be used is said plainly."""

import hashlib
import json
from pathlib import Path

import pytest
from textual import events

from selfaudit.tui.widgets.line import Line
from tests.tui.driver import Driver, opened


async def attach(app: Driver, path: str) -> None:
    await app.press("f4")
    await app.type(path)
    await app.press("enter")


async def test_a_file_with_a_japanese_name_is_kept_with_its_digest(data: Path, tmp_path: Path) -> None:
    photo = tmp_path / "鍵の写真 𠮷田.jpg"
    photo.write_bytes(b"\xff\xd8photo")
    digest = hashlib.sha256(b"\xff\xd8photo").hexdigest()
    async with opened(data, (120, 40)) as app:
        await app.press("enter")
        item = app.walk.last_item
        await attach(app, f'"{photo}"')
        await app.until(lambda: app.walk.view(item).exhibits)
        await app.until(lambda: f"sha256:{digest[:12]}" in app.text)
        await app.press("escape")
        assert "鍵の写真 𠮷田.jpg" in app.text
        assert "証跡 1/" in app.text
        assert photo.read_bytes() == b"\xff\xd8photo"


async def test_a_name_of_a_person_is_warned_about_and_a_neutral_one_is_kept(data: Path, tmp_path: Path) -> None:
    paper = tmp_path / "田中花子_誓約書.pdf"
    paper.write_bytes(b"%PDF-1.7 sample")
    async with opened(data, (120, 40)) as app:
        await app.press("enter")
        item = app.walk.last_item
        await attach(app, str(paper))
        await app.until(lambda: "人の名前が入っているようです" in app.flowing)
        assert "「証跡1.pdf」という名前で付けます" in app.flowing
        assert app.walk.view(item).exhibits == ()
        await app.press("enter")
        await app.until(lambda: app.walk.view(item).exhibits)
        assert [exhibit.name for exhibit in app.walk.view(item).exhibits] == ["証跡1.pdf"]
    assert paper.is_file(), "the person's own file keeps its name"
    assert_nowhere("田中花子", data)


def assert_nowhere(name: str, folder: Path) -> None:
    """In no file of the data folder, however a database or JSON writes it."""
    forms = [name.encode(), name.encode("utf-16-le"), json.dumps(name)[1:-1].encode()]
    for path in (path for path in folder.rglob("*") if path.is_file()):
        content = path.read_bytes()
        assert not any(form in content for form in forms), path.name


async def test_a_path_dropped_on_the_terminal_is_taken(data: Path, tmp_path: Path) -> None:
    paper = tmp_path / "名簿.pdf"
    paper.write_bytes(b"%PDF-1.7")
    async with opened(data) as app:
        await app.press("enter")
        item = app.walk.last_item
        app.app.post_message(events.Paste(f"file://{paper}"))
        await app.until(lambda: app.walk.view(item).exhibits)
        assert app.walk.view(item).exhibits[0].name == "名簿.pdf"


async def test_an_exhibit_is_taken_off_and_undo_brings_it_back(data: Path, tmp_path: Path) -> None:
    paper = tmp_path / "a.txt"
    paper.write_text("a", encoding="utf-8")
    async with opened(data) as app:
        await app.press("enter")
        item = app.walk.last_item
        app.walk.attach(item, str(paper))
        await app.press("down", "up", "tab", "tab", "delete")
        assert app.walk.view(item).exhibits == ()
        await app.press("f8")
        assert len(app.walk.view(item).exhibits) == 1


@pytest.mark.parametrize("kind", ["missing", "folder", "empty"])
async def test_a_bad_path_is_told_and_the_person_can_try_again(data: Path, tmp_path: Path, kind: str) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    path = {"missing": tmp_path / "ない.pdf", "folder": tmp_path, "empty": empty}[kind]
    async with opened(data) as app:
        await app.press("enter")
        item = app.walk.last_item
        await attach(app, str(path))
        await app.until(lambda: app.place == "MessageScreen" or app.walk.view(item).exhibits)
        if kind != "empty":
            assert "次にすること" in app.text
            await app.press("enter")
            assert app.place == "AttachScreen"
            assert app.walk.view(item).exhibits == ()
        await app.press("escape")


async def test_a_text_pasted_into_the_note_stays_a_text(data: Path) -> None:
    async with opened(data) as app:
        await app.press("enter", "tab")
        app.app.post_message(events.Paste("鍵は二本\n金庫に保管"))
        await app.press("escape")
        assert app.place == "WalkScreen"
        answer = app.walk.view(app.walk.last_item).answer
        assert answer
        assert answer.note == "鍵は二本\n金庫に保管"


async def test_personal_data_in_a_file_is_told_before_it_is_attached(data: Path, tmp_path: Path) -> None:
    roster = tmp_path / "名簿.csv"
    roster.write_text("氏名,電話\n佐藤 健一,090-8273-6491\n高橋 由美子,080-5926-3748\n", encoding="cp932")
    async with opened(data, (120, 40)) as app:
        await app.press("enter")
        item = app.walk.last_item
        await attach(app, str(roster))
        await app.until(lambda: "個人情報があるようです" in app.text)
        assert "090-8273-6491" not in app.text
        assert app.walk.view(item).exhibits == (), "the person decides"
        await app.press("enter")
        await app.until(lambda: app.walk.view(item).exhibits)
        assert app.walk.search_runs() == [], "looking into one file is no search of the contract"
        journal = "".join(row.payload for row in app.walk.workspace.repository.journal())
        assert journal
        # whole values: four figures alone stand in a digest by chance
        for told in ("090-8273-6491", "8273-6491", "佐藤 健一", "由美子"):
            assert told not in journal


async def test_another_path_is_looked_into_anew(data: Path, tmp_path: Path) -> None:
    roster, plan = tmp_path / "名簿.csv", tmp_path / "計画.txt"
    roster.write_text("氏名,電話\n佐藤 健一,090-8273-6491\n高橋 由美子,080-5926-3748\n", encoding="utf-8")
    plan.write_text("本日の議題について。", encoding="utf-8")
    async with opened(data) as app:
        await app.press("enter")
        item = app.walk.last_item
        await attach(app, str(roster))
        await app.until(lambda: "個人情報があるようです" in app.text)
        app.app.screen.query_one(Line).load_text(str(plan))
        await app.press("enter")
        await app.until(lambda: app.walk.view(item).exhibits)
        assert [found.name for found in app.walk.view(item).exhibits] == ["計画.txt"]
