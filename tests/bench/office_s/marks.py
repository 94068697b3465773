"""Templates of ``data``: ``## title | layout | folder | options`` opens one, marks in braces leave the truth.

``{A}`` is a person, ``{A.x}`` a part of them; ``{!a/b}`` is sensitive, ``{?a/b}`` any of, ``{#1-9}`` a number,
``{@}`` a day, ``{t}`` a time, ``{n}`` the row. ``|`` opens a row of cells, ``*3-9`` before a line repeats it.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from .people import DATA, WIDE, Person, number, person

TOKEN = re.compile(r"\{([^{}]+)\}")
ERAS = (
    (date(2019, 5, 1), "令和", "R"), (date(1989, 1, 8), "平成", "H"), (date(1926, 12, 25), "昭和", "S"), (date(1912, 7, 30), "大正", "T"),
)  # fmt: skip
SEX = dict.fromkeys("ACEGKM", "f") | dict.fromkeys("BDFHLN", "m")
AGE = dict.fromkeys("EFGH", "elder") | dict.fromkeys("KLMN", "child") | {"J": "youth"}
BIRTHS = {"table": ("kanji", "S.", "S/", "slash", "dash", "plain", "era0", "short"), "form": ("kanji", "wide", "kanji", "S.", "numeral", "western"), "prose": ("kanji", "S.", "western", "slash", "numeral")}  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """A template."""

    title: str
    layout: str
    folder: str
    option: str
    body: tuple[str, ...]


@dataclass
class Doc:
    """A template filled in; a list is a row of cells."""

    title: str
    layout: str
    lines: list[str | list[str]] = field(default_factory=list)
    values: list[list[str]] = field(default_factory=list)
    persons: set[tuple[str, ...]] = field(default_factory=set)

    def put(self, kind: str, value: str, style: str = "") -> str:
        """Note a value once and return it."""
        value = value.strip()
        if value and all(v[:2] != [kind, value] for v in self.values):
            self.values.append([kind, value, style])
        return value

    def grid(self) -> list[list[str]]:
        """All as rows."""
        return [[x] if isinstance(x, str) else x for x in self.lines]

    def text(self, gap: str = "\t") -> str:
        """All as lines."""
        return "\n".join(x if isinstance(x, str) else gap.join(x) for x in self.lines)

    def tabular(self) -> bool:
        """Whether it is one heading and rows alike."""
        return all(isinstance(x, list) for x in self.lines) and len(self.lines[0]) > 1


@cache
def drafts(stem: str) -> tuple[Draft, ...]:
    """The templates of the files whose names begin with ``stem``."""
    out = []
    for path in sorted(DATA.glob(f"{stem}*.txt")):
        for chunk in re.split(r"(?m)^## ", path.read_text("utf-8"))[1:]:
            head, *body = chunk.rstrip("\n").split("\n")
            parts = [x.strip() for x in head.split(" | ")] + [""]
            out.append(Draft(parts[0], parts[1], parts[2], parts[3], tuple(body)))
    return tuple(out)


def dressed(day: date, dress: str) -> str:
    """The day as it would be typed."""
    first, name, letter = next(e for e in ERAS if day >= e[0])
    year, m, d = day.year - first.year + 1, day.month, day.day
    told = "元" if year == 1 else str(year)
    ways = {
        "kanji": f"{name}{told}年{m}月{d}日", "wide": f"{name}{told}年{m}月{d}日".translate(WIDE), "S.": f"{letter}{year}.{m}.{d}",
        "S/": f"{letter}{year:02d}/{m:02d}/{d:02d}", "short": f"{name[0]}{year}.{m}.{d}", "era0": f"{name}{year:02d}年{m:02d}月{d:02d}日",
        "slash": f"{day.year}/{m}/{d}", "dash": day.isoformat(), "plain": f"{day:%Y%m%d}", "western": f"{day.year}年{m}月{d}日",
        "numeral": f"{name}{'元' if year == 1 else number(year)}年{number(m)}月{number(d)}日",
    }  # fmt: skip
    return ways[dress]


def hira(kana: str) -> str:
    """Katakana as hiragana."""
    return "".join(chr(ord(c) - 96) if "ァ" <= c <= "ヶ" else c for c in kana)


@cache
def _halves() -> dict[str, str]:
    out = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0xFF66, 0xFF9E)}
    for c in range(0xFF66, 0xFF9E):
        for mark in "ﾞﾟ":
            whole = unicodedata.normalize("NFKC", chr(c) + mark)
            if len(whole) == 1:
                out[whole] = chr(c) + mark
    return out


def narrow(kana: str) -> str:
    """Half-width katakana."""
    return "".join(_halves().get(c, c) for c in kana)


class Scribe:
    """Fills one template in."""

    def __init__(self, rng: Random, draft: Draft, staff: list[Person]) -> None:
        self.rng, self.draft = rng, draft
        self.staff = rng.sample(staff, len(staff))
        self.doc = Doc(draft.title, draft.layout)
        self.birth = rng.choice(BIRTHS.get(draft.layout, ("kanji",)))
        self.day = rng.choice(("kanji", "S.", "slash", "dash", "western"))
        self.dial = rng.choice(("-", "-", "-", "-", "plain", "wide", "paren", "blank"))
        self.kin = dict(pair.split("<") for pair in draft.option.split() if "<" in pair)
        self.row = self.count = 0
        cast: dict[str, Person] = {}
        for line in draft.body:
            found = re.match(r"\*(\d+)-(\d+)(?=\D)", line)
            if not found:
                self._line(line, cast)
                continue
            for n in range(rng.randint(int(found[1]), int(found[2]))):
                self.count = n + 1
                self._line(line[found.end() :], {})

    def _line(self, line: str, cast: dict[str, Person]) -> None:
        def fill(text: str) -> str:
            return TOKEN.sub(lambda m: self._mark(m[1], m[0], cast), text)

        self.row = line.startswith("|")
        self.doc.lines.append([fill(c) for c in line[1:].split("|")] if self.row else fill(line))

    def _mark(self, mark: str, whole: str, cast: dict[str, Person]) -> str:
        rng, rest = self.rng, mark[1:]
        if mark[0] == "!":
            return self.doc.put("sensitive", rng.choice(rest.split("/")))
        if mark[0] == "?":
            return rng.choice(rest.split("/")).strip(" ")
        if mark[0] == "#":
            low, high = rest.split("-")
            return str(rng.randint(int(low), int(high))).zfill(len(low))
        if mark == "@":
            return dressed(date(2019, 5, 1) + timedelta(rng.randrange(2000)), self.day)
        if mark == "t":
            return f"{rng.randint(9, 18)}:{rng.randrange(0, 60, 5):02d}"
        if mark == "n":
            return str(self.count)
        if re.fullmatch(r"[A-Z](\.\w+|\._)?", mark):
            return self._mention(mark[0], mark[2:], cast)
        return whole

    def _cast(self, letter: str, cast: dict[str, Person]) -> Person:
        if letter in cast:
            return cast[letter]
        rng, kin = self.rng, self.kin.get(letter, "")
        elder = self._cast(kin, cast) if kin else None
        if letter in "ST" or (letter == "U" and not kin):
            number = self.count - 1 if self.row and self.count else "STU".index(letter)
            cast[letter] = self.staff[(number + (letter == "T" and self.row)) % len(self.staff)]
            return cast[letter]
        script = {"X": "kata", "W": "hanzi"}.get(letter, "")
        if self.row and not elder and not script and rng.random() < 0.05:
            script = rng.choice(("kata", "hanzi"))
        sex = SEX.get(letter) or rng.choice("fm")
        if self.row and letter in "ABCDEFGHKLMN" and self.draft.layout == "table":
            sex = rng.choice("fm") if letter != "C" else "f"
        cast[letter] = person(rng, AGE.get(letter, "adult"), sex, elder, script)
        return cast[letter]

    def _mention(self, letter: str, what: str, cast: dict[str, Person]) -> str:
        p = self._cast(letter, cast)
        self.doc.persons.add(p.parts)
        kind, text, style = self.part(p, what)
        return self.doc.put(kind, text, f"{style}-{p.rank}" if kind == "name" else "") if kind else text

    def part(self, p: Person, what: str) -> tuple[str, str, str]:
        """Kind, text and style of a part of a person."""
        dot = "・" if p.latin else ""
        names = {
            "": (dot.join(p.parts), "joined"), "_": (" ".join(p.parts), "blank"), "w": ("　".join(p.parts), "wide"), "f": (p.family, "family"),
            "g": (p.parts[-1], "given"), "F": (p.family, "apart"), "G": (p.given, "apart"), "gh": (hira(p.kana[-1]), "given"), "r": (p.latin, "latin"),
        }  # fmt: skip
        if what in names:
            return "name", *names[what]
        kana = " ".join(p.kana)
        readings = {"k": kana, "h": hira(kana), "n": narrow(kana), "kf": p.kana[0], "kg": " ".join(p.kana[1:])}
        if what in readings:
            return "kana", readings[what], ""
        if what == "b":
            return "birth_date", dressed(p.born, self.birth), ""
        if what in "pm":
            return "phone", self._dial(p.phone if what == "p" else p.mobile), ""
        facts = {
            "a": ("address", p.pref + p.city + p.street), "c": ("address", p.city + p.street), "t": ("address", p.street), "z": ("postal_code", p.postal),
            "e": ("email", p.email), "i": ("insured_number", p.insured), "y": ("my_number", p.my_number), "l": ("licence", p.licence), "u": ("bank_account", p.account),
        }  # fmt: skip
        return *facts[what], ""

    def _dial(self, value: str) -> str:
        dial = self.dial if self.rng.random() < 0.85 else self.rng.choice(("-", "plain", "wide", "paren", "+81"))
        a, b, c = value.split("-")
        ways = {"-": value, "plain": a + b + c, "wide": value.translate(WIDE), "paren": f"{a}({b}){c}", "blank": f"{a} {b} {c}", "+81": f"+81-{a[1:]}-{b}-{c}"}  # fmt: skip
        return ways[dial]
