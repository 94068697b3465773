"""``python -m evidence verify FILE… [--trust trust.json] [--pin FINGERPRINT] [--json] [--lang en]``.

Exit codes: 0 VALID, 1 INVALID, 2 INDETERMINATE (the worst of all files), 64 wrong use, 65 a file cannot be opened.
stdout carries the verdicts, stderr the rest.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from evidence import text

if TYPE_CHECKING:
    from evidence.errors import EvidenceError
    from evidence.verdict import Report

USAGE, BAD_INPUT, STOPPED = 64, 65, 130
_WORST = (BAD_INPUT, 1, 2, 0)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{message}\n")


def _parser(lang: str) -> _Parser:
    def say(key: str) -> str:
        return text.word(key, lang)

    parser = _Parser(prog="python -m evidence", description=say("help_program"), allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, metavar="verify")
    verify = commands.add_parser("verify", help=say("help_verify"), description=say("help_verify"), allow_abbrev=False)
    verify.add_argument("files", nargs="+", metavar="FILE", type=Path, help=say("help_files"))
    verify.add_argument("--trust", type=Path, metavar="trust.json", help=say("help_trust"))
    verify.add_argument("--pin", action="append", default=[], metavar="FINGERPRINT", help=say("help_pin"))
    verify.add_argument("--request", type=Path, metavar="request.json", help=say("help_request"))
    verify.add_argument("--receipt", type=Path, metavar="receipt.json", help=say("help_receipt"))
    verify.add_argument("--previous", metavar="ID", help=say("help_previous"))
    verify.add_argument("--repacked", action="store_true", help=say("help_repacked"))
    verify.add_argument("--json", action="store_true", help=say("help_json"))
    verify.add_argument("--lang", choices=text.LANGUAGES, default=lang, help=say("help_lang"))
    return parser


def _language(argv: list[str]) -> str:
    """The language of the help itself, before the arguments are parsed."""
    for i, word in enumerate(argv):
        value = argv[i + 1] if word == "--lang" and i + 1 < len(argv) else word.removeprefix("--lang=")
        if word.startswith("--lang") and value in text.LANGUAGES:
            return value
    return text.LANGUAGES[0]


def main(argv: list[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    words = sys.argv[1:] if argv is None else argv
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser(_language(words)).parse_args(words)
    try:
        return _verify(options)
    except KeyboardInterrupt:
        return STOPPED


def _verify(options: argparse.Namespace) -> int:
    from evidence.errors import EvidenceError
    from evidence.many import Given, expanded, verify_all

    given = Given(
        options.trust, tuple(options.pin), options.request, options.receipt, options.previous, options.repacked
    )
    codes, files = set(), expanded(options.files)
    try:
        for place, (path, answer) in enumerate(zip(files, verify_all(files, given), strict=True)):
            if place and not options.json:
                _say(sys.stdout, [""])
            codes.add(_show(path, answer, options))
    except EvidenceError as error:
        _complain(error, options.lang)
        return error.exit_code
    return next(code for code in _WORST if code in codes)


def _show(path: Path, answer: Report | EvidenceError, options: argparse.Namespace) -> int:
    from evidence import report
    from evidence.verdict import Report

    if not isinstance(answer, Report):
        _complain(answer, options.lang)
    elif options.json:
        _say(sys.stdout, [report.as_json(answer, str(path))])
    else:
        _say(
            sys.stdout,
            [f"{path}", *report.lines(answer, options.lang), report.closing(answer, path.name, options.lang)],
        )
    return answer.exit_code


def _words(error: EvidenceError, lang: str) -> list[str]:
    return [error.title(lang), error.detail(lang), error.next_step(lang)]


def _complain(error: EvidenceError, lang: str) -> None:
    _say(sys.stderr, _words(error, lang))


def _say(stream: TextIO, lines: list[str]) -> None:
    stream.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
