"""Names told by their looks and places alone, for texts that are known to speak of persons: 10:40 古賀 書類受取, 伊波夢叶、.

Where somebody's record, minutes or mail has been found, the rest of its names need no strong frame: a surname that
stands by itself counts, behind a word (上長織部), a number (102赤羽根) or a bullet as well. Elsewhere these are words and places.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import loose_given, loose_lists, loose_pairs
from checks.residue.matchers.frame_words import (
    BLANK,
    RUN,
    Label,
    acts,
    behind,
    clean_left,
    clean_right,
    introduction,
    lists,
    may_end,
    one_of,
    wordy,
)
from checks.residue.matchers.given import fits_apart, looks_given
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import foreign_names, is_ordinary, names, surname_like, word_set
from checks.residue.matchers.loose_lists import WORDS_OF_ONE, possible
from checks.residue.matchers.name_cells import LETTER
from checks.residue.matchers.needed import Needing

_LONGEST = 9


def find(text: str, known: Collection[str] = ()) -> set[str]:
    """All such names in folded `text`, `known` being those found by stronger signs."""
    found: set[str] = set()
    for match in RUN.finditer(text):
        run = match.group()
        if len(run) <= _LONGEST and (read := _read(run)) is not None:
            found.update(_placed(text, match.start(), match.end(), *read))
    found.update(_kana_beside(text))
    found.update(_katakana(text))
    found.update(_introduced(text))
    found.update(loose_lists.alike(text, {*found, *known}))
    found.update(loose_lists.concatenated(text))
    found.update(loose_pairs.find(text))
    found.update(loose_pairs.families(text, known))
    found.update(loose_lists.labelled(text))
    found.update(loose_lists.read_apart(text))
    found.update(loose_given.find(text, {*found, *known}))
    end = text.rstrip()[-_SIGNATURE:]
    for signed in (_SIGNED.search(end), _OF_HOUSE.search(end)):
        if signed is not None and _rare(signed.group(1)):
            found.add(signed.group(1))
    return found


def doubtful(value: str) -> bool:
    """Whether a name may as well be a place, or the way out of a station."""
    return _EXIT.fullmatch(value) is not None or (
        plain_ideographs(value) in names().places and value not in one_of("common")
    )


_EXIT = re.compile("[東西南北]口")


def roster(text: str, framed: Collection[str]) -> set[str]:
    """Those of `framed` and of the loose names of `text` that are surnames, and neither places nor words."""
    surnames, places = names().surnames, names().places
    values = {(value, plain_ideographs(value)) for value in {*framed, *find(text)}}
    return {
        value
        for value, plain in values
        if len(plain) > 1 and surnames.get(plain, 0) == 2 and plain not in places and not is_ordinary(plain)
    }


def uncertain(value: str) -> bool:
    """Whether a name says little of a text: examples call anybody so, or it is a place or a shop as well."""
    shop = value.endswith("屋") and plain_ideographs(value) not in names().surnames
    return value in one_of("anybody") or doubtful(value) or shop


@lru_cache(maxsize=50_000)
def _read(run: str) -> tuple[int, int, str] | None:
    """(where a name begins in a run of ideographs, where it ends, what it is: surname, full, given, rare); the best reading."""
    labelled, _ = introduction(run)
    for start in _starts(run):
        core = run[start:]
        for stop in range(len(core), 0, -1):
            if may_end(core[stop:]) and (
                sort := _sort(core[:stop], whole=(not start or run[:start] in _LEADS) and stop == len(core))
            ):
                if start and (sort in ("rare", "given") or stop < 2 or (sort == "full" and start != labelled)):
                    continue
                return start, start + stop, sort
    return None


@lru_cache(maxsize=20_000)
def _starts(run: str) -> tuple[int, ...]:
    """Where a name may begin: at once, behind a label, behind an ordinary word."""
    length, label = introduction(run)
    if label is Label.KIN and len(run) - length > _LEAST_BEHIND:
        return (length, 0)  # 父千葉武
    if length > 1 and names().surnames.get(plain_ideographs(run[length:]), 0) == _SURE:
        return (length,)  # 係長宮田
    words = [i for i in range(2, min(7, len(run) - 1)) if _leads(run[:i])]
    one = [1] if len(run) > _LEAST_BEHIND and run[0] in _LEADS else []
    return tuple(dict.fromkeys([0, *([length] if length else []), *reversed(words), *one]))


def _leads(head: str) -> bool:
    """Whether signs before a surname are a word, words, or end with who somebody is: 保険会社担当."""
    return is_ordinary(plain_ideographs(head)) or wordy(head) or head[-2:] in one_of("party")


_LEADS = frozenset("私同故亡主早遅夜姓旧")
"""Signs that say who or when, right before a surname: 私毛利, 遅五百川."""
_LEAST_BEHIND = 2


def _sort(core: str, *, whole: bool) -> str:
    """What a stretch of ideographs is, if a name."""
    plain, lexicon = plain_ideographs(core), names()
    if not possible(core, plain):
        return ""
    weight, common = lexicon.surnames.get(plain, 0), plain in one_of("common")
    word = is_ordinary(plain) or plain in lexicon.words
    place = plain in lexicon.places
    if len(plain) == 1:
        return "surname" if weight == 2 and whole and plain not in WORDS_OF_ONE else ""
    if weight == 2 and (common or not (word or (place and not whole))):
        return "surname"
    if weight == 1 and not (word or place):
        return "surname"
    if _full(plain):
        return "full"
    signs = len(plain) > 1 and all(sign in loose_given.signs() for sign in plain)
    if whole and 2 <= len(plain) <= 3 and (lexicon.given.get(plain, 0) or signs) and not (word or place):
        return "given"
    return "rare" if whole and 2 <= len(plain) <= 4 and not wordy(core) else ""


_CONTINENTAL = frozenset(
    "王李張劉陳楊黄趙呉周徐朱郭羅鄭梁謝宋唐許韓鄧曹彭曾董袁潘于蔡余杜葉程蘇魏呂丁任沈姚盧姜崔譚陸范朴尹"
)
_TWO = 2
_SURE = 2
"""A surname both dictionaries know."""


def _full(plain: str) -> bool:
    """A surname and a given name joined, told by the signs of both."""
    lexicon = names()
    if not 3 <= len(plain) <= 6 or is_ordinary(plain) or plain in lexicon.words or plain in lexicon.places:
        return False
    for length in range(min(4, len(plain) - 1), 0, -1):
        surname, given = plain[:length], plain[length:]
        weight = lexicon.surnames.get(surname, 0)
        word = surname in word_set("no_surname") or surname in word_set("no_person") or surname in one_of("kin")
        if not weight or word or given in behind() or (len(given) > 1 and given in word_set("no_person")):
            continue
        if surname in _CONTINENTAL and len(given) == _TWO and not wordy(plain):
            return True
        if len(given) == 1:
            if length > 1 and weight == 2 and lexicon.given.get(given, 0) == 2:
                return True
        elif len(given) <= 3 and _given_signs(given, sure=weight == 2 and length > 1):
            return True
    return False


def _given_signs(given: str, *, sure: bool) -> bool:
    """Whether signs behind a surname may be a given name, words only if all of their signs are names' signs."""
    lexicon = names()
    if lexicon.given.get(given, 0) == 2 or (lexicon.given.get(given, 0) and not is_ordinary(given)):
        return True
    if not sure:
        return False
    if all(sign in loose_given.signs() for sign in given):
        return True
    return not wordy(given) and looks_given(given, 3)


_DIGIT = frozenset("0123456789")
_COUNTERS = frozenset("年月日時分秒回人名本個枚台件番円歳才組位期代点度階室冊頭匹杯着級段条章節週泊次学")
"""What a number counts: 5年前, 41回目 are no names, 102本田 is one."""
_HEADS = frozenset("\n\t・●○◎◇◆■□*-→①②③④⑤⑥⑦⑧⑨:「『(（0123456789")


def _placed(text: str, start: int, end: int, begin: int, stop: int, sort: str) -> set[str]:
    """The name of a run, if it stands where a name may stand."""
    value, before = text[start + begin : start + stop], text[start - 1] if start else "\n"
    if before in _DIGIT and not begin and value[0] in _COUNTERS and names().surnames.get(value, 0) < _SURE:
        return set()
    left = clean_left(text, start) or before in _DIGIT
    tail = end - start > stop
    right = clean_right(text, end) or tail
    if not (left and right):
        return set()
    if sort == "rare":
        return {value} if before in _HEADS and _speaks(text, end) else set()
    if stop - begin == 1 and not (before in _HEADS and text[end : end + 1] in (":", "(", "（", "\u3000")):
        return set()
    if sort == "given":
        apart = (
            text[end : end + 1] in BLANK
            and before in _HEADS | {" ", "\u3000"}
            and names().given.get(plain_ideographs(value), 0) == 2
        )
        return {value} if before not in _DIGIT and (apart or text[end : end + 1] in _AFTER_GIVEN) else set()
    if sort == "surname" and not tail and text[end : end + 1] in BLANK and _given_follows(text, end):
        return set()
    return {value}


_AFTER_GIVEN = frozenset("はがもをとにの(（")


def _given_follows(text: str, end: int) -> bool:
    following = RUN.match(text, end + 1)
    if following is None or len(following.group()) > 3:
        return False
    plain, lexicon = plain_ideographs(following.group()), names()
    surname = lexicon.surnames.get(plain, 0) == 2 and plain not in lexicon.given
    return not surname and fits_apart(following.group(), 2)


def _speaks(text: str, end: int) -> bool:
    """Whether somebody nobody listed is meant: a colon, what is done, an office in brackets or katakana."""
    return text.startswith(":", end) or acts(text, end) or _OFFICE.match(text, end) is not None


_OFFICE = re.compile(
    "[(（][^()（）\n]{0,10}(?:者|員|師|士|長|主任|さん|歳|担当|事務|包括|デイ|福祉用具|看護|介護|家族|社協|ケアマネ|相談|センター|[係課部室科]|病院|学校|年生|[0-9]年|[0-9]組|子|母|父|妻|夫|本人|長男|長女|入院|欠席)[)）]"
)
_IN_BRACKETS = Needing(f"([{LETTER}]{{1,4}})[(（]([{LETTER}]{{1,3}}|[\u3041-\u3096]{{2,4}})[)）]")


def _kana_beside(text: str) -> set[str]:
    """Given names in brackets behind a surname, listed or not: 田島(望愛)."""
    found: set[str] = set()
    for surname, given in _IN_BRACKETS.findall(text):
        known = names().surnames.get(plain_ideographs(surname), 0) == 2
        if known and surname not in word_set("prefectures") and not kind_of(given) and _bracket_given(given):
            found |= {surname, given}
    return found


def _bracket_given(given: str) -> bool:
    lexicon = names()
    if "\u3041" <= given[0] <= "\u3096":
        return given in lexicon.given and given not in word_set("not_given")
    if given in one_of("kin") or given in one_of("party") or given in behind() or given in lists()["bracketed"]:
        return False
    return _given_signs(given, sure=True) if len(given) > 1 else lexicon.given.get(given, 0) == 2


_KATAKANA = re.compile(
    "(?<![\u30a1-\u30fa\u30fc・A-Za-z0-9])([\u30a1-\u30fa\u30fc]{2,8})(?![\u30a1-\u30fa\u30fc・A-Za-z0-9])"
)


def _katakana(text: str) -> set[str]:
    """One word of a foreign name that stands by itself, or one nobody listed that holds an office: スミスを呼び, (タパSV)."""
    found: set[str] = set()
    for match in _KATAKANA.finditer(text):
        value, stop = match.group(1), match.end()
        if _no_foreign(value) or not _stands(text, match.start()) or _MORE_KATAKANA.match(text, stop):
            continue
        titled = _TITLE.match(text, stop) is not None or _OFFICE.match(text, stop) is not None
        listed = value in foreign_names() and (titled or clean_right(text, stop))
        if listed or (titled and not _common_word(value)):
            found.add(value)
    return found


_RUN_BEFORE = re.compile(f"[{LETTER}]{{1,4}}\\Z")


def _stands(text: str, start: int) -> bool:
    """Whether a word in katakana begins after a border, or after who somebody is: 添乗ジェシカ, 2月キム."""
    if clean_left(text, start):
        return True
    before = _RUN_BEFORE.search(text[max(0, start - 4) : start])
    return before is not None and (before.group() in one_of("party") or before.group() in _LEADS | {"月"})


_MORE_KATAKANA = re.compile("[ \u3000][\u30a1-\u30fa]")


def _no_foreign(value: str) -> bool:
    return value in one_of("no_foreign") or value in word_set("not_given") or value in word_set("no_person")


_TITLE = re.compile(
    "(?:看護師|相談員|支援員|施設長|主任|係長|課長|部長|所長|園長|先生|保健師|保育士|介護士|職員|SV|CM|Dr|Ns)"
)


def _common_word(value: str) -> bool:
    return value.endswith(("ー", "ョン", "ング", "ト", "ス", "ム", "ル", "ク", "ド", "プ", "フ", "ズ", "ン"))


_SELF = Needing(
    f"(?:^|[、。!！?？のは \u3000\n])([{LETTER}]{{2,5}}|[\u30a1-\u30fa\u30fc]{{2,8}})(?:と申します|と名乗|と名のる|でございます|です(?=[。\n]))",
    re.MULTILINE,
)


def _introduced(text: str) -> set[str]:
    """Who says what they are called: 花岡と申します, 倶利伽羅でございます."""
    found: set[str] = set()
    for match in _SELF.finditer(text):
        value, plain = match.group(1), plain_ideographs(match.group(1))
        sure = match.group().endswith(("申します", "名乗", "名のる"))
        if not possible(value, plain) or is_ordinary(plain):
            continue
        if "\u30a1" <= value[0] <= "\u30fc":
            if sure or value in foreign_names():
                found.add(value)
        elif sure or names().surnames.get(plain, 0) or not wordy(value):
            found.add(value)
    return found


_SIGNED = re.compile(f"(?:。|ます|ください|い)[\\s\u3000]*\\n[\\s\u3000]*([{LETTER}]{{2,4}})\\Z")
# who writes for a house, behind its name on the last line: デイサービスひかり 遠所
_OF_HOUSE = re.compile(f"\\n[^\\n、。:]{{3,20}}[ \u3000]([{LETTER}]{{2,4}})\\Z")
_SIGNATURE = 60


def _rare(value: str) -> bool:
    """Whether a run that ends a letter may be a surname nobody listed."""
    return possible(value, plain_ideographs(value)) and not wordy(value) and surname_like(plain_ideographs(value))
