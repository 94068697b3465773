"""Names in kana told by their situation, in texts that are known to speak of persons: ランと話した, ペレラ・ディルシが欠席, 下の子は、こはる."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from checks.residue.fold import plain_ideographs
from checks.residue.matchers.frame_words import clean_right, one_of
from checks.residue.matchers.frame_words import lists as frame_lists
from checks.residue.matchers.full_names import OLD_GIVEN
from checks.residue.matchers.given import known_kana
from checks.residue.matchers.lexicon import foreign_names, is_ordinary, names, word_set
from checks.residue.matchers.name_cells import LETTER
from checks.residue.matchers.needed import Needing
from checks.residue.matchers.situation_tells import ALL, LITTLE, MUCH, NOTHING, among, said
from checks.residue.matchers.situation_words import lists, loanword, words_of

_KATAKANA = "[\u30a1-\u30fa\u30fc]"
_CHAIN = re.compile(
    f"(?<![\u30a1-\u30fa\u30fc・A-Za-z0-9]){_KATAKANA}{{2,10}}(?:[・=]{_KATAKANA}{{1,12}}|[ \u3000]{_KATAKANA}{{2,12}}){{0,2}}(?![\u30a1-\u30fa\u30fc・])"
)
_PART = re.compile("[・= \u3000]")


def katakana(text: str, known: Collection[str]) -> Iterator[str]:
    """Names from abroad, whole and by one of their words."""
    parts = {part for name in known if _foreign(name) for part in _PART.split(name) if len(part) > 1}
    for match in _CHAIN.finditer(text):
        value, start, stop = match.group(), match.start(), match.end()
        least = LITTLE if value in parts else _least_abroad(value)
        if least and _said_abroad(text, start, stop, known) >= least:
            yield value


def _foreign(name: str) -> bool:
    return "\u30a1" <= name[:1] <= "\u30fa" and _PART.search(name) is not None


@lru_cache(maxsize=20_000)
def _least_abroad(value: str) -> int:
    """What has to be said of words in katakana before they are a name; NOTHING where they are none."""
    parts = _PART.split(value)
    if any(loanword(part) for part in parts):
        return NOTHING
    listed = sum(part in foreign_names() or part in names().given_readings for part in parts)
    if len(parts) > 1 and ("・" in value or "=" in value):
        return LITTLE if listed * 2 >= len(parts) else MUCH
    if len(parts) > 1:
        return LITTLE if listed == len(parts) else MUCH if listed else ALL
    return MUCH if listed else ALL if not value.endswith(_WORD_ENDS) else NOTHING


_WORD_ENDS = (
    "ー",
    "ション",
    "ング",
    "ック",
    "ット",
    "ップ",
    "ッド",
    "ッシュ",
    "メント",
    "リスト",
    "ティブ",
    "ドル",
    "スト",
)


def _said_abroad(text: str, start: int, stop: int, known: Collection[str]) -> int:
    """What the situation of words in katakana says."""
    before = _RUN_BEFORE.search(text, max(0, start - 6), start)
    if before is not None:
        led = before.group() in one_of("kin") | one_of("party") | words_of("sections") or before.group().endswith(
            ("子", "妻", "夫", "通訳", "次回")
        )
        return ALL if led and (clean_right(text, stop) or _tail().match(text, stop)) else NOTHING
    if _tail().match(text, stop):
        return MUCH
    return said(text, start, stop, stop, False, known)


_RUN_BEFORE = re.compile(f"[{LETTER}]{{1,6}}\\Z")


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, lists()['tails']))})(?![{LETTER}])")


_MIXED = re.compile(
    f"(?<![{LETTER}])([{LETTER}]{{1,7}})((?:[ \u3000])?)((?:[\u30a1-\u30fa\u30fc]{{2,4}}|[\u3041-\u3096]{{2,4}}?|{OLD_GIVEN})[子美江代枝恵]?)"
    f"(?=さん|様|さま|ちゃん|くん|氏(?!名)|[、。)）(（「」:・/\\s]|[はがもをに](?=[{LETTER}\u30a1-\u30fa、])|夫妻|宅|\\Z)"
)


def with_kana(text: str) -> set[str]:
    """Whole names with a given name in kana behind a surname in ideographs: 堀ツヤ子(69), 祖母仲宗根いとが, 関ユリ."""
    found: set[str] = set()
    for match in _MIXED.finditer(text):
        run, blank, given = match.groups()
        begin = _surname_in(run)
        verb = (
            begin is not None and len(run) - begin == 1 and not blank and given < "\u30a1" and len(given) <= _BOTH
        )  # 伝える
        if begin is not None and not verb and _given_in_kana(given, apart=bool(blank)):
            found.add(run[begin:] + blank + given)
    return found


@lru_cache(maxsize=20_000)
def _surname_in(run: str) -> int | None:
    """Where the surname at the end of a run of ideographs begins, behind nothing or behind who somebody is."""
    plain, surnames = plain_ideographs(run), names().surnames
    for begin in range(len(run)):
        if surnames.get(plain[begin:], 0) >= (1 if len(run) - begin > 1 else _BOTH):
            led = run[:begin] in one_of("kin") | one_of("party") | words_of("sections") or (
                begin > 1 and run[begin - 2 : begin] in one_of("party")
            )
            listed = (
                run[begin:] in word_set("no_person")
                or run[begin:] in word_set("no_surname")
                or run[begin:] in one_of("kin")
            )
            return begin if not listed and (not begin or led) and not (not begin and is_ordinary(plain)) else None
    return None


_BOTH = 2
_WHO = frozenset("者人員士")
"""What ends words for somebody: 被後見人, 運転士."""


@lru_cache(maxsize=20_000)
def _given_in_kana(given: str, *, apart: bool) -> bool:
    """Whether kana behind a surname are a given name and no word."""
    if given[0] >= "\u4e00":
        return True
    kana = given[:-1] if given[-1] >= "\u4e00" else given
    if (
        kana in words_of("kana_words")
        or kana.startswith(frame_lists()["no_given"])
        or kana in word_set("not_given")
        or loanword(kana)
    ):
        return False
    listed = kana in names().given or (kana != given and len(kana) > 1)
    return listed or (kana >= "\u30a1" and known_kana(kana)) or ((apart or len(kana) > _BOTH) and known_kana(kana))


def hiragana(text: str, known: Collection[str]) -> set[str]:
    """Given names in hiragana told by a relative or by names beside them."""
    found = called(text)
    for match in _HIRAGANA.finditer(text):
        value = match.group(1)
        if not known_kana(value) or value in word_set("no_person") or value in words_of("kana_words"):
            continue
        start, stop = match.span(1)
        least = MUCH if value in names().given and len(value) > _BOTH else ALL
        if among(text, start, stop, known) or said(text, start, stop, stop, False, known) >= least:
            found.add(value)
    return found


_KIN = (
    "(?:妹|弟|姉|兄|息子|娘|孫|お孫さん|[長次三][男女]|子ども|こども|おとうと|いもうと|おにいちゃん|おねえちゃん|うち|[上下]の子|下|上|呼び名|愛称|名前)"
    "(?:の名前?は|の|は|、|[: \u3000(（「])?"
)
_OF_KIN = Needing(
    f"{_KIN}([\u3041-\u3096]{{2,4}})(?=さん|ちゃん|くん|さま|様|宅|だけ|にも|[はがもをとにの][、{LETTER}\u3041-\u3096]|[、。)）」:\n \u3000]|\\Z)"
)
_CALLED = Needing("([\u3041-\u3096]{2,12})(?:さん|ちゃん|くん)")
_LEADS = frozenset("のでにはがもとたるいだ")
"""Signs that a name in hiragana may be written together with: くれたひろみさん."""


def called(text: str) -> set[str]:
    """Given names in hiragana behind a relative, and before an honorific, joined to what stands before them."""
    found = {value for value in _OF_KIN.findall(text) if _is_given(value)}
    for kana in _CALLED.findall(text):
        tails = (kana[-length:] for length in (4, 3) if length < len(kana) and kana[-length - 1] in _LEADS)
        if (value := next(filter(_is_given, tails), None)) is not None:
            found.add(value)
    return found


def _is_given(value: str) -> bool:
    """Whether hiragana are a given name, a listed one where they are but two signs, and no word."""
    listed = value in names().given or (len(value) > _BOTH and known_kana(value))
    return listed and not (
        value in words_of("kana_words") or value in word_set("no_person") or value in word_set("not_given")
    )


_HIRAGANA = re.compile(
    f"(?<![{LETTER}\u3041-\u3096\u30a1-\u30fa\u30fc])([\u3041-\u3096]{{2,4}})(?=[、。,・/／→)）」(（ \u3000\n]|さん|ちゃん|くん|[はがもをとに]|\\Z)"
)
