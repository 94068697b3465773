"""Given names by themselves in texts that are known to call persons by them: 律と晴は, トシ子ばあちゃん, 悠真、蓮、大翔."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from checks.residue.fold import plain_ideographs
from checks.residue.matchers.frame_words import behind, lists, one_of
from checks.residue.matchers.given import known_kana
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import is_ordinary, names, word_set
from checks.residue.matchers.name_cells import LETTER
from checks.residue.matchers.needed import Needing

_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc"


def find(text: str, known: Collection[str]) -> set[str]:
    """All of them in folded `text`; the boldest only if one of `known` is a given name."""
    found = (
        _called(text)
        | _of_relatives(text)
        | _of_women(text)
        | _at_work(text)
        | _born(text)
        | _aged(text)
        | _of_parents(text)
    )
    children = {value for value in _ALONE.findall(text) if _SMALL.fullmatch(value) and known_kana(value)}
    found |= children if len(children) >= _SEVERAL else set()
    if any(_only_given(value) for value in (*known, *found)):
        found |= _alone(text)
        found |= _beside(text, {*known, *found})
    return found


_OF_WOMEN = Needing(f"(?<![\u30a1-\u30fa\u30fc])([\u30a1-\u30fa]{{2,3}}[子美江代枝恵])(?![{LETTER}])")
_AT_WORK = Needing(
    "(?:担当|記録|記入|報告|受付?|対応|訪問)[者人]?[:/ \u3000]{1,2}([\u3041-\u3096]{2,4})(?=[ \u3000\n、。)）]|\\Z)"
)


def _at_work(text: str) -> set[str]:
    """Who did some work, by the given name in kana: 担当:ゆみ."""
    return {value for value in _AT_WORK.findall(text) if known_kana(value) and value not in word_set("no_person")}


_BORN = Needing(
    f"(?<![{LETTER}])([{LETTER}]{{1,3}}|(?<![{_KANA}])[{_KANA}]{{2,4}})(?:くん|ちゃん|さん)?[(（](?:[MTSHR昭平令](?:和|成)?[0-9元]{{1,2}}|(?:19|20)[0-9]{{2}})[年./-][0-9]{{1,2}}[月./-][0-9]{{1,2}}日?生?[)）]"
)


def _born(text: str) -> set[str]:
    """Given names right before a day of birth in brackets of its own, one sign of today's names as well: 煌(H29/11/2)."""
    return {value for value in _BORN.findall(text) if likely(value) or (len(value) == 1 and value in signs())}


_AGED = Needing(
    f"(?<=[(（、・])([{LETTER}]{{1,3}}|[\u3041-\u3096]{{2,4}})[0-9]{{1,2}}(?:[歳才]|さい)(?=[、・)）])|(?<=[1-6]年)(?:生)?[ ]?([{LETTER}]{{1,3}})(?=[)）、])"
)


def _aged(text: str) -> set[str]:
    """Children in brackets with their ages or grades: 子2人(凜10歳、悠7歳), (5年莉子、3年大地)."""
    found = {first or second for first, second in _AGED.findall(text)}
    return {value for value in found if likely(value) or (len(value) == 1 and value in signs())}


_PARENT = Needing(
    f"(?<![{LETTER}{_KANA}])([\u3041-\u3096]{{2,4}}|[{LETTER}]{{1,3}})(?:くん|ちゃん|さん|君)?(?:の)?[父母](?=[・、。はがも \u3000\n(（]|\\Z)"
)


def _of_parents(text: str) -> set[str]:
    """Children whose parents take turns: りく父・あやと母, two at least."""
    found = {
        value
        for value in _PARENT.findall(text)
        if likely(value) and value not in one_of("kin") and value not in "祖実養義継"
    }
    return found if len(found) >= _PAIR else set()


_PAIR = 2
_SMALL = re.compile("[\u3041-\u3096]{3,4}")
_ENDS = dict(zip("子美江代枝恵", "コミエヨエエ", strict=True))


def _of_women(text: str) -> set[str]:
    """Names of women in katakana and one ideograph: ルミ子, キヨ江."""
    readings = names().given_readings
    return {value for value in _OF_WOMEN.findall(text) if value[:-1] + _ENDS[value[-1]] in readings}


_SEVERAL = 3
"""Names in hiragana before a particle that bear one another out."""


@cache
def signs() -> frozenset[str]:
    """Signs that given names of today are written with."""
    return frozenset("".join(lists()["name_signs"]))


def _only_given(value: str) -> bool:
    """Whether a name is a given name that is no surname."""
    plain = plain_ideographs(value)
    return plain in names().given and plain not in names().surnames


def likely(value: str, *, told: bool = False) -> bool:
    """Whether signs or kana may be a given name: listed, or written with the signs of today's names; a word only if `told`."""
    plain = plain_ideographs(value)
    if "\u3041" <= value[0] <= "\u3096" or "\u30a1" <= value[0] <= "\u30fc":
        return known_kana(value) and value not in word_set("no_person")
    listed = (*lists()["kin"], *lists()["party"], *lists()["bracketed"])
    if value in listed or value in behind() or kind_of(value) or value in word_set("no_person"):
        return False
    if len(plain) == 1:
        return names().given.get(plain, 0) == _BOTH and plain not in _PLAIN_SIGNS
    todays = len(plain) <= 3 and all(sign in signs() for sign in plain)
    if is_ordinary(plain):
        return told and todays
    return plain in names().given or todays


_BOTH = 2
# given names of one sign that are words of every day
_PLAIN_SIGNS = frozenset(
    "人日年月時分上下中外前後左右東西南北大小高低長短新古白黒赤青緑黄山川田町村市区県国家店会社駅車道手足目口耳心体水火土金木父母兄弟姉妹子孫夫"
    "妻男女主客友誰何彼今昔朝昼夜春夏秋冬雨雪風雲犬猫鳥魚花草米肉茶酒薬病熱痛実元光力和学進直明正誠真愛恵一二三四五六七八九十百千万星空海歩"
    "望都林森原本文字名声音色形糸紙絵歌曲話言語書読先生員者師士官公私自他全各同別類種式法則数量度回次毎初末終始半両方向所場室館院校園庭門"
    "里島岡谷沢浜浦港橋坂丘岸波松竹梅桜藤菊桃栗柿杉桂楠椿柳"
)

_OF_SOMEBODY = Needing(
    f"((?<![{LETTER}])[{LETTER}]{{1,4}}|(?<![{LETTER}{_KANA}])(?:[\u3041-\u3096]{{2,4}}?|[\u30a1-\u30fa]{{2,3}}[子美江代枝恵]?))"
    "(?:の(?:母|父|祖母|祖父|ママ|パパ|お母|お父|保護者|おばあ|おじい|奥さん|旦那)|(?:おじ|おば|ばあ|じい|にい|ねえ|兄|姉)(?:さん|ちゃん|さま)"
    "|という(?:女|男|方|人|職員|看護師|子|名))"
)


def _called(text: str) -> set[str]:
    """Who has a mother, is an uncle or is called so: あかりの母, 陽介おじさん, 真理という女性."""
    found: set[str] = set()
    for match in _OF_SOMEBODY.finditer(text):
        value, plain = match.group(1), plain_ideographs(match.group(1))
        surname = len(plain) > 1 and plain in names().surnames and not is_ordinary(plain) and value not in one_of("kin")
        if likely(value, told="という" in match.group()) or (
            surname and value not in word_set("no_person") and not kind_of(value)
        ):
            found.add(value)
    return found


_RELATIVE = Needing(
    f"(?:[父母]親|主人|旦那|家内|ばあさま|じいさま|[長次二三四][男女]|本児|お[兄姉]ちゃん|[弟妹娘夫妻父母姉兄孫]|息子)(?:の名前?は|の|は|が|、|[(（「])?"
    f"([{LETTER}]{{1,3}}|[{_KANA}]{{2,4}})(?=[)）」]|さん|くん|ちゃん|[はがをともに、。の(（]|(?:[0-9]{{1,2}}(?:歳|才|か月))|とは)"
)


def _of_relatives(text: str) -> set[str]:
    """Given names beside a relative, words as well if they are written with names' signs: 長男太陽の, 主人(拓也)."""
    return {value for value in _RELATIVE.findall(text) if value not in one_of("kin") and likely(value, told=True)}


_ALONE = re.compile(
    f"(?:^|(?<=[\\n\\t\u3000 、。・「→>:と(（はのがも]))([{LETTER}]{{1,3}}|[\u3041-\u3096]{{3,4}}?)(?=は|が|も|と[{LETTER}]|を|に|の|より|から|きょうだい|・|→|、|。|[)）])",
    re.MULTILINE,
)


def _alone(text: str) -> set[str]:
    """Given names before a particle, one sign and kana as well."""
    return {value for value in _ALONE.findall(text) if likely(value) and value not in _WORDS and _kana_stands(value)}


# given names that begin sentences as words do
_WORDS = frozenset(
    (
        "実",
        "元",
        "心",
        "光",
        "力",
        "和",
        "学",
        "進",
        "直",
        "明",
        "正",
        "誠",
        "真",
        "愛",
        "恵",
        "一",
        "花",
        "星",
        "月",
        "空",
        "海",
        "歩",
        "望",
        "都",
        "木",
        "なお",
        "また",
        "みな",
        "いつ",
        "まさ",
        "さき",
        "ひと",
        "ゆき",
        "あき",
        "はる",
        "なつ",
        "ふゆ",
        "そら",
        "はな",
        "うみ",
        "あおい",
        "ひかり",
        "こころ",
        "のぞみ",
        "みどり",
    )
)


def _kana_stands(value: str) -> bool:
    return not "\u3041" <= value[0] <= "\u3096" or value in names().given


_BESIDE = re.compile(
    f"((?<![{LETTER}])[{LETTER}]{{1,3}}|(?<![{LETTER}{_KANA}])[\u3041-\u3096]{{2,4}})(?:[、,・/／→]|と)(?=([{LETTER}]{{1,3}}|[\u3041-\u3096]{{2,4}}?)(?:[、。,・/／→)）」 \u3000\n]|[はがもをとにの]|\\Z))"
)


def _beside(text: str, known: set[str]) -> set[str]:
    """Given names in a list beside a known one."""
    found: set[str] = set()
    for before, after in _BESIDE.findall(text):
        for one, other in ((before, after), (after, before)):
            if one in {*known, *found} and other not in _WORDS and likely(other):
                found.add(other)
    return found
