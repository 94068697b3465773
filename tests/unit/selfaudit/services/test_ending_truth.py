"""What searches say together: no order and no leaving out turns a find into "nothing found", and nothing missing is good news."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from selfaudit.domain.erasure import ExitRun
from selfaudit.services.ending import CLEAN, CONTENT, NAME_ONLY, UNREADABLE, said, unsettled

GRAVITY = (CLEAN, UNREADABLE, NAME_ONLY, CONTENT)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
# Places with all places above them, the place itself first.
PLACES = {
    "C:": ("C:",),
    "C:/kept": ("C:/kept", "C:"),
    "C:/kept/a": ("C:/kept/a", "C:/kept", "C:"),
    "E:": ("E:",),
    "disk.img": ("disk.img",),
}


def run(verdict: str, places: tuple[str, ...] = ("C:/kept",), **more: Any) -> ExitRun:
    """A search as it is kept: a clean one saw all there was."""
    levels = more.pop("levels", [1, 2])
    missed = {"locked": 1} if verdict == UNREADABLE else {}
    coverage = {
        str(level): {"items": 9, "looked": 9, "bytes": 90, "bytes_looked": 90, "uninspectable": missed}
        for level in levels
    }
    hits = {CONTENT: {"record": 2}, NAME_ONLY: {"candidate": 1}}.get(verdict, {})
    summary = {
        "verdict": verdict,
        "hits": hits,
        "levels": levels,
        "coverage": coverage,
        "rights": more.pop("rights", "user"),
    }
    values = {"host": "pc-1", "registry_digest": "aa", "finished": NOON, **more}
    scope = tuple(PLACES[place] for place in places)
    return ExitRun(id="x", contract="c", who="w", started=NOON, summary=summary, scope=scope, **values)


def verdict_of(runs: list[ExitRun]) -> str:
    words = {said(each) for each in unsettled(runs)}
    return max(words, key=GRAVITY.index, default=UNREADABLE)


def random_run(rng: random.Random) -> ExitRun:
    return run(
        rng.choice((CLEAN, CLEAN, UNREADABLE, NAME_ONLY, CONTENT)),
        tuple(rng.sample(sorted(PLACES), rng.randint(1, 2))),
        levels=rng.choice(([1], [1, 2], [1, 2, 3], [3])),
        rights=rng.choice(("user", "admin")),
        host=rng.choice(("pc-1", "pc-1", "pc-2")),
        registry_digest=rng.choice(("aa", "aa", "bb")),
        finished=rng.choice((NOON, NOON, NOON, None)),
    )


def histories(seed: int, count: int = 400) -> Iterator[list[ExitRun]]:
    rng = random.Random(seed)
    for _ in range(count):
        yield [random_run(rng) for _ in range(rng.randint(1, 6))]


def shown_clean(find: ExitRun, later: list[ExitRun]) -> bool:
    """By the words of the rule: one later search that ended, found nothing, missed nothing, and was of all of that."""
    return any(
        each.finished is not None
        and each.summary["verdict"] == CLEAN
        and each.host == find.host
        and each.registry_digest == find.registry_digest
        and set(find.summary["levels"]) <= set(each.summary["levels"])
        and (each.summary["rights"] == "admin" or find.summary["rights"] == "user")
        and all(any(place[0] in upward for place in each.scope) for upward in find.scope)
        for each in later
    )


@pytest.mark.parametrize("seed", range(5))
def test_a_find_stands_until_a_later_search_of_all_of_that_ended_without_it(seed: int) -> None:
    cleared = 0
    for runs in histories(seed, 1500):
        finds = [
            (GRAVITY.index(each.summary["verdict"]), shown_clean(each, runs[number + 1 :]))
            for number, each in enumerate(runs)
            if each.summary["verdict"] in (CONTENT, NAME_ONLY)
        ]
        standing = [gravity for gravity, settled in finds if not settled]
        assert GRAVITY.index(verdict_of(runs)) >= max(standing, default=0)
        if verdict_of(runs) == CLEAN:
            assert all(settled for _, settled in finds)
            cleared += bool(finds)
    assert cleared > 0, "finds can be settled at all"


@pytest.mark.parametrize("last", [UNREADABLE, NAME_ONLY])
def test_a_search_that_could_not_tell_does_not_take_the_place_of_a_find(last: str) -> None:
    assert verdict_of([run(CONTENT), run(last)]) == CONTENT
    assert verdict_of([run(CONTENT), run(CLEAN), run(UNREADABLE)]) == UNREADABLE
    assert verdict_of([run(CONTENT), run(CLEAN)]) == CLEAN


def test_no_order_of_the_other_searches_hides_a_find_that_came_last() -> None:
    others = [run(CLEAN), run(UNREADABLE), run(CLEAN, ("C:",), rights="admin", levels=[1, 2, 3]), run(NAME_ONLY)]
    for order in permutations(others):
        assert verdict_of([*order, run(CONTENT)]) == CONTENT
        assert verdict_of([*order, run(CONTENT, finished=None)]) == CONTENT


def test_leaving_searches_out_never_hides_a_find_that_is_still_there() -> None:
    rng = random.Random(8)
    for runs in histories(9):
        left = [each for each in runs if rng.random() < 0.6]
        for number, each in enumerate(left):
            if each.summary["verdict"] == CONTENT and not shown_clean(each, left[number + 1 :]):
                assert verdict_of(left) == CONTENT


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_cut_out_of_what_was_kept_is_never_good_news(seed: int) -> None:
    rng = random.Random(seed)
    for runs in histories(seed + 20):
        before = verdict_of(runs)
        number = rng.randrange(len(runs))
        for cut in cuts(runs[number]):
            after = verdict_of([*runs[:number], cut, *runs[number + 1 :]])
            assert GRAVITY.index(after) >= GRAVITY.index(before), (runs[number].summary, cut.summary)


def cuts(whole: ExitRun) -> Iterator[ExitRun]:
    """The same search with one thing missing."""
    for name in whole.summary:
        yield replace(whole, summary={key: value for key, value in whole.summary.items() if key != name})
    for level in whole.summary["coverage"]:
        coverage = {key: value for key, value in whole.summary["coverage"].items() if key != level}
        yield replace(whole, summary={**whole.summary, "coverage": coverage})
    yield replace(whole, scope=())
    yield replace(whole, finished=None)
    yield replace(whole, host="")


def test_a_find_in_the_hits_counts_whatever_the_verdict_says() -> None:
    lying = run(CLEAN)
    assert said(replace(lying, summary={**lying.summary, "hits": {"block": 1}})) == CONTENT
    assert said(replace(lying, started=NOON + timedelta(hours=1))) == CLEAN
    assert said(replace(lying, summary={})) == UNREADABLE
