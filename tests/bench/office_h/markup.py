"""The texts' little language, rendered with its truth.

A document begins with ``=== title | layout``. ``|`` starts a table row, ``*3-9 `` before a line repeats it with fresh
persons, ``*{3-9`` … ``*}`` repeats a block. ``{A}`` is a person: capitals are independent people (A-D S T adults, E F G
elders, K L M children, X Y katakana names, V W Chinese or Korean names, Z Latin), a small letter is kin of its capital.
Parts follow the letter (see ``_part``). ``{!x}`` sensitive, ``{!?x/y}`` a choice of such, ``{n:x}`` a literal name,
``{=kind:x}`` a literal value, ``{?x/y}`` a choice, ``{#1-9}`` a number, ``{/}`` a date, ``{;}`` a time, ``{%}`` a count.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from tests.bench.office_h.people import DATA, Person, foreign, make

Line = str | list[str]
AGES = {**dict.fromkeys("ABCDSTHIJ", "adult"), **dict.fromkeys("EFG", "elder"), **dict.fromkeys("KLM", "child")}
SCRIPTS = {**dict.fromkeys("XY", "kata"), **dict.fromkeys("VW", "kanji"), "Z": "latin"}
PERSONS = r"[A-Za-z](?:[_^]|[a-z]{1,3}\d?)?|"
OTHERS = r"[!?#=n:][^{}]*|/[a-z]?|;|%"
TOKEN, PLAIN = re.compile(r"\{(" + PERSONS + OTHERS + r")\}"), re.compile(r"\{([?#][^{}]*|/[a-z]?|;|%)\}")
TITLE = re.compile(r"(さん|様|さま|氏|殿|くん|君|ちゃん|先生|\(|（)")
HALF = dict(zip("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンッャュョー",
                "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｯｬｭｮｰ", strict=True))  # fmt: skip
HALF |= {k: HALF[b] + "ﾞ" for k, b in zip("ガギグゲゴザジズゼゾダヂヅデドバビブベボ", "カキクケコサシスセソタチツテトハヒフヘホ", strict=True)}  # fmt: skip
HALF |= {k: HALF[b] + "ﾟ" for k, b in zip("パピプペポ", "ハヒフヘホ", strict=True)}
FEMALE = ["母", "妻", "長女", "妹", "姉", "叔母", "祖母", "嫁", "娘", "奥さん", "家内", "お母さん", "お母さま", "奥様"]
RELATIVE = re.compile(
    r"(お?母(?:さん|さま)?|妻|長女|妹|姉|叔母|祖母|嫁|娘|奥さん|家内|父上?|夫|長男|兄|弟|甥|息子|叔父|祖父)(?:さん|様)?[の　 (（は]*$"
)
BOX = "\x1f"  # between cells, and between the digits of a boxed number
ERAS = (("令和", "R", date(2019, 5, 1)), ("平成", "H", date(1989, 1, 8)), ("昭和", "S", date(1926, 12, 25)))
WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")


@dataclass
class Doc:
    """One document: its lines, and the truth."""

    title: str
    layout: str
    lines: list[Line] = field(default_factory=list)
    values: list[tuple[str, str, str]] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)
    phonetic: dict[str, str] = field(default_factory=dict)

    def put(self, kind: str, value: str, style: str = "") -> None:
        """Note a value once."""
        if value and not any(v[:2] == (kind, value) for v in self.values):
            self.values.append((kind, value, style))

    def text(self, gap: str = "\t") -> str:
        """Everything as text."""
        return "\n".join(x if isinstance(x, str) else gap.join(x) for x in self.lines)

    def rows(self) -> list[list[str]]:
        """Everything as rows."""
        return [[x] if isinstance(x, str) else x for x in self.lines]

    @property
    def tabular(self) -> bool:
        """Whether most of it is a table."""
        return sum(not isinstance(x, str) for x in self.lines) * 2 > len(self.lines)


@cache
def stock(prefix: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """(title, layout, lines) of all documents in the files of a prefix."""
    out: list[tuple[str, str, list[str]]] = []
    for path in sorted(DATA.glob(f"{prefix}*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("=== "):
                title, _, layout = line[4:].partition("|")
                out.append((title.strip(), layout.strip() or prefix, []))
            else:
                out[-1][2].append(line)
    return tuple((t, k, tuple(_trim(ls))) for t, k, ls in out)


def _trim(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def day_text(rng: Random, day: date, dress: str = "") -> str:
    """A day as people write it."""
    name, letter, first = next(e for e in ERAS if day >= e[2])
    y = day.year - first.year + 1
    long = f"{name}{'元' if y == 1 else y}年{day.month}月{day.day}日"
    ways = {"s": f"{day:%Y/%m/%d}", "i": f"{day:%Y-%m-%d}", "e": long, "l": f"{letter}{y}.{day.month}.{day.day}",
            "k": f"{day.year}年{day.month}月{day.day}日", "c": f"{day:%Y%m%d}", "d": f"{day.year}.{day.month}.{day.day}",
            "w": long.translate(WIDE), "z": f"{letter}{y:02d}/{day.month:02d}/{day.day:02d}"}  # fmt: skip
    return ways[dress or rng.choices("sielkdwz", (16, 8, 30, 14, 16, 4, 4, 6))[0]]


class Writer:
    """Renders one template."""

    def __init__(self, rng: Random, title: str, layout: str, lines: tuple[str, ...]) -> None:
        self.rng, self.doc, self.count = rng, Doc(title, layout), 0
        self.before = ""
        self.token = PLAIN if layout == "harmless" else TOKEN
        self._block(list(lines), {})

    def _block(self, lines: list[str], cast: dict[str, Person]) -> None:
        at = 0
        while at < len(lines):
            line, at = lines[at], at + 1
            if found := re.match(r"\*\{(\d+)-(\d+)$", line):
                end = lines.index("*}", at)
                self._repeat(lines[at:end], found, cast)
                at = end + 1
            elif found := re.match(r"\*(\d+)-(\d+) ", line):
                self._repeat([line[found.end() :]], found, cast)
            elif line.startswith("|"):
                cells = re.split(r"\|", line[1:])
                filled = BOX.join(self._fill(c, cast) for c in cells)
                self.doc.lines.append(filled.split(BOX))
            else:
                self.doc.lines.append(self._fill(line, cast))

    def _repeat(self, lines: list[str], found: re.Match[str], cast: dict[str, Person]) -> None:
        for n in range(self.rng.randint(int(found[1]), int(found[2]))):
            self.count = n + 1
            self._block(lines, dict(cast))

    def _fill(self, text: str, cast: dict[str, Person]) -> str:
        def one(m: re.Match[str]) -> str:
            self.before = text[max(0, m.start() - 7) : m.start()]
            return self._one(m[1], text[m.end() :], cast)

        return self.token.sub(one, text)

    def _one(self, token: str, after: str, cast: dict[str, Person]) -> str:
        head, rest = token[0], token[1:]
        if token.startswith("n:"):
            self.doc.put("name", token[2:], "literal")
            self.doc.persons.add(token[2:])
            return token[2:]
        if head.isalpha():
            return self._person(head, rest, after, cast)
        if head == "!":
            value = self.rng.choice(rest[1:].split("/")) if rest.startswith("?") else rest
            self.doc.put("sensitive", value)
            return value
        if head == "=":
            kind, _, value = rest.partition(":")
            self.doc.put(kind, value)
            return value
        return self._plain(head, rest)

    def _plain(self, head: str, rest: str) -> str:
        if head == "?":
            return self.rng.choice(rest.split("/"))
        if head == "#":
            low, _, high = rest.partition("-")
            return str(self.rng.randint(int(low), int(high))).zfill(len(low))
        if head == "%":
            return str(self.count)
        if head == ";":
            return f"{self.rng.randint(8, 18)}:{self.rng.randrange(60):02d}"
        day = date(2024, 4, 2) + timedelta(self.rng.randrange(595))
        return day_text(self.rng, day, rest) if rest else f"{day.month}/{day.day}"

    def _person(self, letter: str, part: str, after: str, cast: dict[str, Person]) -> str:
        p = self._cast(letter, cast)
        self.doc.persons.add(p.family + p.given)
        kind, text, value = _part(self.rng, p, part)
        if kind == "name":
            how = {"": "joined", "_": "blank", "^": "wide", "s": "family", "g": "given", "r": "latin"}.get(part, part)
            if part in ("", "_", "^") and p.kana[0]:
                self.doc.phonetic[text] = "".join(p.kana)
            self.doc.put("name", value, how + ("+" if TITLE.match(after) else "-") + p.rank)
        elif kind:
            self.doc.put(kind, value)
        return text

    def _cast(self, letter: str, cast: dict[str, Person]) -> Person:
        """The person of a letter; a word like 母 or 夫 before the first mention decides sex, and family if there is one."""
        if letter not in cast:
            cast[letter] = self._new(letter, cast)
            for _ in range(9):  # two persons of a text do not share a name
                if sum(p.family + p.given == cast[letter].family + cast[letter].given for p in cast.values()) < 2:
                    break
                cast[letter] = self._new(letter, cast)
        return cast[letter]

    def _new(self, letter: str, cast: dict[str, Person]) -> Person:
        big = letter.upper()
        word = RELATIVE.search(self.before)
        sex = ("f" if word[1] in FEMALE else "m") if word else ""
        if big in SCRIPTS:
            return foreign(self.rng, SCRIPTS[big])
        if letter == big:
            head = next(iter(cast.values()), None) if word and letter in "BCD" else None
            kin = head if head and head.kana[0] and self.rng.random() < 0.8 else None
            return make(self.rng, AGES.get(big, "adult"), kin, sex)
        age = {"child": "adult", "elder": "adult", "adult": "child"}[AGES.get(big, "adult")]
        return make(self.rng, age, self._cast(big, cast), sex)


def hira(kana: str) -> str:
    """Katakana as hiragana."""
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in kana)


def _phone(rng: Random, phone: str, how: str) -> str:
    a, b, c = phone.split("-")
    if how:
        return {"h": phone, "n": a + b + c, "i": f"+81-{a[1:]}-{b}-{c}", "w": phone.translate(WIDE)}[how]
    return rng.choices((phone, f"{a}({b}){c}", f"{a} {b} {c}", phone.translate(WIDE), a + b + c, f"{a}－{b}－{c}"), (66, 7, 6, 7, 8, 6))[0]  # fmt: skip


def _names(rng: Random, p: Person) -> dict[str, tuple[str, str]]:
    kata = "・" in p.family
    family = p.family.split("・")[0] if kata else p.family
    full = p.family if kata else p.family + p.given
    gap = p.family.replace("・", " ") if kata else f"{p.family} {p.given}"
    if p.latin == gap:
        full = gap
    gk = p.kana[1] or p.given
    return {"": (full, full), "_": (gap, gap), "^": (gap.replace(" ", "\u3000"),) * 2, "s": (family, family),
            "g": (p.given, p.given), "gh": (hira(gk),) * 2, "c": (hira(gk)[:2],) * 2, "r": (p.latin, p.latin),
            "ru": (p.latin.upper(),) * 2, "fs": (family, gap), "fg": (gap.removeprefix(family + " "), gap),
            "sk": (p.kana[0] or family,) * 2}  # fmt: skip


def _part(rng: Random, p: Person, part: str) -> tuple[str, str, str]:
    """Kind, text as written and value of a part of a person."""
    if part in (names := _names(rng, p)):
        return "name", *names[part]
    if part in ("k", "kj", "kw", "h", "hw"):
        kana = " ".join(p.kana) if p.kana[0] else p.family.replace("・", " ") if "・" in p.family else ""
        kana = {"k": kana, "kj": kana.replace(" ", ""), "kw": kana.replace(" ", "\u3000"), "h": hira(kana),
                "hw": "".join(HALF.get(c, c) for c in kana)}[part]  # fmt: skip
        return ("kana" if p.kana[0] else "name"), kana, kana
    if part[0] == "b":
        text = day_text(rng, p.born, part[1:])
        return "birth_date", text, text
    if part[0] in "tm":
        text = _phone(rng, p.phone if part[0] == "t" else p.mobile, part[1:])
        return "phone", text, text
    bare = re.sub(r"^(東京都|北海道|大阪府|.{2,3}県)", "", p.city)
    table = {
        "e": ("email", p.email), "z": ("postal_code", p.postal), "zn": ("postal_code", p.postal.replace("-", "")),
        "a": ("address", p.city + p.street + p.house), "ac": ("address", bare + p.street + p.house),
        "at": ("address", p.street), "as": ("address", p.city + p.street), "i": ("insured_number", p.insured),
        "y": ("bank_account", p.account), "n": ("my_number", p.my_number), "l": ("licence", p.licence),
        "ng": ("my_number", " ".join((p.my_number[:4], p.my_number[4:8], p.my_number[8:]))),
        "q": ("", str(2025 - p.born.year)),
    }  # fmt: skip
    if part.endswith("b"):  # one digit a box
        kind, text = table[{"y": "y", "n": "n", "z": "zn", "i": "i"}[part[0]]]
        return kind, BOX.join(text), text
    kind, text = table[part]
    return kind, text, text
