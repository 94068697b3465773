"""Invented persons drawn from hand-collected lists."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
RANKS = (("common", 46), ("middle", 22), ("rare", 11), ("one", 7), ("place", 7), ("old", 9))


@cache
def listed(stem: str) -> dict[str, list[str]]:
    """A word list: key before the colon, items after it."""
    out: dict[str, list[str]] = {}
    for line in (DATA / f"{stem}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            key, _, rest = line.partition(": ")
            out[key] = rest.split(",")
    return out


@cache
def rows(stem: str) -> list[str]:
    """The lines of a list."""
    return [x for x in (DATA / f"{stem}.txt").read_text("utf-8").splitlines() if x and x[0] != "#"]


@dataclass
class Person:
    """One invented person."""

    family: str
    given: str
    kana: tuple[str, str]
    latin: str
    rank: str
    sex: str
    born: date
    pref: str
    city: str
    town: str
    block: str
    building: str
    postal: str
    tel: str
    mobile: str
    email: str
    my_number: str
    insured: str
    licence: str
    account: str
    call: str = ""


ROMAN = dict(zip("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ",
    "a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo ra ri ru re ro wa o n ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po".split(),
    strict=True))  # fmt: skip


def roman(kana: str) -> str:
    """A reading in Latin letters, near enough for a mail address."""
    out = ""
    for c in kana:
        if c in "ャュョ" and out.endswith("i"):
            glide = {"ャ": "a", "ュ": "u", "ョ": "o"}[c]
            out = out[:-1] + ("" if out.endswith(("shi", "chi", "ji")) else "y") + glide
        else:
            out += ROMAN.get(c, "")
    return out


def my_number(rng: Random) -> str:
    """Twelve digits with a right check digit."""
    digits = [rng.randrange(10) for _ in range(11)]
    total = sum(p * (n + 1 if n <= 6 else n - 5) for n, p in enumerate(reversed(digits), 1))
    rest = total % 11
    return "".join(map(str, digits)) + str(0 if rest <= 1 else 11 - rest)


def _born(rng: Random, age: str) -> date:
    low, high = {"elder": (1929, 1953), "child": (2009, 2021), "youth": (2002, 2010)}.get(age, (1956, 2001))
    return date(low, 1, 1) + timedelta(rng.randrange((high - low) * 365))


def _home(rng: Random) -> tuple[str, str, str, str, str, str]:
    places, far = listed("places"), rng.random() < 0.12
    pref, city, code = (rng.choice(places["near"]) if far else places["ward"][0]).split()
    town, postal = rng.choice(places["neartowns" if far else "towns"]).split()
    chome, ban, go = rng.randint(1, 6), rng.randint(1, 38), rng.randint(1, 22)
    kanji = "一二三四五六"[chome - 1]
    way = rng.choices("abcd", (60, 18, 12, 10))[0]
    block = {
        "a": f"{chome}-{ban}-{go}",
        "b": f"{chome}丁目{ban}番{go}号",
        "c": f"{kanji}丁目{ban}番地{go}",
        "d": f"{chome}丁目{ban}-{go}",
    }[way]
    if town.startswith("大字"):
        block = f"{ban * 17}番地{go}" if way != "a" else f"{ban * 17}-{go}"
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    if rng.random() < 0.12:
        block = block.translate(wide)
    room = f"{rng.randint(1, 9)}0{rng.randint(1, 9)}"
    flat = (
        rng.choice(("　", " ", "")) + rng.choice(places["buildings"]) + rng.choice(("", "号室", "号")).join((room, ""))
        if rng.random() < 0.4
        else ""
    )
    tel = (
        f"{code}-{rng.randint(3000, 9999)}-{rng.randrange(10000):04d}"
        if code == "03"
        else f"{code}-{rng.randint(200, 999)}-{rng.randrange(10000):04d}"
    )
    return pref, city, town, block, flat, f"{postal[:3]}-{postal[3:]}|{tel}"  # fmt: skip


def _name(rng: Random, age: str, sex: str, origin: str) -> tuple[str, str, tuple[str, str], str, str, str]:
    if origin == "foreign":
        full, latin, call = rng.choice(rows("foreign")).split("/")
        return full, "", (full, ""), latin, "foreign", call
    if origin == "chinese":
        family, given, a, b, *latin = rng.choice(rows("chinese")).split(" ")
        return family, given, (a, b), " ".join(latin), "foreign", family
    rank = rng.choices([r for r, _ in RANKS], [w for _, w in RANKS])[0]
    family, a = rng.choice(listed("families")[rank]).split(" ")
    given, b = rng.choice(
        listed("givens")[f"{'child' if age == 'youth' else age}-{'m' if sex == '男' else 'f'}"]
    ).split(" ")
    return family, given, (a, b), f"{roman(a)} {roman(b)}".upper(), rank, family  # fmt: skip


def person(rng: Random, age: str = "adult", sex: str = "", origin: str = "", kin: Person | None = None) -> Person:
    """Somebody new, of a family where ``kin`` is given."""
    sex = sex or rng.choice("男女")
    family, given, kana, latin, rank, call = _name(rng, age, sex, origin)
    if kin and not origin and kin.given:
        family, kana, rank, call = kin.family, (kin.kana[0], kana[1]), kin.rank, kin.family
    pref, city, town, block, flat, rest = _home(rng)
    if kin:
        pref, city, town, block, flat, rest = (
            kin.pref,
            kin.city,
            kin.town,
            kin.block,
            kin.building,
            f"{kin.postal}|{kin.tel}",
        )
    postal, tel = rest.split("|")
    born = _born(rng, age)
    word = latin.lower().split(" ")
    local = rng.choice(
        (
            f"{word[-1]}.{word[0]}",
            f"{word[-1]}{born.year % 100:02d}{rng.randint(1, 12):02d}",
            f"{word[0]}-{word[-1]}",
            f"{word[-1]}_{word[0][:1]}{rng.randint(1, 99)}",
        )
    )
    return Person(
        family, given, kana, latin, rank if rank != "one" else "rare", sex, born, pref, city, town, block, flat, postal, tel,
        f"0{rng.choice('789')}0-{rng.randint(1000, 9999)}-{rng.randrange(10000):04d}",
        f"{local}@{rng.choice(('mail-example.jp', 'example.ne.jp', 'example.com', 'yubin.example.jp', 'keitai.example.ne.jp'))}",
        my_number(rng), f"{rng.randint(0, 3):04d}{rng.randrange(10**6):06d}", f"{rng.randint(30, 47)}{rng.randrange(10**10):010d}",
        f"{rng.randint(1000000, 9999999)}", call,
    )  # fmt: skip


def dated(day: date, how: str) -> str:
    """A day in one of the usual clothes."""
    y, m, d = day.year, day.month, day.day
    eras = ((date(2019, 5, 1), "令和", "R"), (date(1989, 1, 8), "平成", "H"), (date(1926, 12, 25), "昭和", "S"))
    first, name, letter = next(x for x in eras if day >= x[0])
    n = y - first.year + 1
    return {
        "s": f"{y}/{m}/{d}", "0": f"{y}/{m:02d}/{d:02d}", "i": day.isoformat(), "8": f"{y}{m:02d}{d:02d}", "k": f"{y}年{m}月{d}日",
        "w": f"{name}{'元' if n == 1 else n}年{m}月{d}日", "j": f"{letter}{n}.{m}.{d}", "J": f"{letter}{n:02d}.{m:02d}.{d:02d}",
        "/": f"{letter}{n}/{m}/{d}",
        "W": f"{name}{'元' if n == 1 else n}年{m}月{d}日".translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    }[how]  # fmt: skip
