"""The commands of the exchange as a person or a script meets them: exit codes, words, secrets."""

import json
import os
from pathlib import Path

import pytest

from selfaudit.__main__ import main

SECRET, OTHER = "correct horse battery", "another long passphrase"


def run(capsys: pytest.CaptureFixture[str], *words: str | Path, code: int = 0) -> tuple[str, str]:
    ended = main([str(word) for word in words])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err + captured.out
    assert ended == code, captured
    return captured.out, captured.err


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.txt"
    file.write_text(f"{SECRET}\n", encoding="utf-8")
    return file


@pytest.fixture
def other(tmp_path: Path) -> Path:
    file = tmp_path / "other.txt"
    file.write_text(f"{OTHER}\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ward"], 64),
        (["ward", "nonsense"], 64),
        (["ward", "init"], 64),
        (["ward", "request", "--contract", "1", "--profile", "x", "--due", "いつか", "--out", "x"], 64),
        (["ward", "register", "x.pem", "--role", "king"], 64),
        (["ward", "revoke", "abcd1234", "--since", "never"], 64),
        (["key", "export", "--out", "x.pem", "--role", "../x"], 64),
        (["sign", "x.zip"], 64),
        (["deliver", "x.zip", "--out", "y"], 64),
        (["renew", "x.zip", "--out", "y"], 64),
        (["ward", "register"], 65),
        (["ward", "trust", "--out", "x"], 65),
        (["ward", "receive", "/nowhere/x.zip"], 65),
        (["ward", "receipt", "abcd1234", "--out", "x"], 65),
        (["request", "show"], 65),
        (["request", "import", "/nowhere/request.json"], 65),
        (["receipt", "import", "/nowhere/receipt.json"], 65),
        (["sign", "/nowhere/x.zip", "--out", "y"], 65),
        (["deliver", "/nowhere/x.zip", "--out", "y", "--notice", "z", "--by", "x"], 65),
        (["renew", "/nowhere/x.zip", "--tsa", "http://127.0.0.1:9/", "--out", "y"], 65),
        (["key", "backup", "--out", "x"], 65),
        (["collect", "--request", "/nowhere/request.json"], 65),
        (["verify", "x.zip", "--request", "/nowhere/request.json"], 65),
        (["verify", "x.zip", "--receipt", "/nowhere/receipt.json"], 65),
        (["verify", "x.zip", "--previous", "short"], 65),
    ],
    ids=lambda value: " ".join(value[:3]) if isinstance(value, list) else "",
)
def test_trouble_is_said_on_stderr_with_its_exit_code(
    words: list[str],
    expected: int,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    secret: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SELFAUDIT_PASSPHRASE", SECRET)
    before = sorted(tmp_path.rglob("*.*"))
    out, err = run(capsys, *words, "--data", tmp_path / "data", code=expected)
    assert err.strip() or "--help" in out
    made = [file for file in tmp_path.rglob("*.*") if file not in before and "data" not in file.parts]
    assert made == []


def test_a_key_through_its_life(capsys: pytest.CaptureFixture[str], tmp_path: Path, secret: Path, other: Path) -> None:
    data = ["--data", tmp_path / "data"]
    out, _ = run(capsys, "key", "new", "--name", "株式会社見本", "--passphrase-file", secret, "--json", *data)
    made = json.loads(out)
    assert made["grouped"].split() == [made["fingerprint"][i : i + 4] for i in range(0, 64, 4)]
    out, _ = run(capsys, "key", "export", "--out", tmp_path / "a.pem", "--passphrase-file", secret, *data)
    assert made["grouped"] in out, "the form shows the fingerprint in groups"
    files = ["--passphrase-file", secret, "--new-passphrase-file", other]
    run(capsys, "key", "change-passphrase", *files, *data)
    run(capsys, "key", "export", "--out", tmp_path / "b.pem", "--passphrase-file", secret, *data, code=65)
    assert not (tmp_path / "b.pem").exists()
    run(capsys, "key", "backup", "--out", tmp_path / "copy.key", *data)
    back = ["--passphrase-file", other, "--new-passphrase-file", secret]
    out, _ = run(capsys, "key", "rotate", "--out", tmp_path / "new.pem", *back, "--json", *data)
    assert json.loads(out)["fingerprint"] != made["fingerprint"]
    assert (tmp_path / "new.pem.p7s").is_file()


def test_a_passphrase_nobody_gave_is_asked_for_in_words(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _, err = run(capsys, "ward", "init", "--name", "見本区", "--data", tmp_path / "data", code=65)
    assert "--passphrase-file" in err
    assert "SELFAUDIT_PASSPHRASE" in err
    assert not list((tmp_path / "data").rglob("*.key"))


def test_a_desk_in_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SELFAUDIT_PASSPHRASE", SECRET)
    data = ["--data", tmp_path / "data"]
    out, _ = run(capsys, "ward", "init", "--name", "見本区", *data)
    assert "見本区" in out
    run(capsys, "key", "new", "--name", "担当", "--key", tmp_path / "c.key", *data)
    run(capsys, "key", "export", "--key", tmp_path / "c.key", "--out", tmp_path / "c.pem", *data)
    words = [
        "--contract",
        "8-1",
        "--from",
        "令和8年4月1日",
        "--until",
        "2027-03-31",
        "--issue",
        tmp_path / "issued.pem",
    ]
    out, _ = run(capsys, "ward", "register", tmp_path / "c.pem", *words, *data)
    assert "点検担当者" in out
    assert (tmp_path / "issued.pem").is_file()
    run(capsys, "key", "adopt", tmp_path / "issued.pem", "--key", tmp_path / "c.key", *data)
    words = ["--contract", "8-1", "--title", "見本業務委託", "--profile", "setagaya-2026", "--due", "R9.3.31"]
    out, _ = run(capsys, "ward", "request", *words, "--out", tmp_path / "r", *data)
    assert "8-1" in out
    asked = json.loads((tmp_path / "r" / "request.json").read_bytes())
    assert asked["due"] == "2027-03-31T14:59:59Z", "the end of the day in Japan"
    assert len(asked["nonce"]) == 32
    out, _ = run(capsys, "ward", "register", *data)
    assert "提出待ち" in out or "期限超過" in out
    assert "見本業務委託" in out
    out, _ = run(capsys, "ward", "register", "--json", *data)
    row = json.loads(out)["contracts"][0]
    assert {"number", "title", "contractor", "fiscal_year", "state", "requests", "bundles"} <= row.keys()
    assert row["fiscal_year"] == 2026, "31 March belongs to the year that began in April before"


def test_english_is_english(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for words in (["ward", "register"], ["request", "show"], ["key", "backup", "--out", "x"]):
        _, err = run(capsys, *words, "--lang", "en", "--data", tmp_path / "data", code=65)
        assert err.replace(str(tmp_path), "").isascii()
    for command in ("ward", "key", "request", "receipt", "sign", "deliver", "renew"):
        out, _ = run(capsys, command, "--help", "--lang", "en")
        assert "Usage" in out


def test_no_secret_can_be_an_argument() -> None:
    """Every option that has to do with a secret names a file."""
    from selfaudit.cli import main as line

    def options(command: object, path: str) -> list[tuple[str, str]]:
        subs = getattr(command, "commands", None)
        if subs is None:
            return [(path, option) for parameter in getattr(command, "params", []) for option in parameter.opts]
        return [row for name, sub in subs.items() for row in options(sub, f"{path} {name}")]

    app = line.build()
    found = [row for name in line.COMMANDS for row in options(app.get_command(None, name), name)]
    secrets = [row for row in found if "pass" in row[1]]
    assert len(secrets) > 10
    assert [row for row in secrets if not row[1].endswith("-file")] == []
    assert "SELFAUDIT_PASSPHRASE" not in os.environ
