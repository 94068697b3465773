"""The roster screen: entered one by one and from a spreadsheet, who lacks what, and the PC's accounts."""

from datetime import date
from pathlib import Path

import pytest
from textual import events
from textual.widgets import OptionList, TextArea

from selfaudit.domain.contract import Person
from tests.tui.driver import Driver, opened
from tests.tui.furnish import furnish, paste

SHEET = "氏名\t役割\t誓約日\t受講日\tログイン名\n𠮷田 花子\t取扱責任者\tR8.4.1\tR8.5.10\thanako\n山田 太郎\t取扱者\t来月\t\t\n"


def flows(app: Driver, sentence: str) -> bool:
    """Whether this stands on the screen, wherever its lines are broken."""
    return "".join(sentence.split()) in app.flowing


def people(app: Driver) -> list[Person]:
    return app.app.workspace.people(app.walk.contract.id)


async def test_a_person_is_typed_in_japanese_field_by_field(data: Path) -> None:
    async with opened(data) as app:
        await app.press("m")
        assert "まだ誰もいません。" in app.text
        await app.press("f4")
        for text in (
            "𠮷田 花子",
            "取扱責任者",
            "支援計画の作成",
            "本部",
            "R8.4.1",
            "令和8年5月10日",
            "hanako、hanako2",
        ):
            await app.type(text)
            await app.press("enter")
        await app.press("enter")
        assert app.place == "RosterScreen", "Enter in the last field goes back"
        (person,) = people(app)
        assert (person.name, person.role, person.duties) == ("𠮷田 花子", "取扱責任者", "支援計画の作成")
        assert (person.pledge, person.training) == (date(2026, 4, 1), date(2026, 5, 10))
        assert person.accounts == ("hanako", "hanako2")
        assert "R8.5.10" in app.text
        assert "全員に誓約と受講の日があります" in app.flowing


async def test_the_next_person_follows_without_going_back(data: Path) -> None:
    async with opened(data) as app:
        await app.press("m", "a")
        await app.type("見本 一")
        await app.press("f4")
        await app.type("見本 二")
        await app.press("escape")
        assert [person.name for person in people(app)] == ["見本 一", "見本 二"]


async def test_what_comes_faster_than_the_screen_lands_in_the_right_fields(data: Path) -> None:
    async with opened(data) as app:
        await app.press("m", "f4")
        for key in (
            *"花子",
            "enter",
            *"役",
            "enter",
            "enter",
            "enter",
            *"R8.4.1",
            "enter",
            *"R8.5.1",
            "tab",
            *"hanako",
        ):
            app.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await app.settle()
        await app.press("escape")
        (person,) = people(app)
        assert (person.name, person.role, person.accounts) == ("花子", "役", ("hanako",))
        assert (person.pledge, person.training) == (date(2026, 4, 1), date(2026, 5, 1))


async def test_what_is_typed_is_kept_even_before_there_is_a_name(data: Path) -> None:
    async with opened(data) as app:
        await app.press("m", "f4", "tab")
        await app.type("取扱者")
        await app.press("escape")
        assert [person.role for person in people(app)] == ["取扱者"]
        assert "(名前なし)" in app.text
        assert flows(app, "氏名なし 1人")


async def test_nothing_is_entered_by_only_looking(data: Path) -> None:
    async with opened(data) as app:
        await app.press("m", "f4", "down", "down", "up", "escape")
        assert people(app) == []
        before, _ = app.app.workspace.repository.journal_head()
        await app.press("f8")
        assert app.app.workspace.repository.journal_head()[0] == before


async def test_who_lacks_pledge_or_training_is_seen_at_once(data: Path, tmp_path: Path) -> None:
    furnish(data, tmp_path / "pc")
    async with opened(data) as app:
        assert "誓約なし 1人  受講なし 1人" in app.text, "the home screen says so, too"
        await app.press("m")
        row = next(line for line in app.lines if "山田 太郎" in line)
        assert row.split()[0] == "未"
        assert row.count("なし") == 3
        assert flows(app, "今年度の受講なし 1人")
        left = next(line for line in app.lines if "鈴木 一郎" in line)
        assert "R8.9.30" in left


async def test_accounts_of_the_checked_pc_are_compared(data: Path, tmp_path: Path) -> None:
    furnish(data, tmp_path / "pc")
    async with opened(data) as app:
        await app.press("m")
        assert "名簿にないPCの利用者 1件: g***t" in app.text
        assert "検査したPCにない名簿の利用者名 1件: takahashi" in app.text
        await app.press("enter")
        await app.settle()
        for _ in range(6):
            await app.press("tab")
        await app.type("、guest")
        await app.press("escape")
        assert "名簿にないPCの利用者" not in app.text
        assert "検査 令和8年11月20日 10時00分" in app.text


async def test_without_a_check_nothing_is_said_to_fit(data: Path) -> None:
    async with opened(data) as app:
        await app.press("m", "f4")
        await app.type("見本")
        await app.press("escape")
        assert "このPCの検査がまだのため、PCの利用者と照合できません。" in app.flowing
        assert "見当たりません" not in app.flowing


async def test_rows_of_a_spreadsheet_are_pasted_and_the_unreadable_one_stays_to_be_mended(data: Path) -> None:
    async with opened(data) as app:
        await app.press("m", "f5")
        await paste(app, SHEET)
        assert flows(app, "1人を加えます(𠮷田 花子 ほか)")
        assert "3行目" in app.text
        assert "「来月」は日付として読めません" in app.flowing
        await app.press("f2")
        assert [person.name for person in people(app)] == ["𠮷田 花子"]
        area = app.app.screen.query_one("#paste-text", TextArea)
        assert area.text == "氏名\t役割\t誓約日\t受講日\tログイン名\n山田 太郎\t取扱者\t来月\t\t"
        area.load_text(area.text.replace("来月", "R8.4.2"))
        await app.press("f2")
        assert app.place == "RosterScreen"
        assert [person.name for person in people(app)] == ["𠮷田 花子", "山田 太郎"]
        await app.press("f8", "f8")
        assert people(app) == []


async def test_rows_pasted_on_the_roster_itself_are_taken(data: Path, tmp_path: Path) -> None:
    furnish(data, tmp_path / "pc")
    async with opened(data) as app:
        await app.press("m")
        await paste(app, "佐藤 三郎\t取扱者\n山田 太郎\t取扱者\n")
        assert app.place == "PastePeopleScreen"
        assert flows(app, "1人は同じ氏名が名簿にあるため加えません(山田 太郎 ほか)")
        await app.press("f2")
        assert app.place == "RosterScreen"
        assert len(people(app)) == 5
        await app.press("f8")
        assert len(people(app)) == 4


async def test_a_person_is_taken_off_and_brought_back(data: Path, tmp_path: Path) -> None:
    furnish(data, tmp_path / "pc")
    async with opened(data) as app:
        await app.press("m", "down", "delete")
        assert "髙橋" not in "".join(app.lines[3:8])
        assert len(people(app)) == 3
        await app.press("f8")
        assert [person.name for person in people(app)][1] == "髙橋 﨑太郎"
        assert app.app.screen.query_one(OptionList).highlighted == 1, "what came back is shown"
        await app.press("f9")
        assert len(people(app)) == 3


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_click_opens_a_row_and_the_key_bar_works(data: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    furnish(data, tmp_path / "pc")
    async with opened(data, size) as app:
        await app.press("m")
        row = next(place for place, line in enumerate(app.lines) if "山田 太郎" in line)
        await app.pilot.click(offset=(8, row))
        await app.settle()
        assert app.place == "PersonScreen"
        assert "山田 太郎" in app.lines[0]
        await app.press("escape")
        column = len(app.lines[-1].split("F4")[0].encode("shift_jis"))
        await app.pilot.click(offset=(column, size[1] - 1))
        await app.settle()
        assert "(名前なし)" in app.lines[0]
