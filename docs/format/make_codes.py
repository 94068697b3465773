# ruff: noqa: INP001 (a script beside the page it writes)
"""Write codes.md from the code list and its sentences: ``python docs/format/make_codes.py``."""

from pathlib import Path

from evidence import text
from evidence.verdict import Code

OUT = Path(__file__).with_name("codes.md")


def table() -> str:
    """The whole file."""
    lines = [
        "# Codes",
        "",
        "Step, code, severity, sentence and next step; written by make_codes.py from `evidence/verdict.py` and",
        "`evidence/text`. fatal and error make a bundle INVALID, indeterminate makes it INDETERMINATE.",
        "",
        "| step | code | severity | 意味 | 次にすること |",
        "|---|---|---|---|---|",
    ]
    for code in Code:
        says, then = text.sentence(code.name), text.next_step(code.name)
        lines.append(f"| {code.step} | `{code.name}` | {code.severity.value} | {says} | {then} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    OUT.write_text(table(), "utf-8")
