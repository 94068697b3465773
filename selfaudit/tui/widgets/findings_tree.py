"""The tree of what a search found. It grows a few rows at a time, so that the keys answer however much is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual.widgets import Tree

from selfaudit.tui.widgets.wrapped import short

if TYPE_CHECKING:
    from textual.widgets.tree import TreeNode

    from selfaudit.services.search_tree import Group

_SLICE = 60
"""Rows added at once: some milliseconds."""
_PAUSE = 0.04
"""Seconds between two slices."""
_MARGIN = 8
"""Cells the guides take beside a row."""


class FindingsTree(Tree[Any]):
    """Groups as branches, files as leaves; what was open or closed stays so while more is found."""

    def __init__(self, line: Callable[[Any, Group], str], id: str) -> None:  # noqa: A002 -- Textual's name
        super().__init__("", id=id)
        self.show_root = False
        self.guide_depth = 2
        self._line = line
        self._steps: Iterator[None] = iter(())

    def on_mount(self) -> None:
        """Go on adding rows whenever some wait."""
        self.set_interval(_PAUSE, self._grow)

    def show(self, groups: Sequence[Group], *, anew: bool = False) -> None:
        """Bring the tree to these groups, whose rows only ever grow at their end; else it has to be drawn `anew`."""
        closed = {key for key, node in self._branches().items() if not node.is_expanded}
        if anew:
            line = self.cursor_line
            self.clear()
            if line >= 0 and groups:
                self.call_after_refresh(lambda: setattr(self, "cursor_line", min(line, self.last_line)))
        self._steps = self._reconcile(groups, closed)
        self._grow()

    def _branches(self) -> dict[str, TreeNode[Any]]:
        return {node.data.key: node for node in self.root.children if node.data is not None}

    def _grow(self) -> None:
        for _ in islice(self._steps, _SLICE):
            pass

    def _reconcile(self, groups: Sequence[Group], closed: set[str]) -> Iterator[None]:
        """Add what is missing, one row with each step."""
        here = self._branches()
        room = max(self.size.width - _MARGIN, 1)
        for place, group in enumerate(groups):
            label = Text(short(group.label, room))
            branch = here.get(group.key)
            if branch is None:
                branch = self.root.add(label, data=group, expand=group.key not in closed, before=place)
                yield
            elif str(branch.label) != str(label):
                branch.data = group
                branch.set_label(label)
            for row in group.rows[len(branch.children) :]:
                # Plain text: a file name may look like markup.
                branch.add_leaf(Text(short(self._line(row, group), room)), data=row)
                yield
