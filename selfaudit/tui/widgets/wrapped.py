"""Text broken the Japanese way: no line begins with 、 or ends with （ (kinsoku, `selfaudit.text.width`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from selfaudit.text.width import wrap

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.geometry import Size
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions


def fit(text: str, cells: int) -> list[str]:
    """Break `text` into lines of at most `cells` cells as this terminal counts them.

    Where ambiguous characters are two cells wide, the general rule may count too little: it is then asked for shorter
    lines until all fit.
    """
    cells = max(cells, 4)
    for limit in range(cells, 3, -1):
        lines = wrap(text, limit)
        if all(cell_len(line) <= cells for line in lines):
            return lines
    return lines


def short(text: str, cells: int) -> str:
    """Cut `text` to `cells` cells with an ellipsis, as this terminal counts them."""
    room = cells - cell_len("…")
    used = kept = 0
    for character in text:
        used += cell_len(character)
        if used > cells:
            return f"{text[:kept]}…" if room >= 0 else ""
        kept += used <= room
    return text


def padded(text: str, cells: int) -> str:
    """Cut or fill `text` to exactly `cells` cells."""
    cut = short(text, cells)
    return cut + " " * (cells - cell_len(cut))


def _split(text: str, cells: int) -> tuple[str, str]:
    """The beginning of `text` that takes `cells` cells, and the rest."""
    used = 0
    for place, character in enumerate(text):
        if used >= cells:
            return text[:place], text[place:]
        used += cell_len(character)
    return text, ""


class Breaking(Content):
    """A row of a list broken the Japanese way where it is longer than the list is wide; further lines are indented."""

    def __init__(self, text: str, indent: int = 0) -> None:
        super().__init__(text)
        self._indent = indent

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the number of lines at this width."""
        return len(self._lines(width))

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Draw the lines."""
        return Content("\n".join(self._lines(width))).render_strips(width, height, style, options)

    def _lines(self, width: int) -> list[str]:
        if "\n" not in self.plain and cell_len(self.plain) <= width:
            return [self.plain]
        indent = " " * self._indent
        columns, rest = _split(self.plain, self._indent)
        if columns.endswith(" ") and not rest.startswith(" ") and "\n" not in columns:
            # The columns before the text stay on the first line, whatever comes after them.
            first, *more = fit(rest, width - self._indent)
            return [columns + first, *(indent + line for line in more)]
        first, *more = fit(self.plain, width - self._indent)
        return [first, *(indent + line for line in more)]


class Wrapped(Widget):
    """A text that takes the whole width and as many lines as it needs; none when empty.

    `label` stands before the first line; further lines are indented by its width.
    """

    DEFAULT_CSS = "Wrapped { width: 1fr; height: auto; text-wrap: nowrap; text-overflow: clip; }"

    text: reactive[str] = reactive("", layout=True)

    def __init__(self, text: str = "", *, label: str = "", id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.label = label
        self.set_reactive(Wrapped.text, text)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Take what there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines at this width."""
        return len(self._lines(width)) if self.text else 0

    def render(self) -> Content:
        """Draw the lines, the label in bold."""
        indent = " " * cell_len(self.label)
        lines = self._lines(self.content_size.width) if self.text else []
        body = f"\n{indent}".join(lines)
        return Content.assemble((self.label, "bold"), body) if lines else Content("")

    def _lines(self, width: int) -> list[str]:
        return fit(self.text, width - cell_len(self.label))
