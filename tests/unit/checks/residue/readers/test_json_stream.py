"""JSON too large to be held at once: rows are records, whatever the file around them looks like."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from checks.residue.model import FileResult, Verdict

ROWS = [
    {"id": n, "name": f"{s} {g}", "tel": f"090-{4000 + 7 * n}-{1000 + 13 * n}", "photo": "00ff" * 4_000}
    for n, (s, g) in enumerate((s, g) for s in "佐藤 高橋 渡辺 小林 吉田 山本 松本".split() for g in "花子 健一 美咲 直樹 恵子 翔太 裕子 隆 和子 悠斗 真由美 大輔".split())
]  # fmt: skip
PADDED = [*ROWS, *({"id": n, "photo": "00ff" * 4_000} for n in range(1000, 1520))]


def look(text: str, codec: str = "utf-8") -> FileResult:
    data = text.encode(codec)
    assert len(data) > 9_000_000
    return inspect_bytes(data, "export.json", Budget(seconds=60.0), reveal=True)


DRESSES: dict[str, Callable[[], str]] = {
    "a list": lambda: json.dumps(PADDED, ensure_ascii=False),
    "a list with escapes, indented": lambda: json.dumps(PADDED, indent=1),
    "lines": lambda: "\n".join(json.dumps(row, ensure_ascii=False) for row in PADDED),
    "below a key": lambda: json.dumps({"title": "x", "contacts": PADDED, "count": 9}, ensure_ascii=False),
    "each under its own key": lambda: json.dumps({f"-K{n}": row for n, row in enumerate(PADDED)}, ensure_ascii=False),
    "rows of lists": lambda: json.dumps([["name", "tel"], *([r["name"], r["tel"], r["photo"]] for r in ROWS), *(["", "", r["photo"]] for r in PADDED[84:])], ensure_ascii=False),
}  # fmt: skip


@pytest.mark.parametrize("dress", DRESSES)
def test_each_row_is_a_person_with_a_number(dress: str) -> None:
    found = look(DRESSES[dress]())
    told = {(kind, value) for kind, value, _ in found.matches or ()}
    assert found.verdict is Verdict.CONTENT
    names = {value.replace(" ", "") for kind, value in told if kind == "name"}
    written = {str(row["name"]).replace(" ", "") for row in ROWS}
    assert written <= names
    assert all(any(name in whole for whole in written) for name in names)
    assert {value for kind, value in told if kind == "phone"} == {row["tel"] for row in ROWS}


@pytest.mark.parametrize("codec", ["cp932", "utf-16", "utf-8-sig", "euc_jp"])
def test_character_sets(codec: str) -> None:
    assert look(json.dumps(PADDED, ensure_ascii=False), codec).kinds["name"] == len(ROWS)


def test_a_list_that_begins_in_ascii_may_name_somebody_late() -> None:
    rows = [{"id": n, "photo": "00ff" * 4_000} for n in range(600)]
    found = look(json.dumps([*rows, {"name": "佐藤 花子", "tel": "090-4007-1013"}], ensure_ascii=False))
    assert [value for kind, value, _ in found.matches or () if kind == "name"] == ["佐藤 花子"]


def test_damage_in_one_row_costs_that_row_alone() -> None:
    text = json.dumps(PADDED, ensure_ascii=False)
    torn = text.replace(f'"{ROWS[20]["name"]}", "tel": ', f'"{ROWS[20]["name"]}", "tel" ', 1)
    assert torn != text
    found = {value for kind, value, _ in look(torn).matches or () if kind == "name"}
    assert len(found) >= len(ROWS) - 1


def test_a_list_cut_off_keeps_the_rows_before_the_cut() -> None:
    text = json.dumps(PADDED, ensure_ascii=False)
    assert look(text[:-5_000]).kinds["name"] == len(ROWS)


def test_a_large_list_of_things_names_nobody() -> None:
    goods = [{"id": n, "title": "商品の入荷", "sku": f"SKU-{n}", "filler": "00ff" * 4_000} for n in range(600)]
    assert look(json.dumps(goods, ensure_ascii=False)).verdict is Verdict.CLEAN


def test_nesting_without_end_comes_to_an_end() -> None:
    found = inspect_bytes(b"[" * 9_000_000, "deep.json", Budget(seconds=1.0, bytes_per_second=10_000_000))
    assert found.verdict in (Verdict.CLEAN, Verdict.UNREADABLE)
