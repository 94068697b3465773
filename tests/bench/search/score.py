"""Scores a search against the truth: python -m tests.bench.search.score DIR [--show]. Recall and precision by file, kind, format."""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from checks.residue.model import FileResult, Verdict
from checks.residue.search import SearchOptions, search


def bare(value: str) -> str:
    """A value without what writers vary: width, blanks, dashes, honorific."""
    return re.sub(r"[\s\-‐－―ー()〒様]", "", unicodedata.normalize("NFKC", value)).lower()


def same(one: str, other: str) -> bool:
    """Whether two written values are the same, or one holds nearly all of the other."""
    a, b = bare(one), bare(other)
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    return len(short) >= 6 and short in long and len(short) >= 0.6 * len(long)


class Score:
    """Counts by key: found, missed, false."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, key: str, what: str, count: int = 1) -> None:
        """Count."""
        self.counts[key][what] += count

    def lines(self) -> list[str]:
        """One line for each key: recall, precision, counts."""
        out = []
        for key, c in sorted(self.counts.items()):
            recall = c["hit"] / max(1, c["hit"] + c["miss"])
            precision = c["hit"] / max(1, c["hit"] + c["false"])
            out.append(
                f"{key:32} R {recall:.3f}  P {precision:.3f}  hit {c['hit']} miss {c['miss']} false {c['false']}"
            )
        return out


def judge(result: FileResult, known: dict[str, object], files: Score, values: Score, show: bool) -> None:
    """Count one file."""
    flagged = result.verdict in (Verdict.CONTENT, Verdict.NAME_ONLY)
    real, form, maker = bool(known["real"]), str(known["format"]), str(known["maker"])
    what = "hit" if real and flagged else "miss" if real else "false" if flagged else "quiet"
    for key in ("all", f"format {form}", f"maker {maker}"):
        files.add(key, what)
    if show and what in ("miss", "false"):
        sys.stdout.write(
            f"{what:5} {result.path} {result.verdict} {result.reason} {result.kinds} {(result.matches or [])[:3]}\n"
        )
    # a cut file lacks some values, EUC cannot write some names, cards mix them: files count, values do not
    matches = list(result.matches or [])
    truth: list[tuple[str, str, str]] = [tuple(item) for item in known["truth"]]  # type: ignore[attr-defined, misc]
    used: set[int] = set()
    if form in ("chk", "csv_euc") or "vcf" in form:
        return
    for kind, value, where in truth:
        found = [n for n, match in enumerate(matches) if match[0] == kind and same(match[1], value)]
        used.update(found)
        values.add(f"{kind} {where}", "hit" if found else "miss")
        if show and not found and flagged:
            sys.stdout.write(f"  lost {kind} {where} {value!r} in {form} {maker}\n")
    for number, (kind, value, _) in enumerate(matches):
        comparable = kind != "sensitive" and maker != "foreigners" and number not in used
        if comparable and (any(kind == told[0] for told in truth) or not real or kind == "name"):
            values.add(f"{kind} {truth[0][2] if truth else 'harmless'}", "false")
            if show:
                sys.stdout.write(f"  false {kind} {value!r} in {form} {maker}\n")


def main(arguments: list[str]) -> int:
    """Search the tree and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args(arguments)
    truth = json.loads((options.folder / "truth.json").read_text(encoding="utf-8"))
    files, values = Score(), Score()
    started = time.perf_counter()
    run = search([options.folder / "tree"], options=SearchOptions(workers=options.workers, reveal=True))
    for result in run:
        judge(
            result,
            truth[Path(result.path).name.rpartition(".")[0] or Path(result.path).name],
            files,
            values,
            options.show,
        )
    seconds = time.perf_counter() - started
    harmless = files.counts["all"]["false"] + files.counts["all"]["quiet"]
    sys.stdout.write("\n".join([*files.lines(), "", *values.lines()]) + "\n")
    sys.stdout.write(
        f"flagged harmless {files.counts['all']['false']} of {harmless}; {run.summary.bytes / 1e6 / seconds:.1f} MB/s, {run.summary.files / seconds:.0f} files/s, reasons {run.summary.reasons}\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
