"""The marks inside the hand-written documents of ``data`` and the truth they leave.

``=== title ; layout ; folder [; option]`` opens a document. In braces: ``{A}`` a person joined, ``{A_}`` ``{A＿}`` with a blank,
``{A姓}`` a part; E F G are old, K L M children, Y from abroad (katakana), Z (characters), J young. ``{b<A}`` first makes b kin of A.
``{!x/y}`` sensitive, ``{?x/y}`` a choice, ``{#1-9}`` a number, ``{@}`` a day, ``{%}`` a counter, ``{&list}`` a word,
``{=kind:value}`` a value as it stands. ``*4-9|…`` repeats a row. ``*4-9`` … ``*.`` repeats a block. ``|`` starts a row.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from .people import DATA, WIDE, Person, dated, lists, person

TOKEN = re.compile(r"\{([^{}\n]+)\}")
SEXES = (
    ("女", re.compile(r"(妻|母|娘|長女|次女|妹|姉|嫁|奥さん|奥様|ママ|ご長女)(さん|様)?[のは（(、 　|]*$")),
    ("男", re.compile(r"(夫|父|息子|長男|次男|弟|兄|主人|君)(さん|様)?[のは（(、 　|]*$")),
)
SEEN_AGE = dict.fromkeys("EFG", "elder") | dict.fromkeys("KLM", "child") | {"J": "youth"}


@dataclass(frozen=True)
class Draft:
    """A document as written by hand."""

    title: str
    layout: str
    folder: str
    option: str
    body: tuple[str, ...]


@dataclass
class Doc:
    """A document written out; a list is a row."""

    title: str
    layout: str
    lines: list[str | list[str]] = field(default_factory=list)
    values: list[list[str]] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)

    def put(self, kind: str, value: str, style: str = "") -> str:
        """Note a value once and give it back."""
        if value.strip() and all(v[:2] != [kind, value] for v in self.values):
            self.values.append([kind, value, style])
        return value

    def grid(self) -> list[list[str]]:
        """Everything as rows."""
        return [[x] if isinstance(x, str) else x for x in self.lines]

    def rows(self) -> bool:
        """Whether it is mostly rows."""
        return sum(isinstance(x, list) for x in self.lines) * 2 > len(self.lines)

    def text(self, gap: str = "\t") -> str:
        """Lines, cells joined by ``gap``."""
        return "\n".join(x if isinstance(x, str) else gap.join(x) for x in self.lines)


@cache
def drafts(stem: str) -> tuple[Draft, ...]:
    """All documents of the data files whose names begin so."""
    out = []
    for path in sorted(DATA.glob(f"{stem}*.txt")):
        for chunk in re.split(r"(?m)^=== ", path.read_text("utf-8"))[1:]:
            head, *body = chunk.rstrip("\n").split("\n")
            part = [x.strip() for x in head.split(";")] + ["", ""]
            out.append(Draft(part[0], part[1], part[2], part[3], tuple(body)))
    return tuple(out)


def hira(kana: str) -> str:
    """Katakana as hiragana."""
    return "".join(chr(ord(c) - 96) if "ァ" <= c <= "ヶ" else c for c in kana)


@cache
def _half() -> dict[str, str]:
    out = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0xFF61, 0xFFA0)}
    for c in range(0xFF66, 0xFF9E):
        for mark in "ﾞﾟ":
            both = unicodedata.normalize("NFKC", chr(c) + mark)
            if len(both) == 1:
                out[both] = chr(c) + mark
    return out


def narrow(kana: str) -> str:
    """Half-width kana."""
    return "".join(_half().get(c, c) for c in kana)


class Scribe:
    """Writes one draft out."""

    def __init__(self, rng: Random, draft: Draft, city: str) -> None:
        self.rng, self.city, self.counter, self.row, self.sex = rng, city, 0, False, ""
        self.doc = Doc(draft.title, draft.layout)
        if draft.option.startswith((".", "raw")):
            self.doc.lines = [x[1:].split("|") if x.startswith("|") else x for x in draft.body]
        else:
            self._run(list(draft.body), {})
        while self.doc.lines and not self.doc.lines[-1]:
            self.doc.lines.pop()

    def _run(self, lines: list[str], cast: dict[str, Person]) -> None:
        at = 0
        while at < len(lines):
            found = re.match(r"\*(\d+)-(\d+)(\||$)", lines[at])
            if not found:
                self._line(lines[at], cast)
                at += 1
                continue
            inner, step = ["|" + lines[at][found.end() :]], 1
            if not found[3]:
                end = lines.index("*.", at)
                inner, step = lines[at + 1 : end], end - at + 1
            for n in range(self.rng.randint(int(found[1]), int(found[2]))):
                self.counter, fresh = n + 1, dict(cast)
                for line in inner:
                    self._line(line, fresh)
            at += step

    def _line(self, line: str, cast: dict[str, Person]) -> None:
        def fill(text: str) -> str:
            return TOKEN.sub(lambda m: self._seen(m, text, cast), text)

        self.row = line.startswith("|")
        self.doc.lines.append([fill(c) for c in line[1:].split("|")] if self.row else fill(line))

    def _seen(self, found: re.Match[str], text: str, cast: dict[str, Person]) -> str:
        before = text[max(0, found.start() - 6) : found.start()]
        self.sex = next((sex for sex, pattern in SEXES if pattern.search(before)), "")
        return self._token(found[1], found[0], cast)

    def _token(self, mark: str, whole: str, cast: dict[str, Person]) -> str:
        head, rest = mark[0], mark[1:]
        if head == "!":
            return self.doc.put("sensitive", self.rng.choice(rest.split("/")))
        if head == "=":
            kind, _, value = rest.partition(":")
            return self.doc.put(kind, value, "literal")
        if head == "?":
            return self.rng.choice(rest.split("/"))
        if head == "&":
            return self.rng.choice(lists("words.txt")[rest])
        if head == "#":
            low, high = rest.split("-")
            return str(self.rng.randint(int(low), int(high))).zfill(len(low) if low[0] == "0" else 0)
        if head == "%":
            return str(self.counter + int(rest or 0))
        if head == "@":
            return self._day(rest)
        if head.isascii() and head.isalpha():
            return self._mention(mark, cast)
        return whole

    def _day(self, dress: str) -> str:
        if dress == "t":
            return f"{self.rng.randint(8, 19)}:{self.rng.randrange(0, 60, 5):02d}"
        day = date(2008, 4, 1) + timedelta(int(self.rng.random() ** 0.5 * 6400))
        if dress == "md":
            return f"{day.month}/{day.day}"
        return dated(self.rng, day, dress)

    def _cast(self, letter: str, kin: str, cast: dict[str, Person]) -> Person:
        if letter not in cast:
            big = letter.upper()
            script = {"Y": "kata", "Z": "kanji"}.get(big, "")
            elder = cast.get(kin)
            cast[letter] = person(self.rng, self.city, SEEN_AGE.get(big, "adult"), self.sex, kin=elder, script=script)
        return cast[letter]

    def _mention(self, mark: str, cast: dict[str, Person]) -> str:
        if "♀" in mark:
            mark, self.sex = mark.replace("♀", ""), "女"
        letter, rest = mark[0], mark[1:]
        kin = ""
        if rest[:1] == "<":
            kin, rest = rest[1], rest[2:]
        p = self._cast(letter, kin, cast)
        self.doc.persons.add(p.family + p.given)
        kind, text, style = part(self.rng, p, rest)
        if rest == "名" and not p.given and not self.row:  # called by the first name
            text = p.family.split("・")[0]
        if self.row and style in ("family", "given"):
            style = "apart"
        return self.doc.put(kind, text, f"{style}-{p.rank}" if kind == "name" else "") if kind else text


def part(rng: Random, p: Person, what: str) -> tuple[str, str, str]:
    """Kind, text and style of a part of a person."""
    whole = {"": ("", "joined"), "_": (" ", "blank"), "＿": ("　", "wide")}
    if what in whole:
        gap, style = whole[what]
        return "name", p.family + gap + p.given if p.given else p.family, style
    if what in ("姓", "名"):
        alone = p.family if not p.given else (p.family if what == "姓" else p.given)
        return "name", alone if p.given or what == "姓" else "", "family" if what == "姓" else "given"
    if what == "ロ":
        return "name", f"{p.latin[0].upper()} {p.latin[1].upper()}".strip(), "latin"
    a, b = p.kana
    readings = {"カ": f"{a} {b}", "カ＿": f"{a}　{b}", "カ続": a + b, "か": hira(f"{a} {b}"), "か＿": hira(f"{a}　{b}"),
                "ｶ": narrow(f"{a} {b}"), "カ姓": a, "カ名": b, "か名": hira(b), "か姓": hira(a)}  # fmt: skip
    if what in readings:
        return "kana", readings[what].strip(" 　"), ""
    if what[0] == "生":
        return "birth_date", dated(rng, p.born, what[1:]), ""
    return _fact(rng, p, what)


def _phone(rng: Random, number: str) -> str:
    a, b, c = number.split("-")
    ways = (number, f"{a}{b}{c}", f"{a}({b}){c}", f"（{a}）{b}-{c}", number.translate(WIDE), f"{a} {b} {c}", f"{a}ー{b}ー{c}", f"{a}.{b}.{c}")  # fmt: skip
    return rng.choices(ways, (60, 9, 8, 4, 7, 6, 3, 3))[0]


def _fact(rng: Random, p: Person, what: str) -> tuple[str, str, str]:
    mine = p.my_number
    table = {
        "電": ("phone", _phone(rng, p.phone)), "携": ("phone", _phone(rng, p.mobile)), "電-": ("phone", p.phone), "携-": ("phone", p.mobile),
        "携n": ("phone", p.mobile.replace("-", "")), "携0": ("phone", p.mobile.replace("-", "")[1:]),
        "下4": ("", p.mobile[-4:]), "住": ("address", p.pref + p.city + p.street + p.building), "町": ("address", p.city + p.street + p.building),
        "番": ("address", p.street + p.building), "番地": ("address", p.street), "棟": ("", p.building.strip(" 　")), "県": ("", p.pref),
        "市": ("", p.city), "メ": ("email", p.email), "〒": ("postal_code", p.postal), "〒7": ("postal_code", p.postal.replace("-", "")),
        "口": ("bank_account", p.account), "保": ("insured_number", p.insured), "保0": ("insured_number", p.insured.lstrip("0")),
        "免": ("licence", p.licence), "マ": ("my_number", mine), "マ_": ("my_number", f"{mine[:4]} {mine[4:8]} {mine[8:]}"),
        "マ-": ("my_number", f"{mine[:4]}-{mine[4:8]}-{mine[8:]}"), "性": ("", p.sex), "歳": ("", str(2025 - p.born.year)),
        "年": ("", str(p.born.year)),
    }  # fmt: skip
    kind, text = table[what]
    return kind, text, ""
