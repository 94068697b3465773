"""Text whose character set shows late: behind the beginning that is looked at."""

from __future__ import annotations

import pytest

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes


@pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc_jp", "iso2022_jp"])
@pytest.mark.parametrize("ending", ["", "2026-04-01 10:00:00 INFO done\n" * 2000])
def test_a_long_log_in_ascii_may_hold_japanese_late(codec: str, ending: str) -> None:
    """Behind the sample that tells the character set somebody's name is as much a name as before it."""
    log = "2026-04-01 10:00:00,123 INFO [worker-1] request took 12 ms\n" * 8000
    said = "利用者 佐藤花子様（練馬区豊玉北1-2-3）から苦情あり。折り返し希望。\n"
    found = inspect_bytes((log + said + ending).encode(codec), "app.log", Budget(), reveal=True)
    assert {"佐藤花子", "練馬区豊玉北1-2-3"} <= {value for _, value, _ in found.matches or []}


@pytest.mark.parametrize(
    "before",
    [
        "備品を点検しました。\n".encode("cp932"),
        "備品を点検しました。\n".encode("euc_jp"),
        "café ouvert\n".encode("latin-1"),
    ],
)
def test_a_line_added_in_utf8_is_read_as_such(before: bytes) -> None:
    said = "利用者 佐藤花子様（練馬区豊玉北1-2-3）から苦情あり。\n"
    found = inspect_bytes(before * 300 + said.encode() + before, "log.txt", Budget(), reveal=True)
    assert {"佐藤花子", "練馬区豊玉北1-2-3"} <= {value for _, value, _ in found.matches or []}
