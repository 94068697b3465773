"""Persons of office J: drawn from the lists beside, with numbers whose check digits are right."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
MAILS = ("gmail.com", "yahoo.co.jp", "docomo.ne.jp", "icloud.com", "softbank.ne.jp", "ymail.ne.jp", "outlook.jp",
         "au.com", "live.jp", "ocn.ne.jp", "nifty.com", "uqmobile.jp")  # fmt: skip
BUILDINGS = ("コーポ{}", "{}ハイツ", "メゾン{}", "{}マンション", "グリーンパレス{}", "県営{}団地", "市営{}住宅",
             "レオネクスト{}", "サンコート{}", "ヴィラ{}", "{}荘", "パークホームズ{}")  # fmt: skip
NICKS = ("白樺", "ひばり", "ことぶき", "みどり", "若草", "朝日", "東雲", "桔梗", "いずみ", "すずかけ")
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ"
_LATIN = (
    "a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo "
    "ra ri ru re ro wa o n ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po"
)
ROMAN = dict(zip(_KANA, _LATIN.split(), strict=True))


@dataclass
class Person:
    """Someone, with all an office may note about them."""

    family: str
    given: str
    family_kana: str
    given_kana: str
    latin: str
    rank: str
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
    account: str
    insured: str
    recipient: str
    my_number: str
    licence: str
    branch: str


@cache
def lists(name: str) -> dict[str, list[str]]:
    """The words of a file under their headings."""
    out: dict[str, list[str]] = {}
    at = out.setdefault("", [])
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.startswith("#"):
            at = out.setdefault(line[1:], [])
        elif "|" in line and name == "places.txt":
            at.append(line)
        elif name == "given.txt" and "|" in line:
            at += _packed(line)
        else:
            at += line.split()
    return out


def _packed(line: str) -> list[str]:
    """Entries with blanks inside, each closed by |m or |f."""
    out, rest = [], line
    while rest.strip():
        cut = min(n for n in (rest.find("|m"), rest.find("|f")) if n >= 0) + 2
        out.append(rest[:cut].strip())
        rest = rest[cut:]
    return out


def latin(kana: str) -> str:
    """Hepburn letters, long vowels dropped."""
    out = ""
    for n, c in enumerate(kana):
        if c in "ャュョ":
            tail = {"ャ": "a", "ュ": "u", "ョ": "o"}[c]
            base = out[:-1]
            out = base + tail if base.endswith(("sh", "ch", "j")) else base + "y" + tail
        elif c == "ッ":
            following = ROMAN.get(kana[n + 1 : n + 2], "")
            out += "t" if following.startswith("ch") else following[:1]
        elif c != "ー":
            out += ROMAN.get(c, "")
    return out.replace("ou", "o").replace("oo", "o").replace("uu", "u")


def my_number(rng: Random) -> str:
    """Twelve digits, the last one the check digit of the ordinance."""
    body = [rng.randrange(10) for _ in range(11)]
    total = sum(d * (n + 1 if n <= 6 else n - 5) for n, d in enumerate(reversed(body), 1))
    return "".join(map(str, body)) + str(0 if total % 11 <= 1 else 11 - total % 11)


def checked(rng: Random, length: int, first: str = "") -> str:
    """Digits with a check digit modulo 10, weights 2-1 from the right, digits of products added."""
    body = first + "".join(str(rng.randrange(10)) for _ in range(length - 1 - len(first)))
    total = 0
    for n, c in enumerate(reversed(body)):
        product = int(c) * (2 if n % 2 == 0 else 1)
        total += product // 10 + product % 10
    return body + str(-total % 10)


def licence(rng: Random) -> str:
    """A driving licence: office, year, number, check digit, times of issue."""
    body = rng.choice(("30", "40", "44", "45", "62", "54", "22", "90")) + f"{rng.randrange(75, 124) % 100:02d}"
    body += f"{rng.randrange(1_000_000):06d}"
    total = sum(int(c) * w for c, w in zip(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True))
    return body + str(0 if total % 11 <= 1 else 11 - total % 11) + str(rng.choice((0, 0, 0, 1)))


def _place(rng: Random) -> tuple[str, str, str, str, str, str]:
    pref, city, postal, area, towns = rng.choice(lists("places.txt")[""]).split("|")
    town = rng.choice(towns.split())
    a, b, c = rng.randint(1, 6), rng.randint(1, 28), rng.randint(1, 32)
    kanji = "一二三四五六"[a - 1]
    streets: tuple[str, ...] = (
        f"{town}{a}-{b}-{c}",
        f"{town}{a}丁目{b}番{c}号",
        f"{town}{a}丁目{b}-{c}",
        f"{town}{kanji}丁目{b}番地{c}",
        f"{town}{a}－{b}－{c}",
        f"{town}{b * 37}番地",
        f"{town}{b * 41}-{c}",
    )
    if "字" in town or town.endswith("町"):
        streets = streets[5:] + streets[:3]
    number = rng.randint(101, 908)
    house = rng.choice(BUILDINGS).format(rng.choice(NICKS))
    building = rng.choice(
        ("", "", "", f" {house}{number}", f"　{house}{number}号室", f"{house} {number // 100}0{number % 8 + 1}")
    )
    local = area + "".join(str(rng.randrange(10)) for _ in range(6 - len(area.replace("-", ""))))
    return (
        pref,
        city,
        rng.choice(streets),
        building,
        f"{postal}{rng.randrange(11, 99)}",
        f"{local}-{rng.randrange(10_000):04d}",
    )


def birthday(rng: Random, age: str) -> date:
    """A day of birth for e(lder), a(dult), c(hild), b(aby), s(chool)."""
    low, high = {"e": (1928, 1954), "a": (1958, 2002), "c": (2011, 2021), "b": (2024, 2025), "s": (2012, 2018)}[age]
    return date(low, 1, 1) + timedelta(rng.randrange((high - low) * 365 + 300))


def make(rng: Random, code: str = "", kin: Person | None = None) -> Person:
    """A person of an age and sex (``ef``, ``cm``, ``xm`` from abroad, ``zf`` with a Chinese or Korean name)."""
    age = code[:1] or rng.choices("aec", (30, 15, 1))[0]
    sex = code[1:2] or rng.choice("mf")
    pref, city, street, building, postal, phone = _place(rng)
    rank = rng.choices(("common", "middle", "rare"), (46, 27, 27))[0]
    family_kana = given_kana = ""
    if age in "xz":
        family, given, family_kana, given_kana, letters, rank = _foreign(rng, age, sex)
        if kin and kin.rank == "foreign":
            family, family_kana = kin.family, kin.family_kana
    else:
        letters = ""
        if kin and kin.rank != "foreign":
            family, family_kana, rank = kin.family, kin.family_kana, kin.rank
        else:
            family, family_kana = rng.choice(lists("surnames.txt")[rank]).split(":")
        pool = "c" if age in "bs" else age
        given, given_kana = rng.choice(lists("given.txt")[pool + sex]).split(":")
        letters = f"{latin(given_kana).title()} {latin(family_kana).title()}"
    if kin:
        pref, city, street, building, postal, phone = (
            kin.pref,
            kin.city,
            kin.street,
            kin.building,
            kin.postal,
            kin.phone,
        )
    word = "".join(c for c in letters.lower() if c.isalpha() or c == " ").split()
    tail = rng.choice(("", str(rng.randrange(10, 99)), f"{rng.randrange(1, 13):02d}{rng.randrange(1, 29):02d}"))
    user = rng.choice(
        (
            f"{word[0]}.{word[-1]}",
            f"{word[-1]}_{word[0]}",
            f"{word[0]}{tail}",
            f"{word[-1][:1]}.{word[0]}{tail}",
            f"{word[0]}-{word[-1][:3]}{tail}",
        )
    )
    return Person(
        family, given, family_kana, given_kana, letters, rank, sex, birthday(rng, "a" if age in "xz" else age),
        pref, city, street, building, postal, phone,
        f"0{rng.choice('789')}0-{rng.randrange(1000, 9999)}-{rng.randrange(10_000):04d}",
        f"{user}@{rng.choice(MAILS)}", f"{rng.randrange(10_000_000):07d}",
        checked(rng, 10, rng.choice(("00", "10", "20"))), checked(rng, 7), my_number(rng), licence(rng),
        rng.choice(("ひまわり銀行本店", "東部信用金庫駅前支店", "ゆうゆう銀行若葉支店", "中央労働金庫北支店", "みなと農協東支店")),
    )  # fmt: skip


def _foreign(rng: Random, age: str, sex: str) -> tuple[str, str, str, str, str, str]:
    if age == "z":
        pool = [x.split("|") for x in lists("given.txt")["chinese"]]
        kanji, kana, letters, _ = rng.choice([x for x in pool if x[3] == sex] or pool)
        first, second = kana.split("・")
        return kanji[0], kanji[1:], first, second, letters.title(), "foreign"
    pool = [x.split("|") for x in lists("given.txt")["foreign"]]
    kana, letters, _ = rng.choice([x for x in pool if x[2] == sex])
    family, _, given = kana.partition("・")
    return family, given, "", "", letters.title(), "foreign"
