"""The fifth office's prose: frames of many hands in data/prose_e_*.txt, filled with a cast of persons."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from tests.bench.offices.doc import Doc, Pen
from tests.bench.offices.people import Person
from tests.bench.offices.people_e import DATA, PLACES, TERMS, Cast, Townspeople, age, latin

SLOT = re.compile(r"\{(?:(\w)\.(\w+)|!([^}]+)|(\w+))\}")
TITLE = re.compile(r"さん|様|さま|氏|殿|くん|君|ちゃん|先生|職員|主任|相談員|ヘルパー|医師|Dr|CM|ケアマネ|理事|委員|施設長|看護師|課長|教諭|弁護士|ママ|号|両")  # fmt: skip
WOMEN = re.compile(
    r"(?:妻の|母・?|祖母の|娘の?|[長次]女の?|姉|妹の|奥様の|おばあちゃんの|母親の)[（「]?\{(\w)\.|\{(\w)\.\w+\}(?:ママ|ばあ|の母|ちゃんママ)"
)
MEN = re.compile(
    r"(?:父・?|父の名は|夫|息子の?|[長次]男の?|弟の|叔父の|主人の?|祖父の|前夫（)[（「]?\{(\w)\.|\{(\w)\.\w+\}(?:じい|兄|くん|君)"
)
HIRAGANA = {katakana: katakana - 0x60 for katakana in range(ord("ァ"), ord("ヷ"))}


@dataclass
class Hand:
    """One way of writing: its openings, sentences and closings."""

    key: str
    title: str
    fewest: int
    most: int
    opens: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    closes: list[str] = field(default_factory=list)


def hands() -> list[Hand]:
    """All hands in the order of the data files."""
    found: list[Hand] = []
    for file in sorted(DATA.glob("prose_e_*.txt")):
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("== "):
                key, title, span = line[3:].split("|")
                low, high = span.split("-")
                found.append(Hand(key, title, int(low), int(high)))
            elif line and not line.startswith("#"):
                where = {"^": found[-1].opens, "$": found[-1].closes}.get(line[0], found[-1].frames)
                where.append(line.lstrip("^$"))
    return found


HANDS = hands()


def sexes(lines: list[str]) -> dict[str, bool]:
    """Whether the letters of some frames are women (True) or men (False), where the words around them say so."""
    found = {"m": True}
    for pattern, female in ((WOMEN, True), (MEN, False)):
        for line in lines:
            found |= {next(g for g in m.groups() if g): female for m in pattern.finditer(line)}
    return found | {"m": True}


class Scribe:
    """Fills frames; keeps one cast and one way of writing dates through a document."""

    def __init__(self, rng: Random, people: Townspeople, doc: Doc, lines: list[str]) -> None:
        self.rng, self.cast, self.pen = rng, Cast(people, sexes(lines)), Pen(rng, doc)
        self.dates = rng.randrange(5)

    def fill(self, frame: str) -> str:
        """The frame with its slots filled; ``//`` becomes a new line."""
        text = frame.replace("//", "\n")
        return SLOT.sub(lambda m: self._slot(m, bool(TITLE.match(text, m.end()))), text)

    def _slot(self, found: re.Match[str], titled: bool) -> str:
        letter, how, term, word = found.groups()
        if term:
            return self.pen.sick(term)
        if word:
            return self._word(word)
        person = self.cast[letter]
        if how in FACTS:
            return FACTS[how](self.pen, person)
        return self._name(person, how, titled)

    def _name(self, person: Person, how: str, titled: bool) -> str:
        if how == "read":
            return self._with_readings(person)
        if how == "any":
            how = self.rng.choices(("join", "full", "wide"), (60, 25, 15))[0]
        value = CLOTHES[how](person)
        self.pen.doc.persons.add(person.name)
        kind = "kana" if how in ("hira", "kana") and person.family_kana else "name"
        return self.pen.put(kind, value, f"{how}{'+' if titled else '-'}{person.rank}")

    def _with_readings(self, person: Person) -> str:
        """A name whose halves are each followed by their reading."""
        if not person.family_kana or person.rank == "foreign":
            return self._name(person, "kata", False)
        self.pen.doc.persons.add(person.name)
        halves = ((person.family, person.family_kana, "fam"), (person.given, person.given_kana, "given"))
        return "".join(f"{self.pen.put('name', word, f'{how}read-{person.rank}')}（{kana.translate(HIRAGANA)}）" for word, kana, how in halves)  # fmt: skip

    def _word(self, word: str) -> str:
        rng = self.rng
        month, day = rng.randint(4, 11), rng.randint(1, 28)
        if word == "date":
            return (f"{month}月{day}日", f"2025/{month}/{day}", f"令和7年{month}月{day}日", f"{month}/{day}", f"R7.{month}.{day}")[self.dates]  # fmt: skip
        plain = {
            "time": f"{rng.randint(8, 18)}:{rng.randint(0, 59):02d}", "wd": rng.choice("月火水木金土"), "town": rng.choice(PLACES[0][3]),
            "n1": str(rng.randint(1, 9)), "n2": str(rng.randint(10, 28)), "n4": str(rng.randint(2, 5)), "n9": str(rng.randint(0, 9)),
            "age_child": str(rng.randint(4, 11)),
        }  # fmt: skip
        return plain[word] if word in plain else rng.choice(TERMS[word])


def _pieces(person: Person) -> list[str]:
    return person.name.split()


def _called(person: Person) -> str:
    """What stands before さん: the family name, or the given name where the family's is a single syllable."""
    return (
        person.family
        if len(person.family) > 1 or person.rank != "foreign" or not "ァ" <= person.family <= "ヶ"
        else _pieces(person)[-1]
    )


def _joined(person: Person) -> str:
    katakana = "ァ" <= person.family[0] <= "ヶ" and person.rank == "foreign"
    return person.name.replace(" ", "・") if katakana else person.name.replace(" ", "")


def _reading(person: Person) -> str:
    return person.kana.replace(" ", "").translate(HIRAGANA) if person.family_kana else person.name


CLOTHES: dict[str, Callable[[Person], str]] = {
    "full": lambda p: p.name, "wide": lambda p: p.name.replace(" ", "\u3000"), "join": _joined, "fam": _called,
    "given": lambda p: _pieces(p)[-1], "first": lambda p: _pieces(p)[-1], "kata": lambda p: p.name, "dot": _joined,
    "spaced": lambda p: "　".join(_joined(p)), "hira": _reading, "kana": lambda p: p.kana or p.name,
    "ghira": lambda p: p.given_kana.translate(HIRAGANA) if p.family_kana and p.rank != "foreign" else _pieces(p)[-1],
    "latin": lambda p: p.latin.title() if p.latin and len(p.name) % 2 else p.latin or p.name,
    "latin_fam": lambda p: latin(p.family_kana) if p.family_kana and p.rank != "foreign" else (p.latin or p.name).split()[0].title(),
    "latin_own": lambda p: f"{latin(p.given_kana)} {latin(p.family_kana)}" if p.family_kana and p.rank != "foreign" else p.latin or p.name,
}  # fmt: skip
FACTS: dict[str, Callable[[Pen, Person], str]] = {
    "age": lambda n, p: str(age(p)), "tel": lambda n, p: n.phone(p), "mob": lambda n, p: n.mobile(p), "mail": lambda n, p: n.email(p),
    "addr": lambda n, p: n.address(p, pref=n.rng.random() < 0.6), "born": lambda n, p: n.born(p), "bank": lambda n, p: n.put("bank_account", p.bank),
    "insured": lambda n, p: n.put("insured_number", p.insured), "sex": lambda n, p: "女性" if p.female else "男性",
    "tag": lambda n, p: "ちゃん" if p.female and age(p) < 9 else "さん" if p.female else "くん",
    "grade": lambda n, p: f"小{min(6, max(1, age(p) - 6))}" if age(p) < 13 else f"中{min(3, age(p) - 12)}" if age(p) < 16 else "高1",
    "char": lambda n, p: p.family[0],
}  # fmt: skip
FACTS["kata"] = lambda n, p: n.put("kana", p.kana) if p.family_kana and p.rank != "foreign" else _foreign(n, p)


def _foreign(pen: Pen, person: Person) -> str:
    pen.doc.persons.add(person.name)
    return pen.put("name", person.name, f"kata-{person.rank}")


def written(rng: Random, people: Townspeople, hand: Hand) -> Doc:
    """One document of a hand: perhaps an opening, some sentences in their order, perhaps a closing."""
    doc = Doc(hand.title, "prose")
    count = min(len(hand.frames), rng.randint(hand.fewest, hand.most))
    picked = sorted(rng.sample(range(len(hand.frames)), count))
    if hand.key in ("short", "voice", "diary", "moushi"):
        rng.shuffle(picked)
    lines = [rng.choice(hand.opens)] if hand.opens and rng.random() < 0.85 else []
    lines += [hand.frames[i] for i in picked]
    lines += [rng.choice(hand.closes)] if hand.closes and rng.random() < 0.6 else []
    merge = hand.key in ("essay", "jirei", "visit", "haha", "letter", "case") and rng.random() < 0.5
    scribe = Scribe(rng, people, doc, lines)
    filled = [scribe.fill(line) for line in lines]
    if merge and len(filled) > 3:  # one block of text, as people write who never press Enter
        filled = [filled[0], "".join(filled[1:-1]), filled[-1]]
    doc.p("\n".join(filled))
    return doc
