"""The registers and the certificate from the command line, with real files and a real search."""

import json
from pathlib import Path
from typing import Any

import pytest

from selfaudit.cli import main
from selfaudit.cli.globals import Options
from selfaudit.domain.register import RegisterKind
from selfaudit.services.workspace import Workspace
from tests.unit.selfaudit.services.test_erase import residents

SECRET = "a long enough passphrase"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    with Workspace.open(folder, program="test") as workspace:
        walk = workspace.start(
            profile="setagaya-2026",
            title="就労支援業務委託",
            contractor="みほん会",
            fiscal_year=2026,
            operator="見本 花子",
        )
        for book, quantity in ((RegisterKind.RECEIPT, "1"), (RegisterKind.ERASURE, "1")):
            for field, text in {"asset": "名簿", "quantity": quantity}.items():
                walk.registers.set(f"row-{book}", book, field, text)
    return folder


@pytest.fixture
def secret(tmp_path: Path) -> str:
    file = tmp_path / "secret.txt"
    file.write_text(SECRET, encoding="utf-8")
    return str(file)


def call(data: Path, *arguments: str, capsys: Any) -> tuple[int, str, str]:
    code = main.run(list(arguments), Options(data=data), None)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_search_refuse_erase_search_and_issue(data: Path, secret: str, tmp_path: Path, capsys: Any) -> None:
    received, disk = tmp_path / "received", tmp_path / "disk"
    for folder in (received, disk):
        folder.mkdir()
        (folder / "名簿.csv").write_text(residents(), encoding="utf-8")
    (disk / "別.txt").write_text("何もない\n" * 99, encoding="utf-8")
    registry = tmp_path / "intake.registry"
    code, _, said = call(
        data, "register", str(received), "--registry", str(registry), "--passphrase-file", secret, capsys=capsys
    )
    assert code == 0, said
    keys = ("--registry", str(registry), "--registry-passphrase-file", secret, "--passphrase-file", secret)
    out = ("--out", str(tmp_path), "--level", "1", "--json")
    code, text, said = call(data, "certificate", str(disk), *keys, *out, capsys=capsys)
    assert (code, text) == (1, "")
    assert "残置の探索で内容が見つかったままです" in said
    assert not list(tmp_path.glob("erasure-*"))
    (disk / "名簿.csv").unlink()
    statement = ("--statement", "cloud=見本 花子:ごみ箱を空にした", "--destroy-registry")
    code, text, said = call(data, "certificate", str(disk), *keys, *out, *statement, capsys=capsys)
    assert code == 0, said
    line = json.loads(text)
    assert line["registry_destroyed"] is True
    assert not registry.exists()
    document = json.loads(Path(line["document"]).read_text("utf-8"))
    assert document["f13_statements"]["cloud"]["statement"] == "ごみ箱を空にした"
    code, text, _ = call(data, "verify", line["bundle"], "--json", capsys=capsys)
    assert json.loads(text.splitlines()[0])["verdict"] != "INVALID"


def test_wrong_use_is_said_before_anything_is_done(data: Path, tmp_path: Path, capsys: Any) -> None:
    for arguments in (
        ["certificate", "--statement", "cloud"],
        ["certificate", "--statement", "moon=人:文"],
        ["certificate", "--consent-by", "課長"],
        ["certificate", str(tmp_path)],
        ["certificate", "--search-only"],
    ):
        code, _, said = call(data, *arguments, capsys=capsys)
        assert code == 64, (arguments, said)


def test_the_ledger_lists_exports_and_reads(data: Path, tmp_path: Path, capsys: Any) -> None:
    code, text, _ = call(data, "ledger", "list", "--json", capsys=capsys)
    assert (code, json.loads(text)["balances"][0]["settled"]) == (0, True)
    file = tmp_path / "記録簿.xlsx"
    code, text, _ = call(data, "ledger", "export", str(file), capsys=capsys)
    assert code == 0
    code, text, _ = call(data, "ledger", "import", str(file), capsys=capsys)
    assert (code, "同じだった行 2" in text) == (0, True)
    code, _, said = call(data, "ledger", "export", str(file), capsys=capsys)
    assert code == 65, said


def test_a_file_is_erased_at_the_second_call_only(data: Path, tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "写し.csv"
    file.write_text(residents(), encoding="utf-8")
    code, text, _ = call(data, "erase", str(file), capsys=capsys)
    assert (code, file.exists()) == (1, True)
    assert "まだ何も消していません" in text
    number = text.rsplit("--code ", 1)[1].split()[0]
    for wrong in (["--agree"], ["--code", number], ["--agree", "--code", number + "0"]):
        code, _, said = call(data, "erase", str(file), *wrong, capsys=capsys)
        assert (code, file.exists()) == (64, True), said
    code, text, said = call(data, "erase", str(file), "--agree", "--code", number, capsys=capsys)
    assert (code, file.exists()) == (0, False), said
    assert "上書き、切詰め、改名、削除" in text
