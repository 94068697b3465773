"""Names told by what people do and where they stand, in texts that are known to speak of persons: 金沢が発熱, 総務石田に確認.

What may be a place, a word, one sign, a given name or a name from abroad is told here by its situation: the more a
word may be something else, the more has to be said of it (data/situations.toml).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import latin, name_rows, situations_abroad
from checks.residue.matchers.frame_words import RUN, Label, behind, introduction, offices, one_of, wordy
from checks.residue.matchers.lexicon import is_ordinary, names, surname_like, word_set
from checks.residue.matchers.loose_given import likely, signs
from checks.residue.matchers.loose_lists import WORDS_OF_ONE, possible
from checks.residue.matchers.name_cells import LETTER, is_name
from checks.residue.matchers.people import JOINTS
from checks.residue.matchers.situation_tells import ALL, MUCH, NOTHING, said
from checks.residue.matchers.situation_words import lists, words_of

_LONGEST = 14
_KNOWN, _SHORTEST = 2, 2


def find(text: str, known: Collection[str]) -> set[str]:
    """All of them in folded `text`, `known` being the names found by other signs."""
    known = {*known, *(part for name in known for part in name.split())}
    found = name_rows.find(text) | situations_abroad.with_kana(text)
    for _ in range(_PASSES if len(text) <= _SHORT else 1):
        before = len(found)
        found.update(text[start:stop] for start, stop in _in_ideographs(text, {*known, *found}))
        found.update(situations_abroad.katakana(text, {*known, *found}))
        if len(found) == before:
            break
    if _JAPANESE.search(text) or latin.letter(text):
        found.update(latin.standing(text, words_of("latin_words")))
        found.update(latin.parts(text, {*known, *found}))
    found.update(_continental(text))
    found.update(_given_alone(text, {*known, *found}))
    found.update(situations_abroad.hiragana(text, {*known, *found}))
    return found


@cache
def _two_words() -> re.Pattern[str]:
    signs = "".join(sorted(one_of("continental") - _OFTEN_WORDS))
    return re.compile(
        f"(?<![{LETTER}])([{signs}])[ \u3000]([{LETTER}]{{1,2}})(?=さん|様|氏|くん|ちゃん|[はがもをにとのへ、。,)）(（\\s「」/:・]|\\Z)"
    )


_OFTEN_WORDS = frozenset("金方元石車文史何白高林森田夏秦江池具安石馬葉程")


def _continental(text: str) -> set[str]:
    """Names of China and Korea in two words whose second nobody listed: 王 秀英, 姜 東元."""
    return {
        match.group()
        for match in _two_words().finditer(text)
        if not wordy(match.group(2))
        and not names().surnames.get(match.group(2))
        and possible(match.group(2), match.group(2))
    }


_WHOLE = re.compile(f"[{LETTER}]{{2,7}}\\Z")


# a run of ideographs behind a border or a particle, before a particle, an honorific or a border
_RUN_ALONE = re.compile(
    f"(?:(?<![{LETTER}\u3041-\u30fa])|(?<=[のとはがもらり、]))([{LETTER}]{{1,3}})(?:さん|くん|ちゃん|様|(?=[はがもをにとのへ、。・(（」: \u3000\n]|から|より|\\Z))"
)


def _given_alone(text: str, known: Collection[str]) -> set[str]:
    """Given names of whole names of the file that stand by themselves: 環(田島環・2年)に, 紬は."""
    given = {_given_of(name) for name in known if _WHOLE.match(name)} - {""}
    return given.intersection(_RUN_ALONE.findall(text)) if given else set()


@lru_cache(maxsize=20_000)
def _given_of(name: str) -> str:
    """The given name of a whole name in ideographs where only one reading is likely; empty where there is none, or a word."""
    plain, lexicon = plain_ideographs(name), names()
    at = next(
        (at for at in (3, 2, 1) if lexicon.surnames.get(plain[:at], 0) == _KNOWN and plain[at:] in lexicon.given), 0
    )
    given = plain[at:] if at else ""
    another = lexicon.surnames.get(given, 0) and len(given) > 1
    word = is_ordinary(given) or given in _NOBODY or given in _WORDS_TOO
    return name[at:] if given and not another and not word else ""


_PASSES, _SHORT = 3, 20_000
"""How often a text is looked through for names beside the ones just found, and characters from which on once is enough."""
_JAPANESE = re.compile("[\u3041-\u30fa\u4e00-\u9fff]")


def told(text: str) -> dict[str, int]:
    """Names in ideographs of a folded text nothing is known of, and the most that is said of each: MUCH or ALL."""
    found: dict[str, int] = {}
    for match in RUN.finditer(text):
        at = match.start()
        for reading in _readings(match.group()) if len(match.group()) <= _LONGEST else ():
            start, stop = at + reading.begin, at + reading.stop
            level = said(text, start, stop, match.end(), reading.led, ())
            if level >= reading.least:
                found[text[start:stop]] = max(level, found.get(text[start:stop], level))
                break
    return found


class _Reading(NamedTuple):
    """A stretch of a run of ideographs that may be a name: its place, what has to be said of it, whether somebody's part leads it."""

    begin: int
    stop: int
    least: int
    led: bool


def _in_ideographs(text: str, known: Collection[str]) -> Iterator[tuple[int, int]]:
    for match in RUN.finditer(text):
        run, at = match.group(), match.start()
        for reading in _readings(run) if len(run) <= _LONGEST else ():
            start, stop = at + reading.begin, at + reading.stop
            if said(text, start, stop, match.end(), reading.led, known) >= reading.least:
                yield start, stop
                break


@lru_cache(maxsize=50_000)
def _readings(run: str) -> tuple[_Reading, ...]:
    """Where names may stand in a run of ideographs, with what may stand before and behind them aside."""
    found: list[_Reading] = []
    for begin, led in _beginnings(run):
        if begin >= len(run):
            continue
        for stop in _stops(run, begin):
            core = run[begin:stop]
            if is_ordinary(plain_ideographs(run[begin:])) and stop < len(run):
                continue
            if led and begin == 1 and not _listed(core):
                continue  # 母子家庭, 市立病院
            if least := _least(core):
                found.append(_Reading(begin, stop, least, led))
    return tuple(found)


def _least_whole(core: str, plain: str) -> int:
    """What has to be said of a surname and a given name joined; NOTHING where they are none."""
    lexicon = names()
    sums = [
        lexicon.surnames.get(plain[:at], 0) + lexicon.given[plain[at:]]
        for at in range(1, min(4, len(plain)))
        if plain[at:] in lexicon.given and plain[:at] in lexicon.surnames and plain[:at] not in word_set("no_surname")
    ]
    if is_ordinary(plain) or plain in lexicon.words:
        return NOTHING
    if not sums or max(sums) < _KNOWN + 1:
        return _least_rare(core, plain)
    return ALL if len(core) == _SHORTEST or wordy(core) or not is_name(core) else MUCH


def _least_rare(core: str, plain: str) -> int:
    """What has to be said of a name whose surname nobody listed, or is a place: 小樽真由美, 乃村健太郎; or that of somebody from China or Korea."""
    lexicon = names()
    for at in range(1, len(plain) - 1):
        surname, given = plain[:at], plain[at:]
        if lexicon.given.get(given, 0) < _KNOWN or is_ordinary(given) or given in lexicon.surnames:
            continue
        place = surname in lexicon.places or surname in word_set("prefectures")
        listed = (
            surname in one_of("kin")
            or surname in one_of("party")
            or surname in lists()["sections"]
            or surname in behind()
        )
        if not listed and (place or (at > 1 and surname_like(surname) and not wordy(surname))):
            return MUCH if len(given) > _KNOWN else ALL
    foreign = (
        plain[0] in one_of("continental")
        and len(plain) <= _LEAST_LED
        and not wordy(core)
        and plain[1:] not in lexicon.surnames
    )
    return ALL if foreign and likely_abroad(plain[1:]) else NOTHING


def likely_abroad(given: str) -> bool:
    """Whether signs behind a surname of one sign may be a given name: none that end or begin words of every day."""
    return possible(given, given) and not any(sign in _NOBODY for sign in given)


def _listed(core: str) -> bool:
    plain = plain_ideographs(core)
    return plain in names().surnames or plain in names().given or is_name(core)


def unlabelled(value: str) -> str:
    """A name without a relative, section or group that was taken for a part of it: 妻石川, 総務酒井, 一組鵜飼, 代表藤田 翔太."""
    head, blank, rest = value.partition(" " if " " in value else "\u3000")
    plain, surnames = plain_ideographs(head), names().surnames
    shorter = plain[:-1] in surnames or surname_like(plain[:-1])
    if head[-1:] in _ONE_BEHIND and not blank and shorter and plain not in surnames:
        return head[:-1]
    if len(head) < _LEAST_LED or plain in surnames or (not blank and _whole(plain)):
        return value
    for begin, _ in _beginnings(head):
        if 0 < begin < len(head) and _named(plain[begin:], apart=bool(blank)):
            return head[begin:] + blank + rest
    if head[0] in _ONE_BEFORE and _named(plain[1:], apart=bool(blank)) and surnames.get(plain[:2], 0) != _KNOWN:
        return head[1:] + blank + rest
    return value


_LEAST_LED = 3
_CALLED = frozenset("君様氏殿家宅方")
_ONE_BEHIND = frozenset("両及並評")
_ONE_BEFORE = frozenset("妻夫父母兄姉弟妹孫娘姓私主局課係部室宛今故亡同元人宅")


def _whole(plain: str) -> bool:
    """Whether ideographs are a well-known surname and a given name: 児玉梅子 is no child called 玉梅子."""
    return any(
        names().surnames.get(plain[:i], 0) == _KNOWN and plain[i:] in names().given for i in (2, 3) if i < len(plain)
    )


def _named(plain: str, *, apart: bool) -> bool:
    """Whether what is left is a name by itself, a surname where a given name stands apart."""
    lexicon = names()
    if lexicon.surnames.get(plain, 0) == _KNOWN and (apart or len(plain) > 1):
        return True
    return (
        not apart and len(plain) > 1 and (lexicon.given.get(plain, 0) == _KNOWN or (len(plain) > 2 and is_name(plain)))
    )


_GROUP = re.compile("[一二三四五六七八九十][組班区]|[左右東西南北]隣")


def _beginnings(run: str) -> Iterator[tuple[int, bool]]:
    """Where a name may begin, and whether a relative, a party or a section stands right before."""
    if (run not in names().surnames) and (group := _GROUP.match(run)):
        yield group.end(), True
    length, label = introduction(run)
    if label is not Label.NONE:
        yield length, True
    for section in lists()["sections"]:
        at = run.rfind(section)
        if len(section) == 1 and (_whole(plain_ideographs(run)) or run[:2] in names().surnames):
            continue
        if (not at or len(section) > 1) and 0 <= at < len(run) - len(section) and not (at and label is not Label.NONE):
            yield at + len(section), True
            break
    yield from (
        (at, True) for at in range(_LEAST_LED, len(run)) if run[at - 1] in _OFFICES and _begins_with_name(run[at:])
    )
    yield (length if label is Label.NONE else 0), False


_OFFICES = frozenset("課係室部局署")


def _listed_at(rest: str) -> bool:
    """Whether a surname begins here, well-known or with a given name behind it, a title aside."""
    return _begins_with_name(rest) or any(
        _least_whole(rest[:at], plain_ideographs(rest[:at])) for at in (2, 3, 4, 5) if at <= len(rest)
    )


def _begins_with_name(rest: str) -> bool:
    plain = plain_ideographs(rest)
    return any(names().surnames.get(plain[:i], 0) == _KNOWN for i in (3, 2) if i <= len(plain))


def _stops(run: str, begin: int) -> Iterator[int]:
    yield len(run)
    for tail in lists()["tails"]:
        if run.endswith(tail) and len(run) - len(tail) > begin:
            yield len(run) - len(tail)
    for stop in range(begin + 1, min(begin + 4, len(run) - 2)):
        if any(run[stop : stop + length] in offices() for length in (4, 3, 2)):
            yield stop  # 山中課長代理, 中川支援員同席
    for length in range(min(6, len(run) - begin - 1), 1, -1):
        if run[-length:] in behind():
            yield len(run) - length


@lru_cache(maxsize=50_000)
def _least(core: str) -> int:
    """What has to be said of a stretch of ideographs before it is a name; NOTHING where it is none."""
    plain, lexicon = plain_ideographs(core), names()
    place = core in word_set("prefectures") and core in lexicon.surnames
    if not (place or possible(core, plain)) or core in lists()["sections"] or _COUNTED.search(core):
        return NOTHING
    weight, given = lexicon.surnames.get(plain, 0), lexicon.given.get(plain, 0)
    if len(core) == 1:
        if core in _NOBODY or not (weight == _KNOWN or likely(core) or core in signs()):
            return NOTHING
        return MUCH if core not in WORDS_OF_ONE | _WORDS_TOO and (weight == _KNOWN or likely(core)) else ALL
    if not weight and len(core) >= _SHORTEST and core[-1] not in _CALLED and (whole := _least_whole(core, plain)):
        return whole
    if weight:
        place = plain in lexicon.places and weight == _KNOWN
        doubtful = (is_ordinary(plain) or plain in lexicon.words) and not place and plain not in one_of("common")
        return ALL if doubtful else MUCH
    if likely(core):
        return MUCH if given == _KNOWN or all(sign in signs() for sign in core) else ALL
    if given == _KNOWN:
        return ALL
    if len(core) == _SHORTEST + 1 and core[1] in JOINTS:
        return MUCH  # 宮ノ原, 一ツ木
    rare = len(core) <= 3 and not wordy(core) and surname_like(plain) and not given
    return ALL if rare else NOTHING


# 四月, 一軒目: what is counted
_COUNTED = re.compile("[一二三四五六七八九十](?:[月日年目軒]|軒目)\\Z")
_WORDS_TOO = frozenset("夢音風光花星空海月雪桜心命幸愛希望力恵誠声色香波")
"""Given names of one sign that are words of every day."""
_NOBODY = frozenset("順渡済要出端実酒可否有無着発計式件名印様方者本別他外内中上下前後左右今次各全同新旧元現副主正准")
