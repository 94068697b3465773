"""What else stands in a text that tells of persons: numbers, days, addresses and readings in the looser clothes of notes.

Written without a label, and among no persons, each of them may be anything. Close to a name, in a file that is a finding
anyway, it is what is known of that person: (029.799.3756), 旭ケ丘999-23 汐さん, 花(H30.7.21), 受:サガ トモヨ.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick

from checks.residue.fold import digits_of
from checks.residue.matchers import addresses, born, contacts, dates, loose_given, numbers_beside
from checks.residue.matchers.lexicon import is_ordinary, names, word_set
from checks.residue.matchers.model import FAIR, WEAK, Hit
from checks.residue.matchers.name_cells import LETTER, katakana
from checks.residue.matchers.needed import Needing
from checks.residue.records import speaks_of_office

LONGEST = 50_000
"""Characters of a text beyond which nobody jots down anything."""
CLOSE = 60
"""Characters between a name and what is known of whoever bears it."""


def find(text: str, persons: Collection[str]) -> Iterator[Hit]:
    """Values of other kinds than names in folded `text` close to one of `persons`; those found otherwise come again."""
    if len(text) > LONGEST or not persons:
        return
    around = _Around(text, persons)
    yield from _phones(text, around)
    yield from _mails(text, around)
    yield from _days(text, around)
    homes = list(_addresses(text, around))
    yield from homes
    if homes and any(mark in text for mark in _POSTAL):
        starts = [home.start for home in homes]
        yield from (hit for hit in contacts.postal_codes(text) if _right_before(hit, starts))
    yield from _readings(text)
    yield from numbers_beside.find(text, around.close, around.ends)


_POSTAL = ("〒", "〶", "郵便番号")
_GAP = 12
"""Signs between a postal code and the town it is of at most: a prefecture and a city."""


def _right_before(hit: Hit, starts: Collection[int]) -> bool:
    """Whether an address begins right behind a postal code."""
    return any(0 <= start - hit.end <= _GAP for start in starts)


class _Around:
    """Where the names of a text stand."""

    def __init__(self, text: str, persons: Collection[str]) -> None:
        told = AhoCorasick(sorted({person for person in persons if len(person) > 1} | set(_kin())))
        spans = [(start, end) for _, start, end in told.find_matches_as_indexes(text, overlapping=True)]
        self._starts = sorted(start for start, _ in spans)
        self.ends = {end for _, end in spans}

    def close(self, start: int, end: int) -> bool:
        """Whether a name begins within CLOSE characters before or behind a value."""
        at = bisect_left(self._starts, start - CLOSE)
        return at < len(self._starts) and self._starts[at] <= end + CLOSE


@cache
def _kin() -> tuple[str, ...]:
    return (
        "長男",
        "長女",
        "次男",
        "次女",
        "息子",
        "ご本人",
        "本人",
        "お母さん",
        "お父さん",
        "母親",
        "父親",
        "奥様",
        "ご主人",
    )


_PARTED = re.compile(
    r"(?<![0-9A-Za-z.,-])[(]?(0[0-9]{1,4}(?:[-)(./ \u3000・~]{1,3}|の)[0-9]{1,4}(?:[-)(./ \u3000・~]{1,3}|の)[0-9]{3,4})(?![0-9]|[-.][0-9])"
)
_JOINED = re.compile(r"(?<![0-9A-Za-z.,_=#-])(0[0-9]{9,10})(?![0-9A-Za-z号]|[-.][0-9])")
_SPOKEN = Needing(
    "(?<![0-9〇零一二三四五六七八九])([〇零ゼロ][〇零一二三四五六七八九ゼロ0-9 \u3000のー-]{9,18})(?![0-9〇一二三四五六七八九])"
)
_OTHER_NUMBER = re.compile(
    r"(?:(?:会員|整理|受付|伝票|文書|管理|登録|記号|口座|受給者|被保険者|利用者)(?:番号|No\.?)?|ID|コード|普通?|FAX|ファックス)[^\n0-9]{0,6}\Z",
    re.IGNORECASE,
)
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_OFFICES_REACH = 25


def _phones(text: str, around: _Around) -> Iterator[Hit]:
    """Telephone numbers, those of offices and codes aside."""
    for pattern in (_PARTED, _JOINED):
        for match in pattern.finditer(text):
            digits = digits_of(match.group(1))
            if contacts.valid_phone(digits) and _reaches(text, match.start(1), match.end(1), digits, around):
                yield Hit("phone", match.group(1), match.start(1), match.end(1), FAIR)
    for match in _SPOKEN.finditer(text):
        digits = re.sub("[^0-9]", "", match.group(1).replace("ゼロ", "0").translate(_DIGITS))
        if contacts.valid_phone(digits) and around.close(*match.span(1)):
            yield Hit("phone", match.group(1).strip(), match.start(1), match.end(1), FAIR)


def _reaches(text: str, start: int, end: int, digits: str, around: _Around) -> bool:
    """Whether a number is rather that of somebody named close by than an office's or no telephone's."""
    if _OTHER_NUMBER.search(text, max(0, start - 14), start) or not around.close(start, end):
        return False
    low = max(text.rfind("\n", 0, start) + 1, text.rfind("。", 0, start) + 1, start - _OFFICES_REACH)
    return contacts.is_mobile(digits) or not speaks_of_office(text[low:start])


_HEAD = re.compile(r"^(?:From|To|Cc|Bcc|Reply-To|差出人|宛先|送信者)[ ]?:", re.IGNORECASE)


def _mails(text: str, around: _Around) -> Iterator[Hit]:
    """Addresses of mail that are no office's; lines that head a letter say who wrote, and are read elsewhere."""
    for hit in contacts.emails(text) if "@" in text else ():
        line = text[text.rfind("\n", 0, hit.start) + 1 : hit.start]
        if hit.strength != WEAK and not _HEAD.match(line) and around.close(hit.start, hit.end):
            yield hit._replace(strength=FAIR)


_BEFORE_DAY = re.compile(
    f"(?:([{LETTER}]{{1,5}}|[\u3041-\u3096]{{2,5}}|[\u30a1-\u30fa\u30fc・]{{2,14}})(?:さん|様|ちゃん|くん|君|氏)?[ \u3000]?[(（、, \u3000/]{{0,2}}"
    # in English: ETHAN KENJI (born 2021-08-03)
    "|([A-Z][A-Za-z'. -]{2,30}[A-Za-z])[ ]?[(,][ ]?(?:born(?: on)?[ :]|DOB[ :]{1,2}|b[.][ ]?)?)\\Z"
)
_FIELD_BEFORE = re.compile("(?:生年月日|誕生日|生まれ)[^\n]{0,40}\\Z|(?:生年月日|誕生日)[^\n]{0,12}\n[^\n]{0,6}\\Z")
# a label of another day right before a date: 入所日(平成5年4月1日), 申請年月日 令和7年4月1日
_OF_OTHER_DAY = re.compile("(?:[\u4e00-\u9fff](?<![生誕月])日|(?<![生])年月日)[ \u3000:(（]{0,3}\\Z")
# asked for on the telephone, told in the next line: お名前とお生まれの日を… / 莇薫です。1961年3月4日です
_ASKED = re.compile("(?:生年月日|誕生日|生まれ)[^\n]{0,30}\n[^\n]{0,30}\\Z")
_CHECKED = re.compile("[」]?(?:で|に|と)?(?:照合|本人確認|一致|登録)")
_CLOSES = re.compile(
    "生|[ \u3000]?[)）、,・/／女男\n]|[ \u3000]*\\Z|[ \u3000]?[0-9]{1,3}[歳才]|[ \u3000]{1,2}(?![0-9]{1,2}[:時])"
)
_RECENT = 2
"""Years that have passed since a day behind a name that is rather a birth than what happened lately."""


def _days(text: str, around: _Around) -> Iterator[Hit]:
    """Days of birth in a bracket behind a name, or after it, or that somebody was asked for."""
    for start, end in dates.dates(text):
        field = _FIELD_BEFORE.search(text, max(0, start - 60), start)
        other = _OF_OTHER_DAY.search(text, max(0, start - 12), start)
        asked = (field is not None and other is None) or _CHECKED.match(text, end) is not None
        answered = _ASKED.search(text, max(0, start - 80), start) and _long_ago(text, start, end)
        told = _CLOSES.match(text, end) and _behind_name(text, start, around) and _long_ago(text, start, end)
        if asked or answered or told:
            yield Hit("birth_date", text[start:end], start, end, FAIR)


def _behind_name(text: str, at: int, around: _Around) -> bool:
    """Whether a name, or a given name alone, stands right before a day."""
    found = _BEFORE_DAY.search(text, max(0, at - 44), at)
    if found is None:
        return False
    if found.group(1) is None:
        return found.end(2) in around.ends
    bracketed = text[at - 1] in "(（"
    given = found.group(1) in names().given and found.group(1) not in word_set("no_person")
    given = given or (len(found.group(1)) == 1 and found.group(1) in loose_given.signs())
    return found.end(1) in around.ends or (bracketed and given)


def _long_ago(text: str, start: int, end: int) -> bool:
    """Whether a day is too long ago to be one of what is told of somebody; in brackets of its own children's days count."""
    year = dates.year_of(text[start:end])
    bracketed = text[start - 1] in "(（"
    return year is not None and year <= (dates.this_year() - _RECENT if bracketed else born.LATEST)


_NUMERAL = "[0-9一二三四五六七八九十]{1,4}"
_TOWN = f"(?:[{LETTER}]|(?<=[{LETTER}])(?:[のノヶケ]|[がガ](?=[{LETTER}])))"
_HOUSE = Needing(
    f"(?<![{LETTER}\u30a1-\u30fa])((?:[{LETTER}]{{1,4}}[市区町村郡])?(?:{_TOWN}){{1,8}}?(?:{_NUMERAL}条)?(?:[東西南北])?)"
    f"({_NUMERAL}[ ]?丁目(?:[ の]?{_NUMERAL}(?:(?:番地の|番地|番|-|号|の){_NUMERAL}){{0,3}}(?:番地|番|号)?)"
    f"|(?:[1-9][0-9]{{0,3}}|[一二三四五六七八九十]{{1,3}})(?:-[0-9]{{1,4}}){{1,3}}(?:号)?|{_NUMERAL}番地?(?:の?{_NUMERAL}(?:号)?)?|[0-9]{{1,5}})(?![0-9-]|[ ]?[年月日時分円人個件枚回本名歳才%階組班台])"
)
_MUNICIPALITY = re.compile(f"[{LETTER}]{{1,4}}?[市区町村郡](?=[{LETTER}])")
_ROOM = re.compile(
    f"[ \u3000]?(?:第[0-9]{{1,2}})?[{LETTER}\u3041-\u3096\u30a1-\u30fa\u30fcA-Za-z・]{{2,16}}[ \u3000]?(?:[0-9]{{1,2}}(?:号?棟[ \u3000]?|-(?=[0-9]{{3}})))?[0-9]{{2,4}}(?:号室|号)?(?![0-9-])"
)


def _addresses(text: str, around: _Around) -> Iterator[Hit]:
    """Towns with a number of a house, where a name stands close by: 曙7丁目33番地28の星様, 浅間温泉3-27-25 高田宅."""
    for match in _HOUSE.finditer(text):
        town, house = match.groups()
        of_person = _TOLD_HOUSE.search(house) and not is_ordinary(town) and _behind_person(text, match.start(), around)
        if (
            not (of_person or _is_place(town, house))
            or not around.close(*match.span())
            or _of_office(text, match.start())
        ):
            continue
        room = _ROOM.match(text, match.end())
        end = room.end() if room is not None else match.end()
        yield Hit("address", text[match.start() : end], match.start(), end, FAIR)


_HOUSE_OF = re.compile(
    "(?:館|園|校|院|局|会社|法人|センター|ホール|プラザ|庁|庁舎|役所|役場|署|事務所|事業所|保健所|保育所|店|ビル|駅)[ \u3000:]\\Z"
)


def _of_office(text: str, start: int) -> bool:
    """Whether an office is named before an address on its line, or a label for an office's address."""
    low = max(text.rfind("\n", 0, start) + 1, text.rfind("。", 0, start) + 1, start - _OFFICES_REACH)
    return (
        addresses.of_office(text, start)
        or speaks_of_office(text[low:start])
        or bool(_HOUSE_OF.search(text, low, start))
    )


_TOLD_HOUSE = re.compile("[0-9]-[0-9]|番|丁目")
_BRACKET_BEHIND = re.compile("(?:様|さん|さま|氏|殿|宅)?[ \u3000]?[(（][ \u3000]?\\Z")


def _behind_person(text: str, at: int, around: _Around) -> bool:
    """Whether what begins at `at` stands in a bracket right behind a name: 牧野さん（四条通164-2）."""
    bracket = _BRACKET_BEHIND.search(text, max(0, at - 5), at)
    return bracket is not None and bracket.start() in around.ends


_DIRECTION = re.compile(f"{_NUMERAL}条.?\\Z|[東西南北]\\Z")
_DOWN_TO_HOUSE = re.compile(f"丁目[ の]?{_NUMERAL}")


def _is_place(town: str, house: str) -> bool:
    """Whether a run of letters before a number is a place rather than anything that is counted."""
    places = names().places
    bare = _DIRECTION.sub("", town)
    if _MUNICIPALITY.match(town) and town[: _MUNICIPALITY.match(town).end() - 1] in places:  # type: ignore[union-attr]
        return len(town) >= 4
    if house.isdigit():
        return False
    known = bare in places or town in places or (len(bare) > 2 and any(bare[:length] in places for length in (2, 3, 4)))
    if "丁目" in house and _DOWN_TO_HOUSE.search(house) and bare not in word_set("no_person"):
        return True
    return known and ("丁目" in house or house.count("-") >= 1 or "番" in house)


_KANA_WORD = "[\u30a1-\u30fa\u30fc]"
_TWO_WORDS = re.compile(
    f"(?<![\u30a1-\u30fa\u30fc・ ])({_KANA_WORD}{{2,6}})[ \u3000]({_KANA_WORD}{{2,6}})(?![\u30a1-\u30fa\u30fc・]| {_KANA_WORD})"
)


# whose account it is, in one word: 名義を サカモトセイコ に直す, ゴトウリョウ 名義
_HOLDER = Needing(
    f"名義[がを][ \u3000「]{{0,2}}({_KANA_WORD}{{4,14}})(?!{_KANA_WORD}|・)|(?<![\u30a1-\u30fa\u30fc・])({_KANA_WORD}{{4,14}})[」 \u3000]{{0,2}}の?名義"
)


def _reads_as_name(word: str) -> bool:
    """Whether katakana can be the reading of a surname with that of a given name behind it."""
    known, bare = names(), katakana(word)
    return any(
        bare[:cut] in known.surname_readings and bare[cut:] in known.given_readings for cut in range(2, len(bare) - 1)
    )


def _readings(text: str) -> Iterator[Hit]:
    """Two words in katakana that are a surname and a given name by their readings, or one that an account is held by: 旧:サガ トモヨ."""
    known = names()
    for match in _HOLDER.finditer(text):
        held = match.lastindex or 0
        if _reads_as_name(match.group(held)):
            yield Hit("kana", match.group(held), match.start(held), match.end(held), FAIR)
    for match in _TWO_WORDS.finditer(text):
        first, second = map(katakana, match.groups())
        if "ー" not in first and first in known.surname_readings and second in known.given_readings:
            yield Hit("kana", match.group(), match.start(), match.end(), FAIR)
