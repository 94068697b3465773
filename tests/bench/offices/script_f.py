"""How the sixth office's documents are written down in data/: slots for persons, and the truth about what was filled in."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.bench.offices.doc import Doc
from tests.bench.offices.numbers import KANJI, WIDE, era_date, kanji_number
from tests.bench.offices.people import DATE_CLOTHES, Person
from tests.bench.offices.people_f import Cast, Citizens, age, sections

DATA = Path(__file__).parent / "data"
WORDS = sections("words_f.txt")
SLOT = re.compile(r"\{([?:%][^{}\n]+|[a-zA-Z][a-zA-Z_]*)\}")
HIRAGANA = {chr(c): chr(c - 0x60) for c in range(ord("ァ"), ord("ヶ"))}
PLAIN = {
    "e": ("email", "email"), "z": ("postal_code", "postal"), "N": ("my_number", "my_number"), "i": ("insured_number", "insured"), "d": ("licence", "licence"),
    "B": ("bank_account", "bank"), "x": ("sensitive", "illness"), "y": ("sensitive", "disability"), "v": ("sensitive", "frame"), "a": ("address", "address"),
}  # fmt: skip


@dataclass
class Script:
    """One document as written in data/: its number, the hint on its sort (memo, mail, chat, …), its cast, its text."""

    name: str
    sort: str
    cast: dict[str, str]
    text: str
    kept: bool = False


class Exact(Doc):
    """A document whose slots note only what they write: nothing to settle."""

    def settle(self) -> None:
        """A name in two cells is noted whole and stands in parts."""


@dataclass
class Said:
    """A text with its slots filled in and what they were."""

    text: str = ""
    values: list[tuple[str, str, str]] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)


def scripts(name: str) -> list[Script]:
    """The documents of a file in data/: each starts with ``@@ sort a=of b=mm``."""
    found: list[Script] = []
    for n, part in enumerate(("\n" + (DATA / name).read_text("utf-8")).split("\n@@ ")[1:]):
        head, _, text = part.partition("\n")
        sort, *cast = head.split()
        plan = {c.partition("=")[0]: c.partition("=")[2] for c in cast}
        found.append(Script(f"{Path(name).stem}-{n + 1:03d}", sort, plan, text.strip("\n"), "kept" in name))
    return found


def hiragana(kana: str) -> str:
    """A reading in hiragana."""
    return "".join(HIRAGANA.get(c, c) for c in kana)


class Filler:
    """Fills the slots of one document."""

    def __init__(self, rng: Random, people: Citizens, script: Script) -> None:
        self.rng, self.cast, self.said = rng, Cast(people, script.cast), Said()

    def fill(self, text: str) -> str:
        """The text with persons in it."""
        return SLOT.sub(lambda m: self._slot(m[1]), text)

    def put(self, kind: str, value: str, style: str = "") -> str:
        """Note one value and give it back."""
        if value and not any(v[:2] == (kind, value) for v in self.said.values):
            self.said.values.append((kind, value, style))
        return value

    def _slot(self, slot: str) -> str:
        if slot[0] == "?":
            chosen = self.rng.choice(slot[1:].split("|"))
            return self.fill(chosen.replace("<", "{").replace(">", "}"))
        if slot[0] == ":":
            return self.put("sensitive", slot[1:])
        if slot[0] == "%":
            return self._chance(slot[1:])
        return self.of(self.cast[slot[0]], slot[1:])

    def _chance(self, what: str) -> str:
        """A day, an hour, a number: nobody's."""
        rng = self.rng
        if what in WORDS:
            return rng.choice(WORDS[what])
        return {"日": f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日", "時": f"{rng.randint(8, 18)}:{rng.randint(0, 59):02d}", "円": f"{rng.randint(3, 980) * 100:,}"}.get(what) or str(rng.randint(2, 40))  # fmt: skip

    def of(self, person: Person, what: str) -> str:
        """One thing of a person by its letter."""
        if what in ("", "n", "j", "w", "g", "q", "l"):
            return self._name(person, what)
        self.said.persons.add(person.name)
        if what in ("F", "G"):
            self.put("name", person.name, f"split-{person.rank}")
            return person.family if what == "F" else person.given
        if what in ("P", "C", "T"):
            return {"P": person.pref, "C": person.city, "T": self.put("address", person.block)}[what]
        if what in PLAIN:
            kind, attribute = PLAIN[what]
            return self.put(kind, getattr(person, attribute))
        if what[0] == "b":
            return self.put("birth_date", era_date(person.born, what[2:] or self.rng.choice(DATE_CLOTHES)))
        if what in ("p", "m"):
            return self.put("phone", self._phone(person.phone if what == "p" else person.mobile))
        if what in ("k", "h", "kj"):
            kana = person.kana.replace(" ", "") if what == "kj" else person.kana
            return self.put("kana", hiragana(kana) if what == "h" else kana) if kana.strip() else person.latin
        if what in ("fk", "gk"):
            return self.put("kana", person.family_kana if what == "fk" else person.given_kana)
        return self._more(person, what)

    def _more(self, person: Person, what: str) -> str:
        if what == "A":
            return str(age(person))
        if what == "H":
            return person.house or "戸建"
        base = {"c": person.city, "t": "", "K": person.pref + person.city, "r": person.pref + person.city, "W": person.pref + person.city}  # fmt: skip
        block = person.block
        if what == "K":
            block = re.sub(r"\d+", lambda m: kanji_number(int(m[0])) if int(m[0]) < 100 else m[0].translate(KANJI), block).replace("-", "ー" if self.rng.random() < 0.3 else "の")  # fmt: skip
        return self.put("address", base[what] + (block.translate(WIDE) if what == "W" else block))

    def _name(self, person: Person, how: str) -> str:
        self.said.persons.add(person.name)
        if person.rank == "foreign":
            text = {"": person.given, "g": person.given, "q": person.given, "l": person.latin}.get(how, person.family)
        else:
            text = {
                "": person.family, "n": person.name, "j": person.family + person.given, "w": f"{person.family}\u3000{person.given}", "g": person.given,
                "q": hiragana(person.given_kana)[:2], "l": person.family,
            }[how]  # fmt: skip
        style = {"": "family", "n": "full", "j": "joined", "w": "wide", "g": "given", "q": "nick", "l": "latin"}[how]
        return self.put("name", text, f"{style}-{person.rank}")

    def _phone(self, phone: str) -> str:
        a, b, c = phone.split("-")
        ways = (
            phone,
            f"{a}({b}){c}",
            f"({a}){b}-{c}",
            f"{a} {b} {c}",
            phone.translate(WIDE),
            f"{a}{b}{c}",
            f"{a}・{b}・{c}",
            f"+81-{a[1:]}-{b}-{c}",
        )
        return self.rng.choices(ways, (60, 8, 6, 6, 8, 8, 2, 2))[0]


def written(rng: Random, people: Citizens, script: Script) -> Doc:
    """The document of a script with new persons."""
    filler = Filler(rng, people, script)
    text = filler.fill(script.text)
    doc = Exact(
        script.name,
        "form" if script.sort.startswith(("form", "plain")) else "prose",
        filler.said.values,
        persons=filler.said.persons,
    )
    doc.p(text)
    return doc
