"""Turns nodes and edges into the values that every format writes, each with its type, in one order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from esgraph.errors import Language
from esgraph.network.crossing import crosses_county, crosses_sector
from esgraph.network.graph import edge_values, node_values
from esgraph.network.model import Edge, Node
from esgraph.network.network import Network
from esgraph.network.view import View
from esgraph.recording import Recording

Value = str | bool | int
Type = Literal["string", "boolean", "integer"]

#: What is said of a node beside its IRI and its label, and of which type that is.
NODE: Final[Mapping[str, Type]] = {
    "label_pl": "string",
    "label_en": "string",
    "kind": "string",
    "sector": "string",
    "counties": "string",
    "office": "boolean",
    "merged": "string",
}
#: What is said of an edge beside its id and its ends. `year` is the first one; whether it crosses a border of sectors
#: or counties is said where both sides are known; `merged`, whether an end only probably is who the source names.
EDGE: Final[Mapping[str, Type]] = {
    "kind": "string",
    "relation": "string",
    "directed": "boolean",
    "stated": "boolean",
    "disputed": "boolean",
    "merged": "boolean",
    "cross_sector": "boolean",
    "cross_county": "boolean",
    "status": "string",
    "through": "string",
    "year": "integer",
    "dates": "string",
    "tie": "string",
    "grounds": "string",
    "graphs": "string",
    "sources": "string",
    "evidence": "string",
    "words": "string",
}
#: Between the words of one piece of evidence and those of the next; between IRIs there are spaces.
BETWEEN_WORDS: Final = " | "


@dataclass(frozen=True)
class Content:
    """A view of a network to be written, in a reader's language; `excel` is a convention of `esgraph.excel`, or "".

    `recording` is for several formats that are written one after another: what they say of edges, in this
    language, is worked out once.
    """

    network: Network
    view: View
    language: Language = "pl"
    excel: str = ""
    recording: Recording[dict[str, Value]] | None = None
    title: str = field(init=False)

    def __post_init__(self) -> None:
        manifest = self.network.manifest
        object.__setattr__(self, "title", manifest.title.get(self.language) or manifest.id)

    @property
    def release(self) -> str:
        """The release that it is of."""
        return self.network.manifest.id

    @property
    def modified(self) -> str:
        """The date of the data."""
        return self.network.manifest.modified

    def nodes(self) -> Iterator[tuple[Node, dict[str, Value]]]:
        """Each node with its values; those that are not known are left out."""
        for node in self.view.nodes.values():
            yield node, _known(NODE, node_values(node))

    def edges(self) -> Iterator[tuple[Edge, dict[str, Value]]]:
        """Each edge with its values; those that are not known are left out."""
        if self.recording is None:
            for edge in self.view.edges():
                yield edge, _known(EDGE, self._edge(edge))
        elif self.recording.is_whole:
            yield from zip(self.view.edges(), self.recording, strict=True)
        else:
            values = (_known(EDGE, self._edge(edge)) for edge in self.view.edges())
            # Strictly, so that the last value is asked for what follows it, and the recording is whole.
            yield from zip(self.view.edges(), self.recording.through(values), strict=True)

    def _edge(self, edge: Edge) -> dict[str, Value]:
        evidence = self.network.evidence(edge)
        graphs = {graph for one in evidence for graph in one.graphs}
        years = edge.tie.years
        ends = self.view.nodes[edge.one], self.view.nodes[edge.other]
        crossing = {"cross_sector": crosses_sector(*ends), "cross_county": crosses_county(*ends)}
        return {
            **{name: "" if crosses is None else crosses for name, crosses in crossing.items()},
            **edge_values(edge),
            "year": years[0] if years else "",
            "graphs": " ".join(sorted(graphs)),
            "sources": " ".join(sorted({one.source for one in evidence if one.source})),
            "evidence": " ".join(one.iri for one in evidence),
            "words": BETWEEN_WORDS.join(one.text(self.language) for one in evidence),
        }


def _known(order: Iterable[str], values: Mapping[str, Value]) -> dict[str, Value]:
    return {name: values[name] for name in order if values[name] != ""}


def written(value: Value) -> str:
    """A value as text: booleans as XML Schema has them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
