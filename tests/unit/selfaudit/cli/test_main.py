"""The command line as a script sees it: exit codes, stdout for data, stderr for words."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from selfaudit.__main__ import main


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = main(list(words))
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err + captured.out
    return code, captured.out, captured.err


def test_profile_list_and_show_give_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "profile", "list", "--json")
    assert code == 0
    ids = {row["id"] for row in json.loads(out)}
    assert len(ids) == 5
    code, out, _ = run(capsys, "profile", "show", "setagaya-2026", "--json")
    shown = json.loads(out)
    assert code == 0
    assert shown["id"] == "setagaya-2026"
    assert len(shown["items"]) == 82
    assert {"id", "number", "text", "party", "condition"} <= shown["items"][0].keys()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["nonsense"], 64),
        (["profile", "show"], 64),
        (["profile", "show", "--wrong", "x"], 64),
        (["check", "--only", "no.such.check"], 64),
        (["--lang", "fr", "profile", "list"], 64),
        (["profile", "list", "--data"], 64),
        (["profile", "show", "no-such-profile"], 65),
        (["profile", "check", "/nowhere/x.yaml"], 65),
        (["check", "--replay", "/nowhere"], 65),
        (["search", "/nowhere/at/all"], 65),
        (["verify", "/nowhere/x.asice.zip"], 65),
        (["seal"], 65),
    ],
)
def test_trouble_is_said_on_stderr_with_its_exit_code(
    words: list[str], expected: int, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, err = (
        run(capsys, *words, "--data", str(tmp_path / "data")) if words[-1] != "--data" else run(capsys, *words)
    )
    assert code == expected
    assert out == ""
    assert err.strip()


def test_a_second_program_on_the_same_data_is_told_which_one_has_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from selfaudit.services.workspace import Workspace

    with Workspace.open(tmp_path / "data", program="点検の画面"):
        code, _, err = run(capsys, "seal", "--data", str(tmp_path / "data"))
    assert code == 65
    assert "点検の画面" in err


def test_english_is_english(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "nonsense", "--lang", "en")
    assert code == 64
    assert err.isascii()


def test_search_prints_one_line_per_file_and_a_summary(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    place = tmp_path / "見本"
    place.mkdir()
    (place / "list.csv").write_bytes(
        "氏名,電話番号\r\n佐藤花子,090-4413-2867\r\n鈴木一郎,080-2358-9164\r\n".encode("cp932")
    )
    (place / "manual.txt").write_text("操作の手順を書いた文書です。\n", encoding="utf-8")
    code, out, _ = run(capsys, "search", str(place), "--json", "--workers", "1")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert {Path(row["path"]).name: row["verdict"] for row in rows[:-1]} == {
        "list.csv": "検出あり(内容)",
        "manual.txt": "検査範囲で検出なし",
    }
    assert "090-4413-2867" not in out
    assert rows[-1]["summary"]["files"] == 2
    code, out, _ = run(capsys, "search", str(place), "--json", "--reveal", "--workers", "1")
    revealed = [match for line in out.splitlines()[:-1] for match in json.loads(line)["matches"]]
    assert any(kind == "phone" and "090" in value for kind, value, _ in revealed)


def test_an_unexpected_defect_becomes_words_and_a_log_without_values(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from selfaudit.cli import profile

    def broken(_: object) -> None:
        raise RuntimeError("090-1111-2222 花子")

    monkeypatch.setattr(profile, "load_profile", broken)
    code, out, err = run(capsys, "profile", "show", "setagaya-2026", "--data", str(tmp_path))
    log = (tmp_path / "log" / "selfaudit.log").read_text(encoding="utf-8")
    assert code == 70
    assert "RuntimeError" in log
    assert "花子" not in out + err + log
    assert "090-1111" not in out + err + log


@pytest.mark.parametrize("language", ["ja", "en"])
def test_help_lists_every_command_by_name(capsys: pytest.CaptureFixture[str], language: str) -> None:
    from selfaudit.cli.main import COMMANDS

    code, out, _ = run(capsys, "--help", "--lang", language)
    assert code == 0
    listed = {line.split()[1] for line in out.splitlines() if line.startswith("│ ") and len(line.split()) > 1}
    assert set(COMMANDS) <= listed
    for name in COMMANDS:
        code, out, _ = run(capsys, name, "--help", "--lang", language)
        assert code == 0
        assert "Show this message and exit" not in out or language == "en"


#: Words typer brings along; what stands in capitals after an option is a name to fill in, in either language.
_ENGLISH = ("Usage", "OPTIONS", "COMMAND", "ARGS", "required", "default", "<bool>", "<path>", "<list")


@pytest.mark.parametrize("words", [[], ["search"], ["profile", "new"], ["seal"]])
def test_help_speaks_one_language(repo_root: Path, words: list[str]) -> None:
    def shown(language: str) -> str:
        # A process each, as a user starts it: texts of options are read when their module is.
        command = [sys.executable, "-m", "selfaudit", *words, "--help", "--lang", language]
        done = subprocess.run(command, cwd=repo_root, capture_output=True, check=True, stdin=subprocess.DEVNULL)
        return done.stdout.decode("utf-8")

    japanese = shown("ja")
    assert not [word for word in _ENGLISH if word in japanese]
    assert "…" not in japanese, "a text without spaces goes on in the next line, it is not cut off"
    assert not [mark for mark in shown("en") if "\u3040" <= mark <= "\u9fff"]


def test_search_in_english_says_its_verdicts_in_english(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("nothing here\n", encoding="utf-8")
    code, out, _ = run(capsys, "search", str(tmp_path), "--all", "--lang", "en")
    assert code == 0
    assert out.isascii()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
@pytest.mark.parametrize(("words", "code"), [(("search",), 2), (("verify",), 65), (("profile", "check"), 65)])
def test_what_may_not_be_read_is_not_called_wrong_use(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: tuple[str, ...], code: int
) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text("x", encoding="utf-8")
    locked.chmod(0)
    assert run(capsys, *words, str(locked))[0] == code


def test_a_folder_without_files_is_said_to_prove_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "search", str(tmp_path))
    assert code == 2
    assert "調べられるファイルが1つもありません" in out
