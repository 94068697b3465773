"""Text made by or for machines: logs, source code, configuration. Numbers and addresses in it speak of systems."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_LOG = re.compile(
    r"^(?:\[?\d{4}[-/]\d{2}[-/]\d{2}[ T]\d{2}:\d{2}|\d{1,3}(?:\.\d{1,3}){3} |(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d{2}:\d{2}|\[\d{2}/\w{3}/\d{4}"
    r"|\d{2}:\d{2}:\d{2}|(?:DEBUG|INFO|WARN|WARNING|ERROR|TRACE)\b|<\d{1,3}>|\d{10}\.\d{3})"
)
_CODE = re.compile(
    r"^\s*(?:#include|import |from \w[\w.]* import|def |class |function |public |private |protected |const |let |var |return\b|if ?\(|for ?\(|while ?\(|package |using |namespace |\}|\{|//|/\*|(?<=\s)\*|\*/|<\?php|@\w+|#!/|#define|"
    r"assert |self\.|raise |async |await |static |struct |enum |interface |export |type \w+ =|module |echo |print\(|SELECT |CREATE |ALTER |DROP |elif |else:|try:|except|end$|fn |use |impl |pub |--(?![-=]))|[;{}]\s*$"
)
_CONFIG = re.compile(r"^\s*(?:[\w.-]+\s*=\s*\S|\[[\w. -]+\]$|[\w-]+:\s*$|- \w)", re.ASCII)
LINES = 200
# what programs keep of their authors: histories of versions, manual pages, catalogues of messages; a word of each, and how many lines
_AUTHORED = (
    (
        "<",
        re.compile(r"^commit [0-9a-f]{7,40}\b|^Author: .+<.+@.+>|^\s*(?:Signed-off|Reviewed|Acked)-by: ", re.MULTILINE),
        4,
    ),
    ("\n.", re.compile(r"^\.(?:\\\"|TH |SH |PP\b|TP\b|IP\b|B |I |nf\b|br\b)", re.MULTILINE), 6),
    ("msgid", re.compile(r'^msg(?:id|str) "', re.MULTILINE), 4),
    ("-Team", re.compile("Project-Id-Version:|PO-Revision-Date:|Last-Translator:|Language-Team:"), 2),
    ("<", re.compile(r"^(?:\d{4}-\d\d-\d\d  \S.*<.+@.+>| -- .+ <.+@.+>  \w{3}, .*)$", re.MULTILINE), 2),
)


def authored(text: str) -> bool:
    """Whether a text is a program's own paper: those it names wrote or translated it."""
    head = text[:40_000]
    return any(word in head and len(pattern.findall(head)) >= least for word, pattern, least in _AUTHORED)


def machine_text(text: str) -> str | None:
    """`log`, `code` or `config` if most of the first lines are of that kind, else None."""
    lines = [line for line in text[:40_000].split("\n")[:LINES] if line.strip()]
    if len(lines) < 5:
        return None
    for kind, pattern, share in (("log", _LOG, 0.6), ("code", _CODE, 0.5), ("config", _CONFIG, 0.7)):
        if mostly(pattern.search, lines, share):
            return kind
    return None


def mostly(test: Callable[[str], object], lines: Sequence[str], share: float) -> bool:
    """Whether at least a `share` of the lines pass a test; the rest is not asked once that is settled."""
    least = share * len(lines)
    passed, failed = 0, 0
    for line in lines:
        if test(line):
            passed += 1
        else:
            failed += 1
            if len(lines) - failed < least:
                return False
    return passed >= least
