"""Days in the clothes clerks give them."""

from datetime import date

from .people import WIDE, kanji_number

ERAS = (("令和", "R", date(2019, 5, 1)), ("平成", "H", date(1989, 1, 8)), ("昭和", "S", date(1926, 12, 25)))
CLOTHES = {
    "slash": 16, "short": 10, "iso": 8, "era": 22, "letter": 14, "letter0": 6, "western": 12, "solid": 5, "dot": 4, "wide": 3,
    "kanji": 3, "half": 4,
}  # fmt: skip


def dress(day: date, way: str) -> str:
    """One day, one way."""
    name, letter, first = next(e for e in ERAS if day >= e[2])
    y, m, d = day.year - first.year + 1, day.month, day.day
    gan = "元" if y == 1 else str(y)
    return {
        "slash": f"{day:%Y/%m/%d}", "short": f"{day.year}/{m}/{d}", "iso": day.isoformat(), "era": f"{name}{gan}年{m}月{d}日",
        "letter": f"{letter}{y}.{m}.{d}", "letter0": f"{letter}{y:02d}/{m:02d}/{d:02d}", "western": f"{day.year}年{m}月{d}日",
        "solid": f"{day:%Y%m%d}", "dot": f"{day.year}.{m}.{d}", "wide": f"{name}{gan}年{m}月{d}日".translate(WIDE),
        "kanji": f"{name}{'元' if y == 1 else kanji_number(y)}年{kanji_number(m)}月{kanji_number(d)}日", "half": f"{name[0]}{y}.{m}.{d}",
        "serial": str((day - date(1899, 12, 30)).days),
    }[way]  # fmt: skip
