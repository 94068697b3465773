"""Invented persons: names, homes, days of birth and numbers, drawn by seed."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).with_name("data")
TODAY = date(2025, 2, 1)
AGES = {"elder": (66, 97), "adult": (21, 64), "child": (1, 12)}
RANKS = (("common", 44), ("middle", 24), ("rare", 12), ("old", 6), ("place", 7), ("one", 7))


class Dice(Random):
    """Chance by seed."""


@cache
def lists(name: str) -> dict[str, tuple[str, ...]]:
    """The sections of a data file."""
    out: dict[str, tuple[str, ...]] = {}
    for chunk in (DATA / name).read_text("utf-8").split("[")[1:]:
        head, _, body = chunk.partition("]")
        out[head] = tuple(x.strip("\n") for x in body.replace("\n", ",").split(",") if x.strip("\n"))
    return out


@dataclass
class Person:
    """One person, as the office knows them."""

    family: str
    given: str
    kana: tuple[str, str]
    latin: tuple[str, str]
    rank: str
    script: str
    sex: str
    born: date
    pref: str
    city: str
    town: str
    number: tuple[int, ...]
    building: str
    postal: str
    phone: str
    mobile: str
    email: str
    facts: dict[str, str] = field(default_factory=dict)


KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ"
HEPBURN = (
    "a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo "
    "ra ri ru re ro wa o n ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po"
)
ROMAN = dict(zip(KANA, HEPBURN.split(" "), strict=True))


def roman(kana: str) -> str:
    """Hepburn without long vowels."""
    out, double = "", False
    for c in kana:
        if c == "ッ":
            double = True
        elif c in "ャュョ":
            vowel = {"ャ": "a", "ュ": "u", "ョ": "o"}[c]
            stem = out[:-1]
            out = stem + ("" if stem.endswith(("sh", "ch", "j")) else "y") + vowel
        elif c != "ー":
            sound = ROMAN.get(c, "")
            out, double = out + (sound[:1] if double else "") + sound, False
    return out.replace("ou", "o").replace("oo", "o").replace("uu", "u")


def check_digit(rng: Random) -> str:
    """A My Number with its check digit."""
    digits = [rng.randrange(10) for _ in range(11)]
    total = sum(d * (n + 1 if n <= 6 else n - 5) for n, d in enumerate(reversed(digits), start=1))
    rest = total % 11
    return "".join(map(str, digits)) + str(0 if rest <= 1 else 11 - rest)


def _home(rng: Random, ward: str) -> tuple[str, str, str, str, str]:
    places = lists("towns.txt")
    if rng.random() < 0.86:
        city, code = ward.split("|")
        town = rng.choice(places["town"])
        post = f"{code}{rng.randint(1, 89):02d}"[:8]
        pref = "東京都"
    else:
        whole, town, code = rng.choice(places["outside"]).split("|")
        cut = whole.find("県") + 1 or whole.find("府") + 1 or whole.find("道") + 1
        pref, city = whole[:cut], whole[cut:]
        post = (code + f"{rng.randint(10, 99)}")[:8]
    building = ""
    if rng.random() < 0.4:
        shape = rng.choice(places["rooms"])
        building = shape.replace("{b}", rng.choice(places["building"])).replace(
            "{n}", str(rng.randint(1, 9) * 100 + rng.randint(1, 12))
        )
    return pref, city, town, building, post


def person(rng: Random, ward: str, age: str, sex: str = "", script: str = "", kin: Person | None = None) -> Person:
    """A new person, of a family where one is given."""
    sex = sex or rng.choice("男女")
    if script:
        family, given, kana, latin, rank = _foreign(rng, script)
    else:
        family, given, kana, rank = _native(rng, age, sex, kin)
        latin = (roman(kana[0]), roman(kana[1]))
    low, high = AGES[age]
    born = TODAY - timedelta(days=rng.randint(low * 365, high * 365))
    if kin and not script:
        home = (kin.pref, kin.city, kin.town, kin.building, kin.postal)
        number, phone = kin.number, kin.phone
    else:
        home = _home(rng, ward)
        number = (rng.randint(1, 7), rng.randint(1, 38), rng.randint(1, 22))[: rng.choice((3, 3, 3, 2))]
        phone = (
            f"03-{rng.randint(3200, 6999)}-{rng.randint(0, 9999):04d}"
            if home[0] == "東京都"
            else f"0{rng.choice(('47', '48', '29', '25', '22'))}-{rng.randint(200, 899)}-{rng.randint(0, 9999):04d}"
        )
    mobile = f"0{rng.choice('789')}0-{rng.randint(1100, 9899)}-{rng.randint(0, 9999):04d}"
    host = rng.choice(
        (
            "docomo.example.ne.jp",
            "mail.example.jp",
            "icloud.example.com",
            "ezweb.example.ne.jp",
            "example.co.jp",
            "gmail.example.com",
        )
    )
    user = rng.choice(("{b}.{a}", "{a}{n}", "{b}-{a}{n}", "{b}_{n}", "{b}{y}.{a}")).format(
        a=latin[0].lower().replace(" ", ""), b=latin[1].lower().replace(" ", ""), n=rng.randint(1, 99), y=born.year
    )
    return Person(
        family, given, kana, latin, rank, script, sex, born, home[0], home[1], home[2], number, home[3], home[4], phone, mobile, f"{user}@{host}",
        {
            "マ": check_digit(rng), "被": f"{rng.randint(10000000, 99999999)}", "保": f"0000{rng.randint(100000, 999999)}", "受": f"{rng.randint(1100000000, 9899999999)}",
            "免": f"{rng.randint(10, 62)}{rng.randint(0, 99):02d}{rng.randint(1000000, 9999999)}{rng.randrange(10)}", "口": f"{rng.randint(100000, 9899999):07d}",
        },
    )  # fmt: skip


def _native(rng: Random, age: str, sex: str, kin: Person | None) -> tuple[str, str, tuple[str, str], str]:
    names, given = lists("surnames.txt"), lists("given.txt")
    a, b = rng.choice(given[f"{age}_{'f' if sex == '女' else 'm'}"]).split(" ")
    if kin and not kin.script:
        return kin.family, a, (kin.kana[0], b), kin.rank
    rank = rng.choices([r for r, _ in RANKS], [n for _, n in RANKS])[0]
    c, d = rng.choice(names[rank]).split(" ")
    return c, a, (d, b), "rare" if rank == "one" else rank


def _foreign(rng: Random, script: str) -> tuple[str, str, tuple[str, str], tuple[str, str], str]:
    part = rng.choice(lists("foreign.txt")["kanji" if script == "kanji" else "kata"]).split("|")
    if script == "kanji":
        return part[0], part[1], (part[2], part[3]), (part[4], part[5]), "foreign"
    if script == "latin":
        return part[2], part[3], (part[0], part[1].replace("・", " ")), (part[2], part[3]), "foreign"
    return part[0], part[1], (part[0], part[1].replace("・", " ")), (part[2], part[3]), "foreign"
