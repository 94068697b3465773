"""The marks in the texts of ``data``: written out, and noted in the truth.

``=== title ; layout ; folder`` opens a document. A letter is a person: ``{A}`` joined, ``{A_}`` and ``{A＿}`` with a blank,
``{A.xx}`` a part. A–H adults, J K L children, P Q old, R young, X Y Z from abroad; ``{a}`` a child of A (``{p}`` an adult one,
``{k}`` a parent), ``{A2}`` kin of the same age. ``{!x/y}`` sensitive, ``{~x/y}`` a choice, ``{#1-9}`` a number, ``{d:way}`` a
date, ``{t}`` a time, ``{%}`` a counter, ``{&list}`` a word, ``{$kind=value}`` a value as it stands. ``*3-9 `` repeats a line,
``*3-9(`` a block down to ``)``; a line that begins with ``|`` is a row.
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from .people import DATA, Person, dated, digits, my_number, person, sections

Line = str | list[str]
TOKEN = re.compile(r"\{([^{}\s\"][^{}\"]*)\}")
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")


@dataclass
class Doc:
    """One document: lines (a list is a row) and the values in them."""

    title: str
    layout: str
    folder: str
    opts: str = ""
    lines: list[Line] = field(default_factory=list)
    values: list[tuple[str, str, str]] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)

    def copy(self) -> "Doc":
        """Another truth for the same text."""
        return replace(self, lines=list(self.lines), values=list(self.values), persons=set(self.persons))

    def put(self, kind: str, value: str, style: str = "") -> str:
        """Note a value once."""
        if value.strip() and all(v[:2] != (kind, value) for v in self.values):
            self.values.append((kind, value, style))
        return value

    def rows(self) -> list[list[str]]:
        """Every line as a row."""
        return [[x] if isinstance(x, str) else x for x in self.lines]

    def text(self, gap: str = "\t") -> str:
        """Every line as text."""
        return "\n".join(x if isinstance(x, str) else gap.join(x) for x in self.lines)


@dataclass(frozen=True)
class Draft:
    """A document with its marks."""

    title: str
    layout: str
    folder: str
    opts: str
    body: tuple[str, ...]


@cache
def drafts(pattern: str) -> tuple[Draft, ...]:
    """All documents of the data files whose names begin so."""
    out: list[Draft] = []
    for path in sorted(DATA.glob(pattern + "*.txt")):
        for chunk in re.split(r"(?m)^=== ", path.read_text("utf-8"))[1:]:
            head, *body = chunk.rstrip("\n").split("\n")
            parts = [x.strip() for x in head.split(";")] + [""]
            out.append(Draft(parts[0], parts[1], parts[2], parts[3], tuple(body)))
    return tuple(out)


def hira(kana: str) -> str:
    """Katakana as hiragana."""
    return "".join(chr(ord(c) - 96) if "ァ" <= c <= "ヶ" else c for c in kana)


@cache
def _halves() -> dict[str, str]:
    out: dict[str, str] = {}
    for code in range(0xFF61, 0xFFA0):
        out.setdefault(unicodedata.normalize("NFKC", chr(code)), chr(code))
        for mark in "ﾞﾟ":
            both = unicodedata.normalize("NFKC", chr(code) + mark)
            if len(both) == 1:
                out.setdefault(both, chr(code) + mark)
    return out


def half(kana: str) -> str:
    """Half-width kana."""
    return "".join(_halves().get(c, c) for c in kana)


class Scribe:
    """Writes one draft out."""

    def __init__(self, rng: Random, draft: Draft) -> None:
        self.rng, self.count = rng, 0
        self.doc = Doc(draft.title, draft.layout, draft.folder, draft.opts)
        self._run(list(draft.body), {})
        while self.doc.lines and not self.doc.lines[-1]:
            self.doc.lines.pop()

    def _run(self, lines: list[str], cast: dict[str, Person]) -> None:
        at = 0
        while at < len(lines):
            found = re.match(r"\*(\d+)-(\d+)(\(| )", lines[at])
            if not found:
                self._line(lines[at], cast)
                at += 1
                continue
            inner, step = [lines[at][found.end() :]], 1
            if found[3] == "(":
                end = lines.index(")", at)
                inner, step = lines[at + 1 : end], end - at + 1
            for n in range(self.rng.randint(int(found[1]), int(found[2]))):
                self.count = n + 1
                fresh = dict(cast)
                for line in inner:
                    self._line(line, fresh)
            at += step

    def _line(self, line: str, cast: dict[str, Person]) -> None:
        if line.startswith("|"):
            self.doc.lines.append([self._fill(c, cast) for c in line[1:].split("|")])
        else:
            self.doc.lines.append(self._fill(line, cast))

    def _fill(self, text: str, cast: dict[str, Person]) -> str:
        return TOKEN.sub(lambda m: self._token(m[1], m[0], cast), text)

    def _token(self, mark: str, whole: str, cast: dict[str, Person]) -> str:
        head, rest, rng = mark[0], mark[1:], self.rng
        if head == "!":
            return self.doc.put("sensitive", rng.choice(rest.split("/")))
        if head == "~":
            return self._fill(rng.choice(rest.split("/")), cast)
        if head == "$":
            kind, _, value = rest.partition("=")
            return self._literal(kind, value)
        if head == "&":
            return rng.choice(sections("words.txt")[rest])
        if head == "#":
            if rest.startswith("d"):
                return digits(rng, int(rest[1:]))
            low, high = rest.split("-")
            return str(rng.randint(int(low), int(high))).zfill(len(low) if low[0] == "0" else 0)
        if head == "%":
            return str(self.count + int(rest or 0))
        if mark == "t":
            return f"{rng.randint(8, 19)}:{rng.randrange(60):02d}"
        if mark == "d" or mark.startswith("d:"):
            return self._day(mark[2:])
        found = re.fullmatch(r"([A-Za-ce-su-z]2?)([_＿]|\.[a-zA-Z0-9:]+)?", mark)
        return self._person(found[1], found[2] or "", cast) if found else whole

    def _literal(self, kind: str, value: str) -> str:
        if kind == "name":
            self.doc.persons.add(value)
        return self.doc.put(kind, value, "joined-old" if kind == "name" else "")

    def _day(self, way: str) -> str:
        day = date(2024, 4, 1) + timedelta(self.rng.randrange(640))
        if way:
            return dated(day, way)
        week = "月火水木金土日"[day.weekday()]
        return self.rng.choice((f"{day.month}/{day.day}", f"{day.month}月{day.day}日", f"{day.month}/{day.day}({week})", f"{day:%Y/%m/%d}"))  # fmt: skip

    def _cast(self, letter: str, cast: dict[str, Person]) -> Person:
        if letter in cast:
            return cast[letter]
        big = letter[0].upper()
        age = {"P": "elder", "Q": "elder", "J": "child", "K": "child", "L": "child", "R": "youth"}.get(big, "adult")
        if len(letter) == 2:
            first = self._cast(big, cast)
            made = person(self.rng, age, kin=first, sex="女" if first.sex == "男" else "男")
        elif letter[0].islower():
            made = person(self.rng, "adult" if age in ("elder", "child") else "child", kin=self._cast(big, cast))
        else:
            made = person(self.rng, age, self.rng.choice(("kata", "kan", "latin")) if big in "XYZ" else "")
            for _ in range(9):
                if all(made.family != p.family for p in cast.values()):
                    break
                made = person(self.rng, age)
        cast[letter] = made
        return made

    def _person(self, letter: str, what: str, cast: dict[str, Person]) -> str:
        p = self._cast(letter, cast)
        self.doc.persons.add(p.family + p.given)
        kind, text, style = part(self.rng, p, what)
        if not kind or not text:
            return text
        return self.doc.put(kind, text, f"{style}-{p.rank}" if kind == "name" else "")


def _named(p: Person, what: str) -> tuple[str, str, str] | None:
    if what in ("", "_", "＿"):
        gap = what.replace("_", " ").replace("＿", "　")
        if p.script in ("kata", "latin"):
            return "name", p.family + ("・" if p.script == "kata" and not gap else gap or " ") + p.given, "joined" if not gap else "blank" if gap == " " else "wide"  # fmt: skip
        return "name", p.family + gap + p.given, {"": "joined", " ": "blank", "　": "wide"}[gap]
    names = {
        ".f": (p.family, "family"), ".g": (p.given, "given"), ".F": (p.family, "apart"), ".G": (p.given, "apart"),
        ".la": (p.latin or f"{p.family} {p.given}", "blank"),
    }  # fmt: skip
    if what in names:
        return "name", *names[what]
    kana = {
        ".k": " ".join(p.kana), ".kw": "　".join(p.kana), ".kj": "".join(p.kana), ".h": hira(" ".join(p.kana)), ".hj": hira("".join(p.kana)),
        ".kh": half(" ".join(p.kana)), ".khj": half("".join(p.kana)), ".kF": p.kana[0], ".kG": p.kana[1], ".hF": hira(p.kana[0]),
        ".hG": hira(p.kana[1]), ".khF": half(p.kana[0]), ".khG": half(p.kana[1]),
    }  # fmt: skip
    return ("kana", kana[what], "") if what in kana else None


def part(rng: Random, p: Person, what: str) -> tuple[str, str, str]:
    """Kind, text and style of a part of a person."""
    if named := _named(p, what):
        return named
    zone, pref, city, street, house = p.home
    gap = " " if house and what[-1] != "j" else ""
    if what.startswith(".b:"):
        return "birth_date", dated(p.born, what[3:]), ""
    plain = {
        ".ad": ("address", pref + city + street + gap + house), ".at": ("address", city + street + gap + house),
        ".as": ("address", street + gap + house), ".an": ("address", street), ".pref": ("", pref), ".city": ("", city), ".bl": ("", house),
        ".zip": ("postal_code", zone), ".zip7": ("postal_code", zone.replace("-", "")), ".zipm": ("postal_code", "〒" + zone),
        ".tel": ("phone", p.phone), ".teln": ("phone", p.phone.replace("-", "")), ".mob": ("phone", p.mobile),
        ".mobn": ("phone", p.mobile.replace("-", "")), ".mob0": ("phone", p.mobile.replace("-", "")[1:]), ".mobw": ("phone", p.mobile.translate(WIDE)),
        ".telp": ("phone", "{}({}){}".format(*p.phone.split("-"))), ".mobi": ("phone", "+81-" + p.mobile[1:]), ".mail": ("email", p.email),
        ".sex": ("", p.sex), ".age": ("", str(2025 - p.born.year)),
    }  # fmt: skip
    if what in plain:
        return *plain[what], ""
    made = my_number(rng)
    drawn = {
        ".my": ("my_number", made), ".my4": ("my_number", f"{made[:4]} {made[4:8]} {made[8:]}"),
        ".ins": ("insured_number", "0000" + digits(rng, 6)), ".insk": ("insured_number", f"{rng.choice(('汐', '02', '41'))}-{digits(rng, 7)}"),
        ".ins8": ("insured_number", digits(rng, 8)), ".lic": ("licence", "30" + digits(rng, 10)), ".acc": ("bank_account", digits(rng, 7)),
    }  # fmt: skip
    return *drawn[what], ""
