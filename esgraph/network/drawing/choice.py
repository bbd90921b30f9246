"""Turns a view that may be large into the nodes that a picture has room for: those that hang together most closely."""

from collections.abc import Collection, Iterator, Sequence
from heapq import heappop, heappush, nsmallest

from esgraph.network.bond import Key
from esgraph.network.view import View


def choose(
    view: View, centre: str, most: int, seeds: Sequence[str] = (), among: Collection[str] | None = None
) -> list[str]:
    """At most so many nodes in the order of choice: the centre, its partners, then others.

    Among them come first who has most ties to those already chosen, then most ties at all. A tie of many counts once: a
    hundred who were honoured in the same edition are not closer to each other than two who work together. Without a
    centre, and where nothing more hangs together with what was chosen, it goes on with who has most ties, or with who
    is known to have many (`seeds`). `among` are those around the centre that may be chosen, if not all may be. Raises
    KeyError if the centre or a seed is no node.
    """
    partners = frozenset(view.neighbours(centre)) if centre else frozenset()
    chosen: dict[str, None] = {}
    shared: dict[str, int] = {}
    weights: dict[str, int] = {}
    counted: set[Key] = set()
    waiting: list[tuple[bool, int, int, str]] = []
    begun = _seeds(view, centre, most, seeds) if among is None else iter([centre])
    while len(chosen) < most:
        node = _next(waiting, chosen) or next((seed for seed in begun if seed not in chosen), "")
        if not node:
            break
        chosen[node] = None
        new = [bond for bond in view.bonds_of(node) if bond.key not in counted]
        counted |= {bond.key for bond in new}
        others = [member.node for bond in new for member in bond.members if member.node not in chosen]
        if among is not None:
            others = [other for other in others if other in among]
        unknown = {other for other in others if other not in weights}
        weights |= view.weights(unknown)
        for other in others:
            shared[other] = shared.get(other, 0) + 1
            heappush(waiting, (other not in partners, -shared[other], -weights[other], other))
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
