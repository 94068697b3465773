"""Invented persons of every generation and origin, from the lists of names and places in ``data``."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
RANKS = (("common", 52), ("middle", 22), ("rare", 16), ("old", 10))
ERAS = (("令和", "R", date(2019, 5, 1)), ("平成", "H", date(1989, 1, 8)), ("昭和", "S", date(1926, 12, 25)))
YEARS = {"child": (2010, 2021), "elder": (1929, 1958), "adult": (1960, 2004)}
HOUSES = ("ハイツ", "コーポ", "メゾン", "グランドール", "第二", "サンライズ", "都営", "ＵＲ", "プラザ", "エスポワール")
TAILS = ("緑", "さくら", "若葉", "けやき", "中央", "青葉", "ひまわり", "駅前", "富士", "三番館")
DOMAINS = (
    "gmail.com", "yahoo.co.jp", "docomo.ne.jp", "ezweb.ne.jp", "i.softbank.jp", "icloud.com", "outlook.jp",
    "nifty.com", "hotmail.co.jp", "jcom.home.ne.jp", "kxd.biglobe.ne.jp", "rakuten.jp",
)  # fmt: skip


@dataclass
class Person:
    """One person with everything an office may hold about them; a foreign name has no kana."""

    family: str
    given: str
    family_kana: str
    given_kana: str
    latin: str
    rank: str
    sex: str
    born: date
    place: str
    street: str
    house: str
    postal: str
    phone: str
    mobile: str
    email: str
    account: str
    insured: str
    my_number: str
    licence: str


@cache
def sections(file: str, split: bool = True) -> dict[str, list[str]]:
    """The words (or lines) of a data file by the ``#heading`` they stand under."""
    out: dict[str, list[str]] = {}
    current = out.setdefault("", [])
    for line in (DATA / file).read_text("utf-8").splitlines():
        if line.startswith("#"):
            current = out.setdefault(line[1:], [])
        elif line.strip():
            current += line.split() if split else [line]
    return out


@cache
def hepburn() -> dict[str, str]:
    """Latin letters of a kana, or of two that make one sound."""
    return dict(pair.split(":") for pair in sections("roman.txt")[""])


def roman(kana: str) -> str:
    """Hepburn without long vowels."""
    out = ""
    while kana:
        if kana[0] == "ッ":
            rest = roman(kana[1:])
            return out + rest[:1] + rest
        step = 2 if kana[:2] in hepburn() else 1
        out += hepburn().get(kana[:step], "")
        kana = kana[step:]
    return out.replace("ou", "o").replace("uu", "u").replace("oo", "o")


def my_number(rng: Random) -> str:
    """Twelve digits with the check digit of the ministry's order (総務省令第85号)."""
    body = [rng.randrange(10) for _ in range(11)]
    total = sum(p * (n + 1 if n <= 6 else n - 5) for n, p in enumerate(reversed(body), 1))
    check = 0 if total % 11 <= 1 else 11 - total % 11
    return "".join(map(str, body)) + str(check)


def licence(rng: Random, year: int) -> str:
    """Driving licence: prefecture, year, serial, check digit, times lost."""
    body = [int(c) for c in f"{rng.choice((30, 44, 45, 62, 90, 10, 40))}{year % 100:02d}{rng.randrange(10**6):06d}"]
    rest = sum(w * b for w, b in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2), body, strict=True)) % 11
    return "".join(map(str, body)) + ("0" if rest <= 1 else str(11 - rest)) + str(rng.choice((0, 0, 0, 1)))


def insured(rng: Random, elder: bool) -> str:
    """Long-term care (ten digits) or the medical scheme of the old (eight digits)."""
    return f"{rng.randrange(10**6):06d}".zfill(10) if elder else f"{rng.randrange(10**7, 10**8)}"


def street(rng: Random, town: str) -> str:
    """House number as written on forms."""
    ban, go, chome = rng.randint(1, 48), rng.randint(1, 29), rng.randint(1, 6)
    if town.startswith(("大字", "字")) or rng.random() < 0.12:
        return town + rng.choice((f"{ban * 31}番地{go}", f"{ban * 27}-{go}", f"{ban * 13}番地"))
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    plain = f"{chome}-{ban}-{go}"
    kanji = "一二三四五六"[chome - 1]
    dress = (plain, plain, plain, plain.translate(wide), f"{chome}丁目{ban}番{go}号", f"{chome}丁目{ban}-{go}",
             f"{kanji}丁目{ban}番{go}号", plain.replace("-", "−"), f"{chome}の{ban}の{go}")  # fmt: skip
    return town + rng.choice(dress)


def house(rng: Random) -> str:
    """A building, or nothing."""
    if rng.random() < 0.55:
        return ""
    name, room = rng.choice(HOUSES) + rng.choice(TAILS), f"{rng.randint(1, 12)}0{rng.randint(1, 9)}"
    return rng.choice((f" {name}{room}", f"{name}{room}号室", f"　{name} {room}", f" {name}{room}号"))


def _phone(rng: Random, area: str) -> str:
    rest = 10 - len(area) - 4
    return f"{area}-{rng.randint(2 * 10 ** (rest - 1), 10**rest - 1)}-{rng.randrange(10**4):04d}"


def _mobile(rng: Random) -> str:
    return f"{rng.choice(('090', '080', '070'))}-{rng.randint(1000, 9999)}-{rng.randrange(10**4):04d}"


def make(rng: Random, age: str = "adult", kin: Person | None = None) -> Person:
    """A person of an age group; ``kin`` gives family name and address."""
    ranks, weights = [r for r, _ in RANKS], [w for _, w in RANKS]
    rank = kin.rank if kin else rng.choices(ranks, weights)[0]
    family, family_kana = (
        (kin.family, kin.family_kana) if kin else rng.choice(sections("surnames.txt")[rank]).split(":")
    )
    sex = rng.choice("mf")
    given, given_kana = rng.choice(sections("given.txt")[f"{age}-{sex}"]).split(":")
    latin = f"{roman(given_kana).capitalize()} {roman(family_kana).capitalize()}"
    return _rest(rng, age, kin, (family, given, family_kana, given_kana, latin, rank, sex))


def make_foreign(rng: Random, script: str) -> Person:
    """A foreign resident, in katakana (the given name is what people call them) or in Chinese characters."""
    entries = re.findall(
        r"(\S+(?: \S+)?):([A-Za-z ]+[a-z])(?::(\S+))?", sections("foreign.txt", split=False)[script][0]
    )
    name, latin, call = rng.choice(entries)
    family, _, given = name.partition(" ")
    return _rest(rng, "adult", None, (family, given or call, "", "", latin, "foreign", rng.choice("mf")))


def _rest(rng: Random, age: str, kin: Person | None, head: tuple[str, str, str, str, str, str, str]) -> Person:
    city, towns, code, area = rng.choice(sections("places.txt", split=False)[""]).split("|")
    born = date(rng.randint(*YEARS[age]), rng.randint(1, 12), rng.randint(1, 28))
    local = rng.choice((
        f"{head[4].split(' ')[0].lower()}{rng.randint(2, 99)}",
        ".".join(reversed(head[4].lower().split(" "))),
        f"{head[4].split(' ')[-1].lower()}_{born:%m%d}",
        f"{head[4].split(' ')[-1].lower()}-{head[4][0].lower()}",
    ))  # fmt: skip
    return Person(
        *head, born,
        kin.place if kin else city, kin.street if kin else street(rng, rng.choice(towns.split(" "))),
        kin.house if kin else house(rng), kin.postal if kin else f"{code}-{rng.randint(1, 87):04d}",
        kin.phone if kin else _phone(rng, area), _mobile(rng), f"{local}@{rng.choice(DOMAINS)}",
        f"{rng.randint(10**6, 10**7 - 1)}", insured(rng, age == "elder"), my_number(rng), licence(rng, born.year + 19),
    )  # fmt: skip


def birth(rng: Random, day: date, dress: str = "") -> str:
    """A day of birth as people write it; ``dress`` names one way (iso, slash, era, …)."""
    era, letter, first = next(e for e in ERAS if day >= e[2])
    year = day.year - first.year + 1
    spoken = "元" if year == 1 else str(year)
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    ways = {
        "iso": f"{day:%Y-%m-%d}", "slash": f"{day:%Y/%m/%d}", "short": f"{day.year}/{day.month}/{day.day}",
        "solid": f"{day:%Y%m%d}", "kanji": f"{day.year}年{day.month}月{day.day}日",
        "era": f"{era}{spoken}年{day.month}月{day.day}日", "letter": f"{letter}{year}.{day.month}.{day.day}",
        "letter2": f"{letter}{year:02d}/{day.month:02d}/{day.day:02d}", "dot": f"{day:%Y.%m.%d}",
        "wide": f"{era}{spoken}年{day.month}月{day.day}日".translate(wide),
        "half": f"{era[0]}{year}.{day.month}.{day.day}",
    }  # fmt: skip
    return ways[dress or rng.choices(list(ways), (6, 14, 8, 3, 16, 24, 14, 5, 4, 3, 3))[0]]
