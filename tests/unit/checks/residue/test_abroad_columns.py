"""Columns of names from abroad under headings that say little, and of towns, products and thinkers that are written alike."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import look, values

LATIN = ("PHAM THI HONG", "GURUNG SANTOSH", "ABDUL RAHMAN BIN ALI", "SILVA PEREIRA ANA")
KANA = ("グエン ヴァン ハイ", "グルン サントス", "マリア・シルバ", "チャン ティ ラン")


def _list(heads: list[str], names: tuple[str, ...], beside: tuple[str, ...]) -> bytes:
    rows = [f"{number},{name},{beside[number % len(beside)]}" for number, name in enumerate(names, 1)]
    return "\r\n".join([",".join(heads), *rows]).encode()


@pytest.mark.parametrize(
    ("heads", "names", "beside"),
    [
        (["no", "meisho", "kokuseki"], LATIN, ("VNM", "NPL")),
        (["番号", "英字", "国"], LATIN, ("ベトナム", "ネパール")),
        (["部屋", "ひと", "勤務"], LATIN, ("早", "遅")),
        (["部屋", "ひと", "勤務"], KANA, ("早", "遅")),
        (["番号", "アルファベット名", "在留資格"], LATIN[:2], ("技能実習", "留学")),
    ],
)
def test_names_from_abroad_are_told_by_their_parts(
    heads: list[str], names: tuple[str, ...], beside: tuple[str, ...]
) -> None:
    assert {("name", name) for name in names} <= values(_list(heads, names, beside), "list.csv")


@pytest.mark.parametrize(
    ("heads", "names", "beside"),
    [
        (["No", "Name", "Country"], ("SAN FRANCISCO", "SAO PAULO", "KUALA LUMPUR", "HO CHI MINH"), ("US", "VN")),
        (["No", "Item", "Country"], ("EARL GREY", "LADY GREY", "BLUE MOUNTAIN", "SANTOS COFFEE"), ("GB", "BR")),
        (["番号", "会社名", "国"], ("SAMSUNG ELECTRONICS", "DELTA AIR LINES", "AIR FRANCE"), ("韓国", "米国")),
        (["番号", "首都", "国"], ("サン サルバドル", "クアラ ルンプール", "サント ドミンゴ"), ("A", "B")),
        (["番号", "名", "業績"], ("ルネ・デカルト", "カール・マルクス", "フランシスコ・ザビエル"), ("哲学", "布教")),
        (["No", "Name", "Goals"], ("MARIA SILVA", "ANA SANTOS", "KIM MIN JI", "LI NA"), ("3", "1")),
        (["番号", "色", "値"], ("Dark Red", "Light Blue", "Deep Sky Blue", "Rosy Brown"), ("800", "00f")),
    ],
)
def test_towns_firms_and_thinkers_are_nobody(heads: list[str], names: tuple[str, ...], beside: tuple[str, ...]) -> None:
    assert look(_list(heads, names, beside), "list.csv").records == 0
