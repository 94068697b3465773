"""What stands around the parts of a letter: before and behind them, in fields of an office's own, in bodies that are not what they say."""

from __future__ import annotations

import pytest

from checks.residue.model import Verdict
from tests.unit.checks.residue.helpers import LINE, NAME, PHONE, look, values

WANTED = {("name", NAME), ("phone", PHONE)}
SAID = f"氏名: {NAME} 電話: {PHONE}"
HEAD = "From: a@office.example\r\nTo: b@office.example\r\nSubject: a\r\n"
MIXED = HEAD + 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
PART = "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nhi\r\n"


@pytest.mark.parametrize(
    "letter",
    [
        f"{MIXED}{LINE}\r\n{PART}--b--\r\n",
        f"{MIXED}{PART}--b--\r\n{LINE}\r\n",
        f"{HEAD}X-Memo: {SAID}\r\n\r\nhi\r\n",
        f"{HEAD}Comments: {SAID}\r\n\r\nhi\r\n",
        f"{HEAD}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{LINE}\r\n",
        f"{MIXED}--b\r\nContent-Type: application/x-a\r\nContent-Description: {SAID}\r\n\r\nx\r\n--b--\r\n",
        f"\1\1\1\1\n{HEAD}\r\n{LINE}\r\n\1\1\1\1\n",
    ],
    ids=["before", "behind", "field", "comments", "not base64", "description", "mmdf"],
)
def test_it_is_read(letter: str) -> None:
    assert values(letter.encode()) >= WANTED


def test_the_words_for_old_programs_say_nothing() -> None:
    told = f"{MIXED}This is a multi-part message in MIME format.\r\n{PART}--b--\r\n"
    assert look(told.encode()).verdict is Verdict.CLEAN
