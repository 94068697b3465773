"""The sample: both sides compute the same rows, with our program or with sha256sum."""

import hashlib
import shutil
import subprocess

import pytest

from selfaudit.services import sample

BUNDLE, NONCE = "0a" * 32, "1b" * 16


def by_hand(bundle: str, nonce: str, kind: str, population: int, count: int) -> list[int]:
    """As docs/format/findings.md has it."""
    seed = hashlib.sha256((bundle + nonce).encode()).hexdigest()
    ranked = sorted(range(1, population + 1), key=lambda n: hashlib.sha256(f"{seed}:{kind}:{n}".encode()).hexdigest())
    return sorted(ranked[:count])


@pytest.mark.parametrize(
    ("kind", "population", "count"),
    [("handover", 40, 3), ("roster", 7, 2), ("asset", 3, 1), ("roster", 1, 2), ("handover", 0, 3)],
)
def test_the_rows_are_those_of_the_description(kind: str, population: int, count: int) -> None:
    assert sample.chosen(sample.seed(BUNDLE, NONCE), kind, population, count) == by_hand(
        BUNDLE, NONCE, kind, population, count
    )


def test_sha256sum_gives_the_same() -> None:
    tool = shutil.which("sha256sum")
    if tool is None:
        pytest.skip("sha256sum is not installed")

    def digest(text: str) -> str:
        done = subprocess.run([tool or ""], input=text.encode(), capture_output=True, check=True)
        return done.stdout.split()[0].decode()

    seed = digest(BUNDLE + NONCE)
    assert seed == sample.seed(BUNDLE, NONCE)
    ranks = sorted((digest(f"{seed}:roster:{n}"), n) for n in range(1, 13))
    assert sorted(n for _, n in ranks[:2]) == sample.chosen(seed, "roster", 12, 2)


def test_every_row_is_drawn_about_as_often() -> None:
    drawn = [sample.chosen(sample.seed(f"{n:064x}", NONCE), "roster", 10, 2) for n in range(2000)]
    counts = [sum(n in picks for picks in drawn) for n in range(1, 11)]
    # Binomial, n = 2000, p = 0.2: six standard deviations are 107.
    assert all(293 <= count <= 507 for count in counts)


def test_another_number_draws_other_rows() -> None:
    one, two = (sample.chosen(sample.seed(BUNDLE, nonce), "handover", 500, 3) for nonce in (NONCE, "2c" * 16))
    assert one != two
