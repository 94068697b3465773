"""How one fact of a person is written down."""

import unicodedata
from datetime import date, timedelta
from functools import cache
from random import Random

from .people import Person

WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
KANJI = "〇一二三四五六七八九"
ERAS = (
    ("令和", "R", date(2019, 5, 1)),
    ("平成", "H", date(1989, 1, 8)),
    ("昭和", "S", date(1926, 12, 25)),
    ("大正", "T", date(1912, 7, 30)),
)
Said = tuple[str, str, str]


def ideograph(n: int) -> str:
    """1 to 99 as 二十三."""
    tens, ones = divmod(n, 10)
    return ("" if not tens else ("" if tens == 1 else KANJI[tens]) + "十") + (KANJI[ones] if ones else "")


def dressed(day: date, how: str) -> str:
    """A day in one of the clothes."""
    name, letter, first = next(x for x in ERAS if x[2] <= day)
    year = day.year - first.year + 1
    word = "元" if year == 1 else str(year)
    m, d = day.month, day.day
    table = {
        "": f"{day.year}/{m}/{d}", "/": f"{day.year}/{m:02d}/{d:02d}", "-": day.isoformat(), "8": f"{day:%Y%m%d}", "西": f"{day.year}年{m}月{d}日",
        "和": f"{name}{word}年{m}月{d}日", "略": f"{letter}{year}.{m}.{d}", "略0": f"{letter}{year:02d}.{m:02d}.{d:02d}", "略/": f"{letter}{year}/{m}/{d}",
        "字": f"{name[0]}{year}.{m}.{d}", "空": f"{name} {word}年 {m}月 {d}日", "全": f"{name}{word}年{m}月{d}日".translate(WIDE),
        "漢": f"{name}{'元' if year == 1 else ideograph(year)}年{ideograph(m)}月{ideograph(d)}日", "列": str((day - date(1899, 12, 30)).days), "月日": f"{m}月{d}日", "月/": f"{m}/{d}",
        ".": f"{day.year}.{m}.{d}", "T": f"{day.isoformat()}T00:00:00",
    }  # fmt: skip
    return table[how]


def hira(kana: str) -> str:
    """Katakana as hiragana."""
    return "".join(chr(ord(c) - 96) if "ァ" <= c <= "ヶ" else c for c in kana)


@cache
def _half() -> dict[str, str]:
    out = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0xFF61, 0xFFA0)}
    for c in range(0xFF66, 0xFF9E):
        for mark in "ﾞﾟ":
            both = unicodedata.normalize("NFKC", chr(c) + mark)
            if len(both) == 1:
                out[both] = chr(c) + mark
    return out


def narrow(text: str) -> str:
    """Half-width kana."""
    return "".join(_half().get(c, c) for c in text)


def _name(p: Person, what: str) -> Said | None:
    if what in ("姓", "名"):
        return "name", p.family if what == "姓" else p.given, f"{'family' if what == '姓' else 'given'}-{p.rank}"
    if what == "英":
        return "name", f"{p.latin[0]} {p.latin[1]}".upper(), f"blank-{p.rank}"
    if what in ("", "_", "＿"):
        gap = {"": "・" if p.script == "kata" else " " if p.script == "latin" else "", "_": " ", "＿": "　"}[what]
        style = {"": "joined", "_": "blank", "＿": "wide"}[what]
        return "name", p.family + gap + p.given, f"{style}-{p.rank}"
    return None


def _kana(p: Person, what: str) -> Said | None:
    a, b = p.kana
    table = {"カ": f"{a} {b}", "カ＿": f"{a}　{b}", "カj": a + b, "か": hira(f"{a} {b}"), "か＿": hira(f"{a}　{b}"), "かj": hira(a + b),
             "ｶ": narrow(f"{a} {b}"), "ｶj": narrow(a + b), "カ姓": a, "カ名": b, "か姓": hira(a), "か名": hira(b)}  # fmt: skip
    return ("kana", table[what], "") if what in table else None


def _street(p: Person, how: str) -> str:
    n = p.number
    if how == "漢":
        tail = f"{ideograph(n[0])}丁目{ideograph(n[1])}番" + (f"{ideograph(n[2])}号" if len(n) > 2 else "")
    elif how == "丁":
        tail = f"{n[0]}丁目{n[1]}番" + (f"{n[2]}号" if len(n) > 2 else "")
    elif how == "地":
        tail = f"{n[0] * 100 + n[1]}番地" + (f"{n[2]}" if len(n) > 2 else "")
    elif how == "全":
        tail = "-".join(map(str, n)).translate(WIDE)
    else:
        tail = "-".join(map(str, n))
    return p.town + tail


def _address(rng: Random, p: Person, what: str) -> Said | None:
    if not what or what[0] not in "住市番":
        return None
    how = what[1:] or rng.choices(("-", "丁", "全", "漢", "地"), (62, 16, 12, 4, 6))[0]
    bare = how.endswith("x")
    away = p.pref if p.pref != "東京都" else ""
    head = {"住": p.pref + p.city, "市": away + p.city, "番": away + p.city if away else ""}[what[0]]
    return "address", head + _street(p, how.rstrip("x")) + ("" if bare else p.building), ""


def _phone(rng: Random, number: str, how: str) -> str:
    a, b, c = number.split("-")
    ways = {
        "-": number,
        "n": a + b + c,
        "w": number.translate(WIDE),
        "(": f"{a}({b}){c}",
        "+": f"+81-{a[1:]}-{b}-{c}",
        "s": f"{a} {b} {c}",
        "0": (a + b + c)[1:],
    }
    return ways[how or rng.choices("-nw(s", (70, 10, 7, 8, 5))[0]]


def say(rng: Random, p: Person, what: str) -> Said:
    """Kind, text and style of one fact; an empty kind where it is nothing to find."""
    if found := _name(p, what) or _kana(p, what) or _address(rng, p, what):
        return found
    head, rest = what[0], what[1:]
    if head == "生":
        return "birth_date", dressed(p.born, rest), ""
    if head in "電携":
        return "phone", _phone(rng, p.phone if head == "電" else p.mobile, rest), ""
    if head == "〒":
        code = p.postal
        return (
            "postal_code",
            {"": code, "7": code.replace("-", ""), "w": code.translate(WIDE), "〒": "〒" + code}[rest],
            "",
        )
    if what == "マ_":
        mine = p.facts["マ"]
        return "my_number", f"{mine[:4]} {mine[4:8]} {mine[8:]}", ""
    if head in "マ被保受免口":
        kind = {"マ": "my_number", "免": "licence", "口": "bank_account"}.get(head, "insured_number")
        return kind, p.facts[head], ""
    plain = {
        "性": p.sex,
        "歳": str((date(2025, 2, 1) - p.born).days // 365),
        "県": p.pref,
        "区": p.city,
        "棟": p.building.strip(" 　"),
        "下4": p.mobile[-4:],
    }
    return ("email", p.email, "") if what == "メ" else ("", plain[what], "")


def some_day(rng: Random) -> date:
    """A working day of late years."""
    return date(2018, 4, 1) + timedelta(rng.randrange(2480))
