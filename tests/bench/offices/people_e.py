"""The persons of the fifth office: a harbour town's names, places and numbers, and a cast of related persons for a document."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from tests.bench.offices.people import People, Person, names_of

DATA = Path(__file__).parent / "data"
TODAY = date(2025, 11, 20)
AGES = dict.fromkeys("uvw", "old") | dict.fromkeys("kjlh", "young")
KIN = {"m": "k", "n": "j", "o": "u"}
LATIN = dict(
    zip(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ",
        "a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo ra ri ru re ro wa o n "
        "ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po".split(),
        strict=True,
    )
)  # fmt: skip


def sections(name: str) -> dict[str, list[str]]:
    """The lines of a file in data/ under their [headings]."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            current = found.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            current.append(line)
    return found


TERMS = {key: " ".join(lines).split() for key, lines in sections("terms_e.txt").items()}
PLACES = [
    (zip5, pref, city, towns.split())
    for zip5, pref, city, towns in (
        line.split("|") for line in (DATA / "places_e.txt").read_text("utf-8").splitlines() if not line.startswith("#")
    )
]


def latin(kana: str) -> str:
    """A reading in Latin letters, long vowels left out as people write their own names."""
    out = ""
    for char in kana:
        if char in "ャュョ":
            out = out[:-1] + {"ャ": "a", "ュ": "u", "ョ": "o"}[char]
            out = out[:-1] + "y" + out[-1] if out[-2:-1] not in "hj" else out
        elif char == "ウ" and out[-1:] in ("o", "u"):
            continue
        elif char != "ッ":
            out += LATIN.get(char, "")
    return out.capitalize()


def age(person: Person) -> int:
    """Full years on the day the office is looked at."""
    return TODAY.year - person.born.year - ((TODAY.month, TODAY.day) < (person.born.month, person.born.day))


class Townspeople(People):
    """Persons of the fifth office's town."""

    def __init__(self, rng: Random) -> None:
        super().__init__(rng, 0, names_of("names_e.txt"))

    def one(self, age: str = "any") -> Person:
        rng = self.rng
        return replace(
            super().one(age), disability=rng.choice(TERMS["disability"]), illness=rng.choice(TERMS["illness"]), frame=rng.choice(TERMS["frame"])
        )  # fmt: skip

    def of_sex(self, band: str, female: bool | None) -> Person:
        """Somebody of an age and, where it matters, of a sex."""
        while (person := self.one(band)).female is not female and female is not None:
            pass
        return person

    def stranger(self, age: str = "middle") -> Person:
        """Somebody from abroad."""
        while (person := self.one(age)).rank != "foreign":
            pass
        return person

    def _place(self) -> tuple[str, str, str, str]:
        rng = self.rng
        zip5, pref, city, towns = PLACES[0] if rng.random() < 0.62 else rng.choice(PLACES)
        town, number, branch = rng.choice(towns), rng.randint(1, 2900), rng.randint(1, 40)
        block = rng.choices(
            (f"{town}{number}-{branch}", f"{town}{number}番地の{branch}", f"{town}{number}", f"{town}{branch}番{number % 30 + 1}号", f"字{town}{number}番地{branch}", f"{town}{number % 4 + 1}丁目{branch}-{number % 30 + 1}"),
            (50, 12, 8, 12, 3, 15),
        )[0]  # fmt: skip
        return f"{zip5}{rng.randint(10, 99)}", pref, city, block

    def _house(self) -> str:
        rng = self.rng
        return f"{rng.choice(TERMS['house'])}{rng.choice(('', ' '))}{rng.randint(1, 9)}0{rng.randint(1, 9)}{rng.choice(('', '号室', '号'))}" if rng.random() < 0.3 else ""  # fmt: skip

    def _landline(self) -> str:
        rng = self.rng
        if rng.random() < 0.15:
            return f"{rng.choice(('0545', '0550', '0558'))}-{rng.randint(21, 98)}-{rng.randint(1000, 9999)}"
        return f"055-{rng.randint(920, 995)}-{rng.randint(1000, 9999)}"

    def _email(self) -> str:
        rng = self.rng
        words = ("hana", "umi", "sora", "kaze", "nami", "mikan", "tora", "yama", "sakura", "neko", "kai", "aki")
        return f"{rng.choice(words)}{rng.choice(('', '.', '_', '-'))}{rng.choice(words)}{rng.choice(('', str(rng.randint(1, 1231))))}@{rng.choice(TERMS['host'])}"


class Cast:
    """The persons of one document by their letters; each comes to life when first named."""

    def __init__(self, people: Townspeople, female: dict[str, bool] | None = None) -> None:
        self.people, self.female, self.found = people, female or {}, dict[str, Person]()

    def __getitem__(self, letter: str) -> Person:
        if letter not in self.found:
            self.found[letter] = self._new(letter)
        return self.found[letter]

    def _new(self, letter: str) -> Person:
        band = AGES.get(letter, "middle")
        if letter in "gh":
            return self.people.stranger(band)
        person = self.people.of_sex(band, self.female.get(letter))
        if (other := KIN.get(letter)) and self.people.rng.random() < (0.7 if letter == "o" else 0.9):
            kin = self[other]
            if "foreign" not in (kin.rank, person.rank):
                return replace(person, family=kin.family, family_kana=kin.family_kana, rank=kin.rank)
        return person
