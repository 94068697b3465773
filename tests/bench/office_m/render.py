"""The texts of ``data`` become documents: braces hold persons and facts, and the truth is kept while they are filled.

``== title | layout | options`` opens a text. ``|a|b`` is a row of a table; ``*4-9`` before a line repeats it with new
persons, ``*4-9{`` … ``*}`` repeats a block. Letters of persons: p adult, e old, c child, m parent of c, k kin of e,
f foreign (katakana), h foreign (Chinese characters), s of our staff. ``{p1}`` full name, ``{p1.x}`` a part;
``{!word}`` sensitive, ``{!?a;b}`` one of; ``{n=…}`` typed value; ``{?a;b}`` choice; ``{#1-9}`` number; ``{@}`` date.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from .dates import CLOTHES, dress
from .people import DATA, WIDE, Person, make

Line = str | list[str]
TOKEN = re.compile(r"\{([pecmkfhs]\d?(?:\.\w+)?|[!?#][^{}]*|[nkabtezqiyl]=[^{}]*|@\w*|%\d?)\}")
BOX = "\x1f"  # between the boxes of a number written one digit a cell
KINDS = {
    "n": "name", "k": "kana", "a": "address", "b": "birth_date", "t": "phone", "e": "email", "z": "postal_code",
    "q": "bank_account", "i": "insured_number", "y": "my_number", "l": "licence",
}  # fmt: skip
HONOUR = ("さん", "様", "さま", "氏", "殿", "くん", "君", "ちゃん", "先生")
HALF = dict(zip("ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン", "ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ", strict=True))  # fmt: skip
HALF |= {
    a: HALF[b] + "ﾞ"
    for a, b in zip("ガギグゲゴザジズゼゾダヂヅデドバビブベボ", "カキクケコサシスセソタチツテトハヒフヘホ", strict=True)
}
HALF |= {a: HALF[b] + "ﾟ" for a, b in zip("パピプペポ", "ハヒフヘホ", strict=True)} | {
    " ": " ",
    "　": " ",
    "・": "･",
    "ヴ": "ｳﾞ",
}


@dataclass
class Doc:
    """Lines (a list is a row) and the truth as (kind, value, style)."""

    title: str
    layout: str
    options: set[str] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)
    values: list[tuple[str, str, str]] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)

    def text(self, gap: str = "\t") -> str:
        """All lines; cells with ``gap`` between."""
        return "\n".join(x if isinstance(x, str) else gap.join(x) for x in self.lines)

    def put(self, kind: str, value: str, style: str = "") -> None:
        """Note one value once."""
        if value.strip() and not any(v[:2] == (kind, value) for v in self.values):
            self.values.append((kind, value, style))


@dataclass(frozen=True)
class Template:
    """A text as written by hand."""

    title: str
    layout: str
    options: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def tabular(self) -> bool:
        """Whether it has rows."""
        return any(re.match(r"(\*\d+-\d+)?\|", x) for x in self.lines)


@cache
def stock(pattern: str) -> list[Template]:
    """All texts of the data files that match."""
    out: list[tuple[list[str], list[str]]] = []
    for path in sorted(DATA.glob(pattern)):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("== "):
                out.append(([x.strip() for x in line[3:].split("|")], []))
            elif out:
                out[-1][1].append(line)
    made = []
    for head, lines in out:
        while lines and not lines[-1].strip():
            lines.pop()
        layout, *options = " ".join(head[1:]).split()
        made.append(Template(head[0], layout, tuple(options), tuple(lines)))
    return made


def _sexes(text: str) -> dict[str, str]:
    """What the words around a person say about the sex."""
    out: dict[str, str] = {}
    for sex, before, after in (
        ("f", "長女|次女|娘|妻|母|奥さん|お母さん|お母様|ばあさん|叔母|姉|妹|女性", "ちゃん|ばあ|のおばあ"),
        ("m", "長男|次男|息子|父|夫|主人|甥|じいさん|弟", "くん|君|のおじい|のじい"),
    ):
        for found in re.finditer(
            rf"(?:{before})[のが様さん、（） 　]*\{{([pecmk]\d)|\{{([pecmk]\d)(?:\.\w+)?\}}(?:{after})", text
        ):
            out.setdefault(found[1] or found[2], sex)
    return out


def half(kana: str) -> str:
    """Half-width kana as old hosts print."""
    return "".join(HALF.get(c, c) for c in kana)


def hira(kana: str) -> str:
    """Hiragana of katakana."""
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in kana)


class Filler:
    """Fills one template; ``staff`` are the people of the office, the same in all its documents."""

    def __init__(self, rng: Random, template: Template, staff: Sequence[Person]) -> None:
        self.rng, self.staff = rng, staff
        self.doc = Doc(template.title, template.layout, set(template.options))
        prose = template.layout == "prose"
        self.gap = rng.choices(("", " ", "　"), (70, 15, 15) if prose else (34, 36, 30))[0]
        self.kgap = rng.choice((" ", " ", "　", ""))
        self.way = rng.choices(list(CLOTHES), list(CLOTHES.values()))[0]
        self.sway = rng.choice((" ", "", "　"))
        self.number = 0
        self.sexes = _sexes("\n".join(template.lines))
        self.base = rng.sample(range(len(staff)), len(staff))
        if template.layout == "harmless":
            self.doc.lines = [self._harmless(x) for x in self._spread(list(template.lines))]
        else:
            self._lines(list(template.lines), {})

    def _spread(self, lines: list[str]) -> list[str]:
        out: list[str] = []
        for line in lines:
            found = re.match(r"\*(\d+)-(\d+)", line)
            out += [line[found.end() :]] * self.rng.randint(int(found[1]), int(found[2])) if found else [line]
        return out

    def _harmless(self, line: str) -> Line:
        self.number += 1

        def one(found: re.Match[str]) -> str:
            head, rest = found[1][0], found[1][1:]
            if head == "%":
                return str(self.number)
            return self._plain(head, rest)

        text = re.sub(r"<<([?#@%][^<>]*)>>", one, line)
        return text[1:].split("|") if text.startswith("|") and "raw" not in self.doc.options else text

    def _lines(self, lines: list[str], cast: dict[str, Person]) -> None:
        at = 0
        while at < len(lines):
            line, at = lines[at], at + 1
            found = re.match(r"\*(\d+)-(\d+)(\{$)?", line)
            if not found:
                self._line(line, cast)
                continue
            body = [line[found.end() :]]
            if found[3]:
                end = lines.index("*}", at)
                body, at = lines[at:end], end + 1
            for n in range(self.rng.randint(int(found[1]), int(found[2]))):
                self.number = n + 1
                inner = dict(cast)
                for x in body:
                    self._line(x, inner)

    def _line(self, line: str, cast: dict[str, Person]) -> None:
        if line.startswith("|"):
            cells = [self._fill(x, cast) for x in line[1:].split("|")]
            self.doc.lines.append([box for cell in cells for box in cell.split(BOX)])
        else:
            self.doc.lines.append(self._fill(line, cast))

    def _fill(self, text: str, cast: dict[str, Person]) -> str:
        return TOKEN.sub(lambda m: self._token(m[1], text[m.end() :], cast), text)

    def _token(self, token: str, after: str, cast: dict[str, Person]) -> str:
        head, rest = token[0], token[1:]
        if head == "!":
            value = self.rng.choice(rest[1:].split(";")) if rest.startswith("?") else rest
            if value.startswith("-"):
                return value[1:]
            self.doc.put("sensitive", value)
            return value
        if token[1:2] == "=":
            return self._typed(KINDS[head], token[2:], after)
        if head in "?#@%":
            return self._plain(head, rest)
        name, _, part = token.partition(".")
        person = self._cast(name, cast)
        self.doc.persons.add(person.family + person.given)
        return self._part(person, part, after)

    def _typed(self, kind: str, value: str, after: str) -> str:
        if kind == "name":
            self.doc.persons.add(value)
            self.doc.put(kind, value, "typed" + ("+" if after.startswith(HONOUR) else "-") + "hand")
        else:
            self.doc.put(kind, value)
        return value

    def _plain(self, head: str, rest: str) -> str:
        if head == "?":
            return self.rng.choice(rest.split(";"))
        if head == "#":
            low, high = rest.split("-")
            return str(self.rng.randint(int(low), int(high))).zfill(len(low) if low[0] == "0" else 0)
        if head == "%":
            return str(self.number).zfill(int(rest or 0))
        day = date(2024, 4, 1) + timedelta(self.rng.randrange(590))
        if rest == "t":
            return f"{self.rng.randint(8, 18)}:{self.rng.randrange(0, 60, 5):02d}"
        week = "月火水木金土日"[day.weekday()]
        ways = {
            "d": f"{day.month}/{day.day}({week})",
            "s": f"{day:%Y/%m/%d}",
            "i": day.isoformat(),
            "j": dress(day, "era"),
            "c": f"{day:%Y%m%d}",
        }
        return ways.get(rest) or self.rng.choice(
            (f"{day.month}/{day.day}", f"{day.month}月{day.day}日", f"{day.month}/{day.day}({week})", dress(day, "era"))
        )

    def _cast(self, name: str, cast: dict[str, Person]) -> Person:
        if name not in cast:
            rng, letter, tail, sex = self.rng, name[0], name[1:], self.sexes.get(name, "")
            if letter == "s":
                cast[name] = self.staff[self.base[int(tail or 0)]]
            elif letter in "mk":
                cast[name] = make(rng, "adult", self._cast(("c" if letter == "m" else "e") + tail, cast), sex=sex)
            elif letter in "fh":
                cast[name] = make(rng, foreign="kata" if letter == "f" else "han")
            else:
                cast[name] = make(rng, {"e": "elder", "c": "child"}.get(letter, "adult"), sex=sex)
        return cast[name]

    def _name(self, value: str, how: str, p: Person, after: str) -> str:
        self.doc.put("name", value, how + ("+" if after.startswith(HONOUR) else "-") + p.tier)
        return value

    def _full(self, p: Person) -> str:
        if p.tier == "foreign" and p.family == p.fkana:
            return f"{p.family}・{p.given}".replace("・", {"": "・", " ": " ", "　": "　"}[self.gap])
        return p.family + self.gap + p.given

    def _part(self, p: Person, part: str, after: str) -> str:
        kata = p.tier == "foreign" and p.family == p.fkana
        names = {
            "": ("full", self._full(p)), "j": ("full", p.family + ("・" if kata else "") + p.given), "s": ("family", p.call if kata else p.family),
            "g": ("given", p.call), "sk": ("kana-family", p.fkana), "gk": ("kana-given", p.call if kata else p.gkana), "sh": ("hira-family", hira(p.fkana)),
            "gh": ("hira-given", hira(p.gkana)), "r": ("latin", p.latin), "rt": ("latin", p.latin.title()),
            "rf": ("latin", p.latin if p.tier == "foreign" else " ".join(reversed(p.latin.split()))),
        }  # fmt: skip
        if part in names:
            how, value = names[part]
            return self._name(value, how, p, after)
        if part in ("S", "G"):
            self._name(f"{p.family} {p.given}", "split", p, "")
            return p.family if part == "S" else p.given
        kind, value = self._fact(p, part)
        if kind:
            self.doc.put(kind, value)
        return value

    def _fact(self, p: Person, part: str) -> tuple[str, str]:
        kata = p.fkana + self.kgap + (p.gkana.replace("・", self.kgap) if p.tier == "foreign" else p.gkana)
        bare = p.city + p.town + p.number
        table = {
            "k": ("kana", kata), "h": ("kana", hira(kata)), "hw": ("kana", half(p.fkana + " " + p.gkana)), "SK": ("kana", p.fkana), "GK": ("kana", p.gkana),
            "p": ("postal_code", p.postal), "p7": ("postal_code", p.postal.replace("-", "")), "ad": ("address", p.pref + bare + p.house),
            "adc": ("address", bare + p.house), "adp": ("address", bare), "adt": ("address", p.town + p.number + p.house), "house": ("", p.house.strip()),
            "pref": ("", p.pref), "e": ("email", p.email), "acc": ("bank_account", p.account), "bank": ("", p.bank), "br": ("", p.branch),
            "i8": ("insured_number", p.insured8), "i10": ("insured_number", p.insured10), "i0": ("insured_number", p.insured10.lstrip("0")), "my": ("my_number", p.my),
            "my4": ("my_number", f"{p.my[:4]} {p.my[4:8]} {p.my[8:]}"), "myh": ("my_number", f"{p.my[:4]}-{p.my[4:8]}-{p.my[8:]}"), "li": ("licence", p.licence),
            "age": ("", str(2025 - p.born.year)), "sex": ("", "男" if p.sex == "m" else "女"),
        }  # fmt: skip
        if part in table:
            return table[part]
        if part.endswith("9"):
            kind, value = table[part[:-1]]
            self.doc.put(kind, value)
            return "", BOX.join(value)
        if part[0] == "b":
            way = {"bs": "serial", "bc": "solid", "bk": "kanji", "bi": "iso", "be": "era"}.get(part, self.way)
            return "birth_date", dress(p.born, way)
        number = p.phone if part[0] == "t" else p.mobile
        return "phone", self._dial(number, part[1:])

    def _dial(self, number: str, how: str) -> str:
        a, b, c = number.split("-")
        if how == "n":
            return a + b + c
        if how == "z":
            return (a + b + c)[1:]
        if how == "i":
            return f"+81-{a[1:]}-{b}-{c}"
        if how == "h":
            return number
        ways = (
            number,
            f"{a}({b}){c}",
            f"({a}){b}-{c}",
            f"{a} {b} {c}",
            number.translate(WIDE),
            a + b + c,
            f"{a}.{b}.{c}",
            f"+81 {a[1:]} {b} {c}",
        )
        return self.rng.choices(ways, (66, 6, 4, 4, 7, 8, 2, 3))[0]
