"""``python -m tests.bench.office_g OUT --seed N``: write one office of kind G."""

import argparse
import sys
from pathlib import Path

from tests.bench.office_g.tree import build


def main() -> None:
    """Read the options and write the tree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.stdout.write(f"{build(options.out, options.seed)}\n")


main()
