"""What a name's situation says of it: who is told to stand there, what is done, whose names stand beside it."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from checks.residue.matchers.frame_words import (
    KANA,
    RUN,
    Label,
    acts,
    bracketed,
    clean_left,
    clean_right,
    katakana_label,
    label_before,
)
from checks.residue.matchers.frame_words import lists as frame_lists
from checks.residue.matchers.name_cells import LETTER
from checks.residue.matchers.situation_words import lists

NOTHING, LITTLE, MUCH, ALL = 0, 1, 2, 3
"""What a situation says: nothing; that a name may stand there; that a person does; that it is told who somebody is."""


def said(text: str, start: int, stop: int, end: int, led: bool, known: Collection[str]) -> int:
    """What the situation of a stretch says."""
    right = end > stop or clean_right(text, end)
    if led:
        return ALL if right and not _JOINED.match(text, max(0, _run_start(text, start) - 1)) else NOTHING
    if not (clean_left(text, start) or text[start - 1] in _JOINING) or _place_behind().match(text, stop):
        return NOTHING
    if told := _told_who(text, start, stop, end, known):
        return told
    if end > stop or _does().match(text, stop) or (acts(text, stop) and text[stop] not in "をにへと"):
        return MUCH
    if _at_head(text, start) and _says().match(text, stop):
        return MUCH
    if _introduces(text, start, stop) or _signs(text, start, stop):
        return MUCH
    return LITTLE if right else NOTHING


def _told_who(text: str, start: int, stop: int, end: int, known: Collection[str]) -> int:
    """What labels, brackets, titles and names beside it say of a stretch."""
    right = end > stop or clean_right(text, end)
    if right and (label_before(text, start) is not Label.NONE or TOLD_BEFORE.search(text, max(0, start - 12), start)):
        return ALL
    if right and katakana_label(text, start) is not Label.NONE:
        return ALL
    if bracketed(text, stop) or _TOLD_BEHIND.match(text, stop) or (end > stop and text[stop:end] in _HOMES):
        return ALL
    if stop - start == 1 and text[start - 1 : start] in ("(", "（") and text[stop : stop + 1] in (")", "）"):
        return MUCH
    if right and (beside := among(text, start, end, known)):
        return beside
    return NOTHING


_JOINING = frozenset("らばてずし")
"""What ends the clause before: 不足したら頓宮まで, 道が分からず萬代が送る."""
_HOMES = frozenset(("宅", "邸", "家", "夫妻", "兄弟", "姉妹", "親子", "兄妹", "姉弟", "氏", "様", "君"))


_JOINED = re.compile("[\u30a1-\u30fa\u30fcA-Za-z0-9]")


def _run_start(text: str, at: int) -> int:
    """Where the run of ideographs begins that `at` stands in."""
    while at and RUN.match(text[at - 1]):
        at -= 1
    return at


def _words(key: str) -> str:
    return "|".join(map(re.escape, lists()[key]))


def _doings() -> str:
    return f"{_words('doings')}|{'|'.join(map(re.escape, frame_lists()['acts']))}"


@cache
def _does() -> re.Pattern[str]:
    return re.compile(
        f"(?:が|は|も|さえ)[、]?[^。、\n]{{0,7}}?(?:{_doings()})|(?:に|へ|と|とも|にも)[、]?[^。、\n]{{0,6}}?(?:{_words('doings_with')})"
        "|まで(?=[ \u3000]*(?:\n|\\Z|[(（。、!]|お?願|ご?連絡|お申|どうぞ|電話|TEL))"
        "|[◯○◎×△](?=[ \u3000\n]|\\Z)"
        "|を[、]?[^。、\n]{0,4}?(?:呼|迎え|連れ|起こし|抱|叱|励ま|誘|介助|支え|病院へ|待|叩|押し|噛|探|見送|送っ)"
        "|(?:から|より)[、]?[^。、\n]{0,6}?(?:電話|TEL|連絡|報告|相談|依頼|申し出|申出|申し送|引継|引き継|伝言|返信|回答|聞い|聞き取|問い合わせ|折り返|頼まれ|言われ|苦情|質問|指摘|説明)"
        "|の(?:母|父|祖母|祖父|妻|夫|兄|姉|弟|妹|息子|娘|孫|保護者|家族|親|ご?両親|おばあ|おじい|奥さん|担任|薬|服薬|体調|体温|受診|通院|様子|送迎|担当|携帯|部屋|居室|机|席|荷物|靴|ズボン|杖|親権|言い方|質問|手を|名字|暴力)"
    )


@cache
def _says() -> re.Pattern[str]:
    return re.compile(f"[ \u3000\t]+[^\n]{{0,14}}?(?:{_doings()}|{_words('doings_with')})|「")


@cache
def _place_behind() -> re.Pattern[str]:
    return re.compile(f"(?:{_words('of_places')})|が[丘谷浜崎岡原峰浦淵台沢池峠森島]")


TOLD_BEFORE = re.compile(
    "(?:[人者係]|当番|以上|記|文責|名前?は|の名は|子は|[長次三][男女]は|姓は|旧姓|(?:さん|ちゃん|様|主人|旦那|家内|の子|の妹|の姉|の弟|の兄)(?=[(（「]))"
    "(?:[:=→/ \u3000(（「]{1,2}|(?<=は))\\Z"
)
_TOLD_BEHIND = re.compile(
    "[ \u3000:→]{1,3}(?:\\(?0[0-9]{1,4}[-)(][0-9]{2,4}|0[789]0[0-9]{8})|(?:ママ|パパ|父さん|母さん|おばあ|おじい|おねえ|おにい|おばさん|おばちゃん|おじさん|ばあさん|ばあちゃん|じいさん|じいちゃん)|ご?(?:夫妻|夫婦|一家|家族|両親|きょうだい|兄弟|姉妹)(?![\u4e00-\u9fff])|(?:センター長|トレーナー|リーダー|サブリーダー|マネージャー|コーチ|ケアマネ|ヘルパー|ドクター|ワーカー|オペレーター|スタッフ|サン(?![\u30a1-\u30fa])|(?:CM|CW|Ns|NS|Dr|DR|PT|OT|ST|SV|OP|TEL|Tel)(?![A-Za-z]))|(?:と申します|ともうします|といいます|と言います|と名乗|という(?:名|姓|者|方|人|子|姉|妹|兄|弟|男|女)|(?:[、・,/][^、・,/。\n]{1,8}){0,6}(?:の|、|,|)(?:[0-9]{1,2}|[二三四五六七八九])[名人](?![目分])|」と[^。\n]{0,6}?(?:呼|名乗|答え|記名|署名|返事|書|名)|って(?:いう|言う)|と呼[ばぶん]|姓|の名(?:前|を|は|で))"
)
_HEAD = re.compile(
    "(?:^|\n)[ \u3000>]*(?:[・●○◎◇◆■□*-][ \u3000]*|[0-9]{1,2}(?:[.)]|号室?|月[0-9]{1,2}日)?[ \u3000]+|\\[?[0-9]{1,2}:[0-9]{2}\\]?[ \u3000\t]+|[0-9]{1,2}時(?:[0-9]{1,2}分)?[ \u3000]+|(?:--|#|//)?[ \u3000]*(?:[0-9]{4}|[RHS令平昭]?(?:和|成)?[0-9]{1,2})[-/.年][0-9]{1,2}(?:[-/.月][0-9]{1,2}日?)?[ \u3000]+)?\\Z"
)


def _at_head(text: str, start: int) -> bool:
    """Whether a line begins here, a bullet, number or time aside."""
    return _HEAD.search(text, max(0, start - 20), start) is not None


_SELF = re.compile("です[。、!\n]|でございます|だ(?:けど|が|よ)")
_SELF_BEFORE = re.compile("(?:^|[\n。、「!>][ \u3000]*)\\Z")


def _introduces(text: str, start: int, stop: int) -> bool:
    """Whether somebody says who is speaking, as on the telephone: 金沢です."""
    return _SELF.match(text, stop) is not None and _SELF_BEFORE.search(text, max(0, start - 3), start) is not None


_SIGNED_BEHIND = re.compile(
    "[ \u3000]*(?:拝|記|より|\\(.{1,8}\\))?[ \u3000]*(?:\\Z|\n[ \u3000]*(?:\\Z|\n|>|-|[0-9(]|TEL|電話|〒))"
)
_SIGNED_BEFORE = re.compile(
    "(?:[。!?！？♪]|す|た|い)[ \u3000]*\n[ \u3000>]*\\Z|(?:[。!?！？♪]|ます|です|ました|ください|ね|よ)[ \u3000]{1,4}\\Z|\n[ \u3000]*\n[ \u3000>]*\\Z"
)


def _signs(text: str, start: int, stop: int) -> bool:
    """Whether a letter or message ends with nothing but a name."""
    return (
        _SIGNED_BEHIND.match(text, stop) is not None
        and _SIGNED_BEFORE.search(text, max(0, start - 8), start) is not None
    )


_WORD = f"[{LETTER}]{{1,5}}|[\u3041-\u3096]{{2,4}}|[\u30a1-\u30fa\u30fc]{{2,9}}"
_CALLED = "(?:さん|様|さま|くん|君|ちゃん|氏)?(?:[(（][^()（）\n]{1,8}[)）])?"
_MATE_BEFORE = re.compile(f"(?<![{LETTER}{KANA}])({_WORD}){_CALLED}[ \u3000]?[、,・/／→と][ \u3000]?\\Z")
_MATE_BEHIND = re.compile(f"{_CALLED}[ \u3000]?[、,・/／→と][ \u3000]?({_WORD}){_CALLED}(?![{LETTER}])")


def among(text: str, start: int, stop: int, known: Collection[str]) -> int:
    """What names known beside it in a list say."""
    before, after = _MATE_BEFORE.search(text, max(0, start - 24), start), _MATE_BEHIND.match(text, stop)
    mates = [mate.group(1) in known for mate in (before, after) if mate is not None]
    return (ALL if all(mates) else MUCH) if any(mates) else NOTHING
