"""Turns two organisations of a View into how they are connected, and one into those around it, step by step.

Everything here walks from bond to bond, so its time grows with the network at most, and not with the pairs in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from esgraph.network.model import Edge
from esgraph.network.view import View

#: So many shortest paths are told unless somebody asks for more: two hubs can have millions.
MOST = 10


@dataclass(frozen=True, slots=True)
class Step:
    """From one node to the next, by all the edges that the two have."""

    one: str
    other: str
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Connection:
    """How two nodes are connected: the shortest paths, the first of `total` in the order of their nodes.

    Without a path `total` is 0 and `distance` is None.
    """

    distance: int | None
    total: int
    paths: tuple[tuple[Step, ...], ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """A node that two others are both bound to: by what to the one, by what to the other."""

    node: str
    to_one: tuple[Edge, ...]
    to_other: tuple[Edge, ...]


def ego(view: View, node: str, depth: int = 1) -> View:
    """A node with all that are at most `depth` steps away, and every tie among them. Raises KeyError for no node."""
    return view.within(list(_distances(view, node, depth)))


def connection(view: View, one: str, other: str, most: int = MOST) -> Connection:
    """The shortest paths of two nodes, at most so many. Raises KeyError for what is no node."""
    if other not in view.nodes:
        raise KeyError(other)
    distances = _distances(view, one, until=other)
    if other not in distances:
        return Connection(None, 0, ())
    before = _before(view, distances, other)
    paths: list[tuple[Step, ...]] = []
    for nodes in _walks(before, one, other):
        if len(paths) == most:
            break
        paths.append(tuple(Step(*pair, view.between(*pair)) for pair in pairwise(nodes)))
    return Connection(distances[other], _count(before, distances, one, other), tuple(paths))


def common_partners(view: View, one: str, other: str) -> tuple[Partner, ...]:
    """Who is bound to both of two nodes, in order. Raises KeyError for what is no node."""
    both = set(view.neighbours(one)) & set(view.neighbours(other)) - {one, other}
    return tuple(Partner(node, view.between(one, node), view.between(other, node)) for node in sorted(both))


def components(view: View) -> tuple[tuple[str, ...], ...]:
    """The parts that hang together, each in order, the largest first."""
    found: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for node in view.nodes:
        if node not in seen:
            part = _distances(view, node)
            seen.update(part)
            found.append(tuple(sorted(part)))
    return tuple(sorted(found, key=lambda part: (-len(part), part)))


def _distances(view: View, start: str, depth: int | None = None, until: str = "") -> dict[str, int]:
    """How far each node is from one: all of them, or those in some steps, or as far as to another node.

    Each bond is looked at once: whoever it binds is at most a step further than the first of them.
    """
    found = {start: 0}
    passed: set[int] = set()
    level = [start]
    steps = 0
    while level and (depth is None or steps < depth) and until not in found:
        steps += 1
        nexts = []
        for node in level:
            for number, bond in view.bonds_of(node):
                if number in passed:
                    continue
                passed.add(number)
                for member in bond.members:
                    if member.node not in found:
                        found[member.node] = steps
                        nexts.append(member.node)
        level = nexts
    return found


def _before(view: View, distances: dict[str, int], end: str) -> dict[str, list[str]]:
    """For each node on a shortest path to the end, those before it, in order."""
    found: dict[str, list[str]] = {}
    todo = [end]
    while todo:
        node = todo.pop()
        if node in found:
            continue
        nearer = distances[node] - 1
        found[node] = [one for one in view.neighbours(node) if distances.get(one) == nearer]
        todo += found[node]
    return found


def _count(before: dict[str, list[str]], distances: dict[str, int], start: str, end: str) -> int:
    """How many shortest paths there are."""
    ways = {start: 1}
    for node in sorted(before, key=distances.__getitem__):
        if node != start:
            ways[node] = sum(ways[one] for one in before[node])
    return ways[end]


def _walks(before: dict[str, list[str]], start: str, end: str) -> Iterator[Sequence[str]]:
    """The shortest paths one after another, in the order of their nodes from the start."""
    after: dict[str, list[str]] = {}
    for node, nearer in before.items():
        for one in nearer:
            after.setdefault(one, []).append(node)
    stack: list[tuple[str, ...]] = [(start,)]
    while stack:
        walk = stack.pop()
        if walk[-1] == end:
            yield walk
            continue
        stack += [(*walk, one) for one in sorted(after.get(walk[-1], ()), reverse=True)]
