"""The marks inside the texts of ``data``: who and what stands in braces is written out and noted in the truth.

``### title | layout | folder[,folder] [| suffix]`` opens a document. Letters are persons: ``{A}`` joined, ``{A }`` and
``{A　}`` with a blank, ``{A姓}`` a part (see :data:`PARTS`). P Q are old, K L M children, U a young adult, X Y Z come from
abroad (katakana), V W too (characters); a small letter is kin of another generation, ``{A2}`` of the same one.
``{!…}`` sensitive, ``{!?a/b}`` one of them, ``{n:…}`` a name as it stands, ``{=kind:…}`` any value; ``{?a/b}`` a choice,
``{#1-9}`` a number, ``{@…}`` a date, ``{%}`` a counter, ``{&list}`` a word. ``*3-9 …`` repeats a line, ``*3-9`` alone a
block down to ``*.``; a line that begins with ``|`` is a row.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from random import Random

from .people import DATA, WIDE, Person, dated, person, words

Line = str | list[str]
TOKEN = re.compile(r"\{((?![\d\s])[^{}]+)\}")
AFTER = re.compile(r"(さん|様|さま|氏|殿|くん|君|ちゃん|先生)")
AGES = dict.fromkeys("PQ", "elder") | dict.fromkeys("KLM", "child") | {"U": "youth"}


@dataclass
class Doc:
    """One document: its lines (a list is a row of a table) and the values that stand in them."""

    title: str
    layout: str
    folders: tuple[str, ...]
    suffix: str = ""
    lines: list[Line] = field(default_factory=list)
    values: list[tuple[str, str, str]] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)
    readings: dict[str, str] = field(default_factory=dict)

    def copy(self) -> "Doc":
        """The same text with a truth of its own, to which a writer may add."""
        return replace(self, lines=list(self.lines), values=list(self.values), persons=set(self.persons))

    def grid(self) -> list[list[str]]:
        """Everything as rows."""
        return [[x] if isinstance(x, str) else x for x in self.lines]

    def text(self, gap: str = "\t") -> str:
        """All lines, cells joined by ``gap``."""
        return "\n".join(x if isinstance(x, str) else gap.join(x) for x in self.lines)

    def put(self, kind: str, value: str, style: str = "") -> str:
        """Note a value once, and give it back."""
        if value.strip() and all(v[:2] != (kind, value) for v in self.values):
            self.values.append((kind, value, style))
        return value


@dataclass(frozen=True)
class Draft:
    """A document as written by hand, with its marks."""

    title: str
    layout: str
    folders: tuple[str, ...]
    suffix: str
    body: tuple[str, ...]


@cache
def drafts(file: str) -> tuple[Draft, ...]:
    """All documents of a data file."""
    out: list[Draft] = []
    for chunk in re.split(r"(?m)^### ", (DATA / file).read_text("utf-8"))[1:]:
        head, *body = chunk.rstrip("\n").split("\n")
        parts = [x.strip() for x in head.split("|")] + [""]
        out.append(Draft(parts[0], parts[1], tuple(parts[2].split(",")), parts[3], tuple(body)))
    return tuple(out)


def hira(kana: str) -> str:
    """Katakana as hiragana."""
    return "".join(chr(ord(c) - 96) if "ァ" <= c <= "ヶ" else c for c in kana)


@cache
def _narrow() -> dict[str, str]:
    import unicodedata

    out = {}
    for code in range(0xFF61, 0xFFA0):
        out[unicodedata.normalize("NFKC", chr(code))] = chr(code)
    for code in range(0xFF66, 0xFF9E):
        for mark in "ﾞﾟ":
            both = unicodedata.normalize("NFKC", chr(code) + mark)
            if len(both) == 1:
                out[both] = chr(code) + mark
    return out


def narrow(kana: str) -> str:
    """Half-width kana."""
    return "".join(_narrow().get(c, c) for c in kana)


WOMAN = re.compile(
    r"(妻|奥様|奥さん|母|娘|長女|次女|妹|姉|姉妹|めい|女性|嫁|おばあちゃん)(さん|様|の)?[（(は、 　：]*$"
)
MAN = re.compile(r"(夫|父|息子|長男|次男|せがれ|弟|兄|主人|おじ|男性)(さん|様|の)?[（(は、 　：]*$")
LATER = (
    ("女", re.compile(r"(ちゃん|のおばあちゃん|[）)]?（女|女　|[ 　]?さんの?ご主人)")),
    ("男", re.compile(r"(くん|のおじいちゃん|のせがれ|さん?の奥さん|の奥さん)")),
)


@cache
def sexes(draft: Draft) -> dict[str, str]:
    """Who is a man and who a woman, by the words beside the marks."""
    out: dict[str, str] = {}
    for line in draft.body:
        for found in re.finditer(r"\{([A-Za-z]2?)[^{}:]{0,3}\}", line):
            before, after = TOKEN.sub("", line[: found.start()]), line[found.end() :]
            if WOMAN.search(before):
                out[found[1]] = "女"
            elif MAN.search(before):
                out[found[1]] = "男"
            for sex, words_ in LATER:
                if words_.match(after):
                    out.setdefault(found[1], sex)
            if found[1][-1] == "2" and re.search(r"(妻|奥様|奥さん|夫|主人)", before[-6:]):
                out.setdefault(found[1][0], "男" if out.get(found[1]) == "女" else "女")
    return out


class Scribe:
    """Writes one draft out."""

    def __init__(self, rng: Random, draft: Draft) -> None:
        self.rng, self.counter = rng, 0
        self.sexes = sexes(draft)
        self.doc = Doc(draft.title, draft.layout, draft.folders, draft.suffix)
        self._run(list(draft.body), {})
        while self.doc.lines and not self.doc.lines[-1]:
            self.doc.lines.pop()

    def _run(self, lines: list[str], cast: dict[str, Person]) -> None:
        at = 0
        while at < len(lines):
            found = re.match(r"\*(\d+)-(\d+)( |$)", lines[at])
            if not found:
                self._line(lines[at], cast)
                at += 1
                continue
            inner, step = [lines[at][found.end() :]], 1
            if not found[3]:
                end = lines.index("*.", at)
                inner, step = lines[at + 1 : end], end - at + 1
            for n in range(self.rng.randint(int(found[1]), int(found[2]))):
                self.counter = n + 1
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
        return TOKEN.sub(lambda m: self._token(m[1], text[m.end() : m.end() + 3], cast), text)

    def _token(self, mark: str, after: str, cast: dict[str, Person]) -> str:
        head, rest = mark[0], mark[1:]
        if head == "!":
            return self.doc.put("sensitive", self.rng.choice(rest[1:].split("/")) if rest[0] == "?" else rest)
        if head == "=":
            kind, _, value = rest.partition(":")
            return self.doc.put(kind, value)
        if mark.startswith("n:"):
            return self.doc.put("name", mark[2:], "literal" + ("+" if AFTER.match(after) else "-"))
        if head.isascii() and head.isalpha():
            return self._mention(mark, after, cast)
        return self._plain(head, rest)

    def _plain(self, head: str, rest: str) -> str:
        if head == "?":
            return self.rng.choice(rest.split("/"))
        if head == "&":
            return self.rng.choice(words("words.txt", rest))
        if head == "#":
            low, high = rest.split("-")
            return str(self.rng.randint(int(low), int(high))).zfill(len(low) if low[0] == "0" else 0)
        if head == "%":
            return str(self.counter + int(rest or 0))
        if head == "@":
            return self._day(rest)
        raise ValueError(head + rest)

    def _day(self, dress: str) -> str:
        day = date(2024, 4, 1) + timedelta(self.rng.randrange(600))
        if dress == "t":
            return f"{self.rng.randint(8, 20)}:{self.rng.randrange(0, 60, 5):02d}"
        if dress:
            return dated(self.rng, day, dress)
        week = "月火水木金土日"[day.weekday()]
        return self.rng.choice((f"{day.month}/{day.day}", f"{day.month}月{day.day}日", f"{day.month}/{day.day}（{week}）",
                                f"{day:%Y/%m/%d}", f"R{day.year - 2018}.{day.month}.{day.day}", f"{day.month}月{day.day}日({week})"))  # fmt: skip

    def _cast(self, letter: str, cast: dict[str, Person]) -> Person:
        if letter in cast:
            return cast[letter]
        big = letter[0].upper()
        age, sex = AGES.get(big, "adult"), self.sexes.get(letter, "")
        if len(letter) == 2 and letter[1] == "2":
            made = person(self.rng, age, self._cast(big, cast), sex=sex)
        elif letter[0].islower():
            made = person(
                self.rng, {"elder": "adult", "child": "adult"}.get(age, "child"), self._cast(big, cast), sex=sex
            )
        else:
            script = "kata" if big in "XYZ" else "kanji" if big in "VW" else ""
            made = person(self.rng, age, script=script, sex=sex)
            while any(p.family == made.family for p in cast.values()) and self.rng.random() < 0.9:
                made = person(self.rng, age, script=script, sex=sex)
        cast[letter] = made
        return made

    def _mention(self, mark: str, after: str, cast: dict[str, Person]) -> str:
        found = re.fullmatch(r"([A-Za-z]2?)(.*)", mark)
        assert found
        p = self._cast(found[1], cast)
        self.doc.persons.add(p.family + p.given)
        kind, text, how = part(self.rng, p, found[2])
        if kind == "name":
            if found[2] in (" ", "　") and p.family_kana:
                self.doc.readings[text] = p.family_kana + " " + p.given_kana
            return self.doc.put("name", text, f"{how}{'+' if AFTER.match(after) else '-'}{p.rank}")
        if kind == "pair":  # surname and given name in cells of their own
            self.doc.put("name", p.family if "・" in p.family else f"{p.family} {p.given}", f"apart-{p.rank}")
        elif kind:
            self.doc.put(kind, text)
        return text


def part(rng: Random, p: Person, what: str) -> tuple[str, str, str]:
    """Kind, text and style of a part of a person."""
    kata = p.rank == "foreign" and "・" in p.family
    abroad = p.rank == "foreign"
    if what in ("", " ", "　"):
        text = p.family if kata else p.family + what + p.given
        return "name", text, {"": "joined", " ": "blank", "　": "wide"}[what]
    family = p.family.split("・")[0] if kata else p.family
    names = {
        "姓": (family, "family"), "名": (p.given, "given"), "R": (p.latin, "latin"), "RU": (p.latin.upper(), "latin"),
        "カ姓": (p.family_kana or family, "family-kana"), "カ名": (p.given_kana or p.given, "given-kana"),
        "か名": (hira(p.given_kana) or p.given, "given-kana"), "か姓": (hira(p.family_kana) or family, "family-kana"),
    }  # fmt: skip
    if what in names:
        return "name", *names[what]
    if what in ("セ", "メイ"):
        if kata:  # the whole name stands in the column of surnames
            return "pair", p.family if what == "セ" else "", ""
        return "pair", family if what == "セ" else p.given, ""
    if what in ("カ", "カ　", "か", "ﾊ", "カ続"):
        kana = "" if abroad else p.family_kana + {"カ　": "　", "カ続": ""}.get(what, " ") + p.given_kana
        return ("kana" if kana else "", hira(kana) if what == "か" else narrow(kana) if what == "ﾊ" else kana, "")
    if what.startswith("生"):
        return "birth_date", dated(rng, p.born, what[1:]), ""
    if what == "屋":  # a shop's or a firm's name, not the person
        return "", family, ""
    if what == "歳":
        return "", str(2025 - p.born.year), ""
    return _fact(rng, p, what)


def _fact(rng: Random, p: Person, what: str) -> tuple[str, str, str]:
    spoken = {"電": p.phone, "携": p.mobile}
    if what in spoken:
        a, b, c = spoken[what].split("-")
        ways = (
            spoken[what],
            f"{a}({b}){c}",
            f"{a}{b}{c}",
            f"{a} {b} {c}",
            spoken[what].translate(WIDE),
            f"{a}ー{b}ー{c}",
            f"{a}.{b}.{c}",
        )
        return "phone", rng.choices(ways, (66, 8, 9, 5, 6, 4, 2))[0], ""
    table = {
        "電-": ("phone", p.phone), "携-": ("phone", p.mobile), "携n": ("phone", p.mobile.replace("-", "")),
        "電n": ("phone", p.phone.replace("-", "")), "携i": ("phone", "+81" + p.mobile.replace("-", "")[1:]),
        "住": ("address", p.pref + p.city + p.street + p.building), "町": ("address", p.city + p.street + p.building),
        "丁": ("address", p.street + p.building), "県": ("", p.pref), "市": ("", p.city), "番": ("address", p.street),
        "棟": ("", p.building.strip(" 　")), "メ": ("email", p.email), "〒": ("postal_code", p.postal),
        "〒7": ("postal_code", p.postal.replace("-", "")), "口": ("bank_account", p.account),
        "保": ("insured_number", p.insured), "マ": ("my_number", p.my_number), "免": ("licence", p.licence),
        "マ4": ("my_number", " ".join((p.my_number[:4], p.my_number[4:8], p.my_number[8:]))), "性": ("", p.sex),
    }  # fmt: skip
    kind, text = table[what]
    return kind, text, ""
