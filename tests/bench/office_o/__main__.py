"""Write the office: ``python -m office_o OUT --seed N``."""

import argparse
import sys
from pathlib import Path

from .build import build


def main() -> None:
    """Write one tree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sys.stdout.write(f"{build(given.out, given.seed)} files\n")


if __name__ == "__main__":
    main()
