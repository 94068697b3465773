"""The register of contracts: from Excel and back, visits, calendar, requests for many, the page to hand out."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
import xlsxwriter

from evidence.keys import KeyFileSigner
from selfaudit.errors import InputError
from selfaudit.services import ward_contracts, ward_register, ward_requests
from selfaudit.services.sheet_rows import Imported
from selfaudit.services.workspace import Workspace
from selfaudit.text.wareki import now
from tests.assets.exchange import desk

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=timezone(timedelta(hours=9)))
HEADINGS = ("契約番号", "契約件名", "受託者", "所管課", "様式", "契約開始日", "契約終了日")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[Workspace, KeyFileSigner]]:
    workspace, root = desk(tmp_path / "ward")
    workspace.clock = lambda: NOW
    with workspace:
        yield workspace, root


def book(path: Path, *rows: Sequence[object]) -> Path:
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("一覧")
        style = made.add_format({"num_format": "yyyy-mm-dd"})
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(line, column, value, style)
                else:
                    sheet.write(line, column, value)
    return path


def test_contracts_come_from_excel_and_go_back(office: tuple[Workspace, KeyFileSigner], tmp_path: Path) -> None:
    workspace, _ = office
    given = book(
        tmp_path / "in.xlsx",
        HEADINGS,
        ("8-1", "就労支援", "NPO法人𠮷田", "生活福祉課", "setagaya-2026", "R6.7.1", ""),
        (802, "配食", "株式会社髙橋", "高齢福祉課", "shinjuku-2012", date(2026, 4, 1), date(2026, 9, 30)),
    )
    assert ward_contracts.read(workspace, given) == Imported(2, 0, 0, ())
    assert ward_contracts.read(workspace, given) == Imported(0, 0, 2, ())
    found = {row.number: row for row in workspace.repository.contracts_at_the_ward()}
    assert found["8-1"].start == date(2024, 7, 1)
    assert found["802"].end == date(2026, 9, 30)
    states = [(row.contract_number, row.fiscal_year, row.state) for row in ward_register.register(workspace)]
    assert states == [
        ("8-1", 2024, "overdue"),
        ("8-1", 2025, "overdue"),
        ("8-1", 2026, "unasked"),
        ("802", 2026, "overdue"),
    ]
    out = ward_contracts.export(workspace, tmp_path / "out.xlsx")
    assert ward_contracts.read(workspace, out) == Imported(0, 0, 2, ())
    with pytest.raises(InputError):
        ward_contracts.export(workspace, out)


def test_a_list_with_a_mistake_changes_nothing(office: tuple[Workspace, KeyFileSigner], tmp_path: Path) -> None:
    workspace, _ = office
    bad = book(
        tmp_path / "bad.xlsx",
        HEADINGS,
        ("8-1", "", "", "", "", "R8.13.1"),
        ("", "名だけ"),
        ("8-1", "2回目"),
        ("8-2", "", "", "", "", "R8.4.1", "R7.4.1"),
    )
    done = ward_contracts.read(workspace, bad)
    assert [word in text for word, text in zip(("契約開始日", "空", "2回", "終了日"), done.problems, strict=True)] == [
        True
    ] * 4
    assert all("一覧" in text for text in done.problems)
    assert workspace.repository.contracts_at_the_ward() == []
    with pytest.raises(InputError) as raised:
        ward_contracts.read(workspace, book(tmp_path / "none.xlsx", ("番号", "名")))
    assert "契約番号" in raised.value.title


def test_a_visit_counts_for_the_year_of_its_day(office: tuple[Workspace, KeyFileSigner]) -> None:
    workspace, _ = office
    ward_contracts.visit(workspace, "8-1", date(2026, 3, 31), "onsite", "区 職員", "理事長")
    ward_contracts.visit(workspace, "8-1", date(2026, 4, 1), "photos")
    assert [(row.fiscal_year, row.state, row.inspected) for row in ward_register.register(workspace)] == [
        (2025, "answered", date(2026, 3, 31)),
        (2026, "answered", date(2026, 4, 1)),
    ]


def test_the_calendar_names_what_is_still_owed(office: tuple[Workspace, KeyFileSigner], tmp_path: Path) -> None:
    workspace, _ = office
    ward_contracts.read(
        workspace,
        book(
            tmp_path / "in.xlsx",
            HEADINGS,
            ("8-1", "就労支援", "", "", "", "R8.4.1", ""),
            ("8-2", "配食", "", "", "", "R8.4.1", ""),
        ),
    )
    ward_contracts.visit(workspace, "8-2", date(2026, 5, 1), "onsite")
    assert ward_contracts.calendar(workspace, tmp_path / "due.ics") == 1
    text = (tmp_path / "due.ics").read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20270331" in text
    assert "就労支援" in text.replace("\r\n ", "")
    assert "配食" not in text.replace("\r\n ", "")


def test_requests_for_a_list(office: tuple[Workspace, KeyFileSigner], tmp_path: Path) -> None:
    workspace, root = office
    workspace.clock = now
    ward_contracts.read(
        workspace, book(tmp_path / "in.xlsx", HEADINGS, ("8-1", "就労支援", "NPO", "", "setagaya-2026"))
    )
    listed = book(
        tmp_path / "requests.xlsx",
        ("契約番号", "様式", "提出期限", "求める署名", "対象のパソコン"),
        ("8-1", "", "", "", ""),
        ("第2号/甲", "shinjuku-2012", "R9.2.26", "operator", "pc-1、pc-2"),
    )
    issued = ward_requests.from_list(workspace, listed, root, tmp_path / "out", due=date(2027, 1, 29))
    assert issued.problems == ()
    first, second = (json.loads(path.read_bytes()) for path, _ in issued.rows)
    assert (first["profile"], first["due"], first["required_roles"]) == (
        "setagaya-2026",
        "2027-01-29T14:59:59Z",
        ["operator", "approver"],
    )
    assert (second["contract"], second["required_roles"], len(second["expected_hosts"])) == (
        "第2号/甲",
        ["operator"],
        2,
    )
    folders = {path.parent for path, _ in issued.rows}
    assert len(folders) == 2
    assert all(folder.name.isascii() and (folder / "trust.json.p7s").is_file() for folder in folders)
    assert [row.contract_title for row in workspace.repository.issued_requests()] == ["就労支援", ""]


def test_a_bad_row_stops_the_whole_list(office: tuple[Workspace, KeyFileSigner], tmp_path: Path) -> None:
    workspace, root = office
    listed = book(
        tmp_path / "r.xlsx", ("契約番号", "様式"), ("8-1", "setagaya-2026"), ("8-2", ""), ("8-1", "setagaya-2026")
    )
    issued = ward_requests.from_list(workspace, listed, root, tmp_path / "out", due=date(2027, 1, 29))
    assert len(issued.problems) == 2
    assert "様式" in issued.problems[0]
    assert not (tmp_path / "out").exists()
    assert workspace.repository.issued_requests() == []


def test_the_page_is_handed_out_with_its_fingerprint(office: tuple[Workspace, KeyFileSigner], tmp_path: Path) -> None:
    workspace, _ = office
    path, digest = ward_requests.hand_out_verifier(tmp_path / "page")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == digest
    own, other = ward_requests.hand_out_verifier(tmp_path / "own", workspace, "8-1")
    assert other != digest
    assert hashlib.sha256(own.read_bytes()).hexdigest() == other
    with pytest.raises(InputError):
        ward_requests.hand_out_verifier(tmp_path / "page")


@pytest.mark.parametrize(("one", "two"), [("8/1", "8-1"), ("第1号", "第2号"), ("a b", "a-b")])
def test_different_numbers_have_different_folders(one: str, two: str) -> None:
    assert ward_requests.folder_name(one) != ward_requests.folder_name(two)
