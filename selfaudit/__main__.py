"""The program's first lines: the terminal's environment, then the app or the command line.

The app (Textual) and the command line never import each other; this module is the only one that knows both.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Read once by textual at import: kitty's keyboard protocol breaks Japanese input of five characters and more.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


def on_terminal() -> bool:
    """Say whether a person can be shown an app: keyboard and screen are both a terminal (Textual draws on stderr)."""
    try:
        return sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()
    except (AttributeError, ValueError):
        return False


def open_app(data: Path | None, language: str) -> int:
    """Open the app and return its exit code."""
    from selfaudit.tui.app import run

    return run(data, language)


def main(argv: list[str] | None = None) -> int:
    """Run the program with these arguments (default: the process's own) and return the exit code."""
    try:
        return _run(argv)
    except KeyboardInterrupt:  # before there is anybody to put it into words
        return _STOPPED


_STOPPED = 130


def _run(argv: list[str] | None) -> int:
    from selfaudit.cli.globals import extract

    options, rest = extract(sys.argv[1:] if argv is None else argv)
    if not rest and on_terminal():
        return open_app(options.data, options.language)
    from selfaudit.cli.main import run

    return run(rest or ["demo"], options, open_app if on_terminal() else None)


if __name__ == "__main__":
    sys.exit(main())
