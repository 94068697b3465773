"""Invented persons from the lists in ``data``."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
BIRTH = {"e": (1931, 1957), "a": (1959, 2005), "k": (2009, 2021), "F": (1962, 2004), "C": (1962, 2004)}
VOWELS = "aiueo"
ROWS = {"": "アイウエオ", "k": "カキクケコ", "s": "サ_スセソ", "t": "タ__テト", "n": "ナニヌネノ", "h": "ハヒ_ヘホ",
        "m": "マミムメモ", "y": "ヤ_ユ_ヨ", "r": "ラリルレロ", "w": "ワ___ヲ", "g": "ガギグゲゴ", "z": "ザ_ズゼゾ",
        "d": "ダ__デド", "b": "バビブベボ", "p": "パピプペポ"}  # fmt: skip
SPECIAL = {"シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu", "ン": "n", "ー": ""}
ROMAN = {k: c + VOWELS[n] for c, row in ROWS.items() for n, k in enumerate(row) if k != "_"} | SPECIAL
SMALL = {"ャ": "a", "ュ": "u", "ョ": "o"}
BUILDINGS = (
    "リバーサイド",
    "コーポ",
    "メゾン・ド・",
    "グリーンハイツ",
    "シャトー",
    "第三",
    "県営",
    "市営",
    "プレステージ",
)
TAILS = ("渋谷", "花園", "和泉", "ひばり", "北", "松風", "アネックス", "吉野", "住宅3-")
MAILS = ("gmail.com", "yahoo.co.jp", "docomo.ne.jp", "ezweb.ne.jp", "softbank.ne.jp", "icloud.com", "outlook.com",
         "ocn.ne.jp", "plala.or.jp", "au.com", "ymobile.ne.jp", "nifty.com")  # fmt: skip


@dataclass(frozen=True)
class Person:
    """A person with what an office may hold about them."""

    family: str
    given: str
    fkana: str
    gkana: str
    latin: str
    rank: str
    born: date
    city: str
    street: str
    house: str
    postal: str
    phone: str
    mobile: str
    mail: str
    account: str
    care: str
    health: str
    elderly: str
    labour: str
    mynumber: str
    licence: str

    @property
    def full(self) -> str:
        """The name as one string (a middle dot for katakana names)."""
        return self.family + self.given


def words(name: str) -> dict[str, list[str]]:
    """The entries of a list file by heading."""
    out: dict[str, list[str]] = {}
    now = out.setdefault("", [])
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.startswith("#"):
            now = out.setdefault(line[1:], [])
        else:
            now += [line] if "|" in line else line.split()
    return out


words = cache(words)


def roman(kana: str) -> str:
    """Hepburn without marks."""
    out = ""
    for n, c in enumerate(kana):
        if c in SMALL:
            stem = out[:-1]
            out = stem + SMALL[c] if stem.endswith(("sh", "ch", "j")) else stem + "y" + SMALL[c]
        elif c == "ッ":
            out += "t" if kana[n + 1 : n + 2] == "チ" else "*"
        else:
            out = re.sub(r"\*$", ROMAN[c][:1], out) + ROMAN[c]
    return out.replace("ou", "o").replace("oo", "o").replace("uu", "u")


def check_my(digits: list[int]) -> str:
    """The twelfth digit of a personal number."""
    total = sum(d * (n + 2 if n < 6 else n - 4) for n, d in enumerate(reversed(digits)))
    return str(0 if total % 11 < 2 else 11 - total % 11)


def check_licence(digits: list[int]) -> str:
    """The eleventh digit of a driving licence."""
    total = sum(w * d for w, d in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2), digits, strict=True)) % 11
    return "0" if total < 2 else str(11 - total)


def _numbers(rng: Random, born: date, area: str) -> dict[str, str]:
    def digits(n: int) -> str:
        return "".join(str(rng.randrange(10)) for _ in range(n))

    my = [rng.randrange(10) for _ in range(11)]
    lic = [
        int(c)
        for c in rng.choice(("30", "43", "45", "62", "55", "10", "90")) + f"{(born.year + 20) % 100:02d}" + digits(6)
    ]
    tail = f"{rng.randrange(2 * 10 ** (5 - len(area)), 10 ** (6 - len(area)))}" if len(area) < 6 else ""
    return {
        "phone": f"{area}-{tail}-{digits(4)}", "mobile": f"0{rng.choice('7899')}0-{rng.randint(1200, 9890)}-{digits(4)}",
        "account": str(rng.randint(1, 9)) + digits(6) if rng.random() < 0.85 else "0" + digits(6),
        "care": "0000" + digits(6), "health": str(rng.randint(1, 9)) + digits(7), "elderly": str(rng.randint(1, 9)) + digits(7),
        "labour": f"{rng.randint(5000, 5399)}-{digits(6)}-{digits(1)}",
        "mynumber": "".join(map(str, my)) + check_my(my),
        "licence": "".join(map(str, lic)) + check_licence(lic) + rng.choice("0001"),
    }  # fmt: skip


def _street(rng: Random, town: str) -> str:
    a, b, c = rng.randint(1, 6), rng.randint(1, 42), rng.randint(1, 31)
    if town.startswith(("大字", "字")) or "字" in town or rng.random() < 0.15:
        return town + rng.choice((f"{b * 37}番地{c}", f"{b * 29}-{c}", f"{b * 41}番地", f"{b * 17}番地の{c}"))
    kanji = "一二三四五六"[a - 1]
    return town + rng.choice((f"{a}-{b}-{c}", f"{a}-{b}-{c}", f"{a}丁目{b}番{c}号", f"{a}丁目{b}-{c}", f"{kanji}丁目{b}番地{c}",
                              f"{a}－{b}－{c}".translate(str.maketrans("0123456789", "０１２３４５６７８９")),
                              f"{kanji}丁目{b}の{c}"))  # fmt: skip


def _house(rng: Random) -> str:
    if rng.random() < 0.6:
        return ""
    name, room = rng.choice(BUILDINGS) + rng.choice(TAILS), f"{rng.randint(1, 9)}{rng.randint(1, 12):02d}"
    return rng.choice((f" {name}{room}", f"　{name}{room}号室", f" {name} {room}号"))


def make(rng: Random, sort: str, kin: Person | None = None) -> Person:
    """A person: e elder, a adult, k child, F foreign in katakana, C Chinese or Korean; ``kin`` shares name and home."""
    born = date(rng.randint(*BIRTH[sort]), rng.randint(1, 12), rng.randint(1, 28))
    city, towns, code, area = rng.choice(words("places.txt")[""]).split("|")
    rank, extra = "foreign", ""
    if sort == "F":
        chain = " ".join(words("foreign.txt")["kata"])
        name, latin, call = rng.choice(re.findall(r"(\S+?):([A-Z ]+):(\S+)", chain))
        family, given, fk, gk, extra = name, "", "", call, latin.split()[-1].lower()
    elif sort == "C":
        family, fk, given, latin = rng.choice(
            re.findall(r"(\S+?):(\S+?):(\S+?):([A-Z]+ [A-Z]+)", " ".join(words("foreign.txt")["han"]))
        )
        gk, extra = "", latin.split()[1].lower()
    else:
        rank = kin.rank if kin else rng.choices(("common", "middle", "rare", "old"), (46, 22, 22, 10))[0]
        family, fk = (kin.family, kin.fkana) if kin else rng.choice(words("surnames.txt")[rank]).split(":")
        given, gk = rng.choice(words("given.txt")[f"{sort}-{rng.choice('mf')}"]).split(":")
        latin = f"{roman(gk).capitalize()} {roman(fk).capitalize()}"
    parts = latin.lower().split()
    local = rng.choice(
        (
            ".".join(parts[:2]),
            f"{parts[0]}{born:%m%d}",
            f"{parts[-1]}_{parts[0][0]}{rng.randint(1, 99)}",
            f"{extra or parts[0]}-{parts[-1]}",
        )
    )
    person = Person(family, given, fk, gk, latin, rank, born, city, _street(rng, rng.choice(towns.split())), _house(rng),
                    f"{code}-{rng.randint(1, 98):04d}", mail=f"{local}@{rng.choice(MAILS)}", **_numbers(rng, born, area))  # fmt: skip
    if kin:
        person = replace(person, city=kin.city, street=kin.street, house=kin.house, postal=kin.postal, phone=kin.phone)
    return person


ERAS = (("令和", "R", date(2019, 5, 1)), ("平成", "H", date(1989, 1, 8)), ("昭和", "S", date(1926, 12, 25)))


def written(rng: Random, day: date, dress: str = "") -> str:
    """A date as people write it."""
    era, letter, first = next((e for e in ERAS if day >= e[2]), ERAS[-1])
    year = day.year - first.year + 1
    y = "元" if year == 1 else str(year)
    ways = {
        "i": f"{day:%Y-%m-%d}", "s": f"{day:%Y/%m/%d}", "n": f"{day:%Y%m%d}", "x": f"{day.year}/{day.month}/{day.day}",
        "j": f"{day.year}年{day.month}月{day.day}日", "w": f"{era}{y}年{day.month}月{day.day}日", "l": f"{letter}{year}.{day.month}.{day.day}",
        "L": f"{letter}{year:02d}.{day.month:02d}.{day.day:02d}", "h": f"{era[0]}{y}.{day.month}.{day.day}",
        "z": f"{era}{y}年{day.month}月{day.day}日".translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    }  # fmt: skip
    return ways[dress or rng.choices(list(ways), (5, 14, 4, 8, 14, 22, 12, 6, 4, 5))[0]]
