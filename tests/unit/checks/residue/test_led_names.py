"""Who somebody is, written together with a name, is no part of it; licences told in a sentence."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import values


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("係長西岡へ即報告。野口さんの件。", "西岡"),
        ("幹事 高田勇・旧姓大塚(文雄さん)\n消息不明 小西洋子", "大塚"),
        ("母高田…旧姓林さん 電話:帰宅後すぐ寝る。", "林"),
        ("実母 貴代さん。上の子陽菜ちゃん(平成23年3月2日)を週3で。", "陽菜"),
        ("10:20　市永井さん　資料の催促。高田タケノ様へ", "永井"),
        ("自治会長辻さんへ連絡。エミさんの友達。", "辻"),
    ],
)
def test_who_somebody_is_stands_before_the_name(text: str, name: str) -> None:
    found = {value for kind, value in values(text.encode(), "note.txt") if kind == "name"}
    assert name in found
    assert not any(value.endswith(name) and value != name for value in found)


def test_a_driver_and_an_office_give_no_sign_to_a_name() -> None:
    text = "利用者横山様が降車。運転士横山が停車した。事務局西岡さまへ。"
    found = {value for kind, value in values(text.encode(), "note.txt") if kind == "name"}
    assert found.isdisjoint({"士横山", "局西岡"})


@pytest.mark.parametrize(
    "text",
    [
        "運転免許証 青木 明 平成4年5月5日生 第451613922041号",
        "叔母の免許証を確認(番号451613922041、住所は別紙)。山田様。",
    ],
)
def test_a_licence_told_in_a_sentence(text: str) -> None:
    assert ("licence", "451613922041") in values(text.encode(), "note.txt")


def test_another_number_beside_a_licence_is_none() -> None:
    text = "山田様の免許証と会員番号451613922041を控えた。"
    assert not any(kind == "licence" for kind, _ in values(text.encode(), "note.txt"))


def test_rehabilitation_is_no_welfare() -> None:
    assert ("sensitive", "生保") not in values(
        "窃盗罪で服役した帆足 裕二さん。更生保護施設に入所中。".encode(), "note.txt"
    )
