"""Words that look like names and are nobody's: animals of tales, what is said for an example, dolls and games called by a child's name."""

from __future__ import annotations

import re
from functools import cache

from checks.residue.matchers import gods, spellings
from checks.residue.matchers.wordlist import WordList

LONGEST = 20_000
"""Signs of a text looked at: tales and manuals are short."""
_BEASTS = "きつね|キツネ|くま|クマ|うさぎ|ウサギ|たぬき|タヌキ|ねこ|ネコ|いぬ|イヌ|子犬|子猫|ぞう|ゾウ|さる|サル|りす|リス|ねずみ|ネズミ|かえる|カエル|ぶた|ブタ|ひつじ|ヒツジ|ライオン|きりん|キリン|ペンギン|ふくろう|フクロウ|おばけ|オニ|ロボット|怪獣|妖精"
_TOYS = "人形|ごっこ|音頭|ゲーム"
# きつねのコンタ, くまのごろうさん
_TALE = re.compile(
    f"(?:{_BEASTS})の(?:([\u30a1-\u30fa\u30fc]{{2,6}})|([\u3041-\u3096]{{2,5}}?)(?=さん|ちゃん|くん|ぼうや))"
)
# 声かけ「立ちますよ、田中さん」のように
_SAID_SO = re.compile("「[^「」\n]{1,60}」の(?:よう[にな]|要領で)")
# ひなちゃん人形
_MASCOT = re.compile("(?:マスコット|ゆるキャラ|ご当地キャラ|公式キャラクター)[^\n]*(?:\n[^\n]*)?")
_MASCOTS = ("マスコット", "ゆるキャラ", "ご当地キャラ", "公式キャラクター")
_NICKNAME = re.compile("[\u3041-\u3096\u30a1-\u30fc]{2,6}(?:ちゃん|くん)")
_TOY = re.compile(f"[^\\s、。「」（）()]{{1,4}}(?:ちゃん|くん|さん)(?={_TOYS})")


@cache
def _signs() -> WordList:
    """What one of stands in every text with such words."""
    toys = [f"{called}{toy}" for called in ("ちゃん", "くん", "さん") for toy in _TOYS.split("|")]
    return WordList(["」のよう", "」の要領", *toys, *_MASCOTS, *(f"{beast}の" for beast in _BEASTS.split("|"))])


def in_cells(text: str) -> str:
    """The same for the cells of a table; whoever somebody lives with is called as all others: 野口 寅之助様方."""
    return without(text.replace("様方", "様"))


def without(text: str) -> str:
    """`text` with blanks where such words stand; the same text where there are none."""
    if len(text) > LONGEST:
        return text
    text = gods.without(spellings.without(text))
    if not _signs().stands_in(text):
        return text
    if any(word in text for word in _MASCOTS):
        text = _MASCOT.sub(lambda match: _NICKNAME.sub(lambda name: "\u3000" * len(name[0]), match[0]), text)
    for pattern in (_SAID_SO, _TOY):
        text = pattern.sub(lambda match: "\u3000" * len(match[0]), text)
    for name in sorted({one or other for one, other in _TALE.findall(text)}, key=len, reverse=True):
        text = text.replace(name, "\u3000" * len(name))
    return text
