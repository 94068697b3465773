"""Values after a label in running text: 氏名：佐藤花子, フリガナ サトウ ハナコ, 住所 …, on the same line or the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import addresses
from checks.residue.matchers.frame_words import one_of
from checks.residue.matchers.headings import of_things
from checks.residue.matchers.labels import kind_of, tables
from checks.residue.matchers.lexicon import names, word_set
from checks.residue.matchers.model import FAIR, SURE, Hit
from checks.residue.matchers.name_cells import is_kana_name, is_name, katakana, name_like
from checks.residue.matchers.wordlist import WordList

_AFTER = re.compile(
    # お名前( 坂口由紀 ): a field in brackets
    r"[ \t\u3000]?\([ \t\u3000]++(?=[^()\n]{2,60}\))|"
    r"(?:\([^)\n]{0,12}\))?[)）】\]」]?(?:[ \t\u3000]*+(?:[:：=＝|→⇒][ \t\u3000]*+\n?|\n)|[ \t\u3000])[ \t\u3000]*+(?=\S)"
)
_CODE = re.compile(
    r"\b(?:As|If|Then|Case|End|Select|Else|String|Integer|Boolean|Null|True|False|Function|Sub|Type|Value|Object|Name|Class|Item|List|File|Path|Index)\b"
)
_SET_APART = re.compile(r"[:：=＝|→⇒\t\n]")
_LETTERS = "\u4e00-\u9fff\u3005ヶ\U00020000-\U0003ffff"
_NAME = re.compile(
    f"[{_LETTERS}\u3041-\u3096\u30a1-\u30fa\u30fc]{{1,8}}(?:[ \u3000・=]{{1,2}}[{_LETTERS}\u3041-\u3096\u30a1-\u30fa\u30fc]{{1,12}}){{0,3}}|[A-Z][A-Za-z'-]+(?:[ \u3000,]{{1,2}}[A-Z][A-Za-z'-]*){{1,4}}"
)
_KANA = re.compile(
    "[\u3041-\u3096\u30a1-\u30fa\u30fc]{1,12}(?:[ \u3000・]{1,2}[\u3041-\u3096\u30a1-\u30fa\u30fc]{1,12}){0,3}"
)
_HONORIFIC_END = re.compile(r"[ \u3000]?(?:様|さま|さん|殿|氏)?\Z")
_TITLED = re.compile("[ \u3000]?(?:様|殿)(?![\u4e00-\u9fff])")
_WHOLE = re.compile(f"[{_LETTERS}]{{1,4}}[ \u3000][{_LETTERS}\u3041-\u3096\u30a1-\u30fa]{{1,5}}")
_REST = re.compile(
    r"[^\n\t|]{4,90}?(?=\s{2,}|[\n\t|]|\u3000{2,}|[、。](?:\s|$)| HTTP/[0-9]|[ \u3000]?[☎℡]|[ \u3000](?:(?:母|父|妻|夫|本人|自宅|日中)?の?(?:電話|携帯|連絡先)|TEL|tel|氏名|生年|FAX|性別|[現前旧新]住所|転居)|(?<=[0-9号室階])(?:令和|平成|昭和)[0-9元]|$)"
)
_KINDS = ("name", "kana", "address", "_staff")


@cache
def _labels() -> tuple[WordList, list[str]]:
    full, _ = tables()
    kinds: dict[str, str] = {}
    for label, kind in full.items():
        if kind in _KINDS and len(label) >= 2 and (not label.isascii() or len(label) >= 4):
            kinds[label] = kind
            if len(label) == 2 and not label.isascii():
                kinds.update(
                    {
                        f"{label[0]}{gap}{label[1]}": kind
                        for gap in (" ", "\u3000", "  ", "\u3000\u3000", "   ", "\u3000\u3000\u3000")
                    }
                )
            if label.isascii():
                kinds.update({label.capitalize(): kind, label.upper(): kind})
    patterns = list(kinds)
    return WordList(patterns, follows=_AFTER), [kinds[pattern] for pattern in patterns]


def labelled(text: str) -> Iterator[Hit]:
    """Names, readings and addresses after their labels; "_staff" hits tell names that belong to an office."""
    labels, kinds = _labels()
    for index, start, end in labels.find(text):
        after = _AFTER.match(text, end)
        if after is None or (start and _inside_word(text[start - 1], text[start])):
            continue
        if text[start - 1 : start] == "_" and not _SET_APART.search(after.group()):
            continue  # UPDATE t_address SET …
        kind = kinds[index]
        if text[start - 1 : start] == "の" and of_things(text[text.rfind("\n", 0, start) + 1 : end]):
            continue  # 公園の木の名前
        if kind in ("name", "_staff"):
            hit = _name(text, after.end(), kind)
            if (
                hit is not None
                and hit.value.isascii()
                and text[start].isascii()
                and not _SET_APART.search(after.group())
            ):
                continue  # Name As String: code and catalogues, no label and value
        elif kind == "kana":
            hit = _kana(text, after.end())
        else:
            hit = _address(text, after.end(), bracketed=after.group().strip() == "(")
        if hit is not None:
            yield hit
            if kind == "name":
                yield from _more_names(text, hit.end)


_NEXT = re.compile(r"(?:[(（][^()（）\n]{1,12}[)）])?[ \u3000]?(?:様|さん|氏)?[ \u3000]?[、,，・/／][ \u3000]?")


def _more_names(text: str, at: int) -> Iterator[Hit]:
    """The rest of a list of names behind one label: 参加者：佐藤花子、鈴木一郎."""
    while (comma := _NEXT.match(text, at)) is not None:
        hit = _name(text, comma.end(), "name")
        if hit is None:
            return
        yield hit
        at = hit.end


def _inside_word(before: str, first: str) -> bool:
    return ("\u4e00" <= before <= "\u9fff" and "\u4e00" <= first <= "\u9fff") or (
        before.isascii() and before.isalnum() and first.isascii()
    )


def _name(text: str, at: int, kind: str) -> Hit | None:
    match = _NAME.match(text, at)
    if match is None:
        return None
    whole = _AT_HOME.sub("", _before_labels(match.group()))
    first, _, rest = whole.partition(" ")
    if rest and (first in one_of("kin") or first in one_of("party")):
        at, whole = at + len(first) + 1, rest
    candidates = [bare for value in _shorter(whole) if len(bare := _HONORIFIC_END.sub("", value)) >= 2]
    fitting = [
        bare
        for bare in candidates
        if not kind_of(bare) and name_like(bare) and not _no_name(bare) and bare not in word_set("no_person")
    ]
    known = next((bare for bare in fitting if is_name(bare) or _in_kana(bare)), None)
    if known is not None:
        return Hit(kind, known, at, at + len(known), SURE)
    titled = whole != _HONORIFIC_END.sub("", whole) or _TITLED.match(text, at + len(whole)) is not None
    if (
        fitting
        and fitting[0] == candidates[0]
        and (_half_known(fitting[0]) or (titled and _WHOLE.fullmatch(fitting[0])))
    ):
        return Hit(kind, fitting[0], at, at + len(fitting[0]), FAIR)
    return None


_SURNAME = re.compile(f"[{_LETTERS}]{{2,4}}")
_KANA_GIVEN = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]{2,6}")


def _in_kana(bare: str) -> bool:
    """Whether a value is a listed surname with a given name in kana behind a blank, or both are in hiragana: 與那嶺 シオン, まるやま そら."""
    surname, _, given = bare.replace("\u3000", " ").partition(" ")
    given = given.strip()
    if not _KANA_GIVEN.fullmatch(given) or kind_of(given):
        return False
    if plain_ideographs(surname) in names().surnames:
        return True
    listed = katakana(given) in names().given_readings
    return listed and (katakana(surname) in names().surname_readings or _SURNAME.fullmatch(surname) is not None)


# 次男 睦 宅に変更: at whose home
_AT_HOME = re.compile("[ \u3000](?:様|さん)?(?:宅|様方|方)(?:[にへでのをまか].*)?\\Z")


def _no_name(bare: str) -> bool:
    """Whether a value is a word for nobody, or ends in an era: 行方不明, 鴨打重信 昭和."""
    return bare in word_set("no_person") or bare.rsplit(maxsplit=1)[-1] in word_set("no_surname")


_LAST_BLANK = re.compile(r"[ \u3000]{1,2}(?=[^ \u3000]+\Z)")


def _before_labels(run: str) -> str:
    """`run` without the labels of further fields at its end: グエン・ティ・ラン 国籍."""
    while (parted := _LAST_BLANK.split(run))[1:] and (parted[1] in _SEX or kind_of(parted[1])):
        run = parted[0]
    return run


_SEX = frozenset("男女")


_BLANKS = re.compile(r"([ \u3000]{1,2})")


def _shorter(whole: str) -> Iterator[str]:
    """The run itself, then without its last blank-separated words: a label may follow the name."""
    yield whole
    parts = _BLANKS.split(whole)
    for count in range(len(parts) - 2, 0, -2):
        yield "".join(parts[:count])


_BLANK = re.compile("[ \u3000]")
_IN_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc・= ]+")
_IN_LETTERS = re.compile(f"[{_LETTERS}\u3041-\u3096]+")
_BETWEEN_PARTS = frozenset("・= ")


def _half_known(value: str) -> bool:
    """A listed surname or given name with something name-like beside it, or words of a foreign name."""
    bare = plain_ideographs(_BLANK.sub("", value))
    if _IN_KATAKANA.fullmatch(value):
        return not _BETWEEN_PARTS.isdisjoint(value.strip()) and len(bare) >= 5
    if value.isascii():
        return " " in value.strip() and _CODE.search(value) is None
    lexicon = names()
    if not 3 <= len(bare) <= 7 or bare in lexicon.words or not _IN_LETTERS.fullmatch(bare):
        return False
    surname = any(bare[:i] in lexicon.surnames for i in range(1, len(bare)))
    given = any(bare[i:] in lexicon.given for i in range(1, len(bare) - 1))
    return given or (surname and len(bare) <= 5 and _BLANK.search(value) is not None)


def _kana(text: str, at: int) -> Hit | None:
    match = _KANA.match(text, at)
    if match is None or len(match.group()) < 4 or kind_of(match.group()):
        return None
    return Hit("kana", match.group(), at, match.end(), FAIR) if is_kana_name(match.group()) else None


_REMARK = re.compile("[ \u3000]?[(（][^()（）]*[はがをに][^()（）]*[)）]\\Z")


_QUOTED = re.compile("['\"「『]([^'\"「」『』\n]{4,90})['\"」』]")


_IN_BRACKETS = re.compile(r"[^()\n]{4,90}?(?=[ \t\u3000]*\))")


_POSTAL = re.compile(r"^〒?\s?[0-9]{3}-?[0-9]{4}\s*")
_HOUSE = re.compile(r"[\u4e00-\u9fff]{2,}[0-9]{1,4}(?:-[0-9]{1,4}|丁目|番)")
_FIGURE = re.compile("[0-9]")


def _address(text: str, at: int, *, bracketed: bool) -> Hit | None:
    match = _IN_BRACKETS.match(text, at) if bracketed else _QUOTED.match(text, at) or _REST.match(text, at)
    if match is None:
        return None
    value = _POSTAL.sub("", match.group(match.lastindex or 0)).strip()
    value = _REMARK.sub("", value)
    begin = text.find(value, at) if value else -1
    if begin < 0 or not value or not (addresses.is_address(value) or _HOUSE.search(value)):
        return None
    # a municipality alone is where many are
    return Hit("address", value, begin, begin + len(value), SURE if _FIGURE.search(value) else FAIR)
