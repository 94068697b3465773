"""What one document says, before it becomes a file: blocks of text, and the truth about them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from tests.bench.offices.people import DATE_CLOTHES, Person, birth

Rows = list[list[str]]


@dataclass
class Block:
    """A paragraph (``text``) or a table (``rows``); ``place`` asks a writer to hide it: header, comment, note, box, …"""

    text: str = ""
    rows: Rows | None = None
    place: str = "body"


@dataclass
class Doc:
    """A document and the values that stand in it as (kind, text as written, style of mention)."""

    title: str
    layout: str
    values: list[tuple[str, str, str]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    persons: set[str] = field(default_factory=set)

    def p(self, text: str, place: str = "body") -> None:
        """A paragraph; several lines become several paragraphs."""
        self.blocks += [Block(line, place=place) for line in text.strip("\n").split("\n")]

    def t(self, rows: Rows) -> None:
        """A table, headings first."""
        self.blocks.append(Block(rows=rows))

    def settle(self) -> None:
        """Keep only what is really written: a sentence that was made and not chosen leaves no truth behind."""
        text = "\n".join(self.lines())
        self.values[:] = [value for value in self.values if self._stands(value[0], value[1], text)]
        self.persons = {name for name in self.persons if any(part in text for part in name.split())}

    def _stands(self, kind: str, value: str, text: str) -> bool:
        """Whether a value stands in the text; a name, not only as a part of a longer one that was written instead."""
        if kind == "name":
            wider = [other for sort, other, _ in self.values if sort == "name" and value in other and value != other]
            for other in wider:
                text = text.replace(other, "\n" * len(other))
        return value in text

    def lines(self) -> list[str]:
        """Everything as lines; a table row has tabs."""
        out: list[str] = []
        for block in self.blocks:
            out += ["\t".join(r) for r in block.rows] if block.rows is not None else [block.text]
        return out


class Pen:
    """Writes persons into a document and keeps the truth. ``{…}`` helpers return what they noted."""

    def __init__(self, rng: Random, doc: Doc) -> None:
        self.rng, self.doc = rng, doc

    def put(self, kind: str, value: str, style: str = "") -> str:
        """Note one value and give it back."""
        if value and not any(v[:2] == (kind, value) for v in self.doc.values):
            self.doc.values.append((kind, value, style))
        return value

    def who(self, person: Person, how: str, honorific: str = "") -> str:
        """A mention: how = full (blank), joined, family, given; the honorific is not part of the value."""
        if person.rank == "foreign" and how in ("joined", "given"):
            how = "full"
        text = {"full": person.name, "wide": person.name.replace(" ", "\u3000"), "joined": person.family + person.given, "family": person.family, "given": person.given}[how]  # fmt: skip
        style = f"{how}{'+' if honorific else '-'}{person.rank}"
        self.doc.persons.add(person.name)
        return self.put("name", text, style) + honorific

    def san(self, person: Person) -> str:
        """The family name with さん, as care records do."""
        return self.who(person, "family", "さん")

    def kana(self, person: Person) -> str:
        return self.put("kana", person.kana) if person.family_kana else ""

    def born(self, person: Person, clothes: str = "") -> str:
        return self.put("birth_date", birth(person, clothes or self.rng.choice(DATE_CLOTHES)))

    def address(self, person: Person, pref: bool = True) -> str:
        return self.put("address", person.address if pref else person.address.removeprefix(person.pref))

    def phone(self, person: Person) -> str:
        return self.put("phone", self.dressed(person.phone))

    def mobile(self, person: Person) -> str:
        return self.put("phone", self.dressed(person.mobile))

    def dressed(self, phone: str) -> str:
        """A telephone number as people type it."""
        a, b, c = phone.split("-")
        return self.rng.choices(
            (phone, f"{a}({b}){c}", f"({a}){b}-{c}", f"{a} {b} {c}", f"{a}－{b}－{c}"), (70, 8, 6, 6, 10)
        )[0]

    def email(self, person: Person) -> str:
        return self.put("email", person.email)

    def postal(self, person: Person) -> str:
        return self.put("postal_code", person.postal[:3] + "-" + person.postal[-4:].replace("-", ""))

    def sick(self, term: str) -> str:
        return self.put("sensitive", term)

    def some(self, items: Sequence[str]) -> str:
        return self.rng.choice(items)
