"""The kernel's passes over text say where patterns may begin and which words stand in a text: never too little."""

import random
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from ahocorasick_rs import AhoCorasick, MatchKind

from checks.residue.budget import Budget
from checks.residue.inspect import inspect_bytes
from checks.residue.matchers import (
    addresses,
    contacts,
    dates,
    gated,
    labelled,
    lines,
    mentions,
    numbers,
    people,
    told_readings,
    wordlist,
)
from checks.residue.matchers.gated import Gated
from checks.residue.matchers.lexicon import names, words
from checks.residue.matchers.wordlist import WordList
from checks.residue.native import library
from checks.residue.native.text import bitmap, first_of
from checks.residue.readers import realign
from tests.bench.search import harmless
from tests.bench.search.people import people as made_up

PIECES = (
    "佐藤花子様 鈴木さん くん ちゃん 氏 殿 君 先生 生年月日 昭和45年3月2日 S45.3.2 ㍼45.3.2 45歳 生まれ 電話 03-1234-5678 090-1234-5678 0312345678 (03)1234-5678 +81-90-1234-5678 "
    "〒123-4567 123-4567 東京都 青空区 1丁目2番3号 1-2-3 4番地 個人番号 マイナンバー 123456789018 MyNumber my_number 口座番号 普通 1234567 記号 ゆうちょ 被保険者番号 受給者証番号 免許証番号 "
    "a.b@example.jp info@ x@y.co.jp 氏名：田中 担当:山本 (ハナコ) （さとう はなこ） ジョン・スミス 様 Mary Smith様 課長 施設長 株式会社 4901234567894 2026-04-01 id=0312345678 "
    "DOB birth 𠮷田 髙﨑 、 。 の は が \n \n\n \t \u3000 - ( ) 0 9 a Z _ = # % 丁 番 目 市 〇 一 元 ㍻ ヶ 々"
).split(" ")


@pytest.fixture(scope="module")
def kernel(kernel_file: Path) -> Any:
    return library.opened(kernel_file)


@pytest.fixture
def with_kernel(kernel: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    use(kernel, monkeypatch)
    yield
    monkeypatch.undo()
    gated.forget()


def use(found: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Search with this kernel, or with none."""
    monkeypatch.setattr(gated, "load", lambda: found)
    monkeypatch.setattr(wordlist, "load", lambda: found)
    monkeypatch.setattr(lines, "load", lambda: found)
    gated.forget()


def texts(seed: int, count: int, pieces: int) -> list[str]:
    """Every other one without signs above U+FFFF, which the kernel reads otherwise."""
    rng = random.Random(seed)
    made = ["".join(rng.choice(PIECES) + rng.choice(("", "", " ", "\n")) for _ in range(pieces)) for _ in range(count)]
    return [text if number % 2 else text.replace("𠮷", "吉") for number, text in enumerate(made)]


@pytest.mark.usefixtures("with_kernel")
def test_every_pattern_of_the_search_matches_where_it_does_without_the_kernel() -> None:
    seen = 0
    for text in texts(1, 60, 400):
        for one in gated._PATTERNS:
            expected = [match.span() for match in one.pattern.finditer(text)]
            assert [match.span() for match in one.finditer(text)] == expected, one.pattern.pattern
            middle = len(text) // 2
            expected = [match.span() for match in one.pattern.finditer(text, 100, middle)]
            assert [match.span() for match in one.finditer(text, 100, middle)] == expected, one.pattern.pattern
            first, found = one.pattern.search(text, 100), one.search(text, 100)
            assert (first and first.span()) == (found and found.span())
            seen += len(expected)
    assert seen > 5_000


@pytest.mark.usefixtures("with_kernel")
def test_no_pattern_looks_at_every_figure_of_a_log_or_a_table_of_numbers() -> None:
    rng = random.Random(5)
    tables = "\n".join(",".join(f"{rng.random() * 1000:.3f}" for _ in range(12)) for _ in range(300))
    log = "\n".join(
        f'10.0.{rng.randrange(60)}.7 - - [12/Apr/2026:10:{rng.randrange(60):02}:00 +0900] "GET /app-{rng.randrange(10**8)}.js" 200'
        for _ in range(300)
    )
    for text in (tables, log):
        for one in gated._PATTERNS:
            told = gated.told_of(text)
            assert told is not None
            assert told.spots.count(one.number) < len(text) / 40, one.pattern.pattern


@pytest.mark.usefixtures("with_kernel")
def test_of_a_part_the_same_is_told_as_of_a_text_by_itself() -> None:
    rng = random.Random(23)
    seen = 0
    for text in texts(23, 20, 300):
        bounds = sorted({0, len(text), *(rng.randrange(len(text)) for _ in range(6))})
        told = gated.told_of(text)
        assert told is not None
        parts = list(gated.parts(text, pairwise(bounds)))
        assert "".join(parts) == text
        for part, (begin, end) in zip(parts, pairwise(bounds), strict=True):
            given = told.part(begin, end)
            alone = told.gates.spots(told.signs[told.width * begin : told.width * end], told.width, end - begin)
            assert given.text == part
            for one in gated._PATTERNS:
                assert given.places(one) == alone.of(one.number), one.pattern.pattern
                seen += alone.count(one.number)
    assert seen > 1_000


@pytest.mark.usefixtures("with_kernel")
def test_what_is_asked_of_a_log_first_is_told_as_with_everything_else() -> None:
    rng = random.Random(29)
    signs = "0123456789+-@=().,_ \nabeghijmnortuxyzBCDILUA"
    words = (
        "begin 644 ",
        "x@ab.jp ",
        "03-1234-5678",
        "+81-3-1234-5678",
        "Birth",
        "dob",
        "NUMBER",
        "Kojin",
        "Co.,",
        "Inc.",
        "Ltd",
        "=E3=81=82",
    )
    seen = 0
    for _ in range(6):
        parts = (rng.choice(words) if rng.random() < 0.03 else rng.choice(signs) for _ in range(gated.LARGE))
        text = "".join(parts).ljust(gated.LARGE)
        told, every = gated.told_of(text), gated.told_of(f" {text}"[1:])
        assert told is not None
        assert every is not None
        for one in (one for one in gated._PATTERNS if one.first):
            places = told.places(one)
            assert places == every.spots.of(one.number), one.pattern.pattern
            assert [match.span() for match in one.finditer(text)] == [
                match.span() for match in one.pattern.finditer(text)
            ]
            seen += len(places)
    assert seen > 1_000


ODD = (
    r"a(?:b|cd|)e", r"(?:ab)*c", r"a{2,3}b", r"[^a]b(?!c)", r"(?<=a)b", r"(?<!a)b", r"(?<!ab)c", r"x(?<![ab]x)c?", r"(?i:Ab)c", r"a.c", r"\d\s\w",
    r"(a|b)\1", r"a(?=b|\Z)", r"(?:a|bb|ccc){1,2}d", r"^b", r"b$", r"\bab", r"[\U00020000-\U0003ffff]a", r"[^\x00-\uffff]b", r"a+?b", r"(?:a{0}b)c", r"(?s:a.)b",
)  # fmt: skip


def test_gates_read_off_any_pattern_admit_all_its_matches(kernel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gated, "_PATTERNS", [])
    patterns = [Gated(pattern) for pattern in ODD]
    use(kernel, monkeypatch)
    rng = random.Random(2)
    for signs in ("abcdx \n1", "abcdxAB \n1 𠮷𠀋"):
        for _ in range(120):
            text = "".join(rng.choice(signs) for _ in range(200))
            for one in patterns:
                expected = [match.span() for match in re.finditer(one.pattern, text)]
                assert [match.span() for match in one.finditer(text)] == expected, one.pattern.pattern
    monkeypatch.undo()
    gated.forget()


@pytest.mark.usefixtures("with_kernel")
def test_words_are_found_as_by_an_automaton() -> None:
    for listed in (words()["sensitive"], sorted(names().surnames), ["a", "ab", "bcd", "𠮷田", "田"]):
        automaton = AhoCorasick(listed, matchkind=MatchKind.LeftmostLongest)
        found = WordList(listed)
        for text in [*texts(3, 20, 300), "abcdab𠮷田田𠮷bcda" * 9, "ab" * 5_000]:
            assert found.find(text) == automaton.find_matches_as_indexes(text)


def test_words_between_signs_that_rule_them_out_are_passed_over(kernel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    use(kernel, monkeypatch)
    found = WordList(["ab"], before="x", after="y").find("ab xab aby abx")
    assert [start for _, start, _ in found] == [0, 11]
    monkeypatch.undo()
    gated.forget()


@pytest.mark.usefixtures("with_kernel")
def test_lines_and_places_beside_one_another_are_those_of_their_definition() -> None:
    one = next(each for each in gated._PATTERNS if "者名" in each.pattern.pattern)
    other = next(each for each in gated._PATTERNS if each.pattern.pattern == "[\t\u3000]")
    banned, seen = bitmap("市、"), 0
    for text in [
        *texts(11, 90, 60),
        "\n" * 200,
        "電話" * 100,
        *(text.encode("ascii", "ignore").decode() * 9 for text in texts(12, 9, 60)),
    ]:
        places, others = one.places(text), other.places(text)
        assert places is not None
        assert others is not None
        bounds = [0, *(place + 1 for place, sign in enumerate(text) if sign == "\n"), len(text) + 1]
        every = [(number, start, end - 1) for number, (start, end) in enumerate(pairwise(bounds))]
        held = [line for line in every if any(line[1] <= place <= line[2] for place in places)]
        assert one.lines(text) == held
        short = [line for line in held if line[2] - line[1] <= 30 and not set("市、") & set(text[line[1] : line[2]])]
        assert one.lines(text, longest=30, banned=banned) == short
        for before in (0, 1, 2):
            near = [
                place
                for place in others
                if any(0 <= text.count("\n", 0, place) - text.count("\n", 0, first) <= before for first in places)
            ]
            assert other.beside(one, text, before) == near
            seen += len(near)
        assert one.lines(text, other) == [line for line in held if any(line[1] <= place <= line[2] for place in others)]
    assert seen > 100


MATCHERS: tuple[Callable[[str], object], ...] = (
    addresses.addresses, contacts.emails, contacts.phones, contacts.postal_codes, dates.birth_dates, dates.old_dates, numbers.my_numbers,
    labelled.labelled, mentions.find, lambda text: told_readings.find(text, ()), lambda text: people.people(text, people.Memory()), realign.take,
)  # fmt: skip


def test_every_matcher_finds_the_same_with_and_without_the_kernel(kernel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made = texts(13, 60, 120)
    found: list[list[object]] = []
    for each in (kernel, None):
        use(each, monkeypatch)
        found.append([list(matcher(text)) for text in made for matcher in MATCHERS])  # type: ignore[call-overload]
    assert found[0] == found[1]
    monkeypatch.undo()
    gated.forget()


def test_the_first_of_several_beginnings_is_the_first_of_all(kernel: Any) -> None:
    rng = random.Random(31)
    needles = (b"PK\3\4", b"%PDF-", b"SQLite format 3\0", b"PKPK")
    for _ in range(2_000):
        data = b"".join(rng.choice((*needles, b"P", b"K", b"%", b"S", b"\0ab")) for _ in range(rng.randrange(12)))
        at = rng.randrange(4)
        places = [place for needle in needles if (place := data.find(needle, at)) >= 0]
        assert first_of(kernel, data, needles, at) == min(places, default=-1)


def test_short_and_wide_lines_are_told_alike_with_and_without_the_kernel(
    kernel: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [
        *texts(19, 30, 500),
        "a\n" * 3_000,
        "\u3000 ab c\t\n" * 9_000,
        "\n" * 2_000,
        "x" * 2_000,
        "氏 名\u2003\r\n" * 400,
    ]
    told = []
    for each in (kernel, None):
        use(each, monkeypatch)
        told.append([(lines.short_lines(text, 3, 12), lines.wide_lines(text)) for text in made])
    assert told[0] == told[1]
    assert sum(len(short) for short, _ in told[0]) > 1_000
    monkeypatch.undo()
    gated.forget()


def test_every_number_of_a_house_holds_what_its_line_is_chosen_by() -> None:
    rng = random.Random(17)
    signs = [*"0123456789一二三十百〇-の 番丁割地第号室甲\u3000", "丁目", "番地", "地割", " - "]
    seen = 0
    for _ in range(20_000):
        text = "".join(rng.choice(signs) for _ in range(12))
        for match in addresses._TAIL.finditer(text):
            assert addresses._HELD.pattern.search(text, 0, match.end()), text
            seen += 1
    assert seen > 2_000


def test_a_word_of_one_sign_needs_what_follows_it(kernel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    use(kernel, monkeypatch)
    found = WordList(["a", "bb"], lone=re.compile("[xy]z|-")).find("axz ay a-. axa bbq a")
    assert [start for _, start, _ in found] == [0, 7, 15, 19]
    monkeypatch.undo()
    gated.forget()


def test_a_file_is_judged_alike_with_and_without_the_kernel(kernel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(5)
    known = made_up(rng, 12)
    prose = [str(block[1]) for kind in (harmless.manual, harmless.rules, harmless.news) for block in kind(rng).blocks]
    prose += [f"{p.name(' ')}様 {p.wareki()}生 {p.address()} 電話 {p.mobile}" for p in known]
    files = [*texts(7, 6, 300), *("\n".join(rng.sample(prose, len(prose))) for _ in range(6))]
    told = []
    for found in (kernel, None):
        use(found, monkeypatch)
        told.append([inspect_bytes(text.encode(), "a.txt", Budget(seconds=60), reveal=True) for text in files])
    assert told[0] == told[1]
    assert sum(result.records for result in told[0]) > 50
    monkeypatch.undo()
    gated.forget()
