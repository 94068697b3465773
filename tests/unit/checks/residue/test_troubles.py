"""What is told of somebody's body and household, and the same words of things and offices."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import values


def _told(text: str) -> set[str]:
    note = f"{text}\n連絡は楠田久美子さん（090-6421-7738）へ。\n"
    return {value for kind, value in values(note.encode(), "memo.txt") if kind == "sensitive"}


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("楠田久美子さんは心臓機能障害で手帳を持つ。", "心臓機能障害"),
        ("楠田久美子さんは昨年、膝の手術をした。", "膝の手術"),
        ("楠田久美子さんの父は片足を失って帰った。", "片足を失って"),
        ("楠田久美子さんの夫は入院中。", "入院中"),
        ("楠田久美子さんは一人暮らしです。", "一人暮らし"),
        ("楠田久美子さん、もの忘れが進んだように思う。", "もの忘れ"),
        ("楠田久美子さんのお子さんは夜尿があり、先生の隣の部屋で。", "夜尿"),
        ("楠田久美子さんの長女に言語発達遅滞の相談先を渡した。", "言語発達遅滞"),
    ],
)
def test_said_of_somebody(text: str, trouble: str) -> None:
    assert trouble in _told(text)


@pytest.mark.parametrize(
    "text",
    [
        "プリンタの印刷機能障害を報告。",
        "サーバの機能障害は復旧した。",
        "心臓の手術室を見学。",
        "もの忘れ外来のちらしを配る。",
    ],
)
def test_said_of_things_and_offices(text: str) -> None:
    assert not _told(text)


@pytest.mark.parametrize("heading", ["世帯区分", "世帯構成", "婚姻状況"])
def test_how_somebody_lives_under_its_heading(heading: str) -> None:
    rows = f"氏名,{heading},提出\n楠田久美子,未婚,済\n志水佳奈,死別,未\n江藤晃,ひとり親,済\n若山修,離婚,未\n"
    told = {value for kind, value in values(rows.encode(), "list.csv") if kind == "sensitive"}
    assert told == {"未婚", "死別", "ひとり親", "離婚"}
