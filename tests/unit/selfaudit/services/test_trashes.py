"""Recognised trashes: their files, the indexes that go with them, and the folders they leave empty."""

from pathlib import Path

import pytest

from selfaudit.services import assisted_erase, trashes


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    bin_ = home / ".local/share/Trash"
    for folder in ("files/old list", "info"):
        (bin_ / folder).mkdir(parents=True)
    (bin_ / "files/名簿.csv").write_text("x" * 99)
    (bin_ / "info/名簿.csv.trashinfo").write_text("[Trash Info]\nPath=/home/x/%E5%90%8D.csv\n")
    (bin_ / "files/old list/a.csv").write_text("y")
    (bin_ / "info/old list.trashinfo").write_text("[Trash Info]\n")
    monkeypatch.setattr(Path, "home", lambda: home)
    return home


def test_what_lies_in_the_trashes_of_a_profile_and_a_volume(home: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    user = stick / "$Recycle.Bin/S-1-5-21-1"
    user.mkdir(parents=True)
    for name in ("$RABCDEF.xlsx", "$IABCDEF.xlsx", "desktop.ini"):
        (user / name).write_bytes(b"z")
    names = {file.name for file in trashes.contents(home, [stick])}
    assert {"名簿.csv", "名簿.csv.trashinfo", "a.csv", "$RABCDEF.xlsx", "$IABCDEF.xlsx"} <= names
    assert "desktop.ini" not in names


def test_a_trashed_file_takes_its_index_with_it(home: Path, tmp_path: Path) -> None:
    file = home / ".local/share/Trash/files/名簿.csv"
    user = tmp_path / "$Recycle.Bin/S-1-5-21-1"
    user.mkdir(parents=True)
    for name in ("$RABCDEF.xlsx", "$IABCDEF.xlsx"):
        (user / name).write_bytes(b"z")
    plan = assisted_erase.plan([file, user / "$RABCDEF.xlsx", user / "$IABCDEF.xlsx"])
    assert [each.name for each in plan.files] == [
        "名簿.csv",
        "名簿.csv.trashinfo",
        "$RABCDEF.xlsx",
        "$IABCDEF.xlsx",
    ]
    assert assisted_erase.plan(plan.files).code == plan.code, "nothing has changed"


def test_an_ordinary_file_takes_nothing_with_it(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "info").mkdir()
    (tmp_path / "files/a").write_text("x")
    (tmp_path / "info/a.trashinfo").write_text("x")
    assert trashes.with_companions([tmp_path / "files/a"]) == [tmp_path / "files/a"]


def test_folders_left_empty_go_and_the_trash_itself_stays(home: Path) -> None:
    bin_ = home / ".local/share/Trash"
    plan = assisted_erase.plan([bin_ / "files/old list/a.csv"])
    for file in plan.files:
        assert assisted_erase.erase_file(file).complete
    trashes.tidy(plan.files)
    assert not (bin_ / "files/old list").exists()
    assert (bin_ / "files").is_dir()


def test_emptying_adds_everything_and_is_only_planned(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trashes, "volumes", list)
    plan = assisted_erase.plan([], empty_trashes=True)
    assert {file.name for file in plan.files} >= {"名簿.csv", "名簿.csv.trashinfo", "a.csv"}
    assert all(file.exists() for file in plan.files)
