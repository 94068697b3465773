"""Invented persons: names of all generations and origins, addresses, telephones, numbers with right check digits."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
ERAS = (("令和", "R", date(2019, 5, 1)), ("平成", "H", date(1989, 1, 8)), ("昭和", "S", date(1926, 12, 25)))
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
AGES = {"o": (1931, 1957), "a": (1959, 2004), "c": (2013, 2020), "t": (2007, 2011)}
DOMAINS = ("gmail.com", "yahoo.co.jp", "docomo.ne.jp", "au.com", "icloud.com", "softbank.ne.jp", "ezweb.ne.jp",
           "hotmail.com", "outlook.jp", "tokai.or.jp", "live.jp", "ymobile.ne.jp")  # fmt: skip
BUILDINGS = ("コーポ潮風", "メゾン・ド・ソレイユ", "県営浜通団地", "グリーンハイム", "第三白鳥荘", "レオパレス千鳥",
             "サンパレス", "ベルコート弐番館", "パークサイド梅", "シャトレー", "ハイツみなと", "ＵＲ中央台", "フォレスト御幸",
             "清風荘", "アーバンヒルズⅡ", "市営上荻住宅")  # fmt: skip


@cache
def lists(file: str) -> dict[str, list[str]]:
    """Lines of a data file under their ``#heading``; space-separated entries are taken apart except in line files."""
    out: dict[str, list[str]] = {}
    current = out.setdefault("", [])
    for line in (DATA / file).read_text("utf-8").splitlines():
        if line.startswith("#"):
            current = out.setdefault(line[1:], [])
        elif line:
            current += [line] if "|" in line else line.split()
    return out


@dataclass
class Person:
    """One person and what an office may know of them."""

    family: str
    given: str
    family_kana: str
    given_kana: str
    origin: str  # common, middle, rare, old, kata, latin, han
    full: str
    latin: str
    call: str
    born: date
    pref: str
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


def my_number(rng: Random) -> str:
    """Twelve digits; the last one checks the others (weights 2–7 from the right, modulus 11)."""
    body = [rng.randrange(10) for _ in range(11)]
    weights = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    rest = sum(b * w for b, w in zip(body, weights, strict=True)) % 11
    return "".join(map(str, body)) + str(0 if rest < 2 else 11 - rest)


def licence(rng: Random, year: int) -> str:
    """Licence number: office, year, serial, check digit, number of reissues."""
    body = f"{rng.choice((49, 49, 54, 30, 44, 62))}{year % 100:02d}{rng.randrange(999999):06d}"
    rest = sum(int(b) * w for b, w in zip(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    return body + str(0 if rest < 2 else 11 - rest) + rng.choice("00001")


ROMAN: dict[str, str] = {}
for _row, _cons in (("アイウエオ", ""), ("カキクケコ", "k"), ("サシスセソ", "s"), ("タチツテト", "t"), ("ナニヌネノ", "n"),
                    ("ハヒフヘホ", "h"), ("マミムメモ", "m"), ("ラリルレロ", "r"), ("ガギグゲゴ", "g"), ("ザジズゼゾ", "z"),
                    ("ダヂヅデド", "d"), ("バビブベボ", "b"), ("パピプペポ", "p")):  # fmt: skip
    ROMAN |= {k: _cons + v for k, v in zip(_row, "aiueo", strict=True)}
ROMAN |= {"ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ン": "n", "シ": "shi", "チ": "chi", "ツ": "tsu",
          "フ": "fu", "ジ": "ji", "ヅ": "zu", "ヂ": "ji", "ー": ""}  # fmt: skip


def roman(kana: str) -> str:
    """Hepburn without long vowels."""
    out = ""
    double = False
    for c in kana:
        if c == "ッ":
            double = True
            continue
        if c in "ャュョ":
            out = out[:-1] + (("" if out[-2:-1] in ("h", "j") else "y") + {"ャ": "a", "ュ": "u", "ョ": "o"}[c])
            continue
        piece = ROMAN.get(c, "")
        out += piece[:1] + piece if double else piece
        double = False
    for long in ("ou", "oo"):
        out = out.replace(long, "o")
    return out.replace("uu", "u")


def street(rng: Random, town: str) -> str:
    """Town and house number in one of the ways people write them."""
    chome, ban, go = rng.randint(1, 5), rng.randint(1, 42), rng.randint(1, 31)
    if town.startswith(("大字", "字")) or town.endswith(("区", "新田")):
        return town + rng.choice((f"{ban * 37 + go}番地", f"{ban * 29}番地{go}", f"{ban * 41}-{go}", f"{ban * 17}"))
    if town.endswith("町") and rng.random() < 0.6:
        return town + rng.choice((f"{ban * 13}番地{go}", f"{ban * 13}-{go}", f"{ban}-{go}", f"{ban * 11}番地の{go}"))
    plain, kanji = f"{chome}-{ban}-{go}", "一二三四五"[chome - 1]
    return town + rng.choice((plain, plain, plain, plain, plain.translate(WIDE), f"{chome}丁目{ban}番{go}号",
                              f"{kanji}丁目{ban}番{go}号", f"{chome}丁目{ban}-{go}", f"{kanji}丁目{ban}番地{go}"))  # fmt: skip


def house(rng: Random) -> str:
    """A building with a room, or nothing."""
    if rng.random() < 0.6:
        return ""
    room = f"{rng.randint(1, 9)}0{rng.randint(1, 8)}"
    return (
        rng.choice((" ", " ", "　", ""))
        + rng.choice(BUILDINGS)
        + rng.choice((room, " " + room, room + "号室", room + "号"))
    )


def person(rng: Random, age: str = "a", kin: Person | None = None, sex: str = "") -> Person:
    """A Japanese person of an age group (o, a, c, t), perhaps of the family of ``kin``."""
    names = lists("surnames.txt")
    origin = rng.choices(("common", "middle", "rare", "old"), (48, 20, 24, 8))[0]
    family, family_kana = rng.choice(names[origin]).split(":")
    if kin and kin.family_kana and kin.origin not in ("kata", "latin", "han"):
        origin, family, family_kana = kin.origin, kin.family, kin.family_kana
    given, given_kana = rng.choice(lists("given.txt")[age.replace("t", "c") + (sex or rng.choice("mf"))]).split(":")
    latin = f"{roman(given_kana).capitalize()} {roman(family_kana).capitalize()}"
    return _rest(rng, age, kin, (family, given, family_kana, given_kana, origin, f"{family} {given}", latin, given))


def foreigner(rng: Random, script: str = "") -> Person:
    """A foreign resident, in katakana, Latin letters or Chinese characters."""
    script = script or rng.choices(("kata", "latin", "han"), (5, 2, 3))[0]
    full, other, call = rng.choice(lists("foreign.txt")[script]).split("|")
    if script == "kata":
        family, _, given = full.partition("・")
        kana, latin = full.replace("・", " "), other
    else:
        family, _, given = full.partition(" ")
        kana, latin = other, full if script == "latin" else " ".join(roman(k).capitalize() for k in other.split(" "))
    kana_family, _, kana_given = kana.partition(" ")
    return _rest(rng, "a", None, (family, given, kana_family, kana_given, script, full, latin, call))


def _rest(rng: Random, age: str, kin: Person | None, head: tuple[str, str, str, str, str, str, str, str]) -> Person:
    pref, city, towns, code, area = rng.choice(lists("places.txt")[""][: 3 if rng.random() < 0.5 else None]).split("|")
    born = date(rng.randint(*AGES[age]), rng.randint(1, 12), rng.randint(1, 28))
    width = 10 - len(area) - 4
    phone = f"{area}-{rng.randint(2 * 10 ** (width - 1), 10**width - 1)}-{rng.randrange(10**4):04d}"
    mobile = f"{rng.choice(('090', '080', '080', '070'))}-{rng.randint(1000, 9999)}-{rng.randrange(10**4):04d}"
    first, last = head[6].lower().split(" ")[0], head[6].lower().split(" ")[-1]
    local = rng.choice((f"{first}.{last}", f"{last}_{born:%m%d}", f"{first}{born.year % 100:02d}", f"{first[0]}-{last}",
                        f"{last}{rng.randint(1, 999)}", f"{first}{last}{rng.randint(1, 9)}"))  # fmt: skip
    insured = f"00{rng.randrange(10**8):08d}" if age == "o" else f"{rng.randint(10**7, 10**8 - 1)}"
    return Person(
        *head, born, kin.pref if kin else pref, kin.city if kin else city,
        kin.street if kin else street(rng, rng.choice(towns.split(" "))), kin.house if kin else house(rng),
        kin.postal if kin else f"{code}{rng.randint(1, 68):02d}", kin.phone if kin else phone, mobile,
        f"{local}@{rng.choice(DOMAINS)}", f"{rng.randint(1000000, 9999999)}", insured, my_number(rng),
        licence(rng, born.year + 20),
    )  # fmt: skip


KANJI = "〇一二三四五六七八九"


def kanji_number(n: int) -> str:
    """1–99 in kanji."""
    tens, ones = divmod(n, 10)
    return ("" if not tens else ("十" if tens == 1 else KANJI[tens] + "十")) + (KANJI[ones] if ones else "")


def birth(day: date, dress: str) -> str:
    """A date in the clothes people give it."""
    era, letter, first = next(e for e in ERAS if day >= e[2])
    year = day.year - first.year + 1
    yy, m, d = ("元" if year == 1 else str(year)), day.month, day.day
    return {
        "slash": f"{day:%Y/%m/%d}", "iso": f"{day:%Y-%m-%d}", "short": f"{day.year}/{m}/{d}", "solid": f"{day:%Y%m%d}",
        "west": f"{day.year}年{m}月{d}日", "era": f"{era}{yy}年{m}月{d}日", "dot": f"{letter}{year}.{m}.{d}",
        "wide": f"{era}{yy}年{m}月{d}日".translate(WIDE), "pad": f"{letter}{year:02d}.{m:02d}.{d:02d}",
        "half": f"{era[0]}{yy}.{m}.{d}", "kanji": f"{era}{'元' if year == 1 else kanji_number(year)}年{kanji_number(m)}月{kanji_number(d)}日",
    }[dress]  # fmt: skip


DRESSES = ("slash", "iso", "short", "west", "era", "era", "dot", "pad", "wide", "half", "solid", "kanji")
DRESS_WEIGHTS = (14, 6, 8, 12, 18, 12, 14, 6, 4, 4, 3, 3)
