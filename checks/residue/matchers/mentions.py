"""Persons called by one of their names: 嶋田さん, 陽菜ちゃん, 石井施設長, 記録者：五十嵐. Records of care know people no other way.

A mention alone proves little, so it is no hit: `judge` weighs all mentions of a file together, and lists them once the
file speaks of persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

from checks.residue.fold import plain_ideographs
from checks.residue.matchers.frame_words import clean_right, introduction, lists, one_of, wordy
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import is_ordinary, names, word_set, words
from checks.residue.matchers.lines import matches_in
from checks.residue.matchers.name_cells import LETTER, is_name, katakana
from checks.residue.matchers.situation_words import loanword


class How(Enum):
    """What tells that a person is meant: an honorific for anyone, the formal 氏, one for children, a title of office, a label.

    A guess is a name no dictionary knows; it is listed where persons are spoken of anyway.
    """

    CALLED = "called"
    FORMAL = "formal"
    CHILD = "child"
    TITLED = "titled"
    LABELLED = "labelled"
    GUESSED = "guessed"


class Mention(NamedTuple):
    """One of a person's names, as written (folded)."""

    value: str
    how: How


_HONORIFIC = Gated(
    r"[さ様く君ち氏殿先せ](?:(?<=様)(?![々式子相態変体])|(?<=氏)(?![名子神族])|(?<=君)(?![主臨])|(?<=殿)(?![方堂様])|(?<=さ)(?:ん(?!か[くい])|ま(?![ざ々]))|(?<=く)ん|(?<=ち)ゃん|(?<=先)生|(?<=せ)んせい)"
)
_RUN_BEFORE = re.compile(f"[{LETTER}]{{1,9}}\\Z")
_HIRAGANA_BEFORE = re.compile("[\u3041-\u3096]{2,6}\\Z")
_KATAKANA_BEFORE = re.compile("[\u30a1-\u30fa\u30fc]{2,10}\\Z")
_UNLISTED_BEFORE = re.compile(f"(?<![{LETTER}])[{LETTER}]{{2,5}}\\Z")
_CHAIN_BEFORE = re.compile("(?:[\u30a1-\u30fa\u30fc]{1,12}[・= \u3000]){1,3}[\u30a1-\u30fa\u30fc]{1,12}\\Z")
_LATIN_BEFORE = re.compile("(?<![A-Za-z])(?:[A-Z][a-z]{2,14}|[A-Z]{4,14})\\Z")
# Maria Santos 様, NGUYEN VAN NAM 様
_LATIN_WORDS = re.compile("(?<![A-Za-z0-9@._/-])[A-Z][A-Za-z'-]{1,14}(?:[ \u3000][A-Z][A-Za-z'-]{0,14}){1,4}\\Z")
_LATIN_OFFICE = re.compile(
    "(?i:\\b(?:inc|co|ltd|llc|corp|company|corporation|group|center|centre|office|system|systems|service|services|net|support|team|hotel|clinic|school|studio|cafe|shop|store|club|lab|tokyo|osaka|japan|holdings|bank|care|home|house)\\b)"
)
# 四ノ宮, 田ノ上, 鎌ケ谷: no word is written so
_JOINED_BEFORE = re.compile(f"(?<![{LETTER}])[{LETTER}](?:ノ|[ケヶツ](?![月所年国]))[{LETTER}]{{1,2}}\\Z")
_PARTICLE = frozenset("のはがとをにもや、。・「『(（ \u3000\n\t:：")
# 佐藤さんのように多い姓: spoken of as names, not as persons
# おばあちゃん, ふとばあちゃん, とうさん: relatives, whatever is written together with them
_KIN_IN_KANA = re.compile("(?:ばあ|じい|ばば|じじ|かあ|とう|にい|ねえ)\\Z")
# 一人様, 数名様: how many come
_COUNTED = re.compile("[一二三四五六七八九十百千数何幾両][人名方組]\\Z")
# 行くんです, 書くんだ: a verb, not somebody called so
_VERB = re.compile(
    f"(?<![{LETTER}])[行書聞働置泣引歩続描動届着開驚巻抜焼弾吹咲解築導招浮叩突拭敷省除退吐磨湧沸傾頷呟囁嘆貫裂剥炊]くん(?:です|だ|じゃ|でしょ|なら)"
)
_AS_A_NAME = re.compile(
    "[、,・]?(?:[^\n。]{0,12})(?:のよう[にな]|など|といった|という)[^\n。]{0,6}(?:姓|名字|苗字|名前)"
)
_FOR_ANYONE = ("さん", "さま", "様", "くん", "君", "ちゃん", "氏", "殿")
_LEAD = re.compile(
    r"(?:今日|本日|昨日|明日|先日|翌日|当日|前日|毎日|同日|今朝|昨夜|今週|来週|午前|午後|以上|現在|号室?|年生|[年組番班]|[0-9]日|[0-9]時|[0-9]分|故|同僚|上司|隣|近所|友人|知人|親戚|家族|利用者|患者|児童|園児|生徒|本人|担当|主任|所長|施設長|課長|係長"
    r"|長女|長男|次女|次男|二女|二男|三女|三男|妻|夫|母|父|姉|妹|兄|弟|娘|息子|孫|祖母|祖父|嫁|婿|叔母|叔父|甥|姪|新人|実習生|同席|対応|様|氏|者|員|師|士|生|医|官|次|号室)\Z"
)


def find(text: str) -> Iterator[Mention]:
    """All mentions in folded `text`, repeated ones too."""
    for match in _HONORIFIC.finditer(text):
        end = match.start() - (text[match.start() - 1 : match.start()] in (" ", "\u3000"))
        if match.group() == "くん" and _VERB.match(text, match.start() - 1):
            continue
        value, guess = _before(text[max(0, end - _FAR) : end], match.group())
        if value is not None and not _AS_A_NAME.match(text, match.end()):
            if match.group() in _CHILDS:
                yield Mention(value, How.CHILD)
            else:
                private = match.group() in _FOR_ANYONE and not _business(text, match.start())
                called = How.FORMAL if match.group() == "氏" else How.CALLED
                private = private and not (called is How.FORMAL and _OF_RANK.match(text, match.end()))
                yield Mention(value, called if private else How.TITLED)
        elif value is None and guess:
            yield Mention(guess, How.CHILD if match.group() in _CHILDS else How.GUESSED)
    yield from _titled(text)
    yield from _labelled(text)
    yield from _foreign(text)
    yield from _given_in_brackets(text)


def _business(text: str, at: int) -> bool:
    """Whether a company stands before a name on its line: 株式会社みどり 比嘉様 is called at work."""
    return _COMPANY.search(text, max(text.rfind("\n", 0, at), at - 30, 0), at) is not None


_COMPANY = re.compile("株式会社|有限会社|合同会社|\\(株\\)|\\(有\\)|㈱|㈲|御中|営業部|事務局|担当者?[ \u3000]")
# 妻木文子氏(みなと大学教授): a lecturer, an author
_OF_RANK = re.compile(
    r"[(（][^()（）\n]{0,30}(?:教授|講師|大学|研究[所員者]|弁護士|医師|作家|評論家|会長|理事|代表|取締役|[部課局室館園校]長)[^()（）\n]{0,12}[)）]"
)
_SURNAME_BEFORE = re.compile(f"(?<![{LETTER}])([{LETTER}]{{1,4}})[ \u3000]\\Z")


_FAR, _NEAR = 40, 12
"""Signs before an honorific in which a name in several parts is looked for, and one in a single part."""


@lru_cache(maxsize=4_000)
def _before(told: str, honorific: str) -> tuple[str | None, str]:
    """The name at the end of `told`, the signs before an honorific; where there is none, one by its looks, or nothing."""
    value = _name_before(told, honorific)
    return value, _guess_before(told[-_NEAR:], honorific) if value is None else ""


def _name_before(told: str, honorific: str) -> str | None:
    """The name that ends where `told` ends."""
    before = told[-_NEAR:]
    run = _RUN_BEFORE.search(before)
    if (joined := _JOINED_BEFORE.search(before)) is not None:
        return joined.group()
    if run is not None:
        first = _SURNAME_BEFORE.search(before[: run.start()])
        listed = first is not None and first.group(1) not in word_set("no_person")
        if first is not None and listed and plain_ideographs(first.group(1)) in names().surnames:
            return None  # 太田 幸子様: a full name, found as such
        return _from_run(run.group(), before[: run.start()], called=True)
    if (kana := _HIRAGANA_BEFORE.search(before)) is not None:
        return _from_kana(before[: kana.start()], kana.group(), honorific)
    if (chain := _CHAIN_BEFORE.search(told)) is not None:
        return _chain(chain.group())
    if (kana := _KATAKANA_BEFORE.search(before)) is not None:
        bare, lexicon = kana.group(), names()
        known = bare in lexicon.surname_readings or bare in lexicon.given_readings or bare in lexicon.given
        if bare in lexicon.given_readings and (run := _UNLISTED_BEFORE.search(before[: kana.start()])) is not None:
            length, _ = introduction(run.group())
            rare = run.group()[length:]
            return rare + bare if len(rare) > 1 and not wordy(rare) else bare
        return bare if known and bare not in word_set("not_given") else None
    words = _LATIN_WORDS.search(told)
    if words is not None and not _LATIN_OFFICE.search(words.group()):
        return words.group()
    latin = _LATIN_BEFORE.search(before) if words is None else None
    return latin.group() if latin is not None else None


def _chain(value: str) -> str:
    """Words of a name from abroad, things set before it by a blank aside: フロア ジョン・スミス."""
    parts = re.split("([ \u3000])", value)
    while len(parts) > 1 and loanword(parts[0]):
        parts = parts[2:]
    return "".join(parts)


_HALLS = ("市", "県", "町", "村")
"""Who sends somebody, in one sign: 市永井さん is of the city."""
_APART = ("", " ", "\u3000", "\n", "、", "・", ":")


def _from_run(run: str, before: str, *, called: bool) -> str | None:
    """The longest name at the end of a run of ideographs; what stands before it in the run must be a word for itself."""
    plain, lexicon = plain_ideographs(run), names()
    for start in range(len(run)):
        bare = plain[start:]
        led = run[:start] in ("子", "時") and before[-1:] in ("の", "た")  # 上の子陽向くん, あの時丸山さん
        led = led or (run[:start] in _HALLS and before[-1:] in _APART and lexicon.surnames.get(bare, 0) == 2)
        if len(bare) > 5 or (
            start and not led and not (_LEAD.search(run[:start]) or (called and _leads(run[:start], bare)))
        ):
            continue
        if bare in lexicon.surnames or (called and bare in lexicon.given):
            known = lexicon.surnames.get(bare, 0) == 2 or (called and lexicon.given.get(bare, 0) == 2)
            alone = len(bare) == 1 and (not known or before[-1:] in ("お", "ご"))
            if bare in word_set("no_person") or alone or _COUNTED.match(bare):
                return None
            return run[start:]
    return None


# the part of an office that somebody is called with: 保育課森さん
_PART_OF_OFFICE = re.compile("[課係室部班局]\\Z")


@lru_cache(maxsize=20_000)
def _leads(lead: str, bare: str) -> bool:
    """Whether a word may stand right before a well-known surname that an honorific follows: 保険永井さん, 今槇さん."""
    if names().surnames.get(bare, 0) < 2 or plain_ideographs(lead + bare) in names().surnames:
        return False
    if len(bare) == 1:
        return lead == "今" or (len(lead) > 2 and _PART_OF_OFFICE.search(lead) is not None)
    ordinary = len(lead) > 1 and is_ordinary(lead) and not is_ordinary(bare)
    return lead == "今" or ordinary or (len(lead) > 2 and _PART_OF_OFFICE.search(lead) is not None)


def _from_kana(before: str, kana: str, honorific: str) -> str | None:
    """A given name in hiragana; the particle before it may be written together with it."""
    lexicon = names()
    if _KIN_IN_KANA.search(kana):
        return None
    whole = not before or not _is_letter(before[-1:])
    if whole and len(kana) > 2 and kana[0] not in "おご" and honorific in _POLITELY and _kana_surname(kana):
        return kana
    for start in range(len(kana) - 1):
        bare = kana[start:]
        lead = kana[start - 1] if start else before[-1:]
        long = len(bare) > _LONG_KANA or (honorific == "せんせい" and len(bare) > 2)
        if not start and long and katakana(bare) in lexicon.given_readings:
            return bare
        if bare in lexicon.given and bare not in word_set("not_given"):
            ends = not lead or lead in _PARTICLE or (not start and bool(_LEAD.search(before)))
            sure = (
                honorific in ("ちゃん", "くん")
                or (lead == "の" and len(bare) > 2 and lexicon.given[bare] == 2)
                or (not start and lexicon.given[bare] + (len(bare) > 2) >= 2)
            )
            return bare if ends and sure and bare not in word_set("no_person") else None
    return None


_POLITELY = ("さん", "さま", "様")


def _kana_surname(kana: str) -> bool:
    """Whether hiragana are the reading of a surname, and no word: あらかきさま, たまきさん."""
    wrong = kana in word_set("not_given") or kana in word_set("no_person") or _KIN_IN_KANA.search(kana)
    return katakana(kana) in names().surname_readings and not wrong and kana not in one_of("no_foreign")


_PARTICLE_BEFORE = frozenset("のはがをにでともや")
_LONG_KANA = 4
_CHILDS = ("ちゃん", "くん", "君")
_NO_NAME_END = re.compile("[姉兄者員師士手長生人屋客方主婦官医職業店社課係部局署所院園校組会団班工君様氏さ家達側先]\\Z")
_WHOLE_RUN = re.compile(f"(?:^|[^{LETTER}])([{LETTER}]{{1,4}})\\Z")
_WHOLE_HIRAGANA = re.compile("(?:^|[^\u3041-\u3096]|[のとは])([\u3041-\u3096]{2,4})\\Z")
_WHOLE_KATAKANA = re.compile("(?:^|[^\u30a1-\u30fa\u30fc])([\u30a1-\u30fa\u30fc]{2,9}[\u30a1-\u30fa])\\Z")


# animals, trades and others who are called politely
_POLITE = frozenset(
    "多同異仕有模一何各左貴逆皆上外両殿犬猫鳥魚虫熊虎馬牛豚兎亀象猿鹿狸狐鬼蟹蛙蜂蝶鶏鼠羊猪鯨蛇龍竜店屋客皆奥神仏祖敵味巫妖雷風雨雪月星花草木山川海空石茶酒飯餅豆芋爺婆媼翁僧尼医兵王姫帝侍盗匠弟妹姉兄父母夫妻嫁婿孫娘親叔伯"
)


_BORDER = frozenset("で、。・「(（→>\u3000 \n:…!?)）】")


def _one_sign(value: str, before: str) -> bool:
    """Whether one sign right before an honorific may be a surname nobody listed: 因様, 目さん."""
    return value not in _POLITE and _is_letter(value) and (not before or before in _PARTICLE)


def _is_letter(sign: str) -> bool:
    return re.fullmatch(f"[{LETTER}]", sign) is not None


def _guess_before(before: str, honorific: str) -> str:
    """A name no dictionary knows, by its looks: all the ideographs or kana that stand right before an honorific."""
    child = honorific in _CHILDS
    if not child and honorific not in ("さん", "様", "さま", "氏"):
        return ""
    patterns = (_WHOLE_RUN, _WHOLE_HIRAGANA) if child else (_WHOLE_RUN, _WHOLE_KATAKANA)
    for pattern in patterns:
        if (found := pattern.search(before)) is not None:
            value = found.group(1)
            length, _ = introduction(value)
            known = plain_ideographs(value[length:]) in names().given or value[length:] in names().surnames
            value = value[length:] if len(value) - length >= (1 if known else 2) else value
            wrong = value in word_set("no_person") or value in word_set("not_given") or _NO_NAME_END.search(value)
            wrong = wrong or _KIN_IN_KANA.search(value) or _COUNTED.match(value)
            attached = _is_letter(before[: found.start(1)][-1:])
            if (
                not wrong
                and len(value) > 2
                and value[0] in _PARTICLE_BEFORE
                and (attached or katakana(value[1:]) in names().given_readings)
            ):
                return "" if _KIN_IN_KANA.search(value[1:]) or value[1:] in word_set("no_person") else value[1:]
            if not wrong and not child and len(value) == 1 and _one_sign(value, before[: found.start(1)][-1:]):
                return value
            if not wrong and (child or len(value) >= 2) and before[: found.start(1)][-1:] not in ("お", "ご"):
                return value
    return ""


@cache
def _title_pattern() -> Gated:
    titles = sorted(
        {*words()["roles"], *words()["titles"]} - {"著", "編", "訳", "作", "画", "氏(", "選手", "監督"},
        key=lambda title: (len(title), title),  # the same pattern in every process
        reverse=True,
    )
    return Gated(f"(?:{'|'.join(map(re.escape, titles))})(?![{LETTER}])")


_WHEN_IN_OFFICE = frozenset("元現旧新副准総")
# whom nobody calls by a prefecture: 山口教頭
_NEVER_OF_PLACES = frozenset(
    ("教頭", "副校長", "副園長", "副会長", "副班長", "看護師", "相談員", "支援員", "先生", "医師", "保健師", "主任", "係長", "課長", "ケアマネ", "ヘルパー", "担任", "教諭")
)  # fmt: skip


def _titled(text: str) -> Iterator[Mention]:
    """A surname with a title of office right after it."""
    for match in _title_pattern().finditer(text):
        before = text[max(0, match.start() - 9) : match.start()]
        run = _RUN_BEFORE.search(before)
        value = _from_run(run.group(), before[: run.start()], called=False) if run is not None else None
        where = value in word_set("prefectures") and match.group() not in _NEVER_OF_PLACES
        if value is None or where or value in _WHEN_IN_OFFICE:
            continue
        if len(value) > 1 or names().surnames[plain_ideographs(value)] == 2:
            yield Mention(value, How.TITLED)


# the sign between label and name leads: most texts have few of them
_AFTER_LABEL = Gated(
    f"[:：=は \u3000](?<=[{LETTER}A-Z\u30a1-\u30fc].)([ \u3000]{{0,2}})([{LETTER}]{{1,5}})(?=[\\s\u3000、。,()（）/／]|\\Z)"
)
_LABEL = re.compile(f"(?<![{LETTER}])[{LETTER}A-Z\u30a1-\u30fc]{{1,7}}\\Z")
_GIVEN_FOLLOWS = re.compile(f"[ \u3000]+[{LETTER}\u3041-\u30fc]")


def _labelled(text: str) -> Iterator[Mention]:
    """A surname, or a full name, behind a label for persons."""
    for match in _AFTER_LABEL.finditer(text):
        before = _LABEL.search(text, max(0, match.start() - 9), match.start())
        if before is None:
            continue
        label, value = before.group(), match.group(2)
        if match.group()[0].isspace() and _GIVEN_FOLLOWS.match(text, match.end()):
            continue  # a full name in two words
        if (kind_of(label) in ("name", "_staff") or label in word_set("person_labels")) and not kind_of(value):
            bare = plain_ideographs(value)
            known = names().surnames.get(bare, 0) >= (2 if len(bare) == 1 else 1) or is_name(value)
            known = known or (label in word_set("kin") and bare in names().given)
            if known and bare not in names().words and bare not in word_set("no_person"):
                yield Mention(value, How.LABELLED)


_FOUR_SIGNS = re.compile(
    f"(?<![{LETTER}\u30a1-\u30fc0-9])[{LETTER}]{{3,5}}(?=[はがもをにとのよへでか、。,:：」)(（\\s\u3000]|宅|\\Z)"
)
_WITH_KANA = re.compile(f"(?<![{LETTER}])([{LETTER}]{{2,3}})([\u3041-\u3096]{{2,4}})(?=[、。,()（）\\s\u3000]|\\Z)")
_SELDOM = 3


def unknown_given(text: str) -> set[str]:
    """Full names whose given name no dictionary knows: a well-known surname and signs that given names have."""
    found = {run for run in set(_FOUR_SIGNS.findall(text)) if _looks_full(run)}
    lexicon = names()
    for surname, kana in set(_WITH_KANA.findall(text)):
        known = kana in lexicon.given or katakana(kana) in lexicon.given_readings
        wrong = kana in word_set("not_given") or kana.startswith(lists()["no_given"])
        if known and lexicon.surnames.get(plain_ideographs(surname), 0) == 2 and not wrong:
            found.add(surname + kana)
    return found


def _looks_full(run: str) -> bool:
    plain, lexicon = plain_ideographs(run), names()
    if plain[-1] in "宅方様家氏殿君他外" or plain[-2:] in word_set("no_person"):
        return False
    if plain in lexicon.words or plain in lexicon.places or run in word_set("history"):
        return False
    for length in (3, 2):
        surname, given = plain[:length], plain[length:]
        if lexicon.surnames.get(surname, 0) == 2 and 2 <= len(given) <= 3 and surname not in word_set("no_surname"):
            if wordy(given) and given not in lexicon.given:
                return False
            telling = lexicon.first.get(given[0], 0) >= _SELDOM and lexicon.last.get(given[-1], 0) >= _SELDOM
            return telling and not given.startswith((*words()["roles"], *words()["titles"], *words()["not_after"]))
    return False


_EXACT_RUN = re.compile(
    f"(?<![{LETTER}\u30a1-\u30fc0-9])[{LETTER}]{{2,4}}(?=[はがもをにとのへで、。:：」(（\n]|より|から|\\Z)"
)


def alone(text: str) -> set[str]:
    """Well-known surnames that stand alone where a person acts or is listed; prefectures share many of them."""
    found = set(_EXACT_RUN.findall(text))
    surnames, no_person = names().surnames, word_set("no_person")
    return {
        run
        for run in found
        if surnames.get(plain_ideographs(run), 0) == 2 and run not in word_set("no_surname")
        and run not in names().words and run not in no_person and run not in word_set("prefectures")
        and (run in one_of("common") or not is_ordinary(plain_ideographs(run)))
    }  # fmt: skip


_FOREIGN = re.compile(
    f"(?<![{LETTER}])([{LETTER}A-Z]{{1,7}})[:：= \u3000]{{1,3}}([\u30a1-\u30fa\u30fc]{{1,12}}(?:[ \u3000・][\u30a1-\u30fa\u30fc]{{2,12}}){{1,3}})(?=[\\s\u3000、。,()（）]|\\Z)"
)
_FOREIGN_CALLED = re.compile(
    "([\u30a1-\u30fa\u30fc]{1,12}(?:[ \u3000・][\u30a1-\u30fa\u30fc]{2,12}){1,3})[ ]?(?:君|先生|殿)"
)


def _foreign(text: str) -> Iterator[Mention]:
    """Names in katakana words behind a label or a role, or with an honorific `people` does not look for."""
    for match in matches_in(_FOREIGN_LABEL, _FOREIGN, text, _FOREIGN_GATE):
        label = match.group(1)
        role = label in words()["roles"] or label in words()["titles"] or label in words()["staff_before"]
        if role or label in word_set("person_labels") or kind_of(label) in ("name", "_staff"):
            yield Mention(match.group(2), How.LABELLED)
    for match in matches_in(_FOREIGN_TITLE, _FOREIGN_CALLED, text, _FOREIGN_GATE):
        yield Mention(match.group(1), How.CHILD if match.group().endswith("君") else How.TITLED)


# what each match of the two patterns above holds: signs between label and name, a title behind katakana, two words of these
_FOREIGN_LABEL = Gated(f"[:：= \u3000](?<=[{LETTER}A-Z].)[:：= \u3000]{{0,2}}[\u30a1-\u30fa\u30fc]")
_FOREIGN_TITLE = Gated("[君先殿](?:(?<=[\u30a1-\u30fa\u30fc].)|(?<=[\u30a1-\u30fa\u30fc] .))(?:(?<=[君殿])|生)")
_FOREIGN_GATE = Gated("[ \u3000・](?<=[\u30a1-\u30fa\u30fc].)[\u30a1-\u30fa\u30fc]{2}")
_BRACKETED = Gated(f"[(（](?<=[{LETTER}].)([{LETTER}\u3041-\u3096]{{1,4}})[)）]")


def _given_in_brackets(text: str) -> Iterator[Mention]:
    """Families with several members in one list: 神谷(侑李), 神谷(航)."""
    lexicon = names()
    for match in _BRACKETED.finditer(text) if "(" in text or "（" in text else ():
        given = plain_ideographs(match.group(1))
        run = _RUN_BEFORE.search(text[max(0, match.start() - 9) : match.start()])
        surname = run.group() if run is not None else ""
        named = given in lexicon.given or katakana(given) in lexicon.given_readings
        family = plain_ideographs(surname) in lexicon.surnames and surname not in word_set("prefectures")
        if named and family and given not in word_set("no_person") and not kind_of(match.group(1)):
            yield Mention(surname, How.LABELLED)
            yield Mention(match.group(1), How.LABELLED)


def bare(text: str, surnames: set[str]) -> set[str]:
    """Those of `surnames` that stand in `text` alone: neither part of a longer word nor before a given name."""
    return {name for name in surnames if _stands_alone(text, name)}


_LETTER_BEFORE = re.compile(f"[{LETTER}]\\Z")
_GOES_ON = re.compile(f"[{LETTER} \u3000]")


def _stands_alone(text: str, name: str) -> bool:
    at = text.find(name)
    while at >= 0:
        before, after = text[max(0, at - 4) : at], text[at + len(name) : at + len(name) + 1]
        inside = _LETTER_BEFORE.search(before) is not None and not _LEAD.search(before)
        goes_on = _GOES_ON.match(after) or not (clean_right(text, at + len(name)) or after in "くちで")
        if not inside and not goes_on:
            return True
        at = text.find(name, at + 1)
    return False
