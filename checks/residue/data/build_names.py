"""Builds names.txt.xz, ordinary.txt.xz and foreign.txt.xz from two morphological dictionaries (sources and licences: docs/search/dictionaries.md).

    python -m checks.residue.data.build_names UNIDIC_LEX_CSV IPADIC_NOUN_NAME_CSV

UNIDIC_LEX_CSV is `lex_3_1.csv` of the package unidic-mecab 3.1.1, IPADIC_NOUN_NAME_CSV is `Noun.name.csv` (EUC-JP) of
mecab-ipadic 2.7.0-20070801. The same input gives the same output, byte by byte.
"""

from __future__ import annotations

import csv
import lzma
import re
import sys
from collections import Counter
from pathlib import Path

from checks.residue.fold import plain_ideographs

TARGET = Path(__file__).with_name("names.txt.xz")
ORDINARY = Path(__file__).with_name("ordinary.txt.xz")
FOREIGN = Path(__file__).with_name("foreign.txt.xz")
_NEARLY = 300  # costs of UniDic so near to each other tell nothing
_WORD = re.compile("[\u4e00-\u9fff\u3005]{2,5}")
_NAME = re.compile("[\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\u3005]{1,5}")
_KANA = re.compile("[\u30a1-\u30fc]{2,8}")
_FOREIGN_PART = re.compile("[\u30a1-\u30fa\u30fc]{2,10}")
_IDEOGRAPH = re.compile("[\u4e00-\u9fff\u3005]+")


class Names:
    """What is gathered: spellings with the number of sources that know them, readings, ordinary words, places."""

    def __init__(self) -> None:
        self.surnames: Counter[str] = Counter()
        self.given: Counter[str] = Counter()
        self.surname_readings: set[str] = set()
        self.given_readings: set[str] = set()
        self.words: set[str] = set()
        self.places: set[str] = set()
        self.foreign: set[str] = set()
        self.name_cost: dict[str, int] = {}
        self.word_cost: dict[str, int] = {}

    def add(self, spellings: set[str], target: Counter[str]) -> None:
        """Count one source's spellings, variants folded to their commonest ideograph."""
        target.update({plain_ideographs(name) for name in spellings if _NAME.fullmatch(name)})


def read_unidic(path: Path, names: Names) -> None:
    """Surnames, given names, readings, place names and ordinary words of UniDic."""
    surnames: set[str] = set()
    given: set[str] = set()
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream):
            proper, third, fourth, reading = row[5] == "固有名詞", row[6], row[7], row[10]
            if third == "人名" and fourth == "一般" and _FOREIGN_PART.fullmatch(row[0]):
                names.foreign.add(row[0])
            costs = names.name_cost if third == "人名" else names.word_cost
            if third == "人名" or not proper:
                costs[row[0]] = min(int(row[3]), costs.get(row[0], 99_999))
            if proper and third == "人名" and fourth in ("姓", "名"):
                (surnames if fourth == "姓" else given).add(row[0])
                if _KANA.fullmatch(reading):
                    (names.surname_readings if fourth == "姓" else names.given_readings).add(reading)
            elif proper and third == "地名" and len(row[0]) <= 6:
                names.places.add(plain_ideographs(row[0]))
            elif not proper and _WORD.fullmatch(row[0]):
                names.words.add(plain_ideographs(row[0]))
    names.add(surnames, names.surnames)
    names.add(given, names.given)


def read_ipadic(path: Path, names: Names) -> None:
    """Surnames and given names of IPAdic."""
    surnames: set[str] = set()
    given: set[str] = set()
    with path.open(encoding="euc_jp", newline="") as stream:
        for row in csv.reader(stream):
            if row[7] in ("姓", "名"):
                (surnames if row[7] == "姓" else given).add(row[0])
                if _KANA.fullmatch(row[11]):
                    (names.surname_readings if row[7] == "姓" else names.given_readings).add(row[11])
    names.add(surnames, names.surnames)
    names.add(given, names.given)


def confusable(names: Names) -> list[str]:
    """Ordinary words that would read as surname + given name."""
    return sorted(
        word
        for word in names.words
        if any(word[:i] in names.surnames and word[i:] in names.given for i in range(1, len(word)))
    )


def ordinary(names: Names) -> list[str]:
    """Ordinary words in ideographs that UniDic takes for a word rather than for a name; what it takes for names is left out."""
    return sorted(
        word
        for word, cost in names.word_cost.items()
        if _WORD.fullmatch(word) and cost + _NEARLY < names.name_cost.get(word, 99_999)
    )


def character_counts(names: Names) -> tuple[Counter[str], Counter[str]]:
    """How many given names begin and end with each ideograph."""
    written = [name for name in names.given if len(name) >= 2 and _IDEOGRAPH.fullmatch(name)]
    return Counter(name[0] for name in written), Counter(name[-1] for name in written)


def sections(names: Names) -> dict[str, list[str]]:
    """The file's sections, each sorted; a trailing digit is a count."""
    first, last = character_counts(names)
    return {
        "surnames": sorted(f"{name}{count}" for name, count in names.surnames.items()),
        "given": sorted(f"{name}{count}" for name, count in names.given.items()),
        "surname_readings": sorted(names.surname_readings),
        "given_readings": sorted(names.given_readings),
        "words": confusable(names),
        "places": sorted(names.places),
        "first": sorted(f"{ch}{count}" for ch, count in first.items() if count >= 3),
        "last": sorted(f"{ch}{count}" for ch, count in last.items() if count >= 3),
    }


def main(arguments: list[str]) -> int:
    """Build and write the file; print its sections' sizes."""
    names = Names()
    read_unidic(Path(arguments[0]), names)
    read_ipadic(Path(arguments[1]), names)
    parts = sections(names)
    text = "".join(f"[{key}]\n" + "\n".join(lines) + "\n" for key, lines in parts.items())
    TARGET.write_bytes(lzma.compress(text.encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))
    ORDINARY.write_bytes(lzma.compress("\n".join(ordinary(names)).encode(), preset=9 | lzma.PRESET_EXTREME))
    FOREIGN.write_bytes(lzma.compress("\n".join(sorted(names.foreign)).encode(), preset=9 | lzma.PRESET_EXTREME))
    sys.stdout.write(f"{TARGET.stat().st_size} bytes " + " ".join(f"{k}={len(v)}" for k, v in parts.items()) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
