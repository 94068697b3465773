"""What a heading of a column announces: all that a label does, and the wider vocabulary of tables (data/headings.toml)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from checks.residue import data
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.labels import tables as labels
from checks.residue.matchers.lexicon import names
from checks.residue.matchers.name_cells import is_name, untitled
from checks.residue.prepared import kept

LONGEST = 32
"""Characters of a heading; longer ones are sentences."""
_MARKS = re.compile(
    r"[\s\u3000※*:：。、【】\[\]〔〕<>《》■□●○★☆◆◇\"'’?？!！.．]+|\((?:必須|任意|全角|半角|記入|再掲)\)|^[ごお御](?=[\u4e00-\u9fff])"
)
_NUMBERED = re.compile(r"(?:その|第)?[_ -]?0?[1-9]$|^第?[1-9一二三]の?(?=[\u4e00-\u9fff])")
_FIGURES = re.compile("[0-9]{3}|[0-9]-[0-9]|@")
_APART = re.compile(r"[_・/／\\＼,，-]")
_BRACKETED = re.compile(r"([^()]+)\(([^()]+)\)")
_WORD = re.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# 兄弟姉妹名, 受領者署名, 見守り協力員: somebody, told by the sign before what is written of them
_OF_SOMEBODY = re.compile(
    "[\u4e00-\u9fff\u3041-\u3096\u30a1-\u30fc]{1,10}(?:者|人|員|主|児|生|様|方|親|子|客|先)(?:様|さん|の)?(?:名|氏名|署名|サイン)"
)
_SOMEBODY = re.compile(
    "[\u4e00-\u9fff\u3041-\u3096]{1,8}[者人員](?:様|さん)?|[\u4e00-\u9fff]{1,4}[者人員客族親子主児生徒方父母兄姉弟妹係先手](?:さん|様)"
    # 借りた人, 応募された方, 面会に来たかた
    "|[\u4e00-\u9fff\u3041-\u3096]{1,10}[たるう](?:方|かた|ひと|相手)"
)
_WHOSE = re.compile(
    "^(?:.{1,8}?[者人員主児生様方親客]|[父母子夫妻]|祖[父母]|こども|子ども|お子さま|家族|世帯|配偶者)の?(?=.)"
)
_KANA = frozenset(("name", "kana", "_surname", "_given"))
_NOBODY = (
    "業者",
    "供給者",
    "保険者",
    "主催者",
    "製造者",
    "販売者",
    "該当者",
    "消費者",
    "第三者",
    "法人",
    "個人",
    "職員",
    "議員",
    "成人",
    "無人",
    "本人以外",
    "定員",
    "求人",
    "一般人",
)
_NO_KINDS = ("persons", "alone", "not", "no_day")
_SINGULAR = {
    "names": "name",
    "surnames": "surname",
    "forenames": "forename",
    "phones": "phone",
    "emails": "email",
    "addresses": "address",
}
"""English words that head a column as often in the plural."""
_PARTS = {"surname": "_surname", "given": "_given", "staff": "_staff"}


def _read_tables() -> dict[str, dict[str, list[str]]]:
    return data.lists("headings.toml")


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return kept("headings", _read_tables)


_Words = dict[str, tuple[int, str]]
"""Words with their kind and its place in the table: of several kinds the first one counts."""


@cache
def _words() -> tuple[_Words, _Words, _Words]:
    """Whole headings, ends and beginnings of headings."""
    return kept("words of headings", _by_word)


def _by_word() -> tuple[_Words, _Words, _Words]:
    full: _Words = {}
    ends: _Words = {}
    begins: _Words = {}
    for place, (kind, lists) in enumerate(_tables().items()):
        for found, part in ((full, "full"), (ends, "ends"), (begins, "begins")):
            for word in lists.get(part, ()):
                found.setdefault(word, (place, kind))
    return full, ends, begins


@lru_cache(maxsize=20_000)
def heading_kind(text: str) -> str | None:
    """The kind announced by heading `text` (folded), a guide kind beginning with "_", or None."""
    if not 0 < len(text) <= LONGEST or _FIGURES.search(text):
        return None
    if text.isascii():
        return _english(text)
    bare = _MARKS.sub("", text.lower().replace("№", "no"))
    kind = _japanese(_NUMBERED.sub("", bare) or bare)
    return kind_of(text) if kind is None else kind or None


def known(text: str) -> bool:
    """Whether a heading as a whole is one of those listed, not told by a part of it."""
    bare = _MARKS.sub("", text.lower())
    return bare in _words()[0] or bare in labels()[0]


_SURNAME_WORD = re.compile("姓|苗字|名字|氏(?!名)")


def kinds_in(heading: Sequence[str]) -> dict[int, str]:
    """What the cells of a heading announce, column -> kind, "?" where nothing; 名 beside 姓 is a given name, whoever's it is."""
    return {**_kinds_in(tuple(heading))}


@lru_cache(maxsize=2_000)
def _kinds_in(heading: tuple[str, ...]) -> dict[int, str]:
    """The same, for all who ask it of the first rows of a table."""
    kinds = {column: heading_kind(cell) or "?" for column, cell in enumerate(heading) if cell}
    for column in [column for column, kind in kinds.items() if kind == "_surname"]:
        given = {_SURNAME_WORD.sub(other, heading[column], count=1) for other in ("名", "名前")}
        beside = (at for at in (column + 1, column - 1) if kinds.get(at) in ("name", "?") and heading[at] in given)
        kinds.update((at, "_given") for at in beside)
    for one, other in pairwise(sorted(kinds)):  # 世帯主(姓), (名)
        if kinds[one] == "_surname" and heading[other][0] in "(（" and _OF_GIVEN.match(heading[other].strip("()（） ")):
            kinds[other] = "_given"
    if "name" not in kinds.values() and "_surname" not in kinds.values():
        kinds.update(_readings_in_parts(heading, kinds))
    for one, other in pairwise(sorted(kinds)):
        if _first_and_second(heading[one], heading[other]):
            kinds[one], kinds[other] = "_surname", "_given"
    if "address" in kinds.values():
        kinds |= {
            column: "address" for column, kind in kinds.items() if kind == "?" and heading[column] in _PARTS_OF_PLACE
        }
    if any(of_pets(cell) for cell in heading if cell):
        kinds |= {column: "_not" for column in kinds if CALLED_SO.fullmatch(heading[column])}
    pairs = [column for column in kinds if _OF_PAIRS.fullmatch(heading[column])]
    return kinds | dict.fromkeys(pairs if len(pairs) > 1 else (), "name")


_OF_PETS = re.compile("動物|ペット|犬種|猫種|飼い?主")
CALLED_SO = re.compile("名前?|お名前|なまえ|愛称|呼び名")
"""What a pet is called, beside who keeps it."""


def of_pets(heading: str) -> bool:
    """Whether a heading speaks of pets: then 名前 beside it is what they are called."""
    return _OF_PETS.search(heading) is not None


_PARTS_OF_PLACE = frozenset(
    (
        "県",
        "都道府県名",
        "市町村名",
        "市区町村名",
        "市区名",
        "町名",
        "府県",
        "都道府県",
        *"市区",
        "市区",
        "市区町",
        "市町",
        "町",
        "町村",
        "丁目",
        "番",
        "号",
        "建物",
    )
)
"""What heads parts of an address beside others, and anything else where none is."""


# who enters a match in pairs is nobody everybody knows: 選手1, 選手2
_OF_PAIRS = re.compile("選手(?:名|氏名)?[ _-]?[(（]?[1-9①-⑨A-HＡ-Ｈ一二三四][)）]?")


_OF_SURNAME, _OF_GIVEN = re.compile("^(?:姓|氏(?!名)|苗字|名字|セイ|せい)"), re.compile("^(?:名|メイ|めい)")


def _readings_in_parts(heading: Sequence[str], kinds: dict[int, str]) -> dict[int, str]:
    """Columns of the readings of a surname and a given name, where no column holds the names: 氏(カナ), 名(カナ)."""
    told: dict[int, str] = {}
    for one, other in pairwise(sorted(kinds)):
        if kinds[one] == kinds[other] == "kana" and _OF_SURNAME.match(heading[one]) and _OF_GIVEN.match(heading[other]):
            told |= {one: "_surname", other: "_given"}
    return told


_FIRST, _SECOND = (re.compile(rf"(?i)(.*name)[_ ]?0?{number}") for number in "12")


def _first_and_second(one: str, other: str) -> bool:
    """name01, name02: programs for shops number the parts of a name."""
    if not (one.endswith("1") and other.endswith("2")):
        return False
    first, second = _FIRST.fullmatch(one), _SECOND.fullmatch(other)
    return first is not None and second is not None and first[1] == second[1]


# 山の名前, お店の名前: what bears it is nobody
_OF_THINGS = re.compile(
    "(?:.*の)?(?:山|川|湖|島|花|草|木|鳥|魚|虫|犬|猫|馬|牛|星|色|石|駅|町|村|市|道|橋|公園|店|お店|ペット|愛犬|愛猫|動物|植物|商品|品種|料理|薬|曲|歌|本|絵|施設|会社|学校|病院|部屋|教室|チーム|クラス|クラブ|サークル|祭り|神様|船|列車|電車|ファイル|フォルダ)の名(?:前|称)"
)


def of_things(heading: str) -> bool:
    """Whether a heading says that what bears the names below it is nobody."""
    return _OF_THINGS.fullmatch(heading) is not None


def _japanese(bare: str) -> str | None:
    """The kind of a heading in Japanese: as a whole, by its parts, by its end; empty if it is known to tell none."""
    if bare.endswith(("の名前", "の名称")) and _OF_THINGS.fullmatch(bare):
        return ""
    whole = _words()[0].get(bare)
    if whole is not None:
        return whole[1]
    if bare in labels()[0]:
        return labels()[0][bare]
    if _IN_KANA.fullmatch(bare) and (kind := _of_kana(bare)) is not None:
        return kind
    if bare.endswith("漢字") and (written := heading_kind(bare[:-2].removesuffix("の"))) in _KANA:
        return written  # 世帯主漢字, beside 世帯主カナ
    bracketed = _BRACKETED.fullmatch(bare)
    split = bracketed.groups() if bracketed is not None else _APART.split(bare)
    for found in (_together([part for part in split if part]), _by_end(bare)):
        if found is not None:
            return found
    return _somebody(bare)


_IN_KANA = re.compile("[\u30a1-\u30fa\u30fc]{3,14}")
_WHO_IN_KANA = re.compile(
    "(?:リヨウシャ|エンジ|ジドウ|セイト|ホゴシャ|セタイヌシ|モウシコミシャ|シンセイシャ|カイイン|ケイヤクシャ|タイショウシャ|ヒホケンシャ|ノウゼイシャ|ノウフギムシャ|ジュキュウシャ|ショクイン|シャイン|カンジャ|コキャク|オキャクサマ|ホンニン|コウザ|ソウフサキ|アテ)"
)
_WHAT_IN_KANA = {
    "メイ": "kana", "シメイ": "kana", "ナマエ": "kana", "メイギ": "kana", "メイギニン": "kana", "カナ": "kana", "ナ": "kana",
    "ジュウショ": "address", "デンワ": "phone", "デンワバンゴウ": "phone", "ケイタイ": "phone", "レンラクサキ": "phone",
    "ユウビンバンゴウ": "postal_code", "ユウビン": "postal_code", "セイネンガッピ": "birth_date", "コウザバンゴウ": "bank_account",
}  # fmt: skip


def _of_kana(bare: str) -> str | None:
    """The kind of a heading in katakana, as programs of long ago print them: エンジメイ, ジュウショ."""
    return _WHAT_IN_KANA.get(bare) or _WHAT_IN_KANA.get(_WHO_IN_KANA.sub("", bare, count=1))


def _together(split: Sequence[str]) -> str | None:
    """The kind of several words: 氏名(カナ), 利用者_氏名, 保護者(電話). What says more than somebody's name goes before it."""
    if len(split) < 2:
        return None
    kinds = [kind for part in split if (kind := heading_kind(part)) is not None]
    held = set(kinds)
    if held and held <= _KANA:
        return next(kind for kind in ("kana", "_surname", "_given", "name") if kind in held)
    if kinds[:1] == ["name"] and split[0].endswith(("氏名", "名前")):
        return "name"
    values = [kind for kind in kinds if kind[0] != "_" and kind != "name"]
    if values[:1] == ["address"]:
        return values[-1]  # 住所_郵便番号
    return next(iter(values or [kind for kind in kinds if kind == "name"] or kinds), None)


def _by_end(bare: str) -> str | None:
    """The kind that the longest known beginning or end of a heading tells."""
    _, ends, begins = _words()
    for length in range(len(bare), 0, -1):
        fits = [fit for fit in (ends.get(bare[-length:]), begins.get(bare[:length])) if fit is not None]
        if fits:
            return min(fits)[1]
    return None


def _somebody(bare: str) -> str | None:
    """Somebody called by what he does or is, or a word of his: 受領者署名, 保護者カナ, 母の携帯."""
    if bare.endswith(_NOBODY):
        return None
    if _OF_SOMEBODY.fullmatch(bare) or (_SOMEBODY.fullmatch(bare) and not _named(bare)):
        return "name"
    rest = _WHOSE.sub("", bare)
    return heading_kind(rest) if rest != bare else None


_SOMEBODYS = re.compile(
    "氏名|お名前$|方の名前$|芳名|^お?(?:子|こ)(?:さん|さま|様|ども|供|達|たち)?(?:の?名前?)?$|(?:者|員|児|生|親|様|人|班長|^子|^扶養(?:家族|親族)?[0-9]?)(?:様|さん)?(?:名|のお?名前)?$"
)


@lru_cache(maxsize=2_000)
def calls_person(heading: str) -> bool:
    """Whether a heading speaks of persons and of nothing else that has a name: 受講者, Student, not 名前 or Name."""
    if heading.isascii():
        return not set(map(str.lower, _WORD.findall(heading))).isdisjoint(_tables()["english"]["alone"])
    return heading_kind(heading) == "name" and _SOMEBODYS.search(heading) is not None


def _named(bare: str) -> bool:
    """Whether somebody is called by a name, 岡本雄一様, not by what he does: that is a cell, no heading."""
    return is_name(bare) or untitled(bare) in names().surnames


def _english(text: str) -> str | None:
    """The kind of an English heading or the name of a column: what most of its words say, somebody's `name` if nothing else."""
    words = [word.lower() for word in _WORD.findall(text)]
    lists = _tables()["english"]
    if not words or (len(words) > 1 and words[-1] in lists["not"]):
        return kind_of(text)
    words = [_SINGULAR.get(word, word) for word in words]
    line = f" {' '.join(words)} "
    for kind, told in lists.items():
        if kind not in _NO_KINDS and any(f" {word.replace('_', ' ')} " in line for word in told):
            elsewhere = kind == "birth_date" and not set(words).isdisjoint(lists["no_day"])
            return "_not" if elsewhere else _PARTS.get(kind, str(kind))
    alone = len(words) == 1 and words[0] in lists["alone"]
    somebodys = alone or (words[-1] in ("name", "nm") and not set(words).isdisjoint(lists["persons"]))
    return "name" if somebodys else kind_of(text)
