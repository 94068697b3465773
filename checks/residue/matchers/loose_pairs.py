"""Full names in two words whose surname nobody listed, in texts that are known to speak of persons: 小鳥居 真帆, 日月 昇."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from checks.residue.fold import plain_ideographs
from checks.residue.matchers.frame_words import Framed, Label, behind, introduction, label_before, one_of, wordy
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.given import known_kana
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import is_ordinary, names, word_set, words
from checks.residue.matchers.loose_given import signs
from checks.residue.matchers.loose_lists import possible
from checks.residue.matchers.name_cells import LETTER

# the blank leads: a pattern that began at every ideograph would be slow
_GIVEN = Gated(
    f"[ \u3000](?<=[{LETTER}].)([{LETTER}]{{1,3}}|[\u3041-\u3096]{{2,4}}|[\u30a1-\u30fa]{{2,4}})"
    f"(?=さん|様|氏|殿|くん|君|ちゃん|[はがもをにとのへ、。,)）(（\\s「」/:・<]|\\Z)"
)
_RUN = re.compile(f"[{LETTER}]{{1,9}}\\Z")


def find(text: str) -> set[str]:
    """All of them in folded `text`, as written."""
    return {value for value, _ in _pairs(text)}


def families(text: str, known: Collection[str]) -> set[str]:
    """Others with a surname of one sign that somebody has who is known by a full name in two words: 額 雅人, 額 陽子."""
    surnames = {value[0] for value in known if len(value) > 2 and value[1] in " \u3000"}
    return {
        f"{text[match.start() - 1]}{match.group()}"
        for match in _GIVEN.finditer(text)
        if text[match.start() - 1] in surnames
        and (match.start() == 1 or not _RUN.match(text[match.start() - 2]))
        and _given(match.group(1), told=True)
    }


def told(text: str) -> Iterator[Framed]:
    """Those of them that a relative or party stands before, or a sex, an age or a birth behind."""
    for value, label in _pairs(text):
        if label is not Label.NONE:
            yield Framed(value, label.tells)


def _pairs(text: str) -> Iterator[tuple[str, Label]]:
    """Each of them, and what is told of it."""
    for match in _GIVEN.finditer(text):
        start, given = match.start(), match.group(1)
        run = _RUN.search(text, max(0, start - 9), start)
        if run is None or not _given(given, told=_PERSON.match(text, match.end()) is not None):
            continue
        length, label = introduction(run.group())
        length = length or (run.group()[0] == "同" and len(run.group()) > 2)
        surname = run.group()[length:]
        if length and wordy(surname) and wordy(given):
            continue  # 確認事項 結果
        if label is Label.NONE:
            label = label_before(text, run.start())
        if label is Label.NONE and _PERSON.match(text, match.end()):
            label = Label.PARTY
        if _rare(surname, told=label is not Label.NONE):
            yield f"{surname}{match.group()}", label


_PERSON = re.compile(
    "[ \u3000]{1,2}[(（]?(?:[男女](?:性|児)?(?![\u4e00-\u9fff])|[0-9]{1,3}(?:[歳才]|さい)|[明大昭平令][治正和成][0-9元])|[(（](?:[男女]|[0-9]{1,3}[歳才])"
)


def _rare(surname: str, *, told: bool) -> bool:
    """Whether ideographs may be a surname though no dictionary has them: no label, office or place; a word only if `told`."""
    plain = plain_ideographs(surname)
    if not 2 <= len(plain) <= (_LONGEST if told else _LONGEST - 1) or _DATED.search(plain) or plain in names().given:
        return False
    if not told and plain in names().places:
        return False
    return possible(surname, plain) and (told or not wordy(surname)) and not surname.endswith(words()["organisations"])


_LONGEST = 5
_DATED = re.compile("[一二三四五六七八九十][年月日]|[0-9]")


def _given(given: str, *, told: bool) -> bool:
    """Whether a word behind a blank is a given name that both dictionaries know, and nothing else."""
    if given in word_set("no_person") or given in one_of("kin") or given in behind() or kind_of(given):
        return False
    if given[0] < "\u4e00":
        return known_kana(given) and (told or (len(given) > 2 and names().given.get(given, 0) == 2))
    plain = plain_ideographs(given)
    weight = names().given.get(plain, 0)
    if len(plain) == 1:
        return weight == 2 and plain in names().given and plain not in _COUNTED
    if not weight and all(sign in signs() for sign in plain) and not wordy(given):
        return True
    return bool(weight) and not (is_ordinary(plain) and weight < 2) and names().surnames.get(plain, 0) < 2


_COUNTED = frozenset("済分宅方様殿朝昼夕晩男女人名件様本日月火水木金土年時分")
