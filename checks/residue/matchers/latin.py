"""Names in Latin letters: Yuko Suzuki, Dear Ms. Hamada, NGUYEN THI LAN in letters, chats and notes.

Japanese names are told by their readings, however long vowels are written (Oota, Ohta, Ota); others only where a letter
calls somebody so.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from checks.residue.matchers.lexicon import names, word_set
from checks.residue.matchers.needed import Needing

_VOWELS = "アイウエオ"
_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ", "h": "ハヒフヘホ", "m": "マミムメモ",
    "y": "ヤ ユ ヨ", "r": "ラリルレロ", "w": "ワ   ヲ", "g": "ガギグゲゴ", "z": "ザジズゼゾ", "d": "ダヂヅデド", "b": "バビブベボ",
    "p": "パピプペポ",
}  # fmt: skip
_SPECIAL = {"shi": "シ", "chi": "チ", "tsu": "ツ", "fu": "フ", "ji": "ジ"}
_GLIDES = {
    "sh": "シ", "ch": "チ", "j": "ジ", "ky": "キ", "gy": "ギ", "ny": "ニ", "hy": "ヒ", "by": "ビ", "py": "ピ", "my": "ミ", "ry": "リ",
    "sy": "シ", "ty": "チ", "zy": "ジ", "jy": "ジ",
}  # fmt: skip
_SMALL = {"a": "ャ", "u": "ュ", "o": "ョ"}


@cache
def _syllables() -> dict[str, str]:
    table = {
        row + vowel: kana
        for row, kanas in _ROWS.items()
        for vowel, kana in zip("aiueo", kanas, strict=False)
        if kana != " "
    }
    table |= {glide + vowel: kana + small for glide, kana in _GLIDES.items() for vowel, small in _SMALL.items()}
    return table | _SPECIAL


_SHORT = re.compile("(?<=[オコソトノホモヨロゴゾドボポョ])[ウオ]|(?<=[ウクスツヌフムユルグズブプュ])ウ|ー")


_NASALS = dict(zip("アイウエオ", "ナニヌネノ", strict=True))
_SYLLABIC = re.compile("ン([アイウエオ])")


def _short(reading: str) -> str:
    """A reading without the lengths of its vowels, and as written without apostrophes: ジュンイチ is Junichi."""
    return _SHORT.sub("", _SYLLABIC.sub(lambda match: _NASALS[match.group(1)], reading))


@cache
def _readings() -> tuple[frozenset[str], frozenset[str]]:
    lexicon = names()
    return frozenset(map(_short, lexicon.surname_readings)), frozenset(map(_short, lexicon.given_readings))


@lru_cache(maxsize=20_000)
def reading(word: str) -> str:
    """A word in Latin letters read as Japanese, in katakana without long vowels; empty if it cannot be."""
    rest, kana, table = (
        word.lower().replace("oh", "o", 1) if "oh" in word.lower()[:3] else word.lower(),
        "",
        _syllables(),
    )
    while rest:
        if rest[0] == "n" and (len(rest) == 1 or rest[1] not in "aiueoy"):
            kana, rest = kana + "ン", rest[1:].lstrip("'-")
            continue
        if rest[0] == "m" and rest[1:2] in ("b", "p", "m"):
            kana, rest = kana + "ン", rest[1:]
            continue
        if len(rest) > 1 and rest[0] == rest[1] and rest[0] not in "aiueon":
            kana, rest = kana + "ッ", rest[1:]
            continue
        if rest.startswith("tch"):
            kana, rest = kana + "ッ", rest[1:]
        length = next((n for n in (3, 2, 1) if rest[:n] in table), 0)
        if not length:
            return ""
        kana, rest = kana + table[rest[:length]], rest[length:]
    return _short(kana)


@lru_cache(maxsize=20_000)
def japanese(first: str, second: str) -> bool:
    """Whether two words are a surname and a given name, in either order."""
    one, other = reading(first), reading(second)
    if min(len(one), len(other)) < 2:  # An, Li: short words of any language
        return bool(one and other and max(len(one), len(other)) > 2 and _fits(one, other))
    return _fits(one, other)


def _fits(one: str, other: str) -> bool:
    surnames, givens = _readings()
    return (one in surnames and other in givens) or (other in surnames and one in givens)


_WORD = "(?:[A-Z][a-z]+(?:-[a-z]+)?|[A-Z]{2,})"
_PAIR = Needing(rf"(?<![A-Za-z@./_-])({_WORD}) ({_WORD})(?![A-Za-z@_/.])(?!\.[a-z])")
_CALLED = Needing(
    rf"(?:(?:Mr|Ms|Mrs|Miss|Dr)\.? |Dear |Hi |Hello )(?!Sir|Madam|All|Team|Customer|Everyone|Colleague|Mr|Ms|Mrs|Dr)({_WORD}(?: {_WORD}){{0,3}})"
    rf"|(?<![A-Za-z])({_WORD}(?: {_WORD}){{0,3}})(?:-| )(?:san|sama|kun|chan|sensei)(?![a-z])"
)
_SIGNED = Needing(
    rf"(?:[Rr]egards|Sincerely|Thanks|Thank you|Best|Yours|wishes),?[ \t]*\n+[ \t]*({_WORD}(?: {_WORD}){{0,3}})[ \t]*(?:\n|\Z)"
)
_SAID = Needing(
    rf"(?:[Mm]y name is|I am|I'm|[Tt]his is|(?:son|daughter|mother|father|wife|husband|child) of|(?:^|\n)From:?) ({_WORD}(?: {_WORD}){{1,3}})(?![A-Za-z@])"
)
# names of foreign residents among Japanese: at the head of a line, behind a label, in a list
_CAPITALS = Needing(
    "^[・*-]? ?([A-Z]{2,14}(?: [A-Z]{2,14}){1,3})[ \u3000]+(?=[\u3041-\u30fa\u4e00-\u9fff])", re.MULTILINE
)
_LABELLED = Needing(
    rf"(?:お子さま|お子さん|お子様|[長次][男女]|[夫妻母父子]|本人|氏名|名前|対象|通訳者?|相談者|講師|参加者?|出席者?|申請者|患者|生徒|児童|の|(?<=[\u30a1-\u30fc\u4e00-\u9fff])、)[ \u3000:(]{{0,2}}({_WORD}(?: {_WORD}){{1,3}})(?=[)、。\n]|[ \u3000]?(?:さん|様|氏|くん|ちゃん)|\\Z)"
)
_LEAST = 4
_LETTER_MARK = Needing(
    r"(?:^|\n)[ \t>]*(?:Dear|Hi|Hello) [A-Z]|[Rr]egards,|Sincerely,|(?:Mr|Ms|Mrs|Dr)\. [A-Z]|[a-z]-san\b"
)
_PUBLISHED = (
    "Copyright",
    "copyright",
    "License",
    "LICENSE",
    "http",
    "Sir or Madam",
    "def ",
    "import ",
    "function",
    "et al",
    "pp.",
    "Vol.",
)


def letter(text: str) -> bool:
    """Whether a text is a letter or note in which somebody is addressed or signs, in English or in Japanese."""
    told = _LETTER_MARK.search(text) is not None or romaji(text)
    return told and not any(word in text for word in _PUBLISHED)


# Japanese typed in Latin letters: Ana Reis san, kodomo 2 nin, hoikuen no shorui
_POLITELY = Needing(rf"(?<![A-Za-z])({_WORD}(?: {_WORD}){{0,3}})(?:-| )(?:san|sama|kun|chan|sensei)(?![a-z])")
_JAPANESE_WORD = re.compile(
    r"(?<![A-Za-z])(?:ni|wo|ga|wa|desu|masu|made|dake|kara|yori|kodomo|denwa|shorui|byouin|byoin|hoikuen|gakkou|gakko|okane|renraku|[a-z]{2,}(?:masu|mashita|masen|shita))(?![A-Za-z'])"
)
_WORDS = 3


def romaji(text: str) -> bool:
    """Whether a text is Japanese in Latin letters in which somebody is called politely."""
    return _POLITELY.search(text) is not None and len(set(_JAPANESE_WORD.findall(text))) >= _WORDS


def several_called(text: str) -> bool:
    """Whether at least two persons are called politely in Japanese written in Latin letters."""
    return romaji(text) and len(set(_POLITELY.findall(text)) - _NOBODY) >= _TWO


def pairs(text: str) -> set[str]:
    """Surnames with given names of Japanese, as written."""
    return {match.group() for match in _PAIR.finditer(text) if japanese(match.group(1), match.group(2))}


def called(text: str) -> set[str]:
    """Whoever is addressed or signs: Dear Ms. Hamada, Suzuki-san, Best regards, WANG LIHUA."""
    found = {match.group(1) or match.group(2) for match in _CALLED.finditer(text)}
    found |= {match.group(1) for pattern in (_SIGNED, _SAID) for match in pattern.finditer(text)}
    return {value for value in found if value not in word_set("no_person") and value not in _NOBODY}


def noted(text: str) -> set[str]:
    """Whoever is written in Latin letters in a Japanese note about persons: NGUYEN THI LAN 敬語が苦手, お子さま(KHAN IMRAN)."""
    found = [match.group(1) for pattern in (_CAPITALS, _LABELLED) for match in pattern.finditer(text)]
    return {value for value in found if _foreign(value.split())}


_STANDING = Needing(
    r"(?<![A-Za-z0-9@._/=&?#'-])((?:[A-Z][a-z]{1,14}(?:-[A-Z]?[a-z]+|'[A-Z][a-z]+)?|[A-Z]{2,14})(?:,? (?:[A-Z][a-z]{1,14}(?:-[A-Z]?[a-z]+|'[A-Z][a-z]+)?|[A-Z]{2,14})){1,5})(?![A-Za-z0-9@_/=&-]|\.[A-Za-z0-9]|'[A-Za-rt-z])"
)
_TWO = 2
_CALLS = frozenset(("Client", "Patient", "Resident", "Student", "Ask", "Tell", "Call", "Visit", "Visited", "Dear"))
"""Words in capitals before whom they speak of."""


def standing(text: str, no_names: frozenset[str]) -> set[str]:
    """Several words in capitals that stand together in a text about persons, none of them in `no_names` (small letters)."""
    found: set[str] = set()
    for match in _STANDING.finditer(text):
        words = match.group(1).replace(",", "").split()
        while words and (words[0].lower() in no_names or words[0] in _CALLS):
            words = words[1:]
        known = any(word.lower() in no_names for word in words)
        if len(words) >= _TWO and not known and (len(words) > _TWO or _foreign(words)):
            value = match.group(1)
            found.add(value[value.index(words[0]) :] if words[0] in value else value)
    return found


def parts(text: str, known: Collection[str]) -> set[str]:
    """Words of `known` names in Latin letters that stand by themselves: Bishal, of Bishal Gurung."""
    words = {part for name in known if name.isascii() and " " in name for part in name.split() if len(part) > _TWO}
    return words.intersection(_ALONE.findall(text)) if words else set()


_ALONE = re.compile(r"(?<![A-Za-z0-9@._/' -])([A-Z][A-Za-z'-]{2,15})(?![A-Za-z0-9@_/=-]|\.[A-Za-z]| [A-Z])")


def _foreign(words: list[str]) -> bool:
    """Whether words may be somebody's name: one of them is long enough, and none is known as something else."""
    return max(map(len, words)) >= _LEAST and _THINGS.isdisjoint(word.upper() for word in words)


_THINGS = frozenset(
    [
        "NPO",
        "PC",
        "USB",
        "PDF",
        "MS",
        "IT",
        "FAX",
        "TEL",
        "LINE",
        "OK",
        "NG",
        "WEB",
        "ID",
        "NO",
        "VS",
        "AM",
        "PM",
        "CD",
        "DVD",
        "TV",
        "HP",
        "URL",
        "MAIL",
        "EMAIL",
        "JR",
        "NHK",
        "QR",
        "SNS",
        "APP",
        "GOOGLE",
        "WORD",
        "EXCEL",
        "OFFICE",
        "WINDOWS",
        "MICROSOFT",
        "ADOBE",
        "ZOOM",
        "TEAMS",
        "DATE",
        "NAME",
        "THE",
        "AND",
        "OF",
        "FOR",
        "FROM",
        "TO",
        "IN",
        "ON",
        "WITH",
        "OPEN",
        "CLOSE",
        "START",
        "END",
        "TEST",
        "NEW",
        "SALE",
        "FREE",
        "WIFI",
        "SD",
        "SSD",
        "HDD",
        "LED",
        "CAFE",
        "HOTEL",
        "CITY",
        "CENTER",
        "CENTRE",
        "HALL",
        "HOUSE",
        "SHOP",
        "STORE",
        "BANK",
        "CO",
        "LTD",
        "INC",
        "CORP",
        "JAPAN",
        "TOKYO",
    ]
)
_NOBODY = frozenset(("Best", "Thank", "Thanks", "Kind", "There", "Manager", "Sales", "Support", "Office"))
