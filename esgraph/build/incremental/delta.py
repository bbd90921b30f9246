"""Turns what files said before and say now into the statements that come and go."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from esgraph.build.incremental.files import Files
from esgraph.build.incremental.lines import SortedLines


@dataclass(frozen=True, slots=True)
class Delta:
    """Lines of N-Quads that are there no more, and lines that were not there."""

    removed: frozenset[bytes] = frozenset()
    added: frozenset[bytes] = frozenset()

    def __or__(self, other: "Delta") -> "Delta":
        """Both, one after the other; they are about different graphs."""
        return Delta(self.removed | other.removed, self.added | other.added)

    def union(self, before: SortedLines, counts: Callable[[bytes], bool] = bool) -> "Delta":
        """What comes and goes in the union of the graphs, as lines of N-Triples; `before` are the N-Quads of before.

        Of these, only lines that `counts` says so of are of the union.
        """
        numbers: Counter[bytes] = Counter(_triple(line) for line in self.added)
        numbers.subtract(_triple(line) for line in self.removed)
        removed, added = set[bytes](), set[bytes]()
        for triple in numbers:
            old = sum(map(counts, before.starting(triple + b" <")))
            new = old + numbers[triple]
            if bool(old) != bool(new):
                (added if new else removed).add(triple + b" .\n")
        return Delta(frozenset(removed), frozenset(added))


def _triple(line: bytes) -> bytes:
    return line[: line.rindex(b" <")]


def stated(before: SortedLines, files: Files, changes: Iterable[tuple[list[bytes], list[bytes]]]) -> Delta:
    """The statements that come and go as each of some files says its old lines no more and its new ones.

    A statement that several files make goes with the last of them: `files` counts these, and is brought up to date.
    """
    numbers: Counter[bytes] = Counter()
    for old, new in changes:
        numbers.subtract(old)
        numbers.update(new)
    removed, added = set[bytes](), set[bytes]()
    for line, number in numbers.items():
        if not number:
            continue
        old_number = files.shared(line) or int(line in before)
        new_number = old_number + number
        files.share(line, new_number)
        if bool(old_number) != bool(new_number):
            (added if new_number else removed).add(line)
    return Delta(frozenset(removed), frozenset(added))


def quads(lines: Iterable[bytes]) -> list[ox.Quad]:
    """Lines of N-Quads or of N-Triples as statements."""
    return list(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS))


def triples(union: Delta) -> list[ox.Triple]:
    """The statements of the union that come and go."""
    return [quad.triple for quad in quads([*sorted(union.removed), *sorted(union.added)])]


def apply(store: ox.Store, delta: Delta, union: Delta) -> None:
    """Change the named graphs of a store, and its default graph, which is their union."""
    gone = quads(delta.removed)
    for quad in [*gone, *quads(union.removed)]:
        store.remove(quad)
    for some in (delta.added, union.added):
        store.bulk_extend(quads(some))
    for graph in {quad.graph_name for quad in gone}:
        if next(store.quads_for_pattern(None, None, None, graph), None) is None:
            store.remove_graph(graph)
    store.flush()


def by_subject(delta: Delta) -> Mapping[bytes, Delta]:
    """What comes and goes for each subject."""
    found: dict[bytes, tuple[set[bytes], set[bytes]]] = {}
    for number, lines in enumerate((delta.removed, delta.added)):
        for line in lines:
            found.setdefault(line.partition(b" ")[0], (set(), set()))[number].add(line)
    return {subject: Delta(frozenset(gone), frozenset(come)) for subject, (gone, come) in found.items()}
