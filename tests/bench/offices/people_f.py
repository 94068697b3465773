"""The persons of the sixth office: a ward of a large southern city seen from its contractor, and their numbers in every dress."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.bench.offices.numbers import my_number
from tests.bench.offices.people import Person

DATA = Path(__file__).parent / "data"
TODAY = date(2025, 11, 20)
BANDS = {"o": "old", "m": "middle", "y": "young", "c": "young"}
FIRST = {"o": (date(1928, 1, 1), 9500), "m": (date(1957, 1, 1), 13500), "y": (date(2003, 1, 1), 3600), "c": (date(2013, 1, 1), 3900)}  # fmt: skip
WORDS = (
    "momo",
    "kuro",
    "tsubame",
    "hachi",
    "maron",
    "take",
    "ume",
    "suzu",
    "kaede",
    "rin",
    "fuku",
    "nono",
    "chibi",
    "ao",
)


def sections(name: str) -> dict[str, list[str]]:
    """The lines of a data file under their [headings]."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            current = found.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            current.append(line)
    return found


TERMS = {key: " ".join(lines).split() for key, lines in sections("terms_f.txt").items()}
NAMES = {key: "\n".join(lines) for key, lines in sections("names_f.txt").items()}
PLACES = [line.split("|") for line in (DATA / "places_f.txt").read_text("utf-8").splitlines()]


def pairs(section: str) -> list[list[str]]:
    """Written form and reading of every name of a section."""
    return [token.split(":") for token in NAMES[section].split()]


def age(person: Person) -> int:
    """Full years on the day the office is looked at."""
    return TODAY.year - person.born.year - ((TODAY.month, TODAY.day) < (person.born.month, person.born.day))


class Citizens:
    """A source of persons by age (o, m, y, c) and sex (f, m)."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def one(self, band: str = "", sex: str = "", kin: Person | None = None) -> Person:
        """Somebody; with ``kin`` of the same family name and, mostly, the same address."""
        rng = self.rng
        band, sex = band or rng.choice("omy"), sex or rng.choice("fm")
        rank = rng.choices(("common", "middle", "rare", "odd", "old"), (36, 28, 14, 10, 12))[0]
        family, fkana = rng.choice(pairs(f"family {rank}"))
        given, gkana = rng.choice(pairs(f"given {BANDS[band]} {'female' if sex == 'f' else 'male'}"))
        if kin:
            family, fkana, rank = kin.family, kin.family_kana, kin.rank
        return self._person((family, given, fkana, gkana, "", rank), band, sex == "f", kin)

    def stranger(self, band: str = "m") -> Person:
        """Somebody from abroad: ``family`` holds the whole name, ``given`` what people call them."""
        whole, call, latin = self.rng.choice(NAMES["foreign"].split("\n")).split("|")
        return self._person((whole, call, "", "", latin, "foreign"), band, self.rng.random() < 0.5, None)

    def _person(
        self, names: tuple[str, str, str, str, str, str], band: str, female: bool, kin: Person | None
    ) -> Person:
        rng = self.rng
        first, days = FIRST[band]
        place = self._place() if not kin or rng.random() < 0.2 else (kin.postal, kin.pref, kin.city, kin.block)
        return Person(
            *names, female, first + timedelta(rng.randrange(days)), *place, self._house(), self._landline(),
            f"{rng.choice(('090', '080', '070'))}-{rng.randint(1100, 9899)}-{rng.randint(1000, 9999)}", self._email(), my_number(rng),
            f"{rng.choice(('00', '20', '40'))}{rng.randrange(10**8):08d}", f"{rng.choice(('90', '91', '30', '62'))}{rng.randrange(10**10):010d}",
            f"{rng.randrange(10**7):07d}", rng.choice(TERMS["disability"]), rng.choice(TERMS["illness"]), rng.choice(TERMS["frame"]),
        )  # fmt: skip

    def _place(self) -> tuple[str, str, str, str]:
        rng = self.rng
        zip5, pref, city, towns = PLACES[0] if rng.random() < 0.55 else rng.choice(PLACES)
        town, a, b, c = rng.choice(towns.split()), rng.randint(1, 7), rng.randint(1, 33), rng.randint(1, 40)
        if pref in ("京都府", "長野県", "佐賀県"):
            block = rng.choice(
                (f"{town}{b * 27}", f"{town}{b * 31}番地", f"{town}{b * 13}-{c}", f"{town}{b * 19}番地{c}")
            )
        else:
            block = rng.choice((f"{town}{a}-{b}-{c}", f"{town}{a}-{b}-{c}", f"{town}{a}丁目{b}番{c}号", f"{town}{a}丁目{b}-{c}", f"{town}{a}丁目{b}番地{c}"))  # fmt: skip
        return f"{zip5[:3]}-{zip5[3:]}{rng.randint(10, 99)}", pref, city, block

    def _house(self) -> str:
        rng = self.rng
        room = f"{rng.randint(1, 9)}0{rng.randint(1, 9)}"
        return f"{rng.choice(TERMS['house'])}{rng.choice((room, ' ' + room, room + '号室', room + '号'))}" if rng.random() < 0.35 else ""  # fmt: skip

    def _landline(self) -> str:
        rng = self.rng
        code = "092" if rng.random() < 0.6 else rng.choice(TERMS["code"])
        middle = rng.randint(20, 98) if len(code) == 4 else rng.randint(3200, 6899) if len(code) == 2 else rng.randint(210, 989)  # fmt: skip
        return f"{code}-{middle}-{rng.randint(1000, 9999)}"

    def _email(self) -> str:
        rng = self.rng
        return f"{rng.choice(WORDS)}{rng.choice(('', '.', '_', '-'))}{rng.choice(WORDS)}{rng.choice(('', str(rng.randint(1, 99))))}@{rng.choice(TERMS['host'])}"  # fmt: skip


class Cast:
    """The persons of one document by letter. ``plan`` says ``a=of`` (old, female); an upper-case letter is of the lower one's family; x, y, z are from abroad."""

    def __init__(self, people: Citizens, plan: dict[str, str]) -> None:
        self.people, self.plan, self.found = people, plan, dict[str, Person]()

    def __getitem__(self, letter: str) -> Person:
        if letter not in self.found:
            self.found[letter] = self._new(letter)
        return self.found[letter]

    def _new(self, letter: str) -> Person:
        band, sex = [*self.plan.get(letter, "").ljust(2)]
        if letter in "xyz":
            return self.people.stranger(band.strip() or "m")
        kin = self[letter.lower()] if letter.isupper() else None
        person = self.people.one(band.strip(), sex.strip(), kin)
        while any(
            person.name == other.name or (not kin and person.family == other.family) for other in self.found.values()
        ):
            person = self.people.one(band.strip(), sex.strip(), kin)
        return person
