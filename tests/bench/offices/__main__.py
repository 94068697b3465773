"""``python -m tests.bench.offices OUT --seed N --kind A|B|C|D|E|F``: write one invented office."""

import argparse
import sys
from pathlib import Path

from tests.bench.offices.tree import build


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=("A", "B", "C", "D", "E", "F"), default="A")
    options = parser.parse_args()
    sys.stdout.write(f"{build(options.out, options.kind, options.seed)}\n")


main()
