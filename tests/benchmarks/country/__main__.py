"""Writes a made-up country as a project directory: `python -m tests.benchmarks.country DIR --triples 1000000`."""

import argparse
import sys
import time
from pathlib import Path

from esgraph.errors import EsgraphError
from tests.benchmarks.country import faults, project


def main() -> int:
    """Write a country; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.country", description=__doc__)
    parser.add_argument("directory", type=Path, help="the project directory to make")
    parser.add_argument("--triples", type=int, default=1_000_000, help="size in statements")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", type=int, default=0, help="how many errors that the shapes find")
    parser.add_argument("--mistakes", type=int, default=0, help="how many mistakes that the reader refuses")
    options = parser.parse_args()
    begun = time.monotonic()
    wrong = faults.Faults(options.errors, options.mistakes, options.seed)
    try:
        made = project.write(options.directory, options.triples, options.seed, wrong)
    except EsgraphError as error:
        print(error.text("en"), file=sys.stderr)  # noqa: T201
        return 1
    seconds = time.monotonic() - begun
    print(f"{made.statements} statements in {made.files} files in {seconds:.1f} s → {options.directory}")  # noqa: T201
    if wrong.told:
        print(f"{len(wrong.told)} findings to expect → {options.directory / faults.MANIFEST}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
