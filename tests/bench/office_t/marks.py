"""The marks of the hand-written documents in ``data`` and the truth they leave.

``## title | layout | folder | formats`` opens a document. ``{A}`` is a person joined, ``{A }`` ``{A　}`` with a blank, ``{A姓}`` a part;
F G women, M N men, E elder woman, O elder man, K girl, L boy, X Latin script, Z Chinese or Korean, others anybody. ``{B=A姓}``: B is
kin of A. A part ending in ``?`` is left empty now and then. ``{!x/y}`` sensitive, ``{x/y}`` a choice, ``{#1-9}`` a number, ``{@S}`` a
day, ``{t}`` a time, ``{n}`` the row's number. ``*4-9|…`` repeats a row, ``*4-9`` … ``*.`` a block; ``|`` starts a row.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from . import people
from .people import DATA, WIDE, Person, dated, person

TOKEN = re.compile(r"\{([^{}\n]{1,200})\}")
CAST = {"F": ("adult", "女"), "G": ("adult", "女"), "M": ("adult", "男"), "N": ("adult", "男"), "E": ("elder", "女"), "O": ("elder", "男"),
        "K": ("child", "女"), "L": ("child", "男")}  # fmt: skip
BLANKS = {"": ("", "joined"), " ": (" ", "blank"), "　": ("　", "wide")}


@dataclass(frozen=True)
class Draft:
    """A document as written by hand."""

    title: str
    layout: str
    folder: str
    formats: tuple[str, ...]
    body: tuple[str, ...]


@dataclass
class Doc:
    """A document written out; a list is a row of cells."""

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

    def flat(self, gap: str = "　") -> list[str]:
        """Everything as lines."""
        return [x if isinstance(x, str) else gap.join(x) for x in self.lines]

    def text(self, gap: str = "　", end: str = "\n") -> str:
        """Everything as one text."""
        return end.join(self.flat(gap))


@cache
def drafts(stem: str) -> tuple[Draft, ...]:
    """All documents of the data files whose names begin so."""
    out = []
    for path in sorted(DATA.glob(f"{stem}*.txt")):
        for chunk in re.split(r"(?m)^## ", path.read_text("utf-8"))[1:]:
            head, *body = chunk.rstrip("\n").split("\n")
            title, layout, folder, formats = ([x.strip() for x in head.split("|")] + ["", "", ""])[:4]
            out.append(Draft(title, layout, folder, tuple(formats.split()), tuple(body)))
    return tuple(out)


def hiragana(kana: str) -> str:
    """Katakana as hiragana."""
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in kana)


@cache
def _narrow_table() -> dict[str, str]:
    out = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0xFF61, 0xFFA0)}
    for c in range(0xFF66, 0xFF9E):
        for mark in "ﾞﾟ":
            both = unicodedata.normalize("NFKC", chr(c) + mark)
            if len(both) == 1:
                out[both] = chr(c) + mark
    return out


def narrow(kana: str) -> str:
    """Half-width kana."""
    return "".join(_narrow_table().get(c, c) for c in kana)


class Scribe:
    """Writes one draft out."""

    def __init__(self, rng: Random, draft: Draft, ward: str) -> None:
        self.rng, self.ward, self.counter, self.row, self.prose = rng, ward, 0, False, draft.layout == "prose"
        self.passes = 1 if draft.formats and draft.formats[0].startswith("raw") else 2
        self.dress = rng.choices(range(6), (45, 25, 5, 10, 7, 8))[0]
        self.doc = Doc(draft.title, draft.layout)
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
        self.row = line.startswith("|")

        def fill(text: str) -> str:
            for _ in range(self.passes):  # a choice may hold numbers
                text = TOKEN.sub(lambda m: self._token(m[1], m[0], cast), text)
            return text

        self.doc.lines.append([fill(c) for c in line[1:].split("|")] if self.row else fill(line))

    def _token(self, mark: str, whole: str, cast: dict[str, Person]) -> str:
        head, rest = mark[0], mark[1:]
        if head == "!":
            return self.doc.put("sensitive", self.rng.choice(rest.split("/")))
        if head == "#" and re.fullmatch(r"\d+-\d+", rest):
            low, high = rest.split("-")
            return str(self.rng.randint(int(low), int(high))).zfill(len(low) if low[0] == "0" else 0)
        if head == "@" and len(rest) <= 2:
            return self._day(rest)
        if mark == "t":
            return f"{self.rng.randint(8, 18)}:{self.rng.randrange(0, 60, 5):02d}"
        if mark == "n":
            return str(self.counter)
        if head.isascii() and head.isupper() and re.fullmatch(r"[A-Z](=[A-Z])?(生.?|[^/A-Za-z?]{0,3})\??", mark):
            return self._mention(mark, cast)
        return self.rng.choice(mark.split("/")) if "/" in mark else whole

    def _day(self, dress: str) -> str:
        if dress == "m":
            return f"{self.rng.randint(1, 12)}/{self.rng.randint(1, 28)}"
        return dated(date(2014, 4, 1) + timedelta(int(self.rng.random() ** 0.6 * 3900)), dress)

    def _mention(self, mark: str, cast: dict[str, Person]) -> str:
        maybe, mark = mark.endswith("?"), mark.removesuffix("?")
        letter, what, kin = mark[0], mark[1:], None
        if what[:1] == "=":
            kin, what = cast[what[1]], what[2:]
        if letter not in cast:
            age, sex = CAST.get(letter, ("", ""))
            script = letter if letter in "XZ" else ""
            if not age and not script:
                age = "adult" if letter in "STUV" or kin else self.rng.choices(("elder", "adult"), (42, 58))[0]
            if self.row and not kin and self.rng.random() < 0.05:
                script = self.rng.choice("XZ")
            cast[letter] = person(self.rng, age, sex, kin, script)
        if maybe and self.rng.random() < 0.25:
            return ""
        p = cast[letter]
        self.doc.persons.add(p.family + p.given)
        kind, text, style = self._part(p, what)
        if style in ("wide", "blank", "joined") and p.given:
            self.doc.readings[text] = " ".join(p.kana)
        if self.row and style in ("family", "given"):
            style = "apart"
        return self.doc.put(kind, text, f"{style}-{p.rank}" if kind == "name" else "") if kind else text

    def _part(self, p: Person, what: str) -> tuple[str, str, str]:
        """Kind, text and style of a part of a person."""
        if what in BLANKS:
            gap, style = BLANKS[what]
            return "name", p.family + gap + p.given if p.given else p.family, style
        if what == "姓":
            return "name", p.family, "family" if p.given else "joined"
        if what == "名":
            return "name" if p.given else "", p.given, "given"
        if what == "ロ":
            return ("name", p.latin, "blank") if p.latin else ("", "", "")
        a, b = p.kana
        readings = {"カ": f"{a} {b}", "カ全": f"{a}　{b}", "カ続": a + b, "か": hiragana(f"{a} {b}"), "か全": hiragana(f"{a}　{b}"),
                    "ｶ": narrow(f"{a} {b}"), "カ姓": a, "カ名": b, "か姓": hiragana(a), "か名": hiragana(b), "ｶ姓": narrow(a), "ｶ名": narrow(b)}  # fmt: skip
        if what in readings:
            return "kana", readings[what].strip(" 　"), ""
        if what[0] == "生":
            return "birth_date", dated(p.born, what[1:]), ""
        if what in "住町番":
            dress = self.rng.randrange(6) if self.prose else self.dress
            return "address", people.address(p, self.ward, dress, what), ""
        return (*self._fact(p, what), "")

    def _fact(self, p: Person, what: str) -> tuple[str, str]:
        f = p.facts
        my = f["my"]
        table = {
            "電": ("phone", f["phone"]), "携": ("phone", f["mobile"]), "話": ("phone", self._phone(f["mobile"])),
            "携続": ("phone", f["mobile"].replace("-", "")), "電続": ("phone", f["phone"].replace("-", "")),
            "〒": ("postal_code", f["postal"]), "〒続": ("postal_code", f["postal"].replace("-", "")), "メ": ("email", f["email"]),
            "マ": ("my_number", my), "マ空": ("my_number", f"{my[:4]} {my[4:8]} {my[8:]}"), "マ線": ("my_number", f"{my[:4]}-{my[4:8]}-{my[8:]}"),
            "保": ("insured_number", f["insured"]), "後": ("insured_number", f["late"]), "受": ("insured_number", f["receiver"]),
            "記": ("insured_number", f"{f['late'][:2]}-{f['late'][2:]}"),
            "免": ("licence", f["licence"]), "口": ("bank_account", f["account"]), "性": ("", p.sex), "歳": ("", str(2024 - p.born.year)),
            "国": ("", self.rng.choice(("ベトナム", "中国", "ネパール", "フィリピン", "韓国")) if p.latin else "日本"),
            "区": ("", f["pref"] + f["city"] if f["city"] else self.ward), "課": ("", self.rng.choice(("受付", "入力", "電話", "発送"))),
        }  # fmt: skip
        return table[what]

    def _phone(self, number: str) -> str:
        a, b, c = number.split("-")
        ways = (number, a + b + c, f"{a}({b}){c}", number.translate(WIDE), f"{a} {b} {c}", f"+81-{a[1:]}-{b}-{c}")
        return self.rng.choices(ways, (60, 14, 8, 8, 6, 4))[0]
