"""Names told by the day of birth behind them, which no dictionary has to know: フェレイラ パトリシア ユミ　1987/01/08生."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checks.residue.matchers.labels import kind_of
from checks.residue.matchers.lexicon import is_ordinary, word_set
from checks.residue.matchers.model import FAIR, Hit
from checks.residue.matchers.name_cells import LETTER

_LONGEST = 40
_KANA = "[\u30a1-\u30fa\u30fc]"
_NAME = re.compile(
    "(?:\\A|[\n、。:：・「『【】*•●○■◆>〉-])[ \u3000]*(?:[0-9]{1,2}[.) \u3000]{1,2})?(?P<name>"
    f"{_KANA}{{2,10}}(?:[ \u3000・]{_KANA}{{1,10}}){{1,3}}"
    f"|[{LETTER}]{{1,4}}[ \u3000][{LETTER}\u3041-\u3096\u30a1-\u30fa]{{1,4}}"
    "|[A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]*){1,3}"
    ")(?:様|さん|さま|氏)?[ \u3000、,(（/／]{1,2}\\Z"
)
_BORN = re.compile("[ \u3000]?(?:生(?:まれ|れ)?(?![\u4e00-\u9fff])|うまれ)")


def find(text: str, days: Iterable[Hit]) -> Iterator[Hit]:
    """Names in two words and more at the beginning of a line or sentence, right before one of `days` that is told to be of birth."""
    for day in days:
        if _BORN.match(text, day.end) is None:
            continue
        low = max(0, day.start - _LONGEST)
        match = _NAME.search(text[low : day.start])
        if match is not None and _is_one(name := match["name"]):
            yield Hit("name", name, low + match.start("name"), low + match.end("name"), FAIR)


def _is_one(name: str) -> bool:
    """Whether no word of `name` is a label or a word for something else."""
    words = re.split("[ \u3000・]", name)
    return not any(kind_of(word) or word in word_set("no_person") or is_ordinary(word) for word in words)
