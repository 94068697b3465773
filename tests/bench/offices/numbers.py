"""Numbers and dates in the clothes people give them."""

from datetime import date
from random import Random

ERAS = (
    ("令和", "R", date(2019, 5, 1)),
    ("平成", "H", date(1989, 1, 8)),
    ("昭和", "S", date(1926, 12, 25)),
    ("大正", "T", date(1912, 7, 30)),
)
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
KANJI = str.maketrans("0123456789", "〇一二三四五六七八九")


def my_number(rng: Random) -> str:
    """Twelve digits with the check digit of the Order of the Ministry (平成26年総務省令第85号 第5条)."""
    digits = [rng.randrange(10) for _ in range(11)]
    total = sum(d * (n + 1 if n <= 6 else n - 5) for n, d in enumerate(reversed(digits), start=1))
    return "".join(map(str, digits)) + str(0 if total % 11 <= 1 else 11 - total % 11)


def kanji_number(n: int) -> str:
    """1 to 99 in ideographs: 二十三."""
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else str(tens).translate(KANJI) + "十")
    return head + (str(ones).translate(KANJI) if ones else "")


def era(day: date) -> tuple[str, str, int]:
    """Name, letter and year of the era a day falls in."""
    for name, letter, first in ERAS:
        if day >= first:
            return name, letter, day.year - first.year + 1
    raise ValueError(day)


def era_date(day: date, clothes: str) -> str:
    """One day in one of the clothes of :data:`people.DATE_CLOTHES`."""
    name, letter, year = era(day)
    m, d = day.month, day.day
    first = "元" if year == 1 else str(year)
    return {
        "long": f"{name}{first}年{m}月{d}日", "slash": f"{day.year}/{m:02d}/{d:02d}", "dash": day.isoformat(),
        "wareki": f"{letter}{year}.{m}.{d}", "short": f"{name[0]}{year}.{m}.{d}", "dots": f"{day.year}.{m}.{d}",
        "compact": f"{day.year}{m:02d}{d:02d}",
        "kanji": f"{name}{'元' if year == 1 else kanji_number(year)}年{kanji_number(m)}月{kanji_number(d)}日",
        "western": f"{day.year}年{m}月{d}日", "ERA": f"{letter}{year:02d}/{m:02d}/{d:02d}",
    }[clothes]  # fmt: skip


def wide(text: str) -> str:
    """Digits and hyphens in full width."""
    return text.translate(WIDE)
