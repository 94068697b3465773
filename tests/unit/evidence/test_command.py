"""``python -m evidence verify`` as a person or a script runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.__main__ import main
from evidence.keys import KeyFileSigner, grouped

LIMITS = "点検内容が真実であることは示しません。"


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(cwd), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "evidence", "verify", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=env, cwd=cwd, check=False)


def test_a_pinned_bundle(sealed: Path, operator: KeyFileSigner, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(sealed), "--pin", grouped(operator.fingerprint)]) == 0
    out = capsys.readouterr().out
    assert "有効 (VALID)" in out
    assert LIMITS in out, "what is not proved is said on every pass"


def test_without_a_pin_it_says_what_to_do(sealed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(sealed)]) == 2
    out = capsys.readouterr().out
    assert "SIGNER_UNTRUSTED" in out
    assert "--pin" in out
    assert LIMITS in out


def test_a_broken_bundle_promises_nothing(sealed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sealed.write_bytes(sealed.read_bytes()[:-5])
    assert main(["verify", str(sealed)]) == 1
    out = capsys.readouterr().out
    assert "無効 (INVALID)" in out
    assert LIMITS not in out


def test_json_is_one_line_per_file(
    sealed: Path, tmp_path: Path, operator: KeyFileSigner, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"PK")
    assert main(["verify", str(sealed), str(bad), "--json", "--pin", operator.fingerprint]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["file"] for line in lines] == [str(sealed), str(bad)]
    assert [line["verdict"] for line in lines] == ["VALID", "INVALID"]
    assert set(lines[0]) == {"file", "verdict", "codes", "id"}
    assert lines[1]["codes"] == [{"code": "ZIP_TRUNCATED", "step": 1, "severity": "fatal"}]
    assert lines[1]["id"] is None


def test_english(sealed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["verify", "--lang", "en", str(sealed)])
    out = capsys.readouterr().out
    assert "cannot be determined (INDETERMINATE)" in out
    assert out.isascii() or "点検" in out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [([], 64), (["verify"], 64), (["verify", "x", "--nonsense"], 64), (["verify", "/nonexistent/x.zip"], 65)],
)
def test_wrong_use_is_not_a_verdict(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        got = main(arguments)
    except SystemExit as stop:
        got = int(stop.code or 0)
    captured = capsys.readouterr()
    assert got == code
    assert captured.out == ""
    assert captured.err
    assert "Traceback" not in captured.err


def test_a_malformed_pin_or_trust_file(sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(sealed), "--pin", "abc"]) == 65
    (tmp_path / "trust.json").write_text("{}", "utf-8")
    assert main(["verify", str(sealed), "--trust", str(tmp_path / "trust.json")]) == 65
    assert "trust.json" in capsys.readouterr().err


def test_japanese_comes_out_of_an_ascii_terminal(sealed: Path, repo_root: Path) -> None:
    done = run(str(sealed), cwd=repo_root)
    assert done.returncode == 2
    assert "検証結果" in done.stdout


def test_the_verdict_is_said_first_and_last(sealed: Path, repo_root: Path) -> None:
    """A verdict that scrolled off a small terminal is still its last line; the same from both command lines."""
    own = run(str(sealed), cwd=repo_root).stdout.splitlines()
    command = [sys.executable, "-m", "selfaudit", "verify", str(sealed)]
    app = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, cwd=repo_root).stdout.splitlines()
    for lines in (own, app):
        assert lines[1].startswith("検証結果: 判定できません (INDETERMINATE)")
        assert lines[-1] == f"{lines[1]}  {sealed.name}"
    both = run(str(sealed), str(sealed), cwd=repo_root).stdout.splitlines()
    assert both == [*own, "", *own]


def test_verify_loads_only_the_standard_library_and_cryptography(sealed: Path, repo_root: Path) -> None:
    """An auditor has to read what runs: nothing of the application, no other package."""
    code = (
        "import sys; from evidence.__main__ import main; main(['verify', sys.argv[1], '--json'])\n"
        "roots = {m.partition('.')[0] for m in sys.modules}\n"
        "print(sorted(r for r in roots if r not in sys.stdlib_module_names))"
    )
    env = {**os.environ, "PYTHONPATH": str(repo_root)}
    command = [sys.executable, "-c", code, str(sealed)]
    out = subprocess.run(command, capture_output=True, text=True, env=env, cwd=repo_root, check=True).stdout
    loaded = set(json.loads(out.splitlines()[-1].replace("'", '"')))
    allowed = {
        "__main__",
        "__mp_main__",
        "evidence",
        "cryptography",
        "_cffi_backend",
        "_openssl",
        "cffi",
        "_virtualenv",
    }
    assert {
        m for m in loaded if not m.startswith(("__editable__", "_distutils", "distutils", "sitecustomize"))
    } <= allowed


def test_many_files_are_shared_out_and_stay_in_order(
    sealed: Path, tmp_path: Path, repo_root: Path, operator: KeyFileSigner
) -> None:
    files = [tmp_path / f"{n:02}.zip" for n in range(12)]
    for n, path in enumerate(files):
        path.write_bytes(sealed.read_bytes() if n % 3 else b"broken")
    done = run(*map(str, files), str(tmp_path / "none.zip"), "--json", "--pin", operator.fingerprint, cwd=repo_root)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["file"] for line in lines] == [str(f) for f in files]
    assert [line["verdict"] for line in lines] == ["VALID" if n % 3 else "INVALID" for n in range(12)]
    assert done.returncode == 65
    assert "none.zip" in done.stderr


def test_verify_does_not_even_load_what_speaks_http(sealed: Path, repo_root: Path) -> None:
    code = (
        "import sys; from evidence.__main__ import main; main(['verify', sys.argv[1], '--json'])\n"
        "print([m for m in ('ssl', 'http.client', 'urllib.request') if m in sys.modules])"
    )
    env = {**os.environ, "PYTHONPATH": str(repo_root)}
    command = [sys.executable, "-c", code, str(sealed)]
    out = subprocess.run(command, capture_output=True, text=True, env=env, cwd=repo_root, check=True).stdout
    assert out.splitlines()[-1] == "[]"


def test_many_files_are_answered_in_their_order(
    sealed: Path, tmp_path: Path, operator: KeyFileSigner, capsys: pytest.CaptureFixture[str]
) -> None:
    """More files than one process is used for: good, broken and absent ones, each answered in its place."""
    bad, absent = tmp_path / "bad.zip", tmp_path / "absent.zip"
    bad.write_bytes(b"PK")
    files = [sealed, bad, absent, *[sealed] * 7]
    code = main(["verify", "--json", "--pin", operator.fingerprint, *map(str, files)])
    captured = capsys.readouterr()
    assert code == 65
    assert [json.loads(line)["verdict"] for line in captured.out.splitlines()] == ["VALID", "INVALID", *["VALID"] * 7]
    assert "absent.zip" in captured.err
    assert main(["verify", "--trust", str(bad), *map(str, files)]) == 65
    assert capsys.readouterr().out == ""


def test_a_folder_or_a_pattern_stands_for_its_files(
    sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not every shell expands patterns; a folder means the ZIP files in it."""
    folder = tmp_path / "arrived"
    folder.mkdir()
    for name in ("b.zip", "a.zip", "note.txt"):
        (folder / name).write_bytes(sealed.read_bytes())
    for given in (folder, folder / "*.zip"):
        assert main(["verify", "--json", str(given)]) == 2
        lines = capsys.readouterr().out.splitlines()
        assert [Path(json.loads(line)["file"]).name for line in lines] == ["a.zip", "b.zip"]
    (tmp_path / "empty").mkdir()
    for nothing in (tmp_path / "empty", tmp_path / "x*.zip"):
        assert main(["verify", str(nothing)]) == 65
        assert "Traceback" not in capsys.readouterr().err
