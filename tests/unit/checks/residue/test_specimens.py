"""Specimen names and dummy numbers: quiet on a form's example, never a cover for a real person.

Check digits by the order of the Ministry of Internal Affairs and Communications no. 85 of 2014, article 5: for the
first eleven digits P1…P11 counted from the right and weights 2 3 4 5 6 7 2 3 4 5 6, the last is 11 minus (sum mod 11),
or 0 where that sum's remainder is 0 or 1.
"""

from pathlib import Path

import pytest

from checks.residue.matchers.contacts import valid_phone
from checks.residue.model import Verdict
from checks.residue.search import SearchOptions, search


def with_check_digit(eleven: str) -> str:
    weights = [2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6]
    rest = sum(int(digit) * weight for digit, weight in zip(reversed(eleven), weights, strict=True)) % 11
    return eleven + str(0 if rest <= 1 else 11 - rest)


def verdict(path: Path, text: str) -> Verdict:
    file = path / "list.csv"
    file.write_text(text, encoding="utf-8")
    with search([file], options=SearchOptions(workers=1)) as run:
        return next(iter(run)).verdict


def test_a_valid_my_number_counts_whatever_name_stands_beside_it(tmp_path: Path) -> None:
    rows = f"山田 花子,{with_check_digit('85274169305')}\n佐藤 太郎,{with_check_digit('52837461925')}\n"
    assert verdict(tmp_path, "氏名,個人番号\n" + rows) is Verdict.CONTENT


def test_a_subscriber_called_like_a_specimen_is_found(tmp_path: Path) -> None:
    row = "佐藤 太郎,090-8123-4567,東京都千代田区霞が関9-9-101\n"
    assert verdict(tmp_path, "氏名,電話番号,住所\n" + row) is Verdict.CONTENT


def test_a_forms_example_stays_quiet(tmp_path: Path) -> None:
    row = "山田 太郎,090-1234-5678,東京都千代田区霞が関1-1-1\n"
    assert verdict(tmp_path, "氏名,電話番号,住所\n" + row) is Verdict.CLEAN


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("09081234567", True),
        ("0351234567", True),
        ("09012345678", False),
        ("0312345678", False),
        ("0451234567", False),
        ("0900000000", False),
        ("0120444444", False),
    ],
)
def test_dummy_numbers_are_told_from_subscribers(digits: str, expected: bool) -> None:
    assert valid_phone(digits) is expected


def test_a_column_name_of_things_is_no_list_of_persons(tmp_path: Path) -> None:
    things = "Name,Value\nNo Error,0\nProtocol Error,1\nInternal Error,2\nSettings Timeout,4\n"
    assert verdict(tmp_path, things) is Verdict.CLEAN


def test_foreign_residents_under_a_japanese_heading_are_found(tmp_path: Path) -> None:
    people = "氏名,国籍\nNguyen Van An,ベトナム\nMaria Santos,フィリピン\nLi Wei,中国\n"
    assert verdict(tmp_path, people) is Verdict.CONTENT
