"""Score the batches: names of tables and forms, files found, harmless files flagged."""

import argparse
import sys

from checks.residue.model import Verdict
from tests.bench.kinds import layouts
from tests.bench.offices.score import Tally


def main() -> None:
    parser = argparse.ArgumentParser(description=layouts.__doc__)
    parser.add_argument("batches", nargs="*", default=layouts.batches())
    parser.add_argument("--show", action="store_true", help="what was lost, told wrongly or flagged")
    options = parser.parse_args()
    for batch in options.batches:
        tallies = {"t": Tally(), "f": Tally()}
        files, harmless = Tally(), Tally()
        for told in map(layouts.judged, layouts.documents(batch)):
            found = told.result.verdict is not Verdict.CLEAN
            count = harmless if told.document.harmless else files
            count.planted += 1
            count.hit += found
            if not told.document.harmless:
                tally = tallies[told.document.name[0]]
                tally.planted += len(told.document.names)
                tally.hit += len(told.document.names) - len(told.lost)
                tally.reported += told.reported
                tally.right += told.reported - len(told.wrong)
            bad = found if told.document.harmless else told.lost or told.wrong or not found
            if options.show and bad:
                what = told.result.matches if told.document.harmless else f"lost {told.lost} wrong {told.wrong}"
                sys.stdout.write(f"  {told.document.name}: {'' if found else 'NOT FOUND '}{what}\n")
        sys.stdout.write(
            f"{batch}: tables {tallies['t'].line()}, forms {tallies['f'].line()}, files {files.hit}/{files.planted}, "
            f"harmless flagged {harmless.hit}/{harmless.planted}\n"
        )


if __name__ == "__main__":
    main()
