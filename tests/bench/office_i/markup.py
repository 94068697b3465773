"""Texts with marked persons: ``[a]`` a name, ``[a.x]`` a part, ``[!x]`` a sensitive term, ``[kind:x]`` a typed value.

``## name | layout [| suffix]`` opens a document, a line that starts with ``|`` is a table row, ``@rep 3-9`` … ``@end``
repeats with fresh persons for letters unknown before. Letters: c k children, e o elders, x y z katakana names, v Chinese
or Korean ones, w Latin ones, p anybody; a capital is kin of the small letter (child of an adult, adult of the others).
``[?a|b]`` choice, ``[#1-9]`` number, ``[@]`` a date, ``[%]`` a counter, ``[&list]`` a word of ``lists.txt``.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from random import Random

from .people import DATA, DATES, Person, dated, make, make_foreign, words

Line = str | list[str]
TOKEN = re.compile(r"\[([A-Za-z]\d?(?:[_^]|\.\w+(?:/\w+)?)?|[a-z_]{2,}:[^\[\]]*|[!?#@&%][^\[\]]*)\]")
POLITE = re.compile(r"(さん|様|さま|氏|殿|くん|君|ちゃん|先生)")
KINDS = {"na": "name", "ka": "kana", "ad": "address", "te": "phone", "ma": "email", "bd": "birth_date",
         "zi": "postal_code", "my": "my_number", "acc": "bank_account", "ins": "insured_number", "li": "licence"}  # fmt: skip
MALE = r"(?:主人|夫|父親?|祖父|甥|息子さん?|弟|兄|長男|次男|男性|男の子)"
FEMALE = r"(?:母親?|妻|奥さん|奥様|娘さん?|姉|妹|叔母|祖母|長女|二女|女性|ママ)"
BEFORE = r"[のは、（(「:　 ]{0,2}\[([A-Za-z]\d?)[^\[\]]*\]"
WAYS = ((("", 50), (" ", 32), ("\u3000", 18)), (("・", 50), (" ", 30), ("\u3000", 10), ("", 10)))


@dataclass
class Template:
    """A document as it stands in a data file."""

    title: str
    layout: str
    suffix: str
    lines: list[str]


@dataclass
class Doc:
    """Lines (a list is a table row), the values in them, the people, readings of full names."""

    title: str
    layout: str
    suffix: str = ""
    lines: list[Line] = field(default_factory=list)
    values: list[tuple[str, str, str]] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    readings: dict[str, str] = field(default_factory=dict)
    births: dict[str, date] = field(default_factory=dict)

    def text(self, gap: str = "\t") -> str:
        """All lines as one text."""
        return "\n".join(x if isinstance(x, str) else gap.join(x) for x in self.lines)

    def grid(self) -> list[list[str]]:
        """All lines as rows of cells."""
        return [[x] if isinstance(x, str) else x for x in self.lines]

    def tabular(self) -> bool:
        """Whether most lines are rows of a table."""
        return sum(isinstance(x, list) for x in self.lines) * 2 > len(self.lines)

    def put(self, kind: str, value: str, style: str = "") -> str:
        """Note a value once and give it back."""
        if value.strip() and not any(v[:2] == (kind, value) for v in self.values):
            self.values.append((kind, value, style))
        return value


@cache
def templates(file: str) -> tuple[Template, ...]:
    """The documents of a data file."""
    out: list[Template] = []
    for line in (DATA / file).read_text("utf-8").splitlines():
        if line.startswith("## "):
            title, layout, suffix = [*(p.strip() for p in line[3:].split("|")), ""][:3]
            out.append(Template(title, layout, suffix, []))
        elif out:
            out[-1].lines.append(line)
    for template in out:
        while template.lines and not template.lines[-1].strip():
            template.lines.pop()
    return tuple(out)


@cache
def _half_map() -> dict[str, str]:
    return {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0xFF66, 0xFFA0)}


def half(text: str) -> str:
    """Half-width katakana."""
    parts = unicodedata.normalize("NFD", text).replace("\u3099", "ﾞ").replace("\u309a", "ﾟ")
    return "".join(_half_map().get(c, c) for c in parts)


def hira(text: str) -> str:
    """Katakana as hiragana."""
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)


class Scribe:
    """Fills one template; the same random source gives the same document."""

    def __init__(self, rng: Random, template: Template) -> None:
        self.rng = rng
        self.doc = Doc(template.title, template.layout, template.suffix)
        self.gap, self.dot = (rng.choices([w[0] for w in way], [w[1] for w in way])[0] for way in WAYS)
        self.dress, self.number = rng.choice(DATES), 0
        self.cast: dict[str, Person] = {}
        whole = "\n".join(template.lines)
        self.sexes = dict.fromkeys(re.findall(r"\[([A-Za-z]\d?)[^\[\]]*\](?:くん|君|氏)", whole), "m")
        self.sexes |= dict.fromkeys(re.findall(r"\[([A-Za-z]\d?)[^\[\]]*\]ちゃん", whole), "f")
        for words_before, sex in ((MALE, "m"), (FEMALE, "f")):
            self.sexes |= dict.fromkeys(re.findall(words_before + BEFORE, whole), sex)
        self._run(template.lines, self.cast)
        if found := re.search(r"\[[?#&%!@][^\[\]]*\]|\[[a-zA-Z]\d?(?:\.\w+)?\]", self.doc.text()):
            raise ValueError(f"unknown token in {template.title}: {found[0]}")

    def _run(self, lines: list[str], cast: dict[str, Person]) -> None:
        at = 0
        while at < len(lines):
            line = lines[at]
            at += 1
            if line.startswith("@rep "):
                depth, end = 1, at
                while depth:
                    depth += (lines[end].startswith("@rep ")) - (lines[end] == "@end")
                    end += 1
                low, high = map(int, line[5:].split("-"))
                for n in range(self.rng.randint(low, high)):
                    self.number = n + 1
                    self._run(lines[at : end - 1], dict(cast))
                at = end
            elif line.startswith("|"):
                cells = re.split(r"\|(?![^\[\]]*\])", line[1:])
                self.doc.lines.append([self._fill(c, cast) for c in cells])
            else:
                self.doc.lines.append(self._fill(line, cast))

    def _fill(self, text: str, cast: dict[str, Person]) -> str:
        return TOKEN.sub(lambda m: self._token(m[1], text[m.end() :], cast), text)

    def _token(self, token: str, after: str, cast: dict[str, Person]) -> str:
        head, rest = token[0], token[1:]
        if head == "!":
            return self.doc.put("sensitive", self.rng.choice(rest.split("|")))
        if head == "?":
            return self.rng.choice(rest.split("|"))
        if head == "&":
            return self.rng.choice(words("lists.txt")[rest])
        if head == "%":
            return str(self.number).zfill(int(rest or 0))
        if head == "#":
            low, high = rest.split("-")
            return str(self.rng.randint(int(low), int(high))).zfill(len(low) if low[0] == "0" else 0)
        if head == "@":
            return self._day(rest)
        kind, colon, value = token.partition(":")
        if colon:
            style = ("literal+" if POLITE.match(after) else "literal-") if kind == "na" else ""
            if kind == "na":
                self.doc.people.add(value)
            return self.doc.put(KINDS[kind], value, style)
        return self._person(token, after, cast)

    def _day(self, dress: str) -> str:
        day = date(2024, 4, 1) + timedelta(self.rng.randrange(700))
        if dress == "t":
            return f"{self.rng.randint(8, 19)}:{self.rng.randrange(60):02d}"
        if dress == "ts":
            return f"{day:%Y-%m-%d} {self.rng.randint(8, 19):02d}:{self.rng.randrange(60):02d}:{self.rng.randrange(60):02d}"
        if dress == "ym":
            return f"{day.year}年{day.month}月"
        if dress:
            return dated(day, dress)
        week = "月火水木金土日"[day.weekday()]
        return self.rng.choice((f"{day.month}/{day.day}", f"{day.month}月{day.day}日", f"{day.month}/{day.day}({week})",
                                f"{day.month}月{day.day}日（{week}）", dated(day, "slash"), dated(day, "era")))  # fmt: skip

    def _cast(self, letter: str, cast: dict[str, Person]) -> Person:
        if letter not in cast:
            low = letter[0].lower()
            if low != letter[0]:
                kin = self._cast(low + letter[1:], cast)
                cast[letter] = make(self.rng, "a" if low in "ckeo" else "c", kin, self.sexes.get(letter, ""))
            elif low in "vwxyz" or (low == "p" and self.rng.random() < 0.12):
                script = {"v": "han", "w": "latin"}.get(low, "kata")
                cast[letter] = make_foreign(self.rng, self.rng.choice(("kata", "han")) if low == "p" else script)
            else:
                age = "c" if low in "ck" else "e" if low in "eo" or (low == "p" and self.rng.random() < 0.35) else "a"
                cast[letter] = make(self.rng, age, sex=self.sexes.get(letter, ""))
        return cast[letter]

    def _full(self, p: Person, gap: str) -> str:
        return p.family.replace("・", self.dot) if p.foreign else p.name(gap)

    def _person(self, token: str, after: str, cast: dict[str, Person]) -> str:
        found = re.fullmatch(r"([A-Za-z]\d?)([_^]|\.\w+(?:/\w+)?)?", token)
        if not found:
            raise ValueError(token)
        p, part = self._cast(found[1], cast), found[2] or ""
        tail = f"{'+' if POLITE.match(after) else '-'}{p.rank}"
        self.doc.people.add(p.name())
        if not part.startswith("."):
            text = self._full(p, {"": self.gap, "_": " ", "^": "\u3000"}[part])
            if p.family_kana:
                self.doc.readings[text] = f"{p.family_kana} {p.given_kana}"
            return self.doc.put("name", text, "full" + tail)
        part, _, dress = part[1:].partition("/")
        if part == "age":
            return str(2025 - p.born.year)
        names = {
            "s": p.call if p.foreign else p.family, "g": p.call if p.foreign else p.given, "r": p.latin,
            "ru": p.latin.upper(),
            "sr": p.latin.split(" ")[-1],
            "sgk": f"{p.family} {p.given_kana}".strip(), "sk": p.family_kana or p.call, "gk": p.given_kana or p.call,
            "sh": hira(p.family_kana) or p.call, "gh": hira(p.given_kana) or p.call, "n": hira(p.given_kana)[:2] or p.call,
        }  # fmt: skip
        if part in names:
            return self.doc.put("name", names[part], part + tail)
        if part in ("cs", "cg"):  # the two parts in two cells: the whole name is the value
            if p.foreign:
                chunks = p.latin.split(" ")
                text = (chunks[0] if part == "cs" else " ".join(chunks[1:])).upper()
                self.doc.put("name", p.latin.upper(), "split" + tail)
                return text
            self.doc.put("name", f"{p.family} {p.given}", "split" + tail)
            return p.family if part == "cs" else p.given
        kind, text = self._fact(p, part, dress)
        return self.doc.put(kind, text)

    def _fact(self, p: Person, part: str, dress: str) -> tuple[str, str]:
        gap = {"k": " ", "h": " ", "kj": "", "kw": "\u3000", "hk": " "}
        if part in gap:
            kana = p.family_kana + gap[part] + p.given_kana if p.family_kana else p.family.replace("・", " ")
            if not p.family_kana and (p.family.isascii() or "・" not in p.family):
                return "kana", ""
            return "kana", hira(kana) if part == "h" else half(kana) if part == "hk" else kana
        if part == "b":
            text = dated(p.born, dress or self.dress)
            self.doc.births[text] = p.born
            return "birth_date", text
        number = p.my_number
        town = p.pref[3:] if p.pref[2] in "都府県" else p.pref[4:]
        facts = {
            "t": ("phone", self._dial(p.phone, dress)), "mo": ("phone", self._dial(p.mobile, dress)),
            "m": ("email", p.mail), "z": ("postal_code", p.postal), "z7": ("postal_code", p.postal.replace("-", "")),
            "ad": ("address", p.pref + p.street), "adc": ("address", town + p.street), "adt": ("address", p.street),
            "acc": ("bank_account", p.account), "ins": ("insured_number", p.insured), "my": ("my_number", number),
            "my4": ("my_number", f"{number[:4]} {number[4:8]} {number[8:]}"), "li": ("licence", p.licence),
        }  # fmt: skip
        return facts[part]

    def _dial(self, phone: str, dress: str) -> str:
        one, two, three = phone.split("-")
        ways = (phone, f"{one}({two}){three}", f"{one}{two}{three}", f"{one}－{two}－{three}", f"{one} {two} {three}",
                f"（{one}）{two}-{three}", f"{one}.{two}.{three}", f"+81-{one[1:]}-{two}-{three}")  # fmt: skip
        if dress:
            return ways[{"h": 0, "n": 2, "i": 7}[dress]]
        return self.rng.choices(ways, (66, 7, 7, 8, 5, 3, 2, 2))[0]
