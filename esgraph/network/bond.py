"""Turns a tie into its bond: those of its parties that count, and an edge for every two of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from esgraph.network.model import STATED, Edge, Relation, Tie

#: What tells bonds apart, and by what they are in order.
Key = tuple[tuple[bool, str], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Member:
    """A node that a tie binds, and the parties of the tie that it is or stands for.

    `through` which offices, if it is not named itself; `is_merged` if it only probably is who the source names.
    """

    node: str
    parties: tuple[str, ...]
    through: tuple[str, ...] = ()
    is_merged: bool = False

    @property
    def is_named(self) -> bool:
        """Whether a source names this very node."""
        return not (self.through or self.is_merged)


@dataclass(frozen=True, slots=True)
class Bond:
    """A tie with those of its parties that count, in order; `target` is the node at which it points, if it does."""

    tie: Tie
    members: tuple[Member, ...]
    target: str = ""

    @property
    def key(self) -> Key:
        """Its tie and its members: a part may have one tie in several pieces."""
        return self.tie.order, tuple(member.node for member in self.members)

    @property
    def size(self) -> int:
        """How many edges it is."""
        return len(self.members) * (len(self.members) - 1) // 2

    def edges(self) -> Iterator[Edge]:
        """Every two of its members."""
        for one, other in combinations(self.members, 2):
            yield self.edge(one, other)

    def edge(self, one: Member, other: Member) -> Edge:
        """Two of its members."""
        directed = bool(self.target) and self.target in (one.node, other.node)
        if directed and one.node == self.target:
            one, other = other, one
        relation: Relation = self.tie.kind
        if relation == "founding" and not directed:
            relation = "co-founding"
        return Edge(
            one.node,
            other.node,
            self.tie,
            relation,
            is_stated=self.tie.kind in STATED and one.is_named and other.is_named,
            is_directed=directed,
            through=tuple(sorted({*one.through, *other.through})),
            is_merged=one.is_merged or other.is_merged,
            parties=(*one.parties, *other.parties),
        )
