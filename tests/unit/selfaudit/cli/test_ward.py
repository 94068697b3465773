"""The ward's desk on the command line: what a person reads, what a script gets, exit codes."""

import json
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from selfaudit.__main__ import main
from selfaudit.domain.fiscal_year import FiscalYear
from selfaudit.text import messages
from selfaudit.text.wareki import JST
from tests.assets import bundles
from tests.assets.exchange import SECRET, operated

ITEM = "shinjuku-2012/contractor/3"
TODAY = datetime.now(JST).date()
YEAR = FiscalYear.of(TODAY).year
"""The commands know the present year alone: a bundle of an earlier one would be late."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that asked three contracts, their answers in a folder, the passphrase in a file."""
    base = tmp_path_factory.mktemp("desk")
    messages.set_language("ja")
    office, root, signer = operated(base)
    with office:
        rows = bundles.asked(office, root, 3, YEAR)
        (base / "in").mkdir()
        from evidence import build

        for place, row in enumerate(rows):
            content = bundles.content(row, {ITEM: "nonconforming" if place else "conforms"})
            build.build(base / "in" / f"{place}.asice.zip", content, [signer])
    (base / "secret.txt").write_text(f"{SECRET}\n", encoding="utf-8")
    return base


class Desk:
    """Runs commands on one desk."""

    def __init__(self, data: Path, secret: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._data, self._secret, self._capsys = data, secret, capsys

    def run(self, *words: object, code: int = 0) -> str:
        """What is printed; the exit code must be `code`."""
        ended = main([*map(str, words), "--data", str(self._data)])
        printed = self._capsys.readouterr()
        assert ended == code, (words, ended, printed)
        return printed.out

    def signed(self, *words: object) -> str:
        """The same for a command that opens the ward's key."""
        return self.run(*words, "--passphrase-file", self._secret)

    def json(self, *words: object, code: int = 0) -> list[dict[str, object]]:
        """What a script gets, a value for each line."""
        return [json.loads(line) for line in self.run(*words, "--json", code=code).splitlines()]


@pytest.fixture
def office(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    import shutil

    shutil.copytree(made / "ward", tmp_path / "ward")
    return Desk(tmp_path / "ward", made / "secret.txt", capsys)


def test_a_folder_is_received_reviewed_compared_and_added_up(office: Desk, made: Path, tmp_path: Path) -> None:
    received = office.json("ward", "receive", made / "in")
    assert [row["verdict"] for row in received] == ["VALID"] * 3
    one, two = str(received[0]["id"]), str(received[1]["id"])
    text = office.run("ward", "review", one)
    assert text.index("前回までの指摘の状況") < text.index("点検項目") < text.index("抽選の種")
    (review,) = office.json("ward", "review", one)
    assert review["items"][0]["id"] == ITEM  # type: ignore[index]
    drawn = review["sample"]
    again = office.json("ward", "sample", made / "in" / "0.asice.zip", "--nonce", drawn["nonce"])  # type: ignore[index]
    assert again == [drawn]
    office.run("ward", "sample", made / "in" / "0.asice.zip", "--nonce", "番号", code=64)
    assert "新しい証跡がない" not in office.run("ward", "compare", one, two, code=1)
    (compared,) = office.json("ward", "compare", made / "in" / "1.asice.zip", made / "in" / "2.asice.zip", code=1)
    assert compared["contracts"] == ["8-0001", "8-0002"]
    (rolled,) = office.json("ward", "rollup", "--fiscal-year", YEAR, "--out", tmp_path / "all.xlsx")
    assert rolled["states"] == {"answered": 3}
    assert (tmp_path / "all.xlsx").is_file()
    assert "不適合の多い分野" in office.run("ward", "rollup", "--fiscal-year", YEAR)


def test_findings_from_raising_to_closing(office: Desk, made: Path, tmp_path: Path) -> None:
    (taken,) = office.json("ward", "receive", made / "in" / "1.asice.zip")
    given = ["--item", ITEM, "--text", "画面ロックがない。", "--due", "R8.12.20", "--severity", "serious"]
    (raised,) = office.json("ward", "finding", "--bundle", taken["id"], *given)
    assert raised["contract"] == "8-0001"
    assert "重大" in office.run("ward", "findings")
    assert "画面ロックがない。" not in office.run("ward", "findings", "--contract", "8-0000")
    said = office.signed("ward", "notify", "--contract", "8-0001", "--out", tmp_path / "list")
    assert "未完了 1 件" in said
    again = office.json("ward", "receive", made / "in" / "1.asice.zip")[0]
    assert again["findings"] == [], "it had come before the list was handed out"
    office.run("ward", "reopen", str(raised["id"])[:8], "--note", "まだです", "--due", "R9.1.15")
    assert office.json("ward", "findings")[0]["findings"][0]["due"] == "2027-01-15"  # type: ignore[index]
    office.run("ward", "close", str(raised["id"])[:8], "--note", "写真で確認")
    assert office.run("ward", "findings") == ""
    assert "完了" in office.run("ward", "findings", "--all")
    office.run("ward", "close", str(raised["id"])[:8], code=65)
    office.run("ward", "finding", "--contract", "1", *given[:-1], "terrible", code=64)


def test_lists_in_and_out(office: Desk, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "in.xlsx") as book:
        sheet = book.add_worksheet()
        for column, (heading, value) in enumerate(
            (
                ("契約番号", "9-1"),
                ("契約件名", "配食"),
                ("様式", "shinjuku-2012"),
                ("契約開始日", f"R{YEAR - 2018}.4.1"),
            )
        ):
            sheet.write(0, column, heading)
            sheet.write(1, column, value)
    assert "追加 1 件" in office.run("ward", "contracts", tmp_path / "in.xlsx")
    assert office.json("ward", "contracts", tmp_path / "in.xlsx", "--export", tmp_path / "out.xlsx")[0]["same"] == 1
    office.run("ward", "contracts", code=64)
    assert "1 件" in office.signed(
        "ward", "requests", tmp_path / "in.xlsx", "--due", "2099-03-31", "--fiscal-year", YEAR, "--out", tmp_path / "r"
    )
    assert "立入調査を記録" in office.run("ward", "visit", "--contract", "9-1", "--on", TODAY.isoformat())
    office.run("ward", "visit", "--contract", "9-1", "--on", "2026-05-01", "--method", "telepathy", code=64)
    assert office.json("ward", "calendar", tmp_path / "due.ics")[0]["events"] == 3
    assert "certutil" in office.run("ward", "verifier", "--out", tmp_path / "page")
    shown = {row["number"]: row for row in office.json("ward", "register")[0]["contracts"]}  # type: ignore[attr-defined]
    assert (shown["9-1"]["inspected"], shown["9-1"]["state"]) == (TODAY.isoformat(), "answered")


def test_a_list_with_a_mistake_ends_in_words_and_65(office: Desk, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "bad.xlsx") as book:
        sheet = book.add_worksheet("一覧")
        for column, heading in enumerate(("契約番号", "契約開始日")):
            sheet.write(0, column, heading)
        sheet.write_row(1, 0, ["9-1", "来年"])
    assert office.json("ward", "contracts", tmp_path / "bad.xlsx", code=65)[0]["added"] == 0


def test_everything_is_said_in_english_too(office: Desk, made: Path) -> None:
    import re

    (taken,) = office.json("ward", "receive", made / "in" / "0.asice.zip")
    for words in (("ward", "review", taken["id"]), ("ward", "rollup", "--fiscal-year", YEAR)):
        text = office.run(*words, "--lang", "en")
        written = ("業務0", "受託者0")
        left = [run for run in re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]+\d?", text) if run not in written]
        assert not left, left
