"""A given name behind a surname, and how sure the two are a person: by dictionaries and by what stands around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from checks.residue.fold import joined as without_blanks
from checks.residue.fold import plain_ideographs
from checks.residue.matchers.frame_words import behind, one_of, wordy
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.lexicon import is_ordinary, names, word_set, words
from checks.residue.matchers.model import FAIR, SURE, TOLD, WEAK, Hit
from checks.residue.matchers.name_cells import LETTER, is_name

RUN = re.compile(f"[{LETTER}]+")
"""Ideographs in a row."""
_HIRAGANA = re.compile("[\u3041-\u3096]+")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]+")
_HONORIFIC = re.compile(r"[ \u3000]?(?:様|さま|さん|氏(?![名子])|殿|君|くん|ちゃん|先生)")
_READING = Gated(
    r"[(（][ ]?([\u3041-\u3096\u30a1-\u30fa\u30fc]{2,10}[ \u3000・]?[\u3041-\u3096\u30a1-\u30fa\u30fc]{1,10})[ ]?[)）]"
)
_PARTICLES = frozenset("はがをにのとへもやでか、。,. \u3000\n\t)）」』】]:：;/|(（「『【[-+*=>\"'・!?！？#~→")
_KIN_AFTER = re.compile(
    r"[(（](?:長女|長男|次女|次男|二女|二男|三女|三男|妻|夫|母|父|子|孫|本人|姉|妹|兄|弟|姪|甥|嫁|婿|仮名|男|女|男性|女性|[0-9]{1,3}[歳才]?|[0-9]{1,3}[歳才].{0,6}|別居|同居|世帯主|配偶者|義母|義父|娘|息子|祖母|祖父|昭和.{0,12}|平成.{0,12}|大正.{0,12}|令和.{0,12}|[12][0-9]{3}年.{0,12})[)）]"
)
_AGE_AFTER = re.compile("[ \u3000、,]{0,2}(?:[(（][ ]?)?[0-9]{1,3}[ ]?(?:[歳才]|さい(?![\u3041-\u3096]))")
_NUMBER_AFTER = re.compile("[ \u3000]?[(（][ ]?(?:電話|TEL|tel|携帯)?[: ]?0[0-9]{1,4}[-(]")
_OF_AFTER = re.compile("の(?:母|父|保護者|祖母|祖父|妻|夫|長男|長女|次男|次女|娘|息子|孫|姉|妹|兄|弟|家族|世帯)")
# said of persons in the news and of teachers as much as of residents
_PUBLIC_TITLE = re.compile(
    "[ \u3000]?(?:氏|先生|(?:さん|さま|様)(?:による|の)(?:講演|講話|基調|演奏|独唱|公演|落語|朗読|トーク|コンサート|ライブ))"
)
_SUBJECT = frozenset("はがも")
# right behind a surname: where or with whom, never what somebody is called
_ENDS_NO_GIVEN, _SCHOOLS = frozenset("様氏殿宅邸両"), frozenset("小中高")
_NO_GIVENS = frozenset("宅邸方家様氏殿君他外両済分")


class Memory:
    """Names seen for sure in this file: later weak mentions of the same count, too."""

    def __init__(self) -> None:
        self.sure: set[str] = set()

    def learn(self, value: str) -> None:
        """Remember a full name, blanks and variants aside."""
        bare = plain_ideographs(without_blanks(value))
        if 3 <= len(bare) <= 8:
            self.sure.add(bare)


class Spot(NamedTuple):
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
        kind = "name" if RUN.search(self.surname) else "kana"
        return Hit(kind, self.text[self.start : stop], self.start, stop, strength)


def given_behind(spot: Spot, memory: Memory) -> Hit | None:
    """The full name at a surname's place, in ideographs or kana; None where no given name follows."""
    at = spot.end + (1 if spot.text[spot.end : spot.end + 1] in (" ", "\u3000") else 0)
    run = RUN.match(spot.plain, at)
    if run is not None:
        return _ideographic(spot, run, memory)
    for pattern in (_HIRAGANA, _KATAKANA):
        kana = pattern.match(spot.plain, at)
        if kana is not None:
            return _kana_given(spot, kana.group(), at)
    return None


def _ideographic(spot: Spot, run: re.Match[str], memory: Memory) -> Hit | None:
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
        apart = run.start() > spot.end or len(spot.surname) == 1  # 今大貫さん
        if _never_given(given) or (apart and _no_given_apart(spot, given, stop, honorific=honorific, tail=tail)):
            continue
        if length == 1 and not tail and (_OKURIGANA.match(spot.text, stop) or _OLD_GIVEN.match(spot.text, stop - 1)):
            continue
        if given[-1] in _ENDS_NO_GIVEN or _school_year(spot.text, stop):  # 宇田川様 is no 宇田 川様
            continue
        told = _told(spot.text, stop, honorific)
        strength = _strength(spot, given, told, run.start() > spot.end, tail, stop)
        if strength and (told or not _ordinary(spot.plain, spot.start, stop)):
            return spot.hit(stop, strength)
    return None


def _no_given_apart(spot: Spot, given: str, stop: int, *, honorific: bool, tail: str) -> bool:
    """Whether what stands apart behind a surname is another surname."""
    return (honorific and surname_only(given)) or (not tail and _in_row(spot, given, stop))


def _school_year(text: str, stop: int) -> bool:
    """Whether what ends here is the school somebody goes to, before the year: 千晴高1."""
    return text[stop - 1] in _SCHOOLS and text[stop : stop + 1].isdigit()


def _in_row(spot: Spot, given: str, stop: int) -> bool:
    """Whether a surname and what stands behind its blank are two of several surnames in a row: 田中 小川 西村."""
    surnames, text = names().surnames, spot.text
    if surnames.get(given, 0) != _KNOWN or names().given.get(given, 0) == _KNOWN:
        return False
    behind_it = RUN.match(spot.plain, stop + 1) if text[stop : stop + 1] in _BLANKS else None
    before = _WORD_BEFORE.search(spot.plain, max(0, spot.start - 5), spot.start)
    return any(word is not None and surnames.get(word.group().strip(), 0) == _KNOWN for word in (behind_it, before))


_KNOWN = 2
_BLANKS = (" ", "\u3000")
_WORD_BEFORE = re.compile(f"[{LETTER}]{{1,4}}[ \u3000]\\Z")
OLD_GIVEN = "[志美千喜佐紀登久津富智幾][げゑえよづのぶわ]"
"""Given names of one ideograph and a sign of kana that old women bear: 志げ, 美よ."""
_OLD_GIVEN = re.compile(OLD_GIVEN)
# the rest of a verb behind its sign, 人見知り; no particle
_OKURIGANA = re.compile("[げゑづりしきちいれけせみえるうくぐ](?![ゃん])")


@lru_cache(maxsize=20_000)
def _never_given(given: str) -> bool:
    """Whether ideographs behind a surname are a word, a relative, a label or an era, and no listed given name."""
    if any(
        given in words
        for words in (word_set("no_surname"), word_set("no_person"), word_set("not_given"), one_of("kin"), behind())
    ):
        return len(given) > 1
    if names().given.get(given, 0) == 2:
        return False
    return given not in names().given and len(given) > 1 and wordy(given)


def surname_only(given: str) -> bool:
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
    whole = len(given) > _KNOWN and is_name(given)  # 仲間 栗原恵さん
    return names().surnames[surname] == 2 and long_enough and not whole and not given.startswith(words()["roles"])


def _strength(spot: Spot, given: str, told: bool, spaced: bool, tail: str, stop: int) -> int:
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


def _by_dictionary(spot: Spot, given: str, spaced: bool, stop: int) -> int:
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
    whole = RUN.search(plain, start)
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


def _kana_given(spot: Spot, kana: str, at: int) -> Hit | None:
    """A given name in kana: it ends where an honorific, a particle or no kana follows."""
    lexicon = names()
    for given in _begun_in_kana(spot.text, kana, at):
        stop = at + len(given)
        if given not in lexicon.given or given in word_set("not_given"):
            continue
        if spot.surname + given in word_set("no_person"):
            continue  # 住まい
        follow = spot.text[stop : stop + 1]
        honorific = _HONORIFIC.match(spot.text, stop) is not None
        joined = given[0] >= "\u30a1" and not "\u30a1" <= follow <= "\u30fc" and follow not in _OF_KINDS
        in_reading = "\u3041" <= follow <= "\u3096" and not RUN.search(spot.surname)  # きょうごく ももか
        titled = spot.text.startswith(_suffixes(), stop)
        ends = not follow or (follow in _PARTICLES and not in_reading) or joined or titled
        if honorific or (spot.introduced and ends):
            return spot.hit(stop, TOLD if honorific and not _PUBLIC_TITLE.match(spot.text, stop) else SURE)
        listed = at > spot.end or (len(spot.surname) >= 2 and lexicon.surnames[spot.surname] == 2)
        if ends and listed and not spot.joined:
            return spot.hit(stop, FAIR if at > spot.end else WEAK)
    return None


def _begun_in_kana(text: str, kana: str, at: int) -> Iterator[str]:
    """What may be a given name at `at`, longest first: all the kana with the sign behind it, トキ子, and less and less of them."""
    if len(kana) <= 3:
        yield text[at : at + len(kana) + 1]
    for length in range(min(5, len(kana)), 1, -1):
        yield kana[:length]


# キク科, バラ属: kinds of things
_OF_KINDS = frozenset("科属目類系製型式社")
