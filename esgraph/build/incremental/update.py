"""Turns a baseline and the files that changed since into the dataset of now: files in order, store, numbers."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from esgraph import linksets
from esgraph.build import derivation, terms
from esgraph.build.catalogue import linking
from esgraph.build.catalogue.counting import Counts
from esgraph.build.derivation import Rule
from esgraph.build.incremental import delta
from esgraph.build.incremental.baseline import Baseline
from esgraph.build.incremental.delta import Delta
from esgraph.build.incremental.files import FIXED, Files
from esgraph.build.incremental.lines import SortedLines
from esgraph.build.incremental.recount import recount
from esgraph.build.reading import Said, unpacked
from esgraph.build.stages import Stages
from esgraph.release import NQUADS, STORE, UNION
from esgraph.vocabulary import graph


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a baseline: the statements of the union that are in one of the two datasets alone."""

    baseline: Baseline
    triples: tuple[ox.Triple, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Update:
    """What is new since a baseline: what files say that changed, which are gone, and what no authored file says."""

    said: Mapping[str, Said]
    gone: frozenset[str]
    fixed: list[bytes]


def update(
    baseline: Baseline, files: Files, new: Update, work: Path, base: str, rules: list[Rule], stages: Stages
) -> tuple[Counts, Change]:
    """Make in `work` the dataset of now; `files` is brought up to date with it."""
    counts = baseline.counts
    with SortedLines(baseline.nquads) as before:
        links = linksets.of(base)
        with stages.stage("comparing"):
            stated = delta.stated(before, files, _changes(files, new))
            union = stated.union(before, links.holds_not)
        ox.Store.read_only(str(baseline.store)).backup(str(work / STORE))
        store = ox.Store(str(work / STORE))
        with stages.stage("loading"):
            delta.apply(store, stated, union)
        with stages.stage("deriving"):
            derived = _derived(baseline, store, rules, delta.triples(union), before, graph(base, "derived"))
            linked = _linked(counts, base, (stated | derived).union(before, links.holds_not))
            whole = stated | derived | linked
            final = whole.union(before)
            delta.apply(store, derived | linked, _then(union, final))
        with stages.stage("ordering"):
            before.spliced(whole.removed, whole.added, work / NQUADS)
            with SortedLines(baseline.path / UNION) as triples:
                triples.spliced(final.removed, final.added, work / UNION)
        with stages.stage("counting"), SortedLines(work / NQUADS) as after:
            recount(counts, base, whole, before, after)
    return counts, Change(baseline, tuple(delta.triples(final)))


def _changes(files: Files, new: Update) -> Iterator[tuple[list[bytes], list[bytes]]]:
    """What each file that changed said and says; the table is brought up to date."""
    for name, said in new.said.items():
        yield files.lines(name), unpacked(said.lines)
        files.put(name, said)
    for name in new.gone:
        yield files.lines(name), []
        files.remove(name)
    yield files.lines(FIXED), new.fixed
    files.put_fixed(new.fixed)


def _derived(
    baseline: Baseline, store: ox.Store, rules: list[Rule], changed: list[ox.Triple], before: SortedLines, name: str
) -> Delta:
    """What the rules do not give any more, and what they give now."""
    gone, come = derivation.derive_again(ox.Store.read_only(str(baseline.store)), store, rules, changed)
    return Delta(
        frozenset(line for line in terms.lines(gone, name) if line in before),
        frozenset(line for line in terms.lines(come, name) if line not in before),
    )


def _linked(counts: Counts, base: str, union: Delta) -> Delta:
    """What comes and goes in the graphs of linksets, as links come and go, and in what the catalogue says of them."""
    links = linksets.of(base)
    gone, come = (
        list(links.links(line.removesuffix(b" .\n") for line in some)) for some in (union.removed, union.added)
    )
    numbers = Counter[str]()
    for (target, _), number in counts.linksets.items():
        numbers[target] += number
    before = +numbers
    numbers.update(target for target, _ in come)
    numbers.subtract(target for target, _ in gone)
    after = +numbers
    return Delta(
        frozenset((*(line for _, line in gone), *linking.lines(base, before.keys() - after.keys()))),
        frozenset((*(line for _, line in come), *linking.lines(base, after.keys() - before.keys()))),
    )


def _then(first: Delta, both: Delta) -> Delta:
    """What is left to be done after a first change so that it comes to another one."""
    return Delta(
        (both.removed - first.removed) | (first.added - both.added),
        (both.added - first.added) | (first.removed - both.removed),
    )
