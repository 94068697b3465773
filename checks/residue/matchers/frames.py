"""Persons told by what stands around a name: 担当仁科, 長女の沙織, 柊宅, 尾上が発見, 小串→安食→手塚, 鳥居：おはよう.

People write surnames and given names alone, without an honorific, wherever it is clear who is meant. Whether a run of
signs is such a name is told by the dictionaries and by its frame: a strong one (a label, a relative, a home, an act with
a person) lets even rare names and single ideographs count, a weak one (a particle, a comma) only what is a surname and no word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import compress
from typing import NamedTuple

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import asides, gatherings, loose_pairs
from checks.residue.matchers.frame_words import (
    LABEL,
    RUN,
    Framed,
    Label,
    Tells,
    acts,
    bracketed,
    clean_left,
    clean_right,
    introduction,
    katakana_label,
    label_before,
    lists,
    may_end,
    offices,
    one_of,
    standing,
    wordy,
)
from checks.residue.matchers.given import full_name, joined_given, kana_of_kin, of_kin
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import is_ordinary, names, word_set
from checks.residue.matchers.lines import first_lines
from checks.residue.matchers.name_cells import LETTER, katakana

_LONGEST = 14
# what counts persons' rooms and classes, between its number and a name: 205号味岡, 1年2組山城
_COUNTER = re.compile("[0-9](?:号室|年生|[号室年組番班日時分階月])")
_COUNTED = frozenset("号室年組番班日時分階月")
# after a single ideograph: the rest of a verb or adjective, 出す, 高い
_INFLECTED = re.compile("(?![はがをにとのへもで]|より|から|まで|や、|さん|さま)[\u3041-\u3096]")
_MOBILE = re.compile("0(?<![0-9]0)[789]0-?[0-9]{4}-?[0-9]{4}")
_HINT = re.compile(
    f"^[ \u3000]?(?:[0-9]{{1,2}}:[0-9]{{2}}[ \u3000])?[{LETTER}]{{1,4}}[:][^\n]"
    f"|[男女妻夫父母兄姉弟妹孫娘者員師人主番当勤受][の:]?[{LETTER}\u30a1-\u30fa]",
    re.MULTILINE,
)


_SHORT = 2_000


def hinted(text: str) -> bool:
    """Whether a look at all frames may pay: a note is short, a line begins with somebody's word, a relative or party is named."""
    return len(text) < _SHORT or _HINT.search(text) is not None


def teaching() -> tuple[str, ...]:
    """Words of texts that teach: persons spoken of there are examples."""
    return lists()["teaching"]


def teaches(text: str) -> bool:
    """Whether such words stand in a text."""
    return bool(standing("teaching", text))


def everyday(text: str) -> set[str]:
    """Words of a text said of particular people in the day's work and at home."""
    return {*standing("everyday", text)}


def about_one(text: str) -> bool:
    """Whether a text has words of papers that are written for or about one person."""
    return bool(standing("papers", text))


def public(text: str) -> bool:
    """Whether a text speaks of public persons, places, goods, times past or rules."""
    return bool(standing("public_matters", text))


def very_public(text: str) -> bool:
    """Whether a text speaks of several such matters."""
    return len(standing("public_matters", text)) >= _SEVERAL_MATTERS


_SEVERAL_MATTERS = 2


def sums(text: str) -> bool:
    """Whether a text sets sums or exercises, whose persons are nobody."""
    return len(standing("sums", text)) >= _SEVERAL_SUMS


_SEVERAL_SUMS = 2


def deals(text: str) -> bool:
    """Whether a text deals with people of a house, class, club or office, or gives a mobile number."""
    return bool(standing("dealings", text)) or _MOBILE.search(text) is not None


def signs() -> tuple[str, ...]:
    """Honorifics for anybody, no office's."""
    return lists()["signs"]


def generic() -> frozenset[str]:
    """Given names that stand for anybody: 太郎, 花子."""
    return one_of("generic")


def find(text: str) -> Iterator[Framed]:
    """All names in folded `text` that a frame tells, those of lines that stood in it already aside."""
    lines = first_lines(text, LABEL)
    for begin, stop in lines:
        yield from _of_runs(text, begin, stop)
        yield from _in_kana(text, begin, stop)
    yield from gatherings.find(text, lines)
    yield from asides.find(text)
    yield from loose_pairs.told(text)


def _of_runs(text: str, begin: int, stop: int) -> Iterator[Framed]:
    """The names in the runs of ideographs of a stretch of lines."""
    runs = RUN.findall(text, begin, stop)
    possible = {run for run in set(runs) if _possible(run) or run[0] in _COUNTED}
    for match in compress(RUN.finditer(text, begin, stop), map(possible.__contains__, runs)):
        start, end = match.span()
        if end - start == 1 and _INFLECTED.match(text, end):
            continue
        counter = _COUNTER.match(text, start - 1) if start else None
        if counter is not None:
            start = counter.end()
        if 0 < end - start <= _LONGEST:
            yield from _of_run(text, start, end, counter is not None)


# 第七条, 第二回
_ORDINAL = re.compile("第[一二三四五六七八九十百]{1,4}[条項号章節回期次]")


@lru_cache(maxsize=100_000)
def _possible(run: str) -> bool:
    """Whether a run of ideographs may hold a name in any frame; most words of a text may not, and they come again and again."""
    if _ORDINAL.match(run):
        return False
    length, label = introduction(run)
    return _may_hold(run, Label.NONE) or (length > 0 and _may_hold(run[length:], label))


def _may_hold(core: str, label: Label) -> bool:
    plain, lexicon = plain_ideographs(core), names()
    if len(core) == 1:
        known = lexicon.surnames.get(plain, 0) == 2 or lexicon.given.get(plain, 0) == 2
        return known or core in one_of("continental")
    if len(core) <= 4 and (not wordy(core) or plain in lexicon.given or (len(core) == 2 and plain in lexicon.places)):
        return True
    if core[-1] in "様氏君宅" and plain[:-1] in lexicon.given:
        return True
    if label is Label.KIN and len(core) <= 5 and not is_ordinary(plain):
        return True
    return any(
        plain[:length] in lexicon.surnames and (may_end(core[length:]) or joined_given(plain, length, 2))
        for length in range(1, min(4, len(core)) + 1)
    )


def _of_run(text: str, start: int, end: int, counted: bool) -> Iterator[Framed]:
    """The name in one run of ideographs."""
    length, label = introduction(text[start:end])
    if length == 1 and (_begins_with_surname(text[start:end]) or is_ordinary(plain_ideographs(text[start:end]))):
        length = 0  # 児玉梅子 is no child called 玉梅子, and 故郷 nobody late
    if label.party and _of_paper(text[start + length : end]):
        length = 0  # 報告書概要 is the outline of a report, 事務所移転 an office that moves
    if length and (found := _core(text, start + length, end, label, direct=True)) is not None:
        yield found
        return
    before = text[start - 1] if start else "\n"
    if before == "\u30fc" or "\u30a1" <= before <= "\u30fa" or (before.isascii() and before.isalnum()):
        label = katakana_label(text, start)
        if label is Label.NONE:
            return
    else:
        label = label_before(text, start)
        known = end - start > 1 and names().surnames.get(plain_ideographs(text[start:end]), 0) == 2
        if counted and label is Label.NONE and known:
            label = Label.PARTY
    if (found := _core(text, start, end, label, direct=counted)) is not None:
        yield found


_ENDS_OF_WORDS = frozenset("書票簿表所室用料会館車案")


def _of_paper(rest: str) -> bool:
    """Whether what follows somebody's part ends the word for a paper or place, and is no known surname: 報告|書概要."""
    if rest[:1] not in _ENDS_OF_WORDS:
        return False
    plain = plain_ideographs(rest)
    return len(plain) > 1 and all(names().surnames.get(plain[:length], 0) < 2 for length in (2, 3))


@lru_cache(maxsize=20_000)
def _begins_with_surname(run: str) -> bool:
    """Whether a run begins with a well-known surname of two signs or more, and ends with it or something short."""
    plain, lexicon = plain_ideographs(run), names()
    return any(
        lexicon.surnames.get(plain[:i], 0) == 2 and (len(plain) - i <= 3 or may_end(plain[i:]))
        for i in range(2, min(4, len(plain)) + 1)
    )


def _core(text: str, start: int, end: int, label: Label, *, direct: bool) -> Framed | None:
    """The name that begins at `start`; `direct` says that the label stands in the same run."""
    if label is Label.KIN and (found := of_kin(text, start, end, direct=direct)) is not None:
        return found
    if full := full_name(text, start, end, direct=direct):
        return Framed(full, _of_full(text, start + len(full), label))
    core = text[start:end]
    plain = plain_ideographs(core)
    for length in range(min(4, len(core)), 0, -1):
        if plain[:length] in names().surnames and may_end(core[length:]):
            spot = _Spot(text, start, start + length, label, core[length:], direct or clean_left(text, start))
            return _surname(spot)
    return _unknown(text, end, core, label)


def _of_full(text: str, stop: int, label: Label) -> Tells:
    """What the frame of a full name says; a role in brackets or right behind it is an office's."""
    bracket = text[stop : stop + 1] in ("(", "（")
    if text.startswith(_roles(), stop + bracket) or gatherings.cited(text, stop):
        return Tells.OFFICE
    if label is Label.NONE and (acts(text, stop) or bracketed(text, stop)):
        return Tells.PERSON
    return label.tells


@cache
def _roles() -> tuple[str, ...]:
    return tuple(offices())


def _unknown(text: str, end: int, core: str, label: Label) -> Framed | None:
    """A name nobody listed, told by a label, a title or its reading: 班長：石動, 栂野ケアマネ, 月見里（やまなし）."""
    if not 2 <= len(core) <= 4:
        return None
    if _read(text, end):
        return Framed(core, Tells.PERSON)
    if label.field and clean_right(text, end):
        known = kind_of(core) or is_ordinary(plain_ideographs(core)) or core in one_of("party")
        return None if known else Framed(core, Tells.LITTLE)
    if wordy(core):
        return None
    if bracketed(text, end) and names().given.get(plain_ideographs(core), 0):
        return Framed(core, Tells.PERSON)
    if label.party:
        return Framed(core, Tells.LITTLE) if clean_right(text, end) else None
    return Framed(core, Tells.LITTLE) if _OFFICE_IN_KANA.match(text, end) else None


_OFFICE_IN_KANA = re.compile(
    "ケアマネ|ヘルパー|コーチ|ワーカー|ドクター|リーダー|マネージャー|(?:Dr|Ns|CM|PT|OT|ST)(?![A-Za-z])"
)
_READING = re.compile("[(（]([\u3041-\u3096\u30a1-\u30fa\u30fc]{2,7})[)）]")


class _Spot(NamedTuple):
    """A surname in a text, and what stands around it; `clean` says that a name may begin there."""

    text: str
    start: int
    stop: int
    label: Label
    tail: str
    clean: bool

    @property
    def plain(self) -> str:
        """The surname, variants folded."""
        return plain_ideographs(self.text[self.start : self.stop])


def _surname(spot: _Spot) -> Framed | None:
    """A surname alone at its place: strong frames for what is a word, too, or rare; weak ones for the rest."""
    text, stop, plain = spot.text, spot.stop, spot.plain
    value, weight = text[spot.start : stop], names().surnames[plain]
    if value in word_set("no_person") or value in word_set("no_surname") or kind_of(value):
        return None
    if len(value) == 1:
        return Framed(value, Tells.LITTLE) if _single(spot) else None
    if value in word_set("prefectures") or value in one_of("party") or value in one_of("kin"):
        return None
    acting = acts(text, stop)
    shown = spot.label is not Label.NONE or spot.tail or acting or bracketed(text, stop) or _read(text, stop)
    if shown and (weight == 2 or not is_ordinary(plain)):
        return Framed(value, _of_surname(spot, acting))
    word = plain not in one_of("common") and (is_ordinary(plain) or plain in names().words)
    if spot.tail or weight < 2 or word or not spot.clean:
        return None
    introduces = text.startswith("です", stop) and (text[spot.start - 1] if spot.start else "\n") in "\nの、"
    ends = introduces or clean_right(text, stop, place=plain in names().places)
    return Framed(value, Tells.LITTLE) if ends else None


def _read(text: str, stop: int) -> bool:
    """Whether the reading of a surname follows in brackets."""
    found = _READING.match(text, stop)
    return found is not None and katakana(found.group(1)) in names().surname_readings


def _of_surname(spot: _Spot, acting: bool) -> Tells:
    """What the frame of a surname says: nothing if it may be a word or place, or stands with an office."""
    doubtful = spot.plain in names().places or is_ordinary(spot.plain)
    if spot.tail in offices() or spot.text.startswith(_roles(), spot.stop):
        return Tells.OFFICE
    if doubtful:
        return Tells.LITTLE
    if spot.label is Label.NONE:
        return (
            Tells.PERSON
            if acting or spot.tail.startswith(lists()["homes"]) or bracketed(spot.text, spot.stop)
            else Tells.LITTLE
        )
    return min(spot.label.tells, Tells.PERSON, key=lambda tells: tells.value)


def _single(spot: _Spot) -> bool:
    """Whether one ideograph is a surname here: 柊宅, 担当 泉, 森より電話."""
    if spot.tail.startswith(("宅", "邸")):
        return not is_ordinary(spot.plain + spot.tail[0])
    framed = spot.label.party or acts(spot.text, spot.stop)
    return names().surnames[spot.plain] == 2 and framed and spot.tail in ("", "様", "氏", "先生") and spot.clean


@cache
def _long_kin() -> tuple[str, ...]:
    return tuple(word for word in lists()["kin"] if len(word) > 1)


_BEFORE_KANA = re.compile(
    "[男女妻夫父母兄姉弟妹孫娘子児甥姪人者主方](?:[の、:・「(（ \u3000]|[ \u3000]?[:][ \u3000]?)?(?=[\u3041-\u3096\u30a1-\u30fa])"
)
_FOREIGN = re.compile("([\u30a1-\u30fa\u30fc]{1,12}(?:[・=][\u30a1-\u30fa\u30fc]{1,12}){1,4})(?![\u30a1-\u30fa\u30fc])")
_RUN_BEFORE = re.compile(f"[{LETTER}]+\\Z")


def _in_kana(text: str, begin: int, stop: int) -> Iterator[Framed]:
    """Given names in kana behind a relative, and foreign names behind relatives and parties."""
    for match in _BEFORE_KANA.finditer(text, begin, stop):
        run = _RUN_BEFORE.search(text[max(0, match.start() - 7) : match.start() + 1])
        label = run.group() if run is not None else ""
        kin = label in one_of("kin") or label.endswith(_long_kin())
        foreign = _FOREIGN.match(text, match.end())
        if foreign is not None and (kin or label.endswith(lists()["party"])):
            yield Framed(foreign.group(1), Tells.PERSON)
        elif kin and (found := kana_of_kin(text, match.end())) is not None:
            yield found
