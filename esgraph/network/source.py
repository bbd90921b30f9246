"""Turns nodes and ties that are in memory into a Source: where a network is read from, whole or as far as is asked."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from esgraph.network.evidence import Evidence
from esgraph.network.identity import Hypothesis
from esgraph.network.model import Node, Tie


class Source(Protocol):
    """Nodes and ties, in the order of their IRIs; those of offices to their homes come last."""

    def nodes(self) -> Mapping[str, Node]:
        """Every organisation and office by IRI."""
        ...

    def ties(self) -> Sequence[Tie]:
        """Every tie."""
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

    def evidence(self, tie: Tie, parties: Sequence[str]) -> tuple[Evidence, ...]:
        """The evidence that parties are bound by a tie, in order."""
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

    def evidence(self, tie: Tie, parties: Sequence[str]) -> tuple[Evidence, ...]:  # noqa: ARG002
        """None: it is read when it is written (`esgraph.build.network`)."""
        return ()

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, tie in enumerate(self._ties):
            for iri in tie.participants:
                found.setdefault(iri, []).append(number)
        return found
