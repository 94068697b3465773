"""When a found value is the planted one: the same thing in other clothes counts, a part of it does not."""

import re
import unicodedata
from datetime import date, timedelta

from tests.bench.offices.numbers import ERAS

DIGITS = {"phone", "insured_number", "my_number", "bank_account", "licence", "postal_code"}
TITLES = re.compile(r"(さん|様|さま|氏|殿|くん|君|ちゃん|先生|看護師|相談員|施設長|主任|SV)$")
_TOWN = re.compile(r"(?:.{2,3}[都道府県])?(?:[^\d]{1,6}?[市区町村郡]){1,3}")
KANJI = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")}


def fold(value: str) -> str:
    """Width, blanks, dashes and punctuation taken away."""
    value = unicodedata.normalize("NFKC", value).casefold()
    return re.sub(r"[\s\-‐‑–—−ーｰ,、。.・'\"()]", "", value)


def _digits(value: str) -> str:
    value = (
        re.sub(r"^\s*\+?81[\s-]?\(?0?\)?", "0", unicodedata.normalize("NFKC", value))
        if "+" in value
        else unicodedata.normalize("NFKC", value)
    )
    return re.sub(r"\D", "", value).lstrip("0")


def _address(value: str) -> str:
    value = unicodedata.normalize("NFKC", value)
    value = re.sub(r"丁目|番地の|番地|番|号", "-", value)
    value = re.sub(r"(?<=\d)[ーｰ](?=\d)", "-", value)  # the sign of a long vowel typed for a dash
    return re.sub(r"[\s\-‐‑‒–—―−]", "", value).replace("大字", "").replace("字", "")


def _day(value: str) -> str:
    """The day as yyyy-mm-dd, or the text if it cannot be told."""
    value = re.sub(r"\s", "", unicodedata.normalize("NFKC", value).replace("元年", "1年"))
    if re.search(r"[〇一二三四五六七八九十]", value):
        value = re.sub(r"[〇一二三四五六七八九十]+", lambda m: str(_number(m[0])), value)
    if found := re.search(r"(令和|平成|昭和|大正|令|平|昭|大|[RHST])\.?(\d{1,2})\D(\d{1,2})\D(\d{1,2})", value):
        first = next(day for name, letter, day in ERAS if found[1] in (name, name[0], letter))
        return _join(first.year + int(found[2]) - 1, int(found[3]), int(found[4]))
    if found := re.search(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})", value):
        return _join(*map(int, found.groups()))
    if re.fullmatch(r"\d{4,5}(\.0)?", value):
        return (date(1899, 12, 30) + timedelta(int(float(value)))).isoformat()
    return value


def _join(year: int, month: int, day: int) -> str:
    return f"{year:04d}-{month:02d}-{day:02d}"


def _number(text: str) -> int:
    if "十" not in text:
        return int("".join(KANJI[c] for c in text))
    tens, _, ones = text.partition("十")
    return int(KANJI.get(tens, "1")) * 10 + int(KANJI.get(ones, "0"))


def _kana(value: str) -> str:
    value = unicodedata.normalize("NFKC", value)
    return re.sub(r"\s", "", "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in value))


def key(kind: str, value: str) -> str:
    """The form in which two values of a kind are compared."""
    if kind in DIGITS:
        return _digits(value)
    if kind == "address":
        return _address(value)
    if kind == "birth_date":
        return _day(value)
    if kind == "kana":
        return _kana(value)
    if kind == "name":
        return fold(TITLES.sub("", value.strip()))
    return fold(value)


def same(kind: str, truth: str, found: str) -> bool:
    """Whether two keys mean the same value; an address may lack its building, a term its degree."""
    if truth == found:
        return True
    if kind == "address":
        short, long = sorted((truth, found), key=len)
        if found == long and found.endswith(truth) and _TOWN.fullmatch(found[: -len(truth)]):
            return True  # columns of prefecture, city and street joined to one address
        return (
            len(short) >= 6
            and (long.startswith(short) or long.endswith(short) or short in long)
            and len(short) >= 0.55 * len(long)
        )
    if kind == "sensitive":
        return len(found) > 1 and (found in truth or truth in found)
    return False
