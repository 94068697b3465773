"""``python -m evidence verify FILE… [--trust trust.json] [--pin FINGERPRINT] [--json] [--lang en]``.

Exit codes: 0 VALID, 1 INVALID, 2 INDETERMINATE (the worst of all files), 64 wrong use, 65 a file cannot be opened.
stdout carries the verdicts, stderr the rest.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from evidence import text

if TYPE_CHECKING:
    from evidence.errors import EvidenceError
    from evidence.known import Known
    from evidence.trust import Trust

USAGE, BAD_INPUT, STOPPED = 64, 65, 130
_WORST = (BAD_INPUT, 1, 2, 0)
MANY = 8
"""Files from which on starting more processes pays."""


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

    try:
        _given(options)
    except EvidenceError as error:
        _complain(error, options.lang)
        return error.exit_code
    codes = {_show(answer) for answer in _answers(options)}
    return next(code for code in _WORST if code in codes)


def _given(options: argparse.Namespace) -> tuple[Trust, Known]:
    """What the person at the keyboard believes and has at hand."""
    from evidence import known, trust

    keys = (trust.load(options.trust) if options.trust else trust.Trust()).with_pins(options.pin)
    return keys, known.load(keys, options.request, options.receipt, options.previous)


@dataclass(frozen=True)
class _Answer:
    """What one file gives: exit code, lines for stdout, lines for stderr."""

    code: int
    out: list[str]
    err: list[str]


def _answers(options: argparse.Namespace) -> Iterator[_Answer]:
    """The answers in the order of the files; many files are shared out over the processors."""
    if len(options.files) < MANY:
        yield from map(_Worker(options).answer, options.files)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(initializer=_start_worker, initargs=(options,)) as pool:
        yield from pool.map(_work, options.files, chunksize=4)


class _Worker:
    """Verifies files with what was given once."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self._trust, self._known = _given(options)

    def answer(self, path: Path) -> _Answer:
        from evidence import report, verify
        from evidence.errors import EvidenceError

        options = self._options
        try:
            result = verify.verify(path, trust=self._trust, repacked=options.repacked, known=self._known)
        except EvidenceError as error:
            return _Answer(error.exit_code, [], _words(error, options.lang))
        if options.json:
            return _Answer(result.exit_code, [report.as_json(result, str(path))], [])
        return _Answer(result.exit_code, [f"{path}", *report.lines(result, options.lang), ""], [])


_WORKERS: list[_Worker] = []


def _start_worker(options: argparse.Namespace) -> None:
    _WORKERS.append(_Worker(options))


def _work(path: Path) -> _Answer:
    return _WORKERS[0].answer(path)


def _show(answer: _Answer) -> int:
    _say(sys.stdout, answer.out)
    _say(sys.stderr, answer.err)
    return answer.code


def _words(error: EvidenceError, lang: str) -> list[str]:
    return [error.title(lang), error.detail(lang), error.next_step(lang)]


def _complain(error: EvidenceError, lang: str) -> None:
    _say(sys.stderr, _words(error, lang))


def _say(stream: TextIO, lines: list[str]) -> None:
    stream.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
