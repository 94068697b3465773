"""Gods of shrines and temples, and figures of the past told by their rank, which look like names: 大黒天, 菅原道真公."""

from __future__ import annotations

import re

from checks.residue.matchers.lexicon import word_set

_SACRED = ("祭神", "本尊", "七福神", "ご利益", "参詣", "境内", "社殿", "神社", "大社", "お寺", "寺院", "霊場", "札所")
"""What one of stands in texts on shrines and temples."""
_GODS = re.compile(
    "大黒[天様]?|恵比[寿須](?:天|神|様)?|[弁辯][財才]天|毘沙門天|福禄寿|寿老[人神]|布袋(?:尊|和尚|様)?|吉祥天|帝釈天|摩利支天|不動明王|不動尊|[\u4e00-\u9fff]{2,5}(?:観音|如来|菩薩|明王|大神|大明神|大権現|[之野]命|乃命|尊(?![\u4e00-\u9fff]))"
)
_LORD = re.compile("([\u4e00-\u9fff]{3,5})(?:公|卿|大師|上人)(?![\u4e00-\u9fff])")


def without(text: str) -> str:
    """`text` with blanks where gods stand; the same text where it speaks of no shrine or temple."""
    if not any(word in text for word in _SACRED):
        return text
    text = _GODS.sub(_blank, text)
    return _LORD.sub(lambda match: _blank(match) if match.group(1) in word_set("history") else match[0], text)


def _blank(match: re.Match[str]) -> str:
    return "\u3000" * len(match[0])
