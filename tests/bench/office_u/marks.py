"""The marks inside the hand-written documents of ``data`` and the truth they leave.

``@@ title ; folder ; option`` opens a document. ``{A}`` a person joined, ``{A_}`` with a blank, ``{A~}`` with a wide one,
``{A.f}`` a part. M is a man, W a woman, E F elders, K L children, J young, Y Z from abroad, V of the staff, those of KIN of the family of another.
``{!x/y}`` sensitive, ``{?x/y}`` a choice, ``{#1-9}`` a number, ``{d}`` a day, ``{no}`` a counter. ``|`` a row, ``*4-9 |`` rows.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from .people import DATA, Person, dated, person

TOKEN = re.compile(r"\{([^{}\n]+)\}")
KIN = {
    "P": ("K", "adult", "女"), "Q": ("E", "adult", ""), "O": ("E", "adult", "男"), "R": ("E", "adult", "女"), "N": ("M", "adult", "男"), "X": ("M", "adult", "女"),
    "I": ("A", "adult", ""), "U": ("A", "child", ""), "D": ("W", "adult", "男"), "T": ("J", "adult", ""),
}  # fmt: skip
AGES = {"E": "elder", "G": "elder", "H": "child", "F": "elder", "K": "child", "L": "child", "J": "youth"}
SEX = {"M": "男", "W": "女", "G": "女", "H": "男"}
NOTHING = ("-", "なし", "", "異常なし", "専業主婦")
WIDE = str.maketrans("0123456789-+()", "０１２３４５６７８９－＋（）")


@dataclass(frozen=True)
class Draft:
    """A document as written by hand."""

    title: str
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
    readings: dict[str, str] = field(default_factory=dict)

    def put(self, kind: str, value: str, style: str = "") -> str:
        """Note a value once and give it back."""
        if value.strip() and all(v[:2] != [kind, value] for v in self.values):
            self.values.append([kind, value, style])
        return value

    def grid(self) -> list[list[str]]:
        """Everything as rows."""
        return [[x] if isinstance(x, str) else x for x in self.lines]

    def text(self, gap: str = "\t") -> str:
        """Lines, cells joined by ``gap``."""
        return "\n".join(x if isinstance(x, str) else gap.join(x) for x in self.lines)


@cache
def drafts(stem: str) -> tuple[Draft, ...]:
    """All documents of the data files whose names begin so."""
    out = []
    for path in sorted(DATA.glob(f"{stem}*.txt")):
        for chunk in re.split(r"(?m)^@@ ", path.read_text("utf-8"))[1:]:
            head, *body = chunk.rstrip("\n").split("\n")
            bits = [x.strip() for x in head.split(";")] + ["", ""]
            out.append(Draft(bits[0], bits[1], bits[2], tuple(body)))
    return tuple(out)


def hira(kana: str) -> str:
    """Katakana as hiragana."""
    return "".join(chr(ord(c) - 96) if "ァ" <= c <= "ヶ" else c for c in kana)


@cache
def _halves() -> dict[str, str]:
    return {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0xFF61, 0xFFA0)}


def narrow(kana: str) -> str:
    """Katakana in half width."""
    out = ""
    for c in unicodedata.normalize("NFD", kana):
        out += {"\u3099": "ﾞ", "\u309a": "ﾟ"}.get(c) or _halves().get(c, c)
    return out


def part(rng: Random, p: Person, what: str) -> tuple[str, str, str]:
    """Kind, text and style of a part of a person."""
    a, b = p.kana
    gaps = {"": ("", "joined"), "_": (" ", "blank"), "~": ("　", "wide")}
    if what in gaps:
        gap, style = gaps[what]
        return "name", (p.family + gap + p.given) if p.given else p.family, style
    names = {"f": (p.call, "family"), "g": (p.given or p.call, "given"), "L": (p.latin, "latin")}
    if what in names:
        return "name", names[what][0], names[what][1]
    readings = {
        "k": f"{a} {b}",
        "k~": f"{a}　{b}",
        "h": hira(f"{a} {b}"),
        "h~": hira(f"{a}　{b}"),
        "w": narrow(f"{a} {b}"),
        "kf": a,
        "kg": b,
    }
    if what in readings:
        return "kana", readings[what].strip(" 　"), ""
    if what[0] == "b" and what != "bld":
        return "birth_date", dated(p.born, what[1:] or rng.choice("swk")), ""
    mine, bare = p.my_number, p.mobile.replace("-", "")
    facts = {
        "t": ("phone", p.tel), "m": ("phone", p.mobile), "m0": ("phone", bare), "mp": ("phone", f"+81 {p.mobile[1:]}"), "mw": ("phone", p.mobile.translate(WIDE)),
        "tp": ("phone", "{}({}){}".format(*p.tel.split("-"))), "tw": ("phone", p.tel.translate(WIDE)), "e": ("email", p.email), "z": ("postal_code", p.postal), "z7": ("postal_code", p.postal.replace("-", "")),
        "a": ("address", p.pref + p.city + p.town + p.block + p.building), "c": ("address", p.city + p.town + p.block + p.building),
        "s": ("address", p.town + p.block), "n": ("my_number", mine), "n4": ("my_number", f"{mine[:4]} {mine[4:8]} {mine[8:]}"), "nw": ("my_number", mine.translate(WIDE)),
        "i": ("insured_number", p.insured), "l": ("licence", p.licence), "B": ("bank_account", p.account), "sex": ("", p.sex), "age": ("", str(2025 - p.born.year)),
        "town": ("", p.town), "pref": ("", p.pref), "bld": ("", p.building.strip(" 　")),
    }  # fmt: skip
    return (*facts[what], "")


class Writer:
    """Fills one draft."""

    def __init__(self, rng: Random, doc: Doc, staff: list[Person]) -> None:
        self.rng, self.doc, self.staff = rng, doc, staff
        self.people: dict[str, Person] = {}
        self.count, self.row = 0, False
        self.day = date(rng.randint(2016, 2025), rng.randint(1, 12), rng.randint(1, 28))

    def who(self, letter: str) -> Person:
        """The person of a letter, made at need."""
        if letter not in self.people:
            taken = {p.family for p in self.people.values()}
            for _ in range(9):
                made = self._new(letter)
                if letter in KIN or made.family not in taken:
                    break
            self.people[letter] = made
        return self.people[letter]

    def _new(self, letter: str) -> Person:
        if letter == "V":
            return self.rng.choice(self.staff)
        if letter in KIN:
            head, age, sex = KIN[letter]
            return person(self.rng, age, sex, kin=self.who(head))
        origin = {"Y": "foreign", "Z": "chinese"}.get(letter, "")
        return person(self.rng, AGES.get(letter, "adult"), SEX.get(letter, ""), origin)

    def token(self, mark: str) -> str:
        """What one mark becomes."""
        rng, doc = self.rng, self.doc
        if mark[0] in "!?":
            word = rng.choice(mark[1:].split("/"))
            return doc.put("sensitive", word) if mark[0] == "!" and word not in NOTHING else word
        if mark[0] == "#":
            low, high = mark[1:].split("-")
            return str(rng.randint(int(low), int(high)))
        if mark == "no":
            self.count += 1
            return str(self.count)
        if mark[0] == "d" and len(mark) < 3:
            return dated(self.day + timedelta(rng.randrange(60) - 30), mark[1:] or "s")
        if mark == "y":
            return str(self.day.year)
        return self._say(mark)

    def _say(self, mark: str) -> str:
        who, what = mark[0], mark[1:].removeprefix(".")
        if not who.isupper() or not re.fullmatch(r"[A-Z](?:[_~]|\.[a-zA-Z0-9~/]+)?", mark):
            return "{" + mark + "}"
        p = self.who(who)
        kind, text, style = part(self.rng, p, what)
        self.doc.persons.add(p.family + p.given)
        if kind == "name" and p.given and what in ("", "_", "~") and p.rank != "foreign":
            self.doc.readings[text] = " ".join(p.kana)
        if kind == "name" and self.row and style in ("family", "given"):
            style = "apart"
        return self.doc.put(kind, text, f"{style}-{p.rank}" if kind == "name" else "") if kind else text

    def fill(self, text: str) -> str:
        """A line with its marks replaced."""
        return TOKEN.sub(lambda m: self.token(m[1]), text)

    def cells(self, line: str) -> list[str]:
        """A row."""
        self.row = True
        out = [self.fill(x.strip()) for x in line.strip().removeprefix("|").removesuffix("|").split("|")]
        self.row = False
        return out


def write_out(draft: Draft, layout: str, rng: Random, staff: list[Person]) -> Doc:
    """A document from its draft."""
    doc = Doc(draft.title, layout)
    writer = Writer(rng, doc, staff)
    for line in draft.body:
        if found := re.match(r"\*(\d+)-(\d+) ?(.*)", line):
            kept = dict(writer.people)
            for _ in range(rng.randint(int(found[1]), int(found[2]))):
                writer.people = dict(kept)
                rest = found[3]
                doc.lines.append(writer.cells(rest) if rest.startswith("|") else writer.fill(rest))
            writer.people = kept
        elif line.startswith("|"):
            doc.lines.append(writer.cells(line))
        else:
            doc.lines.append(writer.fill(line))
    return doc
