"""The small language of the documents in ``data`` and the truth it leaves.

``### title | layout | folder | options`` opens a document. Marks in braces: ``{a}`` a person joined, ``{a:x}`` a part of the person
(a–h adults, A–H elders, p–t children, v w from abroad, ``{b<a^f}`` a woman of a's family), ``{!x/y}`` sensitive, ``{?x/y}`` a choice,
``{#1-9}`` a number, ``{$100-900}`` money, ``{~k}`` a day, ``{%}`` a counter, ``{&list}`` a word, ``{=kind:value}`` as it stands.
``h|`` a heading row, ``|`` a row, ``*3-9|`` rows, ``*3-9{`` … ``*}`` blocks.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from .people import DATA, Person, dated, person

TOKEN = re.compile(r"\{([^{}\n]+)\}")
MENTION = re.compile(r"([A-Ha-hp-tvw])(?:<([A-Za-z]))?(?:\^([mf]))?(?::(.+))?$")


@dataclass(frozen=True)
class Draft:
    """A document as written by hand."""

    title: str
    layout: str
    folder: str
    options: dict[str, str]
    body: tuple[str, ...]


@dataclass
class Doc:
    """A document filled in; a list is a row."""

    title: str
    layout: str
    lines: list[str | list[str]] = field(default_factory=list)
    heads: set[int] = field(default_factory=set)
    values: list[list[str]] = field(default_factory=list)
    people: set[str] = field(default_factory=set)

    def put(self, kind: str, value: str, style: str = "") -> str:
        """Note a value once, give it back."""
        if value.strip() and all(v[:2] != [kind, value] for v in self.values):
            self.values.append([kind, value, style])
        return value

    def grid(self) -> list[list[str]]:
        """All lines as rows."""
        return [[x] if isinstance(x, str) else x for x in self.lines]

    def text(self, gap: str = "\t") -> str:
        """All lines as text."""
        return "\n".join(x if isinstance(x, str) else gap.join(x) for x in self.lines)

    def tabular(self) -> bool:
        """Whether most lines are rows."""
        return sum(isinstance(x, list) for x in self.lines) * 2 > len(self.lines)


@cache
def drafts(stem: str) -> tuple[Draft, ...]:
    """The documents of all data files whose names begin so."""
    out = []
    for path in sorted(DATA.glob(f"{stem}*.txt")):
        for chunk in re.split(r"(?m)^### ", path.read_text("utf-8"))[1:]:
            head, *body = chunk.rstrip("\n").split("\n")
            title, layout, folder, options = ([x.strip() for x in head.split("|")] + ["", ""])[:4]
            pairs = dict(o.partition("=")[::2] for o in options.split())
            out.append(Draft(title, layout, folder, pairs, tuple(body)))
    return tuple(out)


@cache
def words() -> dict[str, list[str]]:
    """Word lists: ``name: a b c``."""
    lines = (DATA / "words.txt").read_text("utf-8").splitlines()
    return {k.strip(): v.split() for k, _, v in (x.partition(":") for x in lines if ":" in x)}


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


def wide(text: str) -> str:
    """Full-width digits and dashes."""
    return text.translate({ord("0") + n: "０１２３４５６７８９"[n] for n in range(10)} | {ord("-"): "－"})


def part(rng: Random, p: Person, what: str) -> tuple[str, str, str]:
    """Kind, text and style of a part of a person."""
    gaps = {"": ("joined", p.joint), "w": ("wide", "　"), "b": ("blank", " ")}
    if what in gaps:
        style, gap = gaps[what]
        return "name", p.family + gap + p.given, style
    if what in ("f", "g"):
        return "name", p.family if what == "f" else p.given, "family" if what == "f" else "given"
    a, b = p.kana
    readings = {"k": f"{a} {b}", "kw": f"{a}　{b}", "kj": a + b, "h": hira(f"{a} {b}"), "hw": hira(f"{a}　{b}"), "n": narrow(f"{a} {b}"),
                "kf": a, "kg": b, "hf": hira(a), "hg": hira(b), "nj": narrow(a + b)}  # fmt: skip
    if what in readings:
        return "kana", readings[what], ""
    if what[0] == "d":
        return "birth_date", dated(p.born, what[1:]), ""
    return _fact(rng, p, what)


def _fact(rng: Random, p: Person, what: str) -> tuple[str, str, str]:
    m, tel, street = p.my_number, p.phone.split("-"), p.street + p.building
    table = {
        "tel": ("phone", p.phone), "mob": ("phone", p.mobile), "telp": ("phone", f"{tel[0]}({tel[1]}){tel[2]}"), "telw": ("phone", wide(p.phone)), "mobn": ("phone", p.mobile.replace("-", "")),
        "mobs": ("phone", p.mobile.replace("-", " ")), "teln": ("phone", p.phone.replace("-", "")), "mobi": ("phone", "+81 " + p.mobile[1:]), "moby": ("phone", p.mobile.replace("-", ".")),
        "any": ("phone", rng.choice((p.phone, p.mobile, p.mobile, p.mobile.replace("-", ""), wide(p.phone), f"{tel[0]}({tel[1]}){tel[2]}"))),
        "mail": ("email", p.email), "adr": ("address", p.pref + p.city + street), "cit": ("address", p.city + street), "str": ("address", street), "ban": ("address", p.street),
        "bld": ("", p.building.strip(" 　")), "pre": ("", p.pref), "mun": ("", p.city), "zip": ("postal_code", p.postal), "zip7": ("postal_code", p.postal.replace("-", "")),
        "my": ("my_number", m), "my4": ("my_number", f"{m[:4]} {m[4:8]} {m[8:]}"), "my-": ("my_number", f"{m[:4]}-{m[4:8]}-{m[8:]}"), "ins": ("insured_number", p.insured), "kouki": ("insured_number", "39" + p.insured[-6:]),
        "lic": ("licence", p.licence), "acc": ("bank_account", p.account), "yu": ("bank_account", p.account + "1"), "sex": ("", p.sex), "age": ("", str(2024 - p.born.year)), "by": ("", str(p.born.year)),
        "last4": ("", p.mobile[-4:]),
    }  # fmt: skip
    kind, text = table[what]
    return kind, text, ""


class Scribe:
    """Fills one draft in."""

    def __init__(self, rng: Random, draft: Draft) -> None:
        self.rng, self.count, self.row, self.doc = rng, 0, False, Doc(draft.title, draft.layout)
        if "raw" in draft.options:
            self.doc.lines = list(draft.body)
        else:
            self._run(list(draft.body), {})
        while self.doc.lines and not self.doc.lines[-1]:
            self.doc.lines.pop()

    def _run(self, lines: list[str], cast: dict[str, Person]) -> None:
        at = 0
        while at < len(lines):
            found = re.match(r"\*(\d+)-(\d+)([|{])(?=(.?))", lines[at])
            if not found:
                self._line(lines[at], cast)
                at += 1
                continue
            inner, step = ["|" + lines[at][found.end() :]], 1
            if found[3] == "{":
                end = lines.index("*}", at)
                inner, step = lines[at + 1 : end], end - at + 1
            for n in range(self.rng.randint(int(found[1]), int(found[2]))):
                self.count, fresh = n + 1, dict(cast)
                self._run(inner, fresh)
            at += step

    def _line(self, line: str, cast: dict[str, Person]) -> None:
        def fill(text: str) -> str:
            return TOKEN.sub(lambda m: self._mark(m[1], m[0], cast), text)

        head = line.startswith("h|")
        self.row = head or line.startswith("|")
        if head:
            self.doc.heads.add(len(self.doc.lines))
        self.doc.lines.append([fill(c) for c in line[1 + head :].split("|")] if self.row else fill(line))

    def _mark(self, mark: str, whole: str, cast: dict[str, Person]) -> str:
        first, rest, rng = mark[0], mark[1:], self.rng
        if first in "!?":
            if rest[0] == "?" and rng.random() < 0.6:  # mostly nothing
                return "なし"
            word = rng.choice(rest.removeprefix("?").split("/"))
            return self.doc.put("sensitive", word) if first == "!" else word
        if first == "=":
            kind, _, value = rest.partition(":")
            return self.doc.put(kind, value, "literal")
        if first == "&":
            return rng.choice(words()[rest])
        if first in "#$":
            low, high = rest.split("-")
            n = rng.randint(int(low), int(high))
            return f"{n // 10 * 10:,}" if first == "$" else str(n).zfill(len(low) if low[0] == "0" else 0)
        if first == "%":
            return str(self.count + int(rest or 0))
        if first == "~":
            if rest == "t":
                return f"{rng.randint(8, 19)}:{rng.randrange(60):02d}"
            return dated(date(2012, 4, 1) + timedelta(int(rng.random() ** 0.5 * 5000)), rest)
        found = MENTION.match(mark)
        return self._mention(found, cast) if found else whole

    def _mention(self, found: re.Match[str], cast: dict[str, Person]) -> str:
        letter, kin, sex, what = found[1], found[2] or "", found[3] or "", found[4] or ""
        if letter not in cast:
            age = "foreign" if letter in "vw" else "child" if letter in "pqrst" else "elder" if letter.isupper() else "adult"  # fmt: skip
            cast[letter] = person(self.rng, age, sex, cast.get(kin))
        p = cast[letter]
        kind, text, style = part(self.rng, p, what)
        if self.row and style in ("family", "given"):
            style = "apart"
        if kind == "name":
            style += f"-{p.rank}"
        if kind:
            self.doc.people.add(f"{p.family} {p.given} {p.born}")
        return self.doc.put(kind, text, style) if kind else text
