"""Invented persons, and what they fill exports with."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
_NAMES = (
    "堀内 香織 ホリウチ カオリ 大阪府 豊中市 本町3丁目4-12",
    "沢田 良平 サワダ リョウヘイ 北海道 小樽市 花園2-6-7",
    "矢島 千鶴 ヤジマ チヅル 福岡県 久留米市 城南町15-3",
    "細川 光太郎 ホソカワ コウタロウ 東京都 杉並区 阿佐谷北1-9-21",
    "金子 由美子 カネコ ユミコ 愛知県 岡崎市 康生通南2丁目11",
    "牧野 誠 マキノ マコト 宮城県 石巻市 中央3-1-5",
)


@dataclass(frozen=True)
class Person:
    """One row: what stands below a heading by role."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)


def persons() -> list[Person]:
    """Six persons, each with a value for every role."""
    made = []
    for n, line in enumerate(_NAMES):
        surname, given, skana, gkana, pref, city, street = line.split()
        made.append(
            Person(
                n,
                {
                    "surname": surname, "given": given, "name": f"{surname} {given}", "skana": skana, "gkana": gkana,
                    "kana": f"{skana} {gkana}", "mobile": f"080-3{n}71-4{n}55", "home": f"06-6{n}44-8{n}12",
                    "email": f"h{n}.tanaka{n}@example.ne.jp", "post": f"56{n}-00{n}1", "pref": pref, "city": city,
                    "street": street, "whole": f"{pref}{city}{street}", "born": f"19{4 + n}{n}-0{n + 1}-1{n}",
                    "account": f"1{n}34567", "insured": f"10000{n}2345", "-": "",
                },
            )
        )  # fmt: skip
    return made


def headings() -> dict[str, list[tuple[str, str]]]:
    """Product -> heading and role of each of its columns."""
    found = {}
    for line in (HERE / "export_headings.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            product, *columns = line.split(" | ")
            found[product] = [(heading, role) for heading, _, role in (column.rpartition("=") for column in columns)]
    return found
