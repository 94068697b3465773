"""Feed the verifier damaged bundles for a while: ``python -m tests.vectors.fuzz [SECONDS] [SEED]`` (not part of the test run).

Every answer must be a report, within a few seconds. The seed and number of a failing case are printed.
"""

import random
import sys
import time
from collections import Counter
from io import BytesIO

from evidence import trust, verify
from evidence.known import Known
from tests.vectors.damage import kinds
from tests.vectors.forge import NOW, Forge

SLOW = 10
"""Seconds for one small bundle that nobody should have to wait."""


def main(seconds: float, seed: int) -> None:
    """Run until the time is over; raises for the first case that is not answered."""
    forge, dice, seen = Forge(), random.Random(seed), Counter[str]()
    known, held, makers = trust.parse(forge.trust.document), Known(forge.request.document), kinds(forge)
    end, number = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        raw = makers[number % len(makers)](dice)
        started = time.monotonic()
        try:
            report = verify.verify_stream(BytesIO(raw), trust=known, now=NOW, known=held, repacked=number % 2 == 1)
        except Exception as error:
            raise RuntimeError(f"seed {seed}, case {number}") from error
        if "NOT_JUDGED" in report.names():
            raise RuntimeError(f"seed {seed}, case {number}: {report.codes}")
        if time.monotonic() - started > SLOW:
            raise RuntimeError(f"seed {seed}, case {number}: slow")
        seen.update(report.names())
        number += 1
    sys.stdout.write(f"{number} cases, codes seen: {dict(seen.most_common())}\n")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 600, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
