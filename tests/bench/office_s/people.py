"""Invented persons, drawn by seed from hand-collected lists."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
WARD = "藤見区"
RANKS = {"common": 52, "middle": 22, "rare": 12, "place": 7, "old": 7}
YEARS = {"elder": (1924, 1955), "adult": (1962, 1999), "child": (2011, 2018), "youth": (2004, 2008)}
KANJI = "〇一二三四五六七八九"
WIDE = str.maketrans("0123456789-() ", "０１２３４５６７８９－（）　")


@dataclass(frozen=True)
class Person:
    """One person as the office knows them."""

    parts: tuple[str, ...]
    kana: tuple[str, ...]
    latin: str
    rank: str
    sex: str
    born: date
    pref: str
    city: str
    street: str
    postal: str
    phone: str
    mobile: str
    email: str
    insured: str
    my_number: str
    licence: str
    account: str

    @property
    def family(self) -> str:
        """The surname."""
        return self.parts[0]

    @property
    def given(self) -> str:
        """Everything behind the surname."""
        return " ".join(self.parts[1:])


@cache
def _rows(name: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split(" ", 2)) for line in (DATA / name).read_text("utf-8").splitlines())


@cache
def places() -> dict[str, list[str]]:
    """Towns, buildings, far places and hosts."""
    out: dict[str, list[str]] = {}
    key = ""
    for line in (DATA / "places.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            key = line[2:]
        else:
            out[key] = line.split()
    return out


def number(value: int) -> str:
    """A number below one hundred in kanji."""
    tens, ones = divmod(value, 10)
    return ("" if not tens else ("" if tens == 1 else KANJI[tens]) + "十") + (KANJI[ones] if ones else "")


def my_number(rng: Random) -> str:
    """Twelve digits whose last one checks."""
    digits = [rng.randrange(1, 10)] + [rng.randrange(10) for _ in range(10)]
    total = sum(d * (n + 1 if n <= 6 else n - 5) for n, d in enumerate(reversed(digits), 1))
    rest = total % 11
    return "".join(map(str, digits)) + str(0 if rest <= 1 else 11 - rest)


def licence(rng: Random) -> str:
    """Twelve digits as on a Tokyo licence."""
    head = [3, 0] + [rng.randrange(10) for _ in range(8)]
    rest = sum(d * w for d, w in zip(head, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    return "".join(map(str, head)) + str(0 if rest <= 1 else 11 - rest) + str(rng.choice((0, 0, 0, 1)))


def _street(rng: Random, block: bool) -> str:
    a, b, c = rng.randint(1, 7), rng.randint(1, 38), rng.randint(1, 24)
    dress = rng.randrange(8)
    if not block:
        return f"{b}番地{c}" if dress % 2 else f"{b}-{c}"
    if dress == 4:
        return f"{number(a)}丁目{number(b)}番{number(c)}号"
    if dress == 5:
        return f"{a}-{b}-{c}".translate(WIDE)
    return (f"{a}-{b}-{c}", f"{a}丁目{b}番{c}号", f"{number(a)}丁目{b}番{c}号", f"{a}丁目{b}-{c}")[dress % 4]


def _home(rng: Random) -> tuple[str, str, str, str]:
    """Prefecture, city, town with block and building, postal code."""
    lists = places()
    far = rng.random() < 0.07
    place = rng.choice(lists["far"]) if far else ""
    edge = max(place.find("市"), place.find("区")) + 1
    town = place[edge:] if far else rng.choice(lists["town"])
    street = town + _street(rng, not far)
    if rng.random() < 0.35:
        room = rng.randint(1, 6) * 100 + rng.randint(1, 9)
        mark = rng.choice((f"{room}", f"{room}号室", f"-{room}", f"　{room}"))
        street += rng.choice(("", " ", "　")) + rng.choice(lists["building"]) + mark
    postal = f"{rng.randint(190, 199) if not far else rng.randint(200, 980)}-{rng.randrange(10000):04d}"
    if not far:
        return "東京都", WARD, street, postal
    cut = next(n for n, c in enumerate(place) if c in "都道府県" and n > 1) + 1
    return place[:cut], place[cut:edge], street, postal


def person(rng: Random, age: str, sex: str, kin: Person | None = None, script: str = "") -> Person:
    """One new person; ``kin`` shares the surname and the home."""
    parts, kana, latin, rank = _named(rng, age, sex, kin, script)
    low, high = YEARS[age]
    born = date(low, 1, 1) + timedelta(rng.randrange((high - low) * 365))
    if rng.random() < 0.03 and age == "adult":
        born = date(1989, rng.randint(2, 12), rng.randint(1, 28))
    home = (kin.pref, kin.city, kin.street, kin.postal) if kin else _home(rng)
    user = _user(rng, kana, latin, born)
    return Person(
        parts, kana, latin, rank, sex, born, *home,
        f"03-{rng.randint(3200, 3999)}-{rng.randrange(10000):04d}",
        f"{rng.choice(('090', '080', '070'))}-{rng.randint(1000, 9999)}-{rng.randrange(10000):04d}",
        f"{user}@{rng.choice(places()['mail'])}",
        rng.choice((f"000{rng.randrange(10**7):07d}", f"00{rng.randrange(10**8):08d}")),
        my_number(rng), licence(rng), f"{rng.randint(1000000, 9999999)}",
    )  # fmt: skip


ROMAN = dict(zip("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンガギグゲゴザジズゼゾダヅデドバビブベボ",
                 ["a", "i", "u", "e", "o", "ka", "ki", "ku", "ke", "ko", "sa", "shi", "su", "se", "so", "ta", "chi", "tsu", "te", "to", "na", "ni", "nu", "ne", "no", "ha", "hi", "fu", "he", "ho", "ma", "mi", "mu", "me", "mo", "ya", "yu", "yo", "ra", "ri", "ru", "re", "ro", "wa", "n", "ga", "gi", "gu", "ge", "go", "za", "ji", "zu", "ze", "zo", "da", "zu", "de", "do", "ba", "bi", "bu", "be", "bo"], strict=True))  # fmt: skip


def _user(rng: Random, kana: tuple[str, ...], latin: str, born: date) -> str:
    word = (
        latin.rsplit(maxsplit=1)[-1].lower() if latin else "".join(ROMAN.get(c, "") for c in rng.choice(kana)) or "user"
    )
    return rng.choice((f"{word}{born.year % 100:02d}{born.month:02d}", f"{word}.{rng.randint(1, 99)}", f"{word}-home", f"{word}_{rng.randint(1, 999)}"))  # fmt: skip


def _named(
    rng: Random, age: str, sex: str, kin: Person | None, script: str
) -> tuple[tuple[str, ...], tuple[str, ...], str, str]:
    if script == "kata":
        name, latin = rng.choice((DATA / "foreign.txt").read_text("utf-8").splitlines()).split("|")
        parts = tuple(name.split("・"))
        return parts, parts, latin, "foreign"
    if script == "hanzi":
        name, kana = rng.choice((DATA / "hanzi.txt").read_text("utf-8").splitlines()).split("|")
        return tuple(name.split()), tuple(kana.split()), "", "foreign"
    given = rng.choice([r for r in _rows("givens.txt") if r[2] == f"{sex} {'child' if age == 'youth' else age}"])
    if kin and kin.rank != "foreign":
        return (kin.family, given[0]), (kin.kana[0], given[1]), "", kin.rank
    rank = rng.choices(tuple(RANKS), tuple(RANKS.values()))[0]
    family = rng.choice([r for r in _rows("families.txt") if r[2] == rank])
    return (family[0], given[0]), (family[1], given[1]), "", rank
