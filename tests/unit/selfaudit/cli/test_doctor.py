"""``selfaudit doctor``: what it says of a healthy PC, of a broken one, and of a terminal."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from selfaudit.__main__ import main
from selfaudit.text import messages

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def examined(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, dict[str, object]]]:
    code = main(["doctor", "--json", *words])
    rows = json.loads(capsys.readouterr().out)["findings"]
    return code, {row["id"]: row for row in rows}


def test_what_it_says_agrees_with_the_system(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, found = examined(capsys, "--data", str(tmp_path / "data"))
    assert code == 0
    assert found["python"]["health"] == "ok"
    assert sys.version.split()[0] in str(found["python"]["said"])
    free = shutil.disk_usage(tmp_path).free
    assert abs(found["space_data"]["facts"]["bytes"] - free) < 2**30  # type: ignore[index]
    assert found["data"]["health"] == "ok"
    assert found["terminal"]["health"] == "lack"
    assert not (tmp_path / "data").exists(), "nothing is made by looking"
    assert found["parts"]["facts"]["versions"]["textual"] == "8.2.8"  # type: ignore[index]


def test_a_clock_is_compared_with_a_file_just_saved(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    saved = tmp_path / "saved.txt"
    saved.touch()
    code, found = examined(capsys, "--clock", str(saved))
    assert (code, found["clock"]["health"]) == (0, "ok")
    then = time.time() - 3600
    os.utime(saved, (then, then))
    code, found = examined(capsys, "--clock", str(saved))
    assert (code, found["clock"]["health"]) == (1, "fail")
    assert 3590 < found["clock"]["facts"]["seconds"] < 3700  # type: ignore[index,operator]
    code, found = examined(capsys, "--clock", str(tmp_path / "nowhere"))
    assert (code, found["clock"]["health"]) == (2, "unknown")


def test_a_clock_behind_the_last_entry_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "selfaudit.db").touch()
    later = time.time() + 86400
    os.utime(tmp_path / "selfaudit.db", (later, later))
    code, found = examined(capsys, "--data", str(tmp_path))
    assert (code, found["clock"]["health"]) == (1, "fail")


def test_a_place_that_cannot_be_written_is_told_with_the_way_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    code = main(["doctor", "--data", str(tmp_path / "file" / "data")])
    said = capsys.readouterr().out
    assert code == 1
    assert "× データの置き場所に書き込めません" in said
    assert "--data" in said


def test_missing_libraries_are_named_one_by_one_and_extras_say_what_they_add(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    declared = tmp_path / "selfaudit-0.0.0.dist-info"
    declared.mkdir()
    needs = ["no-such-library>=1", "psutil>=7,<8", 'no-such-engine>=2 ; extra == "raw"', "never-seen; extra == 'dev'"]
    lines = [
        "Metadata-Version: 2.4",
        "Name: selfaudit",
        "Version: 0.0.0",
        *(f"Requires-Dist: {need}" for need in needs),
    ]
    (declared / "METADATA").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    code, found = examined(capsys)
    assert code == 1
    assert found["part:no-such-library"]["health"] == "fail"
    assert list(found["parts"]["facts"]["versions"]) == ["psutil"]  # type: ignore[index,call-overload]
    assert found["extra:raw"]["health"] == "lack"
    assert found["extra:raw"]["facts"]["names"] == "no-such-engine"  # type: ignore[index,call-overload]
    assert "install" in str(found["extra:raw"]["next"])
    assert "raw" in str(found["extra:raw"]["next"])
    assert not any("never-seen" in str(row) for row in found.values())


def test_started_from_its_folder_it_still_knows_its_libraries(repo_root: Path) -> None:
    from selfaudit.services import parts

    assert (repo_root / "pyproject.toml").is_file()
    found = parts._of_source()
    assert "textual" in found[""]
    assert {"", "raw", "token", "cluster"} <= set(found)
    assert "dev" not in found
    assert all(messages.has(f"doctor.adds.{extra}") for extra in found if extra), "every extra says what it adds"


def test_english_has_no_japanese_but_the_rare_characters(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--lang", "en", "doctor"])
    said = "".join(capsys.readouterr().out.split())
    assert JAPANESE.findall(said.replace("𠮷髙﨑", "")) == []


def test_on_a_terminal_it_tells_size_and_colours(tmp_path: Path, repo_root: Path) -> None:
    if shutil.which("script") is None:
        pytest.skip("script (util-linux) is not installed")
    env = {**os.environ, "TERM": "xterm-256color", "SELFAUDIT_AMBIGUOUS": "2", "NO_COLOR": "1"}
    words = f"stty cols 60 rows 20; {sys.executable} -m selfaudit --data {tmp_path} doctor"
    done = subprocess.run(
        ["script", "-qec", words, "/dev/null"], capture_output=True, env=env, cwd=repo_root, check=False
    )
    said = done.stdout.decode()
    assert "端末の大きさが 60×20 で、足りません（66×18 以上が必要です）" in "".join(said.split("\r\n     ")).replace(
        "\r\n", ""
    )
    assert "NO_COLOR" in said
    assert "2 桁で表示される端末" in said
