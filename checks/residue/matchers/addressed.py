"""Names no dictionary knows, told by an honorific after two parts: 田所かおり様, 稲垣チヨ子さん, グエン・ティ・ランさん."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.residue.fold import plain_ideographs
from checks.residue.matchers.frame_words import introduction, lists, one_of, wordy
from checks.residue.matchers.full_names import OLD_GIVEN, surname_only
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.lexicon import names, surname_like, word_set
from checks.residue.matchers.lines import matches_in
from checks.residue.matchers.model import FAIR, TOLD, Hit
from checks.residue.matchers.name_cells import LETTER, is_name, katakana
from checks.residue.matchers.situation_words import words_of

_SPACED = re.compile(
    f"([{LETTER}]{{1,4}})[ \u3000]{{1,2}}([{LETTER}\u3041-\u3096\u30a1-\u30fa\u30fc]{{1,5}}?)[ \u3000]?(?:様|さま|さん|氏(?!名)|殿|くん|ちゃん)"
)
_FOREIGN = re.compile(
    r"((?:[\u30a1-\u30fa\u30fc]{2,12}[・= \u3000]){1,3}[\u30a1-\u30fa\u30fc]{2,12})[ ]?(?:様|さま|さん|氏(?!名)|くん|ちゃん)"
)
_LATIN = re.compile(r"((?:[A-Z][A-Za-z'-]{1,15}[ \u3000,]{1,2}){1,3}[A-Z][A-Za-z'-]{1,15})[ ]?(?:様|さん|氏(?!名))")
# fast passes before the three patterns above: an honorific after what they end with
_TITLED = Gated(
    f"[ \u3000](?<=[{LETTER}].)[ \u3000]?[{LETTER}\u3041-\u3096\u30a1-\u30fa\u30fc]{{1,5}}?[ \u3000]?(?:様|さま|さん|氏(?!名)|殿|くん|ちゃん)"
)
_KATAKANA_TITLED = Gated("[\u30a1-\u30fa\u30fc][ ]?(?:様|さ|氏|くん|ちゃん)")
_LATIN_TITLED = Gated("[様さ氏](?:(?<=[A-Za-z'-].)|(?<=[A-Za-z'-] .))(?:(?<=様)|(?<=さ)ん|(?<=氏)(?!名))")
# 田所かおり様, 稲垣チヨ子さん: a given name in kana, or kana and one ideograph
_HONORIFIC_SIGN = Gated(
    "[様さ氏殿く君ち](?<=[\u3041-\u3096\u30a1-\u30fa\u30fc子美江代枝恵 ].)(?:(?<=[様殿君])|(?<=さ)[まん]|(?<=氏)(?!名)|(?<=く)ん|(?<=ち)ゃん)"
)
_KANA_GIVEN = re.compile(
    f"(?<![{LETTER}])([{LETTER}]{{1,7}})((?:[\u3041-\u3096]{{2,4}}|[\u30a1-\u30fa\u30fc]{{2,4}}|{OLD_GIVEN}))([子美江代枝恵]?)[ ]?\\Z"
)
# kana that join words: unlisted given names do not begin with them
_JOINING = frozenset("のはがをにでともやへかお")
# お姉さん, ご主人: what is called politely, not by name
_POLITE = re.compile(f"[おご][{LETTER}]")


def _surname_behind(given: str) -> bool:
    """Whether what stands behind one sign and a blank is a surname itself, or begins with one that a given name follows."""
    surnames = names().surnames
    if given in names().given:
        return False
    return surnames.get(given, 0) == 2 or any(
        surnames.get(given[:i], 0) == 2 and given[i:] in names().given for i in (2, 3) if i < len(given)
    )


def _speaker(text: str, match: re.Match[str]) -> bool:
    """Whether what stands before a blank says line by line who speaks: 土江　圭司さんは."""
    head = f"\n{match.group(1)}\u3000"
    return (
        text[match.end(1)] == "\u3000"
        and f"\n{text}".count(head) >= _TURNS
        and f"\n{text}"[match.start() :].startswith(head)
    )


_TURNS, _SHORT = 2, 2
_NO_LAST = frozenset("ごおをは")


def _unlisted_kana(surname: str, kana: str) -> bool:
    """Whether kana nobody listed may be a given name behind a well-known surname and before an honorific: 田所りひとさん."""
    well_known = len(surname) > 1 and names().surnames.get(surname, 0) == 2
    return well_known and len(kana) > 2 and kana[0] not in _JOINING and kana[-1] not in _NO_LAST


_MARKS = ("様", "さん", "氏", "殿", "さま", "くん", "ちゃん")


def addressed(text: str) -> Iterator[Hit]:
    """Names no dictionary knows, told by an honorific after two parts."""
    gates = (_TITLED, _HONORIFIC_SIGN, _KATAKANA_TITLED, _LATIN_TITLED)
    if not any(gate.possible(text) for gate in gates) or not any(mark in text for mark in _MARKS):
        return
    for match in matches_in(_TITLED, _SPACED, text):
        whole = match.group(1) + match.group(2)
        lead, _ = introduction(match.group(1))
        surname, given = plain_ideographs(match.group(1)[lead:]), plain_ideographs(match.group(2))
        listed = surname in names().surnames
        # 土江 息子さんは: who speaks, and of whom
        if (
            given in one_of("kin")
            or _speaker(text, match)
            or (len(given) > _SHORT and given not in names().given and is_name(given))  # 新しい仲間 眞鍋千尋さん
            or (len(surname) == 1 and (surname in word_set("no_person") or _surname_behind(given)))
        ):
            continue  # 3,000円 船木様, いただいた方 矢野様: a surname behind something else
        told = given in names().given and surname_like(surname) and not wordy(surname)
        if (
            (listed or told)
            and not (listed and surname_only(given))
            and whole not in names().words
            and not _POLITE.match(given)
        ):
            start = match.start(1) + lead
            yield Hit("name", text[start : match.end(2)], start, match.end(2), FAIR)
    for sign in _HONORIFIC_SIGN.finditer(text):
        found = _KANA_GIVEN.search(text, max(0, sign.start() - 11), sign.start())
        if found is None or text.startswith("様子", sign.start()):
            continue
        lead, _ = introduction(found.group(1))
        surname, kana = plain_ideographs(found.group(1)[lead:]), found.group(2)
        known = kana in names().given or katakana(kana) in names().given_readings
        known = known or _unlisted_kana(surname, kana) or kana[0] >= "\u4e00"
        wrong = kana in word_set("not_given") or kana.startswith(lists()["no_given"])
        if surname in names().surnames and (known or found.group(3)) and not wrong:
            start = found.start() + lead
            yield Hit("name", text[start : found.end(3)], start, found.end(3), FAIR)
    for gate, pattern in ((_KATAKANA_TITLED, _FOREIGN), (_LATIN_TITLED, _LATIN)):
        for match in matches_in(gate, pattern, text):
            strength = TOLD if _heads_letter(text, match) and not _of_firm(match.group(1)) else FAIR
            yield Hit("name", match.group(1), match.start(1), match.end(1), strength)


# the line a letter begins with, also where a log keeps it in a field
_BEFORE_LINE, _BEHIND_LINE = re.compile("(?:^|\n|=)[ \u3000]*\\Z"), re.compile("[ \u3000]*(?:\n|\\Z)")
_LINE_AHEAD = 80


# ハッピー ベーカリー 様: what shops and firms call themselves
_FIRMS = re.compile(
    "ベーカリー|ホテル|カフェ|レストラン|クリニック|サービス|ストア|マート|ショップ|スクール|センター|クリーニング|フーズ?|システム|ホーム|サロン|ガーデン|プラザ"
    "|ハウス|クラブ|グループ|コーポレーション|トレーディング|ジャパン|リース|カンパニー|スタジオ|ケア|サポート|ネット|テック|ラボ|キッチン|デイ|ハッピー"
)


def _of_firm(name: str) -> bool:
    """Whether a name in katakana or Latin letters is one of a shop or firm."""
    words = words_of("latin_words")
    return _FIRMS.search(name) is not None or any(word.lower() in words for word in name.split())


def _heads_letter(text: str, match: re.Match[str]) -> bool:
    """Whether a name with its honorific is a line of its own, as at the head of a letter."""
    begin = max(0, match.start() - _LINE_AHEAD)
    return (
        _BEHIND_LINE.match(text, match.end()) is not None
        and _BEFORE_LINE.search(text[begin : match.start()]) is not None
    )
