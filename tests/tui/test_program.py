"""The installed program on a real terminal (tmux, 80×24): a first run by keys, killed, opened again: all is there."""

import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed"),
]


class Terminal:
    """One tmux window of 80×24 on a server of its own."""

    def __init__(self, socket: str, data: Path, root: Path) -> None:
        self.socket = socket
        self.data = data
        self.root = root

    def tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-L", self.socket, *arguments], capture_output=True, check=True, encoding="utf-8", cwd=self.root
        )
        return done.stdout

    def start(self) -> None:
        command = [sys.executable, "-m", "selfaudit", "--data", str(self.data)]
        self.tmux("-u", "-f", os.devnull, "new-session", "-d", "-x", "80", "-y", "24", *command)

    @property
    def screen(self) -> str:
        return self.tmux("capture-pane", "-p")

    @property
    def cursor(self) -> str:
        """The line the cursor is on: it follows the field that takes what is typed."""
        return self.tmux("display-message", "-p", "#{cursor_y}").strip()

    def until(self, shown: str | Callable[[str], bool]) -> str:
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline:
            screen = self.screen
            if shown(screen) if callable(shown) else shown in screen:
                return screen
            time.sleep(0.05)
        raise AssertionError(f"{shown!r} never appeared:\n{self.screen}")

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        self.tmux("send-keys", "-l", text)

    def enter(self, text: str) -> None:
        """Type into a field and go on to the next one, as somebody does who looks at the screen."""
        self.type(text)
        self.until(text)
        field = self.cursor
        self.press("Enter")
        self.until(lambda _: self.cursor != field)

    def kill(self) -> None:
        os.kill(int(self.tmux("list-panes", "-F", "#{pane_pid}")), signal.SIGKILL)
        time.sleep(0.2)
        subprocess.run(["tmux", "-L", self.socket, "kill-server"], capture_output=True, check=False)


@pytest.fixture
def terminal(tmp_path: Path, repo_root: Path) -> Iterator[Terminal]:
    found = Terminal(f"selfaudit-{uuid.uuid4().hex[:8]}", tmp_path / "data", repo_root)
    yield found
    subprocess.run(["tmux", "-L", found.socket, "kill-server"], capture_output=True, check=False)


def test_a_first_run_survives_being_killed(terminal: Terminal) -> None:
    terminal.start()
    terminal.until("世田谷区 電算処理の業務委託契約の特記事項")
    terminal.press("Enter")
    terminal.until("どの契約ですか")
    terminal.press("Enter")
    terminal.type("特定非営利活動法人みほん")
    terminal.until("特定非営利活動法人みほん")
    terminal.press("Enter")
    terminal.type("個人情報取扱責任者 髙﨑")
    terminal.until("個人情報取扱責任者 髙﨑")
    terminal.press("Enter")
    terminal.until("何年度の点検ですか")
    terminal.press("Enter")
    terminal.until("回答 0/22")
    for answered in range(1, 23):
        terminal.press("1")
        terminal.until(f"回答 {answered}/22")
    terminal.press("Enter")
    terminal.until("1 適合")
    terminal.press("1")
    terminal.until("【1 適合】")
    terminal.press("Enter")
    terminal.until("I-6(8)")
    terminal.press("2")
    terminal.until("対応する人")
    terminal.enter("総務課")
    terminal.type("令和8年12月1日")
    terminal.until("期限        令和8年12月1日")
    terminal.press("Enter")
    terminal.until(lambda screen: "回答 2/" in screen and "保存済み" in screen)
    terminal.press("Tab")
    terminal.kill()

    terminal.start()
    terminal.until("次にすること")
    assert "回答 2/" in terminal.screen
    terminal.press("2")
    screen = terminal.until("【2 不適合】")
    assert "I-6(8)" in screen
    assert "総務課" in screen
    assert "令和8年12月1日" in screen
    terminal.press("C-q")


def test_an_error_at_the_start_is_words_and_an_exit_code(terminal: Terminal, tmp_path: Path) -> None:
    terminal.data = tmp_path / "file" / "data"
    terminal.data.parent.write_text("x", encoding="utf-8")
    terminal.start()
    screen = terminal.until("次にすること")
    assert "Traceback" not in screen
