"""Every screen as text at 80×24 and 120×40, compared with the files in ``snapshots/``.

``SELFAUDIT_UPDATE_SNAPSHOTS=1 python -m pytest tests/tui/test_snapshots.py`` writes them anew; look at the difference
before committing it.
"""

import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from wcwidth import wcswidth

from selfaudit.domain.inspection import MachineSays, Outcome
from selfaudit.services.views import State
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace
from selfaudit.tui.screens.message import MessageScreen
from selfaudit.tui.widgets.line import Line
from tests.tui.driver import LARGE, NOW, SMALL, Driver, begin, opened

FOLDER = Path(__file__).parent / "snapshots"
#: Read before the fixtures hide the variables of the person running the tests.
UPDATE = bool(os.environ.get("SELFAUDIT_UPDATE_SNAPSHOTS"))
THEN = datetime(2026, 11, 19, 1, 30, tzinfo=UTC)
SIZES = [SMALL, LARGE]


def compare(app: Driver, name: str, size: tuple[int, int]) -> None:
    """Compare the painted screen with its file; every line is exactly as wide as the terminal."""
    lines = app.lines
    assert [wcswidth(line) for line in lines] == [size[0]] * size[1]
    file = FOLDER / f"{name}-{size[0]}x{size[1]}.txt"
    if UPDATE:
        FOLDER.mkdir(exist_ok=True)
        file.write_text(app.text + "\n", encoding="utf-8")
    assert file.is_file(), f"no snapshot {file.name}; see this module's docstring"
    assert app.text + "\n" == file.read_text(encoding="utf-8")


@pytest.fixture
def furnished(data: Path, tmp_path: Path) -> Path:
    """The prepared inspection with one row of every kind: answered, contradicted, dropped, with evidence."""
    paper = tmp_path / "訪問先一覧 令和8年度.pdf"
    paper.write_bytes(b"%PDF-1.7 sample")
    with Workspace.open(data, program="test") as workspace:
        workspace.clock = workspace.repository._clock = lambda: NOW
        walk = workspace.walk()
        assert walk
        walk.answer_question(walk.questions()[1].condition.id, yes=False)
        rows = [view.item.id for view in walk.items() if view.counts]
        walk.set_outcome(rows[0], Outcome.CONFORMS)
        walk.set_field(rows[0], "note", "訪問先の一覧を4月に届け出た。")
        walk.attach(rows[0], str(paper))
        walk.set_outcome(rows[1], Outcome.NONCONFORMING)
        walk.set_field(rows[1], "owner", "総務課長")
        walk.set_outcome(rows[2], Outcome.NOT_APPLICABLE)
        workspace.repository.save_machine_results(walk.inspection.id, "pc-1", [screen_lock(walk)])
        walk.last_item = rows[0]
    return data


def screen_lock(walk: Walk) -> MachineSays:
    detail = {"serves": ["auth.screenlock"], "sentence": "15分たっても画面が自動でロックされません。"}
    return MachineSays(walk.inspection.id, "pc-1", "auth.screenlock", "FAIL", "off", THEN, detail)


async def go_to(app: Driver, item_id: str) -> None:
    """Open the walk at one row."""
    app.walk.last_item = item_id
    await app.press("2")


async def keys(app: Driver, *pressed: str) -> None:
    await app.press(*pressed)


async def machine_row(app: Driver) -> None:
    row = next(view.item.id for view in app.walk.items() if view.counts and view.machine)
    await go_to(app, row)
    await app.press("1")


async def row_in(app: Driver, state: State) -> None:
    await go_to(app, next(view.item.id for view in app.walk.items() if view.state is state))


async def wrong_date(app: Driver) -> None:
    await row_in(app, State.INCOMPLETE)
    await app.press("enter")
    await app.type("R8.13.1")
    await app.press("enter")


async def palette(app: Driver) -> None:
    await app.press("2", "f10")
    await app.type("取消")


async def find(app: Driver) -> None:
    await app.press("2", "f3")
    await app.type("ぱすわーど")


async def message(app: Driver) -> None:
    app.app.push_screen(
        MessageScreen(
            "データを開けません。",
            "ほかの selfaudit が使っています(開始 14:02)。",
            "そちらを終わらせてから、もう一度開いてください。",
        )
    )
    await app.settle()


async def seal(app: Driver) -> None:
    await app.press("6")
    app.app.screen.query_one("#seal-folder", Line).load_text("/media/usb")
    await app.settle()


Steps = Callable[[Driver], Awaitable[None]]
#: Each begins at the home screen; what changes answers comes last.
SCREENS: dict[str, Steps] = {
    "home": keys,
    "walk-answered": lambda app: keys(app, "2"),
    "walk-incomplete": lambda app: row_in(app, State.INCOMPLETE),
    "walk-wrong-date": wrong_date,
    "walk-dropped": lambda app: row_in(app, State.DROPPED),
    "walk-client-duty": lambda app: row_in(app, State.CLIENT_DUTY),
    "walk-definition": lambda app: row_in(app, State.DEFINITION),
    "filter": lambda app: keys(app, "2", "f6"),
    "attach": lambda app: keys(app, "2", "f4"),
    "help": lambda app: keys(app, "2", "f1"),
    "find": find,
    "palette": palette,
    "charts": lambda app: keys(app, "g"),
    "checks": lambda app: keys(app, "3"),
    "search": lambda app: keys(app, "4"),
    "seal": seal,
    "message": message,
    "first-run-year": lambda app: keys(app, "n", "n", "enter", "enter", *"NPO", "enter", "enter"),
    "walk-machine-contradicted": machine_row,
    "interview": lambda app: keys(app, "1", "2", "up"),
}


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_every_screen(furnished: Path, size: tuple[int, int]) -> None:
    differing = []
    async with opened(furnished, size) as app:
        first = app.walk.last_item
        for name, steps in SCREENS.items():
            app.walk.last_item = first
            await steps(app)
            try:
                compare(app, name, size)
            except AssertionError as difference:
                differing.append(f"{name}: {difference}")
            while app.place != "HomeScreen":
                await app.press("escape")
            await app.press("home")
    assert not differing, "\n".join(differing)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_first_run(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(tmp_path / "data", size) as app:
        compare(app, "first-run-profile", size)
        await app.press("enter", "enter")
        compare(app, "first-run-contract", size)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
async def test_last_years_answer(data: Path, size: tuple[int, int]) -> None:
    with Workspace.open(data, program="test") as workspace:
        walk = workspace.walk()
        assert walk
        row = next(view.item.id for view in walk.items() if view.counts)
        walk.set_outcome(row, Outcome.CONFORMS)
        walk.set_field(row, "note", "訪問先の一覧を届け出た。")
        contract = replace(walk.contract)
        workspace.start(profile="", title="", contractor="", fiscal_year=2027, contract=contract).last_item = row
    async with opened(data, size) as app:
        compare(app, "home-two-years", size)
        await app.press("2")
        compare(app, "walk-last-year", size)


async def test_a_window_too_small(data: Path) -> None:
    async with opened(data, (40, 24)) as app:
        compare(app, "too-small", (40, 24))


async def test_another_ward_in_its_own_words(tmp_path: Path) -> None:
    begin(tmp_path / "data", profile="shinjuku-2012")
    async with opened(tmp_path / "data") as app:
        await row_in(app, State.CLIENT_DUTY)
        compare(app, "walk-other-ward", SMALL)
