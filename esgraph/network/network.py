"""Turns what was read of a release into views, graphs and evidence on request."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from esgraph.network.checking import check
from esgraph.network.evidence import Evidence
from esgraph.network.identity import Hypothesis, standing_for
from esgraph.network.model import KINDS, Edge, Kind, Node, Tie
from esgraph.network.source import Source
from esgraph.network.switches import Switches
from esgraph.network.view import Whole
from esgraph.release import Manifest

if TYPE_CHECKING:
    import networkx


class Network:
    """The organisations and offices of a release, and all ties of them; made by `esgraph.network.load`."""

    def __init__(self, manifest: Manifest, source: Source) -> None:
        self.manifest = manifest
        self._source = source

    @property
    def nodes(self) -> Mapping[str, Node]:
        """Every organisation and office by IRI."""
        return self._source.nodes()

    @property
    def ties(self) -> Sequence[Tie]:
        """Every tie."""
        return self._source.ties()

    @cached_property
    def hypotheses(self) -> Sequence[Hypothesis]:
        """The confirmed and the probable ones about two of the organisations."""
        return self._source.hypotheses()

    def organisations(self, iris: Iterable[str]) -> Mapping[str, Node]:
        """Those of some organisations and offices that there are, whether they have ties or not."""
        return self._source.some(iris)

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
    ) -> Whole:
        """The network where only some ties count; what each switch does stands at `Switches`.

        Raises SwitchError (a ValueError) for a kind of tie that there is not (`esgraph.network.KINDS`), for what is no
        year, and for switches of which nothing can come.
        """
        if isinstance(kinds, str):
            kinds = (kinds,)
        switches = Switches(
            frozenset(cast("Collection[Kind]", KINDS if kinds is None else kinds)),
            stated_only=stated_only,
            since=since,
            until=until,
            merge_probable=merge_probable,
            offices=offices,
            isolates=isolates,
        )
        return self.switched(switches)

    def switched(self, switches: Switches) -> Whole:
        """The network with switches that were made elsewhere. Raises SwitchError if nothing can come of them."""
        likely = self._likely if check(switches).merge_probable else self._sure
        return Whole(self._source, switches, (self._sure, likely))

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
        """The evidence for an edge, in order."""
        return self._source.evidence(edge.tie, (*edge.parties, *edge.through))

    @cached_property
    def _sure(self) -> Mapping[str, str]:
        return standing_for(one for one in self.hypotheses if one.verdict == "confirmed")

    @cached_property
    def _likely(self) -> Mapping[str, str]:
        return standing_for(self.hypotheses)
