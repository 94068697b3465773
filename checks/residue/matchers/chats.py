"""Who writes in exported chats: the formats of LINE, Slack and Teams put the writer's name at a fixed place of a line."""

from __future__ import annotations

import re
from collections import Counter

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import latin
from checks.residue.matchers.frame_words import wordy
from checks.residue.matchers.given import known_kana
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import foreign_names, names, word_set
from checks.residue.matchers.name_cells import LETTER, is_name, katakana
from checks.residue.matchers.needed import Needing

_LINE = re.compile(r"(?:^|[ \t])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\t([^\t\n]{1,24})\t", re.MULTILINE)
_SLACK = re.compile(r"<@[A-Z0-9]{5,12}\|([^>\n]{2,30})>")
_HEAD = Needing(r"^([^\t\n:0-9]{2,24}?)[ \t\u3000]{1,2}[0-9]{1,2}:[0-9]{2}(?: ?[AP]M)?[ \t]*$", re.MULTILINE)
_CLOCK_END = Needing(r":[0-9]{2}(?: ?[AP]M)?[ \t]*\n")
_WITH = Needing(r"\[LINE\] ?([^\n]{2,20}?)との(?:トーク|チャット)")
_JOINED = Needing(
    "([^\\s、。]{2,14})が(?:グループに参加|グループを退会|グループに招待)|([^\\s、。]{2,14}?)が([^\\s、。]{2,14}?)をグループに(?:追加|招待)"
)
# nobody but a writer stands line by line before a colon in kana and signs as nicknames have them
_COLON = re.compile("^([^\\s:「」(（0-9]{2,8})(?:[ ]?:[ ]?|\u3000)(?=[^\n]*[\u3041-\u3096])", re.MULTILINE)
_NICK = re.compile(
    "[\u3041-\u3096\u30a1-\u30fa]{1,6}(?:ー|っち|ぽん|ちゃん|りん|ぴー|たん|やん|ちん|つん|っぴ|っぺ|にゃん)"
)
_AT = re.compile(f"(?<![A-Za-z0-9.])@([{LETTER}]{{2,6}})(?=さん|[ \u3000\\n])")
_PARENT = re.compile("(?:ママ|パパ)\\Z")
_BESIDES = re.compile("[@＠(（].*")
_NAME = re.compile(
    f"[{LETTER}]{{1,5}}(?:[ \u3000]?[{LETTER}\u3041-\u3096\u30a1-\u30fa\u30fc]{{1,5}})?|[\u3041-\u3096]{{2,6}}|[\u30a1-\u30fa\u30fc]{{2,9}}(?:[ ・\u3000][\u30a1-\u30fa\u30fc]{{1,9}}){{0,3}}"
)
_LATIN = re.compile("[A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+){1,3}")
_LEAST = 2


def writers(text: str) -> set[str]:
    """Names of those who write in folded `text`, if it is a chat."""
    found = [match.group(1) for match in _LINE.finditer(text)] if "\t" in text and ":" in text else []
    heads = [match.group(1) for match in _HEAD.finditer(text)] if _CLOCK_END.search(text) is not None else []
    found += heads if len(heads) >= _LEAST else []
    found += _SLACK.findall(text) if "<@" in text else []
    nicknames = _by_colon(text)
    if found:
        found += _WITH.findall(text) + _AT.findall(text)
        found += [value for values in _JOINED.findall(text) for value in values if value]
    found = [_PARENT.sub("", value) for value in found]
    bare = {_BESIDES.sub("", value).strip() for value in found}
    named = {value for value in bare if _named(value)}
    if named:  # サッカー alone is what a timetable has behind its hours
        named |= {value for value in bare if value[-1:] != "ー" and _NICK.fullmatch(value)}
    return named | nicknames


_SAID = re.compile("[^\\n]*[\u3041-\u3096][^\\n]*[\u3041-\u3096]{2}[^\\n]*")
_MOST = 200_000
"""Characters of a log that are looked through for sentences."""


def spoken(text: str) -> str:
    """The lines of a log in which sentences stand: letters and messages that passed through a program."""
    return "" if text.isascii() else "\n".join(_SAID.findall(text[:_MOST]))


def in_cells(text: str) -> bool:
    """Whether rows of cells, apart by tabs, are what several wrote and when: most of those named there are known names."""
    found = [_BESIDES.sub("", value).strip() for value in _LINE.findall(text)] if "\t" in text and ":" in text else []
    listed = [value for value in found if _is_listed(value)]
    return len(set(listed)) >= _LEAST and len(listed) * 3 >= len(found) * 2


def _is_listed(value: str) -> bool:
    plain, lexicon = plain_ideographs(value), names()
    return lexicon.surnames.get(plain, 0) == _LEAST or plain in lexicon.given or is_name(value)


# a transcript: when, who, and what was said
_SPOKEN = re.compile(
    r"^[\[(]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?[\])]?[ \t\u3000]([^\s:「」(（0-9]{2,10})[ ]?:[ ]?(?=[^\n]*[\u3041-\u3096])",
    re.MULTILINE,
)
_TALK = 3
"""Lines of two speakers at least that make a transcript."""


def speakers(text: str) -> set[str]:
    """Who speaks in a transcript: 00:01:30 楠田久美子: すみません遅れました."""
    found = _SPOKEN.findall(text) if ":" in text else []
    return {value for value in found if _named(value)} if len(found) >= _TALK and len(set(found)) > 1 else set()


def _by_colon(text: str) -> set[str]:
    """Nicknames and names in kana that stand before a colon, each on several lines, where others do so, too."""
    heads = Counter(_COLON.findall(text))
    told = {value for value, times in heads.items() if times >= _LEAST and (_NICK.fullmatch(value) or _in_kana(value))}
    others = {value for value in heads if value not in told and (_NICK.fullmatch(value) or _named(value))}
    return told | others if len(told | others) >= _LEAST and told else set()


def _in_kana(value: str) -> bool:
    """Whether hiragana are a given name, and no time of the day."""
    return "\u3041" <= value[0] <= "\u3096" and value not in _TIMES and known_kana(value)


_TIMES = frozenset(("あさ", "ひる", "よる", "ゆう"))


def _named(value: str) -> bool:
    """Whether a display name is a person's rather than a nickname, a group's or a word."""
    if (words := _LATIN.fullmatch(value)) is not None:
        return value.isupper() or any(
            latin.japanese(one, other)
            for one, other in zip(words.group().split(), words.group().split()[1:], strict=False)
        )
    if (
        _NAME.fullmatch(value) is None
        or kind_of(value)
        or value in word_set("no_person")
        or value in word_set("not_given")
    ):
        return False
    plain, lexicon = plain_ideographs(value), names()
    if "\u3041" <= value[0] <= "\u3096":
        return value in lexicon.given or katakana(value) in lexicon.given_readings
    if "\u30a1" <= value[0] <= "\u30fc":
        return any(part in foreign_names() for part in re.split("[ ・\u3000]", value))
    listed = plain in lexicon.surnames or plain in lexicon.given
    return listed or not wordy(value)
