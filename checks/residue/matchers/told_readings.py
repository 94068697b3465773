"""Readings of names in running text: in brackets behind a name, beside it, behind a label, before an honorific."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.residue.matchers.gated import Gated
from checks.residue.matchers.lexicon import names
from checks.residue.matchers.model import FAIR, Hit
from checks.residue.matchers.name_cells import is_kana_name, katakana

_KANA = "[\u3041-\u3096\u30a1-\u30fa\u30fc]"
_CALLED = "(?:[ \u3000]?(?:さん|様|氏|殿|ちゃん|くん|君|先生))?"
# what a reading may be called where it stands: (フリガナ ヒロセ アヤ), メイギ クロカワ マサル
_LABEL = "(?:(?:フリガナ|ふりがな|カナ|かな|ヨミ(?:ガナ|カタ)?|よみ(?:がな|かた)?|メイギ(?:ニン)?)[ \u3000]{1,2})?"
_IN_BRACKETS = re.compile(
    f"{_CALLED}[ \u3000]?[(\\[【〔<《「『][ \u3000]?{_LABEL}({_KANA}[\u3041-\u3096\u30a1-\u30fa\u30fc \u3000・]{{2,18}}?)[ \u3000]?[)\\]】〕>》」』、,/]"
)
_BESIDE = re.compile(
    f"[ \u3000/・,、]{{1,2}}{_LABEL}({_KANA}{{2,12}}(?:[ \u3000・]{_KANA}{{2,8}})?)(?!{_KANA}|(?![様殿氏君生])[\u4e00-\u9fff])"
)
_ALONE = Gated(
    "[(（](?<=[\u4e00-\u9fff々ヶ \u3000][(（])([\u3041-\u3096\u30a1-\u30fa\u30fc][\u3041-\u3096\u30a1-\u30fa\u30fc \u3000・]{3,18})[)）]"
)
_LABELLED = Gated(
    f"(?:[フふ][リり][ガが][ナな]|カナ氏名|氏名カナ|カナ|ヨミ|よみ(?:がな)?|読み(?:方|仮名|がな)?|呼び名|名義人?|メイギ(?:ニン)?|名札|の名前?(?=[は「]))[)）]?(?:には|は|に|:)?[ \u3000「『(]{{0,2}}({_KANA}{{2,14}}(?:[ \u3000・]{_KANA}{{2,8}})?)"
)
_LABEL_WORDS = ("ガナ", "がな", "カナ", "ヨミ", "よみ", "読み", "呼び名", "名義", "メイギ", "名札", "の名")
# the blank leads, which is seldom met between kana: what begins with kana begins everywhere
_BEFORE_TITLE = Gated(f"[ \u3000・](?<={_KANA}{{2}}.)({_KANA}{{2,6}})[ \u3000]?(?:様|さん|氏)(?<!{_KANA}.)")
_BEFORE_MAIL = re.compile(f"(?<!{_KANA})({_KANA}{{4,12}}(?:[ \u3000・]{_KANA}{{2,6}})?)[ \u3000<(/]{{1,3}}\\Z")
_KANA_BEFORE = re.compile(f"{_KANA}{{2,6}}\\Z")
_TITLE_ENDS = frozenset("様氏殿")
"""Last signs of honorifics."""
_AHEAD = frozenset(" \u3000([【〔<《「『/・,、さ様氏殿ちく君先")
"""Signs right behind a name that a reading may follow."""
_LONG = 6
"""Signs from which on a reading in one word is told by the dictionaries alone: ようかん reads like よう かん."""
_WORDS = re.compile("[ \u3000・]+")
_ENDING = 7
"""Signs of grammar that may stand right behind a reading: …とのことです."""


def find(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Readings in folded `text`; `hits` are what was found before, of which names count."""
    for hit in hits:
        if hit.kind == "name" and text[hit.end : hit.end + 1] in _AHEAD:
            yield from _behind(text, hit.end, hit.value)
        elif hit.kind == "bank_account" and (beside := _BESIDE.match(text, hit.end)) is not None:
            yield from _holder(beside)
        elif (
            hit.kind == "email" and (before := _BEFORE_MAIL.search(text, max(0, hit.start - 20), hit.start)) is not None
        ):
            yield from _writer(before)
    for match in _ALONE.finditer(text) if "(" in text else ():
        inner = match.group(1)
        parts = len(_WORDS.split(inner))
        called = parts == 2 and text[match.start() - 1] in _TITLE_ENDS and is_kana_name(inner)
        if called or (_reads_like_a_name(inner) and (parts == 2 or len(inner) >= _LONG)):
            yield Hit("kana", inner, match.start(1), match.end(1), FAIR)
    for match in _LABELLED.among(text, _LABEL_WORDS):
        yield from _longest(match)
    yield from _before_titles(text)


# クスダ クミコです: the name ends where the script does
_ONE_SCRIPT = re.compile("[\u30a1-\u30fa\u30fc \u3000・]+|[\u3041-\u3096\u30fc \u3000・]+")


def _holder(beside: re.Match[str]) -> Iterator[Hit]:
    """The holder of an account, written behind its number: 普通 5820416 クスダ クミコ."""
    alike = _ONE_SCRIPT.match(beside.group(1))
    told = alike.group() if alike is not None else ""
    parts = len(_WORDS.split(told))
    if (parts == 2 and is_kana_name(told)) or (parts == 1 and len(told) >= _LONG and _reads_like_a_name(told)):
        yield Hit("kana", told, beside.start(1), beside.start(1) + len(told), FAIR)


def _writer(before: re.Match[str]) -> Iterator[Hit]:
    """Who signs with a reading and a mailbox: クスダクミコ kumi@example.jp."""
    if _reads_like_a_name(before.group(1)):
        yield Hit("kana", before.group(1), before.start(1), before.end(1), FAIR)


def _before_titles(text: str) -> Iterator[Hit]:
    """Readings in two words that an honorific follows, none over another."""
    last = 0
    for match in _BEFORE_TITLE.finditer(text):
        before = _KANA_BEFORE.search(text, max(last, match.start() - 6), match.start())
        if before is None:
            continue
        start, end, last = before.start(), match.end(1), match.end()
        if _reads_like_a_name(text[start:end]):
            yield Hit("kana", text[start:end], start, end, FAIR)


def _behind(text: str, at: int, name: str) -> Iterator[Hit]:
    """A reading right behind a name: in brackets, where half of it has to be known, or beside it."""
    found = _IN_BRACKETS.match(text, at)
    if found is not None and _fits(found.group(1), name):
        yield Hit("kana", found.group(1), found.start(1), found.end(1), FAIR)
    elif (beside := _BESIDE.match(text, at)) is not None and _reads_like_a_name(beside.group(1)):
        yield Hit("kana", beside.group(1), beside.start(1), beside.end(1), FAIR)


def _fits(told: str, name: str) -> bool:
    """Whether kana in brackets behind a name are its reading: whole, or half known and long enough."""
    if len(told) >= _LONG and is_kana_name(told):
        return True
    return _reads_like_a_name(told) and (len(name) > 2 or len(_WORDS.split(told)) == 2)


def _longest(match: re.Match[str]) -> Iterator[Hit]:
    """The reading behind a label, without what the sentence goes on with."""
    told = match.group(1)
    for end in range(len(told), max(3, len(told) - _ENDING - 1), -1):
        if _reads_like_a_name(told[:end]):
            yield Hit("kana", told[:end], match.start(1), match.start(1) + end, FAIR)
            return


def _reads_like_a_name(told: str) -> bool:
    """Whether kana are the reading of a surname and that of a given name, apart or joined."""
    parts = _WORDS.split(katakana(told))
    known = names()
    if len(parts) == 2:
        return parts[0] in known.surname_readings and parts[1] in known.given_readings
    whole = parts[0]
    if whole[: len(whole) // 2] * 2 == whole:
        return False  # そうそう, まあまあ: a word said twice
    return len(parts) == 1 and any(
        whole[:cut] in known.surname_readings and whole[cut:] in known.given_readings
        for cut in range(2, len(whole) - 1)
    )
