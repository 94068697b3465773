"""Invented persons drawn from hand-collected lists."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
KANJI = "〇一二三四五六七八九"
RANKS = ("common", "middle", "rare", "old", "place", "one")
WEIGHTS = (40, 26, 10, 8, 8, 8)
ERAS = (("令和", "R", date(2019, 5, 1)), ("平成", "H", date(1989, 1, 8)), ("昭和", "S", date(1926, 12, 25)))
HOSTS = ("mail.example.jp", "home.example.ne.jp", "docomo.example.jp", "webmail.example.com", "ezmail.example.ne.jp")


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
    facts: dict[str, str]


@cache
def table(name: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """A list file: key, then entries of several words."""
    out: dict[str, tuple[tuple[str, ...], ...]] = {}
    for line in (DATA / name).read_text("utf-8").splitlines():
        head, _, rest = line.partition(" ")
        out[head] = out.get(head, ()) + tuple(tuple(x.split(" ")) for x in rest.split("|"))
    return out


@cache
def foreigners(script: str) -> tuple[tuple[str, ...], ...]:
    """The lines of one script of the list of foreign residents."""
    lines = (DATA / "foreign.txt").read_text("utf-8").splitlines()
    return tuple(tuple(x[2:].split("|" if script == "Z" else " ")) for x in lines if x[0] == script)


def digits(rng: Random, count: int) -> str:
    """Digits, the first not zero."""
    return str(rng.randrange(1, 10)) + "".join(str(rng.randrange(10)) for _ in range(count - 1))


def my_number(rng: Random) -> str:
    """Twelve digits with their check digit."""
    body = digits(rng, 11)
    total = sum(int(c) * (n + 1 if n <= 6 else n - 5) for n, c in enumerate(reversed(body), 1))
    rest = total % 11
    return body + str(0 if rest <= 1 else 11 - rest)


def licence(rng: Random) -> str:
    """Twelve digits of a driving licence."""
    body = rng.choice(("30", "30", "43", "44", "45", "62")) + f"{rng.randrange(78, 100)}" + digits(rng, 6)
    rest = sum(int(c) * w for c, w in zip(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    return f"{body}{0 if rest <= 1 else 11 - rest}{rng.choice('0001')}"


def _birthday(rng: Random, age: str) -> date:
    low, high = {"elder": (68, 96), "adult": (23, 64), "child": (0, 15)}[age]
    day = date(2024, 12, 1) - timedelta(rng.randrange(low * 365, high * 365 + 300))
    return day.replace(year=2019, month=8) if day.year == 2019 and rng.random() < 0.5 else day


def _facts(rng: Random) -> dict[str, str]:
    places = table("places.txt")
    home = rng.random() < 0.85
    if home:
        pref, city, town = "", "", rng.choice(places["town"])[0]
    else:
        city, town = rng.choice(places["outside"])
        pref = city[: 4 if city[3] == "県" else 3]
        city = city[len(pref) :]
    a, b, c = rng.randint(1, 6), rng.randint(1, 32), rng.randint(1, 24)
    house = f"{rng.choice(places['house'])[0]}{rng.randint(1, 9)}0{rng.randint(1, 9)}" if rng.random() < 0.4 else ""
    mobile = f"0{rng.choice('789')}0-{digits(rng, 4)}-{digits(rng, 4)}"
    phone = (
        f"03-{rng.choice('35')}{digits(rng, 3)}-{digits(rng, 4)}"
        if home
        else f"0{rng.choice(('48', '47', '45', '54', '25'))}-{digits(rng, 3)}-{digits(rng, 4)}"
    )
    return {
        "pref": pref, "city": city, "town": town, "block": f"{a}/{b}/{c}", "house": house, "mobile": mobile, "phone": phone,
        "postal": f"1{rng.randrange(10, 90)}-00{rng.randrange(10, 90)}" if home else f"{rng.randrange(210, 990)}-0{rng.randrange(100, 999)}",
        "my": my_number(rng), "licence": licence(rng), "insured": "00" + digits(rng, 8), "late": digits(rng, 8), "receiver": digits(rng, 7),
        "account": digits(rng, 7),
    }  # fmt: skip


def person(rng: Random, age: str = "", sex: str = "", kin: Person | None = None, script: str = "") -> Person:
    """Draw one person; of a family with ``kin``, from abroad by ``script``."""
    age = age or rng.choices(("elder", "adult", "child"), (40, 50, 10))[0]
    sex = sex or rng.choice("女男")
    facts, born = _facts(rng), _birthday(rng, age)
    if script == "X":
        full, family, *latin = rng.choice(foreigners("X"))
        return Person(full, "", (full, ""), " ".join(latin), "foreign", sex, born, _mail(rng, facts, latin[-1]))
    if script == "Z":
        (fam, fam_kana), (giv, giv_kana, *latin) = (x.split(" ") for x in rng.choice(foreigners("Z")))
        mailed = _mail(rng, facts, latin[-1])
        return Person(fam, giv, (fam_kana, giv_kana), " ".join(latin), "foreign", sex, born, mailed)
    given, given_kana = rng.choice(table("givens.txt")[age + sex])
    if kin and kin.given:
        family, kana, rank = kin.family, kin.kana[0], kin.rank
        if kin.rank != "foreign":
            facts |= {k: kin.facts[k] for k in ("pref", "city", "town", "block", "house", "phone", "postal")}
    else:
        rank = rng.choices(RANKS, WEIGHTS)[0]
        family, kana = rng.choice(table("surnames.txt")[rank])
    rank = "middle" if rank == "one" else rank
    return Person(family, given, (kana, given_kana), "", rank, sex, born, _mail(rng, facts, ""))


def _mail(rng: Random, facts: dict[str, str], word: str) -> dict[str, str]:
    nick = word.lower() or rng.choice(("momo", "hana", "umi", "kuro", "yama", "tsuki", "pon", "sora", "mike", "take"))
    tail = f"{rng.choice('._-')}{rng.choice('abkmst')}{rng.randint(1, 9999)}"
    return facts | {"email": f"{nick}{tail}@{rng.choice(HOSTS)}"}


def kanji_number(number: int) -> str:
    """A number below a hundred in Kanji."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else KANJI[tens]) + "十" if tens else ""
    return head + (KANJI[ones] if ones or not tens else "")


def address(person_: Person, ward: str, dress: int, whole: str) -> str:
    """The address in one of six clothes; ``whole`` says from where on: 住, 町, 番."""
    f = person_.facts
    a, b, c = map(int, f["block"].split("/"))
    pref, city = (f["pref"], f["city"]) if f["city"] else (ward[:3], ward[3:])
    block = (
        f"{a}-{b}-{c}",
        f"{a}丁目{b}番{c}号",
        f"{a}丁目{b}番地{c}",
        f"{a}-{b}-{c}".translate(WIDE),
        f"{kanji_number(a)}丁目{kanji_number(b)}番{kanji_number(c)}号",
        f"{a}丁目{b}-{c}",
    )[dress]
    house = f["house"]
    if house:
        room = ("{}号室", "-{}", "　{}号")[dress % 3]
        house = ("　" if dress % 2 else " ") + house[:-3] + room.format(house[-3:])
    return {"住": pref + city, "町": city, "番": f["city"]}[whole] + f["town"] + block + house


def dated(day: date, dress: str) -> str:
    """A date in the clothes asked for: 元 S R / - 8 漢 字 年."""
    western = {
        "/": f"{day:%Y/%m/%d}",
        "-": f"{day:%Y-%m-%d}",
        "8": f"{day:%Y%m%d}",
        "年": f"{day.year}年{day.month}月{day.day}日",
    }
    if dress in western:
        return western[dress]
    name, letter, first = next(e for e in ERAS if e[2] <= day or e[0] == "昭和")
    year = day.year - first.year + 1
    if dress == "S":
        return f"{letter}{year}.{day.month}.{day.day}"
    if dress == "0":
        return f"{letter}{year:02d}/{day:%m/%d}"
    if dress == "略":
        return f"{name[0]}{year}.{day.month}.{day.day}"
    if dress == "漢":
        shown = "元" if year == 1 else kanji_number(year)
        return f"{name}{shown}年{kanji_number(day.month)}月{kanji_number(day.day)}日"
    if dress == "空":
        return f"{name} {year}年 {day.month}月 {day.day}日"
    if dress == "全":
        return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日".translate(WIDE)
    return f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"
