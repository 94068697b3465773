"""Count the harmless documents that are flagged, and those of the same shape about persons that are not."""

import argparse
import sys
from collections import Counter

from checks.residue.model import Verdict
from tests.bench.kinds import harmless

FOUND = (Verdict.CONTENT, Verdict.NAME_ONLY)


def main() -> None:
    parser = argparse.ArgumentParser(description=harmless.__doc__)
    parser.add_argument("batches", nargs="*", default=harmless.batches())
    parser.add_argument("--show", action="store_true", help="what was flagged or missed, with the values")
    parser.add_argument("--only", default="", help="kinds whose id holds this")
    options = parser.parse_args()
    files, flagged, real, missed = 0, Counter[str](), 0, Counter[str]()
    for batch in options.batches:
        for kind in harmless.kinds(batch):
            for variant in range(harmless.VARIANTS) if options.only in kind.name else ():
                ending, result = harmless.judged(kind, variant)
                found = result.verdict in FOUND
                files, real = files + kind.harmless, real + (not kind.harmless)
                if found == kind.harmless:
                    (flagged if kind.harmless else missed)[kind.name] += 1
                    if options.show:
                        told = [match[:2] for match in result.matches or []][:9]
                        sys.stdout.write(f"{kind.name} {variant} {ending} {result.verdict.name} {told}\n")
    sys.stdout.write(f"harmless {files}, flagged {flagged.total()} of {len(flagged)} kinds: {dict(flagged)}\n")
    sys.stdout.write(f"real {real}, missed {missed.total()}: {dict(missed)}\n")


if __name__ == "__main__":
    main()
