"""Write `selfaudit/store/layout.json`: the columns of every table, from `selfaudit.store.tables`.

Usage: python scripts/layout.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def text() -> str:
    """The file as it should be, one line per table."""
    from selfaudit.store import layout, tables

    known = sorted(tables.METADATA.tables.items())
    lines = [f'    "{name}": {json.dumps(layout.describe(each))}' for name, each in known]
    return f'{{\n  "made_from": "{layout.source_digest()}",\n  "tables": {{\n' + ",\n".join(lines) + "\n  }\n}\n"


def main() -> None:
    """Write the file."""
    sys.path.insert(0, str(ROOT))
    from selfaudit.store.layout import FILE

    FILE.write_text(text(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
