"""Whether a whole cell or line is a name of a person, or a reading of one: by the dictionaries, or by its looks."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from checks.residue.fold import VARIANTS, plain_ideographs
from checks.residue.matchers.lexicon import is_ordinary, names, word_set

LETTER = "\u4e00-\u9fff\u3005ヶ\U00020000-\U0003ffff\uf900-\ufaff"
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


_KANA_CELL = re.compile("[\u30a1-\u30fa\u30fc]{2,}(?:[ \u3000・,]{1,2}[\u30a1-\u30fa\u30fc]+){0,3}")
_PARTS = re.compile("[ \u3000・,]+")
_TITLE = re.compile(r"[ \u3000]?(?:様方|様|さん|殿|氏|くん|ちゃん)$")


def katakana(text: str) -> str:
    """`text` with its hiragana as katakana."""
    return text.translate(_TO_KATAKANA)


def is_kana_name(cell: str) -> bool:
    """Whether a whole cell in kana is a surname and a given name, apart or joined."""
    bare = cell.translate(_TO_KATAKANA).strip()
    if not _KANA_CELL.fullmatch(bare):
        return False
    parts = _PARTS.split(bare)
    lexicon = names()
    if len(parts) >= 2:
        return parts[0] in lexicon.surname_readings or parts[-1] in lexicon.given_readings
    whole = parts[0]
    return any(
        whole[:i] in lexicon.surname_readings and whole[i:] in lexicon.given_readings for i in range(2, len(whole) - 1)
    )


_HIRAGANA_NAME = re.compile("[\u3041-\u3096]{2,6}[ \u3000][\u3041-\u3096]{2,5}")


_CHILDREN = 4
"""Names in hiragana, both parts listed, that make a list of small children."""


def in_hiragana(lines: Collection[str]) -> list[str]:
    """Those of `lines` that are a surname and a given name in hiragana, as lists of small children are written.

    Given names nobody listed count once most are listed; none at all where few are.
    """
    pairs = {line: katakana(line).split() for line in lines if _HIRAGANA_NAME.fullmatch(line)}
    named = {line: pair for line, pair in pairs.items() if pair[0] in names().surname_readings}
    known = sum(given in names().given_readings for _, given in named.values())
    return list(named) if known >= max(_CHILDREN, len(named) // 2) else []


_IN_HIRAGANA = re.compile("[\u3041-\u3096]{3,5}")
"""A given name in hiragana behind a surname; shorter ones are particles as often."""


def untitled(name: str) -> str:
    """`name` without the honorific after it."""
    return _TITLE.sub("", name.strip())


_TITLE_ENDS = frozenset("様ん殿氏方")
"""Last signs of `_TITLE`."""


@cache
def _first_signs() -> frozenset[str]:
    """What listed surnames begin with, as written and in old signs."""
    plain = {name[0] for name in names().surnames}
    return frozenset(plain | {old for old, usual in VARIANTS.items() if usual in plain})


@lru_cache(maxsize=20_000)
def is_name(cell: str) -> bool:
    """Whether a whole cell is a surname and a given name known to the dictionary, apart or joined."""
    bare = cell.strip()
    if bare[:1] not in _first_signs():  # most cells of most tables
        return False
    bare = plain_ideographs(_TITLE.sub("", bare) if bare[-1] in _TITLE_ENDS else bare)
    if not 2 <= len(bare) <= 12:
        return False
    lexicon = names()
    parts = bare.split()
    if len(parts) == 2:
        return parts[0] in lexicon.surnames and (
            parts[1] in lexicon.given or lexicon.given_like(parts[1]) or _read_given(parts[1])
        )
    if len(parts) != 1 or bare in lexicon.words or bare in lexicon.places or len(bare) > 7:
        return False
    if bare[-1] in "都道府県市区町村郡" and (
        bare[:-1] in lexicon.places or (bare[-1] in "市区" and len(bare) > _WHOLE)
    ):
        return False
    for i in range(1, len(bare)):
        known = lexicon.surnames.get(bare[:i])
        if known is not None:
            given = bare[i:]
            times = lexicon.given.get(given, 0) if i >= 2 or given not in lexicon.recent_signs else 0
            if known + times >= 2 and (times or (len(given) == 2 and lexicon.given_like(given))):
                return given not in word_set("not_given")  # 大塚経由, 青葉大学
            if known == 2 and i >= 2 and _IN_HIRAGANA.fullmatch(given) and katakana(given) in lexicon.given_readings:
                return True
    return False


def _read_given(word: str) -> bool:
    """Whether a word in hiragana is how given names are read, as children's are written."""
    return (
        _HIRAGANA_GIVEN.fullmatch(word) is not None
        and katakana(word) in names().given_readings
        and not is_ordinary(word)
    )


_HIRAGANA_GIVEN = re.compile("[\u3041-\u3096]{2,5}")


def is_given(word: str) -> bool:
    """Whether a word is a listed given name, in ideographs or in kana."""
    return plain_ideographs(word) in names().given or katakana(word) in names().given_readings


# 空, 蒼; what stands behind a name and is none: a seal, an honorific, a relative, a mark
_ONE_SIGN = re.compile("[\u4e00-\u9fff](?<![印他外様殿氏君男女父母夫妻子兄姉弟妹孫済欠出有無故可否])")


_WHOLE = 3
"""Signs of a whole name before given names of others; two are a surname nobody listed."""


_OLD = re.compile("[(（][0-9]{1,2}(?:歳|才|年生?|か月|ヶ月)?[)）]")
_BETWEEN = re.compile("[ \u3000]*[・･、,，/／&＆\n][ \u3000]*")
_CALLED = re.compile("[\u3041-\u3096]{2,5}")
"""A given name in hiragana among others."""


def brothers(cell: str) -> list[str]:
    """The names in a cell of one whole name and the given names of others behind it: 中島慧 樹, 近藤 豊(5)・花(3); none where it is anything else."""
    parts = [part.strip() for part in _BETWEEN.split(_OLD.sub("", cell))]
    if len(parts) > 1:
        return _several_children(parts)
    first, *others = cell.split() or [""]
    surname = first in names().surnames or katakana(first) in names().surname_readings
    if surname and len(others) > 1 and all(map(is_given, others)):
        return [f"{first} {others[0]}", *others[1:]]
    if not others or surname or len(first) < _WHOLE or not all(map(_child, others)):
        return []
    whole = any(first[:length] in names().surnames and is_given(first[length:]) for length in range(1, len(first)))
    return [first, *others] if whole else []


def _several_children(parts: list[str]) -> list[str]:
    """Names between marks: a whole one with given names behind it, or given names alone."""
    first, *others = parts
    if not all(_child(one) or _CALLED.fullmatch(one) or is_name(one) for one in others):
        return []
    known = is_given(first) or sum(map(is_given, others)) == len(others)
    alone = known and (_child(first) or _CALLED.fullmatch(first) is not None)
    return parts if alone or is_name(first) or apart(first) or _pair_in_hiragana(first) else []


def _child(word: str) -> bool:
    """Whether a word is a given name, or one sign that may be one."""
    return is_given(word) or _ONE_SIGN.fullmatch(word) is not None


def _pair_in_hiragana(cell: str) -> bool:
    """Whether two words in hiragana are a surname and a given name, one of them listed."""
    return _HIRAGANA_NAME.fullmatch(cell) is not None and is_kana_name(cell)


_APART = re.compile(f"([{LETTER}]{{1,4}})[ \u3000]([{LETTER}]{{1,3}}|[\u3041-\u3096]{{2,4}}|[\u30a1-\u30fa]{{2,4}})")


def apart(cell: str) -> bool:
    """Whether a whole cell is a listed surname and, behind a blank, signs that may be a given name nobody listed."""
    match = _APART.fullmatch(plain_ideographs(cell.strip()))
    return match is not None and match.group(1) in names().surnames and match.group(2) not in names().places


_NAME_CELL = re.compile(
    f"[{LETTER}\u3041-\u3096\u30a1-\u30fa\u30fc〆]{{1,8}}(?:[ \u3000・,=]{{1,2}}[{LETTER}\u3041-\u3096\u30a1-\u30fa\u30fc]{{1,12}}){{0,4}}|[A-Za-z][A-Za-z.'-]*(?:[ \u3000,]{{1,2}}[A-Za-z][A-Za-z.'-]*){{1,5}}"
)
_NO_NAME = re.compile(
    r"^(?:なし|無し|無|同上|同左|不明|未定|その他|合計|小計|計|本人|世帯主|氏名|名前|有|該当なし|未記入|空欄|はい|いいえ|[月火水木金土日]曜日?|男性?|女性?|父|母|夫|妻|長男|長女|次男|次女|子|祖父|祖母|兄|姉|弟|妹|不在|欠席|出席|欠番|予備|総計|平均|(?:匿名|無記名)(?:希望)?|有志|.{0,10}一同|空[きく]?[席室]?|欠員|(?:窓|廊下|通路|前|後|左|右|奥)側|無言|非通知|募集中|非公開|未回答|無回答|未登録|[\u4e00-\u9fff]{1,6}(?:なし|無し)|.{0,8}の欄|教[ \u3000]?[卓壇]|(?:小|中|高校|大)学生|高校生|一般|未(?:使用|返却|提出|回収|確認)|黒[ \u3000]?板|舞[ \u3000]?台)$"
)
_BUSINESS = re.compile(
    r"会社|法人|[^ \u3000]大学(?:院|校)?$|センター|事業所|クリニック|病院|学校|[組部課係局館園店]$|協会|組合|商店|工業|事務所|一覧|名簿|番号|年月|住所|電話|管理|システム|テスト|データ|(?:町内|自治|商工|老人|婦人|同窓|連合|後援|協議|委員|親睦|子ども|子供|研究|同好)会$|連盟$|消防団$|クラブ$|チーム$|建設|商事|産業|社長|青果|精肉|鮮魚|文具|タクシー|医院|電[機器]|サービス|薬局|食品|印刷|運[輸送]|不動産|クリーニング|写真館|製作所|商会|工務|塗装"
)


def name_like(cell: str) -> bool:
    """Whether a cell under a heading for names can be a name, listed or not: letters only, two to twenty of them."""
    cell = _TITLE.sub("", cell.strip())
    return 2 <= len(cell) <= 40 and _NAME_CELL.fullmatch(cell) is not None and not never(cell)


def never(cell: str) -> bool:
    """Whether a cell under a heading for names says that nobody stands there, or speaks of an office; 阿部 and 大学 end alike."""
    return _NO_NAME.match(cell) is not None or (of_business(cell) and cell not in names().surnames)


def of_business(text: str) -> bool:
    """Whether a cell speaks of an office or of papers, not of a person."""
    return _BUSINESS.search(text) is not None


def well_known(name: str) -> bool:
    """Whether both dictionaries know the surname and the given name of a joined name."""
    bare = plain_ideographs(name)
    lexicon = names()
    return any(
        lexicon.surnames.get(bare[:i], 0) == 2 and lexicon.given.get(bare[i:], 0) == 2 and i >= 2
        for i in range(2, len(bare))
    )


_FOREIGN = re.compile(
    "[\u30a1-\u30fa\u30fc]+(?:[・= \u3000][\u30a1-\u30fa\u30fc]+)+|[A-Za-z][A-Za-z.'-]+(?:[ \u3000,]{1,2}[A-Za-z.'-]+)+"
)


def foreign(name: str) -> bool:
    """Whether a name is written the foreign way: katakana parts with a middle dot or blank, or Latin words."""
    return _FOREIGN.fullmatch(name.strip()) is not None
