"""Days of birth without a word for them: behind a reading, beside a name, behind the given name of a child."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.unit.checks.residue.helpers import values

HEAD = "相談の記録\n利用者の楠田さん宅を訪問。ご家族と面談。\n"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("氏名　楠田 久美子（クスダ クミコ）1978/11/4　最寄駅　中央", "1978/11/4"),
        ("楠田久美子さん（Kumiko Kusuda、1978-11-04）", "1978-11-04"),
        ("楠田さん（派遣・19781104）が転倒", "19781104"),
        ("楠田さんの1978年11月4日を書き写した", "1978年11月4日"),
        ("夫 楠田 健一、子 陽菜（2018/6/12）", "2018/6/12"),
        ("扶養／子 陽菜H30.6.12・結衣R2.3.9", "R2.3.9"),
        ("兄　楠田 蓮（クスダ レン）　小学5年　2014年8月3日", "2014年8月3日"),
        ("楠田 結衣ちゃん　年中　R2.3.9　卵アレルギー", "R2.3.9"),
    ],
)
def test_a_day_of_birth(text: str, day: str) -> None:
    assert ("birth_date", day) in values(f"{HEAD}{text}\n".encode(), "memo.txt")


@pytest.mark.parametrize(
    "text",
    [
        "楠田さんの2024年6月12日の来所",
        "楠田さん 2024-06-12 に電話",
        f"楠田 蓮　小学5年　{datetime.now(tz=UTC).year}/4/3 欠席",
        "、子育て支援（2018/6/12）",
        "・子会社（2018/6/12）",
    ],
)
def test_other_days(text: str) -> None:
    assert not {value for kind, value in values(f"{HEAD}{text}\n".encode(), "memo.txt") if kind == "birth_date"}
