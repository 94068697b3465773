"""Help texts in full: rich cuts off a word wider than its column, and Japanese is written without spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer.rich_utils import OptionHighlighter

if TYPE_CHECKING:
    from rich.text import Text


class FoldingHighlighter(OptionHighlighter):
    """Colours options in a help text as typer does, and lets the text go on in the next line."""

    def __call__(self, text: str | Text) -> Text:
        """Return the text with its colours."""
        folded = super().__call__(text)
        folded.overflow = "fold"
        return folded
