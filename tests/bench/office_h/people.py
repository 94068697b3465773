"""Persons of the office: residents, children, foreign residents, staff, all invented from the word lists in ``data``."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
BORN = {"child": (2009, 2020), "adult": (1958, 2004), "elder": (1930, 1957)}
BUILDINGS = ("コーポ白樺", "ハイムすずらん", "シャルム東", "ビラ・ノーヴァ", "県営団地3号棟", "公社住宅12-", "レジデンス楠", "メゾン・ド・リス", "光荘", "第三寿荘", "リバーコート")  # fmt: skip
MAILERS = ("gmail.com", "yahoo.co.jp", "docomo.ne.jp", "icloud.com", "ezweb.ne.jp", "outlook.com", "softbank.ne.jp", "nifty.com", "proton.me")  # fmt: skip
_BASE = dict(zip(
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ",
    ["a", "i", "u", "e", "o", "ka", "ki", "ku", "ke", "ko", "sa", "shi", "su", "se", "so", "ta", "chi", "tsu", "te", "to", "na", "ni", "nu", "ne", "no", "ha", "hi", "fu", "he", "ho", "ma", "mi", "mu", "me", "mo", "ya", "yu", "yo", "ra", "ri", "ru", "re", "ro", "wa", "o", "n", "ga", "gi", "gu", "ge", "go", "za", "ji", "zu", "ze", "zo", "da", "ji", "zu", "de", "do", "ba", "bi", "bu", "be", "bo", "pa", "pi", "pu", "pe", "po"], strict=True))  # fmt: skip
_SMALL = {"ャ": "a", "ュ": "u", "ョ": "o"}


@dataclass
class Person:
    """Everything the office may know of one person; a foreign name keeps its chunks in ``given``."""

    family: str
    given: str
    kana: tuple[str, str]
    latin: str
    rank: str
    born: date
    city: str
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
def lists(file: str) -> dict[str, list[str]]:
    """Words under each ``#heading`` of a list."""
    out: dict[str, list[str]] = {}
    here: list[str] = []
    for line in (DATA / file).read_text("utf-8").splitlines():
        if line.startswith("#"):
            here = out.setdefault(line[1:], [])
        else:
            here += line.split()
    return out


@cache
def lines(file: str) -> list[str]:
    """The lines of a list."""
    return (DATA / file).read_text("utf-8").splitlines()


def roman(kana: str) -> str:
    """Passport spelling, without long vowels."""
    out = ""
    for n, c in enumerate(kana):
        if c in _SMALL:
            out = out[:-1] + ("" if out.endswith(("shi", "chi", "ji")) else "y") + _SMALL[c]
        elif c == "ッ":
            out += _BASE.get(kana[n + 1 : n + 2], "t")[0]
        elif c != "ー":
            out += _BASE.get(c, "")
    return out.replace("ou", "o").replace("uu", "u").replace("oo", "o").capitalize()


def my_number(rng: Random) -> str:
    """Twelve digits, the last a check digit."""
    body = [rng.randrange(10) for _ in range(11)]
    weighted = sum(d * (6 - n if n < 5 else 12 - n) for n, d in enumerate(body))
    rest = weighted % 11
    return "".join(map(str, body)) + str(0 if rest < 2 else 11 - rest)


def licence(rng: Random, year: int) -> str:
    """Twelve digits of a driving licence."""
    head = f"{rng.choice((30, 43, 44, 45, 54, 62))}{year % 100:02d}{rng.randrange(10**6):06d}"
    rest = sum(int(d) * w for d, w in zip(head, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    return head + str(0 if rest < 2 else 11 - rest) + "0"


def _number(rng: Random, town: str) -> str:
    c, b, g = rng.randint(1, 7), rng.randint(1, 42), rng.randint(1, 28)
    if "字" in town or rng.random() < 0.1:
        return rng.choice((f"{b * 17}番地{g}", f"{b * 23}-{g}", f"{b * 11}番地の{g}"))
    if town.endswith(("条", "条西")):
        return f"{c}丁目{b}-{g}"
    kanji = "一二三四五六七"[c - 1]
    wide = str.maketrans("0123456789-", "０１２３４５６７８９－")
    return rng.choice((f"{c}-{b}-{g}", f"{c}-{b}-{g}", f"{c}丁目{b}番{g}号", f"{kanji}丁目{b}番{g}号", f"{c}丁目{b}-{g}",
                       f"{c}-{b}-{g}".translate(wide), f"{c}ー{b}ー{g}"))  # fmt: skip


def _house(rng: Random) -> str:
    if rng.random() < 0.6:
        return ""
    room = f"{rng.randint(1, 9)}0{rng.randint(1, 8)}"
    return rng.choice(("", " ", "　")) + rng.choice(BUILDINGS) + room + rng.choice(("", "", "号室", "号"))


def _land(rng: Random, area: str) -> str:
    digits = 6 - len(area)
    return f"{area}-{rng.randint(2 * 10 ** (digits - 1), 10**digits - 1)}-{rng.randrange(10**4):04d}"


def make(rng: Random, age: str, kin: Person | None = None, sex: str = "") -> Person:
    """A Japanese resident; ``kin`` lends family name and home."""
    if kin:
        rank, (family, fk) = kin.rank, (kin.family, kin.kana[0])
    else:
        rank = rng.choices(("common", "middle", "rare", "old", "place"), (38, 22, 25, 9, 6))[0]
        family, fk = rng.choice(lists("surnames.txt")[rank]).split(":")
    given, gk = rng.choice(lists("given.txt")[f"{age}-{sex or rng.choice('mf')}"]).split(":")
    return _fill(rng, age, kin, (family, given), (fk, gk), f"{roman(gk)} {roman(fk)}", rank)


def foreign(rng: Random, script: str) -> Person:
    """A foreign resident in katakana, Chinese characters or Latin letters."""
    if script == "latin":
        name = rng.choice(lines("latin.txt"))
        family, _, given = name.partition(" ")
        return _fill(rng, "adult", None, (family, given), ("", ""), name, "foreign")
    text = " ".join(lists("foreign.txt")[script])
    if script == "kanji":
        words = (DATA / "foreign.txt").read_text("utf-8").split("#kanji\n")[1].replace(" ", "|")
        parts = rng.choice(list(_chinese(words)))
        return _fill(rng, "adult", None, (parts[0], parts[1]), ("", ""), parts[2], "foreign")
    entry = rng.choice(list(_kata(text)))
    return _fill(rng, "adult", None, (entry[0], entry[2]), ("", ""), entry[1], "foreign")


def _chinese(words: str) -> list[tuple[str, str, str]]:
    return re.findall(r"([^|:A-Z\s]+)\|([^|:A-Z\s]+):([A-Z]+\|[A-Z]+)", words)


def _kata(text: str) -> list[tuple[str, str, str]]:
    return re.findall(r"(\S+?):([A-Z ]+):(\S+)", text)


def _fill(rng: Random, age: str, kin: Person | None, name: tuple[str, str], kana: tuple[str, str], latin: str, rank: str) -> Person:  # fmt: skip
    city, towns, code, area = rng.choice(lines("places.txt")).split("|")
    town = rng.choice(towns.split())
    born = date(rng.randint(*BORN[age]), rng.randint(1, 12), rng.randint(1, 28))
    latin = latin.replace("|", " ")
    words = latin.lower().split()
    local = rng.choice((f"{words[0]}{rng.randint(1, 99):02d}", f"{words[0]}.{words[-1]}", f"{words[-1]}_{words[0][0]}{born:%m%d}", f"{words[0][0]}-{words[-1]}"))  # fmt: skip
    insured = f"{rng.randrange(10**5, 10**7):010d}" if age == "elder" else f"{rng.randrange(10**7, 10**8)}"
    return Person(
        *name, kana, latin, rank, born,
        kin.city if kin else city, kin.street if kin else town + _number(rng, town), kin.house if kin else _house(rng),
        kin.postal if kin else f"{code}-{rng.randint(1, 97):04d}", kin.phone if kin else _land(rng, area),
        f"{rng.choice(('090', '080', '070'))}-{rng.randint(1111, 9999)}-{rng.randrange(10**4):04d}",
        f"{local}@{rng.choice(MAILERS)}", f"{rng.randrange(10**6, 10**7)}", insured, my_number(rng),
        licence(rng, born.year + 20),
    )  # fmt: skip
