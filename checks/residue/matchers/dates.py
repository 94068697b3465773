"""Dates of birth in Western and Japanese clothes: 昭和45年3月2日, S45.3.2, 昭45.3.2, ㍼45, 元年, 19700302, 1970/3/2."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from checks.residue.fold import joined
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.model import FAIR, SURE, Hit

_ERAS = {"明": (1868, 45), "大": (1912, 15), "昭": (1926, 64), "平": (1989, 31), "令": (2019, 30)}
_LETTERS = {
    "M": "明",
    "T": "大",
    "S": "昭",
    "H": "平",
    "R": "令",
    "m": "明",
    "t": "大",
    "s": "昭",
    "h": "平",
    "r": "令",
    "\u337e": "明",
    "\u337d": "大",
    "\u337c": "昭",
    "\u337b": "平",
    "\u32ff": "令",
}
ERAS = frozenset(("明治", "大正", "昭和", "平成", "令和"))
_KANJI = str.maketrans("〇一二三四五六七八九", "0123456789")
_GAP = r"[ \u3000]{0,2}"
_NUM = r"[0-9]{1,2}|[〇一二三四五六七八九十]{1,3}"
_IN_ERA = (
    rf"(?:(?<=明)治|(?<=大)正|(?<=昭)和|(?<=平)成|(?<=令)和|(?<=[明大昭平令\u337b-\u337e\u32ff])"
    rf"|(?<=[A-Za-z])(?<![A-Za-z].)(?=[0-9 .']|元)))[ .．'\u3000]?(元|{_NUM})(?:{_GAP}年(?:\([12][0-9]{{3}}年?\))?|[./・-]){_GAP}({_NUM})(?:{_GAP}月|[./・-]){_GAP}({_NUM})(?:{_GAP}日)?(?![0-9])"
)
# the era's first sign leads, so that `re` skips all others in one fast pass
_WAREKI = Gated(rf"([明大昭平令MTSHRmtshr\u337b-\u337e\u32ff]{_IN_ERA}")
_LONG_AGO = Gated(rf"([明大昭MTSmts\u337c-\u337e]{_IN_ERA}")
_WAREKI_TIGHT = re.compile(
    r"(?<![A-Za-z0-9])([MTSHR1-5]|明治?|大正?|昭和?|平成?|令和?)[- ]?([0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])"
)
_WESTERN = Gated(
    r"([12](?<![0-9A-Za-z.-].)(?:(?<=1)[89]|(?<=2)0)[0-9]{2})(?:[ \u3000]{0,2}年(?:\([明大昭平令MTSHR][^()\n]{1,6}\))?|[-/.])[ \u3000]{0,2}([0-9]{1,2})(?:[ \u3000]{0,2}月|[-/.])[ \u3000]{0,2}([0-9]{1,2})(?:[ \u3000]{0,2}日)?(?![0-9])"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_BEGINS = "(?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]u[nl]|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec)"
_MONTH = rf"({_MONTH_BEGINS}[a-z]{{0,6}})\.?"
_ENGLISH = re.compile(
    rf"(?:\b([0-9]{{1,2}})(?:st|nd|rd|th)? )?\b{_MONTH}(?: ([0-9]{{1,2}})(?:st|nd|rd|th)?)?,? ((?:18|19|20)[0-9]{{2}})(?![0-9])"
)
# eras to choose from, one of them ticked or in brackets: □大正 ☑昭和 □平成 52年8月19日, 大・(昭)・平 52年8月19日
_TICKED = Gated(
    r"(?:[☑✓✔■●◉☒レ][ ]?|[(【〔\[](?=(?:大正?|昭和?|平成?|令和?)[)】〕\]]))(大正?|昭和?|平成?|令和?)[^\n0-9]{0,20}(元|[0-9]{1,2})[ ]{0,2}年[ ]{0,2}([0-9]{1,2})[ ]{0,2}月[ ]{0,2}([0-9]{1,2})[ ]{0,2}日"
)
_EIGHT = Gated(r"([12](?<![0-9].)(?:(?<=1)[89]|(?<=2)0)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")
_US = Gated(r"(?<![0-9/])([0-9]{1,2})/([0-9]{1,2})/((?:19|20)[0-9]{2})(?![0-9])")
_BEFORE = re.compile(
    r"(?:生年月日|誕生日|生まれ|うまれ|たんじょう[び日]|出生日|birth|DOB|dob|Birth|BIRTH|bday|生年)[^\n]{0,12}\Z"
)
_AFTER = re.compile(r"[ )）]{0,2}(?:\([^)\n]{0,8}\))?[ ]?(?:生まれ|生(?![活命産成徒])|出生|誕生)")
_AGE = re.compile(
    r"[ 、,]{0,2}[(（]?[ ]?(?:満)?[0-9]{1,3}(?:[ ]?(?:歳|才)|\)[ ]?[男女])|[ 、,・/(]{0,2}[男女][ 性・)\n]"
)


def number_of(written: str) -> int:
    """The value of a number in digits or in ideographs up to 99."""
    if written == "元":
        return 1
    if "十" in written:
        tens, _, ones = written.partition("十")
        return (int(tens.translate(_KANJI)) if tens else 1) * 10 + (int(ones.translate(_KANJI)) if ones else 0)
    return int(written.translate(_KANJI))


def western_year(era: str, year: int) -> int | None:
    """The Western year of a Japanese one, None where that era had no such year."""
    key = _LETTERS.get(era[0], era[0])
    first, length = _ERAS.get(key, (0, 0))
    return first + year - 1 if 1 <= year <= length else None


@cache
def _today() -> datetime.date:
    """The day this process first asked: no worker lives long."""
    return datetime.datetime.now(tz=datetime.UTC).astimezone().date()


def this_year() -> int:
    """The year in which this process first asked."""
    return _today().year


def valid(year: int | None, month: int, day: int) -> bool:
    """Whether a person alive or lately dead can be born on that day."""
    if year is None or not 1880 <= year <= _today().year:
        return False
    try:
        return datetime.date(year, month, day) <= _today()
    except ValueError:
        return False


_BIRTH_WORDS = ("生", "うまれ", "たんじょう", "男", "女", "歳", "才", "irth", "IRTH", "DOB", "dob", "bday", "orn ")
_BIRTH_LINE = Gated(
    r"生年|生ま|うまれ|たんじょう|日生|[0-9]生|[0-9日)][ 、,・/(]{0,2}[男女]|誕生|出生|[0-9][歳才]|[Bb]irth|BIRTH|DOB|dob|bday|[Bb]orn "
)


def birth_dates(text: str) -> Iterator[Hit]:
    """Dates with a word of birth before or after them, or an age after them; only lines around such a word are read."""
    for begin, stop in _stretches(text):
        for start, end in dates(text, begin, stop):
            before = _BEFORE.search(text, max(0, start - 24), start)
            if before or _AFTER.match(text, end) or _AGE.match(text, end):
                yield Hit("birth_date", text[start:end], start, end, SURE if before else FAIR)
        if not _SIGN_OF_SELDOM.search(text, begin, stop):
            continue
        yield from _seldom(text, begin, stop)
        for match in _WAREKI_TIGHT.finditer(text, begin, stop):
            told = _BEFORE.search(text, max(0, match.start() - 24), match.start()) or _AFTER.match(text, match.end())
            if told and not match.group(1).isdigit() and _tight_day(match):
                yield Hit("birth_date", match.group(), match.start(), match.end(), FAIR)


def _seldom(text: str, begin: int, stop: int) -> Iterator[Hit]:
    """Days in English and American order after a word of birth, and those behind an era that is ticked."""
    for pattern, valid_day in ((_ENGLISH, _english_day), (_US, _us_day)):
        for match in pattern.finditer(text, begin, stop):
            if valid_day(match) and (
                _BEFORE.search(text, max(0, match.start() - 24), match.start())
                or _BORN.search(text, max(0, match.start() - 12), match.start())
            ):
                yield Hit("birth_date", match.group(), match.start(), match.end(), FAIR)
    yield from chosen(text, begin, stop)


def chosen(text: str, begin: int = 0, stop: int = sys.maxsize) -> Iterator[Hit]:
    """Days behind several eras of which one is ticked or in brackets."""
    for match in _TICKED.finditer(text, begin, stop):
        era, year, month, day = match.groups()
        if _era_day(era, year, month, day):
            yield Hit("birth_date", f"{era}{year}年{month}月{day}日", match.start(1), match.end(), SURE)


# a sign of each of them: of days after an era that is ticked, in American order, in English, in six digits
_SIGN_OF_SELDOM = re.compile(
    "[/☑✓✔■●◉☒レ大昭平令 0-9](?:(?<=[/☑✓✔■●◉☒レ])|(?<=[大昭平令])[正和成]?[)】〕\\]]|(?<= )(?:18|19|20)[0-9]{2}|(?<=[0-9])[0-9]{5})"
)
_BORN = re.compile(r"\b[Bb]orn(?: on)?[ :]{1,2}\Z")


def _english_day(match: re.Match[str]) -> bool:
    first, month, second, year = match.groups()
    return bool(first or second) and valid(int(year), _MONTHS.index(month[:3].lower()) + 1, int(first or second))


def _us_day(match: re.Match[str]) -> bool:
    return valid(int(match.group(3)), int(match.group(1)), int(match.group(2)))


# what the rest of them hold: a month in English, an era's letter before digits
_IN_OTHERS = Gated(rf"{_MONTH_BEGINS}[a-z., ]|[MTSHR](?<![A-Za-z0-9].)[- ]?[0-9]{{6}}")
_DAYS = (_WAREKI, _WESTERN, _EIGHT, _US, _TICKED, _IN_OTHERS)
"""One of them is in all that `birth_dates` looks for."""


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each line with a word of birth or age, the line after it included: a label may stand above.

    Those without anything like a day may be left out.
    """
    if not _BIRTH_LINE.possible(text) or not any(word in text for word in _BIRTH_WORDS):
        return
    near = _near(text)
    done = 0
    while True:
        if near is not None:
            while near and near[-1] < done:
                near.pop()
            if not near:
                return
            done = _fresh(text, near[-1], done)
        if (gate := _BIRTH_LINE.search(text, done)) is None:
            return
        begin = max(done, text.rfind("\n", 0, gate.start()) + 1)
        line_end = text.find("\n", gate.end())
        stop = text.find("\n", line_end + 1) if line_end >= 0 else -1
        done = len(text) if stop < 0 else stop
        yield begin, done


def _near(text: str) -> list[int] | None:
    """Where days may stand on a line with a word of birth or the line after it, last ones first; None if not known."""
    found: list[int] = []
    for pattern in _DAYS:
        places = pattern.beside(_BIRTH_LINE, text, before=1)
        if places is None:
            return None
        found += places
    return sorted(found, reverse=True)


def _fresh(text: str, place: int, done: int) -> int:
    """Where to read on from `done` for the stretch of `place`: behind the last line before it without a word of birth."""
    start = text.rfind("\n", 0, place) + 1
    while start > done:
        before = text.rfind("\n", 0, start - 1) + 1
        if _BIRTH_LINE.pattern.search(text, before, start - 1) is None:
            return start
        start = before
    return done


def dates(text: str, begin: int = 0, stop: int | None = None) -> Iterator[tuple[int, int]]:
    """(start, end) of each date between `begin` and `stop` of `text`."""
    stop = len(text) if stop is None else stop
    yield from _in_eras(_WAREKI, text, begin, stop)
    for pattern in (_WESTERN, _EIGHT):
        for match in pattern.finditer(text, begin, stop):
            if valid(int(match.group(1)), int(match.group(2)), int(match.group(3))):
                yield match.span()


def _in_eras(pattern: Gated, text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text, begin, stop):
        if _era_day(*match.groups()):
            yield match.span()


@lru_cache(maxsize=20_000)
def _era_day(era: str, year: str, month: str, day: str) -> bool:
    """Whether a day as written in an era can be one of birth; by-laws and lists name the same days again and again."""
    return valid(western_year(era, number_of(year)), number_of(month), number_of(day))


# what else came about on a day long ago
_OF_LAW = re.compile(
    r"[ )]?(?:法律|条例|規則|告示|政令|省令|訓令|通知|勅令|第|制定|施行|公布|創立|設立|竣工|開業|創業|築|発行|入会|契約|登記|付)"
)
_OF_THINGS = re.compile(
    r"(?:法律|条例|規則|告示|政令|省令|訓令|通知|第[0-9]+号|創立|設立|創業|開設|竣工|開業|施行|制定|改正|発足|開校|開園|創刊|建築|築|公布|入会|契約|登記|建造|指定)[年月日]{0,3}[ :(]{0,2}\Z|[\u4e00-\u9fff](?<![生誕月])日[ \u3000:]{1,2}\Z|(?:図|表|節|章|項|[Vv]er\.?|§)[ ]?\Z"
)


def old_dates(text: str) -> Iterator[Hit]:
    """Dates in an era before 1989: in a record of a person they can hardly be anything but a date of birth."""
    for start, end in _in_eras(_LONG_AGO, text, 0, len(text)):
        if not (_OF_LAW.match(text, end) or _OF_THINGS.search(text, max(0, start - 14), start)):
            yield Hit("birth_date", text[start:end], start, end, FAIR)


# encyclopaedias put the day into the brackets of a reading in kana; notes put it behind them
_READING = "[(][ \u3000]?(?:(?:カナ[ \u3000]?)?[\u3041-\u30fc][\u3041-\u30fc \u3000・]{2,18}[)][ \u3000]?|[A-Z][A-Za-z' .-]{3,30}(?:[)][ \u3000]?|[、,/・][ \u3000]?(?![^()\n]{6,14}[ ]?[-~〜–](?![0-9]))))"
_BESIDE_NAME = re.compile(rf"(?:様|さん|さま|氏|殿|くん|ちゃん)?[ \u3000]?(?:{_READING}|[/／、,(（|・][ \u3000]?)")


def after_names(text: str, ends: Iterable[int]) -> Iterator[Hit]:
    """Dates that follow a name with a mere stroke between, as operators note who was verified: 森本伸昭様／1980.3.4."""
    for end in ends:
        if (gap := _BESIDE_NAME.match(text, end)) is not None:
            for start, stop in dates(text, gap.end(), gap.end() + 14):
                if start == gap.end() and not _LIVED.match(text, stop):
                    yield Hit("birth_date", text[start:stop], start, stop, FAIR)
        elif (gap := _WIDE.match(text, end)) is not None:
            for start, stop in dates(text, gap.end(), gap.end() + 14):
                if start == gap.end() and _SEX.match(text, stop):
                    yield Hit("birth_date", text[start:stop], start, stop, FAIR)


# 相馬 健太　平成27年5月7日　男: apart by blanks, and behind the day the sex
_WIDE = re.compile("(?:様|さん|くん|ちゃん)?[ \u3000]{1,4}(?=[0-9MTSHR明大昭平令])")
_SEX = re.compile("(?:生まれ|生)?[ \u3000/・(（]{1,4}(?:[0-9]{1,3}歳[ \u3000]?)?[男女]性?(?:[ \u3000)）\n]|$)")
# as works of reference tell of lives: (おおつか みきお、1945年2月3日 - )
_LIVED = re.compile("[ \u3000]?[-–—~〜～][ \u3000]?(?:[)）]|[0-9]{4}年)")
_AROUND = re.compile(r"\s*[(（]?(?:満)?[0-9]{1,3}(?:歳|才)[)）]?\s*$|\s*生(?:まれ)?\s*$|[T ]00:00(?::00)?(?:\.0+)?$")


_FIRST_SIGNS = frozenset("0123456789明大昭平令MTSHRmtshr\u337b\u337c\u337d\u337e\u32ffJjFfAaOoNnDd")
"""What a date begins with: a figure, an era, a month in English."""
_WORDS_AROUND = ("歳", "才", "生", "00:00")
"""What `_AROUND` holds."""
_NUMERALS = frozenset("0123456789〇一二三四五六七八九十")
_LONGEST = 200
"""Signs of a cell beyond which nobody wrote a date into it."""


@lru_cache(maxsize=20_000)
def is_date(cell: str) -> bool:
    """Whether a whole cell under a heading for dates of birth is a date."""
    if len(cell) > _LONGEST or _NUMERALS.isdisjoint(cell):
        return False
    cell = joined(cell) if "年" in cell else cell.strip()
    if cell[:1] not in _FIRST_SIGNS:
        return False
    if any(word in cell for word in _WORDS_AROUND):
        cell = _AROUND.sub("", cell)
    cell = cell.removesuffix(".0")
    if (match := _WAREKI.fullmatch(cell)) is not None:
        return _era_day(*match.groups())
    if (match := _WESTERN.fullmatch(cell) or _EIGHT.fullmatch(cell)) is not None:
        return valid(int(match.group(1)), int(match.group(2)), int(match.group(3)))
    if (match := _US.fullmatch(cell)) is not None:
        year, one, other = int(match.group(3)), int(match.group(1)), int(match.group(2))
        return valid(year, one, other) or valid(year, other, one)  # the day first, as in Europe
    if (match := _WAREKI_TIGHT.fullmatch(cell)) is not None:
        return _tight_day(match)
    if (match := _ENGLISH.fullmatch(cell.replace("-", " "))) is not None:  # 3-Mar-1970 as sheets write it
        return _english_day(match)
    return cell.isdigit() and len(cell) == 5 and 3000 < int(cell) < 47000


_SHORT_YEAR = re.compile(r"([0-9]{1,2})[./・-]([0-9]{1,2})[./・-]([0-9]{1,2})|([0-9]{2})([0-9]{2})([0-9]{2})")


def is_short_date(cell: str) -> bool:
    """Whether a whole cell is a day with two figures of its year, of an era or of the last century: 41.7.13 below a heading for birth."""
    match = _SHORT_YEAR.fullmatch(cell)
    year, month, day = map(int, filter(None, match.groups())) if match is not None else (0, 0, 0)
    return valid(1900 + year, month, day)


_ERA_NUMBERS = str.maketrans("12345", "MTSHR")


def _tight_day(match: re.Match[str]) -> bool:
    """Whether an era's letter or number and six digits are a day."""
    era = match.group(1).translate(_ERA_NUMBERS)
    return valid(western_year(era, int(match.group(2))), int(match.group(3)), int(match.group(4)))


_YEAR = re.compile(r"(?:18|19|20)[0-9]{2}")


def year_of(cell: str) -> int | None:
    """The Western year of a whole-cell date, None if it is none."""
    if (match := _WAREKI.search(cell)) is not None:
        return western_year(match.group(1), number_of(match.group(2)))
    if (tight := _WAREKI_TIGHT.fullmatch(cell)) is not None and _tight_day(tight):
        return western_year(tight.group(1).translate(_ERA_NUMBERS), int(tight.group(2)))
    match = _YEAR.search(cell)
    return int(match.group()) if match else None
