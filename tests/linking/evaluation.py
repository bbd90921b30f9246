"""Prints how well matching does on pairs made for it: `python -m tests.linking.evaluation [--errors] [--stems]`.

The pairs (`pairs.csv`) are made up: names of patterns that registers and texts have, in real towns, with numbers from
ranges that no register gives out. `same` and `different` are what a careful person would say from what is given; `open`
are pairs of which nobody could be certain. Rules were written and mended with the part `tuning`. The part `heldout` was
written before they were mended, or after, and no rule was changed for it; pairs that showed a mistake which was then
mended were moved to `tuning`, and others written in their place. Both are of one author, who knew the rules. The part
`strangers` was written by two others, who knew none and wanted them to fail; rules were mended with it afterwards. The
part `blind` is of somebody who knew none either, as names really meet; no rule was mended with it.
"""

import argparse
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from esgraph.comparison.numbers import digits
from esgraph.linking.evidence import Examiner
from esgraph.linking.kinds import Kinds
from esgraph.linking.matching import Match, match
from esgraph.linking.outcome import Outcome
from esgraph.linking.record import REGISTERS, Record
from esgraph.linking.sources import opened

PAIRS = Path(__file__).parent / "pairs.csv"
PARTS = ("tuning", "strangers", "heldout", "blind")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records and whether they are of one organisation."""

    number: str
    part: str
    truth: str
    pattern: str
    one: Record
    other: Record


@dataclass(frozen=True, slots=True)
class Figures:
    """How many pairs are the same, how many were said to be so, and how many of these rightly."""

    same: int
    told: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.told if self.told else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.same


@cache
def pairs() -> tuple[Pair, ...]:
    with PAIRS.open(encoding="utf-8", newline="") as stream:
        return tuple(map(_pair, csv.DictReader(stream)))


@cache
def examiner(with_dictionary: bool = True) -> Examiner:
    """With the dictionary at hand, or as where there is none."""
    return opened.examiner(Kinds.read(), opened.lemmas if with_dictionary else lambda _word: ())


def _pair(row: dict[str, str]) -> Pair:
    one, other = (_record(row, side) for side in "12")
    return Pair(row["pair"], row["part"], row["truth"], row["pattern"], one, other)


def _record(row: dict[str, str], side: str) -> Record:
    numbers = {name: frozenset((digits(row[name + side], name),)) for name in REGISTERS if row[name + side]}
    told = {name: tuple(filter(None, (row[name + side],))) for name in ("place", "around")}
    iri = f"https://side{side}.example/{row['pair']}"
    return Record(iri, (row[f"name{side}"],), numbers=numbers, places=told["place"], around=told["around"])


def alone(pair: Pair, with_dictionary: bool = True) -> Match | None:
    """What is said of a pair by itself."""
    return next(iter(match([pair.one], [pair.other], examiner(with_dictionary))), None)


def figures(some: Iterable[Pair], least: Outcome, with_dictionary: bool = True) -> Figures:
    """How well pairs by themselves are told that are said to be so sure at least."""
    listed = list(some)
    told = [pair for pair in listed if (found := alone(pair, with_dictionary)) and found.outcome >= least]
    return Figures(sum(pair.truth == "same" for pair in listed), len(told), sum(pair.truth == "same" for pair in told))


def of_part(part: str) -> list[Pair]:
    return [pair for pair in pairs() if pair.part == part]


def crowd(part: str) -> list[Match]:
    """What is said of all records of a part, each of one side with all of the other."""
    some = of_part(part)
    return match([pair.one for pair in some], [pair.other for pair in some], examiner())


def errors(part: str) -> Iterator[str]:
    """What is told wrongly, or not as certain, pair by pair."""
    for pair in of_part(part):
        found = alone(pair)
        outcome = found.outcome if found else Outcome.NONE
        is_wrong = pair.truth == "different" and outcome is Outcome.PROBABLE
        if is_wrong or (outcome is Outcome.CERTAIN) != (pair.truth == "same"):
            rule = found.rule if found else "–"
            yield (
                f"{pair.number} {pair.truth}/{pair.pattern}: {outcome.name} ({rule}): "
                f"{pair.one.names[0]} {pair.one.places} | {pair.other.names[0]} {pair.other.places}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.linking.evaluation", description=__doc__)
    parser.add_argument("--errors", action="store_true", help="list what is told wrongly of the part `tuning`")
    parser.add_argument("--stems", action="store_true", help="as where there is no dictionary")
    options = parser.parse_args()
    lines = [f"{'part':<10} {'outcome':<18} {'pairs':>5} {'same':>5} {'told':>5} {'precision':>9} {'recall':>7}"]
    for part in PARTS:
        for least in (Outcome.CERTAIN, Outcome.PROBABLE, Outcome.POSSIBLE):
            found = figures(of_part(part), least, not options.stems)
            name = f"at least {least.name.lower()}" if least is not Outcome.CERTAIN else "certain"
            lines.append(
                f"{part:<10} {name:<18} {len(of_part(part)):>5} {found.same:>5} {found.told:>5} "
                f"{found.precision:>9.3f} {found.recall:>7.3f}"
            )
    lines += errors("tuning") if options.errors else ()
    print(*lines, sep="\n")  # noqa: T201


if __name__ == "__main__":
    main()
