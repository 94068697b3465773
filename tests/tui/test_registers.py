"""The registers in the app: rows typed in, gaps and balances seen, undone, exported and read back."""

from datetime import date
from pathlib import Path

from selfaudit.domain.register import Direction, RegisterKind
from tests.tui.driver import LARGE, SMALL, Driver, opened
from tests.tui.furnish import furnish
from tests.tui.test_snapshots import compare


def flows(app: Driver, sentence: str) -> bool:
    return "".join(sentence.split()) in app.flowing


async def fill(app: Driver, *texts: str) -> None:
    for text in texts:
        await app.type(text)
        await app.press("enter")


async def receipt(app: Driver) -> None:
    """From the home screen: one custody receipt."""
    await app.press("5", "enter", "f4")
    await fill(app, "対象者名簿DVD", "A-1", "R8.4.3", "１４時２０分", "𠮷田 花子", "", "氏名・住所", "２", "枚")
    await app.press("escape")


async def test_a_row_typed_in_shows_its_gaps_and_the_balance(data: Path) -> None:
    async with opened(data, LARGE) as app:
        await receipt(app)
        (row,) = app.walk.registers.entries()
        assert (row.book, row.day, row.time, row.quantity) == (RegisterKind.RECEIPT, date(2026, 4, 3), "14:20", 2)
        assert flows(app, "記入もれはありません")
        assert flows(app, "対象者名簿DVD 残高 2枚")
        await app.press("f4")
        await fill(app, "封筒")
        assert flows(app, "日がありません、時刻がありません、受領者がありません")
        await app.press("escape", "escape")
        assert flows(app, "2件(記入もれ1件)")
        assert flows(app, "残高が0でないもの 2件")
        assert flows(app, "封筒 残高 数えられません")


async def test_a_wrong_time_or_number_is_refused_and_the_rest_is_kept(data: Path) -> None:
    async with opened(data) as app:
        await app.press("5", "enter", "f4")
        await fill(app, "名簿", "", "R8.4.3", "25:00")
        assert flows(app, "時刻が読めません。")
        (row,) = app.walk.registers.entries()
        assert (row.asset, row.day, row.time) == ("名簿", date(2026, 4, 3), "")


async def test_a_handover_has_its_direction_chosen(data: Path) -> None:
    async with opened(data, LARGE) as app:
        await app.press("5", "down", "enter", "f4")
        await fill(app, "名簿")
        await app.press("shift+tab", "shift+tab", "enter", "down", "enter")
        (row,) = app.walk.registers.entries()
        assert (row.book, row.direction) == (RegisterKind.HANDOVER, Direction.OUT)


async def test_a_row_taken_off_comes_back_with_undo(data: Path) -> None:
    async with opened(data) as app:
        await receipt(app)
        await app.press("delete")
        assert app.walk.registers.entries() == []
        await app.press("f8")
        assert [row.asset for row in app.walk.registers.entries()] == ["対象者名簿DVD"]
        assert flows(app, "記録簿の行")


async def test_the_clause_on_handovers_says_what_the_registers_hold(data: Path) -> None:
    async with opened(data, LARGE) as app:
        await receipt(app)
        app.walk.reload()
        (item,) = (view for view in app.walk.items() if view.item.number == "26")
        assert item.backed, "a kept register is evidence"
        app.walk.last_item = item.item.id
        await app.press("escape", "escape", "2")
        assert flows(app, "記録簿 1件、対象者名簿DVD 残高 2枚")


async def test_what_is_written_to_excel_is_read_back_the_same(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "記録簿.xlsx"
    async with opened(data, LARGE) as app:
        await receipt(app)
        before = app.walk.registers.entries()
        await app.press("escape", "f4")
        await app.type(str(file))
        await app.press("f2")
        await app.until(lambda: flows(app, "書き出しました"))
        app.walk.registers.remove(before[0].id)
        await app.press("f3")
        await app.until(lambda: flows(app, "加えた行 1"))
        (after,) = app.walk.registers.entries()
        assert (after.asset, after.day, after.time, after.quantity) == ("対象者名簿DVD", date(2026, 4, 3), "14:20", 2)


async def test_the_registers_look_as_they_should(data: Path, tmp_path: Path) -> None:
    furnish(data, tmp_path / "pc")
    for size in (SMALL, LARGE):
        async with opened(data, size) as app:
            if not app.walk.registers.entries():
                await receipt(app)
                await app.press("f4")
                await fill(app, "支援記録(紙)", "", "R8.4.10")
                await app.press("escape", "escape")
            else:
                await app.press("5")
            compare(app, "registers", size)
            await app.press("enter")
            compare(app, "register-rows", size)
            await app.press("enter")
            compare(app, "register-entry", size)
