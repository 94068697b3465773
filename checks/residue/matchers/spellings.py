"""Names in papers on how names are spelt and how one speaks: 渡邊・渡邉・渡辺, NG「田中さんはいません」, B：たなかさんは がくせいですか."""

from __future__ import annotations

import re
from functools import cache

from checks.residue.fold import plain_ideographs
from checks.residue.matchers import name_cells
from checks.residue.matchers.name_cells import LETTER
from checks.residue.matchers.wordlist import WordList

LONGEST = 20_000
"""Signs of a text looked at: such papers are short."""
_ON_SIGNS = (
    "外字", "異体字", "旧字", "新字", "字形", "字体", "俗字", "表記ゆれ", "表記の揺れ", "表記揺れ", "区別する", "置き換え", "読み替え", "入力規則",
    "原票どおり", "原票のとおり", "原本どおり", "入力ルール", "文字コード",
)  # fmt: skip
"""What one of stands in papers on how names are to be spelt."""
_WORD = re.compile(f"[{LETTER}]{{2,4}}")
_ENDS = re.compile("[・、,/／=＝→⇔⇒とやはも」』)）()。\n\t]|\\Z|の[字表違]|など|等")
_PLACEHOLDER = re.compile(
    "「(?=[^「」\n]{0,60}[\u3041-\u3096]{3})[^「」\n]{0,40}[○〇◯●△□▲]{1,3} ?[様さ氏][^「」\n]{0,60}」"
)
"""A sentence, spoken to nobody in particular."""
_REWORDED = re.compile(
    "「[^「」\n]{1,80}」(?=の(?:言い換え|使い分け|復唱|言い回し|正しい|歌(?!い)|曲|絵本|紙芝居|上映|DVD|番組))"
)
_HOME = re.compile(
    "[0-9](?:丁目|番地)[0-9]|(?<![0-9])[0-9]{1,2}-[0-9]{1,2}-[0-9]{1,2}(?![0-9])|0[0-9]{1,4}-[0-9]{1,4}-[0-9]{4}"
)
"""A home or a telephone."""
_QUOTED = re.compile("「[^「」\n]{1,80}」")
# NG「田中さんはいません」→OK「席を外しております」
_JUDGED = re.compile(
    "(?:NG|OK|[×○✕〇◎△☓]|[良悪よ][いく]例|悪い言い方|話し方の例|言い換え例?|応答例|会話例|例文|トーク例|声[かが]け例|例えば|たとえば|(?<![一-鿿])例)[ \u3000:]*「[^「」\n]{1,80}」(?:[ \u3000]*(?:→|⇒)[ \u3000]*「[^「」\n]{1,80}」)?"
)
_LESSON = re.compile(
    "第[0-9]{1,3}課[ \u3000\n]|じこしょうかい|自己紹介の(?:練習|会話)|かいわ|会話(?:練習|文|例)|日本語(?:教室|教材|の会話)|れんしゅう|ロールプレイ|スキット|台本|応対例|トークスクリプト"
)
_SPEAKER, BELOW = re.compile("[ \u3000]*[A-D甲乙][ \u3000]?[:：]"), 12
"""Who speaks in a dialogue of a lesson; lines it goes on for."""
_ROLE = re.compile(
    "[ \u3000]*(?:職員|相談員|相談者|担当者?|受付|お?客様?|電話|窓口|市民|区民|利用者|家族|オペレーター|司会)[A-D]?[ \u3000]?[:：]"
)
_PLAYED = re.compile("ロールプレイ|スキット|台本|会話例|応対例|応答例|模擬|スクリプト")
_SENTENCE = re.compile("[ \u3000]*[^ \u3000、。:]{2,6}さん[はがもと][ \u3000][^、\n]{2,30}。[ \u3000]*")
"""A sentence set as in a first reader, its words apart."""
_HEAD = 30
_ON_SPEECH = re.compile(
    "(?:例文?|マナー|手引き?|敬語|言葉[遣づ]い|話し方|話法|応対|応答|取り?次ぎ方?|スクリプト|言い回し|言い換え)(?:集|の?基本|の使い分け)?[ \u3000第0-9版()（）]*"
)
# たなかさんは かいしゃいんですか, as books of a language's first lessons set it
_BOOKISH = re.compile(
    "^(?:[A-D][0-9]?[: \u3000]*)?([\u3041-\u3096]{2,5})さんは[ \u3000][\u3041-\u3096\u30a1-\u30fc]{2,12}(?:です|じゃありません|ではありません)か?。?$",
    re.MULTILINE,
)
_OF_BOOKS = re.compile("題名|曲名|演目|絵本|主人公|紙芝居|読み聞かせ|おはなし会|今月の一冊|昔話|童話")
_TITLE_ALONE = re.compile(
    "[ \u3000・○●■]*[「『][^「『」』\n]{1,30}[」』](?:[ \u3000(（][^\n「」]{0,20}(?:作|絵|文|著|社|訳)[)）]?)?[ \u3000]*"
)
_HERO = re.compile("主人公の?([\u3041-\u3096]{2,5}?|[\u30a1-\u30fc]{2,6}|[\u4e00-\u9fff]{2,3})(?=[がはとをに、。]|の)")


@cache
def _gate() -> WordList:
    """What one of stands in every text that holds such names."""
    lessons = (
        "課 ",
        "課\u3000",
        "課\n",
        "じこしょうかい",
        "自己紹介の",
        "かいわ",
        "会話",
        "日本語",
        "れんしゅう",
        "ロールプレイ",
        "スキット",
        "台本",
        "応対例",
        "スクリプト",
    )
    return WordList([*_ON_SIGNS, *lessons, *_OF_BOOKS.pattern.split("|"), "「", "さんは ", "さんは\u3000"])


def without(text: str) -> str:
    """`text` with blanks where such names stand; the same text where there are none."""
    if len(text) > LONGEST or not _gate().stands_in(text):
        return text
    if any(word in text for word in _ON_SIGNS):
        text = _respelt(text)
    if "「" in text:
        text = _spoken(text)
    if "さんは " in text or "さんは\u3000" in text:
        text = _BOOKISH.sub(_blank, text)
    if _OF_BOOKS.search(text) is not None:
        text = _told_in_books(text)
    return _lessons(text) if _LESSON.search(text) is not None else text


def _respelt(text: str) -> str:
    """A text without surnames that stand in it in several spellings, nobody called by them."""
    spelt: dict[str, set[str]] = {}
    for match in _WORD.finditer(text):
        whole = len(match.group()) > 2 and name_cells.is_name(match.group())
        if not whole and _ENDS.match(text, match.end()):
            spelt.setdefault(_plain(match.group()), set()).add(match.group())
    several = {word for words in spelt.values() if len(words) > 1 for word in words}
    if not several:
        return text
    return _WORD.sub(
        lambda match: _blank(match) if match.group() in several and _ENDS.match(text, match.end()) else match[0], text
    )


def _plain(word: str) -> str:
    return plain_ideographs(word).replace("斎", "斉")


def _blank(match: re.Match[str]) -> str:
    return "\u3000" * len(match[0])


def _spoken(text: str) -> str:
    """A text without what is to be said and not: all of it, where a sentence speaks to 「○○様」 or the title says so."""
    if _HOME.search(text) is not None:
        return text  # a call that was written down, not one to learn from
    title = text.lstrip().partition("\n")[0].strip()
    if _PLACEHOLDER.search(text) is not None or (len(title) <= _HEAD and _ends(title)):
        return _QUOTED.sub(_blank, text)
    return _REWORDED.sub(_blank, _JUDGED.sub(_blank, text))


def _ends(title: str) -> bool:
    """Whether a title ends with what calls a paper one on how to speak."""
    return any(match.end() == len(title) for match in _ON_SPEECH.finditer(title))


def _told_in_books(text: str) -> str:
    """A text on picture books without their titles and heroes."""
    for name in {match.group(1) for match in _HERO.finditer(text)}:
        text = text.replace(name, "\u3000" * len(name))
    lines = text.split("\n")
    return "\n".join("" if _TITLE_ALONE.fullmatch(line) else line for line in lines)


def _lessons(text: str) -> str:
    """A text without the dialogues of its lessons, whose speakers are letters."""
    lines = text.split("\n")
    begun, speaker = -BELOW, _SPEAKER
    for number, line in enumerate(lines):
        if len(line) <= _HEAD and _LESSON.search(line):
            begun, speaker = number, _ROLE if _PLAYED.search(line) else _SPEAKER
        elif number - begun < BELOW and (speaker.match(line) or _SENTENCE.fullmatch(line)):
            lines[number] = ""
    return "\n".join(lines)
