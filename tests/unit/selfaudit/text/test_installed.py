"""How an extra part is added to this copy of the program: a command that fits the way it was installed."""

import sys
from pathlib import Path

import pytest

from selfaudit.text import installed
from selfaudit.text.messages import t


def made(folder: Path, *files: str) -> Path:
    for name in files:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("", encoding="utf-8")
    return folder


def test_a_clone_takes_the_exact_versions(tmp_path: Path) -> None:
    root = made(tmp_path / "clone", "requirements/raw.lock")
    said = installed.command("raw", tmp_path / "venv", Path("/clone/.venv/bin/python"), root)
    assert said.endswith(f"-m pip install -r {root / 'requirements' / 'raw.lock'}")


@pytest.mark.parametrize(
    ("mark", "begin"),
    [("pipx_metadata.json", "pipx inject selfaudit "), ("uv-receipt.toml", "uv pip install --python ")],
)
def test_tools_have_commands_of_their_own(tmp_path: Path, mark: str, begin: str) -> None:
    prefix = made(tmp_path / "tool", mark)
    assert installed.command("raw", prefix, prefix / "bin" / "python", tmp_path).startswith(begin)


def test_words_with_a_meaning_in_a_shell_are_quoted(tmp_path: Path) -> None:
    root = made(tmp_path / "my clone", "requirements/raw.lock")
    assert f'"{root / "requirements" / "raw.lock"}"' in installed.command("raw", tmp_path, Path("python"), root)


def test_a_folder_without_pip_says_that_nothing_can_be_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(tmp_path, "python313._pth", "python.exe")
    monkeypatch.setattr(sys, "executable", str(folder / "python.exe"))
    assert installed.how_to_add("raw") == t("installed.folder")
