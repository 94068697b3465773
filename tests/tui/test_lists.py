"""Finding one's way: search, filters, the command palette, help."""

from pathlib import Path

import pytest

from selfaudit.domain.inspection import Outcome
from tests.tui.driver import opened


@pytest.mark.parametrize("typed", ["ぱすわーど", "パスワード", "ﾊﾟｽﾜｰﾄﾞ"])
async def test_search_ignores_width_and_kana_form(data: Path, typed: str) -> None:
    async with opened(data) as app:
        await app.press("enter", "f3")
        await app.type(typed)
        assert "パスワードを秘密にし、" in app.text
        assert "8件" in app.text
        await app.press("down", "enter")
        assert "パスワード" in app.walk.profile.item(app.walk.last_item).text


async def test_search_without_words_lists_all_rows(data: Path) -> None:
    async with opened(data) as app:
        await app.press("enter", "f3")
        assert "82件" in app.text
        await app.press("down", "down", "enter")
        assert app.walk.last_item == app.walk.profile.items[2].id


async def test_the_filter_lists_what_is_not_conforming(data: Path) -> None:
    async with opened(data) as app:
        row = app.walk.profile.scored[5].id
        app.walk.set_outcome(row, Outcome.NONCONFORMING)
        await app.press("enter", "f6")
        assert "不適合 1件" in app.text
        await app.press("3")
        assert app.walk.last_item == row
        assert "1/1 件目  不適合 1件" in app.text
        await app.press("f6", "5")
        assert "当てはまる項目はありません。" in app.text


async def test_the_palette_does_what_it_names(data: Path) -> None:
    async with opened(data) as app:
        await app.press("enter", "f10")
        await app.type("かくにん")
        await app.press("escape", "f10")
        await app.type("要確認")
        await app.press("enter")
        answer = app.walk.view(app.walk.last_item).answer
        assert answer
        assert answer.outcome is Outcome.NEEDS_REVIEW


async def test_the_palette_reaches_the_app_itself(data: Path) -> None:
    async with opened(data) as app:
        dark = app.app.current_theme.dark
        await app.press("f10")
        await app.type("明るさ")
        await app.press("enter")
        assert app.app.current_theme.dark is not dark


async def test_help_explains_the_focused_field(data: Path) -> None:
    async with opened(data, (120, 40)) as app:
        await app.press("enter", "f1")
        assert "1 適合、2 不適合、3 該当なし、4 要確認 のどれかを押します。" in app.text
        await app.press("escape", "2", "f1")
        assert "不適合を誰が直すかを書きます。" in app.text
        assert "F8" in app.text


async def test_question_mark_opens_help_even_from_the_input_method(data: Path) -> None:
    async with opened(data) as app:
        await app.type("？")
        assert app.place == "HelpScreen"


async def test_long_rows_break_the_japanese_way(data: Path, tmp_path: Path) -> None:
    paper = tmp_path / f"{'訪問先一覧' * 8}(写し)、{'別紙' * 6}.txt"
    paper.write_text("a", encoding="utf-8")
    async with opened(data) as app:
        await app.press("enter")
        app.walk.attach(app.walk.last_item, str(paper))
        await app.press("down", "up")
        rows = [line for line in app.lines if "訪問先一覧" in line or "別紙" in line]
        assert len(rows) >= 2, "the name is shown whole"
        assert not any(line.strip()[0] in "、)」。" for line in rows)
        assert all(line.startswith(" " * 13) for line in rows[1:]), "further lines stand below the name"
