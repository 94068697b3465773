"""Columns whose heading says little: postal codes before addresses, telephones of contacts, where somebody is fetched from."""

from __future__ import annotations

import pytest

from tests.unit.checks.residue.helpers import values

PERSONS = ["志水佳奈", "江藤晃", "楠田久美子", "若山修", "安西みのり", "高島哲也"]
PLACES = ["東京都板橋区蓮根2-14-9", "埼玉県和光市本町31-5", "東京都北区赤羽西4-8-2", "埼玉県戸田市喜沢1-22-7", "東京都足立区梅田6-3-18", "埼玉県蕨市中央5-9-1"]  # fmt: skip
CODES = ["1740046", "3510114", "1150055", "3350013", "1230851", "3350004"]
"""Codes of these places as Japan Post lists them."""


def _told(rows: list[list[str]], kind: str) -> set[str]:
    text = "\n".join(",".join(row) for row in rows)
    return {value for one, value in values(text.encode(), "list.csv") if one == kind}


def _listed(heading: str, cells: list[str], kind: str) -> set[str]:
    rows = [["No", "氏名", heading, "備考"]]
    return _told(rows + [[str(n), *pair, ""] for n, pair in enumerate(zip(PERSONS, cells, strict=True), 1)], kind)


def test_seven_figures_before_an_address_are_its_postal_code() -> None:
    rows = [[code, place, f"{name} 様"] for code, place, name in zip(CODES, PLACES, PERSONS, strict=True)]
    assert _told(rows, "postal_code") == set(CODES)
    rows = [[name, code, place] for code, place, name in zip(CODES, PLACES, PERSONS, strict=True)]
    assert _told(rows, "postal_code") == set(CODES)


@pytest.mark.parametrize("heading", [["F1", "F2", "F3"], ["col_0", "col_1", "col_2"], ["列1", "列2", "列3"]])
def test_so_are_they_under_headings_that_a_program_made(heading: list[str]) -> None:
    rows = [[code, place, f"{name} 様"] for code, place, name in zip(CODES, PLACES, PERSONS, strict=True)]
    assert _told([heading, *rows], "postal_code") == set(CODES)


def test_serials_before_an_address_are_none() -> None:
    rows = [[str(1_000_031 + 7 * n), *pair] for n, pair in enumerate(zip(PLACES, PERSONS, strict=True))]
    assert not _told(rows, "postal_code")


def test_a_contact_is_what_its_cells_are() -> None:
    mobiles = ["+81 90-6421-7738", "+81 80-3175-2204", "+81 90-8842-6013", "+81 70-4471-9925", "+81 80-2236-7450", "+81 90-5518-3372"]  # fmt: skip
    assert _listed("contact", mobiles, "phone") == set(mobiles)
    mails = [f"{word}@gmail.com" for word in ("kana.s", "eto77", "kusuda", "wakayama", "anzai.m", "tetsu")]
    assert _listed("contact", mails, "email") == set(mails)


@pytest.mark.parametrize("heading", ["乗車場所", "降車場所", "送迎場所"])
def test_whoever_is_fetched_from_a_house_lives_there(heading: str) -> None:
    homes = ["上溝328-27", "今池370番地", "習志野台6丁目18番5号", "田名492-18", "覚王山通1-12-14", "旭が丘12番3号"]
    assert _listed(heading, homes, "address") == set(homes)
    stops = ["市役所前", "中央公民館", "駅北口ロータリー", "第二小学校正門", "ふれあい館", "本町3丁目"]
    assert not _listed(heading, stops, "address")


@pytest.mark.parametrize("heading", ["謝金口座", "報酬振込先", "払戻先", "入金先", "銀行口座"])
def test_wherever_somebody_is_paid_is_an_account(heading: str) -> None:
    accounts = ["3249091", "2222759", "5408015", "2780359", "6464194", "0888401"]
    assert _listed(heading, accounts, "bank_account") == set(accounts)


def test_sums_paid_are_no_accounts() -> None:
    assert not _listed("謝金", ["30000", "25000", "30000", "18000", "30000", "25000"], "bank_account")
    assert not _listed("振込先", ["本人", "本人", "配偶者", "本人", "母", "本人"], "bank_account")


@pytest.mark.parametrize(
    ("heading", "kind", "cells"),
    [
        ("たんじょう日", "birth_date", ["2014年7月22日", "2016年9月3日", "2017年9月15日", "2015年1月8日", "2014年12月1日", "2016年4月30日"]),
        ("免許証の番号", "licence", ["308175198130", "628655357380", "220566694110", "440686365390", "408362922960", "305812940671"]),
        ("後期番号", "insured_number", ["65199813", "21231712", "57540749", "38987952", "29623628", "24941528"]),
        ("原因食物", "sensitive", ["卵", "いくら", "落花生", "カシューナッツ", "キウイ", "小麦"]),
    ],
)  # fmt: skip
def test_other_words_for_known_columns(heading: str, kind: str, cells: list[str]) -> None:
    assert _listed(heading, cells, kind) == set(cells)


HOUSE_PHONES = ["0353942218", "0484611530", "0339005127", "0484332096", "0338864415", "0484310872"]


def test_figures_beside_homes_without_headings_are_telephones() -> None:
    rows = [[str(5339191 + 8117 * n), *row] for n, row in enumerate(zip(PERSONS, PLACES, HOUSE_PHONES, strict=True))]
    assert _told(rows, "phone") == set(HOUSE_PHONES)


def test_other_figures_beside_homes_are_none() -> None:
    numbers = [f"{digits[1:]}{n}" for n, digits in enumerate(HOUSE_PHONES)]  # ten figures that no area begins
    assert _told([list(row) for row in zip(PERSONS, PLACES, numbers, strict=True)], "phone") == set()
    sent = [f"00{digits[2:]}" for digits in HOUSE_PHONES]
    assert _told([list(row) for row in zip(PERSONS, PLACES, sent, strict=True)], "phone") == set()


LOCAL = ["若竹区宮前3丁目21番地9 メゾン本町 204号", "若竹区弁天4丁目18番地6", "若竹区松風台2丁目8番地16", "若竹区栄町1丁目14番地11", "若竹区桜木6丁目2番地3"]  # fmt: skip


@pytest.mark.parametrize("short", [False, True])
def test_homes_of_a_ward_nobody_knows_with_their_postal_codes(*, short: bool) -> None:
    homes = [home.replace("丁目", "-").replace("番地", "-") for home in LOCAL] if short else LOCAL
    rows = [["31254658", code, home, name] for code, home, name in zip(CODES[:5], homes, PERSONS[:5], strict=True)]
    assert (_told(rows, "postal_code"), _told(rows, "address")) == (set(CODES[:5]), set(homes))


def test_places_of_shelves_are_no_homes() -> None:
    shelves = ["北区画A棚3-21-9", "第二区棚4-18-6", "東区画棚2-8-16", "西区画棚1-14-11", "南区画棚6-2-3"]
    rows = [["31254658", code, shelf, "荷物"] for code, shelf in zip(CODES[:5], shelves, strict=True)]
    assert (_told(rows, "postal_code"), _told(rows, "address")) == (set(), set())
