"""Names told by one another: lists of them, who speaks line by line, signs set apart on forms, heads of mails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from checks.residue.fold import plain_ideographs
from checks.residue.matchers.frame_words import (
    BLANK,
    RUN,
    Framed,
    Label,
    Tells,
    clean_left,
    clean_right,
    ending,
    introduction,
    label_before,
    offices,
    wordy,
)
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.given import fits_apart, known_kana
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import foreign_names, is_ordinary, municipality, names, word_set
from checks.residue.matchers.lines import matches_in
from checks.residue.matchers.name_cells import LETTER, is_name, katakana
from checks.residue.matchers.needed import Needing


def find(text: str, lines: list[tuple[int, int]]) -> Iterator[Framed]:
    """All of them in folded `text`; its lists and rotas in these stretches of `lines` alone."""
    rota = "火" in text and "水" in text
    for start, stop in lines:
        yield from _listed(text, start, stop)
        if rota:
            yield from _by_days(text, start, stop)
    yield from _speakers(text)
    yield from _set_apart(text)
    yield from _by_grades(text)
    yield from _presented(text)
    yield from _foreign(text)
    yield from _signed(text)
    for match in _MAIL_HEAD.finditer(text):
        yield Framed(match.group(1), Tells.LITTLE)


_GIVEN = (
    f"[ \u3000]?[\u3041-\u3096]{{2,4}}(?![\u3041-\u3096])|[ \u3000]?[\u30a1-\u30fa\u30fc]{{2,5}}"
    f"|[ \u3000][{LETTER}]{{1,3}}(?![{LETTER}0-9])"
)
_ITEM = f"(?:[{LETTER}]{{1,8}}(?:{_GIVEN})?|[\u30a1-\u30fa\u30fc]{{2,10}}(?:[・ ][\u30a1-\u30fa\u30fc]{{2,10}}){{1,3}})"
_TAILS = "(?:さん|様|さま|氏|君|くん|ちゃん|先生)?(?:[(（][^()（）\n]{1,12}[)）])?"
_SEPARATOR = "[ \u3000]?(?:[、,/／→]|(?<![\u30a1-\u30fc])・|・(?![\u30a1-\u30fc])|と(?=[\u4e00-\u9fff]))[ \u3000]?"
_LIST = re.compile(f"{_ITEM}{_TAILS}(?:{_SEPARATOR}(?:[0-9]{{1,2}}[ \u3000.])?{_ITEM}{_TAILS})+")
_HEAD = re.compile(_ITEM)
_RUN = f"[{LETTER}]"
# Where a list may begin, told before it is read: with a run of ideographs, or the last eight of one and a title (no more fit in
# an item), behind which something of `_GIVEN`, `_TAILS` or `_SEPARATOR` stands; or with katakana.
_MAY_BEGIN = (
    f"(?:(?<!{_RUN})(?={_RUN})|(?<={_RUN})(?={_RUN}{{8,10}}(?!{_RUN}))|(?=[\u30a1-\u30fa\u30fc]))"
    f"(?={_RUN}{{1,10}}+(?:[ \u3000、,/／→・(（\u30a1-\u30fa\u30fc]"
    "|[\u3041-\u3096]{1,7}+(?:[ \u3000、,/／→・(（様氏君先]|(?<=と)[\u4e00-\u9fff]))|[\u30a1-\u30fa\u30fc])"
)
_LIST_IN_TEXT = re.compile(f"{_MAY_BEGIN}{_LIST.pattern}")
_INSIDE = re.compile(f"(?<={_RUN}){_RUN}")


def _lists_in(text: str, at: int, stop: int) -> Iterator[re.Match[str]]:
    """What `_LIST.finditer` finds, in half the time."""
    # a list that ends inside a run of ideographs may be followed by one that begins there
    while found := (_LIST if _INSIDE.match(text, at) else _LIST_IN_TEXT).search(text, at, stop):
        yield found
        at = found.end()


_SPLIT = re.compile(f"{_SEPARATOR}(?:[0-9]{{1,2}}[ \u3000.])?")
_IN_BRACKETS = re.compile("[(（]([^()（）\n]{1,12})[)）]")


def _listed(text: str, start: int, stop: int) -> Iterator[Framed]:
    """Names beside names: 有働、稲垣、柳生. What most others in the list are, the rest is, too."""
    for match in _lists_in(text, start, stop):
        items = [head.group() for part in _SPLIT.split(match.group()) if (head := _HEAD.match(part))]
        found = [_item(item, not number) for number, item in enumerate(items)]
        likely = {value for value, sure in found if sure}
        label = label_before(text, match.start())
        named = [value for value, _ in found if value]
        enough = len(likely) >= 2 and len(likely) * 3 >= len(items)
        if not (enough or (label.field and likely)) or len(named) * 3 < len(items) * 2:
            continue
        label = introduction(items[0])[1] if label is Label.NONE else label
        if label is Label.NONE and all(plain_ideographs(value) in names().places for value in likely):
            continue
        tells = label.tells
        if _of_offices(match.group(), items) or cited(text, match.end()):
            tells = Tells.OFFICE
        for value in named:
            yield Framed(value, tells if value in likely or tells is Tells.OFFICE else Tells.LITTLE)


_OF_GRADE = re.compile(
    f"^[ \u3000・○●]*(?:[小中高年])?[1-6]年生?(?:[0-9]組)?[ \u3000:]+(?:[^\n]{{0,24}}[ \u3000:])?([{LETTER}]{{1,3}}|[\u3041-\u3096]{{2,4}}|[\u30a1-\u30fa\u30fc]{{2,5}})(?:くん|ちゃん|さん)?[ \u3000]*$",
    re.MULTILINE,
)
_GRADE = Gated("年(?<=[1-6]年)")
_LEAST_OF_GRADE = 3


def _by_grades(text: str) -> Iterator[Framed]:
    """Pupils by their given names behind the year they are in: 3年 センター ハルト."""
    found = [match.group(1) for match in matches_in(_GRADE, _OF_GRADE, text)]
    lexicon = names()
    told = [
        value
        for value in found
        if value not in word_set("not_given") and value not in word_set("no_person") and not kind_of(value)
        if lexicon.given.get(plain_ideographs(value), 0) or katakana(value) in lexicon.given_readings
    ]
    if len(set(told)) >= _LEAST_OF_GRADE and len(told) * 3 >= len(found) * 2:
        yield from (Framed(value, Tells.PERSON) for value in told)


_PRESENTED = re.compile(
    f"^[ \u3000]*[○●◎◯・◆■□*-][ \u3000]*([{LETTER}]{{1,4}}[ \u3000]?[{LETTER}\u3041-\u3096]{{1,4}})[ \u3000]*=(?=[^=\n])",
    re.MULTILINE,
)
_EQUALS = Gated("=(?<=[^=]=)")
_LEAST_PRESENTED = 2


def _presented(text: str) -> Iterator[Framed]:
    """Who is presented, one on each line: ○三枝 倫子=練馬区・読書."""
    found = [match.group(1) for match in matches_in(_EQUALS, _PRESENTED, text)]
    named = [value for value in found if is_name(value)]
    if len(named) >= _LEAST_PRESENTED and len(named) * 3 >= len(found) * 2:
        yield from (Framed(value, Tells.PERSON) for value in named)


_YEAR = re.compile("[ \u3000]?[(（](?:19|20)[0-9]{2}|[ \u3000]?[『「]")


def cited(text: str, stop: int) -> bool:
    """Whether a year or a title follows, as behind authors: 大塚幹夫(2019)『介護の社会学』."""
    return _YEAR.match(text, stop) is not None


def _of_offices(whole: str, items: list[str]) -> bool:
    """Whether more than every third in a list is given a role: 小林部長, 大塚幹夫（会長）."""
    roles = sum(inner in offices() or inner[:4].isdigit() for inner in _IN_BRACKETS.findall(whole))
    roles += sum(item.endswith(tuple(offices())) for item in items)
    return bool(roles * 3 > len(items))


@lru_cache(maxsize=20_000)
def _item(item: str, first: bool) -> tuple[str, bool]:
    """(the name in an item of a list, whether it is one by itself)."""
    length, label = introduction(item)
    item = item[length:] if label.party else item
    run = RUN.match(item)
    if run is None:
        named = "\u30a1" <= item[0] <= "\u30fc" or known_kana(item)
        return (item, True) if named else ("", False)
    head = run.group()
    if municipality(head):
        return "", False
    rest, surname = item[len(head) :], _surname(head)
    if first and rest[:1] and rest[0] in BLANK and not surname[0]:
        return _item(rest.strip(BLANK), False)
    if rest and _given(rest.strip(BLANK)) and plain_ideographs(head) in names().surnames:
        return item, True
    if surname[0] or rest:
        return surname
    if is_name(head) and not wordy(head):
        return head, True
    return (head, False) if 2 <= len(head) <= 5 and not wordy(head) else ("", False)


def _given(rest: str) -> bool:
    return known_kana(rest) if "\u3041" <= rest[0] <= "\u30fc" else fits_apart(rest, 2)


def _surname(head: str) -> tuple[str, bool]:
    """A surname in a list, titles behind it aside, and whether it is nothing but a surname."""
    plain, surnames = plain_ideographs(head), names().surnames
    for tail in ending(plain):
        bare = plain[: len(plain) - len(tail)]
        if bare in surnames and bare not in word_set("prefectures") and bare not in word_set("no_surname"):
            return head[: len(bare)], surnames[bare] == 2 and len(bare) > 1 and not is_ordinary(bare)
    return "", False


_BY_DAYS = re.compile(f"(?:[月火水木金土日](?:曜日?)?[: ]?[{LETTER}]{{1,5}}(?:さん|様)?[ \u3000、・/]{{0,2}}){{3,}}")
_OF_DAY = re.compile(f"[月火水木金土日](?:曜日?)?[: ]?([{LETTER}]{{1,5}})")


def _by_days(text: str, start: int, stop: int) -> Iterator[Framed]:
    """A rota by weekdays: 月大貫 火新妻 水小菅."""
    for match in _BY_DAYS.finditer(text, start, stop):
        found = [run for run in _OF_DAY.findall(match.group()) if plain_ideographs(run) in names().surnames]
        if len(found) >= _LEAST_SPEAKERS:
            yield from (Framed(run, Tells.LITTLE) for run in found)


_SIGNED = re.compile(f"(?:[。!?！？、][ \u3000]*|[ \u3000]{{2,}}|\u3000|\n)[(（]?([{LETTER}]{{2,4}})[)）]?\\s*\\Z")
_SIGNATURE = 40


def _signed(text: str) -> Iterator[Framed]:
    """A surname or given name at the end of a letter or message: 鳴海, 水越拝, (井深)."""
    match = _SIGNED.search(text.rstrip()[-_SIGNATURE:])
    if match is not None:
        run = match.group(1)
        for value in (run, run[:-1] if run[-1] in "拝受記" else ""):
            plain = plain_ideographs(value)
            known = names().surnames.get(plain, 0) == 2 or names().given.get(plain, 0) == 2
            if known and not is_ordinary(plain) and value not in word_set("prefectures") and not kind_of(value):
                yield Framed(value, Tells.LITTLE)


_SPEAKER = Needing(
    f"^(?:[ \u3000○◯●・]?|\\[?[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?\\]?[ \u3000\t]+)"
    f"([{LETTER}]{{1,5}}|[\u3041-\u3096]{{2,5}}|[\u30a1-\u30fa\u30fc]{{2,6}})(?:さん)?[ \u3000]?"
    "(?:[:「]|(?<=[0-9][0-9] .)\u3000|\u3000(?=\\S))(?=[^\n]*[\u3041-\u3096]{2})",
    re.MULTILINE,
)
_TIMED = re.compile("[0-9]{1,2}:[0-9]{2}")
_LEAST_SPEAKERS = 2


def _speakers(text: str) -> Iterator[Framed]:
    """Who speaks line by line, in sentences: two lines at least, most of whose labels are names."""
    found = [
        match.group(1) for match in _SPEAKER.finditer(text) if match.group()[-1] in ":「" or _TIMED.match(match.group())
    ]
    told = [value for value in found if not kind_of(value) and _speaks(value)]
    sure = len(told) == len(found) or any(not is_ordinary(plain_ideographs(value)) for value in told)
    if sure and len(told) >= _LEAST_SPEAKERS and len(told) * 2 >= len(found):
        for value in told:
            yield Framed(value, Tells.PERSON if len(value) > 1 else Tells.LITTLE)


def _speaks(value: str) -> bool:
    lexicon, plain = names(), plain_ideographs(value)
    if value in word_set("no_person") or value in word_set("not_given"):
        return False
    return lexicon.surnames.get(plain, 0) == 2 or lexicon.given.get(plain, 0) >= 1 or is_name(value)


_APART_GATE = Gated(f"[ \u3000](?<=[{LETTER}].)[{LETTER}][ \u3000]")
_APART = re.compile(f"(?<![{LETTER}])[{LETTER}](?:[ \u3000]{{1,3}}[{LETTER}]){{2,9}}(?![{LETTER}])")


_NO_BLANK = re.compile("[^ \u3000]")


def _set_apart(text: str) -> Iterator[Framed]:
    """Names whose signs stand apart, as on printed forms: 氏 名  土 屋  栄 作  印."""
    for match in matches_in(_APART_GATE, _APART, text):
        signs = list(_NO_BLANK.finditer(match.group()))
        for first in range(len(signs) - 3):
            ends = (last for last in (first + 4, first + 3) if last < len(signs))
            stop = next((last for last in ends if _one_name([s.group() for s in signs[first : last + 1]])), 0)
            if stop:
                yield Framed(match.group()[signs[first].start() : signs[stop].end()], Tells.PERSON)
                break


def _one_name(signs: list[str]) -> bool:
    bare = "".join(signs)
    return is_name(bare) and not wordy(bare) and bare[:2] in names().surnames and not kind_of(bare[:2])


_KATAKANA = "[\u30a1-\u30fa\u30fc]"
_PARTS = re.compile(f"(?<!{_KATAKANA}){_KATAKANA}{{1,12}}(?:[・= \u3000]{_KATAKANA}{{2,12}}){{1,3}}(?!{_KATAKANA})")
_PARTS_GATE = Gated("[・= \u3000](?<=[\u30a1-\u30fa\u30fc].)[\u30a1-\u30fa]")
_BETWEEN = re.compile("[・= \u3000]")


def _foreign(text: str) -> Iterator[Framed]:
    """Names of two to four words in katakana, most of which are listed as names: アブドゥル カリム, ケビン・オコナー."""
    for match in matches_in(_PARTS_GATE, _PARTS, text):
        parts = _BETWEEN.split(match.group())
        known = sum(part in foreign_names() for part in parts)
        least = 1 if "・" in match.group() or "=" in match.group() else len(parts) - 1
        stands = clean_left(text, match.start()) and clean_right(text, match.end())
        if stands and known >= least and not any(part in word_set("not_given") for part in parts):
            yield Framed(match.group(), Tells.LITTLE)


_MAIL_HEAD = Needing(
    "(?:From|To|Cc|CC|差出人|宛先|送信者): ?\"?([A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+){1,3})\"? ?<[^@\n]+@"
)
