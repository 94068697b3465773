"""The little language of the texts in ``data``: persons, facts, numbers stand in braces, and rendering keeps the truth.

``=== name | layout [| suffix]`` opens a document; a line that starts with ``|`` is a table row; ``*3-9 line`` repeats a
line, ``*<3-9`` … ``*>`` a block, each time with fresh persons for letters not met before. In braces:
``a`` ``a_`` ``a^`` a full name (joined, blank, wide blank), ``a.s`` a part (see :func:`_value`), ``!x`` sensitive,
``!?x|y`` one of them, ``=kind:x`` a typed value, ``?x|y`` a choice, ``#1-9`` a number, ``@`` a date, ``%`` a counter,
``&list`` a word. Letters c k are children, e o old, x y z foreign in katakana, v w in Chinese; a capital is kin.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from tests.bench.office_g.people import DATA, Person, birth, make, make_foreign, sections

Line = str | list[str]
TOKEN = re.compile(r"\{([a-zA-Z]\d?(?:_|\^|\.\w+)?|[!?#=&][^{}]*|@\w*|%\d?)\}")
VARIANT = re.compile("[\U000e0100-\U000e01ef]")
HONORIFIC = re.compile(r"(さん|様|さま|氏|殿|くん|君|ちゃん|先生)")
FULL = {"": "joined", "_": "full", "^": "wide"}
NAMES = {"s": "family", "g": "given", "gh": "ghira", "gk": "gkata", "sk": "fkata", "sh": "fhira", "r": "latin",
         "ru": "latin", "rf": "latin", "sr": "latin_fam", "S": "split", "G": "split"}  # fmt: skip


@dataclass
class Doc:
    """A document: lines (a list is a table row) and the truth as (kind, value, style)."""

    title: str
    layout: str
    suffix: str = ""
    lines: list[Line] = field(default_factory=list)
    values: list[tuple[str, str, str]] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)

    def text(self, gap: str = "\t") -> str:
        """All lines; the cells of a row with ``gap`` between."""
        return "\n".join(x if isinstance(x, str) else gap.join(x) for x in self.lines)

    def put(self, kind: str, value: str, style: str = "") -> None:
        """Note one value once; which glyph a variation selector asks for is no part of it."""
        value = VARIANT.sub("", value)
        if value.strip() and not any(v[:2] == (kind, value) for v in self.values):
            self.values.append((kind, value, style))


@dataclass
class Template:
    """A document as written by hand."""

    title: str
    layout: str
    suffix: str
    lines: list[str]


@cache
def templates(file: str) -> tuple[Template, ...]:
    """The documents of one data file."""
    out: list[Template] = []
    for line in (DATA / file).read_text("utf-8").splitlines():
        if line.startswith("=== "):
            title, layout, suffix = ([*map(str.strip, line[4:].split("|")), ""])[:3]
            out.append(Template(title, layout, suffix, []))
        elif out:
            out[-1].lines.append(line)
    return tuple(out)


class Writer:
    """Renders one template; the same random source gives the same document."""

    def __init__(self, rng: Random, template: Template) -> None:
        self.rng = rng
        self.doc = Doc(template.title, template.layout, template.suffix)
        self.cast: dict[str, Person] = {}
        self.count = 0
        self._all(_trim(template.lines), self.cast)

    def _all(self, lines: list[str], cast: dict[str, Person]) -> None:
        at = 0
        while at < len(lines):
            line = lines[at]
            at += 1
            if found := re.match(r"\*<(\d+)-(\d+)$", line):
                end = lines.index("*>", at)
                self._repeat(lines[at:end], found, cast)
                at = end + 1
            elif found := re.match(r"\*(\d+)-(\d+) ", line):
                self._repeat([line[found.end() :]], found, cast)
            else:
                self._line(line, cast)

    def _repeat(self, lines: list[str], found: re.Match[str], cast: dict[str, Person]) -> None:
        for number in range(self.rng.randint(int(found[1]), int(found[2]))):
            self.count = number + 1
            inner = dict(cast)
            for line in lines:
                self._line(line, inner)

    def _line(self, line: str, cast: dict[str, Person]) -> None:
        if line.startswith("|"):
            cells = re.split(r"\|(?![^{}]*\})", line[1:])
            self.doc.lines.append([self._fill(cell, cast) for cell in cells])
        else:
            self.doc.lines.append(self._fill(line, cast))

    def _fill(self, text: str, cast: dict[str, Person]) -> str:
        return TOKEN.sub(lambda m: self._token(m[1], text[m.end() :], cast), text)

    def _token(self, token: str, after: str, cast: dict[str, Person]) -> str:
        head, rest = token[0], token[1:]
        if head == "!":
            value = self.rng.choice(rest[1:].split("|")) if rest.startswith("?") else rest
            self.doc.put("sensitive", value)
            return value
        if head == "=":
            kind, _, value = rest.partition(":")
            self.doc.put(kind, value)
            return value
        if head.isalpha():
            return self._person(token, after, cast)
        return self._plain(head, rest)

    def _plain(self, head: str, rest: str) -> str:
        if head == "?":
            return self.rng.choice(rest.split("|"))
        if head == "&":
            return self.rng.choice(sections("words.txt", split=False)[rest])
        if head == "#":
            low, high = rest.split("-")
            return str(self.rng.randint(int(low), int(high))).zfill(len(low) if low[0] == "0" else 0)
        if head == "%":
            return str(self.count).zfill(int(rest or 0))
        return self._date(rest)

    def _date(self, dress: str) -> str:
        day = date(2024, 4, 1) + timedelta(self.rng.randrange(590))
        if dress == "t":
            return f"{self.rng.randint(8, 19)}:{self.rng.randrange(60):02d}"
        if dress:
            return birth(self.rng, day, dress)
        week = "月火水木金土日"[day.weekday()]
        ways = (f"{day.month}/{day.day}", f"{day.month}月{day.day}日", f"{day.month}/{day.day}({week})",
                f"{day.year}/{day.month:02d}/{day.day:02d}", f"R{day.year - 2018}.{day.month}.{day.day}",
                f"令和{day.year - 2018}年{day.month}月{day.day}日")  # fmt: skip
        return self.rng.choice(ways)

    def _person(self, token: str, after: str, cast: dict[str, Person]) -> str:
        found = re.fullmatch(r"([a-zA-Z]\d?)(_|\^|\.\w+)?", token)
        assert found
        person = self._cast(found[1], cast)
        part = found[2] or ""
        self.doc.persons.add(person.family + person.given)
        if not part.startswith("."):
            text = _full(self.rng, person, part)
            self._name(text, FULL[part], person, after)
            return text
        kind, text, value = _value(self.rng, person, part[1:])
        if kind == "name":
            self._name(value, NAMES[part[1:]], person, after)
        elif kind:
            self.doc.put(kind, value)
        return text

    def _name(self, value: str, how: str, person: Person, after: str) -> None:
        self.doc.put("name", value, f"{how}{'+' if HONORIFIC.match(after) else '-'}{person.rank}")

    def _cast(self, letter: str, cast: dict[str, Person]) -> Person:
        if letter not in cast:
            low = letter[0].lower()
            if low in "vwxyz":
                person = make_foreign(self.rng, "kanji" if low in "vw" else "kata")
            elif letter[0].isupper():
                kin = self._cast(low, cast)
                person = make(self.rng, "adult" if low in "ckeo" else "child", kin)
            else:
                person = make(self.rng, "child" if low in "ck" else "elder" if low in "eo" else "adult")
            cast[letter] = person
        return cast[letter]


def _trim(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def _full(rng: Random, person: Person, part: str) -> str:
    gap = {"": "", "_": " ", "^": "\u3000"}[part]
    if person.rank == "foreign" and not person.given.isascii() and "・" in person.family:
        return person.family if not part else rng.choice((person.family, person.family.replace("・", " ")))
    return person.family + gap + person.given


def _hira(kana: str) -> str:
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in kana)


def _half(kana: str) -> str:
    full = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテト"
    full += "ナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜"
    voiced = dict(
        zip("ガギグゲゴザジズゼゾダヂヅデドバビブベボ", "カキクケコサシスセソタチツテトハヒフヘホ", strict=True)
    )
    puffed = dict(zip("パピプペポ", "ハヒフヘホ", strict=True))
    wide = "".join(voiced[c] + "゛" if c in voiced else puffed[c] + "゜" if c in puffed else c for c in kana)
    return "".join(chr(0xFF66 + full.index(c)) if c in full else c for c in wide)


def _spoken(rng: Random, phone: str, how: str) -> str:
    first, middle, last = phone.split("-")
    ways = (phone, f"{first}({middle}){last}", f"({first}){middle}-{last}", f"{first} {middle} {last}",
            f"{first}－{middle}－{last}", f"{first}{middle}{last}", f"{first}.{middle}.{last}")  # fmt: skip
    if how == "h":
        return phone
    if how == "n":
        return first + middle + last
    if how == "i":
        return f"+81-{first[1:]}-{middle}-{last}"
    return rng.choices(ways, (64, 7, 5, 6, 10, 6, 2))[0]


def _value(rng: Random, p: Person, part: str) -> tuple[str, str, str]:
    """Kind, what is written, and the value to be found, of a part of a person."""
    chunks = p.family.split("・")
    kata = p.rank == "foreign" and len(chunks) > 1
    family, given = (chunks[0], p.given) if kata else (p.family, p.given)
    fk, gk = p.family_kana or family, p.given_kana or given
    names = {"s": family, "g": given, "gh": _hira(gk), "gk": gk, "sk": fk, "sh": _hira(fk),
             "r": p.latin, "ru": p.latin.upper(), "rf": " ".join(reversed(p.latin.split(" "))),
             "sr": p.latin.split(" ")[0 if p.rank == "foreign" else -1]}  # fmt: skip
    if part in names:
        return "name", names[part], names[part]
    if part in ("S", "G"):
        return "name", family if part == "S" else given, f"{family} {given}"
    if part in ("k", "kw", "kj", "h", "hw"):
        gap = {"k": " ", "kw": "\u3000", "kj": "", "h": " ", "hw": " "}[part]
        kana = p.family_kana + gap + p.given_kana if p.family_kana else ""
        text = _hira(kana) if part == "h" else _half(kana) if part == "hw" else kana
        return "kana", text, text
    if part.startswith("b"):
        text = birth(rng, p.born, part[1:])
        return "birth_date", text, text
    if part[0] == "t" or part[:2] == "mo":
        text = _spoken(rng, p.mobile, part[2:]) if part[0] == "m" else _spoken(rng, p.phone, part[1:])
        return "phone", text, text
    return _number(p, part)


def _number(p: Person, part: str) -> tuple[str, str, str]:
    bare = re.sub(r"^(東京都|北海道|(?:京都|大阪)府|.{2,3}県)", "", p.place)
    groups = " ".join((p.my_number[:4], p.my_number[4:8], p.my_number[8:]))
    table = {
        "m": ("email", p.email), "z": ("postal_code", p.postal), "z7": ("postal_code", p.postal.replace("-", "")),
        "ad": ("address", p.place + p.street + p.house), "adp": ("address", p.place + p.street),
        "adc": ("address", bare + p.street + p.house), "adt": ("address", p.street),
        "acc": ("bank_account", p.account), "ins": ("insured_number", p.insured), "my": ("my_number", p.my_number),
        "my4": ("my_number", groups), "li": ("licence", p.licence), "age": ("", str(2025 - p.born.year)),
    }  # fmt: skip
    kind, text = table[part]
    return kind, text, text
