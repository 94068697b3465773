"""Texts whose persons are made up or known to all: novels, plays, lessons, entries of an encyclopedia, words on names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.residue.matchers.lexicon import word_set, words
from checks.residue.matchers.sensitive import sensitive

LONGEST = 400
"""Lines of such a text."""
HEAD = 4
"""Lines that may be its title."""
SPEECHES, INDENTED = 2, 3
"""Lines that are somebody's words as a whole, lines that begin as paragraphs of a book do."""
SIGNS = (
    "第[0-9一二三四五六七八九十]{1,2}[場幕][\\s\u3000]|[(（]幕[)）]|第[0-9]{1,2}課[ \u3000\n]|暗転|ト書き|紙しばい|紙芝居|章より[)）]|日本語の会話|会話練習|道徳資料"
    "|@scene|[』」](?:[0-9]{1,3}(?:頁|ページ)|より|冒頭)|』|」\n|[0-9]日[ \u3000]?[-‐–―~～][ \u3000]?[)）]"
)
"""What one of stands in most of them."""

_STAGE = re.compile(
    "^[ \u3000]*[(（]?第[0-9一二三四五六七八九十]{1,2}[場幕](?:[)）\\s\u3000]|$)|^[ \u3000]*[(（](?:幕|暗転)[)）]|ト書き|^@scene|章より[)）]",
    re.MULTILINE,
)
_LESSON = re.compile("第[0-9一二三四五六七八九十]{1,3}課[ \u3000\n]|日本語の会話|会話練習|道徳資料")
_SHOWN_PICTURES, _PICTURE = re.compile("[ \u3000]*紙(?:しばい|芝居)"), re.compile("[ \u3000]*[①-⑳0-9]")
_ENTRY = re.compile(
    "[(（][^()（）\n]{0,24}[0-9]{4}年[^()（）\n]{0,12}日[ \u3000]?[-‐–―~～][^()（）\n]{0,24}[)）]は[、\n]?"
)
_WORK = re.compile("[『]([^『』]{1,24})[』]")
# 太宰治「走れメロス」27頁より
_QUOTED = re.compile(
    "([\u4e00-\u9fff]{3,5})[ \u3000]?[作著]?[「『][^「」『』\n]{1,24}[」』][^。\n]{0,12}(?:より|頁|ページ|冒頭|一節|抜粋)"
)
_SPEECH = re.compile("[ \u3000]*「[^「」]+」[ \u3000]*")
REAL = re.compile("[0-9]{2,}[:/年月日時]|[@〒]|電話|要介護|利用者|訪問|受診|通院|保護者|職員|様子|記録")
"""What the day's work speaks of, and no book."""


def told(lines: Sequence[str]) -> bool:
    """Whether the folded lines of a text are such a one."""
    if len(lines) > LONGEST:
        return False
    text = "\n".join(lines)
    head = "\n".join(lines[:HEAD])
    if _ENTRY.search(head) is not None or _LESSON.search(head) is not None or _of_an_author(lines):
        return True
    if REAL.search(text) is not None:
        return False
    pictures = _SHOWN_PICTURES.match(head) is not None and sum(map(bool, map(_PICTURE.match, lines))) >= SPEECHES
    return pictures or _STAGE.search(text) is not None or _novel(lines, text)


def _of_an_author(lines: Sequence[str]) -> bool:
    """Whether a line tells nothing but a work and its author, whom everybody knows: 夏目漱石『坊っちゃん』."""
    for line in (*lines[:HEAD], *lines[-HEAD:]):
        bare = _WORK.sub("", line).strip(" \u3000()（）—―-より") if "『" in line and len(line) <= 40 else ""
        if bare and "".join(bare.split()) in word_set("history"):
            return True
        quoted = _QUOTED.search(line)
        if quoted is not None and quoted.group(1) in word_set("history"):
            return True
    return False


def _novel(lines: Sequence[str], text: str) -> bool:
    """Whether lines are set as those of a book, with words said on lines of their own, and nobody is cared for in them."""
    if sum(1 for line in lines if _SPEECH.fullmatch(line)) < SPEECHES:
        return False
    if sum(1 for line in lines if line[:1] == "\u3000") < INDENTED:
        return False
    return not any(word in text for word in words()["care"]) and next(sensitive(text), None) is None
