"""Registers as a service: typed fields, gaps against the roster, Excel both ways, and what leaves with a bundle."""

import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest
import python_calamine
import xlsxwriter

from evidence import verify
from evidence.trust import Trust
from selfaudit.domain.contract import Person
from selfaudit.domain.register import Direction, Gap, RegisterKind
from selfaudit.errors import InputError
from selfaudit.services import entry, registers_xlsx, seal
from selfaudit.services.registers import Registers, label, title
from selfaudit.services.walk import Walk
from selfaudit.services.workspace import Workspace
from selfaudit.text import messages

R = RegisterKind


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    with Workspace.open(tmp_path / "data", program="test") as workspace:
        walk = workspace.start(
            profile="setagaya-2026",
            title="就労支援業務委託",
            contractor="みほん会",
            fiscal_year=2026,
            operator="見本 𠮷子",
        )
        workspace.save_person(Person("p1", walk.contract.id, "𠮷田 花子"))
        yield walk


def write(registers: Registers, row: str, book: R, **texts: str) -> None:
    for field, text in texts.items():
        registers.set(row, book, field, text)


def furnish(registers: Registers) -> None:
    write(
        registers,
        "r1",
        R.RECEIPT,
        asset="名簿DVD",
        slip="A-1",
        day="R8.4.3",
        time="1420",
        handler="𠮷田　花子",
        counterpart="所管課 見本職員",
        information="氏名・住所",
        quantity="2",
        unit="枚",
        note="電話で 090-1111-2222 と確認",
    )
    write(registers, "r2", R.HANDOVER, asset="名簿DVD", direction="out", quantity="1", handler="知らない 人")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("14:20", "14:20"), ("９時", "09:00"), ("14時20分", "14:20"), ("0905", "09:05"), ("17:30:00", "17:30"), ("", "")],
)
def test_a_time_is_read_as_people_write_it(typed: str, kept: str) -> None:
    assert entry.read(entry.Kind.TIME, typed) == kept


@pytest.mark.parametrize("typed", ["25:00", "14:60", "午後", "1", "昼ごろ"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        entry.read(entry.Kind.TIME, typed)


@pytest.mark.parametrize(("typed", "kept"), [("１２", 12), ("1,200", 1200), ("0", 0), ("", None)])
def test_a_quantity_is_a_number_or_unknown(typed: str, kept: int | None) -> None:
    assert entry.read(entry.Kind.NUMBER, typed) == kept


@pytest.mark.parametrize("typed", ["-1", "3枚", "1.5", "9" * 30])
def test_what_is_no_quantity_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        entry.read(entry.Kind.NUMBER, typed)


def test_a_handler_must_be_on_the_roster_whatever_the_width_of_the_space(walk: Walk) -> None:
    furnish(walk.registers)
    first, second = walk.registers.entries()
    assert Gap.NOT_ON_ROSTER not in walk.registers.gaps(first)
    assert Gap.NOT_ON_ROSTER in walk.registers.gaps(second)


def test_excel_has_the_columns_of_the_form_and_comes_back_unchanged(walk: Walk, tmp_path: Path) -> None:
    furnish(walk.registers)
    before = walk.registers.entries()
    file = registers_xlsx.export(walk.registers, tmp_path / "out.xlsx", walk.workspace.clock())
    book = python_calamine.CalamineWorkbook.from_path(str(file))
    assert book.sheet_names == [title(kind) for kind in R]
    heading = book.get_sheet_by_name("預かり証").to_python()[0]
    assert heading[:5] == ["もの", "預かり証番号", "日", "時刻", "受領者"]
    assert registers_xlsx.read(walk.registers, file).same == 2
    for row in before:
        walk.registers.remove(row.id)
    assert registers_xlsx.read(walk.registers, file).added == 2
    stripped = [tuple({**vars(row), "id": ""}.values()) for row in walk.registers.entries()]
    assert stripped == [tuple({**vars(row), "id": ""}.values()) for row in before]


def test_a_changed_cell_changes_its_row_and_english_headings_are_understood(walk: Walk, tmp_path: Path) -> None:
    furnish(walk.registers)
    messages.set_language("en")
    file = tmp_path / "changed.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        page = book.add_worksheet(title(R.HANDOVER))
        headings = ["Row id (do not change)", label(R.HANDOVER, "direction"), label(R.HANDOVER, "day"), "Colour"]
        page.write_row(0, 0, headings)
        page.write_row(1, 0, ["r2", "received", "2026-04-05", "red"])
    done = registers_xlsx.read(walk.registers, file)
    assert (done.added, done.changed, done.same) == (0, 1, 0)
    row = walk.registers.entry("r2", R.HANDOVER)
    assert (row.direction, row.day, row.asset) == (Direction.IN, date(2026, 4, 5), "名簿DVD")


def test_dates_and_times_typed_into_excel_are_understood(walk: Walk, tmp_path: Path) -> None:
    file = tmp_path / "cells.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        day, clock = book.add_format({"num_format": "yyyy/m/d"}), book.add_format({"num_format": "h:mm"})
        page = book.add_worksheet("預かり証")
        page.write_row(0, 0, ["もの", "日", "時刻", "数量"])
        page.write_string(1, 0, "名簿")
        page.write_datetime(1, 1, datetime(2026, 4, 3), day)  # noqa: DTZ001
        page.write_datetime(1, 2, time(14, 20), clock)
        page.write_number(1, 3, 2)
    assert registers_xlsx.read(walk.registers, file).added == 1
    (row,) = walk.registers.entries()
    assert (row.day, row.time, row.quantity) == (date(2026, 4, 3), "14:20", 2)


def test_one_bad_cell_keeps_everything_out_and_is_named(walk: Walk, tmp_path: Path) -> None:
    file = tmp_path / "bad.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        page = book.add_worksheet("返還の記録")
        page.write_row(0, 0, ["もの", "日"])
        page.write_row(1, 0, ["名簿", "R8.4.3"])
        page.write_row(2, 0, ["封筒", "来月"])
    done = registers_xlsx.read(walk.registers, file)
    assert walk.registers.entries() == []
    assert len(done.problems) == 1
    assert "3行目" in done.problems[0]


def test_a_workbook_of_something_else_is_refused(walk: Walk, tmp_path: Path) -> None:
    file = tmp_path / "other.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        book.add_worksheet("売上")
    with pytest.raises(InputError):
        registers_xlsx.read(walk.registers, file)


def test_the_bundle_carries_the_registers_with_names_of_the_roster_only(walk: Walk, tmp_path: Path) -> None:
    furnish(walk.registers)
    sealed = seal.seal(walk, tmp_path, "correct horse battery")
    report = verify.verify(sealed.path, trust=Trust.from_pins([sealed.fingerprint]))
    assert str(report.verdict) == "VALID", report.codes
    with zipfile.ZipFile(sealed.path) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
        document = json.loads(archive.read("registers.json"))
    first, second = document["entries"]
    assert (first["asset"], first["day"], first["quantity"], first["unit"]) == ("名簿DVD", "2026-04-03", 2, "枚")
    assert first["handler"] == {"written": True, "worker": "𠮷田 花子"}
    assert first["counterpart"] == {"written": True, "worker": None}
    assert "not_on_roster" in second["gaps"]
    assert document["balances"][0]["held"] == 1
    for private in ("見本職員", "知らない", "090-1111"):
        assert private not in everything
