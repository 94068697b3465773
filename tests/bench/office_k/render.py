"""Fills the texts of ``data``: persons and facts in braces become text, and the truth is kept.

``# title | layout | a=e b=k:a`` opens a text and names its persons (sort and kin). ``{a}`` is the joined name,
``{a.f}`` etc. parts (see ``PARTS``), ``{!x}`` a sensitive word (``{!x/y}`` one of them, ``{!?x/y}`` or nothing),
``{~x/y}`` a choice, ``{#1-9}`` a number, ``{@s}`` a date, ``{%}`` the row number. A line with ``|`` in front is a
table row; ``>3-9`` repeats the lines up to ``<`` with fresh persons.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from .people import DATA, Person, make, written

Line = str | list[str]
TOKEN = re.compile(r"\{([a-zA-Z]\d?(?:\.\w+)?|[!~#@%][^{}]*)\}")
HONORIFIC = ("さん", "様", "さま", "氏", "殿", "くん", "君", "ちゃん", "先生")
HALF = dict(zip("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンァィゥェォャュョッー",
                "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｧｨｩｪｫｬｭｮｯｰ", strict=True))  # fmt: skip


@dataclass
class Doc:
    """Lines (a list is a table row) and the truth about them."""

    title: str
    layout: str
    raw: str = ""
    lines: list[Line] = field(default_factory=list)
    values: list[tuple[str, str, str]] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)

    def text(self, gap: str = "\t") -> str:
        """Everything as one text."""
        return "\n".join(x if isinstance(x, str) else gap.join(x) for x in self.lines)

    def put(self, kind: str, value: str, style: str = "") -> None:
        """Note a value once."""
        if value.strip() and not any(v[:2] == (kind, value) for v in self.values):
            self.values.append((kind, value, style))


@dataclass(frozen=True)
class Text:
    """A text of a data file."""

    title: str
    layout: str
    cast: str
    raw: str
    lines: tuple[str, ...]


@cache
def texts(topic: str) -> tuple[Text, ...]:
    """All texts of the files ``topic*.txt``."""
    out: list[Text] = []
    for path in sorted(DATA.glob(f"{topic}_*.txt")):
        for piece in re.split(r"(?m)^# ", path.read_text("utf-8"))[1:]:
            head, _, body = piece.partition("\n")
            title, layout, cast, raw = [*(p.strip() for p in head.split("|")), "", "", ""][:4]
            out.append(Text(title, layout, cast, raw, tuple(body.strip("\n").split("\n"))))
    return tuple(out)


def hiragana(kana: str) -> str:
    """Katakana to hiragana."""
    return "".join(chr(ord(c) - 96) if "ァ" <= c <= "ヶ" else c for c in kana)


def half(kana: str) -> str:
    """Full width katakana to half width."""
    out = ""
    for c in kana:
        if c in HALF or c == " ":
            out += HALF.get(c, c)
        elif chr(ord(c) - 1) in HALF:
            out += HALF[chr(ord(c) - 1)] + "ﾞ"
        elif chr(ord(c) - 2) in HALF:
            out += HALF[chr(ord(c) - 2)] + "ﾟ"
        else:
            out += c
    return out


class Writer:
    """Renders one text."""

    def __init__(self, rng: Random, text: Text) -> None:
        self.rng, self.doc, self.row = rng, Doc(text.title, text.layout, text.raw), 0
        self.sorts = dict(p.split("=") for p in text.cast.split())
        self.cast: dict[str, Person] = {}
        self._lines(list(text.lines), self.cast)

    def _lines(self, lines: list[str], cast: dict[str, Person]) -> None:
        at = 0
        while at < len(lines):
            found = re.fullmatch(r">(\d+)-(\d+)", lines[at])
            if found:
                end = lines.index("<", at)
                for n in range(self.rng.randint(int(found[1]), int(found[2]))):
                    self.row, inner = n + 1, dict(cast)
                    for line in lines[at + 1 : end]:
                        self._line(line, inner)
                at = end
            else:
                self._line(lines[at], cast)
            at += 1

    def _line(self, line: str, cast: dict[str, Person]) -> None:
        if line.startswith("|"):
            cells = re.split(r"\|(?![^{}]*\})", line[1:])
            self.doc.lines.append([self._fill(c, cast) for c in cells])
        else:
            self.doc.lines.append(self._fill(line, cast))

    def _fill(self, text: str, cast: dict[str, Person]) -> str:
        return TOKEN.sub(lambda m: self._token(m[1], text[m.end() :], cast), text)

    def _who(self, letter: str, cast: dict[str, Person]) -> Person:
        if letter not in cast:
            sort, _, kin = self.sorts.get(letter, "a").partition(":")
            if sort == "m":  # a mixed population
                sort = self.rng.choices("aekFC", (46, 34, 8, 8, 4))[0]
            if sort == "M":
                sort = self.rng.choices("aFC", (90, 6, 4))[0]
            cast[letter] = make(self.rng, sort, self._who(kin, cast) if kin else None)
        return cast[letter]

    def _token(self, token: str, after: str, cast: dict[str, Person]) -> str:
        head, rest = token[0], token[1:]
        if head == "!":
            words = rest.lstrip("?").split("/")
            if rest[:1] == "?" and self.rng.random() < 0.6:
                return ""
            word = self.rng.choice(words)
            self.doc.put("sensitive", word)
            return word
        if head == "~":
            return self.rng.choice(rest.split("/"))
        if head == "#":
            low, high = rest.split("-")
            return f"{self.rng.randint(int(low), int(high)):0{len(low) if low[0] == '0' else 1}d}"
        if head == "%":
            return f"{self.row:0{rest or 1}d}"
        if head == "@":
            return self._date(rest)
        letter, _, part = token.partition(".")
        return self._part(self._who(letter, cast), part, after)

    def _date(self, dress: str) -> str:
        day = date(2023, 4, 1) + timedelta(self.rng.randrange(960))
        if dress == "t":
            return f"{self.rng.randint(8, 20)}:{self.rng.randrange(60):02d}"
        if dress == "m":
            return f"{day.month}月{day.day}日"
        return written(self.rng, day, dress or self.rng.choice("sxjwl"))

    def _part(self, p: Person, part: str, after: str) -> str:
        self.doc.persons.add(p.full)
        if name := self._name(p, part):
            shown, value = name
            self.doc.put("name", value, f"{part or 'joined'}{'+' if after.startswith(HONORIFIC) else '-'}{p.rank}")
            return shown
        kind, value = self._fact(p, part)
        if kind:
            self.doc.put(kind, value)
        return value

    def _name(self, p: Person, part: str) -> tuple[str, str] | None:
        kata = p.rank == "foreign" and not p.given
        pieces = p.family.split("・")
        family, given = (pieces[0], " ".join(pieces[1:])) if kata else (p.family, p.given)
        table = {
            "": p.full, "f": p.family.replace("・", " ") if kata else f"{family} {given}",
            "w": p.family.replace("・", "\u3000") if kata else f"{family}\u3000{given}",
            "s": p.gkana if kata else family, "g": p.gkana if kata else given, "gh": p.gkana if kata else hiragana(p.gkana) or given,
            "gk": p.gkana or given, "sh": p.gkana if kata else hiragana(p.fkana), "sk": p.gkana if kata else p.fkana,
            "r": p.latin, "R": p.latin.upper(), "rs": p.latin.split()[0 if p.rank == "foreign" else -1],
        }  # fmt: skip
        if part in ("S", "G"):
            return (family if part == "S" else given), f"{family} {given}"
        return (table[part], table[part]) if part in table else None

    def _fact(self, p: Person, part: str) -> tuple[str, str]:
        kana = f"{p.fkana} {p.gkana}".strip() if p.given and p.gkana else ""
        bare = re.sub(r"^(東京都|北海道|京都府|大阪府|.{2,3}県)", "", p.city)
        facts = {
            "k": ("kana", kana), "kw": ("kana", kana.replace(" ", "\u3000")), "kh": ("kana", hiragana(kana)), "k2": ("kana", half(kana)),
            "kj": ("kana", kana.replace(" ", "")), "m": ("email", p.mail), "z": ("postal_code", p.postal), "z7": ("postal_code", p.postal.replace("-", "")),
            "ad": ("address", p.city + p.street + p.house), "ab": ("address", bare + p.street + p.house), "at": ("address", p.street),
            "a1": ("address", p.city + p.street), "an": ("address", bare + p.street), "bk": ("bank_account", p.account),
            "care": ("insured_number", p.care), "hi": ("insured_number", p.health), "ko": ("insured_number", p.elderly), "em": ("insured_number", p.labour),
            "my": ("my_number", p.mynumber), "my4": ("my_number", " ".join((p.mynumber[:4], p.mynumber[4:8], p.mynumber[8:]))),
            "my1": ("my_number", p.mynumber), "li": ("licence", p.licence), "age": ("", str(2025 - p.born.year)), "city": ("", p.city), "house": ("", p.house.strip()),
            "h": ("phone", p.mobile), "hn": ("phone", p.mobile.replace("-", "")), "t": ("phone", p.phone), "tn": ("phone", p.phone.replace("-", "")),
            "sK": ("kana", p.fkana), "h0": ("phone", p.mobile.replace("-", "")[1:]), "hi81": ("phone", "+81-" + p.mobile[1:]), "h3": ("", ""),
        }  # fmt: skip
        if part in ("h", "t") and self.rng.random() < 0.25:
            a, b, c = facts[part][1].split("-")
            return "phone", self.rng.choice(
                (f"{a}({b}){c}", f"{a}－{b}－{c}", f"{a} {b} {c}", f"（{a}）{b}-{c}", a + b + c)
            )
        if part[0] == "b" and part not in facts:
            return "birth_date", written(self.rng, p.born, part[1:])
        return facts[part]
