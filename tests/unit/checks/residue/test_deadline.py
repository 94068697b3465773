"""What was found before a file's time or memory ran out is told; endless lines are cut, and nothing of them is lost."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.residue import deadline, inspect, long_lines
from checks.residue.budget import Budget, Meter, now
from checks.residue.deadline import TimeUp
from checks.residue.judge import Findings, judge
from checks.residue.model import FileResult, Verdict
from checks.residue.pieces import Piece, Table
from checks.residue.readers.large import Large
from tests.unit.checks.residue.helpers import ROWS, zipped


@pytest.fixture
def watched() -> Iterator[None]:
    deadline.begin()
    yield
    deadline._watches.clear()


def endless(first: Piece, how: BaseException | None) -> Iterator[Piece]:
    """A piece with persons, then work without an end, or trouble."""
    yield first
    if how is not None:
        raise how
    while now() < float("inf"):
        pass


@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("trouble", [None, MemoryError(), TimeUp()])
def test_what_was_found_before_the_end_of_the_budget_is_told(
    monkeypatch: pytest.MonkeyPatch, trouble: BaseException | None
) -> None:
    listed = Table([list(row) for row in ROWS])
    monkeypatch.setattr(inspect, "extract", lambda *_: endless(listed, trouble))
    result = inspect.inspect_bytes(b"", "list.csv", Budget(seconds=0.3))
    assert (result.verdict, result.reason, result.records) == (Verdict.CONTENT, "partly_unread", 1)
    assert ("", "over_budget") in [tuple(part) for part in result.unread]


@pytest.mark.usefixtures("watched")
def test_a_verdict_that_takes_too_long_does_without_a_second_look(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(path: str, size: int, found: Findings, reveal: bool) -> FileResult:
        while found.told.texts:
            pass
        return judge(path, size, found, reveal)

    text = "\n".join(" ".join(row) for row in ROWS)
    inspect.inspect_bytes(text.encode(), "notes.txt", Budget())  # dictionaries are loaded by then
    monkeypatch.setattr(inspect, "judge", slow)
    result = inspect.inspect_bytes(text.encode(), "notes.txt", Budget(seconds=3.0))
    assert (result.verdict, result.reason) == (Verdict.CONTENT, "partly_unread")


def test_the_time_of_a_file_grows_with_what_is_read_of_it_up_to_that_of_its_size() -> None:
    meter = Meter(Budget(seconds=5, bytes_per_second=1 << 20), 10 << 20)
    assert meter.allowed() == 5
    meter.looked(2 << 20)
    assert 5 < meter.allowed() < 15
    meter.looked(1 << 30)
    assert meter.allowed() == 15


@pytest.mark.usefixtures("watched")
def test_a_limit_that_is_lifted_is_never_heard_of_again() -> None:
    with deadline.limited(lambda: 0.05):
        pass
    with pytest.raises(TimeUp):
        _work_for_ever()
    with deadline.limited(lambda: 60):
        waited = now() + 0.6
        while now() < waited:
            pass


def _work_for_ever() -> None:
    with deadline.limited(lambda: 0.05):
        while True:
            pass


def test_without_a_watch_nothing_is_limited() -> None:
    assert not deadline._watches
    with deadline.limited(lambda: -1):
        waited = now() + 0.2
        while now() < waited:
            pass


def test_lines_as_people_write_them_are_left_alone() -> None:
    for text in ("", "短い\n行", ("あ" * (long_lines.LONGEST // 2) + "\n") * 3, "x\n" * 200_000):
        assert long_lines.cut(text) is text


@pytest.mark.parametrize("sign", ["。", ",", " ", ""])
def test_endless_lines_are_cut_behind_a_sign_that_ends_something(sign: str) -> None:
    rng = random.Random(4)
    words = ["".join(rng.choices("山田川上花子", k=rng.randrange(1, 9))) + sign for _ in range(90_000)]
    text = "見出し\n" + "".join(words) + "\n終わり"
    told = long_lines.cut(text)
    assert told.replace("\n", "") == text.replace("\n", "")
    assert max(map(len, told.split("\n"))) <= 2 * long_lines.LONGEST
    assert all(line.endswith(sign) for line in told.split("\n")[1:-2])


def test_persons_in_an_endless_line_are_found(tmp_path: Path) -> None:
    line = "本日は晴れ。" * 20_000 + "申請者:温品 試(090-9999-9999)。" + "本日は晴れ。" * 20_000
    result = inspect.inspect_bytes(line.encode(), "notes.txt", Budget())
    assert result.verdict is Verdict.CONTENT


def test_endless_texts_are_looked_at_in_stretches_of_whole_lines_and_nothing_of_them_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(long_lines, "WINDOW", 1_000)
    short = "山田\n" * 600
    assert [*long_lines.windows(short)] == [short]
    for text in ("今日は晴れ。\n" * 2_000, "今日は晴れ。\n\n明日は\n" * 900, "晴" * 9_000):
        parts = [*long_lines.windows(text)]
        assert "".join(parts) == text
        assert max(map(len, parts)) <= 2 * long_lines.WINDOW < len(text)
        assert all(part.endswith("\n") for part in parts) or "\n" not in text


def test_a_name_sure_in_one_stretch_is_known_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join([*ROWS[1], *["本日は晴れ。"] * 400, "090-9999-9999 に電話し、", "飯島莉央は不在。"])
    whole = inspect.inspect_bytes(text.encode(), "notes.txt", Budget(), reveal=True)
    monkeypatch.setattr(long_lines, "WINDOW", 1_000)
    assert inspect.inspect_bytes(text.encode(), "notes.txt", Budget(), reveal=True) == whole


@pytest.mark.skipif(sys.platform != "linux", reason="other systems tell of holes in their own ways")
@pytest.mark.usefixtures("watched")
def test_a_file_of_holes_costs_what_is_in_it(tmp_path: Path) -> None:
    for name, head, verdict in (("empty", b"", Verdict.UNREADABLE), ("filled", ",".join(ROWS[1]).encode(), None)):
        file = tmp_path / name
        file.write_bytes(head)
        os.truncate(file, 1 << 40)
        before = now()
        result = inspect.inspect_file(str(file), Budget(seconds=1.0))
        assert now() - before < 20
        assert ("", "over_budget") in [tuple(part) for part in result.unread]
        assert result.verdict is (verdict or result.verdict)


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes")
def test_a_pipe_in_the_place_of_a_file_holds_up_nobody(tmp_path: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
    result = inspect.inspect_file(str(tmp_path / "pipe"), Budget())
    assert (result.verdict, result.reason) == (Verdict.UNREADABLE, "io_error")


def test_a_large_file_is_read_where_it_lies_and_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspect, "LARGE", 1)
    packed = zipped({"list.csv": "\n".join(map(",".join, ROWS))})
    for name, data in (("list.zip", packed), ("list.csv", "\n".join(map(",".join, ROWS)).encode())):
        (tmp_path / name).write_bytes(data)
        found = inspect.inspect_file(str(tmp_path / name), Budget())
        assert (found.verdict, found.records) == (Verdict.CONTENT, 1)
    with (tmp_path / "list.zip").open("rb") as stream:
        large = Large(stream.fileno())
    assert large[:] == packed
