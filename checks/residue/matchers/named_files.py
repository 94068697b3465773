"""Persons whom the name of a file or folder names: 佐藤様, 20260401_伊藤美咲, 鈴木さん面談記録, yamada_hanako.

Only what is sure, for a search reports every file of a PC; `file_names` is for what is asked about one file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from checks.residue.fold import fold, joined, plain_ideographs
from checks.residue.matchers import name_cells
from checks.residue.matchers.lexicon import foreign_names, is_ordinary, names, word_set
from checks.residue.records import shows_example, speaks_of_office

_ENDING = re.compile(r"(?:\.[A-Za-z0-9]{1,5}){1,2}$")
_APART = re.compile(r"[\s\u3000_\-.,、。・()（）【】\[\]「」『』0-9A-Za-z]+")
_RUN = f"[{name_cells.LETTER}]"
_ADDRESSED = re.compile(
    f"(?<!{_RUN})({_RUN}{{1,7}})[ _\u3000]?(?:様|さん|さま|氏|殿|くん|君|ちゃん)(?![式々子相態方向数体])"
)
_SET_APART = re.compile("(?:^|[^\u3041-\u30fc\u4e00-\u9fff])\\Z")
_HOUSEHOLD = re.compile(f"^({_RUN}{{2,4}})(?:家|宅)$")
_SURNAME_AND = re.compile(
    f"(?<!{_RUN})({_RUN}{{2,4}})[(（](?:本人|夫|妻|父|母|長男|長女|次男|次女|息子|娘|兄|姉|弟|妹|祖父|祖母|孫)[)）]"
)
_FOREIGN = re.compile("[\u30a1-\u30fa\u30fc]{2,}(?:[・= ][\u30a1-\u30fa\u30fc]{2,})+")
# papers that are about one person
_PAPER = re.compile(
    "面談|申請書|診断書|履歴書|経歴書|アセスメント|同意書|誓約書|通帳|保険証|免許証|手帳|カルテ|ケース記録|支援計画|個別計画|ケアプラン|相談記録|訪問記録|介護記録|看護記録|受給者証|"
    "フェイスシート|住民票|戸籍|在留カード|旅券|パスポート|顔写真|欠席届|退所届|契約書|連絡帳|紹介状|家族構成|聞き取り|聴き取り|負担割合証|検査結果|健診結果|処方箋|お薬|意見書|連絡先|個人票|児童票|指導要録|通知表|給与明細|源泉徴収|履修|退職届"
)
_KNOWN = 2
"""Dictionaries that know a surname that is believed alone."""


def persons_in(name: str) -> list[str]:
    """The persons the name of a file or folder names, as written there; none where it shows how to fill in a form."""
    stem = fold(_ENDING.sub("", name))
    if stem.isascii():
        return list(_latin(_mailbox(fold(name)) or stem))
    if shows_example(stem):
        return []
    found = [*_addressed(stem), *_parts(stem), *_foreign(stem)]
    return [value for value in dict.fromkeys(found) if joined(value) not in word_set("history")]


@lru_cache(maxsize=1_000)  # asked for each file of a folder
def folder_of_person(name: str) -> tuple[str, ...]:
    """The persons a folder is of: its name calls somebody, or is a full name and nothing else."""
    stem = fold(name)
    if stem.isascii() or shows_example(stem):
        return ()
    return tuple(value for value in _addressed(stem) if value) or ((stem,) if _full(stem) else ())


def _addressed(stem: str) -> Iterator[str]:
    office = speaks_of_office(stem)
    for found in _ADDRESSED.finditer(stem):
        run = found.group(1)
        if len(run) == 1 and not (_SET_APART.search(stem, 0, found.start()) and stem[found.end() - 1] in "様ん"):
            continue  # パン屋さん, 沈殿
        if _full(run) or (not office and _called(run)):
            yield run
    for found in _SURNAME_AND.finditer(stem):
        if _alone(found.group(1)):
            yield found.group(1)


def _parts(stem: str) -> Iterator[str]:
    parts = [part for part in _APART.split(stem) if part]
    paper = _PAPER.search(stem) is not None
    for part in parts:
        for piece in {part, part.partition("の")[0], part.rstrip("邸宅家"), *_PAPER.split(part)}:
            bare = name_cells.untitled(piece)
            if _full(bare) or (paper and _alone(bare)):
                yield bare
        household = _HOUSEHOLD.match(part)
        if household and paper and _alone(household.group(1)):
            yield household.group(1)
    for before, after in pairwise(parts):
        if f"{before} {after}" in stem or f"{before}\u3000{after}" in stem:
            yield from _two(before, name_cells.untitled(after))


def _full(bare: str) -> bool:
    """Whether joined letters are a surname and a given name beyond doubt, and no place, firm or word."""
    if not 3 <= len(bare) <= 7 or bare.endswith(tuple(word_set("not_after"))) or is_ordinary(bare):
        return False
    return name_cells.is_name(bare) and (name_cells.well_known(bare) or len(bare) >= 4)


def _two(before: str, after: str) -> Iterator[str]:
    lexicon = names()
    known = lexicon.surnames.get(plain_ideographs(before), 0) + lexicon.given.get(plain_ideographs(after), 0)
    listed = plain_ideographs(before) in lexicon.surnames and plain_ideographs(after) in lexicon.given
    if (listed and known > _KNOWN and (after not in lexicon.words or known == 2 * _KNOWN)) or _readings(before, after):
        yield f"{before} {after}"


def _readings(before: str, after: str) -> bool:
    lexicon = names()
    return (
        name_cells.katakana(before) in lexicon.surname_readings and name_cells.katakana(after) in lexicon.given_readings
    )


def _called(run: str) -> bool:
    """Whether what an honorific follows is a surname: known, and no word for somebody in general."""
    plain = plain_ideographs(run)
    if run in word_set("no_person") or plain in names().words:
        return False
    return names().surnames.get(plain, 0) >= _KNOWN or (len(plain) == 1 and plain in names().surnames)


def _alone(part: str) -> bool:
    """Whether a surname stands alone that both dictionaries know, and that is no word or place besides."""
    plain = plain_ideographs(part)
    if len(plain) < 2 or names().surnames.get(plain, 0) < _KNOWN:
        return False
    return not (plain in names().words or plain in word_set("prefectures") or is_ordinary(plain))


def _foreign(stem: str) -> Iterator[str]:
    if _PAPER.search(stem) is None:
        return
    for found in _FOREIGN.finditer(stem):
        if any(part in foreign_names() for part in re.split("[・= ]", found.group())):
            yield found.group()


_WORDS = re.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_LETTERS = 8
"""Letters of a surname and a given name in Latin letters together, at least: short ones are words of many languages."""


def _mailbox(name: str) -> str:
    """The part before the @ of a mail address that names a file; empty where none does."""
    local, sign, host = name.partition("@")
    return local if sign and "." in host else ""


def _latin(stem: str) -> Iterator[str]:
    """Japanese surname and given name in Latin letters, either first: yamada_hanako, Hanako.Yamada, YamadaHanako."""
    words = _WORDS.findall(stem)
    for before, after in pairwise(words):
        if len(before) < 2 or len(after) < 2 or len(before) + len(after) < _LETTERS:
            continue
        one, other = _katakana(before.lower()), _katakana(after.lower())
        lexicon = names()
        if (one in lexicon.surname_readings and other in lexicon.given_readings) or (
            one in lexicon.given_readings and other in lexicon.surname_readings
        ):
            yield f"{before} {after}"


_VOWELS = dict(zip("aiueo", range(5), strict=True))
_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ", "h": "ハヒフヘホ", "m": "マミムメモ", "r": "ラリルレロ",
    "g": "ガギグゲゴ", "z": "ザジズゼゾ", "d": "ダヂヅデド", "b": "バビブベボ", "p": "パピプペポ", "y": "ヤ ユ ヨ", "w": "ワ    ", "j": "　ジ   ",
    "sh": " シ   ", "ch": " チ   ", "ts": "  ツ  ", "f": "  フ  ",
}  # fmt: skip
_GLIDES = {
    "ky": "キ", "sh": "シ", "sy": "シ", "ch": "チ", "ty": "チ", "ny": "ニ", "hy": "ヒ", "my": "ミ", "ry": "リ", "gy": "ギ", "j": "ジ", "zy": "ジ", "by": "ビ", "py": "ピ",
}  # fmt: skip
_SMALL = {"a": "ャ", "u": "ュ", "o": "ョ"}
_SYLLABLE = re.compile("([kgsztdnhbpmyrwfj]?[yh]?|ch|ts|sh)([aiueo])|n(?![aiueoy])|m(?=[bp])|([kstpc])(?=\\3|ch)")


@lru_cache(maxsize=20_000)
def _katakana(word: str) -> str:
    """A word in Latin letters as katakana, Hepburn or Kunrei, long vowels as written; empty if it is not Japanese."""
    out, at = "", 0
    while at < len(word):
        match = _SYLLABLE.match(word, at)
        sign = _sign(match) if match else ""
        if match is None or not sign:
            return ""
        out, at = out + sign, match.end()
    return out


def _sign(match: re.Match[str]) -> str:
    consonant, vowel, doubled = match.groups()
    if doubled:
        return "ッ"
    if vowel is None:
        return "ン"
    if consonant in _GLIDES and vowel in _SMALL:
        return _GLIDES[consonant] + _SMALL[vowel]
    row = _ROWS.get(consonant, "     ")
    return row[_VOWELS[vowel]].strip()
