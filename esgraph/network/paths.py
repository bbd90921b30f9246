"""Turns two organisations of a View into how they are connected, and one into those around it, step by step.

Everything here walks from bond to bond, so its time grows with the network at most, and not with the pairs in it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import overload

from esgraph.network.bond import Key
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

    `steps` are the pairs of nodes of all of them. Without a path `total` is 0 and `distance` is None.
    """

    distance: int | None
    total: int
    paths: tuple[tuple[Step, ...], ...]
    steps: frozenset[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Partner:
    """A node that two others are both bound to: by what to the one, by what to the other."""

    node: str
    to_one: tuple[Edge, ...]
    to_other: tuple[Edge, ...]


def ego(view: View, node: str, depth: int = 1) -> View:
    """A node with all that are at most `depth` steps away, and every tie among them. Raises KeyError for no node."""
    return view.within(around(view, node, depth))


def around(view: View, node: str, depth: int = 1) -> Collection[str]:
    """A node, and all that are at most `depth` steps away. Raises KeyError for what is no node."""
    return _distances(view, node, depth).keys()


def connection(view: View, one: str, other: str, most: int = MOST) -> Connection:
    """The shortest paths of two nodes, at most so many. Raises KeyError for what is no node."""
    met = _meeting(view, one, other)
    if met is None:
        return Connection(None, 0, ())
    before, distances = met
    steps = frozenset(frozenset((one, node)) for node, nearer in before.items() for one in nearer)
    paths: list[tuple[Step, ...]] = []
    for nodes in _walks(before, one, other):
        if len(paths) == most:
            break
        paths.append(tuple(Step(*pair, view.between(*pair)) for pair in pairwise(nodes)))
    return Connection(distances[other], _count(before, distances, one, other), tuple(paths), steps)


def common_partners(view: View, one: str, other: str) -> Sequence[Partner]:
    """Who is bound to both of two nodes, in order; by what is found when it is asked for. Raises KeyError for no node.

    Two hubs may have thousands in common, of which nobody wants to see more than some.
    """
    both = set(view.neighbours(one)) & set(view.neighbours(other)) - {one, other}
    return _Partners(view, one, other, sorted(both))


class _Partners(Sequence[Partner]):
    def __init__(self, view: View, one: str, other: str, nodes: Sequence[str]) -> None:
        self._view, self._one, self._other, self._nodes = view, one, other, nodes

    def __len__(self) -> int:
        return len(self._nodes)

    @overload
    def __getitem__(self, index: int) -> Partner: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Partner]: ...

    def __getitem__(self, index: int | slice) -> Partner | Sequence[Partner]:
        if isinstance(index, slice):
            return _Partners(self._view, self._one, self._other, self._nodes[index])
        node = self._nodes[index]
        return Partner(node, self._view.between(self._one, node), self._view.between(self._other, node))


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


class _Ball:
    """The nodes that are some steps from a node at most, which grows by a step at a time.

    Each bond is looked at once: whoever it binds is at most a step further than the first of them.
    """

    def __init__(self, view: View, centre: str) -> None:
        view.bonds_of(centre)
        self._view = view
        self._passed: set[Key] = set()
        self.distances = {centre: 0}
        self.rim = [centre]
        self.radius = 0

    def grow(self) -> None:
        self._view.reach(self.rim)
        self.radius += 1
        rim = []
        for node in self.rim:
            for bond in self._view.bonds_of(node):
                if bond.key in self._passed:
                    continue
                self._passed.add(bond.key)
                for member in bond.members:
                    if member.node not in self.distances:
                        self.distances[member.node] = self.radius
                        rim.append(member.node)
        self.rim = rim


def _distances(view: View, start: str, depth: int | None = None) -> dict[str, int]:
    """How far each node is from one: all of them, or those in some steps."""
    ball = _Ball(view, start)
    while ball.rim and (depth is None or ball.radius < depth):
        ball.grow()
    return ball.distances


def _meeting(view: View, one: str, other: str) -> tuple[dict[str, list[str]], dict[str, int]] | None:
    """The nodes on the shortest paths: before each the nodes of the step before, and how far each is from the first.

    A ball around each end grows until they meet, the one with the smaller rim first, so that two hubs in a large
    network are connected without walking through the whole of it.
    """
    near, far = _Ball(view, one), _Ball(view, other)
    while not (middle := near.distances.keys() & far.distances.keys()):
        if not (near.rim and far.rim):
            return None
        (near if len(near.rim) <= len(far.rim) else far).grow()
    length = near.radius + far.radius
    before = _inwards(view, near.distances, middle)
    distances = {node: near.distances[node] for node in before}
    for node, nexts in _inwards(view, far.distances, middle).items():
        distances[node] = length - far.distances[node]
        for following in nexts:
            before.setdefault(following, []).append(node)
    return {node: sorted(set(listed)) for node, listed in before.items()}, distances


def _inwards(view: View, distances: dict[str, int], rim: Iterable[str]) -> dict[str, list[str]]:
    """For each node on a shortest way from the rim of a ball to its centre, those a step nearer, in order."""
    found: dict[str, list[str]] = {}
    todo = sorted(rim)
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
