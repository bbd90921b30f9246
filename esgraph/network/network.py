"""Turns what was read of a release into views, graphs and evidence on request."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from esgraph.network.evidence import Evidence, Library
from esgraph.network.identity import Hypothesis, standing_for
from esgraph.network.model import KINDS, Edge, Node, Tie, as_kind
from esgraph.network.view import Switches, View, binding
from esgraph.release import Manifest

if TYPE_CHECKING:
    import networkx


class Network:
    """The organisations and offices of a release by IRI, and all ties of them; made by `esgraph.network.load`.

    `hypotheses` are the confirmed and the probable ones about two of these organisations.
    """

    def __init__(
        self,
        manifest: Manifest,
        nodes: Mapping[str, Node],
        ties: Sequence[Tie],
        hypotheses: Sequence[Hypothesis],
        library: Library,
    ) -> None:
        self.manifest = manifest
        self.nodes = nodes
        self.ties = ties
        self.hypotheses = hypotheses
        self._library = library

    def view(
        self,
        kinds: Collection[str] | None = None,
        *,
        stated_only: bool = False,
        since: int | None = None,
        until: int | None = None,
        merge_probable: bool = False,
        offices: bool = False,
        isolates: bool = False,
    ) -> View:
        """The network where only some ties count; what each switch does stands at `Switches`.

        Raises ValueError for a kind of tie that there is not (`esgraph.network.KINDS`).
        """
        switches = Switches(
            frozenset(KINDS if kinds is None else map(as_kind, kinds)),
            stated_only=stated_only,
            since=since,
            until=until,
            merge_probable=merge_probable,
            offices=offices,
            isolates=isolates,
        )
        standing = (self._sure, self._likely if switches.merge_probable else self._sure)
        return binding(self.nodes, self.ties, switches, standing)

    def graph(self, kinds: Collection[str] | None = None, **switches: Any) -> "networkx.MultiGraph[str]":
        """The same as a networkx graph: a node for each organisation, an edge for each two that a tie binds.

        Takes what `view` takes. All values are text, numbers or booleans, so that every writer of networkx takes them.

        Nodes are IRIs with `label_pl`, `label_en`, `kind`, `sector`, `counties` (TERC, separated by spaces), `office`
        and `merged` (IRIs of who it stands for besides).
        The key of an edge is its id. Edges have `kind`, `relation` (the kind, or `co-founding`), `stated` and
        `disputed` (booleans), `directed` and, if so, `source` and `target`, `through` (offices), `dates`, `status`,
        `tie` and `grounds` (what it was derived from); several values are separated by spaces.
        """
        from esgraph.network.graph import graph_of

        return graph_of(self.view(kinds, **switches))

    def evidence(self, edge: Edge) -> tuple[Evidence, ...]:
        """The evidence for an edge, read from the store."""
        return self._library.of(edge.tie, edge.parties)

    @cached_property
    def _sure(self) -> Mapping[str, str]:
        return standing_for(one for one in self.hypotheses if one.verdict == "confirmed")

    @cached_property
    def _likely(self) -> Mapping[str, str]:
        return standing_for(self.hypotheses)
