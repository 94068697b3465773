"""What stands before and behind names in running text: labels, relatives, homes, acts, brackets (data/frames.toml)."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from checks.residue import data
from checks.residue.fold import plain_ideographs
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import is_ordinary, names, word_set, words
from checks.residue.matchers.name_cells import LETTER
from checks.residue.prepared import kept

KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc"
BLANK = " \u3000"
RUN = re.compile(f"[{LETTER}]+(?:[ノツ][{LETTER}]+)?")
"""Ideographs in a row; 一ノ瀬 and 三ツ矢 are one."""
_BORDER = frozenset(" \u3000\n\t、。,.・/|:;()（）「」『』【】[]<>〈〉《》→〜~＝=-*○×△▲◎✓☑●■□◆◇※!?！？\"'…＋+")
_LEFT_PARTICLES = frozenset("のはがとをにもへでやか")
_RIGHT_PARTICLES = (
    "ほか",
    "ら",
    "は",
    "が",
    "も",
    "を",
    "に",
    "の",
    "と",
    "へ",
    "で",
    "や",
    "より",
    "から",
    "まで",
    "だ",
    "さ",
)


class Tells(Enum):
    """How much a frame says: somebody in an office or an author; a name may stand here; a person is meant; a relative."""

    OFFICE = 0
    LITTLE = 1
    PERSON = 2
    PRIVATE = 3


class Framed(NamedTuple):
    """A name as written (folded), and how much its frame says."""

    value: str
    tells: Tells


class Label(Enum):
    """Who is spoken of: nobody said, a relative, a party, or somebody in an office; COLON stands for a form's field."""

    NONE = "none"
    KIN = "kin"
    PARTY = "party"
    PUBLIC = "public"
    COLON = "colon"
    PUBLIC_COLON = "public:"

    @property
    def tells(self) -> Tells:
        """What a label says about a name behind it."""
        if self is Label.KIN:
            return Tells.PRIVATE
        if self in (Label.PUBLIC, Label.PUBLIC_COLON):
            return Tells.OFFICE
        return Tells.LITTLE if self is Label.NONE else Tells.PERSON

    @property
    def party(self) -> bool:
        """Whether somebody with a part in the matter is announced."""
        return self not in (Label.NONE, Label.KIN)

    @property
    def field(self) -> bool:
        """Whether the label heads a field: what follows is the value, known or not."""
        return self in (Label.COLON, Label.PUBLIC_COLON)


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """The lists of data/frames.toml, each longest first."""
    return kept("frames", _lists)


def _lists() -> dict[str, tuple[str, ...]]:
    loaded = data.lists("frames.toml")
    return {key: tuple(sorted(value, key=len, reverse=True)) for key, value in loaded.items()}


@cache
def one_of(key: str) -> frozenset[str]:
    """One list as a set."""
    return frozenset(lists()[key])


_MATTERS = ("public_matters", "sums", "dealings", "everyday", "papers", "teaching")
"""Lists whose words are looked for anywhere in a text, all of them at once."""


@cache
def _matters() -> tuple[AhoCorasick, tuple[str, ...]]:
    told = tuple(sorted({word for key in _MATTERS for word in lists()[key]}))
    return AhoCorasick(told), told


@lru_cache(maxsize=2)
def _standing(text: str) -> frozenset[str]:
    finder, told = _matters()
    return frozenset({told[number] for number, _, _ in finder.find_matches_as_indexes(text, overlapping=True)})


def standing(key: str, text: str) -> frozenset[str]:
    """The words of one list of matters that stand in `text`."""
    return one_of(key) & _standing(text)


@cache
def offices() -> frozenset[str]:
    """Labels and titles of those who speak for an office."""
    return frozenset({*words()["roles"], *words()["staff_before"], *lists()["public"]})


@cache
def behind() -> frozenset[str]:
    """What may follow a surname in the same run of ideographs."""
    return frozenset({*lists()["after"], *words()["roles"], *words()["titles"]})


@cache
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(word) for word in behind()}, reverse=True))


def ending(run: str) -> tuple[str, ...]:
    """Nothing, and each word of `behind` that a run ends with, longest first."""
    known = behind()
    return ("", *(run[-length:] for length in _lengths() if length <= len(run) and run[-length:] in known))


_LEADING = frozenset("月火水木金土日亡故今")


def _named_day(run: str) -> bool:
    """A weekday, that somebody is dead, or that it is now, and a surname, 月大貫, 亡鷲見, 今槇, no surname itself as 月岡 is."""
    surnames = names().surnames
    return surnames.get(plain_ideographs(run[1:]), 0) == 2 and plain_ideographs(run) not in surnames


@lru_cache(maxsize=20_000)
def introduction(run: str) -> tuple[int, Label]:
    """Length and kind of the longest label a run of ideographs begins with; a moment is passed over without one."""
    if len(run) > 2 and plain_ideographs(run) in names().surnames:
        return 0, Label.NONE  # 祖父江, 大家田
    anybody, kind = _anybody(run)
    if anybody:
        return anybody, kind
    for length in range(min(8, len(run) - 1), 0, -1):
        label = run[:length]
        if label in one_of("when") or (length == 1 and label in _LEADING and _named_day(run)):
            more, kind = introduction(run[length:])
            return length + more, kind
        if label in one_of("kin"):
            return length, Label.KIN
        if length > 1 and label in one_of("party") and not _goes_on(run[length:]):
            return length, Label.PUBLIC if label in offices() else Label.PARTY
        if length > _WORD + 1 and label[_WORD:] in one_of("party") and is_ordinary(label[:_WORD]):
            return length, Label.PARTY  # 医療通訳, 夜間当番
    return 0, Label.NONE


_GOES_ON = frozenset("会葬者")
"""What makes another word of a party: 理事会, 家族葬, 応援者; some surnames begin so, too."""
_WORD = 2
"""Ideographs of most words that go before a party."""


def _goes_on(rest: str) -> bool:
    return rest[0] in _GOES_ON and plain_ideographs(rest[:2]) not in names().surnames


def _anybody(run: str) -> tuple[int, Label]:
    """Somebody nobody listed: 被保護者白鳥, 調査員波多, 環境課辰巳."""
    for length in range(min(7, len(run) - 1), 2, -1):
        head, rest = run[:length], plain_ideographs(run[length:])
        named = any(names().surnames.get(rest[:i], 0) == 2 for i in (3, 2)) and not is_ordinary(rest)
        if not named or head.endswith(words()["no_subject"]):
            continue
        if head[-1] in "者人員士" and (is_ordinary(head) or is_ordinary(head[:-1])):
            return length, Label.PUBLIC if head in offices() else Label.PARTY
        if head[-1] in "課係局" and is_ordinary(head[:-1]):
            return length, Label.PUBLIC
    return 0, Label.NONE


LABEL = 8
"""The most signs of a label, which may end the line above."""
_BEFORE = re.compile(
    f"([{LETTER}\u30a1-\u30fa\u30fc]{{1,{LABEL}}})([のはがに]|[ \u3000]?[:・「(（、>=)）」】\\]][ \u3000]?|[ \u3000\n])\\Z"
)
_ANYBODY = re.compile("[^ \u3000]+[者人]")
_OF_PARTIES = frozenset("のは:・(（)）】]>=\n")


def label_before(text: str, start: int) -> Label:
    """The label before `start`, a sign or particle between: 長女の, 妻、, 担当の, 利用者:."""
    return _label_at_end(text[max(0, start - 11) : start])


@lru_cache(maxsize=20_000)
def _label_at_end(before: str) -> Label:
    match = _BEFORE.search(before)
    if match is None:
        return Label.NONE
    run, sign = match.group(1), match.group(2).strip(BLANK) or "\n"
    for length in range(min(8, len(run)), 0, -1):
        tail = run[-length:]
        if tail in one_of("kin") and (length > 1 or len(run) == 1):
            return Label.KIN if sign not in ("が", "に") else Label.NONE
        if sign in ":\n" and length > 2 and _ANYBODY.fullmatch(tail) and not tail.endswith(words()["no_subject"]):
            return Label.COLON if sign == ":" else Label.PARTY
        if tail in one_of("party") and (length > 1 or (len(run) == 1 and sign == ":")):
            return _of_party(tail, sign) if sign in _OF_PARTIES else Label.NONE
    return Label.NONE


def _of_party(label: str, sign: str) -> Label:
    public, field = label in offices(), sign in ":】]"
    if field:
        return Label.PUBLIC_COLON if public else Label.COLON
    return Label.PUBLIC if public else Label.PARTY


_KATAKANA_BEFORE = re.compile("(?:[\u30a1-\u30fa\u30fc]{2,10}|(?<![A-Za-z])[A-Z]{2,3}|Dr|Ns)\\Z")


def katakana_label(text: str, start: int) -> Label:
    """ケアマネ栂野, CW鮫島: a label in katakana or Latin letters right before."""
    found = _KATAKANA_BEFORE.search(text, max(0, start - 10), start)
    known = found is not None and (found.group() in one_of("party") or found.group() in one_of("after_latin"))
    if found is None or not known:
        return Label.NONE
    return Label.PARTY if found.group() in lists()["at_play"] else Label.PUBLIC


@lru_cache(maxsize=20_000)
def may_end(tail: str) -> bool:
    """Whether the rest of a run may stand behind a surname: nothing, a title, a home, an act."""
    if not tail or tail in behind():
        return True
    if (len(tail) <= 4 and tail.startswith(lists()["homes"])) or tail.startswith(lists()["acts"]):
        return True
    return any(tail.endswith(role) and is_ordinary(tail[: -len(role)]) for role in words()["roles"])


def clean_left(text: str, start: int) -> bool:
    """Whether a name may begin at `start`."""
    before = text[start - 1] if start else "\n"
    return before in _BORDER or before in _LEFT_PARTICLES


def clean_right(text: str, stop: int, *, place: bool = False) -> bool:
    """Whether a name may end at `stop`; a place that is a surname, too, needs more."""
    after = text[stop : stop + 1]
    if place:
        return after in ("は", "が", "も", "」", ":") or text.startswith(("より", "から"), stop)
    return not after or after in _BORDER or text.startswith(_RIGHT_PARTICLES, stop)


@cache
def _act_pattern() -> re.Pattern[str]:
    acts, latin = "|".join(map(re.escape, lists()["acts"])), "|".join(lists()["after_latin"])
    particles = "より|から|に|へ|と|を|が|は|も|まで"
    return re.compile(f"(?:{latin})(?![A-Za-z])|(?:{particles})[、]?[^\n。、は]{{0,5}}?(?:{acts})")


def acts(text: str, stop: int) -> bool:
    """Whether something is done by, to or with whoever is called before `stop`."""
    return _act_pattern().match(text, stop) is not None


@cache
def _bracket_pattern() -> re.Pattern[str]:
    inner = "|".join(map(re.escape, lists()["bracketed"]))
    age = "[0-9]{1,2}[-の][0-9]{1,2}|[^()（）\n]{0,6}[0-9]{1,3}[歳才か年]|(?:小|中|高)[1-6一-六]|[昭平令大][和成正]"
    school = "[小中高][1-6一-六](?![\u4e00-\u9fff])|[0-9]{1,3}(?:[歳才]|さい)"
    return re.compile(f"・(?:{school})|[(（](?:{inner}|{age}|[^()（）\n]{{1,6}}[国籍]籍?)[^()（）\n]{{0,12}}[)）]")


def bracketed(text: str, stop: int) -> bool:
    """Whether brackets at `stop` say who or how old somebody is."""
    return _bracket_pattern().match(text, stop) is not None


@cache
def _long_behind() -> tuple[str, ...]:
    return ("宅", "邸", "様", "氏", "殿", *(title for title in behind() if len(title) > 1))


@lru_cache(maxsize=20_000)
def wordy(run: str) -> bool:
    """Whether a run of ideographs is a word, a place, a heading, or made of words."""
    plain = plain_ideographs(run)
    if is_ordinary(plain) or plain in names().words or plain in names().places or kind_of(run):
        return True
    if run in one_of("party") or run in one_of("kin") or run.endswith(_long_behind()):
        return True
    if run in word_set("no_surname") or run in word_set("no_person"):
        return True
    return any(
        is_ordinary(plain[:i]) and (len(plain) - i == 1 or is_ordinary(plain[i:])) for i in (2, 3) if i < len(run)
    )
