"""Invented residents: names of all generations and origins, addresses, telephones, numbers with check digits."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
ERAS = (("令和", "R", date(2019, 5, 1)), ("平成", "H", date(1989, 1, 8)), ("昭和", "S", date(1926, 12, 25)))
BORN = {"e": (1931, 1957), "a": (1961, 2003), "c": (2011, 2023)}
MAILS = ("gmail.com", "yahoo.co.jp", "docomo.ne.jp", "au.com", "softbank.ne.jp", "icloud.com", "ybb.ne.jp",
         "outlook.com", "so-net.ne.jp", "biglobe.ne.jp", "uqmobile.jp")  # fmt: skip
FLATS = (
    "パークハイム",
    "ヴィラ",
    "メゾンド",
    "サンコーポ",
    "フローラル",
    "レジデンス",
    "市営第三",
    "県営",
    "コンフォート",
    "第一",
)
FLAT_ENDS = ("白樺", "東雲", "藤", "みどり", "アオイ", "桂", "リバー", "花水木", "すずらん", "泉")
SYLLABLES = (
    "kya キャ,kyu キュ,kyo キョ,sha シャ,shu シュ,sho ショ,cha チャ,chu チュ,cho チョ,nya ニャ,nyu ニュ,nyo ニョ,hya ヒャ,"
    "hyo ヒョ,myu ミュ,mya ミャ,ryu リュ,ryo リョ,rya リャ,gya ギャ,gyo ギョ,ja ジャ,ju ジュ,jo ジョ,a ア,i イ,u ウ,e エ,o オ,"
    "ka カ,ki キ,ku ク,ke ケ,ko コ,sa サ,shi シ,su ス,se セ,so ソ,ta タ,chi チ,tsu ツ,te テ,to ト,na ナ,ni ニ,nu ヌ,ne ネ,no ノ,"
    "ha ハ,hi ヒ,fu フ,he ヘ,ho ホ,ma マ,mi ミ,mu ム,me メ,mo モ,ya ヤ,yu ユ,yo ヨ,ra ラ,ri リ,ru ル,re レ,ro ロ,wa ワ,n ン,"
    "ga ガ,gi ギ,gu グ,ge ゲ,go ゴ,za ザ,ji ジ,zu ズ,ze ゼ,zo ゾ,da ダ,zu ヅ,ji ヂ,de デ,do ド,ba バ,bi ビ,bu ブ,be ベ,bo ボ,"
    "pa パ,pi ピ,pu プ,pe ペ,po ポ"
)


@dataclass
class Person:
    """One resident or worker; a foreign one has no separate given name in Chinese characters."""

    family: str
    given: str
    family_kana: str
    given_kana: str
    latin: str
    call: str
    rank: str
    age: str
    sex: str
    born: date
    pref: str
    street: str
    postal: str
    phone: str
    mobile: str
    mail: str
    account: str
    insured: str
    my_number: str
    licence: str

    @property
    def foreign(self) -> bool:
        """Whether the name follows no Japanese order."""
        return self.rank == "foreign"

    def name(self, gap: str = "") -> str:
        """The full name with ``gap`` between its two parts."""
        return self.family if self.foreign else self.family + gap + self.given


@cache
def words(file: str) -> dict[str, list[str]]:
    """Entries of a data file by ``#section``: words of a line, or whole lines where they hold a bar."""
    out: dict[str, list[str]] = {}
    current = out.setdefault("", [])
    for line in (DATA / file).read_text("utf-8").splitlines():
        if line.startswith("#"):
            current = out.setdefault(line[1:].strip(), [])
        elif line.strip():
            current += [line] if "|" in line else line.split()
    return out


def kata(text: str) -> str:
    """Hiragana as katakana."""
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


@cache
def _roman() -> dict[str, str]:
    return {k: v for v, k in (pair.split(" ") for pair in SYLLABLES.split(","))}


def roman(kana: str) -> str:
    """Passport spelling: no long vowels."""
    out, at, double = "", 0, False
    while at < len(kana):
        if kana[at] == "ッ":
            double, at = True, at + 1
            continue
        size = 2 if kana[at : at + 2] in _roman() else 1
        piece = _roman().get(kana[at : at + size], "")
        out += (piece[:1] if double else "") + piece
        double, at = False, at + size
    return out.replace("ou", "o").replace("oo", "o").replace("uu", "u")


def digits(rng: Random, count: int) -> str:
    """Digits, the first not zero."""
    return str(rng.randint(10 ** (count - 1), 10**count - 1))


def my_number(rng: Random) -> str:
    """Twelve digits, the last one a check digit."""
    body = digits(rng, 11)
    total = sum(int(d) * (n + 1 if n <= 6 else n - 5) for n, d in enumerate(body[::-1], 1)) % 11
    return body + str(0 if total < 2 else 11 - total)


def licence(rng: Random, year: int) -> str:
    """Twelve digits of a driving licence with the check digit in the eleventh place."""
    body = f"{rng.choice(('30', '43', '44', '45', '62', '54'))}{year % 100:02d}{rng.randrange(10**6):06d}"
    rest = sum(int(d) * w for d, w in zip(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
    return f"{body}{0 if rest < 2 else 11 - rest}{rng.choice((0, 0, 1))}"


def _street(rng: Random, town: str) -> str:
    one, two, three = rng.randint(1, 7), rng.randint(1, 42), rng.randint(1, 28)
    if town.startswith("大字"):
        return f"{town}{rng.randint(100, 1900)}番地{rng.choice(('', f'の{one}'))}"
    base = f"{one}-{two}-{three}"
    text = rng.choice((
        base, base, base, base, f"{one}丁目{two}番{three}号", f"{one}丁目{two}-{three}", f"{two}番地{three}",
        base.translate(str.maketrans("0123456789-", "０１２３４５６７８９－")), f"{'一二三四五六七'[one - 1]}丁目{two}番{three}号",
        base.replace("-", "ー"), f"{one}－{two}－{three}",
    ))  # fmt: skip
    return town + text


def _flat(rng: Random) -> str:
    if rng.random() < 0.6:
        return ""
    room = f"{rng.randint(1, 9)}0{rng.randint(1, 9)}"
    name = rng.choice(FLATS) + rng.choice(FLAT_ENDS)
    return rng.choice(
        (f" {name}{room}", f"　{name}{room}号室", f" {name} {room}", f"{name}{room}号", f" {room}号室", f"-{room}")
    )


def make(rng: Random, age: str = "a", kin: Person | None = None, sex: str = "") -> Person:
    """A resident of Japanese name; ``kin`` gives family name, address and telephone."""
    rank = rng.choices(("common", "middle", "rare"), (42, 26, 32))[0]
    sex = sex or rng.choice("mf")
    family, fkana = rng.choice(words("surnames.txt")[rank]).split(":")
    if kin and not kin.foreign:
        rank, family, fkana = kin.rank, kin.family, kin.family_kana
    given, gkana = rng.choice(words("given.txt")[age + sex]).split(":")
    fkana, gkana = kata(fkana), kata(gkana)
    latin = f"{roman(gkana).capitalize()} {roman(fkana).capitalize()}"
    return _complete(rng, kin, (family, given, fkana, gkana, latin, given, rank, age, sex))


def make_foreign(rng: Random, script: str) -> Person:
    """A foreign resident; the full name stands in ``family``."""
    full, latin, call = rng.choice(words("foreign.txt")[script]).split("|")
    return _complete(rng, None, (full, "", "", "", latin, call, "foreign", "a", rng.choice("mf")))


def _complete(rng: Random, kin: Person | None, head: tuple[str, ...]) -> Person:
    pref, towns, code, area = rng.choice(words("places.txt")[""]).split("|")
    born = date(rng.randint(*BORN[head[7]]), rng.randint(1, 12), rng.randint(1, 28))
    latin = head[4].lower().split(" ")
    local = rng.choice((f"{latin[0]}.{latin[-1]}", f"{latin[-1]}{born:%m%d}", f"{latin[0][0]}-{latin[-1]}{rng.randint(1, 99)}",
                        f"{latin[-1]}_{latin[0]}", f"{latin[0]}{rng.randint(10, 99)}xx"))  # fmt: skip
    rest = 10 - len(area) - 4
    phone = f"{area}-{rng.randint(2 * 10 ** (rest - 1), 10**rest - 1)}-{rng.randrange(10**4):04d}"
    return Person(
        *head, born,  # type: ignore[arg-type, call-arg, unused-ignore]
        kin.pref if kin else pref,
        kin.street if kin else _street(rng, rng.choice(towns.split(" "))) + _flat(rng),
        kin.postal if kin else f"{code}-00{rng.randint(11, 79)}",
        kin.phone if kin else phone,
        f"0{rng.choice('789')}0-{digits(rng, 4)}-{rng.randrange(10**4):04d}", f"{local}@{rng.choice(MAILS)}",
        digits(rng, 7), f"00000{rng.randrange(10**5):05d}" if rng.random() < 0.5 else digits(rng, 8),
        my_number(rng), licence(rng, max(born.year + 20, 1965)),
    )  # fmt: skip


DATES = ("iso", "slash", "kanji", "era", "era", "letter", "dot", "wide", "short")


def dated(day: date, dress: str) -> str:
    """A day in one of the usual clothes."""
    era, letter, first = next(e for e in ERAS if day >= e[2])
    year = day.year - first.year + 1
    text = {
        "iso": f"{day:%Y-%m-%d}", "slash": f"{day:%Y/%m/%d}", "solid": f"{day:%Y%m%d}", "dot": f"{day:%Y.%m.%d}",
        "kanji": f"{day.year}年{day.month}月{day.day}日", "era": f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日",
        "letter": f"{letter}{year}.{day.month}.{day.day}", "wide": f"{era}{year}年{day.month}月{day.day}日",
        "short": f"{era[0]}{year}.{day.month}.{day.day}",
    }[dress]  # fmt: skip
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９")) if dress == "wide" else text
