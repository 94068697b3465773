"""Headings and labels: which kind of data a short text announces (data/labels.toml)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection
from functools import cache
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from checks.residue import data
from checks.residue.matchers import name_cells
from checks.residue.matchers.lexicon import words
from checks.residue.prepared import kept

_MARKS = re.compile(
    r"[\s\u3000※*:：。、【】\[\]〔〕<>《》■□●○◆◇・\"'?？!！/／]+|\(必須\)|\(任意\)|^ご|^[0-9]{1,2}[.)．]|^\(?[0-9]{1,2}\)"
)
_LONGEST = 24
_NUMBERS = re.compile("[0-9]{3}|[0-9]-[0-9]|@|[0-9][:時][0-9]")


@cache
def tables() -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Whole labels with their kinds, and parts of labels with theirs, in order of test."""
    return kept("labels", _tables)


def _tables() -> tuple[dict[str, str], list[tuple[str, str]]]:
    loaded = data.lists("labels.toml")
    full: dict[str, str] = {}
    part: list[tuple[str, str]] = []
    for kind, lists in loaded.items():
        for label in lists["full"]:
            full.setdefault(_MARKS.sub("", label.lower()), kind)
        part += [(label.lower(), kind) for label in lists["part"]]
    return full, part


class _Kinds(dict[str, str | None]):
    """The answers given so far: asked of every cell of a table several times, so that a known one is a mere look-up."""

    def __missing__(self, text: str) -> str | None:
        if not 0 < len(text) <= _LONGEST + 8:
            return None
        if len(self) >= _KEPT:
            self.clear()
        kind = self[text] = _announced(text)
        return kind


_KEPT = 20_000
kind_of: Callable[[str], str | None] = _Kinds().__getitem__
"""The kind announced by heading or label `text` (folded), a guide kind beginning with "_", or None."""


# words of column names in programs: tel_no, birthDate, homeAddress
_WORDS = {
    "tel": "phone", "phone": "phone", "mobile": "phone", "keitai": "phone", "denwa": "phone", "mail": "email", "email": "email", "addr": "address",
    "address": "address", "jusho": "address", "jyusyo": "address", "zip": "postal_code", "postal": "postal_code", "yubin": "postal_code", "birth": "birth_date",
    "birthday": "birth_date", "birthdate": "birth_date", "dob": "birth_date", "kana": "kana", "furigana": "kana", "yomi": "kana", "shimei": "name", "simei": "name",
    "fullname": "name", "addresses": "address", "phonetic": "kana",
    "birthdays": "birth_date", "koza": "bank_account", "kouza": "bank_account",
}  # fmt: skip
# parts of an address, in a column name that says whose: Home City, MailingState, billing_city
_PARTS_OF_PLACE = frozenset(("city", "state", "province", "prefecture", "street", "town", "region", "pref"))
_WHOSE_PLACE = frozenset(("home", "mailing", "ship", "shipping", "bill", "billing", "default", "address", "other", "recipient"))  # fmt: skip
_MAIL = frozenset(("mail", "email"))
# 被災者, 届出者, 労働者氏名: whom a form is about is told by the last sign; cells below are looked at as well
_SOMEBODY = re.compile("[\u4e00-\u9fff]{2,6}者(?:名|氏名)?")
# 注文者姓, お届け先の苗字: whose surname it is
_SURNAME_OF = re.compile("[^()]{0,6}(?:者|先|主|様|人|員|客|児|生徒|[_:])の?(?:姓|苗字|名字)")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_WORD = re.compile("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def _by_words(text: str) -> str | None:
    """The kind told by the last known word of a column name; `mail_flag` and the like tell nothing."""
    found = [word.lower() for word in _WORD.findall(_BRACKETS.sub("", text))]
    if found[-1:] == ["code"] and {"zip", "postal"} & set(found):
        return "postal_code"
    if not found or found[-1] in ("flag", "flg", "count", "type", "id", "kbn", "status", "code", "at"):
        return None
    if found[0] == "names" and found[-1] == "name" and "phonetic" not in found:
        return "name"
    if found[-1] in _PARTS_OF_PLACE and not _WHOSE_PLACE.isdisjoint(found):
        return "address"
    kind = next((_WORDS[word] for word in reversed(found) if word in _WORDS), None)
    return "email" if kind == "address" and not _MAIL.isdisjoint(found) else kind


# 氏名: 坂口 由紀: a label with whom it asks for beside it announces nothing any more
_FILLED = re.compile("[^:]{1,16}:[ \u3000]*([^:]{3,})")


def _announced(text: str) -> str | None:
    if _NUMBERS.search(text) or text.count("□") > 1:  # □夫 □父: choices
        return None
    if ":" in text and (filled := _FILLED.fullmatch(text)) is not None and name_cells.is_name(filled[1].strip()):
        return None
    bare = _MARKS.sub("", text.lower())
    if not bare or len(bare) > _LONGEST:
        return None
    full, _ = tables()
    found = full.get(bare)
    if found is None and bare.isascii():
        around, _, leaf = bare.rpartition(".")
        return "email" if leaf == "address" and "mail" in around else full.get(leaf) or _by_words(text)
    if found is None and not _parts_by_sign().keys().isdisjoint(bare):
        found = _by_part(bare)
    if found is None and bare[-1] in "姓字" and _SURNAME_OF.fullmatch(bare):
        return "_surname"
    if found is None and "者" in bare and _SOMEBODY.fullmatch(bare) and not bare.endswith(words()["no_subject"]):
        return "name"
    return found


_FEW = 40
_LETTERS = re.compile("[A-Za-z]")
_SIGNS = re.compile(r"[^\S\n]|[※*:：。、【】\[\]〔〕<>《》■□●○◆◇・\"'?？!！/／]")


@cache
def _parts_by_sign() -> dict[str, list[tuple[int, str, str]]]:
    """The parts of labels by their first sign, each with its place in the order of test and its kind: most cells hold no such sign."""
    told: dict[str, list[tuple[int, str, str]]] = {}
    for place, (label, kind) in enumerate(tables()[1]):
        told.setdefault(label[0], []).append((place, label, kind))
    return told


def _by_part(bare: str) -> str | None:
    """The kind of the first part of labels, in order of test, that stands in a label."""
    by_sign = _parts_by_sign()
    fits = [
        (place, kind) for sign in by_sign.keys() & set(bare) for place, label, kind in by_sign[sign] if label in bare
    ]
    return min(fits)[1] if fits else None


@cache
def _parts() -> AhoCorasick:
    """What one of stands in every cell beyond ASCII that announces something."""
    full, part = tables()
    return AhoCorasick(sorted({"者", "必須", "任意", *full, *(label for label, _ in part)} - {""}))


def announcing(cells: Collection[str]) -> set[str]:
    """Those of `cells` that announce a kind (`kind_of`): in long columns hardly any, told for all of them together."""
    if len(cells) <= _FEW:
        return {cell for cell in cells if kind_of(cell) is not None}
    short = [cell for cell in cells if cell and len(cell) <= _LONGEST + 8 and "\n" not in cell]
    chosen = {cell for cell in cells if "\n" in cell}
    text = _SIGNS.sub("", "\n".join(short).lower())
    if found := _parts().find_matches_as_indexes(text):
        starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
        chosen.update(short[bisect_right(starts, start) - 1] for _, start, _ in found)
    if _LETTERS.search(text):
        lines = zip(short, text.split("\n"), strict=True)
        chosen.update(cell for cell, line in lines if line.isascii() and _LETTERS.search(line) is not None)
    return {cell for cell in chosen if kind_of(cell) is not None}
