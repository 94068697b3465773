"""Invented persons, drawn by seed from hand-collected lists."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
RANKS = {"common": 30, "middle": 28, "rare": 15, "old": 12, "place": 15}
YEARS = {"elder": (1931, 1953), "adult": (1960, 1999), "child": (2009, 2023), "youth": (1996, 2006)}
ERAS = (
    (date(2019, 5, 1), "令和", "R", "5"),
    (date(1989, 1, 8), "平成", "H", "4"),
    (date(1926, 12, 25), "昭和", "S", "3"),
)
DIGITS = "〇一二三四五六七八九"
MAILS = (
    "shiomi-net.example",
    "example.com",
    "k-mail.example.jp",
    "example.ne.jp",
    "hoshizora.example",
    "post.example.org",
)


@cache
def sections(name: str) -> dict[str, list[str]]:
    """The lines of a data file below their ``#`` headings."""
    out: dict[str, list[str]] = {}
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.startswith("# "):
            out[line[2:]] = here = []
        elif line.strip():
            here.append(line)
    return out


@dataclass
class Person:
    """Everything a document may say about somebody."""

    family: str
    given: str
    kana: tuple[str, str]
    rank: str
    script: str
    sex: str
    born: date
    home: tuple[str, str, str, str, str]
    phone: str
    mobile: str
    email: str
    latin: str


def my_number(rng: Random) -> str:
    """Twelve digits with the check digit of 総務省令第85号 第5条."""
    body = [rng.randrange(10) for _ in range(11)]
    rest = sum(p * (n + 1 if n <= 6 else n - 5) for n, p in enumerate(reversed(body), 1)) % 11
    return "".join(map(str, body)) + str(0 if rest <= 1 else 11 - rest)


def digits(rng: Random, count: int) -> str:
    """So many digits, no zero ahead."""
    return str(rng.randint(1, 9)) + "".join(str(rng.randrange(10)) for _ in range(count - 1))


def _home(rng: Random) -> tuple[str, str, str, str, str]:
    homes = sections("places.txt")["homes"]
    pref, city, towns, zone = rng.choice(homes[:3] * 8 + homes[3:]).split("|")
    town = rng.choice(towns.split(","))
    a, b, c = rng.randint(1, 6), rng.randint(1, 32), rng.randint(1, 24)
    way = rng.choice((f"{a}-{b}-{c}", f"{a}丁目{b}番{c}号", f"{a}丁目{b}-{c}", f"{a}－{b}－{c}", f"{a}-{b}-{c}"))
    if "大字" in town or town.endswith("条"):
        way = f"{b * 7}番地{c}"
    street = town + (way.translate(str.maketrans("0123456789", "０１２３４５６７８９")) if "－" in way else way)
    house = rng.choice(sections("places.txt")["buildings"]) if rng.random() < 0.35 else ""
    return f"{zone}-{rng.randrange(10000):04d}", pref, city, street, house


def person(rng: Random, age: str = "adult", script: str = "", kin: Person | None = None, sex: str = "") -> Person:
    """Somebody; ``kin`` lends the surname and the home."""
    sex = sex or rng.choice("男女")
    script = script or (rng.choice(("kata", "kata", "kan", "latin")) if rng.random() < 0.06 else "ja")
    if kin:
        script = kin.script
    latin = ""
    rank = "foreign"
    if script == "ja":
        rank = rng.choices(list(RANKS), list(RANKS.values()))[0]
        family, fkana = rng.choice(sections("surnames.txt")[rank]).split()
        group = "child" if age == "youth" and rng.random() < 0.4 else {"youth": "adult"}.get(age, age)
        given, gkana = rng.choice(sections("given.txt")[f"{'m' if sex == '男' else 'f'} {group}"]).split()
    else:
        table = sections("foreign.txt")[f"{'kan' if script == 'kan' else 'kata'} {'m' if sex == '男' else 'f'}"]
        family, given, fkana, gkana = rng.choice(table).split("|")
        if script != "kan":
            latin, names = f"{fkana} {gkana}", (family, given)
            if script == "latin":
                family, given = fkana, gkana
            fkana, gkana = names
    if kin:
        family, fkana, rank = kin.family, kin.kana[0], kin.rank
    first, last = YEARS[age]
    born = date(first, 1, 1) + timedelta(rng.randrange((last - first + 1) * 365))
    user = rng.choice(("", "k.", "m_", "t-")) + rng.choice(sections("words.txt")["mailbox"]) + str(rng.randint(1, 9999))
    return Person(
        family, given, (fkana, gkana), rank, script, sex, born, kin.home if kin else _home(rng),
        _phone(rng), f"0{rng.choice('789')}0-{digits(rng, 4)}-{rng.randrange(10000):04d}", f"{user}@{rng.choice(MAILS)}", latin,
    )  # fmt: skip


def _phone(rng: Random) -> str:
    area = rng.choice(("03", "03", "03", "048", "047", "0299"))
    first = rng.choice("3456" if area == "03" else "23456789")
    return f"{area}-{first}{digits(rng, 5 - len(area))}-{rng.randrange(10000):04d}"


def kanji(number: int) -> str:
    """A number below hundred in kanji."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")


def dated(day: date, way: str) -> str:
    """A date as people write it."""
    start, era, letter, code = next(e for e in ERAS if day >= e[0])
    year = day.year - start.year + 1
    ways = {
        "iso": f"{day:%Y-%m-%d}", "sl": f"{day.year}/{day.month}/{day.day}", "sl0": f"{day:%Y/%m/%d}",
        "jp": f"{day.year}年{day.month}月{day.day}日", "wa": f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日",
        "S": f"{letter}{year}.{day.month}.{day.day}", "S0": f"{letter}{year:02d}.{day.month:02d}.{day.day:02d}",
        "kan": f"{era}{'元' if year == 1 else kanji(year)}年{kanji(day.month)}月{kanji(day.day)}日", "n": f"{day:%Y%m%d}",
        "dot": f"{day:%Y.%m.%d}", "code": f"{code}{year:02d}{day:%m%d}", "ser": str((day - date(1899, 12, 30)).days),
        "sh": f"{era[0]}{year}.{day.month}.{day.day}", "Ssl": f"{letter}{year}/{day.month}/{day.day}",
    }  # fmt: skip
    return ways[way]
