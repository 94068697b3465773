"""Names of persons in running text: dictionary surname + given name, honorifics, labels, readings, memory of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from checks.residue.fold import joined as without_blanks
from checks.residue.fold import plain_ideographs
from checks.residue.matchers.frame_words import behind, introduction, lists, one_of, wordy
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.lexicon import is_ordinary, names, surname_like, word_set, words
from checks.residue.matchers.lines import matches_in
from checks.residue.matchers.model import FAIR, SURE, TOLD, WEAK, Hit
from checks.residue.matchers.name_cells import LETTER, katakana
from checks.residue.matchers.wordlist import LongList, WordList
from checks.residue.prepared import kept

_RUN = re.compile(f"[{LETTER}]+")
_HIRAGANA = re.compile("[\u3041-\u3096]+")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]+")
_HONORIFIC = re.compile(r"[ \u3000]?(?:様|さま|さん|氏(?![名子])|殿|君|くん|ちゃん|先生)")
_READING = Gated(
    r"[(（][ ]?([\u3041-\u3096\u30a1-\u30fa\u30fc]{2,10}[ \u3000・]?[\u3041-\u3096\u30a1-\u30fa\u30fc]{1,10})[ ]?[)）]"
)
_SPACED = re.compile(
    f"([{LETTER}]{{1,4}})[ \u3000]{{1,2}}([{LETTER}\u3041-\u3096\u30a1-\u30fa\u30fc]{{1,5}}?)[ \u3000]?(?:様|さま|さん|氏(?!名)|殿|くん|ちゃん)"
)
_FOREIGN = re.compile(
    r"((?:[\u30a1-\u30fa\u30fc]{2,12}[・= \u3000]){1,3}[\u30a1-\u30fa\u30fc]{2,12})[ ]?(?:様|さま|さん|氏(?!名)|くん|ちゃん)"
)
_LATIN = re.compile(r"((?:[A-Z][A-Za-z'-]{1,15}[ ,]{1,2}){1,3}[A-Z][A-Za-z'-]{1,15})[ ]?(?:様|さん|氏(?!名))")
# fast passes before the three patterns above: an honorific after what they end with
_TITLED = Gated(
    f"[ \u3000](?<=[{LETTER}].)[ \u3000]?[{LETTER}\u3041-\u3096\u30a1-\u30fa\u30fc]{{1,5}}?[ \u3000]?(?:様|さま|さん|氏(?!名)|殿|くん|ちゃん)"
)
_KATAKANA_TITLED = Gated("[\u30a1-\u30fa\u30fc][ ]?(?:様|さ|氏|くん|ちゃん)")
_LATIN_TITLED = Gated("[様さ氏](?:(?<=[A-Za-z'-].)|(?<=[A-Za-z'-] .))(?:(?<=様)|(?<=さ)ん|(?<=氏)(?!名))")
# 田所かおり様, 稲垣チヨ子さん: a given name in kana, or kana and one ideograph
_HONORIFIC_SIGN = Gated(
    "[様さ氏殿く君ち](?<=[\u3041-\u3096\u30a1-\u30fa\u30fc子美江代枝恵 ].)(?:(?<=[様殿君])|(?<=さ)[まん]|(?<=氏)(?!名)|(?<=く)ん|(?<=ち)ゃん)"
)
_KANA_GIVEN = re.compile(
    f"(?<![{LETTER}])([{LETTER}]{{1,7}})((?:[\u3041-\u3096]{{2,4}}|[\u30a1-\u30fa\u30fc]{{2,4}}))([子美江代枝恵]?)[ ]?\\Z"
)
_PARTICLES = frozenset("はがをにのとへもやでか、。,. \u3000\n\t)）」』】]:：;/|(（「『【[-+*=>\"'・!?！？#~→")
_KIN = re.compile(
    r"(?:(?<![\u4e00-\u9fff])[子父母夫妻孫兄姉弟妹娘嫁]|利用者|患者|氏名|対象者|申請者|世帯主|本人|長男|長女|次男|次女|二男|二女|三男|三女|母|父|夫|妻|祖母|祖父|子|孫|兄|姉|弟|妹|娘|息子|児童|園児|生徒|相談者|保護者|受給者|会員|名前|主|配偶者|と|は|の|が|に|を|、|へ|も|や|で|故|亡|姓|同居人|知人|友人|住民|お客様|隣人|後見人|民生委員|ヘルパー|キーパーソン|連絡先|宛|者|員|生|氏|様|さん)\Z"
)
_PERSON_BEFORE = re.compile(
    r"(?:(?<![\u4e00-\u9fff])[子父母夫妻孫兄姉弟妹娘嫁]|利用者|患者|対象者|申請者|世帯主|本人|長男|長女|次男|次女|二男|二女|三男|三女|四男|祖母|祖父|息子|児童|園児|生徒|相談者|保護者|受給者|申込者|会員|配偶者|同居人|後見人|氏名|名前|契約者|被保険者|キーパーソン|入居者|参加者|受講者|請求者|届出人|故人|新規|の方|叔母|叔父|甥|姪|住民|隣人|義母|義父)"
    r"(?:の|は|が|、|:|「|・|である)?[ \u3000]?\Z"
)
_KIN_AFTER = re.compile(
    r"[(（](?:長女|長男|次女|次男|二女|二男|三女|三男|妻|夫|母|父|子|孫|本人|姉|妹|兄|弟|姪|甥|嫁|婿|仮名|男|女|男性|女性|[0-9]{1,3}[歳才]?|[0-9]{1,3}[歳才].{0,6}|別居|同居|世帯主|配偶者|義母|義父|娘|息子|祖母|祖父|昭和.{0,12}|平成.{0,12}|大正.{0,12}|令和.{0,12}|[12][0-9]{3}年.{0,12})[)）]"
)
_AGE_AFTER = re.compile("[ \u3000、,]{0,2}(?:[(（][ ]?)?[0-9]{1,3}[ ]?[歳才]")
_NUMBER_AFTER = re.compile("[ \u3000]?[(（][ ]?(?:電話|TEL|tel|携帯)?[: ]?0[0-9]{1,4}[-(]")
_OF_AFTER = re.compile("の(?:母|父|保護者|祖母|祖父|妻|夫|長男|長女|次男|次女|娘|息子|孫|姉|妹|兄|弟|家族|世帯)")
# said of persons in the news and of teachers as much as of residents
_PUBLIC_TITLE = re.compile(
    "[ \u3000]?(?:氏|先生|(?:さん|さま|様)(?:による|の)(?:講演|講話|基調|演奏|独唱|公演|落語|朗読|トーク|コンサート|ライブ))"
)
_SUBJECT = frozenset("はがも")
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


# right behind a surname: where or with whom, never what somebody is called
_ENDS_NO_GIVEN = frozenset("様氏殿宅邸")
_NO_GIVENS = frozenset("宅邸方家様氏殿君他外両済分")


@cache
def _introductions() -> frozenset[str]:
    """Relatives and parties, whose words some surnames share: 長女直美, 大家寒川."""
    return frozenset(word for word in one_of("kin") | one_of("party") if len(word) == 2)


class Memory:
    """Names seen for sure in this file: later weak mentions of the same count, too."""

    def __init__(self) -> None:
        self.sure: set[str] = set()

    def learn(self, value: str) -> None:
        """Remember a full name, blanks and variants aside."""
        bare = plain_ideographs(without_blanks(value))
        if 3 <= len(bare) <= 8:
            self.sure.add(bare)


def people(text: str, memory: Memory) -> Iterator[Hit]:
    """Names in `text`, left to right, without overlaps."""
    last = 0
    for hit in sorted((*_listed(text, memory), *_addressed(text)), key=lambda found: (found.start, -found.end)):
        if hit.start >= last:
            last = hit.end
            yield hit


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
    if plain[start : start + 2] in word_set("no_surname") or plain[start : start + 2] in _introductions():
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
    run = _RUN.match(plain, at)
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


class _Spot(NamedTuple):
    """A surname in a text, and what stands before it."""

    text: str
    plain: str
    start: int
    end: int
    joined: bool
    introduced: bool

    @property
    def surname(self) -> str:
        """The surname, variants folded."""
        return self.plain[self.start : self.end]

    def hit(self, stop: int, strength: int) -> Hit:
        """The name up to `stop`; a surname in kana makes it a reading."""
        kind = "name" if _RUN.search(self.surname) else "kana"
        return Hit(kind, self.text[self.start : stop], self.start, stop, strength)


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
    if plain[start] == "亡" or (alone and not _CONTINENTAL_GIVEN.match(text, end)):
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
    if plain[start : start + 2] in word_set("no_surname") or plain[start : start + 2] in _introductions():
        return None
    for stop in range(end, start, -1):
        if stop == end or plain[start:stop] in names().surnames:
            found = _given(_Spot(text, plain, start, stop, joined, introduced), memory)
            if found is not None:
                return found
    return None


def _given(spot: _Spot, memory: Memory) -> Hit | None:
    at = spot.end + (1 if spot.text[spot.end : spot.end + 1] in (" ", "\u3000") else 0)
    run = _RUN.match(spot.plain, at)
    if run is not None:
        return _ideographic(spot, run, memory)
    for pattern in (_HIRAGANA, _KATAKANA):
        kana = pattern.match(spot.plain, at)
        if kana is not None:
            return _kana_given(spot, kana.group(), at)
    return None


def _ideographic(spot: _Spot, run: re.Match[str], memory: Memory) -> Hit | None:
    """A given name in ideographs, the longest that fits."""
    rest = run.group()
    for length in range(min(4, len(rest)), 0, -1):
        given, tail, stop = rest[:length], rest[length:], run.start() + length
        honorific = _HONORIFIC.match(spot.text, stop) is not None
        if spot.surname + given in memory.sure:
            private = _told(spot.text, stop, honorific) and not _PUBLIC_TITLE.match(spot.text, stop)
            return spot.hit(stop, TOLD if private else SURE)
        if given == "達" and is_ordinary(spot.surname):
            continue  # 仲間達
        if given.startswith(words()["roles"]) or given in _NO_GIVENS or (tail and not honorific and not _follows(tail)):
            continue
        if _never_given(given) or (honorific and run.start() > spot.end and _surname_only(given)):
            continue
        if length == 1 and not tail and _OKURIGANA.match(spot.text, stop):
            continue
        if given[-1] in _ENDS_NO_GIVEN:  # 宇田川様 is no 宇田 川様
            continue
        told = _told(spot.text, stop, honorific)
        strength = _strength(spot, given, told, run.start() > spot.end, tail, stop)
        if strength and (told or not _ordinary(spot.plain, spot.start, stop)):
            return spot.hit(stop, strength)
    return None


# the rest of a verb behind its sign, 人見知り; no particle
_OKURIGANA = re.compile("[りしきちいれけせみえるうくぐ](?![ゃん])")


@lru_cache(maxsize=20_000)
def _never_given(given: str) -> bool:
    """Whether ideographs behind a surname are a word, a relative, a label or an era, and no listed given name."""
    if any(given in words for words in (word_set("no_surname"), word_set("no_person"), one_of("kin"), behind())):
        return len(given) > 1
    if names().given.get(given, 0) == 2:
        return False
    return given not in names().given and len(given) > 1 and wordy(given)


def _surname_only(given: str) -> bool:
    """Whether what stands between a blank and an honorific is a surname of its own: 石橋 井手さんが."""
    return names().surnames.get(given, 0) == 2 and given not in names().given


def _told(text: str, stop: int, honorific: bool) -> bool:
    """Whether an honorific, a reading or a kinship in brackets follows: the writer says that this is a person."""
    return honorific or any(
        pattern.match(text, stop) is not None
        for pattern in (_READING, _KIN_AFTER, _AGE_AFTER, _OF_AFTER, _NUMBER_AFTER)
    )


def _unlisted(surname: str, given: str) -> bool:
    """Whether a given name no dictionary knows may follow a well-known surname: ideographs enough, no role."""
    long_enough = 1 <= len(given) <= 3 and len(surname + given) >= 3
    return names().surnames[surname] == 2 and long_enough and not given.startswith(words()["roles"])


def _strength(spot: _Spot, given: str, told: bool, spaced: bool, tail: str, stop: int) -> int:
    """How sure a surname + given name is, from what both dictionaries know and what stands around; 0 for no name."""
    surname, known = spot.surname, names().given.get(given, 0)
    introduced = spot.introduced and not tail
    if not known:
        if (told or (introduced and (len(surname) > 1 or names().given_like(given)))) and _unlisted(surname, given):
            return FAIR
        likely = names().surnames[surname] == 2 and len(surname) >= 2 and len(given) == 2 and names().given_like(given)
        return WEAK if likely else 0
    if told:
        return FAIR if _PUBLIC_TITLE.match(spot.text, stop) else TOLD
    if introduced and len(surname) + len(given) >= 3:
        return FAIR
    return _by_dictionary(spot, given, spaced, stop)


def _by_dictionary(spot: _Spot, given: str, spaced: bool, stop: int) -> int:
    """Strength of a name nothing speaks for but the dictionaries."""
    surname = spot.surname
    weight = names().surnames[surname] + names().given[given]
    if len(surname) + len(given) < 3:
        return WEAK if spaced and weight == 4 else 0
    if spaced:
        return FAIR if weight >= 3 else WEAK
    if len(surname) == 1:
        return FAIR if weight == 4 and len(given) == 2 and not spot.joined else 0
    if len(given) == 1:
        return FAIR if weight == 4 and spot.text[stop : stop + 1] in _SUBJECT else WEAK
    return FAIR if weight >= 3 else WEAK


def _ordinary(plain: str, start: int, stop: int) -> bool:
    """Whether these ideographs are an ordinary word or the name of a place."""
    bare = without_blanks(plain[start:stop])
    if bare in names().words or bare in names().places:
        return True
    whole = _RUN.search(plain, start)
    return whole is not None and whole.group() in names().words


@cache
def _suffixes() -> tuple[str, ...]:
    return (
        *words()["roles"],
        *words()["honorifics"],
        "他",
        "外",
        "宅",
        "方",
        "名義",
        "本人",
        "家",
        "及",
        "並",
        "宛",
        "生",
        "儀",
        "男",
        "女",
        "歳",
    )


def _follows(tail: str) -> bool:
    """Whether ideographs right after a name may stand there: a role, an honorific, a short connection."""
    return tail.startswith(_suffixes()) and not tail.startswith(words()["not_after"])


def _kana_given(spot: _Spot, kana: str, at: int) -> Hit | None:
    """A given name in kana: it ends where an honorific, a particle or no kana follows."""
    lexicon = names()
    for length in range(min(5, len(kana)), 1, -1):
        given, stop = kana[:length], at + length
        if given not in lexicon.given or given in word_set("not_given"):
            continue
        follow = spot.text[stop : stop + 1]
        honorific = _HONORIFIC.match(spot.text, stop) is not None
        joined = given[0] >= "\u30a1" and not "\u30a1" <= follow <= "\u30fc" and follow not in _OF_KINDS
        ends = not follow or follow in _PARTICLES or joined
        if honorific or (spot.introduced and ends):
            return spot.hit(stop, TOLD if honorific and not _PUBLIC_TITLE.match(spot.text, stop) else SURE)
        listed = at > spot.end or (len(spot.surname) >= 2 and lexicon.surnames[spot.surname] == 2)
        if ends and listed and not spot.joined:
            return spot.hit(stop, FAIR if at > spot.end else WEAK)
    return None


# キク科, バラ属: kinds of things
_OF_KINDS = frozenset("科属目類系製型式社")
# kana that join words: unlisted given names do not begin with them
_JOINING = frozenset("のはがをにでともやへかお")
# お姉さん, ご主人: what is called politely, not by name
_POLITE = re.compile(f"[おご][{LETTER}]")


def _surname_behind(given: str) -> bool:
    """Whether what stands behind one sign and a blank is a surname itself, or begins with one that a given name follows."""
    surnames = names().surnames
    if given in names().given:
        return False
    return surnames.get(given, 0) == 2 or any(
        surnames.get(given[:i], 0) == 2 and given[i:] in names().given for i in (2, 3) if i < len(given)
    )


_NO_LAST = frozenset("ごおをは")


def _unlisted_kana(surname: str, kana: str) -> bool:
    """Whether kana nobody listed may be a given name behind a well-known surname and before an honorific: 田所りひとさん."""
    well_known = len(surname) > 1 and names().surnames.get(surname, 0) == 2
    return well_known and len(kana) > 2 and kana[0] not in _JOINING and kana[-1] not in _NO_LAST


_MARKS = ("様", "さん", "氏", "殿", "さま", "くん", "ちゃん")


def _addressed(text: str) -> Iterator[Hit]:
    """Names no dictionary knows, told by an honorific after two parts."""
    gates = (_TITLED, _HONORIFIC_SIGN, _KATAKANA_TITLED, _LATIN_TITLED)
    if not any(gate.possible(text) for gate in gates) or not any(mark in text for mark in _MARKS):
        return
    for match in matches_in(_TITLED, _SPACED, text):
        whole = match.group(1) + match.group(2)
        lead, _ = introduction(match.group(1))
        surname, given = plain_ideographs(match.group(1)[lead:]), plain_ideographs(match.group(2))
        listed = surname in names().surnames
        if len(surname) == 1 and (surname in word_set("no_person") or _surname_behind(given)):
            continue  # 3,000円 船木様, いただいた方 矢野様: a surname behind something else
        told = given in names().given and surname_like(surname) and not wordy(surname)
        if (
            (listed or told)
            and not (listed and _surname_only(given))
            and whole not in names().words
            and not _POLITE.match(given)
        ):
            start = match.start(1) + lead
            yield Hit("name", text[start : match.end(2)], start, match.end(2), FAIR)
    for sign in _HONORIFIC_SIGN.finditer(text):
        found = _KANA_GIVEN.search(text, max(0, sign.start() - 11), sign.start())
        if found is None or text.startswith("様子", sign.start()):
            continue
        lead, _ = introduction(found.group(1))
        surname, kana = plain_ideographs(found.group(1)[lead:]), found.group(2)
        known = kana in names().given or katakana(kana) in names().given_readings
        known = known or _unlisted_kana(surname, kana)
        wrong = kana in word_set("not_given") or kana.startswith(lists()["no_given"])
        if surname in names().surnames and (known or found.group(3)) and not wrong:
            start = found.start() + lead
            yield Hit("name", text[start : found.end(3)], start, found.end(3), FAIR)
    for gate, pattern in ((_KATAKANA_TITLED, _FOREIGN), (_LATIN_TITLED, _LATIN)):
        for match in matches_in(gate, pattern, text):
            yield Hit("name", match.group(1), match.start(1), match.end(1), FAIR)


def _is_letter(ch: str) -> bool:
    return "\u4e00" <= ch <= "\u9fff" or ch in "々ヶ" or ch >= "\U00020000"
