"""Write the corporation: ``python -m tests.bench.office_u OUT --seed N``."""

import argparse
import sys
from pathlib import Path

from .plan import build


def main() -> None:
    """Write one tree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    sys.stdout.write(f"{build(options.out, options.seed)} files\n")


if __name__ == "__main__":
    main()
