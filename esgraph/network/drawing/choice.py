"""Turns a view that may be large into the nodes that a picture has room for: those that hang together most closely."""

from collections.abc import Collection, Iterator, Sequence
from heapq import heappop, heappush, nsmallest
from itertools import combinations

from esgraph.network.model import Edge
from esgraph.network.view import Bond, View

#: Of the same tie a view may have several bonds, each with a part of its members.
_Key = tuple[tuple[bool, str], tuple[str, ...]]


def choose(view: View, centre: str, most: int, seeds: Sequence[str] = ()) -> list[str]:
    """At most so many nodes in the order of choice: the centre, its partners, then others.

    Among them come first who has most ties to those already chosen, then most ties at all. A tie of many counts once: a
    hundred who were honoured in the same edition are not closer to each other than two who work together. Without a
    centre, and where nothing more hangs together with what was chosen, it goes on with who has most ties, or with who
    is known to have many (`seeds`). Raises KeyError if the centre or a seed is no node.
    """
    partners = frozenset(view.neighbours(centre)) if centre else frozenset()
    chosen: dict[str, None] = {}
    shared: dict[str, int] = {}
    counted: set[_Key] = set()
    waiting: list[tuple[bool, int, int, str]] = []
    begun = _seeds(view, centre, most, seeds)
    while len(chosen) < most:
        node = _next(waiting, chosen) or next((seed for seed in begun if seed not in chosen), "")
        if not node:
            break
        chosen[node] = None
        new = [bond for bond in view.bonds_of(node) if _key(bond) not in counted]
        counted |= set(map(_key, new))
        others = [member.node for bond in new for member in bond.members if member.node not in chosen]
        view.reach(others)
        for other in others:
            shared[other] = shared.get(other, 0) + 1
            heappush(waiting, (other not in partners, -shared[other], -len(view.bonds_of(other)), other))
    return list(chosen)


def _next(waiting: list[tuple[bool, int, int, str]], chosen: dict[str, None]) -> str:
    """The best of those that wait; one waits once for each of its ties, and the best place counts."""
    while waiting:
        node = heappop(waiting)[-1]
        if node not in chosen:
            return node
    return ""


def _seeds(view: View, centre: str, most: int, known: Sequence[str]) -> Iterator[str]:
    """With whom to begin, and begin anew: as many as there can be boxes, and so always one that is not chosen yet."""
    if centre:
        yield centre
    yield from known
    # Only now are all nodes read: where enough hangs together with the centre, never.
    view.reach(view.nodes)
    yield from nsmallest(most, view.nodes, key=lambda node: (-len(view.bonds_of(node)), node))


def between(view: View, chosen: Collection[str]) -> Iterator[Edge]:
    """The edges between the chosen nodes, in order."""
    kept = set(chosen)
    view.reach(kept)
    bonds = {_key(bond): bond for node in kept for bond in view.bonds_of(node)}
    for key in sorted(bonds):
        bond = bonds[key]
        for one, other in combinations((member for member in bond.members if member.node in kept), 2):
            yield bond.edge(one, other)


def _key(bond: Bond) -> _Key:
    return bond.tie.order, tuple(member.node for member in bond.members)
