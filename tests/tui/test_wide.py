"""A console that draws ambiguous characters two cells wide: the width is asked for, every line still fits."""

import os
import pty
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich import cells
from textual.scrollbar import ScrollBarRender
from wcwidth import wcwidth

from selfaudit.text import console
from selfaudit.tui import terminal
from tests.tui.driver import LARGE, SMALL, opened


@pytest.fixture
def wide() -> Iterator[None]:
    """Widen the tables as on such a console, and put them back."""
    kept = {name: vars(cells)[name] for name in ("load_cell_table", "_is_single_cell_widths")}
    bars = ScrollBarRender.VERTICAL_BARS, ScrollBarRender.HORIZONTAL_BARS
    terminal.widen_ambiguous()
    yield
    vars(cells).update(kept)
    ScrollBarRender.VERTICAL_BARS, ScrollBarRender.HORIZONTAL_BARS = bars
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()


def cells_on_such_a_console(line: str) -> int:
    return sum(max(wcwidth(character, ambiguous_width=2), 0) for character in line)


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.usefixtures("wide")
async def test_every_line_fits_and_no_frame_is_ambiguous(data: Path, size: tuple[int, int]) -> None:
    async with opened(data, size, terminal.Terminal(ambiguous=2)) as app:
        for keys in (
            ["f1"],
            ["escape", "ctrl+c"],
            ["escape", "1"],
            ["escape", "2"],
            ["2"],
            ["f3"],
            ["escape", "f6"],
            ["escape", "escape", "3"],
        ):
            await app.press(*keys)
            for line in app.lines:
                assert cells_on_such_a_console(line) == size[0], line
                assert not set(line) & set("─│┌┐└┘╭╮╰╯▁▂▃▄▅▆▇▌▔"), line


@pytest.mark.skipif(os.name == "nt", reason="asks a POSIX terminal")
@pytest.mark.parametrize(("answer", "width"), [(b"\x1b[1;2R", 1), (b"\x1b[1;3R", 2), (b"", 1), (b"garbage", 1)])
def test_the_terminal_is_asked(monkeypatch: pytest.MonkeyPatch, answer: bytes, width: int) -> None:
    outer, inner = pty.openpty()
    monkeypatch.setattr(console, "TIMEOUT", 0.05 if b"R" not in answer else 2.0)
    with os.fdopen(inner, "r+b", buffering=0) as keyboard:
        monkeypatch.setattr("sys.__stdin__", keyboard)
        monkeypatch.setattr("sys.__stderr__", open(os.dup(inner), "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        replying = threading.Thread(target=lambda: (os.read(outer, 64), os.write(outer, answer)))
        replying.start()
        assert terminal.probe().ambiguous == width
        replying.join()
        import sys

        assert sys.__stderr__
        sys.__stderr__.close()
    os.close(outer)


def test_a_terminal_that_cannot_be_asked_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELFAUDIT_AMBIGUOUS", "2")
    assert terminal.probe().plain
    monkeypatch.setenv("SELFAUDIT_AMBIGUOUS", "")
    assert not terminal.probe().plain, "the test's own input is no terminal"
