"""The tree of findings takes many rows in small steps, loses none, and keeps what a person closed."""

import asyncio

from textual.app import App, ComposeResult

from checks.residue.model import FileResult, Verdict
from selfaudit.services.search_tree import By, Group, groups
from selfaudit.tui.widgets.findings_tree import FindingsTree


class Shown(App[None]):
    def compose(self) -> ComposeResult:
        yield FindingsTree(lambda row, _group: str(row.path), id="tree")


def found(count: int, folder: str) -> list[FileResult]:
    return [FileResult(f"{folder}/{number}.csv", Verdict.CONTENT, {"phone": 1}, 1) for number in range(count)]


def drawn(tree: FindingsTree) -> dict[str, list[str]]:
    return {
        node.data.key: [str(getattr(leaf.data, "path", "")) for leaf in node.children]
        for node in tree.root.children
        if node.data
    }


def wanted(shown: list[Group]) -> dict[str, list[str]]:
    return {group.key: [row.path for row in group.rows] for group in shown}


async def test_many_rows_come_in_steps_and_none_is_lost() -> None:
    rows = groups([*found(300, "/b"), *found(5, "/a")], By.FOLDER)
    more = groups([*found(310, "/b"), *found(5, "/a"), *found(2, "/aa")], By.FOLDER)
    async with Shown().run_test() as pilot:
        tree = pilot.app.query_one(FindingsTree)
        tree.show(rows)
        assert sum(len(node.children) for node in tree.root.children) < 305, "the keys wait for one step at most"
        tree.show(more)
        while drawn(tree) != wanted(more):  # noqa: ASYNC110 -- looks from outside
            await asyncio.sleep(0.02)
        assert list(drawn(tree)) == ["/a", "/aa", "/b"]


async def test_a_closed_branch_stays_closed_when_it_is_drawn_anew() -> None:
    rows = groups([*found(3, "/a"), *found(3, "/b")], By.FOLDER)
    async with Shown().run_test() as pilot:
        tree = pilot.app.query_one(FindingsTree)
        tree.show(rows)
        tree.root.children[0].collapse()
        tree.show(rows, anew=True)
        assert [node.is_expanded for node in tree.root.children] == [False, True]
        tree.show(groups(found(3, "/a"), By.KIND), anew=True)
        assert list(drawn(tree)) == ["phone"]
