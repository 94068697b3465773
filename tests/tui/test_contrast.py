"""Every text can be read: WCAG 2.2 contrast of at least 4.5 to 1, in the dark and in the light colours."""

from pathlib import Path

import pytest
from rich.color import Color

from tests.tui.driver import LARGE, Driver, opened

LEAST = 4.5
#: Bars and ends of bars carry no text.
DRAWN = set("▁▂▃▄▅▆▇█▊▌▎▔─│╭╮╰╯")


def luminance(color: Color) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [value / 255 for value in color.get_truecolor()]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def faint(app: Driver) -> set[tuple[str, float]]:
    """Texts on the screen, or in the window on top of it, whose contrast is too low."""
    found = set()
    windows = app.app.screen.query(".window")
    region = windows.first().region if windows else app.app.screen.region
    for strip in app.app.screen._compositor.render_strips()[region.y : region.bottom]:
        for segment in strip.crop(region.x, region.right):
            style = segment.style
            if style is None or not segment.text.strip() or set(segment.text.strip()) & DRAWN:
                continue
            if style.color is None or style.bgcolor is None:
                continue
            light, dark = sorted((luminance(style.color), luminance(style.bgcolor)), reverse=True)
            ratio = (light + 0.05) / (dark + 0.05)
            if ratio < LEAST:
                found.add((segment.text.strip(), round(ratio, 2)))
    return found


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_every_text_can_be_read(data: Path, theme: str) -> None:
    async with opened(data, LARGE) as app:
        app.app.theme = theme
        found = {}
        for keys in (["1"], ["escape", "2"], ["2"], ["f1"], ["escape", "f3"], ["escape", "f4"], ["escape", "escape"]):
            await app.press(*keys)
            found[app.place] = faint(app)
        await app.press("escape", "escape", "escape", "6")
        found["seal"] = faint(app)
        assert not any(found.values()), found
