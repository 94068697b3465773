"""Invented persons: names of every age and origin, addresses in real towns with invented blocks, numbers that could be."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from tests.bench.offices.numbers import era_date, my_number

DATA = Path(__file__).parent / "data"


def names_of(name_file: str = "names.txt") -> dict[str, list[tuple[str, str]]]:
    """The names of a file in data/ by section: family or given, how common, age, sex."""
    found: dict[str, list[tuple[str, str]]] = {}
    name = ""
    for line in (DATA / name_file).read_text("utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
            found[name] = []
        elif name == "foreign":
            found[name] += _foreign(line)
        elif not line.startswith("#"):
            found[name] += [(w, k) for w, _, k in (token.partition(":") for token in line.split())]
    return found


def _foreign(line: str) -> list[tuple[str, str]]:
    """Pairs "katakana or ideographs = LATIN"; both sides hold blanks, the Latin one is upper case."""
    pairs: list[tuple[str, str]] = []
    for part in line.split("="):
        words = part.split()
        latin = [w for w in words if w.isascii()]
        native = [w for w in words if not w.isascii()]
        if pairs:
            pairs[-1] = (pairs[-1][0], " ".join(latin))
        if native:
            pairs.append((" ".join(native), ""))
    return pairs


NAMES = names_of()
PLACES = [
    (z, pref, city, towns.split())
    for z, pref, city, towns in (
        line.split("|")
        for line in (DATA / "places.txt").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    )
]
HOUSES = (
    "コーポ若葉",
    "メゾン・ド・リラ",
    "第二みどり荘",
    "グランヒルズ桜台",
    "県営住宅3号棟",
    "ハイツ青空B",
    "パークサイド21",
    "シャトレ松風",
)
DISABILITIES = (
    "知的障害",
    "精神障害",
    "身体障害者手帳2級",
    "療育手帳B",
    "発達障害",
    "統合失調症",
    "聴覚障害",
    "自閉スペクトラム症",
    "愛の手帳4度",
)
ILLNESSES = (
    "糖尿病",
    "高血圧症",
    "脳梗塞後遺症",
    "認知症",
    "パーキンソン病",
    "慢性腎不全",
    "うつ病",
    "心房細動",
    "気管支喘息",
    "C型肝炎",
)
FRAMES = ("生活保護受給", "要介護2", "要介護4", "要支援1", "非課税世帯", "母子世帯", "独居", "ひとり親家庭")
MAIL_HOSTS = (
    "mail.kazahana-net.jp", "asahi-mail.ne.jp", "gmail.com", "docomo.ne.jp", "example.jp", "yahoo.co.jp",
    "hibari.example.com", "icloud.com", "ezweb.ne.jp", "softbank.ne.jp",
)  # fmt: skip


@dataclass(frozen=True)
class Person:
    """One invented person. ``rank`` says how hard the name is: common, middle, rare, old, foreign."""

    family: str
    given: str
    family_kana: str
    given_kana: str
    latin: str
    rank: str
    female: bool
    born: date
    postal: str
    pref: str
    city: str
    block: str
    house: str
    phone: str
    mobile: str
    email: str
    my_number: str
    insured: str
    licence: str
    bank: str
    disability: str
    illness: str
    frame: str

    @property
    def name(self) -> str:
        return f"{self.family} {self.given}".strip()

    @property
    def kana(self) -> str:
        return f"{self.family_kana} {self.given_kana}".strip()

    @property
    def address(self) -> str:
        return f"{self.pref}{self.city}{self.block}" + (f" {self.house}" if self.house else "")


class People:
    """A source of persons; every age band has its own given names."""

    def __init__(self, rng: Random, home: int, names: dict[str, list[tuple[str, str]]] | None = None) -> None:
        self.rng, self.home, self.names = rng, home, names or NAMES

    def some(self, count: int, age: str = "any") -> list[Person]:
        return [self.one(age) for _ in range(count)]

    def one(self, age: str = "any") -> Person:
        rng = self.rng
        band = age if age != "any" else rng.choice(("old", "middle", "young"))
        female = rng.random() < 0.55
        rank = rng.choices(("common", "middle", "rare", "old", "foreign"), (44, 26, 16, 9, 5))[0]
        if rank == "foreign":
            native, latin = rng.choice(self.names["foreign"])
            family, _, given = native.partition(" ")
            kana = (family, given) if "ァ" <= family[0] <= "ヴ" else ("", "")
        else:
            (family, fkana), (given, gkana) = (
                rng.choice(self.names[f"family {rank}"]),
                rng.choice(self.names[f"given {band} {'female' if female else 'male'}"]),
            )
            kana, latin = (fkana, gkana), ""
        postal, pref, city, block = self._place()
        return Person(
            family, given, *kana, latin, rank, female, self._born(band), postal, pref, city, block,
            self._house(), self._landline(), self._mobile(), self._email(), my_number(rng),
            f"{rng.choice(('00', '10', '43'))}{rng.randrange(10**8):08d}",
            f"{rng.choice(('30', '43', '62', '90'))}{rng.randrange(10**10):010d}", f"{rng.randrange(10**7):07d}",
            rng.choice(DISABILITIES), rng.choice(ILLNESSES), rng.choice(FRAMES),
        )  # fmt: skip

    def _place(self) -> tuple[str, str, str, str]:
        rng = self.rng
        zip5, pref, city, towns = PLACES[self.home] if rng.random() < 0.7 else rng.choice(PLACES)
        town = rng.choice(towns)
        a, b, c = rng.randint(1, 9), rng.randint(1, 38), rng.randint(1, 25)
        block = rng.choices(
            (
                f"{town}{a}-{b}-{c}",
                f"{town}{a}丁目{b}番{c}号",
                f"{town}{b * 31}番地{c}",
                f"{town}{a}丁目{b}番地の{c}",
                f"{town}{b * 17}-{c}",
            ),
            (50, 20, 12, 8, 10),
        )[0]
        return f"{zip5}{rng.randint(10, 99)}", pref, city, block

    def _house(self) -> str:
        rng = self.rng
        return f"{rng.choice(HOUSES)}{rng.randint(1, 12)}{rng.randint(1, 9):02d}" if rng.random() < 0.3 else ""

    def _born(self, band: str) -> date:
        first = {"old": date(1926, 1, 1), "middle": date(1956, 1, 1), "young": date(2009, 1, 1)}[band]
        return first + timedelta(self.rng.randrange({"old": 9000, "middle": 13000, "young": 4500}[band]))

    def _landline(self) -> str:
        return f"{self.rng.choice(('048', '042', '046', '026', '072'))}-{self.rng.randint(221, 988)}-{self.rng.randint(1000, 9999)}"

    def _mobile(self) -> str:
        return f"{self.rng.choice(('090', '080', '070'))}-{self.rng.randint(1100, 9899)}-{self.rng.randint(1000, 9999)}"

    def _email(self) -> str:
        rng = self.rng
        local = "".join(
            rng.choice(("ka", "mi", "ro", "sa", "to", "yu", "hi", "na", "ko", "chi")) for _ in range(rng.randint(2, 4))
        )
        tail = rng.choice(("", ".", "_", "-"))
        return f"{local}{tail}{rng.randint(1, 999) if tail else ''}{rng.choice(('', 'x', 'jp') if not tail else ('',))}@{rng.choice(MAIL_HOSTS)}"


DATE_CLOTHES = ("long", "slash", "dash", "wareki", "short", "dots", "compact", "kanji", "western", "ERA")


def birth(person: Person, clothes: str) -> str:
    """The birth date as offices write it; ``clothes`` is one of :data:`DATE_CLOTHES`."""
    return era_date(person.born, clothes)
