"""Invented persons of all generations and origins, made from the lists in ``data``."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
SHARES = {"common": 50, "middle": 21, "rare": 15, "place": 6, "old": 8}
SPANS = {"elder": (1928, 1957), "adult": (1958, 1996), "youth": (1997, 2006), "child": (2009, 2020)}
MAILHOSTS = (
    "gmail.com", "yahoo.co.jp", "docomo.ne.jp", "ezweb.ne.jp", "softbank.ne.jp", "icloud.com", "outlook.jp",
    "nifty.com", "plala.or.jp", "ybb.ne.jp", "hotmail.com", "au.com", "mineo.jp", "so-net.ne.jp", "ocn.ne.jp",
)  # fmt: skip
ESTATES = (
    "コーポみずき", "メゾン・ド・松葉", "第3小澤ビル", "ハイム青葉台", "県営水無瀬団地", "サンパレス東口", "レジデンス翠",
    "市営かもめ住宅", "ルミエール", "シャトー柏", "グリーンコート", "ひかり荘", "UR西口団地", "パークサイド六番館",
)  # fmt: skip
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
ROMAJI = {
    "ア": "a", "イ": "i", "ウ": "u", "エ": "e", "オ": "o", "カ": "ka", "キ": "ki", "ク": "ku", "ケ": "ke", "コ": "ko",
    "サ": "sa", "シ": "shi", "ス": "su", "セ": "se", "ソ": "so", "タ": "ta", "チ": "chi", "ツ": "tsu", "テ": "te",
    "ト": "to", "ナ": "na", "ニ": "ni", "ヌ": "nu", "ネ": "ne", "ノ": "no", "ハ": "ha", "ヒ": "hi", "フ": "fu",
    "ヘ": "he", "ホ": "ho", "マ": "ma", "ミ": "mi", "ム": "mu", "メ": "me", "モ": "mo", "ヤ": "ya", "ユ": "yu",
    "ヨ": "yo", "ラ": "ra", "リ": "ri", "ル": "ru", "レ": "re", "ロ": "ro", "ワ": "wa", "ン": "n", "ガ": "ga",
    "ギ": "gi", "グ": "gu", "ゲ": "ge", "ゴ": "go", "ザ": "za", "ジ": "ji", "ズ": "zu", "ゼ": "ze", "ゾ": "zo",
    "ダ": "da", "ヂ": "ji", "ヅ": "zu", "デ": "de", "ド": "do", "バ": "ba", "ビ": "bi", "ブ": "bu", "ベ": "be",
    "ボ": "bo", "パ": "pa", "ピ": "pi", "プ": "pu", "ペ": "pe", "ポ": "po", "ヲ": "o", "ー": "", "ッ": "",
}  # fmt: skip


@dataclass
class Person:
    """All an office may hold about one person; people from abroad have no reading in kana."""

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
    my_number: str
    licence: str


@cache
def sections(file: str) -> dict[str, list[str]]:
    """The entries of a data file by heading."""
    out: dict[str, list[str]] = {"": []}
    at = out[""]
    for line in (DATA / file).read_text("utf-8").splitlines():
        if line.startswith("#"):
            at = out.setdefault(line[1:], [])
        elif line.strip():
            at.append(line)
    return out


@cache
def words(file: str, heading: str) -> tuple[str, ...]:
    """Blank-separated entries below a heading."""
    return tuple(w for line in sections(file)[heading] for w in line.split())


@cache
def foreigners(script: str) -> tuple[tuple[str, str, str], ...]:
    """(name, Latin, given name) of residents from abroad."""
    text = " ".join(sections("foreign.txt")[script])
    return tuple(re.findall(r"([^ :]+(?: [^ :A-Za-z]+)?):([A-Za-z' ]+):(\S+)", text))


def latin(kana: str) -> str:
    """Hepburn of a reading, long vowels left out."""
    out = ""
    for n, c in enumerate(kana):
        if c in "ャュョ":
            sound = "aou"["ャョュ".index(c)]
            out = out[:-1] + ("" if out.endswith(("shi", "chi", "ji")) else "y") + sound
        elif c in "ァィゥェォ":
            out = out[:-1] + "aiueo"["ァィゥェォ".index(c)]
        else:
            sound = ROMAJI.get(c, "")
            out += (sound[:1] if n and kana[n - 1] == "ッ" else "") + sound
    return re.sub("o[ou]", "o", out).replace("uu", "u").capitalize()


def check_my_number(digits: list[int]) -> int:
    """The check digit of eleven digits."""
    total = sum(d * w for d, w in zip(digits, (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True))
    return 0 if total % 11 < 2 else 11 - total % 11


def check_licence(digits: list[int]) -> int:
    """The check digit of a driving licence's first ten digits."""
    rest = sum(d * w for d, w in zip(digits, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    return 0 if rest < 2 else 11 - rest


def _street(rng: Random, town: str) -> str:
    a, b, c = rng.randint(1, 5), rng.randint(1, 38), rng.randint(1, 25)
    if town.startswith(("大字", "字")) or "字" in town[1:]:
        return town + rng.choice((f"{b * 41}番地{a}", f"{b * 53}-{c}", f"{b * 17}番地", f"{b * 29}番地の{a}"))
    forms = [f"{a}-{b}-{c}"] * 5 + [f"{a}丁目{b}番{c}号", f"{a}丁目{b}-{c}", f"{a}-{b}-{c}".translate(WIDE),
             f"{'一二三四五'[a - 1]}丁目{b}番{c}号", f"{a}丁目{b}番地{c}", f"{a}－{b}－{c}",
             f"{'一二三四五'[a - 1]}－{b}－{c}", f"{b}番地{c}", f"{b * 3}-{c}"]  # fmt: skip
    return town + rng.choice(forms)


def _building(rng: Random) -> str:
    if rng.random() < 0.58:
        return ""
    room = f"{rng.randint(1, 9)}0{rng.randint(1, 9)}"
    name = rng.choice(ESTATES)
    return rng.choice(
        (
            f" {name}{room}",
            f"　{name}{room}号室",
            f" {name} {room}",
            f"{name}{room}号",
            f" {name}{rng.randint(1, 9)}-{room}",
        )
    )


def _phone(rng: Random, area: str) -> str:
    middle = 6 - len(area)
    return f"{area}-{rng.randint(2 * 10 ** (middle - 1), 10**middle - 1)}-{rng.randrange(10000):04d}"


def _mail(rng: Random, name: str, born: date) -> str:
    first, last = [*(name.lower().replace("'", "") + " x").split(" "), "x"][:2]
    local = rng.choice((f"{first}.{last}", f"{last}{born.year % 100}", f"{first}{born:%m%d}", f"{first[0]}-{last}",
                        f"{last}_{first}", f"{first}{rng.randint(10, 999)}", f"{last}.ie{rng.randint(1, 9)}"))  # fmt: skip
    return f"{local}@{rng.choice(MAILHOSTS)}"


def person(rng: Random, age: str = "adult", kin: Person | None = None, script: str = "", sex: str = "") -> Person:
    """A person of an age group; ``kin`` lends surname, address and telephone; ``script`` makes one from abroad."""
    sex = sex or rng.choice("男女")
    place = rng.choice(sections("places.txt")[""]).split("|")
    low, high = SPANS[age]
    born = date(low, 1, 1) + timedelta(rng.randrange((high - low + 1) * 365))
    rank = rng.choices(list(SHARES), list(SHARES.values()))[0]
    if script:
        full, roman, call = rng.choice(foreigners(script))
        family, given = full.split(" ") if " " in full else (full, call)
        names = (family, given, "", "", roman, "foreign")
    elif kin:
        given, gk = _given(rng, age, sex)
        names = (kin.family, given, kin.family_kana, gk, f"{latin(gk)} {latin(kin.family_kana)}", kin.rank)
    else:
        family, fk = rng.choice(words("surnames.txt", rank)).split(":")
        given, gk = _given(rng, age, sex)
        names = (family, given, fk, gk, f"{latin(gk)} {latin(fk)}", rank)
    pref, city, code, area, towns = place
    digits = [rng.randrange(10) for _ in range(11)]
    card = [
        int(c)
        for c in f"{rng.choice((30, 43, 44, 45, 51, 62, 10, 90)):02d}{(born.year + rng.randint(18, 30)) % 100:02d}{rng.randrange(10**6):06d}"
    ]
    return Person(
        *names, sex, born,
        kin.pref if kin else pref, kin.city if kin else city,
        kin.street if kin else _street(rng, rng.choice(towns.split())), kin.building if kin else _building(rng),
        kin.postal if kin else f"{code}-{rng.randint(1, 96):04d}", kin.phone if kin else _phone(rng, area),
        f"{rng.choice(('090', '080', '070'))}-{rng.randint(1000, 9999)}-{rng.randrange(10**4):04d}",
        _mail(rng, names[4], born), f"{rng.randrange(10**5, 10**7):07d}",
        f"{rng.choice(('0000', '1000', '0012'))}{rng.randrange(10**6):06d}" if age != "elder" or rng.random() < 0.7 else f"{rng.randrange(10**7, 10**8)}",
        "".join(map(str, digits)) + str(check_my_number(digits)),
        "".join(map(str, card)) + f"{check_licence(card)}{rng.choice((0, 0, 1))}",
    )  # fmt: skip


def _given(rng: Random, age: str, sex: str) -> tuple[str, str]:
    given, kana = rng.choice(words("given.txt", f"{age}-{'m' if sex == '男' else 'f'}")).split(":")
    return given, kana


def dated(rng: Random, day: date, dress: str = "") -> str:
    """A day of birth in one of the ways people write it."""
    era, sign, start = next(
        e for e in (("令和", "R", date(2019, 5, 1)), ("平成", "H", date(1989, 1, 8)), ("昭和", "S", date(1926, 12, 25)))
        if day >= e[2]
    )  # fmt: skip
    year = day.year - start.year + 1
    jp = f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    ways = {
        "era": jp, "slash": f"{day:%Y/%m/%d}", "iso": f"{day:%Y-%m-%d}", "west": f"{day.year}年{day.month}月{day.day}日",
        "sign": f"{sign}{year}.{day.month}.{day.day}", "sign2": f"{sign}{year:02d}.{day:%m.%d}",
        "bar": f"{sign}{year}/{day.month}/{day.day}", "loose": f"{day.year}/{day.month}/{day.day}",
        "wide": jp.translate(WIDE), "one": f"{era[0]}{year}.{day.month}.{day.day}", "solid": f"{day:%Y%m%d}",
        "gap": f"{era} {year:2d}年{day.month:2d}月{day.day:2d}日", "dot": f"{day.year}.{day.month}.{day.day}",
    }  # fmt: skip
    return ways[dress or rng.choices(list(ways), (24, 14, 8, 12, 12, 5, 6, 6, 4, 3, 2, 2, 3))[0]]
