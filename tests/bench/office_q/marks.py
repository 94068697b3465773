"""The marks in the hand-written documents and the truth they leave.

``## title | folder | options`` opens a document. ``{a}`` a person joined, ``{a_}`` as this document parts names, ``{a姓}`` a part, ``{b<a名}`` kin of a.
Grown-up: a c s u women, b d t v men, p either; old: e g women, f h men, o either; children: k m girls, l n boys, y either;
w abroad in katakana, x in Latin, z in characters. ``{!x/.y}`` sensitive (not where a point stands first), ``{?x/y}`` choice, ``{#1-9}`` number, ``{@和}`` day,
``{%}`` counter, ``{&list}`` word, ``{=kind:value}`` as it stands. ``* 5-9 :`` repeats a row, ``|`` starts a row.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from random import Random

from .facets import dressed, say, some_day
from .people import DATA, Person, lists, person

TOKEN = re.compile(r"\{([^{}\n]+)\}")
REPEAT = re.compile(r"\* (\d+)-(\d+) :(.*)")
CAST = {
    **dict.fromkeys("acsu", ("adult", "女")), **dict.fromkeys("bdtv", ("adult", "男")), "p": ("adult", ""), "q": ("adult", ""), **dict.fromkeys("eg", ("elder", "女")),
    **dict.fromkeys("fh", ("elder", "男")), "o": ("elder", ""), **dict.fromkeys("km", ("child", "女")), **dict.fromkeys("ln", ("child", "男")), "y": ("child", ""),
}  # fmt: skip
ABROAD = {"w": "kata", "x": "latin", "z": "kanji"}


@dataclass(frozen=True)
class Draft:
    """A document as written by hand."""

    title: str
    folder: str
    options: str
    layout: str
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

    def flat(self, gap: str = "　") -> list[str]:
        """Everything as lines."""
        return [x if isinstance(x, str) else gap.join(x) for x in self.lines]

    def text(self, gap: str = "\t") -> str:
        """Everything as one text."""
        return "\n".join(self.flat(gap))

    def table(self) -> list[list[str]]:
        """The rows that are cells."""
        return [x for x in self.lines if isinstance(x, list)]


@cache
def drafts(stem: str) -> tuple[Draft, ...]:
    """All documents of the data files whose names begin so."""
    out = []
    layout = stem.rstrip("0123456789")
    for path in sorted(DATA.glob(f"{stem}*.txt")):
        for chunk in re.split(r"(?m)^## ", path.read_text("utf-8"))[1:]:
            head, *body = chunk.rstrip("\n").split("\n")
            part = [x.strip() for x in head.split("|")] + ["", ""]
            out.append(Draft(part[0], part[1], part[2], layout, tuple(body)))
    return tuple(out)


class Writer:
    """Writes one draft out."""

    def __init__(self, rng: Random, draft: Draft, ward: str) -> None:
        self.rng, self.ward, self.count, self.in_table = rng, ward, 0, draft.layout == "table"
        self.in_prose, self.gap = draft.layout == "prose", rng.choices(("", "_", "＿"), (34, 40, 26))[0]
        self.doc = Doc(draft.title, draft.layout)
        if "raw" in draft.options:
            self.doc.lines = list(draft.body)
            return
        cast: dict[str, Person] = {}
        for line in draft.body:
            if found := REPEAT.match(line):
                for n in range(rng.randint(int(found[1]), int(found[2]))):
                    self.count = n + 1
                    self._line("|" + found[3].strip(), dict(cast))
            else:
                self._line(line, cast)

    def _line(self, line: str, cast: dict[str, Person]) -> None:
        def fill(text: str) -> str:
            return TOKEN.sub(lambda m: self._token(m[1], cast), text)

        if line.startswith("|"):
            self.doc.lines.append([fill(c.strip()) for c in line[1:].split("|")])
        else:
            self.doc.lines.append(fill(line))

    def _token(self, mark: str, cast: dict[str, Person]) -> str:
        head, rest = mark[0], mark[1:]
        if head == "!":
            word = self.rng.choice(rest.split("/"))
            return word[1:] if word.startswith(".") else self.doc.put("sensitive", word)
        if head == "=":
            kind, _, value = rest.partition(":")
            return self.doc.put(kind, value, "joined-common" if kind == "name" else "")
        if head == "?":
            return self.rng.choice(rest.split("/"))
        if head == "&":
            return self.rng.choice(lists("words.txt")[rest])
        if head == "#":
            low, high = rest.split("-")
            return str(self.rng.randint(int(low), int(high))).zfill(len(low) if low[0] == "0" else 0)
        if head == "%":
            return str(self.count + int(rest or 0))
        if head == "@":
            return (
                f"{self.rng.randint(8, 19)}:{self.rng.randrange(0, 60, 5):02d}"
                if rest == "時"
                else dressed(some_day(self.rng), rest)
            )
        return self._mention(mark, cast)

    def _mention(self, mark: str, cast: dict[str, Person]) -> str:
        letter, rest, kin = mark[0], mark[1:], None
        if rest.startswith("<"):
            kin, rest = cast[rest[1]], rest[2:]
        if rest == "_":
            rest = self.rng.choices(("", "_", "＿"), (66, 18, 16))[0] if self.in_prose else self.gap
        if letter not in cast:
            cast[letter] = self._new(letter, kin)
        p = cast[letter]
        kind, text, style = say(self.rng, p, rest)
        self.doc.persons.add(p.family + p.given)
        if self.in_table and rest in ("姓", "名"):
            style = f"apart-{p.rank}"
        return self.doc.put(kind, text, style) if kind else text

    def _new(self, letter: str, kin: Person | None) -> Person:
        if letter in ABROAD:
            return person(self.rng, self.ward, "adult", "", ABROAD[letter])
        age, sex = CAST[letter]
        script = ""
        if self.in_table and letter == "p" and not kin and self.rng.random() < 0.05:
            script = self.rng.choice(("kata", "kata", "kanji"))
        return person(self.rng, self.ward, age, sex, script, kin)
