"""Texts of ``data``: ``@@ title | layout [| option]`` opens one, braces hold persons and facts, ``*`` repeats a line.

``{a}`` is a person (letters o e p old, c k l children, d u v pupils, x y z foreign, w q Chinese, the rest adult; a digit after it is kin: 1–4
adult, 5–9 child), ``{a.part}`` a part, ``{!x}`` sensitive, ``{!?x|~y}`` one of them (``~`` harmless), ``{=kind:x}`` a
value as typed, ``{?x|y}`` a choice, ``{#1-9}`` a number, ``{@}`` a day, ``{@t}`` a time, ``{%}`` the number of the row.
"""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from .people import DATA, DRESS_WEIGHTS, DRESSES, WIDE, Person, birth, foreigner, person

Line = str | list[str]
HOME = "汐見原市"
TOKEN = re.compile(r"\{((?P<who>[a-z]\d?)(?:\.(?P<part>\w+))?|[!?#=@%][^{}]*)\}")
AFTER = re.compile(r"\s?(さん|様|さま|氏|殿|くん|君|ちゃん|先生|ｻﾝ)")
SHE = re.compile(r"(妻|奥さん|奥様|母|ママ|娘|長女|次女|姉|妹|姪|新婦|おばあちゃん|祖母|おばちゃん|嫁)")
HE = re.compile(r"(夫(?!妻)|主人|父|息子|長男|次男|兄(?!弟)|弟|甥|新郎|おじいちゃん|祖父|くん)")
HALF = dict(zip("ァィゥェォャュョッアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンー・　 ",
                "ｧｨｩｪｫｬｭｮｯｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｰ･  ", strict=True))  # fmt: skip
VOICED = dict(
    zip("ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ", "カキクケコサシスセソタチツテトハヒフヘホウ", strict=True)
)
PUFFED = dict(zip("パピプペポ", "ハヒフヘホ", strict=True))


@dataclass
class Template:
    """A text as written by hand."""

    title: str
    layout: str
    option: str
    lines: list[str] = field(default_factory=list)


@dataclass
class Doc:
    """A rendered text: lines (a list is a row of cells) and the truth as (kind, value, style)."""

    title: str
    layout: str
    option: str = ""
    lines: list[Line] = field(default_factory=list)
    values: list[tuple[str, str, str]] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)

    def text(self, gap: str = "\t") -> str:
        """Everything as text."""
        return "\n".join(x if isinstance(x, str) else gap.join(x) for x in self.lines)

    def rows(self) -> list[list[str]]:
        """Everything as rows."""
        return [[x] if isinstance(x, str) else x for x in self.lines]

    def put(self, kind: str, value: str, style: str = "") -> None:
        """Note a value once."""
        if value.strip() and not any(v[:2] == (kind, value) for v in self.values):
            self.values.append((kind, value, style))


def load(topic: str) -> list[Template]:
    """All texts of ``data/<topic>*.txt``."""
    out: list[Template] = []
    for path in sorted(DATA.glob(f"{topic}*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("@@ "):
                head = [*map(str.strip, line[3:].split("|")), ""]
                out.append(Template(head[0], head[1], head[2]))
            else:
                out[-1].lines.append(line)
    for t in out:
        while t.lines and not t.lines[-1].strip():
            t.lines.pop()
    return out


def hira(kana: str) -> str:
    """Katakana as hiragana."""
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in kana)


def half(kana: str) -> str:
    """Katakana in half width."""
    out = ""
    for c in kana:
        out += HALF[VOICED[c]] + "ﾞ" if c in VOICED else HALF[PUFFED[c]] + "ﾟ" if c in PUFFED else HALF.get(c, c)
    return out


class Renderer:
    """Fills one template from one random source."""

    def __init__(self, rng: Random, template: Template) -> None:
        self.rng, self.template = rng, template
        self.doc = Doc(template.title, template.layout, template.option)
        self.dress = rng.choices(DRESSES, DRESS_WEIGHTS)[0]
        self.day_dress = rng.choice(("slash", "short", "era", "dot", "md", "md2", "iso"))
        self.tel = rng.choices("hpnwb", (62, 12, 12, 7, 7))[0]
        self.row, self.mixed = 0, False
        lines, at = template.lines, 0
        while at < len(lines):
            if lines[at].startswith("*") and (not template.option.startswith("raw") or "persons" in template.option):
                end = at
                while end < len(lines) and lines[end].startswith("*"):
                    end += 1
                self._repeat([x[1:] for x in lines[at:end]])
                at = end
            else:
                self._line(lines[at], self._cast())
                at += 1

    def _cast(self) -> dict[str, Person]:
        if not hasattr(self, "cast"):
            self.cast: dict[str, Person] = {}
        return self.cast

    def _repeat(self, lines: list[str]) -> None:
        told = re.search(r"rows=(\d+)-(\d+)", self.template.option)
        low, high = (int(told[1]), int(told[2])) if told else (6, 24)
        for number in range(1, self.rng.randint(low, high) + 1):
            self.row, self.mixed = number, True
            cast = dict(self._cast())
            for line in lines:
                self._line(line, cast)
        self.mixed = False

    def _line(self, line: str, cast: dict[str, Person]) -> None:
        if self.template.option.startswith("raw") and "persons" not in self.template.option:
            self.doc.lines.append(re.sub(r"\{([?#@%][^{}]*)\}", lambda m: self._plain(m[1]), line))
        elif line.startswith("|"):
            cells = [self._fill(cell, cast) for cell in re.split(r"\|(?![^{}]*\})", line[1:])]
            self.doc.lines.append([part for cell in cells for part in cell.split("\x1f")])
        else:
            self.doc.lines.append(self._fill(line, cast))

    def _fill(self, text: str, cast: dict[str, Person]) -> str:
        return TOKEN.sub(lambda m: self._token(m, text[: m.start()], text[m.end() :], cast), text)

    def _token(self, m: re.Match[str], before: str, after: str, cast: dict[str, Person]) -> str:
        if not m["who"]:
            return self._plain(m[1])
        who = self._who(m["who"], cast, sex_of(before[-7:], after[:6]))
        self.doc.persons.add(who.full)
        kind, text, value, style = self._part(who, m["part"] or "")
        if kind == "name":
            self.doc.put(kind, value, f"{style}{'+' if AFTER.match(after) else '-'}{who.origin}")
        elif kind:
            self.doc.put(kind, value)
        return text

    def _plain(self, token: str) -> str:
        head, rest = token[0], token[1:]
        if head == "!":
            items = rest[1:].split("|") if rest.startswith("?") else [rest]
            value = self.rng.choice(items)
            if value.startswith("~"):
                return value[1:]
            self.doc.put("sensitive", value)
            return value
        if head == "=":
            kind, _, value = rest.partition(":")
            self.doc.put(kind, value, "literal" if kind == "name" else "")
            if kind == "name":
                self.doc.persons.add(value)
            return value
        if head == "?":
            return self.rng.choice(rest.split("|"))
        if head == "#":
            low, high = rest.split("-")
            return str(self.rng.randint(int(low), int(high))).zfill(len(low) if low[0] == "0" else 0)
        if head == "%":
            return str(self.row).zfill(int(rest or 0))
        return self._day(rest)

    def _day(self, dress: str) -> str:
        if dress == "t":
            return f"{self.rng.randint(8, 19)}:{self.rng.randrange(0, 60, 5):02d}"
        day = date(2024, 4, 1) + timedelta(self.rng.randrange(720))
        dress = dress or self.day_dress
        if dress == "md":
            return f"{day.month}/{day.day}"
        if dress == "md2":
            return f"{day.month}月{day.day}日"
        return birth(day, dress)

    def _who(self, token: str, cast: dict[str, Person], sex: str = "") -> Person:
        if token not in cast:
            letter = token[0]
            if len(token) == 2:
                kin = self._who(letter, cast)
                cast[token] = person(self.rng, "a" if token[1] in "1234" else "c", kin, sex)
            elif letter in "xyz":
                cast[token] = foreigner(self.rng)
            elif letter in "wq":
                cast[token] = foreigner(self.rng, "han")
            elif letter in "duv":
                cast[token] = person(self.rng, "t", None, sex)
            elif letter in "oep":
                cast[token] = person(self.rng, "o", None, sex)
            elif letter in "ckl":
                cast[token] = person(self.rng, "c", None, sex)
            elif self.mixed and self.rng.random() < 0.05:
                cast[token] = foreigner(self.rng)
            else:
                cast[token] = person(self.rng, "a", None, sex)
        return cast[token]

    def _part(self, p: Person, part: str) -> tuple[str, str, str, str]:
        abroad = p.origin in ("kata", "latin", "han")
        joined = p.full if p.origin in ("kata", "latin") else p.family + p.given
        names = {
            "": ("joined", joined), "f": ("blank", p.full), "w": ("wide", p.full.replace(" ", "\u3000")),
            "s": ("family", p.family if p.origin != "kata" else p.family.split("・")[0]), "g": ("given", p.call),
            "gh": ("given-kana", hira(p.given_kana) if not abroad else p.call), "r": ("latin", p.latin),
            "gk": ("given-kana", p.given_kana if not abroad else p.call), "sk": ("family-kana", p.family_kana),
            "sh": ("family-kana", hira(p.family_kana)), "R": ("latin", p.latin.upper()),
            "n": ("nick", hira(p.given_kana[: 3 if p.given_kana[1:2] in "ャュョッ" else 2]) if not abroad else p.call),
            "rr": ("latin", " ".join(reversed(p.latin.split(" "))) if not abroad else p.latin),
        }  # fmt: skip
        if part in names:
            style, text = names[part]
            return "name", text, text, style
        if part in ("S", "G"):
            return "name", p.family if part == "S" else p.given, f"{p.family} {p.given}", "columns"
        return (*self._kana(p, part), "") if part[0] in "kK" else (*self._fact(p, part), "")

    def _kana(self, p: Person, part: str) -> tuple[str, str, str]:
        whole = f"{p.family_kana} {p.given_kana}".strip()
        if part in ("KS", "KG"):
            return "kana", p.family_kana if part == "KS" else p.given_kana, whole
        if part in ("KSh", "KGh"):
            return "kana", half(p.family_kana if part == "KSh" else p.given_kana), whole
        text = {"k": whole, "kw": whole.replace(" ", "\u3000"), "kj": whole.replace(" ", ""), "kh": hira(whole),
                "kn": half(whole), "knj": half(whole.replace(" ", ""))}[part]  # fmt: skip
        return "kana", text, text

    def _fact(self, p: Person, part: str) -> tuple[str, str, str]:
        if part == "b" or (part[0] == "b" and part[1:] in DRESSES):
            text = birth(p.born, part[1:] or self.dress)
            return "birth_date", text, text
        if part[0] == "t" or part[:2] == "mo":
            number, how = (p.mobile, part[2:]) if part[0] == "m" else (p.phone, part[1:])
            text = dressed(number, how or self.tel)
            return "phone", text, number if how == "box" else text
        groups = " ".join(p.my_number[i : i + 4] for i in (0, 4, 8))
        if part.endswith("box"):
            kind, value = {"my": ("my_number", p.my_number), "acc": ("bank_account", p.account),
                           "ins": ("insured_number", p.insured)}[part[:-3]]  # fmt: skip
            return kind, "\x1f".join(value), value
        table = {
            "m": ("email", p.email), "z": ("postal_code", p.postal), "zn": ("postal_code", p.postal.replace("-", "")),
            "ad": ("address", p.pref + p.city + p.street + p.house), "adc": ("address", p.city + p.street + p.house),
            "adp": ("address", p.city + p.street), "adt": ("address", ("" if p.city == HOME else p.city) + p.street + p.house), "A1": ("", p.pref),
            "A2": ("", p.city), "A3": ("address", p.street + p.house), "acc": ("bank_account", p.account),
            "ins": ("insured_number", p.insured), "my": ("my_number", p.my_number), "my4": ("my_number", groups),
            "li": ("licence", p.licence), "age": ("", str(2025 - p.born.year)), "H": ("", p.house.strip()),
        }  # fmt: skip
        kind, text = table[part]
        return kind, text, text


def sex_of(before: str, after: str) -> str:
    """What the words around a first mention say: 妻の…, …くん, …（長女）."""
    words = re.sub(r".*[{}。、]", "", before)
    near = words + " " + re.sub(r"[{。、].*", "", after)
    if after.startswith("ちゃん"):
        return "f"
    she, he = SHE.search(near), HE.search(near)
    return "f" if she and not he else "m" if he and not she else ""


def dressed(number: str, how: str) -> str:
    """A telephone number as people type it."""
    a, b, c = number.split("-")
    return {"h": number, "n": a + b + c, "p": f"{a}({b}){c}", "w": number.translate(WIDE), "b": f"{a} {b} {c}",
            "i": f"+81-{a[1:]}-{b}-{c}", "box": "\x1f".join(a + b + c), "d": f"{a}.{b}.{c}"}[how]  # fmt: skip
