"""Invented persons, drawn by seed from hand-collected lists."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
RANKS = {"common": 40, "middle": 26, "rare": 13, "old": 6, "place": 15}
ROMAN = dict(
    zip(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ",
        "a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo ra ri ru re ro wa o n ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po".split(),
        strict=True,
    )
)


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist."""

    family: str
    given: str
    kana: tuple[str, str]
    rank: str
    joint: str
    sex: str
    born: date
    pref: str
    city: str
    street: str
    building: str
    postal: str
    phone: str
    mobile: str
    email: str
    my_number: str
    insured: str
    licence: str
    account: str


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Lines of a data file, cut at blanks."""
    return tuple(tuple(x.split()) for x in (DATA / name).read_text("utf-8").splitlines() if x.strip())


@cache
def _ranked() -> dict[str, tuple[tuple[str, ...], ...]]:
    return {rank: tuple(r for r in rows("families.txt") if r[2] == rank) for rank in RANKS}


def roman(kana: str) -> str:
    """Latin letters of a reading, roughly Hepburn."""
    out = ""
    for c in kana:
        if c in "ャュョ" and out.endswith("i"):
            stem = out[:-1]
            out = stem + ("" if stem.endswith(("sh", "ch", "j")) else "y") + {"ャ": "a", "ュ": "u", "ョ": "o"}[c]
        else:
            out += ROMAN.get(c, "")
    return out


def digits(rng: Random, n: int) -> str:
    """So many digits, the first not zero."""
    return str(rng.randrange(10 ** (n - 1), 10**n))


def my_number(rng: Random) -> str:
    """Twelve digits with the check digit of the ordinance's article 5."""
    body = digits(rng, 11)
    total = sum(int(c) * (n + 1 if n <= 6 else n - 5) for n, c in enumerate(reversed(body), 1))
    return body + str(0 if total % 11 <= 1 else 11 - total % 11)


def licence(rng: Random, year: int) -> str:
    """Twelve digits of a driver's licence."""
    while True:
        body = f"{rng.choice((30, 30, 43, 44, 45))}{year % 100:02d}{digits(rng, 6)}"
        rest = sum(int(c) * w for c, w in zip(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
        if rest > 1:
            return f"{body}{11 - rest}{rng.choice('00001')}"


def _home(rng: Random) -> tuple[str, str, str, str, str, str]:
    table = rows("places.txt")
    pref, city, zip3, area, towns = table[0] if rng.random() < 0.62 else rng.choice(table[1:])
    town = rng.choice(towns.split(","))
    number = (rng.randint(1, 6), rng.randint(1, 28), rng.randint(1, 19))
    ways = ("{}-{}-{}", "{}丁目{}番{}号", "{}-{}-{}", "{}丁目{}-{}", "{}－{}－{}")
    street = town + rng.choice(ways).format(*number)
    if "－" in street:
        street = street.translate({ord("0") + n: "０１２３４５６７８９"[n] for n in range(10)})
    building = ""
    if rng.random() < 0.4:
        building = rng.choice((" ", "　", "")) + "".join(rng.choice(rows("buildings.txt"))) + rng.choice((f"{rng.randint(1, 12)}0{rng.randint(1, 9)}", f" {rng.randint(1, 3)}0{rng.randint(1, 9)}号室"))  # fmt: skip
        building = (
            building.replace("_", " ")
            if street[-1] not in "0123456789０１２３４５６７８９"
            else " " + building.strip(" 　")
        )
    lead = rng.choice("3356") if area == "03" else rng.choice("2345678")
    first = f"{area}-{lead}{digits(rng, 5 - len(area))}"
    return pref, city, street, building, f"{zip3}-{rng.randrange(10000):04d}", f"{first}-{digits(rng, 4)}"


def _name(rng: Random, age: str, sex: str, kin: Person | None) -> tuple[str, str, str, str, str, str]:
    family = rng.choice(_ranked()[rng.choices(list(RANKS), list(RANKS.values()))[0]])
    mine = {"adult": "a" if rng.random() < 0.8 else "ae", "elder": "ae"}.get(age, "c")
    pool = [g for g in rows("givens.txt") if g[2] == sex and g[3] == mine]
    given = rng.choice(pool)
    if kin:
        return kin.family, given[0], kin.kana[0], given[1], kin.rank, ""
    return family[0], given[0], family[1], given[1], family[2], ""


def person(rng: Random, age: str, sex: str = "", kin: Person | None = None) -> Person:
    """Somebody: age is adult, elder, child or foreign."""
    sex = sex or rng.choice("mf")
    if kin and kin.rank == "foreign":
        age = "foreign"
    if age == "foreign" or (not kin and rng.random() < 0.04):
        pool = [
            r
            for r in rows("foreign.txt")
            if r[4] == sex and (not kin or {"k": "・", "l": " "}.get(r[5], "") == kin.joint)
        ]
        row = rng.choice(pool)
        name = (row[0], row[1].replace("_", " "), row[2], row[3], "foreign", {"n": ""}.get(row[5], row[5]))
    else:
        name = _name(rng, age, sex, kin)
    year = {"elder": (1928, 1953), "child": (2013, 2023)}.get(age, (1956, 2002))
    born = date(rng.randint(*year), 1, 1) + timedelta(rng.randrange(365))
    home = (kin.pref, kin.city, kin.street, kin.building, kin.postal, kin.phone) if kin else _home(rng)
    a, b = roman(name[2]) or "kita", roman(name[3]) or "mori"
    local = rng.choice((f"{a}.{b}", f"{b}{born.year % 100:02d}{born.month:02d}", f"{a}_{b[0]}{rng.randint(1, 99)}", f"{a}-{b}", f"{b}.{a}.{rng.randint(1, 9)}", f"{a}{digits(rng, 4)}"))  # fmt: skip
    domain = rng.choice(rows("domains.txt"))[0]
    return Person(
        *name[:2], (name[2], name[3]), name[4], "・" if name[5] == "k" else (" " if name[5] == "l" else ""), "男" if sex == "m" else "女", born, *home[:5], home[5],
        f"0{rng.choice((90, 90, 80, 70))}-{digits(rng, 4)}-{digits(rng, 4)}", f"{local}@{domain}", my_number(rng), f"{rng.choice(('0000', '1400', ''))}{digits(rng, 6)}".rjust(10, "2"),
        licence(rng, born.year + 20), digits(rng, 7),
    )  # fmt: skip


ERAS = (("令和", "R", date(2019, 5, 1)), ("平成", "H", date(1989, 1, 8)), ("昭和", "S", date(1926, 12, 25)))


def dated(day: date, dress: str) -> str:
    """A day as people write it."""
    name, letter, first = next(e for e in ERAS if day >= e[2])
    year = day.year - first.year + 1
    table = {
        "/": f"{day.year}/{day.month}/{day.day}", "0": f"{day:%Y/%m/%d}", "-": f"{day:%Y-%m-%d}", "8": f"{day:%Y%m%d}",
        ".": f"{letter}{year}.{day.month}.{day.day}", "k": f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日", "K": f"{day.year}年{day.month}月{day.day}日",
        "s": f"{name[0]}{year}.{day.month:02d}.{day.day:02d}", "p": f"{day.year}.{day.month}.{day.day}", "m": f"{day.month}/{day.day}", "M": f"{day.month}月{day.day}日",
        "l": f"{letter}{year:02d}/{day.month:02d}/{day.day:02d}", "w": f"{day.month}月{day.day}日（{'月火水木金土日'[day.weekday()]}）", "y": f"{day.year}", "n": f"{name}{year}年度",
    }  # fmt: skip
    return table[dress]
