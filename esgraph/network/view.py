"""Turns a Network and switches into a View: who is bound to whom where only some ties count, or two pass for one.

A tie of many stays one thing here, its bond, and not a pair for every two of them: what asks for steps from one to the
next (neighbours, paths, parts) is then as quick for an award with two hundred recipients as for a cooperation of two.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import combinations

from esgraph.network.bond import Bond, Member
from esgraph.network.errors import NoNodeError
from esgraph.network.model import Edge, Node, Tie
from esgraph.network.source import Source
from esgraph.network.switches import Switches


class View(ABC):
    """Nodes, and the bonds between them, in order; read as far as somebody asks."""

    def __init__(self, switches: Switches) -> None:
        self.switches = switches
        self._partners: dict[str, dict[str, list[tuple[Bond, Member, Member]]]] = {}

    @property
    @abstractmethod
    def nodes(self) -> Mapping[str, Node]:
        """Every node by IRI."""

    @property
    @abstractmethod
    def bonds(self) -> Sequence[Bond]:
        """Every bond."""

    @abstractmethod
    def bonds_of(self, node: str) -> Sequence[Bond]:
        """The bonds of a node. Raises KeyError for what is no node."""

    @abstractmethod
    def some(self, nodes: Collection[str]) -> Mapping[str, Node]:
        """Some nodes, in order. Raises KeyError for what is no node."""

    @abstractmethod
    def reach(self, nodes: Collection[str]) -> None:
        """Make the bonds of many nodes ready at once, for whoever will ask for them one by one."""

    @abstractmethod
    def weights(self, nodes: Collection[str]) -> Mapping[str, int]:
        """About how many ties each of some nodes has: of a large network, whatever the switches say."""

    @property
    def size(self) -> int:
        """How many edges there are."""
        return sum(bond.size for bond in self.bonds)

    def edges(self) -> Iterator[Edge]:
        """Every edge, in order: one for each two nodes that a tie binds."""
        for bond in self.bonds:
            yield from bond.edges()

    def __contains__(self, node: str) -> bool:
        try:
            self.bonds_of(node)
        except KeyError:
            return False
        return True

    def node(self, iri: str) -> Node:
        """One node. Raises KeyError for what is no node."""
        return self.some([iri])[iri]

    def neighbours(self, node: str) -> list[str]:
        """Whom a node is bound to, in order. Raises KeyError for what is no node."""
        return sorted(self._partners_of(node))

    def between(self, one: str, other: str) -> tuple[Edge, ...]:
        """The edges of two nodes, all of them. Raises KeyError for what is no node."""
        return tuple(
            bond.edge(own, its) if own.node < its.node else bond.edge(its, own)
            for bond, own, its in self._partners_of(one).get(other, ())
        )

    def _partners_of(self, node: str) -> Mapping[str, Sequence[tuple[Bond, Member, Member]]]:
        """Whom a node is bound to, by which bonds: found once, since a hub is asked for each of its partners."""
        if node not in self._partners:
            found: dict[str, list[tuple[Bond, Member, Member]]] = {}
            for bond in self.bonds_of(node):
                own = next(member for member in bond.members if member.node == node)
                for member in bond.members:
                    if member is not own:
                        found.setdefault(member.node, []).append((bond, own, member))
            self._partners[node] = found
        return self._partners[node]

    def within(self, nodes: Collection[str]) -> "Part":
        """The part of it that has these nodes only, and what binds them. Raises KeyError for what is no node."""
        kept = set(nodes)
        self.reach(kept)
        found = {bond.key: bond for node in kept for bond in self.bonds_of(node)}
        bonds = []
        for bond in (found[key] for key in sorted(found)):
            members = tuple(member for member in bond.members if member.node in kept)
            if len(members) > 1:
                bonds.append(Bond(bond.tie, members, bond.target if bond.target in kept else ""))
        return Part(self.some(kept), bonds, self.switches)


class Part(View):
    """Some nodes of a view, and the bonds between them."""

    def __init__(self, nodes: Mapping[str, Node], bonds: Sequence[Bond], switches: Switches) -> None:
        super().__init__(switches)
        self._nodes = nodes
        self._bonds = bonds

    @property
    def nodes(self) -> Mapping[str, Node]:
        """Every node by IRI."""
        return self._nodes

    @property
    def bonds(self) -> Sequence[Bond]:
        """Every bond."""
        return self._bonds

    def bonds_of(self, node: str) -> Sequence[Bond]:
        """The bonds of a node. Raises KeyError for what is no node."""
        return self._index[node]

    def some(self, nodes: Collection[str]) -> Mapping[str, Node]:
        """Some nodes, in order. Raises KeyError for what is no node."""
        return {iri: self._nodes[iri] for iri in sorted(nodes)}

    def reach(self, nodes: Collection[str]) -> None:
        """Nothing: they are ready."""

    def weights(self, nodes: Collection[str]) -> Mapping[str, int]:
        """How many bonds each of some nodes has."""
        return {node: len(self._index[node]) for node in nodes}

    def only(self, pairs: Collection[frozenset[str]]) -> "Part":
        """The same nodes, with the edges of some pairs of them alone."""
        bonds = []
        for bond in self._bonds:
            for one, other in combinations(bond.members, 2):
                if frozenset((one.node, other.node)) in pairs:
                    target = bond.target if bond.target in (one.node, other.node) else ""
                    bonds.append(Bond(bond.tie, (one, other), target))
        return Part(self._nodes, bonds, self.switches)

    @cached_property
    def _index(self) -> Mapping[str, Sequence[Bond]]:
        return indexed(self._bonds, self._nodes)


class Whole(View):
    """All of a network that switches let count. Only what is asked for is read from its source, and that once.

    `standing` says for whom another organisation stands: first by what is confirmed, then by all that is to count.
    """

    def __init__(
        self, source: Source, switches: Switches, standing: tuple[Mapping[str, str], Mapping[str, str]]
    ) -> None:
        super().__init__(switches)
        self._source = source
        self._sure, self._likely = standing
        self._reached: dict[str, Sequence[Bond]] = {}
        #: Those whom a bond binds that was read: they are nodes, and their own bonds need not be read to know it.
        self._bound: set[str] = set()
        self._groups: dict[str, list[str]] = {}
        for iri in sorted(self._likely):
            self._groups.setdefault(self._likely[iri], []).append(iri)

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Every node by IRI."""
        known = self._source.nodes()
        tied = {member.node for bond in self.bonds for member in bond.members}
        if self.switches.isolates:
            tied |= {iri for iri, node in known.items() if self._may_be_alone(node)}
        return self._merged(tied, known)

    @cached_property
    def bonds(self) -> Sequence[Bond]:
        """Every bond."""
        return list(self._every_bond())

    @property
    def standing(self) -> Mapping[str, str]:
        """For each organisation that another stands for, that other."""
        return self._likely

    @property
    def doubtful(self) -> frozenset[str]:
        """Those of them for whom the other stands only probably."""
        return frozenset(iri for iri, taken in self._likely.items() if taken != self._sure.get(iri, iri))

    @property
    def undated(self) -> int:
        """How many ties are left out for want of a date."""
        return sum(self._lacks_date(tie) for tie in self._source.ties_of_kinds(self.switches.kinds))

    def undated_of(self, node: str) -> int:
        """How many ties of a node are left out for want of a date."""
        return sum(self._lacks_date(tie) for tie in self._source.ties_of(self._parties(node)))

    def is_larger(self, edges: int) -> bool:
        """Whether there are more edges than that; it is known before all of them are read."""
        counted = 0
        for bond in self._every_bond():
            counted += bond.size
            if counted > edges:
                return True
        return False

    def bonds_of(self, node: str) -> Sequence[Bond]:
        """The bonds of a node. Raises KeyError for what is no node."""
        if node not in self._reached:
            self.reach([node])
        found = self._reached[node]
        if not found and not self._is_alone(node):
            raise NoNodeError(node)
        return found

    def reach(self, nodes: Collection[str]) -> None:
        """Make the bonds of many nodes ready at once, for whoever will ask for them one by one."""
        new = [node for node in nodes if node not in self._reached]
        if new:
            ties = self._source.ties_of(party for node in new for party in self._parties(node))
            self._reached |= indexed((bond for tie in ties if (bond := self._bond(tie))), new)

    def some(self, nodes: Collection[str]) -> Mapping[str, Node]:
        """Some nodes, in order. Raises KeyError for what is no node."""
        unknown = [node for node in nodes if node not in self._bound]
        self.reach(unknown)
        for node in unknown:
            self.bonds_of(node)
        return self._merged(nodes, self._source.some(party for node in nodes for party in self._parties(node)))

    def weights(self, nodes: Collection[str]) -> Mapping[str, int]:
        """How many ties each of some nodes has, whatever the switches say; they need not be read for it."""
        parties = {node: list(self._parties(node)) for node in nodes}
        known = self._source.weights(party for listed in parties.values() for party in listed)
        return {node: sum(known.get(party, 0) for party in listed) for node, listed in parties.items()}

    def _parties(self, node: str) -> Iterator[str]:
        """A node and those for whom it stands."""
        yield node
        yield from self._groups.get(node, ())

    def _is_alone(self, node: str) -> bool:
        known = self._source.some([node])
        return self.switches.isolates and node in known and self._may_be_alone(known[node])

    def _may_be_alone(self, node: Node) -> bool:
        return node.iri not in self._likely and (self.switches.offices or not node.is_office)

    def _lacks_date(self, tie: Tie) -> bool:
        return self.switches.has_years and tie.kind != "post" and self.switches.take(tie) and not tie.years

    def _every_bond(self) -> Iterator[Bond]:
        return filter(None, map(self._bond, self._source.ties_of_kinds(self.switches.kinds)))

    def _bond(self, tie: Tie) -> Bond | None:
        """What a tie binds; None if it does not count, or binds less than two."""
        if not self.switches.take(tie) or not (tie.kind == "post" or self.switches.cover(tie)):
            return None
        members = self._members(tie)
        if len(members) < 2:
            return None
        self._bound.update(member.node for member in members)
        # Who is only probably what was founded, and founded it, too, is not what the others founded.
        return Bond(tie, members, next((one.node for one in members if tie.target in one.parties), ""))

    def _members(self, tie: Tie) -> tuple[Member, ...]:
        """Those whom a tie binds; who is named both by itself and otherwise counts as named."""
        found: dict[str, Member] = {}
        for party in tie.parties:
            offices = tuple(office for office, home in tie.offices if home == party)
            if offices and self.switches.offices:
                for office in offices:
                    found[office] = Member(office, (office,))
                continue
            node = self._likely.get(party, party)
            member = Member(node, (party,), offices, is_merged=node != self._sure.get(party, party))
            found[node] = _together(found[node], member) if node in found else member
        kept = (found[node] for node in sorted(found))
        return tuple(member for member in kept if member.is_named or not self.switches.stated_only)

    def _merged(self, nodes: Iterable[str], known: Mapping[str, Node]) -> dict[str, Node]:
        """Nodes in order; one that stands for others has their counties, too, and their kind if it has none."""
        found = {}
        for iri in sorted(nodes):
            node = known[iri]
            others = [known[one] for one in self._groups.get(iri, ())]
            if others:
                counties = sorted({county for one in (node, *others) for county in one.counties})
                told = next((one for one in (node, *others) if one.kind), node)
                node = replace(
                    node, kind=told.kind, sector=told.sector, counties=tuple(counties),
                    merged=tuple(self._groups[iri]),
                )  # fmt: skip
            found[iri] = node
        return found


def _together(one: Member, other: Member) -> Member:
    """Two parties of a tie that are one node: those that are named count, else both."""
    if one.is_named != other.is_named:
        return one if one.is_named else other
    through = tuple(sorted({*one.through, *other.through}))
    return Member(one.node, (*one.parties, *other.parties), through, one.is_merged or other.is_merged)


def indexed(bonds: Iterable[Bond], nodes: Iterable[str]) -> dict[str, Sequence[Bond]]:
    """The bonds of each of some nodes, in order."""
    found: dict[str, list[Bond]] = {node: [] for node in nodes}
    for bond in bonds:
        for member in bond.members:
            if member.node in found:
                found[member.node].append(bond)
    return dict(found)
