"""The texts of the office and their truth.

``### title | layout`` opens a document. A line ``@ A=ef B=am<A`` says who takes part (age and sex, kin after ``<``);
letters not announced are anybody. ``[A]`` is a full name, ``[A.s]`` a part, ``[!x]`` a sensitive word, ``[!a/b]`` one of
them, ``[=kind:x]`` a value written by hand, ``[?a/b]`` a choice, ``[#1-9]`` a number, ``[@]`` a date, ``[@t]`` a time,
``[%]`` a counter. A line beginning with ``|`` is a row; ``*5-9`` before a line repeats it with new persons, ``*5-9{``
… ``*}`` a group of lines.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from .people import DATA, Person, make

Line = str | list[str]
TOKEN = re.compile(r"\[([A-Z]\d?(?:\.\w+)?|[!?#=@%~][^\[\]]*)\]")
ERAS = (("令和", "R", date(2019, 5, 1)), ("平成", "H", date(1989, 1, 8)), ("昭和", "S", date(1926, 12, 25)))
DIGITS = "〇一二三四五六七八九"


@dataclass
class Doc:
    """Lines (a list is a row of a table) and the values that stand in them."""

    title: str
    layout: str
    lines: list[Line] = field(default_factory=list)
    values: list[tuple[str, str, str]] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)

    def text(self, gap: str = "\t") -> str:
        """Everything as one text."""
        return "\n".join(x if isinstance(x, str) else gap.join(x) for x in self.lines)

    def note(self, kind: str, value: str, style: str = "") -> None:
        """Keep a value once."""
        if value.strip() and all(v[:2] != (kind, value) for v in self.values):
            self.values.append((kind, value, style))

    @property
    def table(self) -> bool:
        """Whether most lines are rows."""
        return sum(isinstance(x, list) for x in self.lines) * 2 > len(self.lines)


@dataclass
class Text:
    """A document as it was written by hand."""

    title: str
    layout: str
    lines: list[str] = field(default_factory=list)
    cast: dict[str, str] = field(default_factory=dict)


@cache
def texts(pattern: str) -> tuple[Text, ...]:
    """All documents of the files that match."""
    out: list[Text] = []
    for path in sorted(DATA.glob(pattern)):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("### "):
                title, _, layout = line[4:].partition("|")
                out.append(Text(title.strip(), layout.strip() or path.stem.split("_")[0]))
            elif out and line.startswith("@ "):
                out[-1].cast.update(re.findall(r"(\S+?)=(\S*)", line[2:]))
            elif out:
                out[-1].lines.append(line)
    for text in out:
        while text.lines and not text.lines[-1].strip():
            text.lines.pop()
    return tuple(out)


def kanji(number: int) -> str:
    """A number below 100 as one writes it in kanji."""
    if number < 10:
        return DIGITS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def day_text(rng: Random, day: date, how: str = "") -> str:
    """A day as people write it; ``how``: w wareki, s short wareki, i iso, g western, k kanji, n digits only."""
    name, letter, start = next(era for era in ERAS if day >= era[2])
    year = day.year - start.year + 1
    said = "元" if year == 1 else str(year)
    forms = {
        "w": f"{name}{said}年{day.month}月{day.day}日", "s": f"{letter}{year}.{day.month}.{day.day}",
        "S": f"{letter}{year:02d}/{day.month:02d}/{day.day:02d}", "i": day.isoformat(),
        "g": f"{day.year}/{day.month}/{day.day}", "y": f"{day.year}年{day.month}月{day.day}日",
        "k": f"{name}{'元' if year == 1 else kanji(year)}年{kanji(day.month)}月{kanji(day.day)}日", "n": f"{day:%Y%m%d}",
        "c": f"{name[0]}{year}.{day.month:02d}.{day.day:02d}",
    }  # fmt: skip
    return forms[how or rng.choice("wwwssSigycyi")]


def _hira(kana: str) -> str:
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in kana)


def _half(kana: str) -> str:
    import unicodedata

    table = {unicodedata.normalize("NFKC", chr(n)): chr(n) for n in range(0xFF66, 0xFF9E)}
    out = ""
    for c in kana:
        for piece in unicodedata.normalize("NFD", c):
            out += {"\u3099": "ﾞ", "\u309a": "ﾟ"}.get(piece, table.get(piece, piece))
    return out


class Writer:
    """Renders one text."""

    def __init__(self, rng: Random, text: Text, scale: int = 1) -> None:
        self.rng, self.text, self.doc, self.counter, self.scale = rng, text, Doc(text.title, text.layout), 0, scale
        self.people: dict[str, Person] = {}
        self.day = date(2025, 4, 1) + timedelta(rng.randrange(560))
        self.phone_form = rng.choices(range(5), (70, 8, 7, 6, 9))[0]
        self.gap = rng.choice((" ", "\u3000"))
        self.birth_form = rng.choice("wwssSigycyi")
        self._lines(text.lines)

    def _lines(self, lines: list[str]) -> None:
        n = 0
        while n < len(lines):
            line = lines[n]
            n += 1
            found = re.match(r"\*(\d+)-(\d+)(\{$| )", line)
            if not found:
                self._line(line)
                continue
            group = [line[found.end() :]]
            if found[3] == "{":
                end = lines.index("*}", n)
                group, n = lines[n:end], end + 1
            for k in range(self.rng.randint(int(found[1]), int(found[2])) * self.scale):
                self.counter, before = k + 1, dict(self.people)
                for each in group:
                    self._line(each)
                self.people = before

    def _line(self, line: str) -> None:
        if line.startswith("|"):
            cells = re.split(r"\|(?![^\[\]]*\])", line[1:])
            self.doc.lines.append([self._fill(c) for c in cells])
        else:
            self.doc.lines.append(self._fill(line))

    def _fill(self, text: str) -> str:
        return TOKEN.sub(lambda m: self._token(m[1], text[m.end() : m.end() + 3]), text)

    def _token(self, token: str, after: str) -> str:
        head, rest = token[0], token[1:]
        if head == "!":
            value = self.rng.choice(rest.split("/"))
            self.doc.note("sensitive", value)
            return value
        if head == "=":
            kind, _, value = rest.partition(":")
            self.doc.note(kind, value, "typed" if kind == "name" else "")
            return value
        if head == "~":  # sensitive or nothing
            value = self.rng.choice(rest.split("/"))
            if value not in ("", "なし", "無", "特になし", "－", "-", "―"):
                self.doc.note("sensitive", value)
            return value
        if head == "?":
            return self.rng.choice(rest.split("/"))
        if head == "#":
            low, _, high = rest.partition("-")
            return str(self.rng.randint(int(low), int(high))).zfill(len(low) if low[0] == "0" else 0)
        if head == "%":
            return str(self.counter).zfill(int(rest or 0))
        if head == "@":
            return self._date(rest)
        return self._person(token, after)

    def _date(self, how: str) -> str:
        if how == "t":
            return f"{self.rng.randint(8, 18)}:{self.rng.choice((0, 5, 10, 15, 20, 30, 40, 45, 50)):02d}"
        self.day += timedelta(self.rng.randrange(0, 4))
        day = self.day
        if how:
            return day_text(self.rng, day, how)
        week = "月火水木金土日"[day.weekday()]
        return self.rng.choice((f"{day.month}月{day.day}日", f"{day.month}/{day.day}({week})", f"{day.month}/{day.day}", f"{day.month}月{day.day}日（{week}）"))  # fmt: skip

    def who(self, letter: str) -> Person:
        """The person of a letter, made at the first mention."""
        if letter not in self.people:
            code, _, kin = self.text.cast.get(letter, "").partition("<")
            self.people[letter] = make(self.rng, code, self.who(kin) if kin else None)
        return self.people[letter]

    def _person(self, token: str, after: str) -> str:
        letter, _, part = token.partition(".")
        p = self.who(letter)
        self.doc.persons.add(p.family + p.given)
        kind, text, value = self._value(p, part)
        if kind == "name":
            polite = bool(re.match(r"さん|様|さま|氏|殿|くん|君|ちゃん", after))
            self.doc.note(kind, value, f"{part or 'full'}{'+' if polite else '-'}{p.rank}")
        elif kind:
            self.doc.note(kind, value)
        return text

    def _full(self, p: Person, part: str) -> str:
        if p.rank == "foreign" and not p.family_kana:
            return f"{p.family}・{p.given}"
        return p.family + {"": "", "b": self.gap, "w": "\u3000"}[part] + p.given

    def _value(self, p: Person, part: str) -> tuple[str, str, str]:
        if part in ("", "b", "w"):
            text = self._full(p, part)
            return "name", text, text
        if part in ("S", "G"):
            return "name", p.family if part == "S" else p.given, f"{p.family} {p.given}"
        kata = p.rank == "foreign" and not p.family_kana
        fk, gk = p.family_kana or p.family, p.given_kana or p.given
        names = {"s": p.family, "g": p.given, "gh": _hira(gk), "gk": gk, "sk": fk, "sh": _hira(fk), "r": p.latin,
                 "R": p.latin.upper(), "N": " ".join(reversed(p.latin.split(" ")))}  # fmt: skip
        if part in names:
            text = names[part]
            if part == "g" and kata:
                text = p.given.split("・")[0]
            return "name", text, text
        if part == "H":
            return "name", f"{p.family} {_hira(gk)}", f"{p.family} {_hira(gk)}"
        if part[0] == "k" or part in ("h", "hw"):
            kana = fk + {"k": " ", "kw": "\u3000", "kj": "", "h": " ", "hw": " ", "ks": " "}[part] + gk
            text = _hira(kana) if part == "h" else _half(kana) if part == "hw" else kana
            return ("name" if kata else "kana"), text, text
        if part in ("K1", "K2"):
            return "kana", fk if part == "K1" else gk, f"{fk} {gk}"
        if part[0] == "b" and part not in ("bank", "bld"):
            text = day_text(self.rng, p.born, part[1:] or self.birth_form)
            return "birth_date", text, text
        if part in ("t", "m", "tn", "mn", "mi"):
            text = self._phone(p.phone if part[0] == "t" else p.mobile, part[1:])
            return "phone", text, text
        return self._fact(p, part)

    def _phone(self, phone: str, how: str) -> str:
        a, b, c = phone.split("-")
        if how == "n":
            return a + b + c
        if how == "i":
            return f"+81 {a[1:]}-{b}-{c}"
        return (phone, f"{a}({b}){c}", f"{a} {b} {c}", a + b + c if a[0] + a[2:3] == "00" else phone, f"{a}－{b}－{c}")[
            self.phone_form
        ]

    def _fact(self, p: Person, part: str) -> tuple[str, str, str]:
        number = p.my_number
        table = {
            "ad": ("address", p.pref + p.city + p.street + p.building), "ac": ("address", p.city + p.street + p.building),
            "as": ("address", p.city + p.street), "at": ("address", p.street), "pref": ("", p.pref), "city": ("", p.city),
            "z": ("postal_code", f"{p.postal[:3]}-{p.postal[4:]}"), "zn": ("postal_code", p.postal.replace("-", "")),
            "e": ("email", p.email), "acc": ("bank_account", p.account), "ins": ("insured_number", p.insured),
            "rec": ("insured_number", p.recipient), "my": ("my_number", number),
            "my4": ("my_number", f"{number[:4]} {number[4:8]} {number[8:]}"),
            "my_": ("my_number", f"{number[:4]}-{number[4:8]}-{number[8:]}"), "li": ("licence", p.licence),
            "bank": ("", p.branch), "age": ("", str(2025 - p.born.year)), "sex": ("", "男" if p.sex == "m" else "女"),
            "mon": ("", str((2026 - p.born.year) * 12 - p.born.month)), "sx": ("", "MF"[p.sex == "f"]),
            "bld": ("", p.building.strip()),
        }  # fmt: skip
        kind, text = table[part]
        return kind, text, text.strip()
