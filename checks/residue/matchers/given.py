"""Given names beside a surname or a relative: 神崎 蒼, 設楽はるか, 妻トシ子, 長女の沙織; rare ones by their looks."""

from __future__ import annotations

import re

from checks.residue.fold import plain_ideographs
from checks.residue.matchers.frame_words import (
    BLANK,
    KANA,
    RUN,
    Framed,
    Tells,
    behind,
    clean_left,
    clean_right,
    ending,
    lists,
    one_of,
    wordy,
)
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import is_ordinary, names, word_set
from checks.residue.matchers.name_cells import LETTER, katakana

_SELDOM, _SELDOMER = 3, 2
"""How many listed given names begin and end with the signs of one nobody listed."""
_COMMON_END = 60
"""The same for the last sign of three: 子, 美, 郎."""
_COMMON_SIGN = 8
"""The same for a given name of one sign."""


def full_name(text: str, start: int, end: int, *, direct: bool) -> str:
    """The surname and given name that begin at `start` in the run of ideographs up to `end`; empty if there is none.

    Joined, apart, or with a given name in kana. `direct` says that a label, not a border, stands right before.
    """
    core, lexicon = plain_ideographs(text[start:end]), names()
    if len(core) == 1 and start > 1 and text[start - 1] in BLANK and RUN.match(text, start - 2):
        return ""  # signs set apart, see gatherings
    if of_week(text, start):
        return ""
    for length in range(min(4, len(core)), 0, -1):
        weight = lexicon.surnames.get(core[:length], 0)
        alone = core[:length] in word_set("no_person") and core not in one_of("continental")
        if not weight or alone or core[:length] in word_set("no_surname"):
            continue
        stop = start + length
        if length == len(core):
            found = (
                _apart(text, stop, weight, continental=core in one_of("continental"))
                if direct or clean_left(text, start)
                else ""
            )
            found = found or ("" if length == 1 or weight < 2 else _in_kana(text, stop))
        else:
            found = joined_given(core, length, weight) if length > 1 and clean_right(text, end) else ""
        if found and text[stop + len(found) : stop + len(found) + 1] not in ("々", "ヶ"):
            return text[start : stop + len(found)]
    return ""


_WEEKDAYS = re.compile("[月火水木金土日][・、,/][月火水木金土日][ \u3000]")


def of_week(text: str, at: int) -> bool:
    """Whether a sign is the last of some days of the week: 火・金 六十里宅."""
    return at > 1 and _WEEKDAYS.match(text, at - 2) is not None


def joined_given(core: str, length: int, weight: int) -> str:
    """The given name right behind a surname of `length` signs; a title or home may follow it."""
    for tail in ending(core):
        given = core[length : len(core) - len(tail)]
        if not 1 <= len(given) <= 3 or given in behind() or (len(given) > 1 and given in word_set("no_person")):
            continue
        known = names().given.get(given, 0)
        fits = known + weight >= 3 if len(given) == 1 else known or (weight == 2 and looks_given(given, _SELDOM))
        if fits and not wordy(core[: length + len(given)]) and not (is_ordinary(given) and known < 2):
            return given
    return ""


_APART = re.compile(
    f"([ \u3000]{{1,2}})([{LETTER}]{{1,8}}|[\u3041-\u3096]{{2,7}}|[\u30a1-\u30fa\u30fc]{{2,5}}(?![\u30a1-\u30fa\u30fc科属目類]))"
)


def _apart(text: str, stop: int, weight: int, *, continental: bool) -> str:
    """A blank and a given name: 神崎 蒼, 根岸 美也子副会長."""
    match = _APART.match(text, stop)
    if match is None:
        return ""
    blank, run = match.groups()
    if "\u3041" <= run[0] <= "\u30fc":
        kana = _in_kana(text, match.start(2))
        return blank + kana if kana else ""
    for length in range(min(3, len(run)), 0, -1):
        given, tail = run[:length], run[length:]
        ends = tail in behind() if tail else clean_right(text, match.end())
        if ends and (fits_apart(given, weight) or (length < 3 and continental and not wordy(given))):
            return blank + given
    return ""


_SHIFTS = frozenset("休欠公早遅夜明泊宿直準深有朝昼夕晩済足手目口耳頭顔首肩腕腰膝胸腹背熱咳痰薬杖靴傘鍵車宛印様件分")


def fits_apart(given: str, weight: int) -> bool:
    """Whether ideographs apart from a surname known to `weight` dictionaries may be a given name."""
    known = names().given.get(plain_ideographs(given), 0)
    if kind_of(given) or given in one_of("party") or given in one_of("kin") or given in behind():
        return False
    if given in word_set("no_person") or given in _SHIFTS or (is_ordinary(given) and known < 2):
        return False
    if not known and len(given) > 1 and names().surnames.get(plain_ideographs(given), 0) == 2:
        return False  # 石橋 井手さん: who speaks, and of whom
    if len(given) == 1 and not known:
        return weight == 2 and names().first.get(given, 0) + names().last.get(given, 0) >= _COMMON_SIGN
    return bool(known) or (weight == 2 and looks_given(given, _SELDOMER))


_FEMALE_END = re.compile(f"[子美江代枝恵](?:(?![{LETTER}])|(?=[様氏殿君宅方]))")
_HIRAGANA = re.compile("[\u3041-\u3096]{2,7}")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{2,5}(?![\u30a1-\u30fa\u30fc])")
_FOLLOWED = re.compile(
    f"(?:さん|様|さま|氏|殿|くん|ちゃん|君|先生|は|が|も|を|に|の|と|へ|より|から|です|[^{LETTER}{KANA}]|[{LETTER}]|\\Z)"
)


def _in_kana(text: str, stop: int) -> str:
    """A given name in kana right at `stop`, the longest one that something ends: 設楽はるか, 鯨岡トミ."""
    if (found := _KATAKANA.match(text, stop)) is not None:
        kana = found.group()
        if (last := _FEMALE_END.match(text, found.end())) is not None:
            return kana + last.group()
        return kana if kana in names().given_readings and kana not in word_set("not_given") else ""
    found = _HIRAGANA.match(text, stop)
    for length in range(min(4, len(found.group())), 1, -1) if found is not None else ():
        kana, sure = text[stop : stop + length], names().given.get(text[stop : stop + length], 0) == 2
        if length + sure >= 3 and known_kana(kana):
            if (last := _FEMALE_END.match(text, stop + length)) is not None:
                return kana + last.group()
            if _FOLLOWED.match(text, stop + length):
                return kana
    return ""


def known_kana(given: str) -> bool:
    """Whether kana are a given name or the reading of one."""
    known = given in names().given or katakana(given) in names().given_readings
    return known and given not in word_set("not_given") and not given.startswith(lists()["no_given"])


_NO_END = frozenset("宅邸方様氏君殿")


def looks_given(given: str, seldom: int) -> bool:
    """Whether ideographs may be a given name: listed, or begun and ended by signs that `seldom` given names have."""
    lexicon = names()
    if given in lexicon.given:
        return True
    if given[-1:] in _NO_END:
        return False
    if len(given) == 3 and lexicon.last.get(given[-1], 0) < _COMMON_END:
        return False
    return (
        len(given) in (2, 3) and lexicon.first.get(given[0], 0) >= seldom and lexicon.last.get(given[-1], 0) >= seldom
    )


_SCHOOLS, _YEARS = ("小", "中", "高"), tuple("123456")
_AGED = re.compile("[小中高]?[0-9]{1,3}(?:[歳才]|さい|か月|年生)|[小中高][1-6]")
_ENDS_OF_KIN = ("", "様", "氏", "君", "夫婦", "夫妻", "宅", "名義")


def of_kin(text: str, start: int, end: int, *, direct: bool) -> Framed | None:
    """A given name in ideographs behind a relative: 長女の沙織, 妹節子様."""
    core = text[start:end]
    if core[-1:] in _SCHOOLS and text[end : end + 1] in _YEARS:
        core, end = core[:-1], end - 1  # 長女千晴高1
    if direct and is_ordinary(text[start - 1 : end]):
        return None
    for tail in _ENDS_OF_KIN:
        given = core[: len(core) - len(tail)] if core.endswith(tail) else ""
        ends = tail or clean_right(text, end) or _AGED.match(text, end)
        if not 1 <= len(given) <= 3 or not ends or kind_of(given):
            continue
        known = names().given.get(plain_ideographs(given), 0)
        if (
            (not known and wordy(given))
            or (is_ordinary(given) and known < 2)
            or given in word_set("no_person")
            or given in behind()
        ):
            continue
        if given in one_of("kin") or given in one_of("party"):
            continue
        looks = looks_given(given, _SELDOMER) or names().last.get(given[-1], 0) >= _COMMON_SIGN
        if known >= (2 if len(given) == 1 else 1) or (len(given) > 1 and looks):
            return Framed(given, Tells.PRIVATE if len(given) > 1 else Tells.LITTLE)
    return None


_KANA_OF_KIN = re.compile(
    "[のはが、:・「(（ \u3000]{0,2}([\u3041-\u3096]{2,4}|[\u30a1-\u30fa\u30fc]{2,5})([子美江代枝恵]?)"
    f"(?=[、。(（)）」:・ \u3000\n]|は|が|と|を|に|も|へ|より|から|さん|様|氏|ちゃん|くん|(?<=[\u30a1-\u30fa])[{LETTER}]|\\Z)"
)


def kana_of_kin(text: str, at: int) -> Framed | None:
    """A given name in kana behind a relative: 祖母のヨシ, 妻トシ子."""
    found = _KANA_OF_KIN.match(text, at)
    if found is None:
        return None
    kana, last = found.groups()
    wrong = kana in word_set("not_given") or kana in word_set("no_person")
    return Framed(kana + last, Tells.PRIVATE) if not wrong and (last or known_kana(kana)) else None


_ALONE = re.compile(f"(?<![{LETTER}{KANA}0-9])[{LETTER}]{{2,3}}(?=[はがもをとにの、])")


def alone(text: str) -> set[str]:
    """Well-known given names that stand alone at the beginning of a clause: 啓介は仕事で来られなかった."""
    lexicon = names()
    return {
        given
        for given in set(_ALONE.findall(text))
        if lexicon.given.get(given, 0) == 2 and given not in lexicon.surnames and not wordy(given)
    }


_LEAST = 2


def behind_blank(name: str) -> str:
    """The given name of a full name in two words whose surname is in ideographs; empty in hiragana, which stands anywhere."""
    parts = name.split()
    if len(parts) != 2 or parts[0][0] < "\u4e00":
        return ""
    value = parts[1]
    wrong = value in word_set("no_person") or value in word_set("not_given")
    return "" if len(value) < _LEAST or "\u3041" <= value[0] <= "\u3096" or wrong else value
