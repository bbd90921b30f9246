"""Turns a Network and switches into a View: who is bound to whom where only some ties count, or two pass for one.

A tie of many stays one thing here, its bond, and not a pair for every two of them: what asks for steps from one to the
next (neighbours, paths, parts) is then as quick for an award with two hundred recipients as for a cooperation of two.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from esgraph.network.model import KINDS, STATED, Edge, Kind, Node, Relation, Tie


@dataclass(frozen=True, slots=True)
class Switches:
    """Which ties count, and who stands for whom.

    `since` and `until` are years, both counted in; where either is set, a tie without a date is left out, but for
    `post`. `merge_probable` takes organisations that are probably the same for one (those that are confirmed to be the
    same always are). With `offices` an office is a node of its own and tied to its organisation. With `isolates`
    organisations without any tie are nodes, too.
    """

    kinds: frozenset[Kind] = frozenset(KINDS)
    stated_only: bool = False
    since: int | None = None
    until: int | None = None
    merge_probable: bool = False
    offices: bool = False
    isolates: bool = False

    def take(self, tie: Tie) -> bool:
        """Whether a tie counts, whatever its date."""
        return (
            tie.kind in self.kinds
            and (self.offices or tie.kind != "post")
            and (not self.stated_only or tie.kind in STATED)
        )

    @property
    def has_years(self) -> bool:
        """Whether dates matter."""
        return self.since is not None or self.until is not None

    def cover(self, tie: Tie) -> bool:
        """Whether one of a tie's years is wanted."""
        return any(
            (self.since is None or year >= self.since) and (self.until is None or year <= self.until)
            for year in tie.years
        )


@dataclass(frozen=True, slots=True)
class Member:
    """A node that a tie binds, and the party of the tie that it is or stands for.

    `through` which offices, if it is not named itself; `is_merged` if it only probably is who the source names.
    """

    node: str
    party: str
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
            parties=(one.party, other.party),
        )


@dataclass(frozen=True)
class View:
    """Nodes by IRI, and the bonds between them, both in order; `undated` ties were left out for want of a date."""

    nodes: Mapping[str, Node]
    bonds: Sequence[Bond]
    switches: Switches = field(default_factory=Switches)
    undated: int = 0

    @property
    def size(self) -> int:
        """How many edges there are."""
        return sum(bond.size for bond in self.bonds)

    def edges(self) -> Iterator[Edge]:
        """Every edge, in order: one for each two nodes that a tie binds."""
        for bond in self.bonds:
            yield from bond.edges()

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {iri: [] for iri in self.nodes}
        for number, bond in enumerate(self.bonds):
            for member in bond.members:
                found[member.node].append(number)
        return found

    def bonds_of(self, node: str) -> Iterator[tuple[int, Bond]]:
        """The bonds of a node, each with its number. Raises KeyError for what is no node."""
        for number in self._index[node]:
            yield number, self.bonds[number]

    def neighbours(self, node: str) -> list[str]:
        """Whom a node is bound to, in order. Raises KeyError for what is no node."""
        found = {member.node for _, bond in self.bonds_of(node) for member in bond.members}
        return sorted(found - {node})

    def between(self, one: str, other: str) -> tuple[Edge, ...]:
        """The edges of two nodes, all of them."""
        edges = []
        for _, bond in self.bonds_of(one):
            by_node = {member.node: member for member in bond.members}
            if other in by_node and one != other:
                first, second = sorted((one, other))
                edges.append(bond.edge(by_node[first], by_node[second]))
        return tuple(edges)

    def within(self, nodes: Collection[str]) -> "View":
        """The part of it that has these nodes only, and what binds them."""
        kept = set(nodes)
        numbers = sorted({number for node in kept for number in self._index[node]})
        bonds = []
        for number in numbers:
            bond = self.bonds[number]
            members = tuple(member for member in bond.members if member.node in kept)
            if len(members) > 1:
                bonds.append(Bond(bond.tie, members, bond.target if bond.target in kept else ""))
        return View({iri: self.nodes[iri] for iri in sorted(kept)}, tuple(bonds), self.switches)


def binding(
    nodes: Mapping[str, Node], ties: Sequence[Tie], switches: Switches, standing: tuple[Mapping[str, str], ...]
) -> View:
    """The view that switches give.

    `standing` says for whom another organisation stands: first by what is confirmed, then by all that is to count.
    """
    sure, likely = standing
    bonds: list[Bond] = []
    undated = 0
    for tie in ties:
        if not switches.take(tie):
            continue
        if switches.has_years and tie.kind != "post" and not switches.cover(tie):
            undated += not tie.years
            continue
        members = _members(tie, switches, sure, likely)
        if len(members) > 1:
            bonds.append(Bond(tie, members, likely.get(tie.target, tie.target)))
    tied = {member.node for bond in bonds for member in bond.members}
    if switches.isolates:
        tied |= {iri for iri, node in nodes.items() if iri not in likely and (switches.offices or not node.is_office)}
    return View(_merged(nodes, tied, likely), tuple(bonds), switches, undated)


def _members(tie: Tie, switches: Switches, sure: Mapping[str, str], likely: Mapping[str, str]) -> tuple[Member, ...]:
    """Those whom a tie binds; who is named both by itself and otherwise counts as named."""
    found: dict[str, Member] = {}
    for party in tie.parties:
        offices = tuple(office for office, home in tie.offices if home == party)
        if offices and switches.offices:
            for office in offices:
                found[office] = Member(office, office)
            continue
        node = likely.get(party, party)
        member = Member(node, party, offices, is_merged=node != sure.get(party, party))
        if node not in found or member.is_named:
            found[node] = member
    kept = (found[node] for node in sorted(found))
    return tuple(member for member in kept if member.is_named or not switches.stated_only)


def _merged(nodes: Mapping[str, Node], tied: Collection[str], likely: Mapping[str, str]) -> dict[str, Node]:
    """The nodes of a view; one that stands for others has their counties, too, and their kind if it has none."""
    groups: dict[str, list[str]] = {}
    for iri in sorted(likely):
        groups.setdefault(likely[iri], []).append(iri)
    found = {}
    for iri in sorted(tied):
        node = nodes[iri]
        others = [nodes[one] for one in groups.get(iri, ())]
        if others:
            counties = sorted({county for one in (node, *others) for county in one.counties})
            told = next((one for one in (node, *others) if one.kind), node)
            node = Node(iri, node.labels, told.kind, told.sector, tuple(counties), node.is_office, tuple(groups[iri]))
        found[iri] = node
    return found
