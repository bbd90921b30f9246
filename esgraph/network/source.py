"""Turns nodes and ties that are in memory into a Source: where a network is read from, whole or as far as is asked."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from esgraph.network.evidence import Evidence
from esgraph.network.identity import Hypothesis
from esgraph.network.model import Kind, Node, Tie


class Source(Protocol):
    """Nodes and ties, in the order of their IRIs; those of offices to their homes come last."""

    def nodes(self) -> Mapping[str, Node]:
        """Every organisation and office by IRI."""
        ...

    def ties(self) -> Sequence[Tie]:
        """Every tie."""
        ...

    def ties_of_kinds(self, kinds: Collection[Kind]) -> Iterator[Tie]:
        """The ties of some kinds one after another, none of which is kept."""
        ...

    def some(self, iris: Iterable[str]) -> Mapping[str, Node]:
        """Those of some organisations and offices that there are."""
        ...

    def ties_of(self, iris: Iterable[str]) -> Sequence[Tie]:
        """The ties of any of these organisations and offices, each once."""
        ...

    def hypotheses(self) -> Sequence[Hypothesis]:
        """The confirmed and the probable ones about two organisations."""
        ...

    def weights(self, iris: Iterable[str]) -> Mapping[str, int]:
        """How many ties each of some organisations and offices has, whatever switches say; none for what has none."""
        ...

    def evidence(self, tie: Tie, named: Sequence[str]) -> tuple[Evidence, ...]:
        """The evidence that those who are named (organisations, or the offices through which) are bound by a tie."""
        ...


class Gathered:
    """A Source in memory, without evidence."""

    def __init__(self, nodes: Mapping[str, Node], ties: Sequence[Tie], hypotheses: Sequence[Hypothesis] = ()) -> None:
        self._nodes = nodes
        self._ties = ties
        self._hypotheses = hypotheses

    def nodes(self) -> Mapping[str, Node]:
        """Every organisation and office by IRI."""
        return self._nodes

    def ties(self) -> Sequence[Tie]:
        """Every tie."""
        return self._ties

    def ties_of_kinds(self, kinds: Collection[Kind]) -> Iterator[Tie]:
        """The ties of some kinds one after another."""
        return (tie for tie in self._ties if tie.kind in kinds)

    def some(self, iris: Iterable[str]) -> Mapping[str, Node]:
        """Those of some organisations and offices that there are."""
        return {iri: self._nodes[iri] for iri in sorted(set(iris)) if iri in self._nodes}

    def ties_of(self, iris: Iterable[str]) -> Sequence[Tie]:
        """The ties of any of these organisations and offices, each once."""
        numbers = {number for iri in set(iris) for number in self._index.get(iri, ())}
        return [self._ties[number] for number in sorted(numbers)]

    def hypotheses(self) -> Sequence[Hypothesis]:
        """The confirmed and the probable ones about two organisations."""
        return self._hypotheses

    def weights(self, iris: Iterable[str]) -> Mapping[str, int]:
        """How many ties each of some organisations and offices has, whatever switches say; none for what has none."""
        return {iri: len(self._index[iri]) for iri in iris if iri in self._index}

    def evidence(self, tie: Tie, named: Sequence[str]) -> tuple[Evidence, ...]:  # noqa: ARG002
        """None: it is read when it is written (`esgraph.build.network`)."""
        return ()

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, tie in enumerate(self._ties):
            for iri in tie.participants:
                found.setdefault(iri, []).append(number)
        return found
