"""Dates the Japanese way: eras from Meiji on, 元年 for the first year, fiscal years from April to March.

Era start days are those of the cabinet orders (Meiji by the civil convention of 25 January 1868; before 1873 Japan
used the lunar calendar, so a Meiji date of those years names the Gregorian day, not the day people then wrote).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from selfaudit.text.messages import language, t

JST = timezone(timedelta(hours=9), "JST")


@dataclass(frozen=True)
class Era:
    """One era: its name, its letter, its one-kanji form and its first day."""

    name: str
    letter: str
    start: date


ERAS = (
    Era("令和", "R", date(2019, 5, 1)),
    Era("平成", "H", date(1989, 1, 8)),
    Era("昭和", "S", date(1926, 12, 25)),
    Era("大正", "T", date(1912, 7, 30)),
    Era("明治", "M", date(1868, 1, 25)),
)

#: A bare year above this could be an era year or the end of a Western one (26/4/1), so it is asked back.
_LARGEST_BARE_YEAR = 19

_DATE = re.compile(
    r"(?P<era>[^\W\d_]*?)(?P<year>元|\d{1,4})(?:年|[/.\-])(?P<month>\d{1,2})(?:月|[/.\-])(?P<day>\d{1,2})日?"
    r"(?:\([^\W\d_]\)|[^\W\d_]曜日?)?"
)


class DateTextError(ValueError):
    """Text that is not a date, or not one date only; its message says why in the reader's language."""


def era_of(day: date) -> Era:
    """The era of a day; DateTextError before Meiji. An era's first day counts to the new era."""
    for era in ERAS:
        if day >= era.start:
            return era
    raise DateTextError(t("dates.before_eras", year=day.year))


def era_year(day: date) -> str:
    """The year alone, such as 令和8年 or 令和元年."""
    era = era_of(day)
    number = day.year - era.start.year + 1
    return f"{era.name}{'元' if number == 1 else number}年"


def wareki(day: date) -> str:
    """The day in full, such as 令和8年4月1日."""
    return f"{era_year(day)}{day.month}月{day.day}日"


def wareki_short(day: date) -> str:
    """The day for narrow columns, such as R8.4.1 (the first year is R1, as on official forms)."""
    era = era_of(day)
    return f"{era.letter}{day.year - era.start.year + 1}.{day.month}.{day.day}"


def date_label(day: date) -> str:
    """The day as the reader writes it: 令和8年4月1日, or 2026-04-01 in English."""
    return wareki(day) if language() == "ja" else day.isoformat()


def short_date_label(day: date) -> str:
    """The day for narrow columns as the reader writes it: R8.4.1, or 2026-04-01 in English."""
    return wareki_short(day) if language() == "ja" else day.isoformat()


def now() -> datetime:
    """The moment in Japanese time: the one clock of the program, whatever the PC's own time zone."""
    return datetime.now(JST)


def japan(moment: datetime) -> datetime:
    """The same moment in Japanese time; ValueError without a time zone."""
    if moment.tzinfo is None:
        raise ValueError(moment)
    return moment.astimezone(JST)


def clock_label(moment: datetime) -> str:
    """The time of day in Japanese time, such as 14:20."""
    return f"{japan(moment):%H:%M}"


def moment_label(moment: datetime) -> str:
    """A moment in Japanese time to the minute, such as 令和8年4月1日 14時20分; ValueError without a time zone."""
    local = japan(moment)
    if language() == "ja":
        return f"{wareki(local.date())} {local.hour}時{local.minute:02}分"
    return f"{local:%Y-%m-%d %H:%M} JST"


def fiscal_year_label(year: int) -> str:
    """The fiscal year that starts in April of this Western year, such as 令和8年度（2026年度）."""
    if language() != "ja":
        return f"FY{year} (April {year} - March {year + 1})"
    return f"{era_year(date(year, 12, 31))}度（{year}年度）"


def parse_date(text: str) -> date:
    """The day a person meant: R8.4.1, 令8.4.1, 令和８年４月１日, 平成元年5月1日, 8/4/1, 2026/4/1, 2026-04-01, 20260401.

    A year of one or two digits alone is a year of the present era. A year after its era has ended (平成32年, usual in
    older contracts) is counted on; a day before its era began is refused. DateTextError otherwise.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if re.fullmatch(r"(19|20)\d{6}", plain):
        plain = f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    found = _DATE.fullmatch(plain)
    if not found:
        raise DateTextError(t("dates.not_a_date", text=text.strip()))
    era = _era_named(found["era"], text)
    number = 1 if found["year"] == "元" else int(found["year"])
    try:
        day = date(_western_year(era, number, text), int(found["month"]), int(found["day"]))
    except ValueError as error:
        if isinstance(error, DateTextError):
            raise
        raise DateTextError(t("dates.no_such_day", text=text.strip())) from None
    if era and day < era.start:
        raise DateTextError(t("dates.before_era", text=text.strip(), meant=wareki(day)))
    return day


def _era_named(name: str, text: str) -> Era | None:
    if name in ("", "西暦"):
        return None
    for era in ERAS:
        if name in (era.name, era.name[0], era.letter, era.letter.lower()):
            return era
    raise DateTextError(t("dates.not_a_date", text=text.strip()))


def _western_year(era: Era | None, number: int, text: str) -> int:
    if era:
        if not 1 <= number <= 99:
            raise DateTextError(t("dates.not_a_date", text=text.strip()))
        return era.start.year + number - 1
    if number >= 1000:
        return number
    if 1 <= number <= _LARGEST_BARE_YEAR:
        return ERAS[0].start.year + number - 1
    raise DateTextError(t("dates.which_year", text=text.strip()))
