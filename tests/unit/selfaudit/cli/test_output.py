"""What is written for a person: every sign of it is shown, none is obeyed."""

import pytest

from selfaudit.cli import output


def test_a_line_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    output.text("𠮷田\t3枚\x1b[2J\x9b31m\u202egpj.exe\r")
    assert capsys.readouterr().out == "𠮷田\t3枚\\x1b[2J\\x9b31m\\x202egpj.exe\\x0d\n"
