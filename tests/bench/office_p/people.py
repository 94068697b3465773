"""Invented persons, drawn by seed from hand-collected lists."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
AGES = {"elder": (1929, 1950), "adult": (1951, 2001), "child": (2011, 2020), "youth": (2001, 2009)}
RANKS = (("common", 34), ("middle", 27), ("rare", 14), ("old", 7), ("place", 11), ("kanji", 3), ("kata", 4))
ROMA = dict(
    zip(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ",
        "a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo "
        "ra ri ru re ro wa o n ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po".split(),
        strict=True,
    )
)


@dataclass
class Person:
    """One invented person."""

    family: str
    given: str
    kana: tuple[str, str]
    sex: str
    rank: str
    born: date
    pref: str
    city: str
    street: str
    building: str
    postal: str
    phone: str
    mobile: str
    email: str
    account: str
    insured: str
    licence: str
    my_number: str
    latin: tuple[str, str]


@cache
def lists(file: str) -> dict[str, list[str]]:
    """Sections ``[name]`` of a data file, one entry a line or parted by commas."""
    out: dict[str, list[str]] = {}
    now: list[str] = []
    for line in (DATA / file).read_text("utf-8").splitlines():
        if line.startswith("["):
            now = out.setdefault(line.strip("[]"), [])
        elif line.strip():
            now += [x.strip() for x in line.split(",") if x.strip()]
    return out


def roman(kana: str) -> str:
    """Hepburn as in a passport."""
    out = ""
    for at, c in enumerate(kana):
        if c == "ッ":
            out += ROMA.get(kana[at + 1 : at + 2], "t")[0]
        elif c in "ャュョ":
            stem = out[:-1]
            out = stem + ({"ャ": "a", "ュ": "u", "ョ": "o"}[c] if stem.endswith(("sh", "ch", "j")) else roman_y(c))
        else:
            out += ROMA.get(c, "")
    return out.replace("ou", "o").replace("oo", "o").replace("uu", "u")


def roman_y(c: str) -> str:
    """The small y letters."""
    return {"ャ": "ya", "ュ": "yu", "ョ": "yo"}[c]


def check_digit(digits: str) -> str:
    """The check digit of an individual number (総務省令第85号 第5条)."""
    total = sum(int(p) * (n + 1 if n <= 6 else n - 5) for n, p in enumerate(reversed(digits), 1))
    rest = total % 11
    return "0" if rest <= 1 else str(11 - rest)


def _digits(rng: Random, n: int) -> str:
    return "".join(str(rng.randrange(10)) for _ in range(n))


def _name(rng: Random, age: str, sex: str, rank: str) -> tuple[str, str, tuple[str, str], tuple[str, str]]:
    names = lists("names.txt")
    if rank == "kata":
        kata, latin = rng.choice(names[f"kata-{sex}"]).split("=")
        return kata, "", ("", ""), (latin.split(" ")[0], " ".join(latin.split(" ")[1:]))
    if rank == "kanji":
        family, given, a, b = rng.choice(names[f"kanji-{sex}"]).split()
        return family, given, (a, b), (roman(a), roman(b))
    family, a = rng.choice(names[rank]).split()
    given, b = rng.choice(names[f"{age if age != 'youth' else 'adult'}-{sex}"]).split()
    return family, given, (a, b), (roman(a), roman(b))


def home(seed: int) -> str:
    """The city of the office."""
    cities = lists("places.txt")["home"]
    return cities[seed % len(cities)]


def _place(rng: Random, city: str) -> tuple[str, str, str, str, str]:
    places = lists("places.txt")
    pref, town, postal = (city if rng.random() < 0.72 else rng.choice(places["far"])).split()
    area = rng.choice(places["streets"])
    a, b, c = rng.randint(1, 9), rng.randint(1, 32), rng.randint(1, 24)
    ways = (f"{area}{a}丁目{b}番{c}号", f"{area}{a}-{b}-{c}", f"{area}{a}−{b}−{c}", f"{area}{b * 37 + c}", f"{area}{b * 37 + c}番地{a}",
            f"{area}{a}丁目{b}-{c}", f"大字{area}{b * 21}番地", f"{area}{a}－{b}".translate(WIDE))  # fmt: skip
    street = rng.choices(ways, (22, 30, 6, 10, 10, 12, 4, 6))[0]
    house = rng.choice(places["houses"])
    building = "" if rng.random() < 0.66 else rng.choice((" ", "　", "")) + f"{house}{rng.randint(1, 9)}0{rng.randint(1, 8)}" + rng.choice(("", "号室", "号"))  # fmt: skip
    if building and building[0] not in " 　" and street[-1].isdigit():
        building = " " + building
    return pref, town, street, building, f"{postal}-{rng.randrange(1, 99):04d}"


WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")


def person(
    rng: Random, city: str, age: str = "adult", sex: str = "", kin: "Person | None" = None, script: str = ""
) -> Person:
    """A new person; ``kin`` lends surname and home, ``script`` may ask for one from abroad."""
    sex = sex or rng.choice("男女")
    rank = script or rng.choices([r for r, _ in RANKS], [w for _, w in RANKS])[0]
    if kin and kin.rank != "foreign":
        rank = "common"
    family, given, kana, latin = _name(rng, age, sex, rank)
    low, high = AGES[age]
    born = date(low, 1, 1) + timedelta(rng.randrange((high - low) * 365))
    pref, town, street, building, postal = _place(rng, city)
    phone = f"{rng.choice(lists('places.txt')['codes'])}-{_digits(rng, 4)}"
    rank = "foreign" if rank in ("kata", "kanji") else rank
    if kin and kin.rank != "foreign":
        family, kana, latin, rank = kin.family, (kin.kana[0], kana[1]), (kin.latin[0], latin[1]), kin.rank
    if kin:
        pref, town, street, building, postal, phone = (
            kin.pref,
            kin.city,
            kin.street,
            kin.building,
            kin.postal,
            kin.phone,
        )
    local = rng.choice((f"{latin[1] or latin[0]}.{latin[0]}{rng.randrange(99)}", f"{latin[0]}{_digits(rng, 3)}", f"{latin[0][:1]}_{latin[1]}{born.year % 100}", f"{rng.choice(lists('words.txt')['handles'])}{_digits(rng, 4)}"))  # fmt: skip
    email = local.lower().replace(" ", "").replace("'", "") + "@" + rng.choice(lists("words.txt")["mailhosts"])
    numbers = _digits(rng, 11)
    return Person(family, given, kana, sex, rank, born, pref, town, street, building, postal, phone,
                  f"0{rng.choice('789')}0-{_digits(rng, 4)}-{_digits(rng, 4)}", email, _digits(rng, 7), "00" + _digits(rng, 8),
                  rng.choice(("30", "31", "43", "62", "90")) + _digits(rng, 10), numbers + check_digit(numbers), latin)  # fmt: skip


ERAS = (("令和", "R", date(2019, 5, 1)), ("平成", "H", date(1989, 1, 8)), ("昭和", "S", date(1926, 12, 25)))


def dated(rng: Random, day: date, dress: str) -> str:
    """A day as people write it."""
    name, letter, first = next(e for e in ERAS if day >= e[2])
    year = day.year - first.year + 1
    y = "元" if year == 1 else str(year)
    ways = {
        "/": f"{day.year}/{day.month}/{day.day}", "0": f"{day:%Y/%m/%d}", "-": f"{day:%Y-%m-%d}", "8": f"{day:%Y%m%d}",
        "和": f"{name}{y}年{day.month}月{day.day}日", "S": f"{letter}{year}.{day.month}.{day.day}", "S/": f"{letter}{year:02d}/{day.month:02d}/{day.day:02d}",
        "西": f"{day.year}年{day.month}月{day.day}日", ".": f"{day.year}.{day.month}.{day.day}", "漢": f"{name[0]}{year}.{day.month}.{day.day}",
    }  # fmt: skip
    return ways[dress or rng.choice(("/", "0", "和", "和", "S", "西", "-", "."))]
