"""Names of persons in running text: dictionary surname + given name, honorifics, labels, readings, memory of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import counted
from checks.residue.matchers.addressed import addressed
from checks.residue.matchers.frame_words import one_of
from checks.residue.matchers.full_names import RUN, Memory, Spot, given_behind
from checks.residue.matchers.given import of_week
from checks.residue.matchers.lexicon import is_ordinary, names, word_set
from checks.residue.matchers.model import Hit
from checks.residue.matchers.name_cells import LETTER
from checks.residue.matchers.wordlist import LongList, WordList
from checks.residue.prepared import kept

__all__ = ["Memory", "people"]

_KIN = re.compile(
    r"(?:(?<![\u4e00-\u9fff])[子父母夫妻孫兄姉弟妹娘嫁]|利用者|患者|氏名|対象者|申請者|世帯主|本人|長男|長女|次男|次女|二男|二女|三男|三女|母|父|夫|妻|祖母|祖父|子|孫|兄|姉|弟|妹|娘|息子|児童|園児|生徒|相談者|保護者|受給者|会員|名前|主|配偶者|と|は|の|が|に|を|、|へ|も|や|で|故|亡|姓|同居人|知人|友人|住民|お客様|隣人|後見人|民生委員|ヘルパー|キーパーソン|連絡先|宛|者|員|生|氏|様|さん)\Z"
)
_PERSON_BEFORE = re.compile(
    r"(?:(?<![\u4e00-\u9fff])[子父母夫妻孫兄姉弟妹娘嫁]|利用者|患者|対象者|申請者|世帯主|本人|長男|長女|次男|次女|二男|二女|三男|三女|四男|祖母|祖父|息子|児童|園児|生徒|相談者|保護者|受給者|申込者|会員|配偶者|同居人|後見人|氏名|名前|契約者|被保険者|キーパーソン|入居者|参加者|受講者|請求者|届出人|故人|新規|の方|叔母|叔父|甥|姪|住民|隣人|義母|義父)"
    r"(?:の|は|が|、|:|「|・|である)?[ \u3000]?\Z"
)
# right after a surname these leave no room for a given name
_NO_GIVEN = frozenset("はがをにのとへもやでか、。,.()（）「」『』【】:：;/|*+-=<>\"'\n\t0123456789")


@cache
def _surnames() -> LongList:
    return LongList("surnames", _surname_list)


def _surname_list() -> WordList:
    letters = {chr(code) for code in range(0x4E00, 0xA000)} | {"々", "ヶ"}
    return WordList(sorted(names().surnames), letters - _KIN_ENDS, _NO_GIVEN, lone=_lone())


def _lone() -> re.Pattern[str]:
    """What stands behind a surname of one sign where `_hopeless` sees any hope."""
    # sorted: the same pattern in every process, or the tables kept under it would be made anew in each
    signs, kana = map("".join, map(sorted, (_TOLD_BEGINS, {first[0] for first in _kana_beginnings()})))
    return re.compile(f"[ \u3000]|[{_LETTER}][{_LETTER}{re.escape(signs)}]|[{re.escape(kana)}]")


_LETTER = "\u4e00-\u9fff々ヶ\U00020000-\U0010ffff"
"""What `_is_letter` is."""


@cache
def _introductions() -> frozenset[str]:
    """Relatives and parties, whose words some surnames share: 長女直美, 大家寒川."""
    return frozenset(word for word in one_of("kin") | one_of("party") if len(word) == 2)


def _leads(two: str) -> bool:
    """Whether two signs are a word before a name, and no part of one: 長女直美; 祖父江 is one."""
    return two in word_set("no_surname") or two in _introductions()


_LONG = 3


def people(text: str, memory: Memory) -> Iterator[Hit]:
    """Names in `text`, left to right, without overlaps."""
    last = 0
    for hit in sorted((*_listed(text, memory), *addressed(text)), key=lambda found: (found.start, -found.end)):
        if hit.start >= last:
            yield _whole(text, hit, last)
            last = hit.end


# 花ケ崎, 宮ノ原, 一ツ橋, 龍ケ江: a surname no dictionary has, of which the end is one
_JOINED = re.compile(f"(?<![{LETTER}])[{LETTER}]{{1,2}}[ケヶツノ]\\Z")
_LONGEST_JOINED = 4


def _whole(text: str, hit: Hit, last: int) -> Hit:
    """A name with the beginning of its surname, where that is joined to it by a small ケ or ツ; `last`: where the one before ends."""
    if text[hit.start - 1 : hit.start] not in JOINTS or text[hit.start : hit.end] != hit.value:
        return hit
    before = _JOINED.search(text, max(last, hit.start - _LONGEST_JOINED), hit.start)
    return hit if before is None else hit._replace(value=before.group() + hit.value, start=before.start())


JOINTS = ("ケ", "ヶ", "ツ", "ノ")
"""Signs that join the parts of a surname."""


def _listed(text: str, memory: Memory) -> Iterator[Hit]:
    """Names that begin with a listed surname."""
    plain = plain_ideographs(text)
    last = 0
    for _, start, end in _surnames().find(plain):
        near = plain[start - 1 if start else 0 : end + _NEAR]
        if start < last or _vain(near, start > 0, end - start, bool(memory.sure)):
            continue
        low = max(0, start - _BACK)
        line_end = text.find("\n", end, end + _AHEAD)
        window = text[low : end + _AHEAD if line_end < 0 else line_end + 1]
        found = _in_window(window, start - low, end - low) if not memory.sure else _at(text, plain, start, end, memory)
        if found is not None:
            shift = 0 if memory.sure else low
            if counted.goes_on(text, found.start + shift, found.end + shift):
                continue
            hit = Hit(found.kind, found.value, found.start + shift, found.end + shift, found.strength)
            last = hit.end
            yield hit


# the last ideographs of what may stand right before a name (_KIN), and the first signs of what tells a person (_told)
_KIN_ENDS = frozenset("子父母夫妻孫兄姉弟妹娘嫁者名主人男女童児徒員前故姓民様先宛生氏亡")
_TOLD_BEGINS = frozenset(" \u3000様さ氏殿君くち先(（、,の0123456789")


@cache
def _kana_beginnings() -> frozenset[str]:
    """The first two signs of all given names in kana."""
    return frozenset(kept("kana beginnings", _two_of_kana))


def _two_of_kana() -> tuple[str, ...]:
    return tuple(sorted({name[:2] for name in names().given if not _is_letter(name[0])}))


# signs behind a surname that tell whether any given name begins there
_NEAR = 5


@lru_cache(maxsize=50_000)
def _vain(window: str, lead: bool, length: int, learnt: bool) -> bool:
    """`_hopeless`, or no room for a given name, for the sign before a surname, itself and the next ones after it."""
    end = lead + length
    return window[end : end + 1] in _NO_GIVEN or _hopeless(window, int(lead), end, learnt)


def _hopeless(plain: str, start: int, end: int, learnt: bool) -> bool:
    """Whether a surname's place is none of a name, told by its nearest signs: most places, and before anything costly.

    Says no more than `_at` would: ideographs right before that introduce no one; a word; one sign that no given name follows.
    """
    if start and _is_letter(plain[start - 1]) and plain[start - 1] not in _KIN_ENDS:
        return True
    if end - start < _LONG and _leads(plain[start : start + 2]):
        return True
    if end - start > 1:
        return False
    spaced = plain[end : end + 1] in (" ", "\u3000")
    following = plain[end + spaced : end + 2 + spaced]
    if not following:
        return True
    if _is_letter(following[0]):
        alone = not spaced and not _is_letter(following[1:2] or " ")
        vain = alone and (following[1:2] or "\n") not in _TOLD_BEGINS
        return vain or not (learnt or names().surnames[plain[start]] == 2 or _given_begins(plain, end + spaced))
    return following not in _kana_beginnings()


def _given_begins(plain: str, at: int) -> bool:
    """Whether the ideographs at `at` begin with a listed given name."""
    run = RUN.match(plain, at)
    return run is None or any(
        run.group()[:length] in names().given for length in range(1, min(4, len(run.group())) + 1)
    )


# 王 明, 方 正浩: one sign and a blank may be a surname if ideographs follow that are no word
_CONTINENTAL_GIVEN = re.compile(f"[ \u3000][{LETTER}]{{1,2}}(?![{LETTER}])")
# how far around a surname its judgement looks: introductions before it, a reading or kinship in brackets after it
_BACK, _AHEAD = 10, 36
_NOTHING_LEARNT = Memory()


@lru_cache(maxsize=50_000)
def _in_window(window: str, start: int, end: int) -> Hit | None:
    """`_at` for a short stretch: logs and manuals say the same again and again."""
    return _at(window, plain_ideographs(window), start, end, _NOTHING_LEARNT)


# names set wide, 木 原 大 輔: two of their signs are no name by themselves
_SET_WIDE = re.compile(f"(?<![{LETTER}])[{LETTER}](?:[ \u3000][{LETTER}]){{3,}}(?![{LETTER}])")
_WIDE = 10


def _set_wide(text: str, start: int) -> bool:
    """Whether a sign stands among others kept apart by blanks, a label before them aside."""
    for match in _SET_WIDE.finditer(text, max(0, start - _WIDE), start + _WIDE):
        if match.start() <= start < match.end():
            return match.group()[:3] not in ("氏 名", "氏\u3000名", "名 前")
    return False


def _at(text: str, plain: str, start: int, end: int, memory: Memory) -> Hit | None:
    """The name at a surname's place; shorter readings of the surname are tried when the longest gives none."""
    before = text[start - 1] if start else "\n"
    joined = _is_letter(before)
    alone = end - start == 1 and plain[start] in word_set("no_person") and text[end : end + 1] in (" ", "\u3000")
    if plain[start] == "亡" or of_week(text, start) or (alone and not _CONTINENTAL_GIVEN.match(text, end)):
        return None
    if joined and (not _KIN.search(text, max(0, start - 4), start) or is_ordinary(plain[start - 1 : end])):
        return None
    if end - start == 1 and text[end : end + 1] in (" ", "\u3000") and _set_wide(text, start):
        return None
    if "\u30a1" <= before <= "\u30fc" and "\u30a1" <= text[start] <= "\u30fc":
        return None
    introduced = _PERSON_BEFORE.search(text, max(0, start - 8), start) is not None
    if not _is_letter(text[start]) and not introduced and text[end : end + 1] not in (" ", "\u3000"):
        return None
    if end - start < _LONG and _leads(plain[start : start + 2]):
        return None
    for stop in range(end, start, -1):
        if stop == end or plain[start:stop] in names().surnames:
            found = given_behind(Spot(text, plain, start, stop, joined, introduced), memory)
            if found is not None:
                return found
    return None


def _is_letter(ch: str) -> bool:
    return "\u4e00" <= ch <= "\u9fff" or ch in "々ヶ" or ch >= "\U00020000"
