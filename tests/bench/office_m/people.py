"""Invented persons with everything an office holds about them; all lists are in ``data``."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
TIERS = {"common": 42, "middle": 22, "rare": 28, "old": 8}
SPAN = {"elder": (1928, 1957), "adult": (1958, 2005), "child": (2011, 2024)}
MAIL = (
    "gmail.com", "docomo.ne.jp", "yahoo.co.jp", "icloud.com", "au.com", "softbank.ne.jp", "ymobile.ne.jp", "outlook.com",
    "so-net.ne.jp", "ocn.ne.jp", "eonet.ne.jp", "uqmobile.jp", "proton.me", "kcn.jp",
)  # fmt: skip
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
KAN = "〇一二三四五六七八九"
BANKS = (
    "みずほ銀行",
    "ゆうちょ銀行",
    "三井住友銀行",
    "りそな銀行",
    "百十四銀行",
    "北洋銀行",
    "JAやまなみ",
    "西日本シティ銀行",
)


@dataclass
class Person:
    """One person."""

    family: str
    given: str
    fkana: str
    gkana: str
    latin: str
    tier: str
    sex: str
    born: date
    pref: str
    city: str
    town: str
    number: str
    house: str
    postal: str
    phone: str
    mobile: str
    email: str
    account: str
    branch: str
    insured8: str
    insured10: str
    my: str
    licence: str
    bank: str
    call: str = ""
    extra: dict[str, str] = field(default_factory=dict)


@cache
def lists(file: str) -> dict[str, list[str]]:
    """Words of a data file by heading."""
    out: dict[str, list[str]] = {}
    words: list[str] = out.setdefault("", [])
    for line in (DATA / file).read_text("utf-8").splitlines():
        if line.startswith("#"):
            words = out.setdefault(line[1:].strip(), [])
        else:
            words += line.split()
    return out


@cache
def _foreign() -> dict[str, list[list[str]]]:
    out: dict[str, list[list[str]]] = {}
    for line in (DATA / "foreign.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            current = out.setdefault(line[1:], [])
        else:
            current += [x.split(":") for x in line.split("|")]
    return out


@cache
def _places() -> list[list[str]]:
    return [x.split("|") for x in (DATA / "places.txt").read_text("utf-8").splitlines() if x]


SYLLABLES = {
    "キャ": "kya", "キュ": "kyu", "キョ": "kyo", "シャ": "sha", "シュ": "shu", "ショ": "sho", "チャ": "cha", "チュ": "chu",
    "チョ": "cho", "リョ": "ryo", "リュ": "ryu", "ジュ": "ju", "ジョ": "jo", "ヒョ": "hyo", "シ": "shi", "チ": "chi",
    "ツ": "tsu", "フ": "fu", "ジ": "ji", "ン": "n", "ヲ": "o", "ヅ": "zu", "ヂ": "ji", "ー": "", "ジャ": "ja", "リャ": "rya",
}  # fmt: skip
ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サ_スセソ", "t": "タ__テト", "n": "ナニヌネノ", "h": "ハヒ_ヘホ", "m": "マミムメモ",
    "y": "ヤ_ユ_ヨ", "r": "ラリルレロ", "w": "ワ____", "g": "ガギグゲゴ", "z": "ザ_ズゼゾ", "d": "ダ__デド", "b": "バビブベボ",
    "p": "パピプペポ",
}  # fmt: skip
for _head, _row in ROWS.items():
    for _vowel, _sign in zip("aiueo", _row, strict=True):
        SYLLABLES.setdefault(_sign, _head + _vowel)


def roman(kana: str) -> str:
    """Hepburn as in passports."""
    out, at = "", 0
    while at < len(kana):
        if kana[at] == "ッ":
            rest = roman(kana[at + 1 :])
            return out + rest[:1] + rest
        step = 2 if kana[at : at + 2] in SYLLABLES else 1
        out += SYLLABLES[kana[at : at + step]]
        at += step
    return out.replace("ou", "o").replace("uu", "u").replace("oo", "o")


def my_number(rng: Random) -> str:
    """Twelve digits, the last the check digit of the ministerial order."""
    d = [rng.randrange(10) for _ in range(11)]
    weights = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    rest = sum(a * b for a, b in zip(d, weights, strict=True)) % 11
    return "".join(map(str, d)) + str(0 if rest <= 1 else 11 - rest)


def licence(rng: Random, born: date) -> str:
    """A licence number with its check digit."""
    body = f"{rng.choice((30, 43, 45, 62, 63, 90, 10, 54, 72, 97)):02d}{(born.year + 20) % 100:02d}{rng.randrange(10**6):06d}"
    rest = sum(int(a) * b for a, b in zip(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    return body + str(0 if rest <= 1 else 11 - rest) + str(rng.choice((0, 0, 0, 0, 1)))


def _insured(rng: Random, digits: int) -> str:
    """A number whose last digit is the modulus-10 check digit of insurers."""
    head = "0000" if digits == 10 else ""
    body = head + str(rng.randint(1, 9)) + "".join(str(rng.randrange(10)) for _ in range(digits - 2 - len(head)))
    total = sum(sum(map(int, str(int(c) * (2 if n % 2 == 0 else 1)))) for n, c in enumerate(reversed(body)))
    return body + str(-total % 10)


def kanji_number(n: int) -> str:
    """1 to 99."""
    tens, ones = divmod(n, 10)
    return ("" if not tens else "十" if tens == 1 else KAN[tens] + "十") + (KAN[ones] if ones else "")


def _number(rng: Random, town: str) -> str:
    a, b, c = rng.randint(1, 5), rng.randint(1, 39), rng.randint(1, 28)
    if town.startswith(("大字", "字")) or "字" in town[1:]:
        return rng.choice((f"{b * 37}番地", f"{b * 41}-{c}", f"{b * 53}番地{c}", f"{b * 29}番地の{c}"))
    plain = f"{a}-{b}-{c}"
    return rng.choice((
        plain, plain, plain, plain, plain.translate(WIDE), f"{a}丁目{b}番{c}号", f"{a}丁目{b}-{c}", f"{a}丁目{b}番地{c}",
        f"{KAN[a]}丁目{b}番{c}号", f"{KAN[a]}丁目{kanji_number(b)}番{kanji_number(c)}号", f"{a}の{b}の{c}", f"{b * 11}-{c}",
    ))  # fmt: skip


def _house(rng: Random) -> str:
    if rng.random() < 0.6:
        return ""
    name, room = rng.choice(lists("houses.txt")[""]), f"{rng.randint(1, 11)}0{rng.randint(1, 8)}"
    return rng.choice(
        (
            f" {name}{room}",
            f"　{name}{room}号室",
            f"{name}{room}号",
            f" {name} {room}",
            f" {name} {rng.randint(1, 9)}号棟{room}",
        )
    )


def make(rng: Random, age: str = "adult", kin: Person | None = None, foreign: str = "", sex: str = "") -> Person:
    """A person; ``kin`` shares family name, house and telephone; ``foreign`` = kata or han."""
    sex = sex or rng.choice("mf")
    call = ""
    if foreign:
        row = rng.choice(_foreign()[foreign])
        if foreign == "kata":
            parts = row[0].split("・")
            family, given, fkana, gkana, latin, call = (
                parts[0],
                "・".join(parts[1:]),
                parts[0],
                "・".join(parts[1:]),
                row[1],
                row[2],
            )
        else:
            (family, given), (fkana, gkana), latin = row[0].split(), row[1].split(), row[2]
        tier = "foreign"
    else:
        tier = rng.choices(list(TIERS), list(TIERS.values()))[0]
        family, fkana = (kin.family, kin.fkana) if kin else rng.choice(lists("surnames.txt")[tier]).split(":")
        tier = kin.tier if kin else tier
        given, gkana = rng.choice(lists("given.txt")[f"{age}-{sex}"]).split(":")
        latin = f"{roman(gkana).upper()} {roman(fkana).upper()}"
    place, towns, code, area = rng.choice(_places())
    cut = next(n for n, c in enumerate(place) if c in "都道府県" and n >= 2) + 1
    town = rng.choice(towns.split())
    born = date(rng.randint(*SPAN[age]), rng.randint(1, 12), rng.randint(1, 28))
    low = latin.lower().split()
    local = rng.choice((f"{low[-1]}.{low[0]}", f"{low[0]}{rng.randint(3, 99)}", f"{low[0]}_{low[-1]}{born:%m%d}", f"{low[0][:1]}{low[-1]}{rng.randint(1, 9)}", f"{low[0]}-{rng.choice(('mama', 'happy', 'w', 'cat'))}{rng.randint(1, 99)}"))  # fmt: skip
    rest = 10 - len(area) - 4
    phone = f"{area}-{rng.randint(2 * 10 ** (rest - 1), 10**rest - 1)}-{rng.randrange(10**4):04d}"
    mobile = f"{rng.choice(('090', '080', '070'))}-{rng.randint(1000, 9999)}-{rng.randrange(10**4):04d}"
    home = kin or Person(family, given, fkana, gkana, latin, tier, sex, born, place[:cut], place[cut:], town, _number(rng, town), _house(rng), f"{code}{rng.randint(0, 9 if len(code) == 2 else 0)}-{rng.randint(1, 96):04d}"[-8:], phone, mobile, "", "", "", "", "", "", "", "")  # fmt: skip
    return Person(
        family, given, fkana, gkana, latin, tier, sex, born, home.pref, home.city, home.town, home.number, home.house,
        home.postal, home.phone, mobile, f"{local}@{rng.choice(MAIL)}", f"{rng.randrange(1, 10**7):07d}", f"{rng.randint(101, 899)}",
        _insured(rng, 8), _insured(rng, 10), my_number(rng), licence(rng, born), rng.choice(BANKS), call or given,
    )  # fmt: skip
