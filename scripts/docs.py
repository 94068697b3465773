"""Write the parts of the documentation that the program itself makes: key tables, screens, transcripts.

Usage: python scripts/docs.py [--check]

``docs/user-ja/keys.md`` and ``docs/en/keys.md`` come from the registry of actions. In every page below docs/, what stands
between ``<!-- screen NAME -->`` or ``<!-- run WORDS -->`` and ``<!-- end -->`` is replaced: a screen by the snapshot of that name (which
the tests of the app keep equal to the app), a run by what the command prints. ``--check`` writes nothing and ends with 1
when something is stale.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SNAPSHOTS = ROOT / "tests" / "tui" / "snapshots"
_BLOCK = re.compile(r"(<!-- (screen|run) ([^\n]*?) -->\n).*?(<!-- end -->)", re.DOTALL)
_FRAMED = str.maketrans(dict.fromkeys("╭╮╰╯│─", " "))


def main() -> int:
    """Write, or compare; exit code 1 when something is stale."""
    sys.path.insert(0, str(ROOT))
    wanted = pages()
    stale = [page for page, text in wanted.items() if not page.is_file() or page.read_text(encoding="utf-8") != text]
    for page in stale:
        print(f"{'stale' if '--check' in sys.argv else 'written'}: {page.relative_to(ROOT)}")
        if "--check" not in sys.argv:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(wanted[page], encoding="utf-8", newline="\n")
    return 1 if stale and "--check" in sys.argv else 0


def pages() -> dict[Path, str]:
    """Every page with something generated in it, as it should be."""
    found = {DOCS / "user-ja" / "keys.md": key_table("ja"), DOCS / "en" / "keys.md": key_table("en")}
    for page in sorted(DOCS.rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        if page not in found and _BLOCK.search(text):
            found[page] = _BLOCK.sub(_filled, text)
    return found


def key_table(language: str) -> str:
    """The keys of every screen, from the registry of actions."""
    from selfaudit.text import messages
    from selfaudit.tui.key_table import markdown

    before = messages.language()
    messages.set_language(language)
    try:
        return markdown()
    finally:
        messages.set_language(before)


def _filled(block: re.Match[str]) -> str:
    make = {"screen": _screen, "run": _run}[block[2]]
    return f"{block[1]}```text\n{make(block[3])}\n```\n{block[4]}"


def _screen(name: str) -> str:
    return (SNAPSHOTS / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")


def _run(words: str) -> str:
    """What a command prints on a terminal of 80 columns without colours."""
    environment = {**os.environ, "COLUMNS": "80", "TERM": "dumb", "NO_COLOR": "1", "SELFAUDIT_PROGRAM": "selfaudit"}
    environment.pop("SELFAUDIT_LANG", None)
    command = [sys.executable, "-m", "selfaudit", *words.split()]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", env=environment, cwd=ROOT)
    lines = [line.translate(_FRAMED).rstrip() for line in done.stdout.splitlines()]
    return f"$ selfaudit {words}\n" + "\n".join(lines).strip("\n")


if __name__ == "__main__":
    sys.exit(main())
