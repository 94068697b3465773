"""Names told by one another: lists of them, who speaks line by line, signs set apart on forms, heads of mails."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.fold import plain_ideographs
from checks.residue.matchers.frame_words import (
    BLANK,
    RUN,
    Framed,
    Label,
    Tells,
    ending,
    introduction,
    label_before,
    offices,
    wordy,
)
from checks.residue.matchers.given import fits_apart, known_kana
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import is_ordinary, names, word_set
from checks.residue.matchers.name_cells import LETTER, is_name


def find(text: str) -> Iterator[Framed]:
    """All of them in folded `text`."""
    yield from _listed(text)
    yield from _speakers(text)
    yield from _set_apart(text)
    for match in _MAIL_HEAD.finditer(text):
        yield Framed(match.group(1), Tells.LITTLE)


_GIVEN = (
    f"[ \u3000]?[\u3041-\u3096]{{2,4}}(?![\u3041-\u3096])|[ \u3000]?[\u30a1-\u30fa\u30fc]{{2,5}}"
    f"|[ \u3000][{LETTER}]{{1,3}}(?![{LETTER}0-9])"
)
_ITEM = f"(?:[{LETTER}]{{1,8}}(?:{_GIVEN})?|[\u30a1-\u30fa\u30fc]{{2,10}}(?:[・ ][\u30a1-\u30fa\u30fc]{{2,10}}){{1,3}})"
_TAILS = "(?:さん|様|さま|氏|君|くん|ちゃん|先生)?(?:[(（][^()（）\n]{1,12}[)）])?"
_SEPARATOR = "[ \u3000]?(?:[、,/／→]|(?<![\u30a1-\u30fc])・|・(?![\u30a1-\u30fc])|と(?=[\u4e00-\u9fff]))[ \u3000]?"
_LIST = re.compile(f"{_ITEM}{_TAILS}(?:{_SEPARATOR}{_ITEM}{_TAILS})+")
_HEAD = re.compile(_ITEM)
_SPLIT = re.compile(_SEPARATOR)
_IN_BRACKETS = re.compile("[(（]([^()（）\n]{1,12})[)）]")


def _listed(text: str) -> Iterator[Framed]:
    """Names beside names: 有働、稲垣、柳生. What most others in the list are, the rest is, too."""
    for match in _LIST.finditer(text):
        items = [head.group() for part in _SPLIT.split(match.group()) if (head := _HEAD.match(part))]
        found = [_item(item, first=not number) for number, item in enumerate(items)]
        likely = {value for value, sure in found if sure}
        named = [value for value, _ in found if value]
        if len(likely) < 2 or len(likely) * 3 < len(items) or len(named) * 3 < len(items) * 2:
            continue
        label = label_before(text, match.start())
        label = introduction(items[0])[1] if label is Label.NONE else label
        if label is Label.NONE and all(plain_ideographs(value) in names().places for value in likely):
            continue
        private = label in (Label.PARTY, Label.COLON) and not _of_offices(match.group(), items)
        for value in named:
            yield Framed(value, Tells.PERSON if private and value in likely else Tells.LITTLE)


def _of_offices(whole: str, items: list[str]) -> bool:
    """Whether somebody in a list is given a role: 小林部長, 大塚幹夫（会長）."""
    return any(inner in offices() for inner in _IN_BRACKETS.findall(whole)) or any(
        item.endswith(tuple(offices())) for item in items
    )


def _item(item: str, *, first: bool) -> tuple[str, bool]:
    """(the name in an item of a list, whether it is one by itself)."""
    length, label = introduction(item) if first else (0, Label.NONE)
    item = item[length:] if label.party else item
    run = RUN.match(item)
    if run is None:
        return item, False
    head = run.group()
    rest, surname = item[len(head) :], _surname(head)
    if first and rest[:1] and rest[0] in BLANK and not surname[0]:
        return _item(rest.strip(BLANK), first=False)
    if rest and _given(rest.strip(BLANK)) and plain_ideographs(head) in names().surnames:
        return item, True
    if surname[0] or rest:
        return surname
    if is_name(head) and not wordy(head):
        return head, True
    return (head, False) if 2 <= len(head) <= 5 and not wordy(head) else ("", False)


def _given(rest: str) -> bool:
    return known_kana(rest) if "\u3041" <= rest[0] <= "\u30fc" else fits_apart(rest, 2)


def _surname(head: str) -> tuple[str, bool]:
    """A surname in a list, titles behind it aside, and whether it is nothing but a surname."""
    plain, surnames = plain_ideographs(head), names().surnames
    for tail in ending(plain):
        bare = plain[: len(plain) - len(tail)]
        if bare in surnames and bare not in word_set("prefectures") and bare not in word_set("no_surname"):
            return head[: len(bare)], surnames[bare] == 2 and len(bare) > 1 and not is_ordinary(bare)
    return "", False


_SPEAKER = re.compile(
    f"^(?:[ \u3000○◯●・]?|[0-9]{{1,2}}:[0-9]{{2}}[ \u3000]+)"
    f"([{LETTER}]{{1,5}}|[\u3041-\u3096]{{2,5}}|[\u30a1-\u30fa\u30fc]{{2,6}})(?:さん)?[ \u3000]?"
    "(?:[:「]|(?<=[0-9][0-9] .)\u3000|\u3000(?=\\S))(?=[^\n]*[\u3041-\u3096]{2})",
    re.MULTILINE,
)
_TIMED = re.compile("[0-9]{1,2}:[0-9]{2}")
_LEAST_SPEAKERS = 2


def _speakers(text: str) -> Iterator[Framed]:
    """Who speaks line by line, in sentences: two lines at least, most of whose labels are names."""
    found = [
        match.group(1) for match in _SPEAKER.finditer(text) if match.group()[-1] in ":「" or _TIMED.match(match.group())
    ]
    told = [value for value in found if not kind_of(value) and _speaks(value)]
    sure = len(told) == len(found) or any(not is_ordinary(plain_ideographs(value)) for value in told)
    if sure and len(told) >= _LEAST_SPEAKERS and len(told) * 2 >= len(found):
        for value in told:
            yield Framed(value, Tells.PERSON if len(value) > 1 else Tells.LITTLE)


def _speaks(value: str) -> bool:
    lexicon, plain = names(), plain_ideographs(value)
    if value in word_set("no_person") or value in word_set("not_given"):
        return False
    return lexicon.surnames.get(plain, 0) == 2 or lexicon.given.get(plain, 0) >= 1 or is_name(value)


_APART = re.compile(f"(?<![{LETTER}])[{LETTER}](?:[ \u3000]{{1,3}}[{LETTER}]){{2,9}}(?![{LETTER}])")


def _set_apart(text: str) -> Iterator[Framed]:
    """Names whose signs stand apart, as on printed forms: 氏 名  土 屋  栄 作  印."""
    for match in _APART.finditer(text):
        signs = list(re.finditer("[^ \u3000]", match.group()))
        for first in range(len(signs) - 3):
            ends = (last for last in (first + 4, first + 3) if last < len(signs))
            stop = next((last for last in ends if _one_name([s.group() for s in signs[first : last + 1]])), 0)
            if stop:
                yield Framed(match.group()[signs[first].start() : signs[stop].end()], Tells.PERSON)
                break


def _one_name(signs: list[str]) -> bool:
    bare = "".join(signs)
    return is_name(bare) and not wordy(bare) and bare[:2] in names().surnames and not kind_of(bare[:2])


_MAIL_HEAD = re.compile(
    "(?:From|To|Cc|CC|差出人|宛先|送信者): ?\"?([A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+){1,3})\"? ?<[^@\n]+@"
)
